"""Facial emotion on FER2013's public test faces, the half that nothing was tuned on, as given and as a webcam
would show them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.capture.recording import open_recording
from realtalk.evaluation.emotion import evaluate
from realtalk.metrics.emotion import steadied
from realtalk.observations import EMOTIONS, EmotionObservation
from realtalk.perception.analyzer import observe
from realtalk.session.senses import watch_faces

Faces = NDArray[np.uint8]


def _turned(face: Faces) -> Faces:
    around = cv2.getRotationMatrix2D((23.5, 23.5), 10, 1)
    return np.asarray(cv2.warpAffine(face, around, (48, 48), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _jpeg(face: Faces) -> Faces:
    coded = cv2.imencode(".jpg", face, [cv2.IMWRITE_JPEG_QUALITY, 30])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8)


def _far(face: Faces) -> Faces:
    small = cv2.resize(face, (24, 24), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (48, 48), interpolation=cv2.INTER_LINEAR), np.uint8)


WEBCAM: Mapping[str, Callable[[Faces], Faces]] = {
    "as given": lambda face: face,
    "dark (0.4 of the light)": lambda face: (face * 0.4).astype(np.uint8),
    "blurred (1 pixel)": lambda face: np.asarray(cv2.GaussianBlur(face, (0, 0), 1.0), np.uint8),
    "far away (24 pixels)": _far,
    "JPEG, quality 30": _jpeg,
    "tilted by 10 degrees": _turned,
}


def held(data: Path) -> tuple[Faces, NDArray[np.uint8]]:
    """The half of the validation faces that training never looked at: by the last bit of their sha256."""
    with np.load(data / "fer2013" / "val.npz") as arrays:
        images, labels = arrays["images"], arrays["labels"]
    odd = np.array([hashlib.sha256(image.tobytes()).digest()[-1] & 1 for image in images], bool)
    return images[odd], labels[odd]


def measured(data: Path) -> dict[str, Any]:
    """Accuracy for each way of seeing the faces; how often the leading emotion changes in real clips."""
    images, labels = held(data)
    seen: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, camera in WEBCAM.items():
            file = Path(folder) / "faces.npz"
            np.savez(file, images=np.stack([camera(image) for image in images]), labels=labels)
            seen[name] = evaluate(file)
    return {"seen": seen, "changes": _changes(data)}


def _changes(data: Path) -> dict[str, float]:
    """Changes of the leading emotion a minute, as read and steadied, over the clips with one face."""
    changes, minutes = {"as read": 0, "steadied": 0}, 0.0
    for clip in ("WDA_KatieHill_000.mp4", "d9.mp4", "d19.mp4"):
        with open_recording(data / "video" / clip) as recording:
            found = observe(recording.media(), watch_faces(emotion=True))
            looks = [each for each in found if isinstance(each, EmotionObservation) and each.person == 0]
        minutes += (looks[-1].t - looks[0].t) / 60 if looks else 0.0
        for name, track in (("as read", looks), ("steadied", steadied(looks))):
            leading = [int(np.argmax(look.probabilities)) for look in track]
            changes[name] += sum(a != b for a, b in pairwise(leading))
    return {name: round(count / minutes, 1) for name, count in changes.items()}


def table(figures: dict[str, Any]) -> str:
    """A row for each way of seeing, then each emotion's share found."""
    lines = ["| faces | n | accuracy | balanced | calibration error |", "|---|---|---|---|---|"]
    for name, row in figures["seen"].items():
        low, high = row["accuracy_interval"]
        lines.append(
            f"| {name} | {row['n']} | {row['accuracy']:.1%} ({low:.1%} to {high:.1%}) "
            f"| {row['balanced_accuracy']:.1%} | {row['ece']:.3f} |"
        )
    given = figures["seen"]["as given"]
    lines += ["", "| true, down; said, across | " + " | ".join(EMOTIONS) + " |", "|---" * 8 + "|"]
    for kind, row in given["confusion"].items():
        lines.append(f"| {kind} | " + " | ".join(str(row[said]) for said in EMOTIONS) + " |")
    changes = figures["changes"]
    lines += [
        "",
        f"{given['ms_per_face']:.1f} ms a face on one core, cropping left out. In three clips of talking "
        f"faces the leading emotion changes {changes['as read']} times a minute as read, "
        f"{changes['steadied']} times steadied.",
    ]
    return "\n".join(lines)
