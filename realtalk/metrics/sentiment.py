"""How positive the words are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from realtalk.media import total
from realtalk.metrics.evidence import no_words
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Series, Unmeasured
from realtalk.metrics.sampling import series, window_means, windows
from realtalk.metrics.signals import coverage
from realtalk.observations import Sentence
from realtalk.timeline import Timeline

POSITIVE, NEGATIVE = 0.05, -0.05
"""Compound scores from which a sentence is positive or negative: Hutto & Gilbert 2014."""

LEAST = 3
"""Sentences under which no share is told. House rule."""

SHOWN = 3
WINDOW, STEP = 60.0, 15.0


def _sentiment(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_words("sentiment", timeline, 1):
        return missing
    sentences = timeline.track(Sentence)
    if len(sentences) < LEAST:
        return Unmeasured("sentiment", f"Fewer than {LEAST} sentences were understood.")
    scores = [sentence.sentiment for sentence in sentences]
    positive = sum(score >= POSITIVE for score in scores)
    negative = sum(score <= NEGATIVE for score in scores)
    count = len(scores)
    ranked = sorted(sentences, key=lambda sentence: sentence.sentiment)
    moments = [
        Moment(s.span, f"Positive: “{s.text}”", True)
        for s in reversed(ranked[-SHOWN:])
        if s.sentiment >= POSITIVE
    ]
    moments += [Moment(s.span, f"Negative: “{s.text}”") for s in ranked[:SHOWN] if s.sentiment <= NEGATIVE]
    return Reading(
        "sentiment",
        100.0 * positive / count,
        timeline.span,
        coverage(total(sentence.span for sentence in sentences), timeline.span),
        moments=tuple(moments),
        details=(
            Detail("Neutral", 100.0 * (count - positive - negative) / count, "%"),
            Detail("Negative", 100.0 * negative / count, "%"),
        ),
        series=_series(timeline, sentences),
    )


def _series(timeline: Timeline, sentences: Sequence[Sentence]) -> Series:
    """The share of positive sentences in sliding windows."""
    starts, ends = windows(timeline.span, WINDOW, STEP)
    at = np.array([sentence.span.middle for sentence in sentences], dtype=np.float64)
    positive = np.array([100.0 * (sentence.sentiment >= POSITIVE) for sentence in sentences])
    counts = np.searchsorted(at, ends) - np.searchsorted(at, starts)
    shares = window_means(at, positive, np.ones(len(at)), starts, ends)
    return series((starts + ends) / 2, np.where(counts >= LEAST, shares, np.nan))


SENTIMENT = Metric(
    key="sentiment",
    title="Positive words",
    group="Words",
    unit="%",
    definition="How many of your sentences are positive by their words, fillers left out.",
    ideal=None,
    plausible=Range(0.0, 100.0),
    source="VADER, Hutto & Gilbert 2014; a trend with no target.",
    measure=_sentiment,
)
