"""Cloth cut to the sitter: measures of the body, and how a piece of cloth lies in the light."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits.canvas import OVER, SIZE, Canvas, Mask, smooth, whole
from realtalk.partner.portraits.head import Head
from realtalk.partner.portraits.sitter import Sitter

Line = NDArray[Any]
BOTTOM = -27.0
"""Below the picture's lower edge, in centimetres."""


class Wardrobe:
    """Measures of one sitter's body, from which every garment is cut."""

    def __init__(self, sitter: Sitter, head: Head) -> None:
        female = sitter.sex == "female"
        self.sitter = sitter
        self.neck = (4.1 if female else 5.15) + 0.5 * sitter.fullness + 0.15 * sitter.jaw
        self.chin = float(head.points[lm.CHIN, 1])
        self.pit = self.chin - 6.6
        """Height of the hollow between the collar bones."""
        self.wide = (17.5 if female else 20.5) + 1.2 * sitter.fullness
        self.chance = np.random.default_rng(sitter.seed + 23)

    def torso(self, neckline: list[tuple[float, float]], loose: float = 0.0) -> Line:
        """The outline of a garment whose opening is given for the right half, from the shoulder to the
        middle.
        """
        n, c, w = self.neck, self.chin, self.wide
        start = neckline[0]
        right = [
            (min(start[0] + 1.6, n + 4), start[1] - 0.75),
            (n + 6.5, c - 6.2 + loose),
            (w - 2.5, c - 8.3 + loose),
            (w - 0.2, c - 10.6),
            (w + 1.2, c - 14),
            (w + 2, BOTTOM),
        ]
        beyond = [place for place in right if place[0] > start[0] + 0.5 and place[1] < start[1]]
        outer = smooth(np.array([start, *beyond]), False)
        opening = smooth(np.array(neckline), False)
        half = np.concatenate((outer[::-1], opening))
        return np.concatenate((half, (half * (-1, 1))[::-1])).astype(np.float32)


def garment(canvas: Canvas, w: Wardrobe, outline: Line, colour: Line, knit: bool = False) -> None:
    """Cloth in the light: brighter on the left shoulder, darker under the arm and the chin, a few soft
    folds.
    """
    mask = whole(outline, 0.9)
    c, n, wide = w.chin, w.neck, w.wide
    skin = whole(
        [
            (-n, c - 1),
            (n, c - 1),
            (n + 0.6, c - 3.6),
            (n + 1.5, c - 12),
            (-n - 1.5, c - 12),
            (-n - 0.6, c - 3.6),
        ],
        2,
    )
    shadow = np.clip(whole(outline + np.array((0.1, 0.5)), 4) - mask, 0, 1) * skin
    canvas.lay((84, 54, 48), shadow * 0.45, multiply=True)
    canvas.lay(colour * 0.80, mask)
    canvas.fill(
        smooth([(-n - 1, c - 5), (-wide + 4, c - 7.5), (-wide + 2.5, c - 12), (-n - 4, c - 12)]),
        np.minimum(colour * 1.16 + 8, 255),
        blur=26,
        opacity=0.85,
        within=mask,
    )
    canvas.fill(
        smooth(
            [
                (n + 2, c - 6),
                (wide - 2, c - 8.5),
                (wide + 3, c - 14),
                (wide + 3, BOTTOM),
                (n, BOTTOM),
                (n - 1, c - 12),
            ]
        ),
        colour * 0.45,
        blur=34,
        opacity=0.75,
        within=mask,
    )
    canvas.fill(
        smooth([(-wide - 3, c - 14), (-wide + 1.2, c - 15.5), (-wide + 2, BOTTOM), (-wide - 4, BOTTOM)]),
        colour * 0.4,
        blur=16,
        opacity=0.7,
        within=mask,
    )
    canvas.fill(
        smooth([(-n - 1, c - 3), (n + 1.5, c - 3), (n + 1.5, c - 7.5), (0.5, c - 9.5), (-n, c - 7)]),
        colour * 0.35,
        blur=18,
        opacity=0.55,
        within=mask,
    )
    chance = w.chance
    dark, pale = colour * 0.55, np.minimum(colour * 1.18 + 10, 255)
    for side in (-1.0, 1.0):
        for k in range(4):
            x, y = side * (wide - 2.6 - 0.5 * k), c - 11.5 - 1.6 * k
            reach = chance.uniform(3.5, 6.0)
            bend = chance.uniform(0.4, 1.2)
            fold = smooth(
                [(x, y), (x - side * reach * 0.5, y - bend), (x - side * reach, y - bend * 0.4)], False
            )
            canvas.stroke([fold], dark, 1.0, blur=8, opacity=0.30, within=mask)
            canvas.stroke([fold + np.array((-0.2, 0.7))], pale, 0.8, blur=8, opacity=0.12, within=mask)
        fall = smooth(
            [(side * (n + 3), c - 7.5), (side * (n + 4.2), c - 12), (side * (n + 3.6), BOTTOM)], False
        )
        canvas.stroke([fall], dark, 1.4, blur=11, opacity=0.26, within=mask)
        canvas.stroke([fall + np.array((-1.1, 0))], pale, 1.2, blur=11, opacity=0.20, within=mask)
    _weave(canvas, mask, w, knit)


def _weave(canvas: Canvas, mask: Mask, w: Wardrobe, knit: bool) -> None:
    side = SIZE * OVER
    grain = w.chance.standard_normal((side // 3, side // (3 if not knit else 6))).astype(np.float32)
    grain = cv2.resize(grain, (side, side), interpolation=cv2.INTER_LINEAR)
    top = int(np.argmax(mask.max(1) > 0.05))
    tone = np.clip(1 + grain[top:, :, None] * (0.035 if knit else 0.018), 0, 2) * canvas.rgb[top:]
    canvas.lay(np.clip(tone, 0, 255), mask[top:], 0, top)
