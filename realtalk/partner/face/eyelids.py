"""Eyes that blink and look about: for each place around an eye, how far down the lid it is and how far it
follows the gaze; and the same eyes painted shut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face import landmarks as lm
from realtalk.partner.face.holds import curve

LID = 0.9
"""How far above the eye its lid's skin unrolls from, in heights of the open eye."""

FARTHEST = 3.0
"""Heights of an eye to both sides of it that the maps can tell."""

HIGHEST = 64.0
"""Pixels of an eye's height at most, for the same reason."""

LASHES = 0.34
"""Heights of the open eye that lashes and their shadow reach above it."""

TURN = 0.125
"""Eye widths that the pupil moves at a gaze of 1: 20 degrees of an eyeball of 24 mm, in an eye of 30 mm."""


@dataclass(frozen=True, slots=True, eq=False)
class Eye:
    """One eye's window of the frame, whose corner is `left`, `top`.

    `shut` is `(height, width, 3)`, the eye painted shut. `down` is 0 on the edge of the upper lid and 1 on
    that of the lower one; `opening` is the pixels between them in that column; `gaze` is how much a place
    moves with the pupil, 0..1; each `(height, width)`. `width` is the eye's, in pixels.
    """

    left: int
    top: int
    shut: NDArray[np.uint8]
    down: NDArray[np.float32]
    opening: NDArray[np.float32]
    gaze: NDArray[np.float32]
    width: float


def eyes(rgb: NDArray[np.uint8], points: NDArray[np.float32]) -> tuple[Eye, Eye]:
    """The left and the right one in the picture."""
    return (
        _eye(rgb, points, lm.LEFT_UPPER_LID, lm.LEFT_LOWER_LID),
        _eye(rgb, points, lm.RIGHT_UPPER_LID, lm.RIGHT_LOWER_LID),
    )


def _eye(
    rgb: NDArray[np.uint8], points: NDArray[np.float32], upper: Sequence[int], lower: Sequence[int]
) -> Eye:
    at = points.astype(np.float64)
    above, below = curve(at, upper), curve(at, lower)
    width = float(above[-1, 0] - above[0, 0])
    height = float(np.max(below[:, 1] - above[:, 1]))
    margin = 0.12 * width
    left, right = int(above[0, 0] - margin), int(above[-1, 0] + margin) + 1
    top, bottom = int(above[:, 1].min() - 1.3 * height) - 2, int(below[:, 1].max() + 0.8 * height) + 2
    y, x = np.mgrid[top:bottom, left:right] + 0.5
    column = x[0]
    lid, floor = np.interp(column, *above.T), np.interp(column, *below.T)
    # Towards the corners the opening closes; a little is left so that places can be told there.
    opening = np.maximum(floor - lid, 0.5)
    down = (y - lid) / opening
    across = (column - above[0, 0]) / width
    from_lids = np.minimum(y - lid - 0.5, floor - 0.5 - y)
    gaze = np.clip(from_lids / (0.12 * height), 0, 1) * np.clip(np.minimum(across, 1 - across) / 0.15, 0, 1)
    gaze = cv2.GaussianBlur(gaze.astype(np.float32), (0, 0), 0.8)
    shut = _shut(rgb[top:bottom, left:right], y, lid, floor, across, height)
    return Eye(
        left,
        top,
        shut,
        np.clip(down, -FARTHEST, FARTHEST).astype(np.float32),
        np.broadcast_to(opening, down.shape).astype(np.float32),
        gaze,
        width,
    )


def _shut(
    cut: NDArray[np.uint8],
    y: NDArray[np.float64],
    lid: NDArray[np.float64],
    floor: NDArray[np.float64],
    across: NDArray[np.float64],
    height: float,
) -> NDArray[np.uint8]:
    """The eye with skin drawn over it from lid to lid and the lashes lying along the lower one."""
    colours = cut.astype(np.float32)
    eye = (y > lid) & (y < floor) & (across > 0) & (across < 1)
    # Lashes and the shadow above them would darken the lid: skin comes from beyond them.
    lashes = (y > lid - LASHES * height - 1) & (y < floor + 0.5 * LASHES * height + 1)
    hole = lashes & (across > -0.04) & (across < 1.04)
    skin = _filled(colours, hole)
    light = np.percentile(skin.mean(axis=2)[hole], 75) if hole.any() else 0.0
    dark = np.clip(light / np.maximum(skin.mean(axis=2), 1), 1, 1.25)
    skin = np.where(hole[..., None], skin * (1 + 0.35 * (dark - 1))[..., None], colours)
    middle = np.clip((y - lid) / np.maximum(floor - lid, 1), 0, 1)
    # An eyeball under the lid: a little lighter on its top, darker where it turns away.
    bulge = 1 + 0.04 * np.sin(np.pi * middle) - 0.06 * middle**3
    skin = skin * np.where(eye, bulge, 1.0)[..., None]
    ink_colour = np.percentile(cut[eye].reshape(-1, 3), 4, axis=0) * 0.8 if eye.any() else np.zeros(3)
    taper = np.clip(np.sin(np.pi * np.clip(across, 0, 1)), 0, 1) ** 0.5
    thick = max(1.0, 0.085 * height) * (0.3 + 0.7 * taper)
    ink = np.exp(-(((y - floor + 0.4 * thick) / thick) ** 2)) * 0.85 * taper
    crease = np.exp(-(((y - lid + 0.5 * LASHES * height) / (0.10 * height + 0.8)) ** 2)) * 0.08 * taper
    shadow = np.exp(-(((y - floor - 1.5 * thick) / (0.14 * height + 1)) ** 2)) * 0.10 * taper
    painted = skin * (1 - crease - shadow)[..., None]
    painted = painted * (1 - ink)[..., None] + ink_colour.astype(np.float32) * ink[..., None]
    soft = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 1.2)
    soft = np.maximum(soft, np.clip(ink + shadow, 0, 1))[..., None]
    return np.clip(np.rint(painted * soft + colours * (1 - soft)), 0, 255).astype(np.uint8)


def _filled(colours: NDArray[np.float32], hole: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The hole filled with what lies around it, as smoothly as can be."""
    filled = cv2.inpaint(
        np.clip(colours, 0, 255).astype(np.uint8), hole.astype(np.uint8) * 255, 4, cv2.INPAINT_TELEA
    ).astype(np.float32)
    for _ in range(60):
        filled = np.where(hole[..., None], cv2.blur(filled, (5, 5)), colours)
    return filled
