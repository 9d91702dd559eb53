"""What RealTalk sees, drawn over the own picture: faces with their emotion, hands and pose. Colour is kept
for the emotion; everything else is drawn in the page's light and ink.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.observations import Body, Box, Point
from realtalk.report.palette import EMOTION_HUES, INK, PAGE

HEIGHT = 480.0
"""Height of the picture that widths and letters are given for, in pixels; they grow with the picture."""

MESH, CONTOURS, EDGE, PILL = 0.22, 0.5, 0.35, 0.88
"""Share of the picture that is covered by the mesh, by the face's contours, by the dark edge of other lines
and by a label's ground. House rule: a speaker should see themselves first and the drawing second."""

MARGIN = 0.12
"""Space between a face and its box, as a share of the face's width: the mesh stays clear of the box."""

CORNER = 0.2
"""Length of a box's corners, as a share of its shorter side."""

ROUND = 0.4
"""Radius of a corner, as a share of its length."""

LETTERS, LEAST_LETTERS = 16.0, 12
"""Size of a label's letters in pixels: at `HEIGHT`, and in the smallest picture, where it must be readable."""

SEMIBOLD = 550
"""Weight of the letters; 400 is regular, 700 bold."""

SUBPIXEL = 4
"""Binary digits of a place after the pixel, for OpenCV: lines glide instead of jumping from pixel to pixel."""

FAR = 8192.0
"""Pixels from the corner to which places are held: OpenCV counts in 32 bits, and nothing there is seen."""

Colour = tuple[int, int, int]
Places = NDArray[np.float64]


def _rgb(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


LIGHT, DARK = _rgb(PAGE["light"]), _rgb(INK["light"])

BEND = np.linspace(0.0, np.pi / 2, 7)
BEND = np.stack((1 - np.sin(BEND), 1 - np.cos(BEND)), axis=1)
"""`(7, 2)`: a quarter of a circle of radius 1 from the top of a left upper corner to its side."""


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
        self._lines(points[FACE_MESH], LIGHT, 0.8, MESH)
        self._lines(points[FACE_CONTOURS], LIGHT, 1.0, CONTOURS)

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
        box = face.box
        margin = MARGIN * box.width
        corners = [(box.x - margin, box.y - margin)]
        corners.append((box.x + box.width + margin, box.y + box.height + margin))
        ends = self._places(np.array(corners))
        (left, top), (right, bottom) = ends.min(axis=0).tolist(), ends.max(axis=0).tolist()
        reach = CORNER * min(right - left, bottom - top)
        bend = [(reach, 0.0), *(BEND * ROUND * reach).tolist(), (0.0, reach)]
        paths = [
            np.array([(x + right_ * dx, y + down * dy) for dx, dy in bend])
            for x, right_ in ((left, 1), (right, -1))
            for y, down in ((top, 1), (bottom, -1))
        ]
        colour = _rgb(EMOTION_HUES[face.emotion]) if face.emotion in EMOTION_HUES else DARK
        self._lines(paths, LIGHT, 5.0, PILL)
        self._lines(paths, colour, 2.8)
        inside = right > 0 and left < self._width and bottom > 0 and top < self._height
        if face.emotion is not None and inside:
            share = "" if face.probability is None else f" {100 * face.probability:.0f}%"
            self._label(face.emotion + share, colour, (left, top, bottom))

    def _label(self, text: str, colour: Colour, place: tuple[float, float, float]) -> None:
        """Over the box; under it where there is no room, and at the picture's top where there is neither."""
        left, top, bottom = place
        size = max(LEAST_LETTERS, round(LETTERS * self._scale))
        font = cv2.FontFace("sans")
        _, _, across, _ = cv2.getTextSize((0, 0), text, (0, 0), font, size, SEMIBOLD)
        half, gap, dot = 0.85 * size, 0.5 * size, 0.32 * size
        across += round(2.5 * dot)
        x = max(half, min(left + half, self._width - half - across - 1))
        above, below = top - gap - half, bottom + gap + half
        y = above if above >= half else below if below <= self._height - half else half
        x, y = round(x), round(y)
        self._lines([np.array([(x, y), (x + across, y)])], LIGHT, 2 * half / self._scale, PILL)
        self._dots([(x + dot, y)], colour, dot)
        place_ = (x + round(3.0 * dot), y + round(0.34 * size))
        cv2.putText(self._picture, text, place_, DARK, font, size, SEMIBOLD)

    def _bones(self, segments: Places, joints: Places, width: float, radius: float) -> None:
        self._lines(segments, DARK, width + 2.0, EDGE)
        self._lines(segments, LIGHT, width)
        self._dots(joints, DARK, (radius + 0.9) * self._scale)
        self._dots(joints, LIGHT, radius * self._scale)

    def _lines(
        self, paths: Sequence[Places] | Places, colour: Colour, width: float, strength: float = 1.0
    ) -> None:
        """Smooth lines along paths of places, as wide as `width` pixels in a picture of `HEIGHT`."""
        if not len(paths):
            return
        thick = max(1, round(width * self._scale))
        every = np.concatenate([*paths])
        left, top = np.floor(every.min(axis=0)).astype(int) - thick
        right, bottom = np.ceil(every.max(axis=0)).astype(int) + thick + 1
        left, top = max(0, int(left)), max(0, int(top))
        under = self._picture[top : max(top, int(bottom)), left : max(left, int(right))]
        if not under.size:
            return
        ink = under.copy() if strength < 1 else under
        fixed = [_fixed(path - (left, top)) for path in paths]
        cv2.polylines(ink, fixed, False, colour, thick, cv2.LINE_AA, SUBPIXEL)
        if strength < 1:
            cv2.addWeighted(ink, strength, under, 1 - strength, 0, dst=under)

    def _dots(self, places: Iterable[Sequence[float]] | Places, colour: Colour, radius: float) -> None:
        for centre in _fixed(np.array([*places], np.float64)).tolist():
            fixed = round(max(1.0, radius) * (1 << SUBPIXEL))
            cv2.circle(self._picture, centre, fixed, colour, cv2.FILLED, cv2.LINE_AA, SUBPIXEL)

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
