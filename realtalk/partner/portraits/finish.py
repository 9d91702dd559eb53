"""What surrounds and unites a portrait: the quiet backdrop, and the painterly last touch."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits.canvas import OVER, SIZE, Canvas
from realtalk.partner.portraits.sitter import Sitter

BRUSH = 1.1
"""Finished pixels by which brush marks displace edges: visible as a hand's touch, too little to move a
feature.
"""


def paint_backdrop(canvas: Canvas, sitter: Sitter) -> None:
    """A plain wall with the light falling off, brushed in broad strokes."""
    small = SIZE // 2
    chance = np.random.default_rng(sitter.seed + 29)
    y, x = np.mgrid[0:small, 0:small].astype(np.float32) / small
    glow = np.exp(-(((x - 0.60) / 0.50) ** 2) - (((y - 0.40) / 0.55) ** 2))
    tone = 0.80 + 0.26 * glow - 0.10 * np.clip(y - 0.5, 0, 1)
    strokes = np.zeros((small, small), np.float32)
    for size, strength in ((10, 0.016), (28, 0.022), (90, 0.02)):
        noise = chance.standard_normal((small // size + 2, small * 2 // (3 * size) + 2)).astype(np.float32)
        strokes += strength * cv2.resize(noise, (small, small), interpolation=cv2.INTER_CUBIC)
    turn = cv2.getRotationMatrix2D((small / 2, small / 2), 32, 1.5)
    strokes = cv2.warpAffine(
        strokes, turn, (small, small), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT
    )
    warm = np.array((1.0, 0.99, 0.975), np.float32)
    picture = np.asarray(sitter.backdrop, np.float32) * (tone + strokes)[..., None]
    picture = picture * (1 + (warm - 1) * glow[..., None])
    side = SIZE * OVER
    canvas.rgb[:] = cv2.resize(
        np.clip(picture, 0, 255).astype(np.uint8), (side, side), interpolation=cv2.INTER_LINEAR
    )


def finished(canvas: Canvas, sitter: Sitter) -> NDArray[np.uint8]:
    """The portrait at its final size, `(SIZE, SIZE, 3)`, with a brush's unsteadiness and a little paper
    grain.
    """
    picture = cv2.resize(canvas.rgb, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    chance = np.random.default_rng(sitter.seed + 31)
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
    shift: list[NDArray[Any]] = []
    for _ in range(2):
        noise = chance.standard_normal((SIZE // 5, SIZE // 5)).astype(np.float32)
        wave = cv2.resize(cv2.GaussianBlur(noise, (0, 0), 0.8), (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)
        shift.append(np.asarray(wave * (BRUSH * 0.55), np.float32))
    painted = cv2.remap(picture, x + shift[0], y + shift[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    grain = cv2.GaussianBlur(chance.standard_normal((SIZE, SIZE)).astype(np.float32), (0, 0), 0.8)
    tooth = 1 + 0.020 * grain + 0.008 * shift[0]
    light = painted.astype(np.float32) * tooth[..., None]
    light = light + (light - cv2.GaussianBlur(light, (0, 0), 30)) * 0.07
    return np.clip(light + 0.5, 0, 255).astype(np.uint8)
