"""Looks at the camera against looks labelled by eye: picture by picture, and within recordings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.evaluation.figures import balanced_accuracy, confusion, interval, named, share
from realtalk.evaluation.gaze import KINDS, look
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.gaze import looks
from realtalk.timeline import Timeline
from tests.benchmark.seen_media import frames, table

AROUND = 2.6
"""Face widths of a picture cut round one face of several: what a webcam shows."""

SAME = 0.011
"""Seconds within which a picture is the labelled one."""

NEAR = 0.15
"""Seconds between a labelled picture and the look of RealTalk that stands for it."""

DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Label:
    """One look of a face: `at` in seconds, or `place` (middle and width in picture heights) in a still."""

    file: str
    at: float
    place: tuple[float, float, float] | None
    person: str
    camera: bool


def labels(files: Iterable[str]) -> list[Label]:
    """What was labelled in some files."""
    there = set(files)
    return [
        Label(
            row["file"],
            float(row["t"] or 0.0),
            (float(row["x"]), float(row["y"]), float(row["width"])) if row["width"] else None,
            row["person"],
            row["gaze"] == "camera",
        )
        for row in table("gaze")
        if row["file"] in there
    ]


def pictures(places: Mapping[str, Path]) -> Iterator[tuple[Label, NDArray[np.uint8]]]:
    """Every label with its picture."""
    known = labels(places)
    for file in dict.fromkeys(label.file for label in known):
        waiting = [label for label in known if label.file == file]
        for t, rgb in frames(places[file]):
            for label in [each for each in waiting if abs(each.at - t) < SAME]:
                waiting.remove(label)
                yield label, rgb if label.place is None else _cut(rgb, *label.place)
            if not waiting:
                break


def measured(places: Mapping[str, Path], timelines: Mapping[str, Timeline]) -> dict[str, Any]:
    """The figures picture by picture, by group of people, and within recordings."""
    known = [(label, look(rgb)) for label, rgb in pictures(places)]
    people = {row["person"]: row for row in table("people")}
    stills = [(label, kind == "camera") for label, kind in known]
    report = {"each picture by itself": figures(stills)}
    for half, name in (("tune", "of them tuned on"), ("report", "of them not tuned on")):
        report[name] = figures([each for each in stills if people[each[0].person]["half"] == half])
    for column, kinds in (("glasses", ("yes", "no")), ("skin", ("light", "medium", "dark"))):
        for kind in kinds:
            group = [each for each in stills if people[each[0].person][column] == kind]
            report[f"{column}: {kind}"] = figures(group)
    clips = [label for label in labels(timelines) if label.place is None]
    report["in recordings, against the lens"] = figures(_within(clips, timelines))
    own = {file: timeline.calibrated(calibrate(timeline)) for file, timeline in timelines.items()}
    report["in recordings, calibrated"] = figures(_within(clips, own))
    report["each picture by itself"]["unread"] = sum(kind not in KINDS for _, kind in known)
    return report


def figures(verdicts: Sequence[tuple[Label, bool]]) -> dict[str, Any]:
    """Counts and shares of verdicts; the interval of the balanced accuracy is over people, drawn anew."""
    truth = np.array([int(not label.camera) for label, _ in verdicts], np.int64)
    said = np.array([int(not camera) for _, camera in verdicts], np.int64)
    who = [label.person for label, _ in verdicts]
    people = sorted(set(who))
    each = np.stack(
        [
            confusion(truth[mine], said[mine], 2)
            for person in people
            for mine in [np.array([name == person for name in who])]
        ]
        or [np.zeros((2, 2), np.int64)]
    )
    counts = each.sum(axis=0)
    right = int(np.trace(counts))
    draws = np.random.default_rng(0).integers(0, len(each), (DRAWS, len(each)))
    drawn = [balanced_accuracy(each[draw].sum(axis=0)) for draw in draws]
    both = counts.sum(axis=1).all()
    low, high = np.quantile([d for d in drawn if d is not None], [0.025, 0.975]) if both else (0.0, 0.0)
    return {
        "n": len(verdicts),
        "people": len(people),
        "accuracy": share(right, len(verdicts)),
        "accuracy_interval": interval(right, len(verdicts)),
        "balanced_accuracy": balanced_accuracy(counts) if both else None,
        "balanced_accuracy_interval": (float(low), float(high)) if both else None,
        "confusion": named(counts, KINDS),
    }


def _within(known: Sequence[Label], timelines: Mapping[str, Timeline]) -> list[tuple[Label, bool]]:
    """The app's verdict at each label; labels where it looked at nothing, such as a blink, are left out."""
    verdicts: list[tuple[Label, bool]] = []
    for label in known:
        times, met = looks(timelines[label.file])
        if len(times):
            nearest = int(np.argmin(np.abs(times - label.at)))
            if abs(times[nearest] - label.at) <= NEAR:
                verdicts.append((label, bool(met[nearest])))
    return verdicts


def _cut(rgb: NDArray[np.uint8], x: float, y: float, width: float) -> NDArray[np.uint8]:
    height = rgb.shape[0]
    side = round(AROUND * width * height)
    framed = cv2.copyMakeBorder(rgb, side, side, side, side, cv2.BORDER_CONSTANT)
    left, top = round(x * height + side / 2), round(y * height + side / 2)
    return np.asarray(np.ascontiguousarray(framed[top : top + side, left : left + side]), np.uint8)
