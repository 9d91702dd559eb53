"""The partner's face: how long a rig and a picture take, how large a rig is, and what MediaPipe sees."""

from __future__ import annotations

import statistics
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage import data as pictures

from realtalk.errors import RealTalkError
from realtalk.partner.face.drawing import Drawing
from realtalk.partner.face.motion import COLUMN, PARAMETERS
from realtalk.partner.face.photo import checked
from realtalk.partner.face.rig import make_rig
from realtalk.perception.face_points import face_points
from tests.benchmark.clips import data

CLIPS = {
    "smile with teeth": ("noface_face.mov", 0.9),
    "smile, long hair": ("WDA_KatieHill_000.mp4", 0.1),
    "glasses": ("d19.mp4", 0.1),
    "glasses, dark hair": ("d9.mp4", 0.1),
    "dark skin, moustache, open mouth": ("swiz3n.mpg", 0.5),
    "open mouth, small": ("lrwp9a.mpg", 0.1),
    "closed mouth, small": ("brbk7n.mpg", 0.1),
    "glasses, small": ("lbax4n.mpg", 0.5),
}
"""Frames of films of people: the file, and how far in."""

JAWS = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)

SPEAKING = {"jaw": 0.5, "round": 0.3, "yaw": 2.0, "pitch": 1.0, "gaze_x": 0.3, "breath": 0.5}

PICTURES = 100

CHANCES = 30
"""Pictures at random that a face is looked for in."""


def measure() -> dict[str, Any]:
    """Figures for each face that is there, and which pictures were refused and why."""
    cv2.setNumThreads(1)
    return {"faces": {name: _face(rgb) for name, rgb in _faces().items()}, "refused": _refused()}


def _faces() -> dict[str, NDArray[np.uint8]]:
    faces = {"astronaut, smile with teeth": np.asarray(pictures.astronaut(), np.uint8)}
    video = data() / "video"
    for name, (file, share) in CLIPS.items():
        if (video / file).is_file():
            faces[name] = _frame(video / file, share)
    return faces


def _frame(path: Path, share: float) -> NDArray[np.uint8]:
    video = cv2.VideoCapture(str(path))
    video.set(cv2.CAP_PROP_POS_FRAMES, int(video.get(cv2.CAP_PROP_FRAME_COUNT) * share))
    _, bgr = video.read()
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def _face(rgb: NDArray[np.uint8]) -> dict[str, Any]:
    started = time.perf_counter()
    photo = checked(rgb)
    looked_over = time.perf_counter()
    rig = make_rig(photo)
    made = time.perf_counter()
    packed = rig.packed()
    drawing = Drawing(rig)
    row = _row(**SPEAKING)
    drawing.picture(row)
    times: list[float] = []
    for _ in range(PICTURES):
        before = time.perf_counter()
        drawing.picture(row)
        times.append(1000 * (time.perf_counter() - before))
    gaps = [_gap(drawing, jaw=jaw) for jaw in JAWS]
    return {
        "check_seconds": round(looked_over - started, 2),
        "rig_seconds": round(made - looked_over, 2),
        "packed_bytes": len(packed),
        "picture_ms": {"median": round(statistics.median(times), 2), "least": round(min(times), 2)},
        "gap_by_jaw": dict(zip(JAWS, gaps, strict=True)),
        "gap_rises": all(b > a for a, b in pairwise(gaps)),
        "gap_pressed": {jaw: _gap(drawing, press=1, jaw=jaw) for jaw in (0.0, 0.5, 1.0)},
        "blink_seen": [_shape(drawing, "eyeBlinkLeft", blink_left=b, blink_right=b) for b in (0.0, 1.0)],
        "faces_seen": _seen(drawing),
        "smile_seen": [_shape(drawing, "mouthSmileLeft", smile=s) for s in (-1.0, 0.0, 1.0)],
    }


def _seen(drawing: Drawing) -> float:
    """The share of pictures at random in which MediaPipe finds a face."""
    rng = np.random.default_rng(0)
    found = 0
    for _ in range(CHANCES):
        row = np.clip(rng.normal(0, 0.5, len(PARAMETERS)), -1, 1).astype(np.float32)
        for name, degrees in (("yaw", 4), ("pitch", 4), ("roll", 4), ("shift_x", 0.03), ("shift_y", 0.03)):
            row[COLUMN[name]] *= degrees
        found += face_points(drawing.picture(row)) is not None
    return found / CHANCES


def _row(**told: float) -> NDArray[np.float32]:
    row = np.zeros(len(PARAMETERS), np.float32)
    for name, value in told.items():
        row[COLUMN[name]] = value
    return row


def _gap(drawing: Drawing, **told: float) -> float:
    """Between the lips over the mouth's width, as MediaPipe sees it; infinite where it sees no face."""
    seen = face_points(drawing.picture(_row(**told)))
    if seen is None:
        return float("inf")
    at = seen.points[:, :2]
    return round(float(np.linalg.norm(at[13] - at[14]) / np.linalg.norm(at[61] - at[291])), 4)


def _shape(drawing: Drawing, name: str, **told: float) -> float | None:
    seen = face_points(drawing.picture(_row(**told)))
    return None if seen is None else round(seen.shapes[name], 2)


def _refused() -> dict[str, str]:
    astronaut = np.asarray(pictures.astronaut(), np.uint8)
    unfit = {
        "no face": np.asarray(pictures.coffee(), np.uint8),
        "two faces": np.hstack((astronaut, astronaut)),
        "tiny face": np.asarray(cv2.resize(astronaut, None, fx=0.45, fy=0.45), np.uint8),
        "dark": np.asarray(astronaut // 8, np.uint8),
        "blurred": np.asarray(cv2.GaussianBlur(astronaut, (0, 0), 4), np.uint8),
    }
    return {name: _reason(rgb) for name, rgb in unfit.items()}


def _reason(rgb: NDArray[np.uint8]) -> str:
    try:
        checked(rgb)
    except RealTalkError as error:
        return error.what
    return "taken"
