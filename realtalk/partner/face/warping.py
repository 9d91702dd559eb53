"""Pictures pulled along with the lattice: for each pixel of the moved picture, where it came from."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.lattice import NODES, STEP
from realtalk.partner.face.photo import SIZE

Map: TypeAlias = NDArray[np.float32]
"""`(rows, columns, 2)`: x and y that each place came from."""

EMPTY: Any = None
"""No second map: the first holds both coordinates."""

TURNS = 5
"""Steps towards the place that moved here: fields change by less than half a pixel a pixel, so the error
is under a thirtieth of the movement."""


def nodes(first_row: int = 0, last_row: int = NODES - 1) -> Map:
    """Where the nodes of some rows stand, in pixels."""
    rows, columns = np.mgrid[first_row : last_row + 1, 0:NODES]
    return np.stack((columns * STEP, rows * STEP), axis=-1).astype(np.float32)


def origins(field: Map, moved: Map, turns: int = TURNS, went: Map | None = None) -> Map:
    """For places of the moved picture, where they came from; `field` is how far the nodes move, and `went`
    how far it moves these places, where that is known.
    """
    at = moved - (_went(field, moved) if went is None else went)
    for _ in range(turns - 1):
        at = moved - _went(field, at)
    return at


def exact_origins(field: Map, moved: Map, start: Map) -> tuple[Map, NDArray[np.bool_]]:
    """The same from a first guess, also where the field is steep: half a step at a time does not swing from
    one side of it to the other. Tells where a place was found: nothing moves into a gap.
    """
    at = start
    for _ in range(HALF_TURNS):
        at = np.asarray((moved - _went(field, at) + at) * 0.5, np.float32)
    off = moved - _went(field, at) - at
    return at, np.asarray(np.abs(off).max(axis=2) < NEAR)


def _went(field: Map, at: Map) -> Map:
    went = cv2.remap(
        field, at * np.float32(1 / STEP), EMPTY, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(went, np.float32)


HALF_TURNS = 6

NEAR = 0.75
"""Pixels from its place at which one counts as found."""


def spread(coarse: Map, first_row: int, rows: tuple[int, int]) -> Map:
    """A map for nodes made one for all pixels of the picture's rows from `rows[0]` up to `rows[1]`."""
    count = coarse.shape[0]
    wide = cv2.resize(coarse, (NODES * STEP, count * STEP), interpolation=cv2.INTER_LINEAR)
    top = rows[0] - first_row * STEP + STEP // 2
    wide = np.asarray(wide, np.float32)
    return wide[top : top + rows[1] - rows[0], STEP // 2 : STEP // 2 + SIZE]


def pixels(top: int, bottom: int, left: int, right: int) -> Map:
    """The middles of the pixels in a window."""
    y, x = np.mgrid[top:bottom, left:right]
    return np.stack((x + 0.5, y + 0.5), axis=-1).astype(np.float32)


def looked_up(picture: NDArray[np.uint8], at: Map) -> NDArray[np.uint8]:
    """A picture's colours at places, in indices of its pixels; beyond its edge it goes on as it ends."""
    found = cv2.remap(picture, at, EMPTY, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.uint8)
