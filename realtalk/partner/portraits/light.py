"""The light that falls on the sitter: a warm key from the upper left, a cool fill and a thin rim."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits.palette import Rgb

Plane = NDArray[Any]


def _towards(x: float, y: float, z: float) -> NDArray[Any]:
    v = np.array((x, y, z), np.float32)
    return v / np.float32(np.linalg.norm(v))


KEY, FILL, RIM = _towards(-0.62, 0.50, 0.62), _towards(0.75, 0.05, 0.55), _towards(0.9, 0.25, -0.28)
HALF = _towards(-0.33, 0.30, 0.90)
"""Between the key and the viewer: where skin shines."""

KEY_LIGHT = np.array((1.06, 0.98, 0.88), np.float32)
FILL_LIGHT = np.array((0.13, 0.145, 0.18), np.float32)
AMBIENT = np.array((0.16, 0.135, 0.125), np.float32)
RIM_LIGHT = np.array((0.20, 0.18, 0.17), np.float32)

WRAP = np.array((0.44, 0.30, 0.25), np.float32)
"""How far red, green and blue light creep round into the shadow, as in skin."""


def normals(height: Plane, step: float) -> NDArray[Any]:
    """`(h, w, 3)` of a surface's heights; rows run downwards."""
    gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) / (8 * step)
    gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) / (8 * step)
    n = np.dstack((-gx, gy, np.ones_like(gx)))
    return n / np.linalg.norm(n, axis=2, keepdims=True)


def lit(
    albedo: Rgb,
    n: NDArray[Any],
    open_to_sky: Plane | float,
    shine: Plane | float,
    in_key: Plane | float = 1.0,
) -> Rgb:
    """Linear light from a surface. `open_to_sky` is 1 where nothing is near, `in_key` 0 where the key is
    hidden.
    """
    key = (n @ KEY)[..., None]
    diffuse = np.clip((key + WRAP) / (1 + WRAP), 0, 1) ** 1.25 * np.asarray(in_key, np.float32)[..., None]
    fill = np.clip(n @ FILL * 0.6 + 0.4, 0, 1)[..., None]
    sky = np.asarray(open_to_sky, np.float32)[..., None]
    rim = (np.clip(n @ RIM, 0, 1) ** 2.0)[..., None]
    gleam = (np.clip(n @ HALF, 0, 1) ** 26)[..., None] * np.asarray(shine, np.float32)[..., None]
    warm = np.array((1.0, 1.35, 1.45), np.float32)
    light = KEY_LIGHT * diffuse + (FILL_LIGHT * fill + AMBIENT) * sky**warm + RIM_LIGHT * rim * sky
    return albedo * light + gleam * np.asarray(in_key, np.float32)[..., None] * 0.9
