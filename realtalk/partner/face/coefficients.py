"""What a row of a motion asks of the rig's fields: how far each of them goes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.motion import COLUMN

COEFFICIENTS = (
    "open", "chin", "wide", "round", "pout", "upper", "lower", "press", "tuck", "tip", "smile", "frown",
    "brow_left", "brow_right", "yaw", "pitch", "roll", "shift_x", "shift_y", "breath",
)  # fmt: skip
"""One displacement field each. `open`, `pout`, `upper`, `lower`, `tuck` and `tip` part the lips; the others
leave them closed."""

CLOSED_JAW = 0.75
"""How much less the chin sinks when the lips are pressed: they hold it."""

CLOSED_ROUND = 0.5
"""How much less the lips round while they are pressed."""


def coefficients(row: NDArray[np.float32]) -> NDArray[np.float32]:
    """`(len(COEFFICIENTS),)` for one row of a motion. Values beyond a column's range count as its end.

    realtalk/ui/assets/face_drawing.js does the same.
    """

    def share(name: str, low: float = 0.0, high: float = 1.0) -> float:
        return min(high, max(low, float(row[COLUMN[name]])))

    jaw, press, tuck = share("jaw"), share("press"), share("tuck")
    parting = 1 - press
    rounding, smile = share("round"), share("smile", -1)
    radians = math.pi / 180
    return np.array(
        (
            jaw * parting * (1 - 0.8 * tuck),
            jaw * (1 - CLOSED_JAW * press),
            share("wide"),
            rounding * (1 - CLOSED_ROUND * press),
            rounding * parting,
            share("upper") * parting,
            share("lower") * parting * (1 - tuck),
            press,
            tuck * parting,
            share("tongue") * parting,
            max(0.0, smile),
            max(0.0, -smile),
            share("brow_left", -1),
            share("brow_right", -1),
            share("yaw", -8, 8) * radians,
            share("pitch", -8, 8) * radians,
            share("roll", -8, 8) * radians,
            share("shift_x", -0.1, 0.1),
            share("shift_y", -0.1, 0.1),
            share("breath"),
        ),
        np.float32,
    )
