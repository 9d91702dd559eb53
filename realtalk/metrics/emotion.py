"""What the face looked like: shown, never judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from realtalk.metrics.evidence import LEAST_FACE, no_face
from realtalk.metrics.evidence import seconds as told
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import SLOW_HOLD, seconds, stretches
from realtalk.metrics.signals import coverage, expressions
from realtalk.observations import EMOTIONS, EmotionObservation
from realtalk.timeline import Timeline

CLEAR = 0.6
"""The probability from which an emotion makes a moment. House rule: clearly ahead of the six others
together."""

SHORTEST = 1.0
"""Seconds that it lasts. House rule: two looks."""

LEAST = LEAST_FACE

NEARBY = 0.6
"""Seconds over which looks steady each other (the standard deviation of their weight). House rule: an
expression lasts half a second and more."""

ALIKE = 0.2
"""The difference of two looks, 0..1, up to which they are taken for one expression seen twice. House rule:
readings of one steady face differ by less, those of two expressions by more."""

REACH = 1.5
"""Seconds beyond which looks say nothing of each other."""

_LOOKS = ("angry", "disgusted", "afraid", "happy", "sad", "surprised", "neutral")


def steadied(track: Sequence[EmotionObservation]) -> tuple[EmotionObservation, ...]:
    """One person's looks in time order, each averaged with those around it that show the same expression.

    A change stays where it was and as sharp as it was: looks that differ do not mix (the bilateral filter,
    Tomasi & Manduchi 1998, over time).
    """
    if not track:
        return ()
    times = np.array([look.t for look in track])
    values = np.array([look.probabilities for look in track], dtype=np.float64)
    sums, weights = values.copy(), np.ones(len(track))
    for step in range(1, len(track)):
        near = times[step:] - times[:-step] <= REACH
        if not near.any():
            break
        weight = np.where(near, _weight(times[step:] - times[:-step], values[step:], values[:-step]), 0.0)
        sums[step:] += weight[:, None] * values[:-step]
        sums[:-step] += weight[:, None] * values[step:]
        weights[step:] += weight
        weights[:-step] += weight
    return tuple(
        replace(look, probabilities=tuple(row))
        for look, row in zip(track, (sums / weights[:, None]).tolist(), strict=True)
    )


def _weight(
    apart: NDArray[np.float64], some: NDArray[np.float64], others: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What one look counts for another, 0..1; their difference is the total variation of the two."""
    difference = np.abs(some - others).sum(axis=1) / 2
    return np.exp(-((apart / NEARBY) ** 2) / 2 - (difference / ALIKE) ** 2 / 2)


def _emotion(timeline: Timeline) -> Reading | Unmeasured:
    track = steadied(timeline.track(EmotionObservation))
    readable = float(expressions(timeline).weights.sum())
    if not track and (missing := no_face("emotion", timeline, readable, LEAST)):
        return missing
    times = np.array([o.t for o in track], dtype=np.float64)
    weights = seconds(times, timeline.span, SLOW_HOLD)
    seen = float(weights.sum())
    if not track:
        return Unmeasured("emotion", "Facial emotions were not read; they may be switched off.")
    if seen < LEAST:
        return Unmeasured("emotion", f"Emotions could be read on your face for less than {told(LEAST)}.")
    probabilities = np.array([o.probabilities for o in track], dtype=np.float64)
    leading = probabilities.argmax(axis=1)
    shares = 100.0 * np.bincount(leading, weights=weights, minlength=len(EMOTIONS)) / seen
    order = [int(i) for i in np.argsort(-shares, kind="stable")]
    found = [
        Moment(span, f"Looked {_LOOKS[index]}")
        for index in range(len(EMOTIONS))
        if EMOTIONS[index] != "neutral"
        for span in stretches(
            times, probabilities[:, index] >= CLEAR, timeline.span, shortest=SHORTEST, gap=0.5, hold=SLOW_HOLD
        )
    ]
    return Reading(
        "emotion",
        float(shares[order[0]]),
        timeline.span,
        coverage(seen, timeline.span),
        moments=tuple(sorted(found, key=lambda moment: -moment.span.duration)),
        details=tuple(Detail(_LOOKS[i].capitalize(), float(shares[i]), "%") for i in order),
        note=f"Your face looked {_LOOKS[order[0]]} more than anything else. A look is not a feeling.",
    )


EMOTION = Metric(
    key="emotion",
    title="Facial emotions",
    group="Eyes and face",
    unit="%",
    definition="How much of the time your face looked like its most frequent one of seven emotions, where "
    "the likeliest at each moment counts.",
    ideal=None,
    plausible=Range(0.0, 100.0),
    source="The seven basic emotions as in FER2013. House rule: never judged, since a face is not a "
    "feeling, and such labels predict least how people are rated.",
    measure=_emotion,
)
