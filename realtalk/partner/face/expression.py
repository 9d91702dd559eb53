"""The face that a manner wears when nothing happens, and how much it moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.motion import COLUMN, PARAMETERS
from realtalk.partner.persona import Manner


@dataclass(frozen=True, slots=True)
class Bearing:
    """`smile` and `brow` at rest; `nods`, `brows` and `drift` are how much stresses, questions and time
    itself move head and brows, 1 for an ordinary person; `tilt` is how far the head may lean, in degrees.
    """

    smile: float
    brow: float
    nods: float
    brows: float
    drift: float
    tilt: float


_BEARINGS = {
    Manner.SUPPORTIVE: Bearing(smile=0.55, brow=0.22, nods=1.2, brows=1.2, drift=1.0, tilt=1.6),
    Manner.NEUTRAL: Bearing(smile=0.12, brow=0.0, nods=1.0, brows=1.0, drift=0.9, tilt=1.0),
    Manner.TOUGH: Bearing(smile=-0.10, brow=-0.22, nods=0.7, brows=0.5, drift=0.6, tilt=0.5),
}
"""House rule: drawn side by side, the three are told apart, and none is a caricature."""


def bearing(manner: Manner, expressiveness: float) -> Bearing:
    """How somebody bears themselves; `expressiveness` is 0..1, 0.5 an ordinary person's."""
    usual = _BEARINGS[manner]
    shown, moved = 0.4 + 1.2 * expressiveness, 0.3 + 1.4 * expressiveness
    return Bearing(
        usual.smile * shown,
        usual.brow * shown,
        usual.nods * moved,
        usual.brows * moved,
        usual.drift * moved,
        usual.tilt * moved,
    )


def rest(manner: Manner, expressiveness: float) -> NDArray[np.float32]:
    """The row, `(len(PARAMETERS),)`, with which every motion of a manner begins and ends: nothing but its
    smile and its brows, lips closed.
    """
    row = np.zeros(len(PARAMETERS), np.float32)
    worn = bearing(manner, expressiveness)
    row[COLUMN["smile"]] = worn.smile
    row[[COLUMN["brow_left"], COLUMN["brow_right"]]] = worn.brow
    return row
