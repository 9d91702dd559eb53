"""How a player turns and mirrors the stored picture so that it stands upright."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import av
import numpy as np
from av.sidedata.sidedata import SideData, Type
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Orientation:
    """Swap rows and columns first, then flip left-right, then top-bottom."""

    swap: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @property
    def upright(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.swap or self.flip_x or self.flip_y)

    @property
    def filter(self) -> str:
        """The same for FFmpeg's filter graph; empty where nothing is to be done."""
        if self.swap:
            return f"transpose=dir={(0, 1, 2, 3)[self.flip_x + 2 * self.flip_y]}"
        return ",".join(name for name, on in (("hflip", self.flip_x), ("vflip", self.flip_y)) if on)

    def turn(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture `(height, width, 3)` as a viewer should see it, contiguous."""
        if self.swap:
            picture = picture.swapaxes(0, 1)
        if self.flip_x:
            picture = picture[:, ::-1]
        if self.flip_y:
            picture = picture[::-1]
        return np.ascontiguousarray(picture)


UPRIGHT = Orientation()


def of_matrix(a: float, b: float, c: float, d: float) -> Orientation:
    """The orientation nearest to a display matrix that takes (x, y) to (ax + cy, bx + dy), y downwards.

    >>> of_matrix(0, 1, -1, 0)  # a phone held upright: a quarter turn clockwise
    Orientation(swap=True, flip_x=True, flip_y=False)
    """
    if abs(b) + abs(c) > abs(a) + abs(d):
        return Orientation(True, c < 0, b < 0)
    return Orientation(False, a < 0, d < 0)


def of_frame(frame: av.VideoFrame) -> Orientation:
    """The orientation that the file states for this picture.

    To be asked once a file: a PyAV frame whose side data was looked at stays in memory until the next garbage
    collection.
    """
    for data in cast(Iterable[SideData], frame.side_data):
        if data.type == Type.DISPLAYMATRIX:
            matrix = np.frombuffer(bytes(data), np.int32)
            return of_matrix(*(float(matrix[i]) for i in (0, 1, 3, 4)))
    return UPRIGHT
