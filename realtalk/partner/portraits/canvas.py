"""What is painted on: a picture twice as large as the finished one, measured in the head's centimetres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

SIZE = 768
"""Pixels of a finished portrait's side."""

OVER = 2
"""Pixels painted for each finished one, on a side: fine hairs need them."""

SCALE = 17.5 * OVER
"""Painted pixels in a centimetre: the face is a third of the picture's width, as in a portrait sitting."""

MIDDLE, LEVEL = 384.0 * OVER, 356.0 * OVER
"""Where the head's origin lies, which is between the cheeks, on the bridge of the nose."""

SHIFT = 4
"""Bits behind the point in OpenCV's coordinates."""

WIDE_BLUR = 12.0
"""From this blur on, a mask is made at a quarter of the size: nobody sees it, and it is 16 times faster."""

Colour = Sequence[float] | NDArray[Any]
Mask = NDArray[Any]
Points = NDArray[Any]


def smooth(points: ArrayLike, closed: bool = True, per: int = 8) -> NDArray[Any]:
    """A Catmull-Rom curve through the points, `per` points for each of theirs."""
    p = np.asarray(points, np.float32)
    p = np.concatenate((p[-1:], p, p[:2])) if closed else np.concatenate((p[:1], p, p[-1:]))
    t = np.linspace(0, 1, per, endpoint=False, dtype=np.float32)[None, :, None]
    a, b, c, d = (p[i : len(p) - 3 + i, None, :] for i in range(4))
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    flat = curve.reshape(-1, p.shape[1])
    return flat if closed else np.concatenate((flat, p[-2:-1]))


def pixels(points: ArrayLike) -> NDArray[Any]:
    """Places on the canvas of places in centimetres (a third coordinate is left out)."""
    p = np.asarray(points, np.float32)
    return np.stack((MIDDLE + SCALE * p[..., 0], LEVEL - SCALE * p[..., 1]), -1)


def fixed(points: ArrayLike) -> NDArray[np.int32]:
    """Pixels as OpenCV's fixed-point numbers."""
    return np.round(np.asarray(points) * (1 << SHIFT)).astype(np.int32)


class Canvas:
    """`rgb` is `(SIZE * OVER, SIZE * OVER, 3)`; later strokes lie over earlier ones."""

    def __init__(self) -> None:
        side = SIZE * OVER
        self.rgb: NDArray[np.uint8] = np.zeros((side, side, 3), np.uint8)

    def fill(
        self,
        shape: ArrayLike,
        colour: Colour,
        *,
        blur: float = 1.0,
        opacity: float = 1.0,
        multiply: bool = False,
        within: Mask | None = None,
    ) -> None:
        """Paint the inside of a closed line (in centimetres) with soft edges (`blur` in finished pixels)."""
        self._lay([pixels(shape)], colour, blur, opacity, multiply, within)

    def stroke(
        self,
        lines: Sequence[ArrayLike],
        colour: Colour,
        width: float,
        *,
        blur: float = 0.6,
        opacity: float = 1.0,
        multiply: bool = False,
        within: Mask | None = None,
    ) -> None:
        """Paint along lines (in centimetres), `width` centimetres wide, which thin out to both ends."""
        shapes = [ribbon(np.asarray(line, np.float32), width) for line in lines]
        self._lay([pixels(s) for s in shapes], colour, blur, opacity, multiply, within)

    def lay(self, colour: Colour, mask: Mask, left: int = 0, top: int = 0, multiply: bool = False) -> None:
        """Paint a colour, or a picture as large as the mask, through a mask of 0..1 whose corner is given."""
        height, width = mask.shape
        part = self.rgb[top : top + height, left : left + width]
        if not part.size:
            return
        over = np.asarray(colour, np.float32)
        if multiply:
            over = part * (over / np.float32(255))
        over = np.clip(over, 0, 255).astype(np.uint8)
        if over.ndim == 1:
            over = np.full_like(part, over)
        weight = np.ascontiguousarray(mask, np.float32)
        part[:] = cv2.blendLinear(np.ascontiguousarray(part), over, 1 - weight, weight)

    def lay_at(self, picture: NDArray[Any], mask: Mask, left: int, top: int) -> None:
        """Paint a picture whose corner is given, through a mask as large as the canvas."""
        side = len(mask)
        x0, y0 = max(left, 0), max(top, 0)
        x1, y1 = min(left + picture.shape[1], side), min(top + picture.shape[0], side)
        self.lay(picture[y0 - top : y1 - top, x0 - left : x1 - left], mask[y0:y1, x0:x1], x0, y0)

    def _lay(
        self,
        shapes: list[NDArray[Any]],
        colour: Colour,
        blur: float,
        opacity: float,
        multiply: bool,
        within: Mask | None,
    ) -> None:
        found = soft(shapes, blur * OVER)
        if found is None:
            return
        mask, left, top = found
        mask *= opacity
        if within is not None:
            mask *= within[top : top + mask.shape[0], left : left + mask.shape[1]]
        self.lay(colour, mask, left, top, multiply)


def soft(shapes: Sequence[NDArray[Any]], blur: float) -> tuple[Mask, int, int] | None:
    """The mask of filled shapes (in pixels) and its corner; None where it lies outside the canvas."""
    side = SIZE * OVER
    everything = np.concatenate(shapes)
    margin = 3 * blur + 2
    low = np.maximum(np.floor(everything.min(0) - margin), 0).astype(int) // 4 * 4
    high = np.minimum(np.ceil(everything.max(0) + margin), side).astype(int)
    if (high - low < 2).any():
        return None
    high = np.minimum(low + (high - low + 3) // 4 * 4, side)
    width, height = int(high[0] - low[0]), int(high[1] - low[1])
    by = 4 if blur >= WIDE_BLUR else 1
    small = np.zeros((max(1, height // by), max(1, width // by)), np.uint8)
    for shape in shapes:
        cv2.fillPoly(small, [fixed((shape - low) / by)], 255, cv2.LINE_AA, SHIFT)
    mask = np.asarray(small, np.float32) / 255
    if blur > 0:
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), blur / by), np.float32)
    if by > 1:
        mask = np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    return mask, int(low[0]), int(low[1])


def whole(shape: ArrayLike, blur: float = 0.8) -> Mask:
    """A mask as large as the canvas of the inside of a closed line in centimetres."""
    side = SIZE * OVER
    full = np.zeros((side, side), np.float32)
    found = soft([pixels(shape)], blur * OVER)
    if found is not None:
        mask, left, top = found
        full[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
    return full


def ribbon(line: NDArray[Any], width: float, ends: float = 0.12) -> NDArray[Any]:
    """The outline of a brush stroke along a line, full in its middle and thin (a share `ends`) at both
    ends.
    """
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    across = np.stack((-along[:, 1], along[:, 0]), 1)
    t = np.linspace(0, 1, len(line))
    half = width / 2 * (ends + (1 - ends) * np.sin(np.pi * t) ** 0.7)[:, None]
    return np.concatenate((line + across * half, (line - across * half)[::-1])).astype(np.float32)
