"""Which points of a face mesh and of a hand hang together, for drawing them (MediaPipe's own lists)."""

from __future__ import annotations

from typing import Any

import numpy as np
from mediapipe.tasks.python.vision.face_landmarker import FaceLandmarksConnections
from mediapipe.tasks.python.vision.hand_landmarker import HandLandmarksConnections
from numpy.typing import NDArray


def _pairs(connections: Any) -> NDArray[np.intp]:
    return np.array([(each.start, each.end) for each in connections], np.intp)


def _undirected(connections: Any) -> NDArray[np.intp]:
    """Each pair once: the tesselation names the edges that two triangles share twice."""
    return np.unique(np.sort(_pairs(connections), axis=1), axis=0)


FACE_MESH = _undirected(FaceLandmarksConnections.FACE_LANDMARKS_TESSELATION)
"""`(n, 2)` edges of all triangles of the face mesh."""

FACE_CONTOURS = np.concatenate(
    (
        _pairs(FaceLandmarksConnections.FACE_LANDMARKS_CONTOURS),
        _pairs(FaceLandmarksConnections.FACE_LANDMARKS_LEFT_IRIS),
        _pairs(FaceLandmarksConnections.FACE_LANDMARKS_RIGHT_IRIS),
    )
)
"""`(n, 2)` edges of lips, eyes, brows, irises and outline."""

HAND_BONES = _pairs(HandLandmarksConnections.HAND_CONNECTIONS)
"""`(n, 2)` edges of the 21 joints of a hand."""
