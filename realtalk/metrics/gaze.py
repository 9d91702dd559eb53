"""Whether the speaker looks at the people on the other side of the lens."""

from __future__ import annotations

import numpy as np

from realtalk.media import Span
from realtalk.metrics.evidence import judged, no_face
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import (
    HOLD,
    Array,
    Mask,
    seconds,
    series,
    share,
    smoothed,
    stretches,
    window_means,
    window_seconds,
    windows,
)
from realtalk.metrics.signals import coverage, gaze
from realtalk.observations import FaceObservation, GazeObservation
from realtalk.timeline import Calibration, Timeline

LENS = 10.0
"""Degrees from the lens within which a look is felt as eye contact. Narrower than OpenOPAF's angle, since a
look at the screen is rated worse than one at the camera: Shinya 2024."""

SCALE = (75.0, 50.0, 30.0, 20.0)
"""Percent of the time over which the score is 5, 4, 3 and 2: OpenOPAF."""

SMOOTHING = 0.5
"""Seconds over which gaze is averaged, since single pictures are off by about 5 degrees. House rule:
shorter than a glance."""

TURNED = 25.0
"""Degrees of the head beyond which eyes that cannot be read are not at the lens. House rule: eyes seldom
turn further than this against the head."""

NEAR_ENOUGH = 0.1
"""Picture heights of a face that should be readable: a smaller one that is not says nothing."""

SHUT, LOOKS = 0.55, 3
"""Seconds, and looks at a face, from which eyes without a gaze are no blink: the lids cover eyes that look
down at notes. House rule: blinks last up to 0.4 s, and this is three looks at 5 a
second."""

AWAY = 2.0
GLANCE = 0.3
"""Seconds away that make a moment, and the look back that does not end it. House rule."""

FAR_ZERO = 8.0
"""Degrees between the found zero and the lens from which the reading says so: beyond the error of one
face."""

MOSTLY = 50.0
"""Percent of the time over which one may say "mostly"."""

WINDOW = 5.0
STEP = 2.5


def looks(timeline: Timeline) -> tuple[Array, Mask]:
    """When the eyes were watched, and whether they met the lens; blinks are left out.

    Eyes that look down or stay closed for longer than a blink count as watched and away, and so does a face
    that is turned away so far that its eyes cannot be read.
    """
    seen = gaze(timeline)
    yaw = smoothed(seen.times, seen.yaw, seen.weights, SMOOTHING)
    pitch = smoothed(seen.times, seen.pitch, seen.weights, SMOOTHING)
    turned = np.union1d(_turned(timeline), lowered(timeline))
    times = np.concatenate([seen.times, turned])
    met = np.concatenate([np.hypot(yaw, pitch) <= LENS, np.zeros(len(turned), dtype=bool)])
    order = np.argsort(times, kind="stable")
    return times[order], met[order]


def _turned(timeline: Timeline) -> Array:
    read = {observation.t for observation in timeline.track(GazeObservation)}
    return np.array(
        [
            o.t
            for o in timeline.track(FaceObservation)
            if o.t not in read
            and (
                o.box.height >= NEAR_ENOUGH
                if o.yaw is None or o.pitch is None
                else abs(o.yaw) > TURNED or abs(o.pitch) > TURNED
            )
        ],
        dtype=np.float64,
    )


def lowered(timeline: Timeline) -> Array:
    """The times of the looks at a face whose eyes look down or are closed, for longer than a blink."""
    track = timeline.track(FaceObservation)
    read = {observation.t for observation in timeline.track(GazeObservation)}
    times = np.array([o.t for o in track], dtype=np.float64)
    covered = np.array([o.t not in read and o.blendshapes is not None for o in track], dtype=bool)
    places = np.flatnonzero(covered)
    if not len(places):
        return np.zeros(0)
    step = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
    broken = (np.diff(places) > 1) | (np.diff(times[places]) > 2 * HOLD)
    runs = np.split(places, np.flatnonzero(broken) + 1)
    long = [r for r in runs if len(r) >= LOOKS and times[r[-1]] - times[r[0]] + step >= SHUT]
    return times[np.concatenate(long)] if long else np.zeros(0)


