"""The points of every face in one still picture (MediaPipe's face detector and face landmarker)."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from mediapipe.tasks.python.vision.face_detector import FaceDetector, FaceDetectorOptions
from mediapipe.tasks.python.vision.face_landmarker import FaceLandmarker, FaceLandmarkerOptions
from numpy.typing import NDArray

from realtalk.observations import BLENDSHAPES
from realtalk.perception.gaze import head_angles
from realtalk.perception.mediapipe_task import base_options, image

SEARCH_PIXELS = 1024
"""Long side of the picture that is searched: a still may be looked at more closely than a live picture."""

SURROUNDINGS = 0.5
"""Picture sizes added around a picture: the detector knows faces with room around them."""

CONFIDENT = 0.5
"""Score from which the detector is believed: MediaPipe's default."""

CROP = 2.2
"""Widths of the detector's box that the landmarker gets around a face."""

CROP_PIXELS = 512
"""Pixels across of that crop: the landmarker works on 256 of the face itself."""


@dataclass(frozen=True, slots=True, eq=False)
class FacePoints:
    """One face: `points` is `(478, 3)` in pixels from the picture's upper left corner, the third towards the
    lens negative; `shapes` are the 52 facial movements, 0..1; `matrix` is the head's `(4, 4)` position.
    """

    points: NDArray[np.float32]
    shapes: Mapping[str, float]
    matrix: NDArray[np.float32]

    @property
    def angles(self) -> tuple[float, float, float]:
        """Yaw, pitch and roll of the head against the line to the lens, in degrees."""
        return head_angles(self.matrix)

    @property
    def width(self) -> float:
        """Pixels from ear to ear."""
        return float(np.ptp(self.points[:468, 0]))

    @property
    def height(self) -> float:
        """Pixels from the hairline to the chin."""
        return float(np.linalg.norm(self.points[10, :2] - self.points[152, :2]))


@dataclass(frozen=True, slots=True)
class FoundFace:
    """Where the detector sees a face: its centre and width in pixels, and what the landmarker reads there,
    or None where it can read nothing (a profile, something that only looks like a face).
    """

    x: float
    y: float
    width: float
    points: FacePoints | None


def faces_in(rgb: NDArray[np.uint8]) -> tuple[FoundFace, ...]:
    """All faces of a `(height, width, 3)` picture, the widest first."""
    found: list[tuple[float, float, float]] = []
    with _ONE_AT_A_TIME:
        detector = _detector()
        for around in (0.0, SURROUNDINGS):
            for each in _detected(detector, rgb, around):
                if not any(_same(each, other) for other in found):
                    found.append(each)
        found.sort(key=lambda each: -each[2])
        landmarker = _landmarker()
        return tuple(FoundFace(*each, _read(landmarker, rgb, *each)) for each in found)


def face_points(rgb: NDArray[np.uint8]) -> FacePoints | None:
    """The points of the face that a picture was cut around; None where none can be read."""
    height, width = rgb.shape[:2]
    with _ONE_AT_A_TIME:
        return _points(_landmarker(), rgb, np.array(((1, 0, 0), (0, 1, 0)), np.float64), (width, height))


_ONE_AT_A_TIME = threading.Lock()
"""Held while the two tasks are opened or asked: they are kept, since opening them takes ten times as long as
a look at one picture.
"""


@cache
def _detector() -> FaceDetector:
    """The detector of this process, opened by the first picture; MediaPipe lets go of it at its end."""
    options = FaceDetectorOptions(
        base_options=base_options("face_detector"), min_detection_confidence=CONFIDENT
    )
    return FaceDetector.create_from_options(options)


@cache
def _landmarker() -> FaceLandmarker:
    """The landmarker of this process, likewise. It looks at stills, so no picture sways the next."""
    options = FaceLandmarkerOptions(
        base_options=base_options("face_landmarker"),
        output_face_blendshapes=True,
        output_facial_transformation_matrixes=True,
    )
    return FaceLandmarker.create_from_options(options)


def _detected(
    detector: FaceDetector, rgb: NDArray[np.uint8], around: float
) -> list[tuple[float, float, float]]:
    margin = round(around * max(rgb.shape[:2]))
    wide = cv2.copyMakeBorder(rgb, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=(127, 127, 127))
    small = image(np.asarray(wide, np.uint8), SEARCH_PIXELS)
    scale = wide.shape[1] / small.width
    boxes: list[tuple[float, float, float]] = []
    for detection in detector.detect(small).detections:
        box = detection.bounding_box
        x, y = box.origin_x + box.width / 2, box.origin_y + box.height / 2
        boxes.append((x * scale - margin, y * scale - margin, box.width * scale))
    return boxes


def _same(a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    reach = max(a[2], b[2]) / 2
    return abs(a[0] - b[0]) < reach and abs(a[1] - b[1]) < reach


def _read(
    landmarker: FaceLandmarker, rgb: NDArray[np.uint8], x: float, y: float, width: float
) -> FacePoints | None:
    scale = CROP_PIXELS / (CROP * width)
    to_crop = np.array(((scale, 0, CROP_PIXELS / 2 - scale * x), (0, scale, CROP_PIXELS / 2 - scale * y)))
    return _points(landmarker, rgb, to_crop, (CROP_PIXELS, CROP_PIXELS))


def _points(
    landmarker: FaceLandmarker,
    rgb: NDArray[np.uint8],
    to_crop: NDArray[np.float64],
    size: tuple[int, int],
) -> FacePoints | None:
    scale = float(to_crop[0, 0])
    if scale < 1:
        rgb = np.asarray(cv2.GaussianBlur(rgb, (0, 0), 0.4 / scale), np.uint8)
    crop = cv2.warpAffine(rgb, to_crop, size, flags=cv2.INTER_LINEAR, borderValue=(127, 127, 127))
    result = landmarker.detect(image(np.asarray(crop, np.uint8)))
    if not result.face_landmarks:
        return None
    points = np.array([(p.x * size[0], p.y * size[1], p.z * size[0]) for p in result.face_landmarks[0]])
    points[:, :2] -= to_crop[:, 2]
    shapes = [float(each.score or 0.0) for each in result.face_blendshapes[0]]
    matrix = np.asarray(result.facial_transformation_matrixes[0], np.float32)
    return FacePoints(
        (points / scale).astype(np.float32), dict(zip(BLENDSHAPES, shapes, strict=True)), matrix
    )
