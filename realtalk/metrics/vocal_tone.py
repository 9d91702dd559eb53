"""Whether the voice carries the words: positive, neutral or negative, phrase by phrase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from realtalk.media import Span
from realtalk.metrics.evidence import no_sound
from realtalk.metrics.loudness import phrases
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Series, Unmeasured
from realtalk.metrics.sampling import Array, Mask, series, window_means, windows
from realtalk.metrics.sentiment import LEAST as LEAST_SENTENCES
from realtalk.metrics.sentiment import NEGATIVE, POSITIVE
from realtalk.metrics.signals import coverage, nearest
from realtalk.metrics.voice_emotion import LEAST_CLEAR, sounded
from realtalk.metrics.voice_neutral import intonation
from realtalk.metrics.words import spoken, timed
from realtalk.observations import Sentence
from realtalk.timeline import Timeline

KINDS = ("positive", "neutral", "negative")

LIVELY, LOUD, FAST = 1.5, 4.0, 0.25
"""What makes a phrase livelier, louder and faster than the speaker's usual one by one step: semitones of
spread, decibels, and a share of the words a second. House rule: what a listener just notices."""

STEP = 0.35
"""How much one step of each makes a phrase likelier positive and less likely negative, in the logarithm of
odds. House rule: the voice's emotion counts for more than any of the three."""

NEAR = 4.0
"""Seconds from a phrase within which what the voice sounded like holds for it. House rule."""

CLEAR = 0.6
"""The probability from which a phrase counts as what it sounds like, as for the voice's emotion."""

LEAST = 4
"""Phrases under which nothing is said. House rule."""

SHOWN = 3
WINDOW, EVERY = 60.0, 15.0


@dataclass(frozen=True, slots=True, eq=False)
class Tones:
    """The speaker's phrases, each `(n,)` seconds from `starts` to `ends`, and how `likely` `(n, 3)` each
    sounds positive, neutral, negative.
    """

    starts: Array
    ends: Array
    likely: Array


