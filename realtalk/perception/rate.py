"""How often an analyzer looks, by media time."""

from __future__ import annotations

import math


class Rate:
    """Lets through the first picture of each slot of `1 / per_second` seconds, however many come.

    >>> rate = Rate(2.0)
    >>> [rate.due(t) for t in (0.0, 0.1, 0.5, 0.9, 1.6)]
    [True, False, True, False, True]
    """

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._slot = -1

    def due(self, t: float) -> bool:
        """Whether a picture at `t` is the first of its slot. Times must not go back."""
        slot = math.floor(t * self._per_second + 1e-6)
        if slot <= self._slot:
            return False
        self._slot = slot
        return True
