"""How much the speaker moves."""

from __future__ import annotations

import numpy as np

from realtalk.media import Span
from realtalk.metrics.evidence import no_picture
from realtalk.metrics.evidence import seconds as told
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.posture import bodies, points
from realtalk.metrics.sampling import (
    HOLD,
    SLOW_HOLD,
    Array,
    seconds,
    series,
    weighted_deviation,
    window_means,
    window_seconds,
    windows,
)
from realtalk.metrics.signals import boxes, coverage
from realtalk.observations import FaceObservation
from realtalk.timeline import Timeline

GRID = 2.0
"""Seconds over which a place is averaged before distances are taken, so that neither noise nor the rate of
looking adds to the way. House rule: two looks at the body, which is looked at once a second; slower than a
nod, as fast as swaying."""

SEEN = 0.6
"""The share of those seconds in which somebody must have been seen. House rule: more than one look at the
body. Of somebody who slips out of the picture, a single look tells the chance of its moment, not the way."""

FACE_WIDTHS = 2.5
"""Shoulder width over the width of the face, where only the face can be seen: adults' mean."""

WINDOW, STEP = 10.0, 5.0
LEAST = 5.0


def _places(timeline: Timeline) -> tuple[Array, Array, Array, float]:
    """Times, places `(n, 2)` and sizes `(n,)` in shoulder widths, and how long a sample may stand."""
    times, seen = bodies(timeline)
    face = boxes(timeline)
    if float(seconds(times, timeline.span, SLOW_HOLD).sum()) >= float(face.weights.sum()) / 2 and len(times):
        left, right = points([b.left_shoulder for b in seen]), points([b.right_shoulder for b in seen])
        width = np.hypot(*(left - right).T)
        scale = max(float(np.median(width)), 1e-6)
        return times, (left + right) / 2 / scale, width / scale, SLOW_HOLD
    scale = max(FACE_WIDTHS * float(np.median(face.width)), 1e-6) if len(face.times) else 1.0
    middle = np.stack([face.x + face.width / 2, face.y + face.height / 2], axis=1)
    return face.times, middle / scale, face.width * FACE_WIDTHS / scale, HOLD


def movement(timeline: Timeline) -> tuple[Array, Array, Array]:
    """Starts, ends and movement in % of the shoulder width a second of sliding windows of 10 s."""
    times, places, _, hold = _places(timeline)
    weights = seconds(times, timeline.span, hold)
    starts, ends = windows(timeline.span, WINDOW, STEP)
    edges = np.arange(timeline.span.start, timeline.span.end, GRID)
    if not len(times) or len(edges) < 2:
        return starts, ends, np.full(len(starts), np.nan)
    means = window_means(times, places, weights, edges, edges + GRID)
    means[window_seconds(times, weights, edges, edges + GRID) < SEEN * GRID] = np.nan
    steps = np.hypot(*np.diff(means, axis=0).T) / GRID
    known = ~np.isnan(steps)
    at = edges[1:][known]
    ones = np.full(len(at), GRID)
    ways = 100.0 * window_means(at, steps[known], ones, starts, ends)
    return starts, ends, np.where(window_seconds(at, ones, starts, ends) >= WINDOW / 3, ways, np.nan)


def _movement(timeline: Timeline) -> Reading | Unmeasured:
    key = "movement"
    if missing := no_picture(key, timeline):
        return missing
    times, places, sizes, hold = _places(timeline)
    weights = seconds(times, timeline.span, hold)
    seen = float(weights.sum())
    starts, ends, ways = movement(timeline)
    known = ~np.isnan(ways)
    if seen < LEAST or not known.any():
        return Unmeasured(key, f"You were in view for less than {told(LEAST)}.")
    head = [(o.t, o.yaw, o.pitch) for o in timeline.track(FaceObservation) if o.yaw is not None]
    turns = np.array(head, dtype=np.float64).reshape(-1, 3)
    details = [
        Detail(
            "Sway from side to side", 100.0 * weighted_deviation(places[:, 0], weights), "% of shoulder width"
        ),
        Detail("Leaning in and out", 100.0 * weighted_deviation(sizes, weights), "% of your size"),
    ]
    if len(turns):
        at = seconds(turns[:, 0], timeline.span, HOLD)
        details.append(Detail("Turning your head", weighted_deviation(turns[:, 1], at), "degrees"))
        details.append(Detail("Nodding and tilting", weighted_deviation(turns[:, 2], at), "degrees"))
    most, least = int(np.nanargmax(ways)), int(np.nanargmin(ways))
    moments = [Moment(Span(float(starts[most]), float(ends[most])), "You move most here", True)]
    if least != most:
        moments.append(Moment(Span(float(starts[least]), float(ends[least])), "You are stillest here", True))
    return Reading(
        key,
        float(ways[known].mean()),
        timeline.span,
        coverage(seen, timeline.span),
        moments=tuple(moments),
        details=tuple(details),
        series=series((starts + ends) / 2, ways),
    )


MOVEMENT = Metric(
    key="movement",
    title="Movement",
    group="Body",
    unit="% of shoulder width per second",
    definition="How far your upper body moves in a second, measured by the width of your own shoulders.",
    ideal=None,
    plausible=Range(0.0, 500.0),
    source="Martin-Raugh 2023 (63 studies) found head movement to go with ratings. House rule: a trend "
    "with no target, since both a statue and a pendulum distract.",
    measure=_movement,
)
