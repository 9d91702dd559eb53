"""What RealTalk sees, drawn over the own picture: faces with their emotion, hands and pose. Strong colour
is kept for the emotion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.observations import Body, Box, Point
from realtalk.report.palette import EMOTION_HUES, INK, PAGE

HEIGHT = 480.0
"""Height of the picture that widths and letters are given for, in pixels; they grow with the picture."""

MESH, CONTOURS, EDGE, PILL = 0.3, 0.55, 0.35, 0.88
"""Share of the picture that is covered by the mesh, by the face's contours, by the dark edge of other lines
and by a label's ground. House rule: a speaker should see themselves first and the drawing second."""

MARGIN = 0.12
"""Space between a face and its box, as a share of the face's width: the mesh stays clear of the box."""

CORNER = 0.2
"""Length of a box's corners, as a share of its shorter side."""

ROUND = 0.4
"""Radius of a corner, as a share of its length."""

LETTERS, LEAST_LETTERS = 16.0, 12
"""Size of a label's letters in pixels: at `HEIGHT`, and at least, so that they can be read in any picture."""

SEMIBOLD = 550
"""Weight of the letters; 400 is regular, 700 bold."""

SUBPIXEL = 4
"""Binary digits of a place after the pixel, for OpenCV: lines glide instead of jumping by whole pixels."""

FAR = 8192.0
"""Pixels from the corner to which places are held: OpenCV counts in 32 bits, and nothing there is seen."""

Colour = tuple[int, int, int]
Places = NDArray[np.float64]


