"""Which points of a face and of a hand are joined, for drawing them: MediaPipe's own lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeAlias

import numpy as np
from mediapipe.tasks.python.vision import FaceLandmarksConnections as Face
from mediapipe.tasks.python.vision import HandLandmarksConnections as Hand
from numpy.typing import NDArray

Edges: TypeAlias = NDArray[np.intp]
"""`(n, 2)`: the two points of each line, every line once."""


class _Connection(Protocol):
    start: int
    end: int


def _edges(connections: Iterable[_Connection]) -> Edges:
    pairs = np.array([(each.start, each.end) for each in connections], np.intp)
    return np.unique(np.sort(pairs, axis=1), axis=0)


FACE_MESH: Edges = _edges(Face.FACE_LANDMARKS_TESSELATION)
"""The sides of all triangles of a face, among its first 468 points."""

FACE_CONTOURS: Edges = _edges(
    (
        *Face.FACE_LANDMARKS_FACE_OVAL,
        *Face.FACE_LANDMARKS_LIPS,
        *Face.FACE_LANDMARKS_LEFT_EYE,
        *Face.FACE_LANDMARKS_RIGHT_EYE,
        *Face.FACE_LANDMARKS_LEFT_EYEBROW,
        *Face.FACE_LANDMARKS_RIGHT_EYEBROW,
        *Face.FACE_LANDMARKS_LEFT_IRIS,
        *Face.FACE_LANDMARKS_RIGHT_IRIS,
    )
)
"""The outline of a face, lips, eyes, brows and irises, among its 478 points."""

HAND_BONES: Edges = _edges(Hand.HAND_CONNECTIONS)
"""The palm and the fingers, among a hand's 21 points."""
