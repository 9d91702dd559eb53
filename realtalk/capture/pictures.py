"""Decoded pictures as a viewer would see them: square points, upright, RGB, no larger than needed."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from numpy.typing import NDArray

from realtalk.capture.orientation import UPRIGHT, Orientation

_BT709 = 1  # as frames number it
_UNSPECIFIED = 2
_HD_HEIGHT = 720  # from here on, pictures that do not say are BT.709, as players take them


def square_size(
    width: int, height: int, aspect: Fraction | None, max_side: int, *, even: bool = False
) -> tuple[int, int]:
    """Width and height with square points, at most `max_side` on the long side; both even if `even`.

    `aspect` is the width of a stored point over its height. Never larger than stored, apart from the stretch
    that makes points square.
    """
    believable = aspect is not None and Fraction(1, 4) <= aspect <= 4
    wide = width * float(aspect) if believable and aspect is not None else float(width)
    scale = min(1.0, max_side / max(wide, height))
    step = 2 if even else 1
    return (
        max(step, round(wide * scale / step) * step),
        max(step, round(height * scale / step) * step),
    )


def source_colours(frame: av.VideoFrame) -> tuple[int, int]:
    """The matrix and the range in which the frame's colours are stored, as the scaler numbers them."""
    matrix = frame.colorspace
    if matrix == _UNSPECIFIED:
        matrix = Colorspace.ITU709 if frame.height >= _HD_HEIGHT else Colorspace.ITU601
    elif matrix in (0, 3) or matrix > 10:
        matrix = Colorspace.ITU601
    return int(matrix), int(frame.color_range)


class Pictures:
    """Picks at most `rate` frames a second (all if None) and makes pictures of them."""

    def __init__(
        self, rate: float | None, max_side: int, aspect: Fraction | None, turned: Orientation = UPRIGHT
    ) -> None:
        self._rate = rate
        self._max_side = max_side
        self._aspect = aspect
        self._turned = turned
        self._slot = -1
        self._scaler = VideoReformatter()

    def wants(self, t: float) -> bool:
        """Whether the frame at `t` seconds is the first of its slot; asked once a frame, in time order."""
        if self._rate is None:
            return True
        slot = int(t * self._rate + 1e-3)
        if slot <= self._slot:
            return False
        self._slot = slot
        return True

    def rgb(self, frame: av.VideoFrame) -> NDArray[np.uint8]:
        """The picture, `(height, width, 3)`, contiguous."""
        width, height = square_size(frame.width, frame.height, self._aspect, self._max_side)
        matrix, span = source_colours(frame)
        scaled = self._scaler.reformat(
            frame,
            width,
            height,
            "rgb24",
            src_colorspace=matrix,
            dst_colorspace=Colorspace.DEFAULT,
            src_color_range=span,
            dst_color_range=ColorRange.MPEG,
            interpolation="AREA" if width * 2 <= frame.width else "BILINEAR",
        )
        picture = cast(NDArray[np.uint8], scaled.to_ndarray())
        return picture if self._turned.upright else self._turned.turn(picture)