def _rgb(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


LIGHT, DARK, SLATE = _rgb(PAGE["light"]), _rgb(INK["light"]), _rgb("#5b869a")
"""The colours beside the emotions'. A mesh of cool, middling slate stands out from every skin, lit or not."""

_QUARTER = np.linspace(0.0, np.pi / 2, 7)
BEND: Places = np.stack((1 - np.sin(_QUARTER), 1 - np.cos(_QUARTER)), axis=1)
"""`(7, 2)`: the bend of an upper left corner of radius 1, from its top to its side."""

SIDES = ((True, True), (False, True), (True, False), (False, False))
"""Of each corner of a box: whether it lies on the left, whether it lies above."""

_TURN = np.linspace(0.0, 2 * np.pi, 16, endpoint=False)
CIRCLE: Places = np.stack((np.cos(_TURN), np.sin(_TURN)), axis=1)
"""`(16, 2)`: a circle of radius 1; OpenCV's own are squares where they are small."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnFace:
    """A face to draw, and the emotion it looks most like: one of `EMOTIONS` with its probability 0..1, or
    None where it was not read. `mesh` is `(478, 2)` in picture heights, None where there is none.
    """

    box: Box
    mesh: NDArray[np.float32] | None
    emotion: str | None
    probability: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What the picture at `t` showed; each of `hands` is `(21, 2)` in picture heights."""

    t: float
    faces: tuple[DrawnFace, ...]
    hands: tuple[NDArray[np.float32], ...]
    body: Body | None


def draw(picture: NDArray[np.uint8], overlay: Overlay, *, mirrored: bool) -> None:
    """Draw what was seen over a picture, in place: `(height, width, 3)` rgb, contiguous.

    `mirrored` says that the picture was mirrored after it was analysed. Whatever lies outside the picture is
    left out.
    """
    pen = _Pen(picture, mirrored)
    for face in overlay.faces:
        if face.mesh is not None:
            pen.mesh(face.mesh)
    if overlay.body is not None:
        pen.body(overlay.body)
    for hand in overlay.hands:
        pen.hand(hand)
    for face in overlay.faces:
        pen.box(face)


class _Pen:
    """Draws on one picture."""

    def __init__(self, picture: NDArray[np.uint8], mirrored: bool) -> None:
        self._picture = picture
        self._height, self._width = picture.shape[:2]
        self._mirrored = mirrored
        self._scale = self._height / HEIGHT

    def mesh(self, mesh: NDArray[np.float32]) -> None:
        from realtalk.perception.topology import FACE_CONTOURS, FACE_MESH

        points = self._places(mesh)
        self._lines(points[FACE_MESH], SLATE, 0.8, MESH)
        self._lines(points[FACE_CONTOURS], SLATE, 1.0, CONTOURS)

    def hand(self, joints: NDArray[np.float32]) -> None:
        from realtalk.perception.topology import HAND_BONES

        points = self._places(joints)
        self._bones(points[HAND_BONES], points, 1.5, 2.4)

    def body(self, body: Body) -> None:
        bones = [
            (a, b)
            for a, b in (
                (body.left_shoulder, body.right_shoulder),
                (body.left_shoulder, body.left_elbow),
                (body.left_elbow, body.left_wrist),
                (body.right_shoulder, body.right_elbow),
                (body.right_elbow, body.right_wrist),
                (body.left_shoulder, body.left_hip),
                (body.right_shoulder, body.right_hip),
                (body.left_hip, body.right_hip),
            )
            if a is not None and b is not None
        ]
        joints = dict.fromkeys(joint for bone in bones for joint in bone)
        segments = self._places(_array(joint for bone in bones for joint in bone)).reshape(-1, 2, 2)
        self._bones(segments, self._places(_array(joints)), 2.2, 3.6)

    def box(self, face: DrawnFace) -> None:
        box, margin = face.box, MARGIN * face.box.width
        corners = (
            (box.x - margin, box.y - margin),
            (box.x + box.width + margin, box.y + box.height + margin),
        )
        ends = self._places(np.array(corners))
        low, high = ends.min(axis=0), ends.max(axis=0)
        reach = CORNER * float((high - low).min())
        path = np.concatenate(([(reach, 0.0)], BEND * ROUND * reach, [(0.0, reach)]))
        paths = np.array([np.where(side, low + path, high - path) for side in SIDES])
        colour = DARK if face.emotion is None else _rgb(EMOTION_HUES[face.emotion])
        self._lines(paths, LIGHT, 5.0)
        self._lines(paths, colour, 2.8)
        if face.emotion is not None and (high > 0).all() and (low < (self._width, self._height)).all():
            share = "" if face.probability is None else f" {100 * face.probability:.0f}%"
            self._label(face.emotion + share, colour, float(low[0]), float(low[1]), float(high[1]))

    def _label(self, text: str, colour: Colour, left: float, top: float, bottom: float) -> None:
        """Over the box; under it where there is no room, and at the picture's top where there is neither."""
        size = max(LEAST_LETTERS, round(LETTERS * self._scale))
        half, gap, dot = 0.85 * size, 0.5 * size, 0.32 * size
        edge = half + 2
        font = cv2.FontFace("sans")
        _, _, across, _ = cv2.getTextSize((0, 0), text, (0, 0), font, size, SEMIBOLD)
        across += round(2.5 * dot)
        above, below = top - gap - half, bottom + gap + half
        x = round(max(edge, min(left + half, self._width - edge - across)))
        y = round(above if above >= edge else below if below <= self._height - edge else edge)
        self._lines(np.array([[(x, y), (x + across, y)]], np.float64), LIGHT, 2 * half / self._scale, PILL)
        self._dots(np.array([(x + dot, y)]), colour, dot)
        start = (x + round(3 * dot), y + round(0.34 * size))
        cv2.putText(self._picture, text, start, DARK, font, size, SEMIBOLD)

    def _bones(self, segments: Places, joints: Places, width: float, radius: float) -> None:
        self._lines(segments, DARK, width + 2.0, EDGE)
        self._lines(segments, LIGHT, width)
        self._dots(joints, DARK, (radius + 0.9) * self._scale)
        self._dots(joints, LIGHT, radius * self._scale)

    def _lines(self, paths: Places, colour: Colour, width: float, strength: float = 1.0) -> None:
        """Smooth lines along paths, `(paths, points, 2)`, as wide as `width` pixels at `HEIGHT`."""
        if not len(paths):
            return
        thick = max(1, round(width * self._scale))
        fixed = _fixed(paths)
        x, y, across, down = (each >> SUBPIXEL for each in cv2.boundingRect(fixed.reshape(-1, 2)))
        left, top = max(0, x - thick), max(0, y - thick)
        right, bottom = max(0, x + across + thick + 3), max(0, y + down + thick + 3)
        under = self._picture[top:bottom, left:right]
        if not under.size:
            return
        ink = under.copy() if strength < 1 else under
        fixed -= np.array((left << SUBPIXEL, top << SUBPIXEL), np.int32)
        cv2.polylines(ink, list(fixed), False, colour, thick, cv2.LINE_AA, SUBPIXEL)
        if strength < 1:
            cv2.addWeighted(ink, strength, under, 1 - strength, 0, dst=under)

    def _dots(self, places: Places, colour: Colour, radius: float) -> None:
        for dot in _fixed(places[:, np.newaxis] + max(1.0, radius) * CIRCLE):
            cv2.fillConvexPoly(self._picture, dot, colour, cv2.LINE_AA, SUBPIXEL)

    def _places(self, points: NDArray[np.floating]) -> Places:
        """Picture heights to pixels, whose middles are whole numbers."""
        pixels = points.reshape(-1, 2).astype(np.float64) * self._height
        if self._mirrored:
            pixels[:, 0] = self._width - pixels[:, 0]
        return np.clip(pixels - 0.5, -FAR, FAR)


def _array(points: Iterable[Point]) -> Places:
    return np.array([(point.x, point.y) for point in points], np.float64)


def _fixed(places: Places) -> NDArray[np.int32]:
    return np.rint(places * (1 << SUBPIXEL)).astype(np.int32)
