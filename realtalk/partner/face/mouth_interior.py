"""What an open mouth shows: its cavity, tongue and teeth, painted for one face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.lattice import Points

FINER = 4
"""Painted so many times larger, then made smaller: smooth edges."""

UPPER_TEETH = (0.165, 0.125, 0.115, 0.09, 0.08)
LOWER_TEETH = (0.105, 0.11, 0.11, 0.09, 0.08)
"""Widths of the teeth from the middle outwards, in mouth widths: 8.5 mm for the first of 50, and so on
(means of adult incisors to premolars, the outer ones seen at a slant)."""

UPPER_EDGE = 0.075
"""Mouth widths that the upper teeth reach below where the lips meet: 4 mm, behind the lower lip."""

LOWER_EDGE = 0.05
"""Where the lower teeth begin, from there: behind the upper ones."""

Plane: TypeAlias = NDArray[np.float64]

ENAMEL = np.array((226, 216, 200), np.float32)
FLESH = np.array((186, 98, 96), np.float32)
DARK = np.array((84, 30, 30), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Interior:
    """Pictures `(height, width, 4)` of one window of the frame, whose corner is `left`, `top`; the fourth
    channel is how much each covers. `upper` stays with the skull; the others go with the jaw.
    """

    left: int
    top: int
    cavity: NDArray[np.uint8]
    tongue: NDArray[np.uint8]
    lower: NDArray[np.uint8]
    tip: NDArray[np.uint8]
    upper: NDArray[np.uint8]


def interior(line: Points, width: float, light: NDArray[np.float32]) -> Interior:
    """Painted behind the lips, which meet along `line` and are `width` pixels wide; `light` is what white
    looks like in the photo, `(3,)`, 0..1.
    """
    centre = float((line[0, 0] + line[-1, 0]) / 2)
    level = float(line[:, 1].mean())
    left, top = int(centre - 0.62 * width), int(level - 0.25 * width)
    columns, rows = int(1.24 * width) + 2, int(0.75 * width) + 2
    y, x = (np.mgrid[0 : rows * FINER, 0 : columns * FINER] + 0.5) / FINER
    x, y = (x + left - centre) / width, (y + top - level) / width
    lit = ENAMEL * light
    flesh = FLESH * light
    layers = {
        "cavity": _cavity(x, y, light),
        "tongue": _tongue(x, y, flesh, (0.0, 0.235), (0.38, 0.21)),
        "lower": _teeth(x, y, lit * 0.80, LOWER_TEETH, LOWER_EDGE, up=False),
        "tip": _tongue(x, y, flesh * 1.12, (0.0, 0.135), (0.24, 0.115)),
        "upper": _teeth(x, y, lit, UPPER_TEETH, UPPER_EDGE, up=True),
    }
    small = {
        name: np.clip(
            np.rint(cv2.resize(each.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)),
            0,
            255,
        ).astype(np.uint8)
        for name, each in layers.items()
    }
    return Interior(left, top, **small)


def _painted(colour: NDArray[np.floating], cover: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.dstack((np.broadcast_to(colour, (*cover.shape, 3)), 255 * cover)).astype(np.float32)


def _cavity(x: Plane, y: Plane, light: NDArray[np.float32]) -> NDArray[np.float32]:
    depth = np.clip(0.55 + 1.2 * y, 0.25, 1.2) * np.clip(1.15 - 1.6 * x**2, 0.4, 1)
    return _painted(DARK * light * depth[..., None], np.ones_like(x))


def _tongue(
    x: Plane, y: Plane, colour: NDArray[np.float32], centre: tuple[float, float], radii: tuple[float, float]
) -> NDArray[np.float32]:
    u, v = (x - centre[0]) / radii[0], (y - centre[1]) / radii[1]
    r = np.sqrt(u**2 + v**2)
    groove = 1 - 0.18 * np.exp(-((x / 0.022) ** 2)) * np.clip(1 - r, 0, 1)
    shade = np.clip(
        1.02 - 0.45 * r**2 + 0.10 * np.exp(-((u / 0.5) ** 2) - ((v + 0.35) / 0.3) ** 2), 0.35, 1.2
    )
    return _painted(colour * (shade * groove)[..., None], np.clip((1 - r) * 14, 0, 1))


def _teeth(
    x: Plane, y: Plane, colour: NDArray[np.float32], widths: Sequence[float], edge: float, *, up: bool
) -> NDArray[np.float32]:
    """A row of teeth whose cutting edge is at `edge`; each a rounded column with a soft gap beside it."""
    side = 1.0 if up else -1.0
    across = np.abs(x)
    bounds = np.concatenate(((0.0,), np.cumsum(widths)))
    cover, shade = np.zeros_like(x), np.ones_like(x)
    for i, (a, b) in enumerate(pairwise(bounds.tolist())):
        middle, half = (a + b) / 2, (b - a) / 2
        u = (across - middle) / half
        length = edge - side * (0.010 * (i == 1) + 0.012 * max(0, i - 1) - (0.006 if i == 2 and up else 0))
        end = length - side * 0.022 * np.abs(u) ** 4
        within = np.clip((1.0 - np.abs(u)) * half / 0.006, 0, 1)
        inside = within * np.clip(side * (end - y) / 0.012 + 0.5, 0, 1)
        mine = (across >= a) & (across < b)
        cover = np.where(
            mine, np.maximum(inside, 0.96 * np.clip(side * (end - y) / 0.012 - 0.6, 0, 1)), cover
        )
        shade = np.where(mine, 0.80 + 0.20 * np.clip((1.0 - np.abs(u)) * 3, 0, 1), shade)
    far = np.clip(1.06 - 1.9 * across**2, 0.35, 1)
    gum = np.clip(1.0 - 2.2 * np.clip(side * (edge - y) - 0.06, 0, None), 0.5, 1)
    return _painted(colour * (shade * far * gum)[..., None], cover * (across < bounds[-1]))
