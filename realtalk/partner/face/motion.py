"""How a face moves, picture by picture, as numbers that the Python and the browser's drawing both obey."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FPS = 25
"""Rows of a motion a second."""

PARAMETERS = (
    "jaw", "wide", "round", "upper", "lower", "press", "tuck", "tongue", "smile",
    "blink_left", "blink_right", "brow_left", "brow_right", "gaze_x", "gaze_y",
    "yaw", "pitch", "roll", "shift_x", "shift_y", "breath",
)  # fmt: skip
"""The columns of `Motion.values`. All are 0 in a neutral face with its lips just closed and its eyes open.

0..1: `jaw` lowers the jaw (1: lips parted by half the mouth's width), `wide` draws the corners of the mouth
apart ("ee"), `round` draws them in and the lips forward ("oo"), `upper` raises the upper lip off its teeth,
`lower` lowers the lower lip off its teeth, `press` presses the lips together (at 1 they are closed whatever
the jaw does: p, b, m), `tuck` puts the lower lip under the upper teeth (f, v), `tongue` shows its tip (th,
l), `blink_left` and `blink_right` close the eyes, `breath` lifts the shoulders. -1..1: `smile` (negative:
corners down), `brow_left` and `brow_right` (positive: up), `gaze_x` and `gaze_y` (1 is 20 degrees, to the
viewer's right and up). Degrees: `yaw` (positive: to the viewer's right), `pitch` (up), `roll` (clockwise as
seen). Face widths: `shift_x` (right) and `shift_y` (down). Left and right of eyes and brows are the face's
own.
"""

COLUMN = {name: index for index, name in enumerate(PARAMETERS)}


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """`values` is `(n, len(PARAMETERS))` float32 at `FPS`; row i is the face at i / FPS seconds."""

    values: NDArray[np.float32]

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.values) / FPS