def tones(timeline: Timeline) -> Tones:
    """How the phrases sound: by what the voice sounded like, and by how lively, loud and fast each is against
    the speaker's usual phrase. Phrases near which no voice emotion was heard are left out.
    """
    starts, ends, levels = phrases(timeline)
    found = sounded(timeline)
    if not len(starts) or not len(found.seconds):
        return Tones(np.zeros(0), np.zeros(0), np.zeros((0, len(KINDS))))
    middles = (starts + ends) / 2
    index = nearest(found.middles, middles)
    away = np.maximum(np.maximum(found.starts[index] - middles, middles - found.ends[index]), 0.0)
    kept = away <= NEAR
    neutral, happy, nervous = found.likely[index].T
    logs = np.log(np.stack([happy, neutral, nervous], axis=1) + 1e-6)
    steps = _steps(timeline, starts, ends, levels)
    logs[:, 0] += STEP * steps
    logs[:, 2] -= STEP * steps
    likely = np.exp(logs - logs.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    return Tones(starts[kept], ends[kept], likely[kept])


def _steps(timeline: Timeline, starts: Array, ends: Array, levels: Array) -> Array:
    """How many steps livelier, louder and faster each phrase is than usual, together; each counts from -2 to
    2, and for nothing where it is not known.
    """
    spans = [Span(float(a), float(b)) for a, b in zip(starts, ends, strict=True)]
    parts = (
        (intonation(timeline, spans)[:, 1], LIVELY),
        (levels, LOUD),
        (_rates(timeline, starts, ends), FAST),
    )
    together = np.zeros(len(starts))
    for values, step in parts:
        known = ~np.isnan(values)
        if known.any():
            away = np.where(known, (values - np.median(values[known])) / step, 0.0)
            together += np.clip(away, -2.0, 2.0)
    return together


def _rates(timeline: Timeline, starts: Array, ends: Array) -> Array:
    """Words a second of each phrase, as a share of the usual rate; NaN where words have no times."""
    said = spoken(timeline)
    if not said or not timed(said):
        return np.full(len(starts), np.nan)
    middles = np.sort([word.span.middle for word in said])
    counts = np.searchsorted(middles, ends) - np.searchsorted(middles, starts)
    rates = np.where(counts > 0, counts / np.maximum(ends - starts, 1e-9), np.nan)
    usual = np.nanmedian(rates) if (counts > 0).any() else np.nan
    return rates / usual


def _vocal_tone(timeline: Timeline) -> Reading | Unmeasured:
    key = "vocal_tone"
    if missing := no_sound(key, timeline):
        return missing
    found = tones(timeline)
    if len(found.starts) < LEAST:
        return Unmeasured(key, "Too few phrases were heard to tell how they sound.")
    clear = found.likely.max(axis=1) >= CLEAR
    if clear.sum() < max(LEAST, LEAST_CLEAR * len(clear)):
        return Unmeasured(key, "How your phrases sound stayed unclear.")
    lengths = np.where(clear, 1.0, 0.0)
    leading = found.likely.argmax(axis=1)
    shares = 100.0 * np.bincount(leading, weights=lengths, minlength=len(KINDS)) / len(leading)
    sure = 100.0 * float(found.likely.max(axis=1)[clear].mean())
    details = [
        Detail("Neutral", float(shares[1]), "%"),
        Detail("Negative", float(shares[2]), "%"),
        Detail("Unclear", 100.0 * float((~clear).mean()), "%"),
        Detail("How sure, where it is clear", sure, "%"),
    ]
    words = _words(timeline)
    if words is not None:
        details.append(Detail("Sentences with positive words", words[0], "%"))
        details.append(Detail("Sentences with negative words", words[1], "%"))
    return Reading(
        key,
        float(shares[0]),
        timeline.span,
        coverage(float((found.ends - found.starts).sum()), timeline.span),
        moments=_moments(found, clear),
        details=tuple(details),
        series=_series(timeline, found, clear),
        note="Told by your voice alone. Positive words in a flat voice, or the other way round, are worth a "
        "second listen.",
    )


def _series(timeline: Timeline, found: Tones, clear: Mask) -> Series:
    """The share of phrases that sound positive, in sliding windows."""
    firsts, lasts = windows(timeline.span, WINDOW, EVERY)
    middles = (found.starts + found.ends) / 2
    positive = 100.0 * (clear & (found.likely.argmax(axis=1) == 0))
    counts = np.searchsorted(middles, lasts) - np.searchsorted(middles, firsts)
    shares = window_means(middles, positive, np.ones(len(middles)), firsts, lasts)
    return series((firsts + lasts) / 2, np.where(counts >= LEAST, shares, np.nan))


def _words(timeline: Timeline) -> tuple[float, float] | None:
    """The shares of sentences with positive and with negative words, %; None with too few."""
    scores = [sentence.sentiment for sentence in timeline.track(Sentence)]
    if len(scores) < LEAST_SENTENCES:
        return None
    positive = sum(score >= POSITIVE for score in scores)
    negative = sum(score <= NEGATIVE for score in scores)
    return 100.0 * positive / len(scores), 100.0 * negative / len(scores)


def _moments(found: Tones, clear: Mask) -> tuple[Moment, ...]:
    """The phrases that sound most positive, then those that sound most negative."""
    moments: list[Moment] = []
    for kind, name in ((0, "positive"), (2, "tense")):
        marked = np.flatnonzero(clear & (found.likely.argmax(axis=1) == kind))
        ranked = marked[np.argsort(-found.likely[marked, kind], kind="stable")][:SHOWN]
        for i in ranked:
            span = Span(float(found.starts[i]), float(found.ends[i]))
            moments.append(Moment(span, f"Sounds {name}, {100 * found.likely[i, kind]:.0f}% sure", kind == 0))
    return tuple(moments)


VOCAL_TONE = Metric(
    key="vocal_tone",
    title="Positive voice",
    group="Voice",
    unit="%",
    definition="How many of your phrases sound positive, by what your voice sounds like and by how lively, "
    "loud and fast each is against your usual phrase.",
    ideal=None,
    plausible=Range(0.0, 100.0),
    source="House rule: a trend with no target, beside the sentiment of the words.",
    measure=_vocal_tone,
)
