"""Faces: where they are, how they move, and whose they are (MediaPipe's face detector and face
landmarker).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from mediapipe.tasks.python import vision
from numpy.typing import NDArray

from realtalk.media import AudioChunk, Frame
from realtalk.observations import (
    Box,
    FaceObservation,
    GazeObservation,
    Observation,
    PictureObservation,
)
from realtalk.perception.gaze import gaze_angles, head_angles
from realtalk.perception.mediapipe_task import base_options, image
from realtalk.perception.people import People
from realtalk.perception.rate import Rate

SEARCHES = 1.0
"""Looks a second for people not seen yet; in between each face is followed where it was."""

MOST_FACES = 4
"""People read at once, the largest first: more are an audience."""

CONFIDENT = 0.5
"""Score from which the detector is believed: MediaPipe's default."""

CROP = 2.5
"""Face widths around a face that the landmarker gets: its own detector expects a face of about this share."""

CROP_PIXELS = 320
"""Pixels across of that crop: the landmarker works on 256 of the face and its surroundings."""

DETECTED_TO_MESH = 0.84
"""Width of the mesh over that of the detector's box, which takes in hair: the median of 125 faces of
talking heads (0.79-0.91)."""

SEARCH_PIXELS = 640
"""Long side of the picture that is searched; the detector itself works on 192."""

SURROUNDINGS = 0.5
"""Picture sizes added around a picture in which nobody is found: the detector knows faces with room around
them, and missed 6 of 15 that filled the picture, all of which it found so."""

GREY = (127, 127, 127)

UPPER_LIP, LOWER_LIP, FOREHEAD, CHIN = 13, 14, 10, 152
"""Points of the face mesh."""


@dataclass(frozen=True, slots=True, eq=False)
class SeenFace:
    """A face in the newest picture. `mesh` is `(478, 2)` in picture heights, or None where it could not be
    read.
    """

    person: int
    box: Box
    mesh: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    box: Box
    score: float
    mesh: NDArray[np.float32] | None = None
    shapes: NDArray[np.float32] | None = None
    matrix: NDArray[np.float32] | None = None


class FaceAnalyzer:
    """Everybody's face, gaze and lips, `per_second` times a second.

    `seen` holds the faces of the newest analysed picture, for analyzers that need the crop and for drawing.
    """

    def __init__(self, per_second: float) -> None:
        self._rate, self._searches = Rate(per_second), Rate(SEARCHES)
        self._detector = vision.FaceDetector.create_from_options(
            vision.FaceDetectorOptions(
                base_options=base_options("face_detector"), min_detection_confidence=CONFIDENT
            )
        )
        self._landmarker = vision.FaceLandmarker.create_from_options(
            vision.FaceLandmarkerOptions(
                base_options=base_options("face_landmarker"),
                output_face_blendshapes=True,
                output_facial_transformation_matrixes=True,
            )
        )
        self._people = People()
        self.seen: tuple[SeenFace, ...] = ()
        self.seen_at = -1.0

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if isinstance(media, Frame) and self._rate.due(media.t):
            yield from self._look(media)

    def finish(self) -> Iterable[Observation]:
        self._detector.close()
        self._landmarker.close()
        return ()

    def _look(self, frame: Frame) -> Iterator[Observation]:
        followed = [reading for face in self.seen if (reading := self._read(frame.rgb, face.box))]
        readings = [r for i, r in enumerate(followed) if not any(_same(r.box, o.box) for o in followed[:i])]
        if self._searches.due(frame.t) or len(readings) < len(self.seen) or not readings:
            for found in self._search(frame.rgb, readings):
                if not any(_same(found.box, reading.box) for reading in readings):
                    readings.append(found)
        readings = sorted(readings, key=lambda r: -r.box.width)[:MOST_FACES]
        people = self._people.assign(frame.t, [reading.box for reading in readings])
        self.seen = tuple(SeenFace(p, r.box, r.mesh) for p, r in zip(people, readings, strict=True))
        self.seen_at = frame.t
        height, width = frame.rgb.shape[:2]
        small = image(frame.rgb, 64)  # its view does not keep it alive
        light = float(small.numpy_view().mean()) / 255
        yield PictureObservation(frame.t, width / height, light, len(readings))
        for person, reading in zip(people, readings, strict=True):
            yield from _observations(frame, person, reading)

    def _search(self, rgb: NDArray[np.uint8], known: list[_Reading]) -> Iterator[_Reading]:
        """Faces that are not known yet; where there is nobody at all, also one that fills the picture."""
        found = self._detected(rgb) or ([] if known else self._detected(rgb, SURROUNDINGS))
        for box, score in found:
            if not any(_same(box, reading.box) for reading in known):
                yield self._read(rgb, box) or _Reading(box, score)

    def _detected(self, rgb: NDArray[np.uint8], around: float = 0.0) -> list[tuple[Box, float]]:
        """Where the detector sees faces, and how sure it is; with `around`, in a picture made larger by so
        many of its sizes on every side.
        """
        height, width = rgb.shape[:2]
        margin = round(around * max(height, width))
        if margin:
            wide = cv2.copyMakeBorder(rgb, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=GREY)
            rgb = np.asarray(wide, np.uint8)
        small = image(rgb, SEARCH_PIXELS)
        scale = (height + 2 * margin) / (height * small.height)
        boxes: list[tuple[Box, float]] = []
        for detection in self._detector.detect(small).detections:
            found, score = detection.bounding_box, float(detection.categories[0].score or 0.0)
            side = found.width * scale * DETECTED_TO_MESH
            x = (found.origin_x + found.width / 2) * scale - margin / height
            y = (found.origin_y + found.height / 2) * scale - margin / height
            boxes.append((Box(x - side / 2, y - side / 2, side, side), score))
        return boxes

    def _read(self, rgb: NDArray[np.uint8], box: Box) -> _Reading | None:
        """The face near a box, with its mesh; None where none can be read there."""
        height = rgb.shape[0]
        side = CROP * box.width
        left, top = box.centre.x - side / 2, box.centre.y - side / 2
        crop = _square(rgb, left * height, top * height, side * height)
        result = self._landmarker.detect(image(crop))
        if not result.face_landmarks:
            return None
        mesh = np.array([(p.x, p.y) for p in result.face_landmarks[0]], np.float32) * side + np.array(
            (left, top), np.float32
        )
        (x, y), (right, bottom) = mesh.min(axis=0), mesh.max(axis=0)
        shapes = np.array([category.score for category in result.face_blendshapes[0]], np.float32)
        matrix = np.asarray(result.facial_transformation_matrixes[0], np.float32)
        read = Box(float(x), float(y), float(right - x), float(bottom - y))
        return _Reading(read, 1.0, mesh, shapes, matrix)


