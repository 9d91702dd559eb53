"""What the dials of a live talk show: the newest half minute, measured as the rundown will measure it all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from realtalk.coaching.wording import in_words
from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.emotion import steadied
from realtalk.metrics.loudness import QUIET, phrases
from realtalk.metrics.metric import Band, Metric, Range, Unmeasured
from realtalk.observations import EmotionObservation, SpeechSpan, Word
from realtalk.timeline import Timeline

WINDOW = 30.0
"""Seconds that a dial looks back: the windows of speech rate that guidance speaks of are 15 to 30 s."""

NOW = 10.0
"""Seconds of phrases that tell how loud somebody is now."""

LATELY = 2.0
"""Seconds over which the emotions on a face are averaged, so that bars do not flicker."""

TO_BE_HEARD = Range(QUIET, -QUIET)
"""Decibels against the own level that are neither lost nor shouted."""

SCALES = {
    "speech_rate": Range(60.0, 240.0),
    "fillers": Range(0.0, 20.0),
    "loudness": Range(-15.0, 15.0),
    "pitch_variation": Range(0.0, 8.0),
    "eye_contact": Range(0.0, 100.0),
}
"""The dials in their order, and the values at their two ends. House rule: a little beyond what is judged."""

OF_WORDS = ("speech_rate", "fillers")


@dataclass(frozen=True, slots=True)
class Gauge:
    """One dial: `value` on its `scale` with the `ideal` part of it, `text` in words.

    `value` is None, and `text` says why, where there is too little evidence. `band` is None for what is not
    judged.
    """

    metric: Metric
    value: float | None
    text: str
    scale: Range
    ideal: Range | None
    band: Band | None = None


def gauges(window: Timeline, own_level: float | None) -> tuple[Gauge, ...]:
    """The dials for the newest half minute, focused on the speaker and calibrated."""
    return tuple(
        _loudness(window, own_level) if key == "loudness" else _gauge(metric(key), window) for key in SCALES
    )


def _gauge(of: Metric, window: Timeline) -> Gauge:
    result = of.measure(understood(window) if of.key in OF_WORDS else window)
    if isinstance(result, Unmeasured):
        return Gauge(of, None, result.why, SCALES[of.key], of.ideal)
    return Gauge(of, result.value, in_words(of, result), SCALES[of.key], of.ideal, result.band)


def _loudness(window: Timeline, own_level: float | None) -> Gauge:
    of, scale = metric("loudness"), SCALES["loudness"]
    starts, ends, levels = phrases(window.last(NOW))
    if own_level is None or not len(levels):
        return Gauge(of, None, "Speak for a few seconds to see how loud you are.", scale, TO_BE_HEARD)
    value = float(np.average(levels, weights=ends - starts)) - own_level
    if value <= QUIET:
        text, band = f"{-value:.0f} dB under your usual level, easily lost", Band.WATCH
    elif value >= -QUIET:
        text, band = f"{value:.0f} dB over your usual level", Band.WATCH
    else:
        text, band = "about your usual level", Band.GOOD
    return Gauge(of, value, text, scale, TO_BE_HEARD, band)


def understood(timeline: Timeline) -> Timeline:
    """The timeline without the speech at its end whose words are still to come, so that no rate counts time
    to speak without the words spoken in it.
    """
    words = timeline.track(Word)
    until = words[-1].span.end if words else timeline.span.start
    spans = timeline.track(SpeechSpan)
    return timeline.replaced(SpeechSpan, [each for each in spans if each.span.start < until])


def emotions_now(timeline: Timeline) -> tuple[float, ...] | None:
    """How likely each of the seven emotions is on the speaker's face, steadied by the last two seconds; None
    while it could not be seen.
    """
    end = timeline.span.end
    lately = timeline.between(Span(end - LATELY, end + 1e-3)).track(EmotionObservation)
    if not lately:
        return None
    return steadied(lately)[-1].probabilities
