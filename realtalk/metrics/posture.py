"""How upright and open the speaker sits or stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from realtalk.media import merge, total
from realtalk.metrics.evidence import judged, no_picture
from realtalk.metrics.evidence import seconds as told
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import SLOW_HOLD, Array, Mask, seconds, smoothed, stretches, weighted_quantile
from realtalk.metrics.signals import coverage, nearest
from realtalk.observations import Body, Box, FaceObservation, HandsObservation, Point, PostureObservation
from realtalk.timeline import Timeline

SLOUCH, SLOUCHED = 0.15, 5.0
"""The part of the upright nose height that is lost in a slouch, and the seconds it lasts: OpenOPAF; house
rule."""

TILT, TILTED = 7.0, 3.0
"""Degrees of the shoulder line, and seconds: OpenOPAF; house rule."""

ASKEW = 10.0
"""Degrees of somebody's usual shoulder line that may come from the camera or from sitting a little turned,
and are no tilt. House rule: of six people who sat upright in labelled clips, two had 8 to 13 throughout."""

CLOSED = 3.0
"""Seconds that a wrist stays before the torso until the arms look closed. House rule: a gesture is
shorter."""

SIDE_ON, TURNED = 0.4, 3.0
"""Shoulder width over torso length under which a body stands side-on (OpenOPAF), and seconds (house rule)."""

AT_FACE, TOUCHED = 0.4, 1.5
"""Shoulder widths between a hand and the nose, and seconds, of a hand at the face. House rule."""

REACHES = 0.6
"""Lengths from wrist to middle knuckle between a hand's middle and a face that its fingers touch. House rule:
in labelled clips a hand at the chin had 0 to 0.55, one held up beside the face 0.65 and more."""

UPRIGHT = 0.75
"""The share of time under which the own nose height is taken as upright. House rule: people sit up at
times, yet a stretch to the ceiling is no baseline."""

STEADY = 1.0
"""Seconds over which the joints' angles are averaged. House rule: against the noise of single pictures."""

GOOD, FAIR = 80.0, 50.0
"""Percent of the time upright and open. House rule; posture weighs little in how people are rated."""

LEAST = 5.0

TITLES = {
    "slouch": "You slouch",
    "tilt": "Your shoulders are tilted",
    "closed": "Your arms are closed before you",
    "side-on": "You stand side-on",
    "hand at the face": "Your hand is at your face",
}


def bodies(timeline: Timeline) -> tuple[Array, list[Body]]:
    """Times and joints of the pictures in which a body could be read."""
    seen = [(o.t, o.body) for o in timeline.track(PostureObservation) if o.body is not None]
    return np.array([t for t, _ in seen], dtype=np.float64), [body for _, body in seen]


def points(joints: Sequence[Point | None]) -> Array:
    """Joints as `(n, 2)`, NaN where one could not be trusted."""
    return np.array([(p.x, p.y) if p else (np.nan, np.nan) for p in joints], dtype=np.float64).reshape(-1, 2)


def shoulder_width(timeline: Timeline) -> float | None:
    """The usual width of the shoulders in picture heights."""
    _, seen = bodies(timeline)
    if not seen:
        return None
    across = points([b.left_shoulder for b in seen]) - points([b.right_shoulder for b in seen])
    return float(np.median(np.hypot(across[:, 0], across[:, 1]))) or None


def nose_heights(timeline: Timeline) -> tuple[Array, Array, Array]:
    """Times, nose above shoulders over shoulder width averaged over a second, and seconds."""
    times, seen = bodies(timeline)
    left, right = points([b.left_shoulder for b in seen]), points([b.right_shoulder for b in seen])
    width = np.maximum(np.hypot(*(left - right).T), 1e-6)
    heights = ((left + right)[:, 1] / 2 - points([b.nose for b in seen])[:, 1]) / width
    weights = seconds(times, timeline.span, SLOW_HOLD)
    return times, smoothed(times, heights, weights, STEADY), weights


def upright_height(timeline: Timeline) -> float | None:
    """The nose height at which the speaker sits or stands upright; None where there is too little to tell."""
    _, heights, weights = nose_heights(timeline)
    return weighted_quantile(heights, weights, UPRIGHT) if weights.sum() >= LEAST else None


