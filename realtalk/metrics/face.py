"""Whether the face can be seen, and how much it says."""

from __future__ import annotations

import numpy as np

from realtalk.media import Span
from realtalk.metrics.evidence import LEAST_FACE, judged, no_face
from realtalk.metrics.evidence import seconds as told
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import (
    Array,
    Mask,
    seconds,
    series,
    share,
    stretches,
    window_deviations,
    window_means,
    window_seconds,
    windows,
)
from realtalk.metrics.signals import Expressions, boxes, coverage, expressions, pictures
from realtalk.observations import BLENDSHAPES
from realtalk.timeline import Timeline

EDGE = 0.003
"""Picture heights between a whole face and the picture's edge: a face that touches it is cut off."""

MOSTLY, OFTEN = 95.0, 85.0
"""Percent of the time in view that is good, and that is to be watched. House rule: out for 3 s a minute, or
9 s."""

GONE = 0.5
"""Seconds out of view that make a moment. House rule."""

WINDOW = 10.0
STEP = 5.0

BLANK = 5.5
"""Points of expressiveness under which a face looks blank. House rule: stretches of 10 s that looked blank to
us came to 2 to 6, lively ones to 8 and more (docs/accuracy.md)."""

SMILING = 0.3
"""How far the corners of the mouth go up from the neutral face in a smile. House rule."""

RESTING_SMILE = 0.25
"""The most that a neutral face may smile: who smiles throughout shall not count as never smiling. House
rule."""

SHORTEST_SMILE = 0.5

MOVING = tuple(
    BLENDSHAPES.index(name)
    for name in BLENDSHAPES
    if name.startswith(
        ("brow", "cheekSquint", "eyeSquint", "eyeWide", "mouthSmile", "mouthFrown", "noseSneer")
    )
    or name.startswith(("mouthDimple", "mouthPress", "mouthUpperUp"))
)
"""The movements that show feeling; those of speaking, blinking and looking are left out."""


def _where(out: Mask, x: Array, right: Array, y: Array) -> str:
    """At which edge a face is mostly cut off."""
    edges = {
        "at the left edge of the picture": float((x[out] <= EDGE).mean()),
        "at the right edge of the picture": float((right[out] <= EDGE).mean()),
        "at the top of the picture": float((y[out] <= EDGE).mean()),
    }
    best = max(edges, key=lambda edge: edges[edge])
    return best if edges[best] > 0 else "at the bottom of the picture"


def in_view(timeline: Timeline) -> tuple[Array, Mask, Mask]:
    """Times of the pictures, whether a face was in them, and whether it was whole."""
    looked = pictures(timeline)
    face = boxes(timeline)
    whole = (
        (face.x > EDGE)
        & (face.y > EDGE)
        & (face.x + face.width < face.aspect - EDGE)
        & (face.y + face.height < 1.0 - EDGE)
    )
    complete = looked.present.copy()
    if len(whole):
        complete &= whole[looked.nearest]
    return looked.times, looked.present, complete


def _face_visible(timeline: Timeline) -> Reading | Unmeasured:
    key = "face_visible"
    times, present, whole = in_view(timeline)
    weights = seconds(times, timeline.span, 0.5)
    watched = float(weights.sum())
    if missing := no_face(key, timeline, watched):
        return missing
    percent = 100.0 * share(whole, weights)
    band = Band.GOOD if percent >= MOSTLY else Band.WATCH if percent >= OFTEN else Band.WORK
    missing_spans = stretches(times, ~whole, timeline.span, shortest=GONE, gap=0.3, hold=0.5)
    face = boxes(timeline)
    moments: list[Moment] = []
    for span in sorted(missing_spans, key=lambda span: -span.duration):
        inside = (face.times >= span.start) & (face.times < span.end)
        if present[(times >= span.start) & (times < span.end)].mean() > 0.5 and inside.any():
            edge = _where(inside, face.x, face.aspect - face.x - face.width, face.y)
            moments.append(Moment(span, f"Your face is cut off {edge}"))
        else:
            moments.append(Moment(span, "Your face is out of the picture"))
    return Reading(
        key,
        percent,
        timeline.span,
        coverage(watched, timeline.span),
        judged(band, watched, timeline.span),
        tuple(moments),
        (
            Detail("Cut off at an edge", 100.0 * share(present & ~whole, weights), "%"),
            Detail("Out of the picture", 100.0 * share(~present, weights), "%"),
        ),
    )


