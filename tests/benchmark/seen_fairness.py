"""What another skin, glasses, less light or a mirror do to the figures of the same faces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Frame, Span
from realtalk.metrics.face import expressiveness
from realtalk.metrics.gaze import LENS
from realtalk.metrics.picture import faults
from realtalk.observations import FaceObservation, GazeObservation
from realtalk.perception.emotion import emotions, framed
from realtalk.perception.face import FaceAnalyzer
from realtalk.session.senses import PICTURES
from realtalk.timeline import Speaker, Timeline
from tests.benchmark.renderings import RENDERINGS, Rendering, Rgb
from tests.benchmark.seen_gaze import Label
from tests.benchmark.seen_media import frames

TOLERATED = {
    "verdicts": 0.1,
    "degrees": 3.0,
    "emotion": 0.15,
    "lost": 0.02,
    "light": 0.0,
    "expressiveness": 0.25,
}
"""What may change: the share of verdicts on gaze, degrees in the median, the probability that moves from one
emotion to others on average, the shares of faces lost and blamed for their light, and expressiveness."""

LIVELY = "WDA_KatieHill_000.mp4"
LIGHT = ("Too dark", "Light from behind", "Blurred")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What the app reads of one picture; None where it reads nothing."""

    gaze: tuple[float, float] | None
    emotion: NDArray[np.float64] | None
    blamed: bool
    mesh: NDArray[np.float32] | None


def read(rgb: Rgb) -> Look:
    """The nearest face of a picture, by itself."""
    analyzer = FaceAnalyzer(1.0)
    observations = list(analyzer.feed(Frame(0.0, rgb)))
    seen = analyzer.seen
    list(analyzer.finish())
    faces = [o for o in observations if isinstance(o, FaceObservation)]
    if not faces:
        return Look(None, None, False, None)
    face = max(faces, key=lambda each: each.box.width)
    mesh = next(each.mesh for each in seen if each.person == face.person)
    mine = Timeline(observations, window=Span(-0.5, 0.5)).focus(Speaker(face.person, None))
    looked = mine.track(GazeObservation)
    return Look(
        (looked[0].yaw, looked[0].pitch) if looked else None,
        np.array(emotions(framed(rgb, face.box))) if mesh is not None else None,
        any(bool(mask.any()) for name, mask in faults(mine).items() if name in LIGHT),
        mesh,
    )


def measured(pictures: Iterable[tuple[Label, Rgb]], places: Mapping[str, Path]) -> dict[str, Any]:
    """How each rendering of one picture of each person differs from the picture itself."""
    first: dict[str, Rgb] = {}
    for label, rgb in pictures:
        if label.camera:
            first.setdefault(label.person, rgb)
    plain = [(rgb, look) for rgb in first.values() for look in [read(rgb)] if look.mesh is not None]
    lively = list(frames(places[LIVELY])) if LIVELY in places else []
    usual = _expressiveness(lively, None)
    return {
        name: _against(plain, rendering, name == "mirrored")
        | {"expressiveness": _change(usual, _expressiveness(lively, rendering))}
        for name, rendering in RENDERINGS.items()
    }


def _against(plain: list[tuple[Rgb, Look]], rendering: Rendering, turned: bool) -> dict[str, Any]:
    flips = compared = lost = blamed = 0
    degrees: list[float] = []
    moved: list[float] = []
    for rgb, before in plain:
        assert before.mesh is not None
        after = read(rendering(rgb, before.mesh))
        lost += after.mesh is None
        blamed += after.blamed and not before.blamed
        if before.gaze and after.gaze:
            yaw = -after.gaze[0] if turned else after.gaze[0]
            compared += 1
            degrees.append(float(np.hypot(yaw - before.gaze[0], after.gaze[1] - before.gaze[1])))
            flips += (np.hypot(*before.gaze) <= LENS) != (np.hypot(*after.gaze) <= LENS)
        if before.emotion is not None and after.emotion is not None:
            moved.append(float(np.abs(before.emotion - after.emotion).sum() / 2))
    return {
        "people": len(plain),
        "compared": compared,
        "verdicts_changed": int(flips),
        "degrees": round(float(np.median(degrees)), 1) if degrees else None,
        "emotion": round(float(np.mean(moved)), 3) if moved else None,
        "faces_lost": int(lost),
        "blamed_for_light": int(blamed),
    }


def _expressiveness(clip: list[tuple[float, Rgb]], rendering: Rendering | None) -> float | None:
    analyzer = FaceAnalyzer(PICTURES)
    timeline = Timeline(o for piece in _rendered(clip, rendering) for o in analyzer.feed(piece))
    list(analyzer.finish())
    people = {face.person for face in timeline.track(FaceObservation)}
    if not people:
        return None
    _, _, points, _ = expressiveness(timeline.focus(Speaker(min(people), None)))
    return float(np.nanmean(points))


def _rendered(clip: list[tuple[float, Rgb]], rendering: Rendering | None) -> Iterator[Frame]:
    due = 0.0
    for t, rgb in clip:
        if t + 1e-6 < due:
            continue
        due += 1 / PICTURES
        mesh = read(rgb).mesh if rendering else None
        yield Frame(t, rgb if rendering is None or mesh is None else rendering(rgb, mesh))


def _change(before: float | None, after: float | None) -> float | None:
    return None if not before or after is None else round(after / before - 1.0, 3)
