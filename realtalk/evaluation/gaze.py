"""How often RealTalk is right about a look at the camera, on labelled pictures."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.evaluation.figures import balanced_accuracy, confusion, interval, named, share
from realtalk.media import Frame, Span
from realtalk.metrics.gaze import looks
from realtalk.observations import FaceObservation
from realtalk.perception.analyzer import observe
from realtalk.perception.face import FaceAnalyzer
from realtalk.timeline import Speaker, Timeline

KINDS = ("camera", "not_camera")
"""What a picture may be labelled as."""

LABELS = "labels.tsv"

DRAWS = 4000
"""Draws for the interval of the balanced accuracy: it moves by less than 0.002 from seed to seed."""


def evaluate(path: Path) -> dict[str, Any]:
    """The figures for a folder of pictures with a `labels.tsv` (file, camera or not_camera).

    Every picture is looked at by itself, as the app looks at the pictures of a recording before it knows
    where the lens is. One in which nothing can be read counts as a look that is not at the camera, since its
    face is turned away, hidden, or has its eyes covered by the lids; `unread` says how many those are. Raises
    `RealTalkError` where labels or pictures cannot be read.
    """
    labelled = list(_labels(path))
    truth = np.array([KINDS.index(kind) for _, kind in labelled], np.int64)
    found = [look(_picture(file)) for file, _ in labelled]
    said = np.array([int(kind != "camera") for kind in found], np.int64)
    counts = confusion(truth, said, len(KINDS))
    right = int(np.trace(counts))
    unread = Counter(kind for kind in found if kind not in KINDS)
    return {
        "n": len(labelled),
        "accuracy": share(right, len(labelled)),
        "accuracy_interval": interval(right, len(labelled)),
        "balanced_accuracy": balanced_accuracy(counts),
        "balanced_accuracy_interval": balanced_interval(counts),
        "confusion": named(counts, KINDS),
        "unread": dict(unread),
    }


def look(rgb: NDArray[np.uint8]) -> str:
    """What RealTalk makes of one picture `(height, width, 3)`: camera, not_camera, eyes_covered or no_face.

    Of several people the nearest one counts.
    """
    observations = list(observe([Frame(0.0, rgb)], [FaceAnalyzer(1.0)]))
    faces = [o for o in observations if isinstance(o, FaceObservation)]
    if all(face.blendshapes is None for face in faces):
        return "not_camera" if faces else "no_face"
    nearest = max(faces, key=lambda face: face.box.width)
    moment = Timeline(observations, window=Span(-0.5, 0.5)).focus(Speaker(nearest.person, None))
    _, met = looks(moment)
    return KINDS[int(not met[0])] if len(met) else "eyes_covered"


def balanced_interval(counts: NDArray[np.int64]) -> tuple[float, float] | None:
    """The 95% interval of the balanced accuracy of a confusion table, by drawing each kind's pictures anew;
    None where a kind is missing.
    """
    each = counts.sum(axis=1)
    if not each.all():
        return None
    drawn = np.random.default_rng(0).binomial(each, np.diagonal(counts) / each, (DRAWS, len(each))) / each
    low, high = np.quantile(drawn.mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _labels(folder: Path) -> Iterator[tuple[Path, str]]:
    """The pictures and what they were labelled as."""
    table = folder / LABELS
    try:
        rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines(), delimiter="\t"))
    except (OSError, UnicodeDecodeError) as error:
        raise RealTalkError(
            f"RealTalk could not read {table}.",
            "Name a folder of pictures with a labels.tsv: a file name, a tab, camera or not_camera.",
        ) from error
    named_columns = [cell.strip().lower() for cell in rows[0]] if rows else []
    headed = "file" in named_columns and "gaze" in named_columns
    file, gaze = (named_columns.index(name) for name in ("file", "gaze")) if headed else (0, 1)
    found = False
    for number, row in enumerate(rows, 1):
        if not any(cell.strip() for cell in row) or (headed and number == 1):
            continue
        yield _label(folder, row, file, gaze, number)
        found = True
    if not found:
        raise RealTalkError(f"{table} names no pictures.", "Put a line into it for each picture.")


def _label(folder: Path, row: Sequence[str], file: int, gaze: int, number: int) -> tuple[Path, str]:
    kind = row[gaze].strip().lower().replace(" ", "_") if len(row) > max(file, gaze) else ""
    if kind not in KINDS:
        raise RealTalkError(
            f"Line {number} of {folder / LABELS} says neither camera nor not_camera.",
            "Put a file name, a tab and one of the two on each line.",
        )
    picture = folder / row[file].strip()
    if not picture.is_file():
        raise _unread(picture)
    return picture, kind


def _picture(path: Path) -> NDArray[np.uint8]:
    bgr = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if bgr is None:
        raise _unread(path)
    return np.asarray(np.ascontiguousarray(bgr[:, :, ::-1]), np.uint8)


def _unread(path: Path) -> RealTalkError:
    return RealTalkError(
        f"RealTalk could not read the picture {path}.", "Check that it is there, as a JPEG or PNG."
    )