def _conditions(timeline: Timeline, times: Array, seen: list[Body]) -> dict[str, tuple[Mask, float]]:
    """For each fault in which pictures it shows, and for how many seconds it must last."""
    left, right = points([b.left_shoulder for b in seen]), points([b.right_shoulder for b in seen])
    nose, middle, width = points([b.nose for b in seen]), (left + right) / 2, np.hypot(*(left - right).T)
    weights = seconds(times, timeline.span, SLOW_HOLD)
    _, heights, _ = nose_heights(timeline)
    upright = timeline.calibration.nose_height or upright_height(timeline) or 0.0
    angles = np.degrees(np.arctan2(left[:, 1] - right[:, 1], np.abs(left[:, 0] - right[:, 0]) + 1e-9))
    hips = (points([b.left_hip for b in seen]) + points([b.right_hip for b in seen])) / 2
    torso = np.hypot(*(hips - middle).T)
    bottom = np.where(np.isnan(hips[:, 1]), middle[:, 1] + 1.3 * width, hips[:, 1])
    wrists = [points([b.left_wrist for b in seen]), points([b.right_wrist for b in seen])]
    inside = np.zeros(len(times), dtype=bool)
    touching = np.zeros(len(times), dtype=bool)
    low, high = np.minimum(left[:, 0], right[:, 0]), np.maximum(left[:, 0], right[:, 0])
    for wrist in wrists:
        inside |= (
            (wrist[:, 0] > low) & (wrist[:, 0] < high) & (wrist[:, 1] > middle[:, 1]) & (wrist[:, 1] < bottom)
        )
        touching |= np.hypot(*(wrist - nose).T) < AT_FACE * width
    touching |= (_hand_at(timeline, times, nose) < AT_FACE * width) | _hand_on(timeline, times)
    side_on = np.where(np.isnan(torso), False, width < SIDE_ON * torso)
    return {
        "slouch": (heights < (1 - SLOUCH) * upright, SLOUCHED),
        "tilt": (_tilted(smoothed(times, angles, weights, STEADY), weights), TILTED),
        "closed": (inside, CLOSED),
        "side-on": (side_on, TURNED),
        "hand at the face": (touching, TOUCHED),
    }


def _tilted(angles: Array, weights: Array) -> Mask:
    """Where the shoulders are neither level nor as they usually are."""
    if not len(angles):
        return np.zeros(0, dtype=bool)
    usual = float(np.clip(weighted_quantile(angles, weights, 0.5), -ASKEW, ASKEW))
    return (np.abs(angles) > TILT) & (np.abs(angles - usual) > TILT)


def _hand_at(timeline: Timeline, times: Array, nose: Array) -> Array:
    """How far the nearer hand is from the nose, `(n,)` picture heights; infinite where none was seen about
    then.
    """
    looks = timeline.track(HandsObservation)
    at = np.array([o.t for o in looks], dtype=np.float64)
    distances = np.full(len(times), np.inf)
    if not len(at):
        return distances
    for row, index in enumerate(nearest(at, times)):
        if abs(at[index] - times[row]) <= SLOW_HOLD:
            for hand in looks[index].hands:
                distance = float(np.hypot(hand.centre.x - nose[row, 0], hand.centre.y - nose[row, 1]))
                distances[row] = min(distances[row], distance)
    return distances


def _hand_on(timeline: Timeline, times: Array) -> Mask:
    """At which times a hand touches the face, as far as both are in the picture."""
    looks, faces = timeline.track(HandsObservation), timeline.track(FaceObservation)
    found = np.zeros(len(times), dtype=bool)
    if not looks or not faces:
        return found
    hands_at = np.array([o.t for o in looks], dtype=np.float64)
    faces_at = np.array([o.t for o in faces], dtype=np.float64)
    by_hand, by_face = nearest(hands_at, times), nearest(faces_at, times)
    for row, t in enumerate(times):
        look, face = looks[by_hand[row]], faces[by_face[row]]
        if max(abs(look.t - t), abs(face.t - t)) <= SLOW_HOLD:
            found[row] = any(_gap(hand.centre, face.box) < REACHES * hand.size for hand in look.hands)
    return found


def _gap(point: Point, box: Box) -> float:
    """How far a point is from a rectangle; 0 inside."""
    across = max(box.x - point.x, 0.0, point.x - box.x - box.width)
    down = max(box.y - point.y, 0.0, point.y - box.y - box.height)
    return float(np.hypot(across, down))


def _posture(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_picture("posture", timeline):
        return missing
    times, seen = bodies(timeline)
    weights = seconds(times, timeline.span, SLOW_HOLD)
    watched = float(weights.sum())
    if watched < LEAST:
        return Unmeasured("posture", f"Your shoulders were in view for less than {told(LEAST)}.")
    found = {
        name: stretches(times, condition, timeline.span, shortest=shortest, gap=SLOW_HOLD, hold=SLOW_HOLD)
        for name, (condition, shortest) in _conditions(timeline, times, seen).items()
    }
    wrong = total(merge(span for spans in found.values() for span in spans))
    percent = max(0.0, 100.0 * (1.0 - wrong / watched))
    band = Band.GOOD if percent >= GOOD else Band.WATCH if percent >= FAIR else Band.WORK
    moments = [Moment(span, TITLES[name]) for name, spans in found.items() for span in spans]
    return Reading(
        "posture",
        percent,
        timeline.span,
        coverage(watched, timeline.span),
        judged(band, watched, timeline.span),
        tuple(sorted(moments, key=lambda moment: -moment.span.duration)),
        tuple(
            Detail(TITLES[name], min(100.0, 100.0 * total(spans) / watched), "%")
            for name, spans in found.items()
        ),
    )


POSTURE = Metric(
    key="posture",
    title="Posture",
    group="Body",
    unit="%",
    definition="How much of the time you are upright and open: no slouch, level shoulders, arms not closed, "
    "facing the camera, no hand at your face.",
    ideal=Range(GOOD, None),
    plausible=Range(0.0, 100.0),
    source="OpenOPAF's angles. House rule for the durations: a slouch lasts 5 seconds and takes 15% off "
    "your own upright height.",
    measure=_posture,
)