def expressiveness(timeline: Timeline) -> tuple[Array, Array, Array, Array]:
    """Starts, ends, points of expressiveness and seconds of evidence of sliding windows of 10 s."""
    read = expressions(timeline)
    moves = read.values[:, MOVING]
    neutral = timeline.calibration.neutral_face
    starts, ends = windows(timeline.span, WINDOW, STEP)
    evidence = window_seconds(read.times, read.weights, starts, ends)
    if neutral is None:
        away = window_deviations(read.times, moves, read.weights, starts, ends) ** 2
    else:
        away = window_means(read.times, (moves - neutral[list(MOVING)]) ** 2, read.weights, starts, ends)
    points = 100.0 * np.sqrt(away.mean(axis=1))
    return starts, ends, np.where(evidence >= LEAST_FACE, points, np.nan), evidence


def _expressiveness(timeline: Timeline) -> Reading | Unmeasured:
    key = "expressiveness"
    read = expressions(timeline)
    seen = float(read.weights.sum())
    if missing := no_face(key, timeline, seen):
        return missing
    starts, ends, points, evidence = expressiveness(timeline)
    known = ~np.isnan(points)
    if not known.any():
        return Unmeasured(key, f"Your face could be read for less than {told(LEAST_FACE)} at a time.")
    value = float(np.average(points[known], weights=evidence[known]))
    middles = (starts + ends) / 2
    blank = _blank(starts, ends, known & (points < BLANK))
    moments = [Moment(span, "Your face hardly moves") for span in sorted(blank, key=lambda s: -s.duration)]
    best = int(np.nanargmax(points))
    moments.append(Moment(Span(float(starts[best]), float(ends[best])), "Your liveliest face", True))
    return Reading(
        key,
        value,
        timeline.span,
        coverage(seen, timeline.span),
        moments=tuple(moments),
        details=(
            Detail("Time with a blank face", 100.0 * float((points[known] < BLANK).mean()), "%"),
            Detail("Liveliest 10 seconds", float(points[best]), "points"),
        ),
        series=series(middles, points),
    )


def _blank(starts: Array, ends: Array, condition: Mask) -> list[Span]:
    """Windows that share time, joined."""
    joined: list[Span] = []
    for index in np.flatnonzero(condition):
        start, end = float(starts[index]), float(ends[index])
        if end - start < WINDOW - 1e-6:
            continue
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return joined


def smiling(timeline: Timeline, read: Expressions) -> Mask:
    """In which readable pictures the speaker smiles."""
    neutral = timeline.calibration.neutral_face
    rest = 0.0
    if neutral is not None:
        corners = [BLENDSHAPES.index("mouthSmileLeft"), BLENDSHAPES.index("mouthSmileRight")]
        rest = min(RESTING_SMILE, float(neutral[corners].mean()))
    return read.column("mouthSmileLeft", "mouthSmileRight") - rest >= SMILING


def _smile(timeline: Timeline) -> Reading | Unmeasured:
    read = expressions(timeline)
    seen = float(read.weights.sum())
    if missing := no_face("smile", timeline, seen):
        return missing
    smiles = smiling(timeline, read)
    found = stretches(read.times, smiles, timeline.span, shortest=SHORTEST_SMILE, gap=0.3)
    return Reading(
        "smile",
        100.0 * share(smiles, read.weights),
        timeline.span,
        coverage(seen, timeline.span),
        moments=tuple(
            Moment(span, "You smile", True) for span in sorted(found, key=lambda span: -span.duration)
        ),
        details=(Detail("Smiles", float(len(found)), "smiles"),),
    )


FACE_VISIBLE = Metric(
    key="face_visible",
    title="Face in view",
    group="Picture",
    unit="%",
    definition="How much of the time your whole face is in the picture.",
    ideal=Range(MOSTLY, None),
    plausible=Range(0.0, 100.0),
    source="House rule: listeners lose you when you leave the picture, and 95% allows a reach for the glass.",
    measure=_face_visible,
)

EXPRESSIVENESS = Metric(
    key="expressiveness",
    title="Lively face",
    group="Eyes and face",
    unit="points",
    definition="How far your brows, cheeks and mouth go from your own neutral face within ten seconds, where "
    "0 is a face at rest.",
    ideal=None,
    plausible=Range(0.0, 50.0),
    source="House rule: a trend against yourself with no target; stretches of 10 seconds and more with a "
    "blank face are shown.",
    measure=_expressiveness,
)

SMILE = Metric(
    key="smile",
    title="Smile",
    group="Eyes and face",
    unit="%",
    definition="How much of the time you smile.",
    ideal=None,
    plausible=Range(0.0, 100.0),
    source="Naim 2015: people who smiled more were rated higher in interviews; a trend with no target.",
    measure=_smile,
)
