"""What the hands do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from realtalk.media import Span
from realtalk.metrics.evidence import no_picture
from realtalk.metrics.evidence import seconds as told
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.posture import shoulder_width
from realtalk.metrics.sampling import SLOW_HOLD, Array, seconds, series, share, window_seconds, windows
from realtalk.metrics.signals import coverage
from realtalk.observations import HandsObservation
from realtalk.timeline import Timeline

SWING = 0.25
"""Shoulder widths that a hand travels in a swing: about 10 cm. House rule: less is a fidget."""

SPEED = 0.2
"""Shoulder widths a second of a swing on the whole: slower, 8 cm, is a hand that drifts. House rule."""

JUMP = 15.0
"""Shoulder widths a second that no hand reaches: the tracker took another hand. House rule."""

LOST = 0.7
"""Seconds out of sight after which a movement starts anew. House rule: three looks at 5 a second."""

HANDS_PER_SHOULDER = 3.7
"""Shoulder width over the length from wrist to middle knuckle, where the body cannot be seen: adults'
mean."""

LEAST_VIEW = 10.0
"""Seconds with a hand in view that a rate of strokes needs. House rule: three or four strokes' time."""

RECENT = 1.5
"""Seconds within which a hand that has gone less than a swing from its last turning point may have turned
elsewhere: at `SPEED` a swing takes less."""

TOGETHER = 0.5
"""The share of the shorter of two hands' swings that they share when they are one stroke. House rule."""

WINDOW, STEP = 30.0, 10.0


@dataclass(frozen=True, slots=True)
class Swing:
    """One movement of a hand between two turning points."""

    span: Span
    length: float


def swings(times: Array, points: Array) -> list[Swing]:
    """The swings of one hand whose positions `(n, 2)` are in shoulder widths.

    A swing ends where the hand, having gone at least `SWING` from the last turning point, comes back by as
    much or goes elsewhere, so that neither noise nor the rate of looking adds any. A hand that swings to both
    sides of where it rested turns at the sides, not there.
    """
    found: list[Swing] = []
    if not len(times):
        return found
    anchor = far = left = first = 0
    for index in range(1, len(times)):
        gap = times[index] - times[index - 1]
        step = float(np.hypot(*(points[index] - points[index - 1])))
        if gap > LOST or step > JUMP * gap:
            _close(found, times, points, left, far, anchor)
            anchor = far = left = first = index
            continue
        distance = float(np.hypot(*(points[index] - points[anchor])))
        reach = float(np.hypot(*(points[far] - points[anchor])))
        if distance > reach:
            far = index
            if reach < SWING / 4:
                left = index - 1
        elif reach >= SWING and float(np.hypot(*(points[index] - points[far]))) >= SWING:
            _close(found, times, points, left, far, anchor)
            anchor, left, far = far, _left(points, far, index), index
            first = anchor
        elif reach < SWING:
            since = max(first, int(np.searchsorted(times, times[index] - RECENT)))
            away = np.hypot(*(points[since:index] - points[index]).T)
            if len(away) and away.max() >= SWING:
                anchor, far = since + int(away.argmax()), index
                left = _left(points, anchor, index)
    _close(found, times, points, left, far, anchor)
    return found


def _left(points: Array, turn: int, until: int) -> int:
    """When a hand left a turning point for good."""
    rested = np.hypot(*(points[turn:until] - points[turn]).T) < SWING / 4
    return turn + int(np.flatnonzero(rested)[-1])


def _close(found: list[Swing], times: Array, points: Array, left: int, far: int, anchor: int) -> None:
    length = float(np.hypot(*(points[far] - points[anchor])))
    lasted = float(times[far] - times[left])
    if length >= SWING and lasted > 0 and length / lasted >= SPEED:
        found.append(Swing(Span(float(times[left]), float(times[far])), length))


