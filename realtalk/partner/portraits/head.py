"""A sitter's head as a surface: the mean face bent to the sitter's shape, on a skull."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits.canonical import mean_face
from realtalk.partner.portraits.sitter import Sitter

Points = NDArray[Any]
Plane = NDArray[Any]

STEP = 0.2
"""Centimetres between the heights: the mesh itself has a point every half centimetre or so."""

SKULL_CENTRE = (0.0, 3.2, -3.2)
SKULL = (8.05, 9.55, 9.1)
"""Centre and half-axes of the skull in centimetres. House rule: an adult's head is about 15.5 cm wide and
19 cm deep, and the mean face's forehead lies on this ellipsoid.
"""

LEFT, RIGHT, BOTTOM, TOP = -10.5, 10.5, -12.5, 14.5
"""Borders of the plane of heights, in centimetres."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """`points` is `(468, 3)` in centimetres; `height` has a height towards the viewer every `STEP` from the
    upper left corner of the borders.
    """

    points: Points
    height: Plane
    skull: tuple[float, float, float, float]
    """x and y of the middle and half-axes of the skull as seen from the front."""

    def outline(self) -> Points:
        """`(n, 2)`: the line around face and skull."""
        oval = self.points[list(lm.OVAL), :2]
        x, y, rx, ry = self.skull
        jaw = oval[8:29]
        start = np.arctan2((jaw[0][1] + 1.5 - y) / ry, (jaw[0][0] - x) / rx)
        angles = np.linspace(np.pi - start, start, 28)
        arch = np.stack((x + rx * np.cos(angles), y + ry * np.sin(angles)), 1)
        return np.concatenate((jaw, arch)).astype(np.float32)


def shape(sitter: Sitter) -> Head:
    """The head of a sitter."""
    points = face_points(sitter)
    wide = float(np.ptp(points[[lm.LEFT_CHEEK, lm.RIGHT_CHEEK], 0])) / 15.3
    skull = (0.0, SKULL_CENTRE[1], SKULL[0] * wide, SKULL[1] + 0.25 * sitter.forehead)
    return Head(points, _heights(points, skull), skull)


def face_points(sitter: Sitter) -> Points:
    """`(468, 3)` in centimetres: where the points of a sitter's face lie."""
    return _bent(_closed(mean_face().copy()), sitter)


def _closed(p: Points) -> Points:
    """The mean face with its lips together."""
    top, bottom = p[list(lm.INNER_TOP)], p[list(lm.INNER_BOTTOM)]
    line = (top[:, 1] + bottom[:, 1]) / 2
    half = (top[:, 1] - bottom[:, 1]) / 2
    middle = np.interp(p[:, 0], top[:, 0], line)
    gap = np.interp(p[:, 0], top[:, 0], half, left=0.0, right=0.0)
    above = p[:, 1] > middle
    reach = np.where(above, 1.7, 2.4)
    shift = gap * np.exp(-(((np.abs(p[:, 1] - middle) - gap) / reach) ** 2))
    p[:, 1] += np.where(above, -shift, shift) * 0.97
    return p


