"""How lively the melody of the voice is."""

from __future__ import annotations

import numpy as np

from realtalk.media import Span, merge
from realtalk.metrics.evidence import judged, no_sound, seconds
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import (
    Array,
    series,
    stretches,
    weighted_quantile,
    window_deviations,
    window_seconds,
    windows,
    within,
)
from realtalk.metrics.signals import coverage, sound
from realtalk.metrics.turns import speech
from realtalk.timeline import Timeline

FLAT = 2.0
LIVELY = 3.5
"""Semitones of standard deviation under which a voice sounds flat, and over which lively: Hincks 2004."""

RESTLESS = 7.0
"""Semitones from which it is too much: Rodero 2022 found the widest melodies rated lower. House rule for
the number: twice what is lively."""

WINDOW = 10.0
STEP = 5.0
"""Seconds of a window and between their starts: Hincks 2004."""

LEAST = 2.0
"""Seconds of voice that a window needs, and the session. House rule: a phrase or two."""

OCTAVE = 12.0
"""Semitones from the speaker's middle beyond which a value is the tracker's slip by an octave."""


def semitones(timeline: Timeline) -> tuple[Array, Array, Array]:
    """Times, pitch in semitones against the speaker's own middle, and seconds, of the voiced samples in
    speech.
    """
    heard = sound(timeline)
    voiced = ~np.isnan(heard.pitch) & (heard.pitch > 0) & within(heard.times, speech(timeline))
    times, weights = heard.times[voiced], heard.weights[voiced]
    if not len(times):
        return times, times, weights
    pitch = 12.0 * np.log2(heard.pitch[voiced])
    pitch -= weighted_quantile(pitch, weights, 0.5)
    kept = np.abs(pitch) <= OCTAVE
    return times[kept], pitch[kept], weights[kept]


def _band(value: float) -> Band:
    if value < FLAT:
        return Band.WORK
    return Band.GOOD if LIVELY <= value <= RESTLESS else Band.WATCH


def _pitch_variation(timeline: Timeline) -> Reading | Unmeasured:
    key = "pitch_variation"
    if missing := no_sound(key, timeline):
        return missing
    times, pitch, weights = semitones(timeline)
    starts, ends = windows(timeline.span, WINDOW, STEP)
    voiced = window_seconds(times, weights, starts, ends)
    deviations = window_deviations(times, pitch, weights, starts, ends)
    deviations = np.where(voiced >= LEAST, deviations, np.nan)
    known = ~np.isnan(deviations)
    if not known.any():
        return Unmeasured(key, f"Your voice could be followed for less than {seconds(LEAST)} at a time.")
    value = float(np.average(deviations[known], weights=voiced[known]))
    told = merge(Span(float(a), float(b)) for a, b in zip(starts[known], ends[known], strict=True))
    followed = float(weights[within(times, told)].sum())
    middles = (starts + ends) / 2
    restless = value > RESTLESS
    marked = known & ((deviations > RESTLESS) if restless else (deviations < FLAT))
    note = "Your voice moves up and down a lot" if restless else "Your voice stays on nearly one note"
    found = stretches(middles, marked, timeline.span, hold=STEP / 2)
    moments = [Moment(span, note) for span in sorted(found, key=lambda span: -span.duration)]
    best = int(np.nanargmax(deviations))
    liveliest = Span(float(starts[best]), float(ends[best]))
    moments.append(Moment(liveliest, f"Your liveliest: {deviations[best]:.1f} semitones", not restless))
    return Reading(
        key,
        value,
        timeline.span,
        coverage(followed, timeline.span),
        judged(_band(value), followed),
        tuple(moments),
        (
            Detail("Time on nearly one note", 100.0 * float((deviations[known] < FLAT).mean()), "%"),
            Detail("Liveliest 10 seconds", float(deviations[best]), "semitones"),
            Detail("Flattest 10 seconds", float(np.nanmin(deviations)), "semitones"),
        ),
        series(middles, deviations),
    )


PITCH_VARIATION = Metric(
    key="pitch_variation",
    title="Melody of your voice",
    group="Voice",
    unit="semitones",
    definition="How far your voice moves up and down within ten seconds, as the standard deviation of its "
    "pitch.",
    ideal=Range(LIVELY, RESTLESS),
    plausible=Range(0.0, OCTAVE),
    source="Hincks 2004: under 2 semitones is heard as flat, over 3.5 as lively. Rodero 2022: too much is "
    "rated lower again.",
    measure=_pitch_variation,
)
