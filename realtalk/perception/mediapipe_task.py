"""How MediaPipe's tasks are fed."""

from __future__ import annotations

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python.core.base_options import BaseOptions
from numpy.typing import NDArray

from realtalk import weights


def base_options(name: str) -> BaseOptions:
    """Options that load a weight by its name in the manifest."""
    return BaseOptions(model_asset_path=str(weights.path(name)))


def image(rgb: NDArray[np.uint8], longest: int | None = None) -> mp.Image:
    """A picture as MediaPipe takes it, made smaller until its long side has at most `longest` pixels."""
    height, width = rgb.shape[:2]
    if longest is not None and max(height, width) > longest:
        scale = longest / max(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    return mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(rgb))


class Milliseconds:
    """Strictly rising whole milliseconds, which video mode demands."""

    def __init__(self) -> None:
        self._last = -1

    def at(self, t: float) -> int:
        self._last = max(self._last + 1, round(t * 1000))
        return self._last