def _observations(frame: Frame, person: int, reading: _Reading) -> Iterator[Observation]:
    light, sharpness = _light_and_sharpness(frame.rgb, reading.box)
    if reading.shapes is None or reading.matrix is None or reading.mesh is None:
        yield FaceObservation(
            frame.t, person, reading.box, reading.score, None, None, None, None, None, light, sharpness
        )
        return
    yaw, pitch, roll = head_angles(reading.matrix)
    mesh = reading.mesh
    gap = np.linalg.norm(mesh[UPPER_LIP] - mesh[LOWER_LIP]) / np.linalg.norm(mesh[FOREHEAD] - mesh[CHIN])
    face = FaceObservation(
        frame.t,
        person,
        reading.box,
        reading.score,
        reading.shapes,
        yaw,
        pitch,
        roll,
        float(gap),
        light,
        sharpness,
    )
    yield face
    gaze = gaze_angles(face)
    if gaze is not None:
        yield GazeObservation(frame.t, person, *gaze)


def _same(a: Box, b: Box) -> bool:
    """Whether two boxes are of one face: each holds the other's centre, about."""
    reach = max(a.width, b.width) / 2
    return abs(a.centre.x - b.centre.x) < reach and abs(a.centre.y - b.centre.y) < reach


def square(rgb: NDArray[np.uint8], box: Box, scale: float) -> NDArray[np.uint8]:
    """The picture around a box, `scale` times its long side; black where it reaches over the edge."""
    height = rgb.shape[0]
    side = scale * max(box.width, box.height)
    return _square(rgb, (box.centre.x - side / 2) * height, (box.centre.y - side / 2) * height, side * height)


def _square(rgb: NDArray[np.uint8], left: float, top: float, side: float) -> NDArray[np.uint8]:
    pixels = max(2, round(side))
    x, y = round(left), round(top)
    height, width = rgb.shape[:2]
    inside = rgb[max(0, y) : max(0, y + pixels), max(0, x) : max(0, x + pixels)]
    crop = cv2.copyMakeBorder(
        inside,
        max(0, -y),
        max(0, y + pixels - height),
        max(0, -x),
        max(0, x + pixels - width),
        cv2.BORDER_CONSTANT,
    )[:pixels, :pixels]
    if pixels > CROP_PIXELS:
        crop = cv2.resize(crop, (CROP_PIXELS, CROP_PIXELS), interpolation=cv2.INTER_AREA)
    return np.asarray(crop, np.uint8)


def _light_and_sharpness(rgb: NDArray[np.uint8], box: Box) -> tuple[float, float]:
    face = cv2.resize(square(rgb, box, 1.0), (128, 128), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(face, cv2.COLOR_RGB2GRAY)
    return float(grey.mean()) / 255, float(cv2.Laplacian(grey, cv2.CV_64F).var())