def together(left: list[Swing], right: list[Swing]) -> list[Span]:
    """When there was a stroke, those of both hands at once counted as one; in time order."""
    found: list[Span] = []
    index = 0
    for one in left:
        while index < len(right) and right[index].span.end <= one.span.start:
            found.append(right[index].span)
            index += 1
        span = one.span
        if index < len(right):
            other = right[index].span
            if span.overlap(other) >= TOGETHER * min(span.duration, other.duration):
                span = Span(min(span.start, other.start), max(span.end, other.end))
                index += 1
        found.append(span)
    found += [swing.span for swing in right[index:]]
    return sorted(found)


def _tracks(timeline: Timeline) -> tuple[list[tuple[Array, Array]], float]:
    """Times and positions `(n, 2)` in shoulder widths of each hand, and the shoulder width in picture
    heights.
    """
    track = timeline.track(HandsObservation)
    width = shoulder_width(timeline)
    if width is None:
        sizes = [hand.size for observation in track for hand in observation.hands]
        width = HANDS_PER_SHOULDER * float(np.median(sizes)) if sizes else 1.0
    hands: list[tuple[Array, Array]] = []
    for side in ("left", "right"):
        rows = [
            (o.t, hand.centre.x, hand.centre.y)
            for o in track
            for hand in [next((h for h in o.hands if h.side == side), None)]
            if hand is not None
        ]
        table = np.array(rows, dtype=np.float64).reshape(-1, 3)
        hands.append((table[:, 0], table[:, 1:] / max(width, 1e-6)))
    return hands, width


def _gestures(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_picture("gestures", timeline):
        return missing
    track = timeline.track(HandsObservation)
    times = np.array([o.t for o in track], dtype=np.float64)
    weights = seconds(times, timeline.span, SLOW_HOLD)
    shown = np.array([bool(o.hands) for o in track], dtype=bool)
    viewed = float(weights[shown].sum())
    if viewed < LEAST_VIEW - 1e-6:
        return Unmeasured("gestures", f"Your hands were in the picture for less than {told(LEAST_VIEW)}.")
    hands, _ = _tracks(timeline)
    found = together(*(swings(at, points) for at, points in hands))
    rate = 60.0 * len(found) / 2 / viewed
    everywhere = np.concatenate([points for _, points in hands])
    low, high = np.percentile(everywhere, [5, 95], axis=0)
    starts, ends = windows(timeline.span, WINDOW, STEP)
    at = np.sort([span.middle for span in found])
    counts = np.searchsorted(at, ends) - np.searchsorted(at, starts)
    there = window_seconds(times, np.where(shown, weights, 0.0), starts, ends)
    rates = 30.0 * counts / np.where(there >= LEAST_VIEW - 1e-6, there, np.nan)
    moments: list[Moment] = []
    if found and not np.isnan(rates).all():
        best, least = int(np.nanargmax(rates)), int(np.nanargmin(rates))
        most, rest = (
            Span(float(starts[best]), float(ends[best])),
            Span(float(starts[least]), float(ends[least])),
        )
        moments.append(Moment(most, "Your hands speak most here", True))
        if not most.overlap(rest):
            moments.append(Moment(rest, "Your hands rest here", True))
    return Reading(
        "gestures",
        rate,
        timeline.span,
        coverage(viewed, timeline.span),
        moments=tuple(moments),
        details=(
            Detail("Hands in view", 100.0 * share(shown, weights), "%"),
            Detail("Range from side to side", float(high[0] - low[0]), "shoulder widths"),
            Detail("Range up and down", float(high[1] - low[1]), "shoulder widths"),
        ),
        series=series((starts + ends) / 2, rates),
    )


GESTURES = Metric(
    key="gestures",
    title="Gestures",
    group="Body",
    unit="per minute",
    definition="How many strokes your hands make in a minute in view, where a swing out and back count as "
    "one, and so do both hands at once.",
    ideal=None,
    plausible=Range(0.0, 240.0),
    source="Van Edwards' study of TED talks: about 26 a minute in the most watched, 15 in the least; that "
    "is a correlation, so a trend with no target.",
    measure=_gestures,
)