def _bent(p: Points, s: Sitter) -> Points:
    """The mean face with the sitter's own proportions."""
    female = 1.0 if s.sex == "female" else -1.0
    old = np.clip((s.age - 35) / 40, 0.0, 1.0)
    x0, y0 = np.abs(p[:, 0]).copy(), p[:, 1].copy()
    side = np.sign(p[:, 0])

    def bell(cx: float, cy: float, sx: float, sy: float) -> Plane:
        return np.exp(-(((x0 - cx) / sx) ** 2) - (((y0 - cy) / sy) ** 2))

    dx, dy, dz = np.zeros_like(x0), np.zeros_like(x0), np.zeros_like(x0)
    low = 1 / (1 + np.exp((y0 + 2.5) / 1.5))
    outer = np.clip(x0 / 6, 0, 1)
    # jaw, cheeks, chin
    jaw = 0.42 * s.jaw - 0.30 * female - 0.26
    dx += jaw * low * outer * np.exp(-(((y0 + 6) / 4.5) ** 2))
    dx += (0.35 * s.fullness + 0.22 * old) * low * outer * np.exp(-(((y0 + 5) / 3.5) ** 2))
    dx += (0.28 * s.cheeks + 0.05 * female) * bell(7, 0.5, 2.5, 3)
    dz += (0.35 * s.fullness + 0.2 * s.cheeks) * bell(4.5, -1.5, 2.2, 2.5)
    dy -= (0.4 * s.chin - 0.16 * female + 0.1) * np.exp(-(((y0 + 9.4) / 2.6) ** 2)) * np.exp(-((x0 / 4) ** 2))
    dx -= 0.2 * female * bell(2.5, -9, 2.0, 1.6)
    dz += (0.25 * s.chin - 0.1 * female) * bell(0, -8, 2, 1.4)
    # age lets the cheeks sink and fall
    dz -= 0.3 * old * (1 - 0.6 * max(0.0, s.fullness)) * bell(5, -3, 1.6, 2.0)
    dz += 0.25 * old * bell(4.6, -6.2, 1.4, 1.5)
    # nose
    nose = np.exp(-((x0 / 1.9) ** 2))
    down = np.clip((3.0 - y0) / 4.5, 0, 1) * np.exp(-((np.clip(-1.5 - y0, 0, None) / 1.0) ** 2))
    dy -= (0.35 * s.nose_length - 0.08 * female + 0.12 * old) * down * nose
    dx += (0.30 * s.nose_width - 0.12 * female - 0.06) * bell(1.6, -1.4, 1.1, 1.3)
    dx += 0.08 * s.nose_width * bell(1.0, 0.5, 0.8, 2.0)
    dz += (0.40 * s.nose_bridge - 0.12 * female) * bell(0, 1.8, 1.0, 2.2)
    dz -= 0.35 * female * bell(2.5, 4.6, 2.5, 0.8) * 0.5
    # eyes
    ex, ey = 3.16, 2.62
    eye = bell(ex, ey, 2.0, 1.2)
    grow = 1 + 0.10 * s.eye_size + 0.055 * female + 0.10
    dx += (x0 - ex) * (grow - 1) * 0.8 * eye
    lids = bell(ex, ey, 1.7, 0.75)
    dy += (y0 - ey) * ((grow - 1) * 2.2 - 0.12 * old - 0.14 * max(0.0, s.hooded) + 0.22) * lids
    dx += 0.16 * s.eye_spacing * eye
    dy += (0.11 * s.eye_tilt + 0.03 * female - 0.06 * old) * (x0 - ex) / 1.3 * eye
    # brows
    brow = bell(3.5, 4.9, 3.0, 0.95)
    dy += (0.25 * s.brow_height + 0.12 * female - 0.12) * brow
    dy -= 0.20 * bell(1.4, 5.0, 1.1, 0.9)
    dy += (0.18 * s.brow_arch + 0.10 * female) * bell(4.2, 5.0, 1.1, 0.9)
    # lips
    mouth = p[list(lm.INNER_TOP)]
    middle = np.interp(x0, mouth[5:, 0], mouth[5:, 1])
    near = np.exp(-((x0 / 2.6) ** 4)) * np.exp(-(((y0 - middle) / 1.5) ** 2))
    full = 0.26 * s.lips + 0.11 * female - 0.26 * old + 0.02
    dy += (y0 - middle) * full * near
    dz += 0.25 * full * bell(0, -4.3, 2.2, 1.0)
    wide = 0.07 * s.mouth_width + 0.02 * s.smile - 0.01 * female
    dx += x0 * wide * np.exp(-(((y0 + 4.3) / 1.6) ** 2)) * np.exp(-((x0 / 3.6) ** 4))
    corner = bell(2.5, -4.3, 0.9, 0.9)
    dy += (0.36 * s.smile - 0.08 * old + 0.04) * corner
    dx += 0.08 * s.smile * corner
    dz += 0.15 * s.smile * bell(4.4, -0.5, 1.5, 1.5)
    dy += 0.05 * s.smile * bell(3.2, 1.9, 1.6, 0.4)
    p[:, 0] += side * dx
    p[:, 1] += dy
    p[:, 2] += dz
    p[:, 1] += 0.5 * s.forehead * np.clip((p[:, 1] - 5.5) / 3, 0, 1)
    p[:, 0] *= 1 + 0.045 * s.face_width - 0.022 * female - 0.015
    p[:, 1] = np.where(
        p[:, 1] < 2.6, 2.6 + (p[:, 1] - 2.6) * (1 + 0.045 * s.face_length - 0.012 * female), p[:, 1]
    )
    return p


def _heights(points: Points, skull: tuple[float, float, float, float]) -> Plane:
    """The surface through the points and on over the skull, smooth everywhere."""
    x, y, rx, ry = skull
    angles, shares = np.meshgrid(np.linspace(0.05 * np.pi, 0.95 * np.pi, 15), (0.72, 0.86, 0.96))
    sx, sy = x + rx * shares * np.cos(angles), y + ry * shares * np.sin(angles)
    sz = SKULL_CENTRE[2] + SKULL[2] * np.sqrt(1 - shares**2)
    crown = np.stack((sx, sy, sz), -1).reshape(-1, 3)
    crown = crown[(crown[:, 1] > 8.9) | ((crown[:, 1] > 6) & (np.abs(crown[:, 0]) > 7.2))]
    oval = points[list(lm.OVAL)][4:33]
    between = (oval[1:] + oval[:-1]) / 2
    edge = np.concatenate((oval, between))
    outwards = edge[:, :2] - (0.0, 0.5)
    outwards = outwards / np.linalg.norm(outwards, axis=1, keepdims=True)
    around = np.concatenate((edge[:, :2] + 0.9 * outwards, edge[:, 2:] - 3.0), 1)
    lips = set(lm.INNER_TOP) | set(lm.INNER_BOTTOM)
    skin = points[[i for i in range(len(points)) if i not in lips]]
    line = (points[list(lm.INNER_TOP)] + points[list(lm.INNER_BOTTOM)]) / 2 - (0.0, 0.0, 0.12)
    known = np.concatenate((skin, line, between, crown, around)).astype(np.float64)
    surface = RBFInterpolator(known[:, :2], known[:, 2], kernel="thin_plate_spline", smoothing=0.01)
    grid = np.stack(np.meshgrid(np.arange(LEFT, RIGHT, STEP), np.arange(TOP, BOTTOM, -STEP)), -1)
    heights = surface(grid.reshape(-1, 2)).reshape(grid.shape[:2])
    fine = np.asarray(cv2.GaussianBlur(heights.astype(np.float32), (0, 0), 0.8), np.float32)
    broad = np.asarray(cv2.GaussianBlur(fine, (0, 0), 0.8 / STEP), np.float32)
    outside = np.clip((np.abs(grid[..., 0]) - 4.4) / 1.8, 0, 1)
    return np.asarray(fine + (broad - fine) * outside, np.float32)