def score(percent: float) -> int:
    """OpenOPAF's score for eye contact, 1 to 5."""
    return 1 + sum(percent > threshold for threshold in SCALE)


def side(yaw: float, pitch: float) -> str:
    """On which side of the lens a gaze rests, in words that a place follows."""
    if abs(pitch) >= abs(yaw):
        return "above" if pitch > 0 else "below"
    return "to the left of" if yaw > 0 else "to the right of"


def _note(zero: Calibration, percent: float) -> str:
    if zero.gaze_yaw is None or zero.gaze_pitch is None:
        return "No steady look near the camera was found, so your gaze is measured against the lens itself."
    offset = float(np.hypot(zero.gaze_yaw, zero.gaze_pitch))
    if offset <= FAR_ZERO:
        return ""
    at = side(zero.gaze_yaw, zero.gaze_pitch)
    if zero.asked:
        return (
            f"When you were asked to look at the lens, your eyes rested {offset:.0f} degrees {at} it: that "
            "was taken as looking at the camera."
        )
    taken = (
        f"Your eyes mostly rested {offset:.0f} degrees {at} the lens, and that was taken as looking at the "
        "camera."
        if percent > MOSTLY
        else f"Looks {offset:.0f} degrees {at} the lens were taken as looks at the camera."
    )
    return f"{taken} If you were reading from the screen then, this share is too kind."


def _eye_contact(timeline: Timeline) -> Reading | Unmeasured:
    key = "eye_contact"
    times, met = looks(timeline)
    weights = seconds(times, timeline.span)
    watched = float(weights.sum())
    if missing := no_face(key, timeline, watched):
        return missing
    percent = 100.0 * share(met, weights)
    away = stretches(times, ~met, timeline.span, shortest=AWAY, gap=GLANCE)
    longest = sorted(away, key=lambda span: -span.duration)
    down = lowered(timeline)
    down_seconds = weights[np.isin(times, down)]
    starts, ends = windows(timeline.span, WINDOW, STEP)
    shares = 100.0 * window_means(times, met.astype(np.float64), weights, starts, ends)
    shares[window_seconds(times, weights, starts, ends) < 1.0] = np.nan
    band = Band.GOOD if percent > SCALE[1] else Band.WATCH if percent > SCALE[2] else Band.WORK
    return Reading(
        key,
        percent,
        timeline.span,
        coverage(watched, timeline.span),
        judged(band, watched, timeline.span),
        tuple(Moment(span, _away(span, times, down)) for span in longest),
        (
            Detail("Score", float(score(percent)), "of 5"),
            Detail("Times away for 2 s and more", float(len(away)), "times"),
            Detail("Longest time away", longest[0].duration if longest else 0.0, "s"),
            Detail("Looking down or eyes closed", 100.0 * float(down_seconds.sum()) / watched, "%"),
        ),
        series((starts + ends) / 2, shares),
        _note(timeline.calibration, percent),
    )


def _away(span: Span, times: Array, down: Array) -> str:
    """What is to be seen in a stretch without a look at the lens."""
    there = times[(times >= span.start) & (times < span.end)]
    if 2 * np.isin(there, down).sum() > len(there):
        return f"You look down or close your eyes for {span.duration:.0f} s"
    return f"Your eyes are away from the camera for {span.duration:.0f} s"


EYE_CONTACT = Metric(
    key="eye_contact",
    title="Eye contact",
    group="Eyes and face",
    unit="%",
    definition="How much of the time your eyes are within ten degrees of the camera; blinks are left out, "
    "while eyes that look down or stay closed count as away.",
    ideal=Range(SCALE[1], None),
    plausible=Range(0.0, 100.0),
    source="OpenOPAF's scale (over 75% scores 5, over 50% 4, over 30% 3, over 20% 2) with a narrower "
    "angle: Shinya 2024, doi 10.1038/s41598-024-60371-5, found looks at the screen rated worse than "
    "looks at the camera.",
    measure=_eye_contact,
)
