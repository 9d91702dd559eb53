"""How loud the voice is, against itself: microphones differ too much for anything else."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from realtalk.media import Span, merge
from realtalk.metrics.evidence import judged, no_sound
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Series, Unmeasured
from realtalk.metrics.sampling import (
    Array,
    series,
    weighted_deviation,
    weighted_quantile,
    window_deviations,
    window_means,
    window_seconds,
    windows,
)
from realtalk.metrics.signals import coverage, sound
from realtalk.metrics.turns import speech
from realtalk.timeline import Timeline

QUIET = -6.0
"""Decibels against the own level from which a phrase is quiet: half the sound pressure. House rule."""

EVEN = 3.0
"""Decibels of standard deviation over phrases under which nothing stands out. House rule."""

OFTEN = 0.2
"""The share of speech that may be quiet. House rule: one phrase in five."""

LOST, LOST_SPEECH = 20.0, 8.0
"""Seconds of a stretch that is quiet on the whole, and of the speech that it needs. House rule: a phrase
that drops is guessed, a whole thought is lost."""

LONGEST_PHRASE = 4.0
SHORTEST_PHRASE = 0.4
"""Seconds of a phrase: longer speech is cut into equal parts, shorter sounds are left out. House rule."""

LEAST_PHRASES = 4
WINDOW, STEP = 30.0, 10.0


def phrases(timeline: Timeline) -> tuple[Array, Array, Array]:
    """Starts, ends and levels in dB of full scale of the speaker's phrases; silent ones are left out."""
    edges: list[tuple[float, float]] = []
    for span in speech(timeline):
        if span.duration < SHORTEST_PHRASE:
            continue
        parts = int(np.ceil(span.duration / LONGEST_PHRASE - 1e-6))
        cuts = np.linspace(span.start, span.end, parts + 1)
        edges += [(float(a), float(b)) for a, b in pairwise(cuts)]
    starts, ends = np.array(edges, dtype=np.float64).reshape(-1, 2).T
    heard = sound(timeline)
    known = ~np.isnan(heard.level) & (heard.level > -99.0)
    times, power = heard.times[known], 10.0 ** (heard.level[known] / 10.0)
    sums = np.concatenate([[0.0], np.cumsum(power)])
    low, high = np.searchsorted(times, starts), np.searchsorted(times, ends)
    some = high > low
    means = (sums[high] - sums[low])[some] / (high - low)[some]
    return starts[some], ends[some], 10.0 * np.log10(np.maximum(means, 1e-10))


def own_level(timeline: Timeline) -> float | None:
    """The speaker's usual level in dB of full scale: calibrated, or the middle of this session's phrases."""
    if timeline.calibration.level is not None:
        return timeline.calibration.level
    starts, ends, levels = phrases(timeline)
    return weighted_quantile(levels, ends - starts, 0.5) if len(levels) else None


def _loudness(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_sound("loudness", timeline):
        return missing
    starts, ends, levels = phrases(timeline)
    own = own_level(timeline)
    if own is None or len(levels) < LEAST_PHRASES:
        return Unmeasured("loudness", "Too few phrases were heard to compare their loudness.")
    relative = levels - own
    lengths = ends - starts
    level = float(np.average(relative, weights=lengths))
    variation = weighted_deviation(relative, lengths)
    quiet = relative <= QUIET
    share = float(lengths[quiet].sum() / lengths.sum())
    order = [int(i) for i in np.argsort(relative, kind="stable") if quiet[i]]
    lost = _lost(timeline, starts, ends, relative)
    moments = [Moment(span, f"You speak softly for {span.duration:.0f} s") for span in lost]
    moments += [
        Moment(Span(float(starts[i]), float(ends[i])), f"{-relative[i]:.0f} dB under your usual level")
        for i in order
    ]
    loudest = int(np.argmax(relative))
    moments.append(
        Moment(
            Span(float(starts[loudest]), float(ends[loudest])),
            f"Your loudest: {relative[loudest]:+.0f} dB",
            True,
        )
    )
    band = Band.WORK if lost else Band.WATCH if variation < EVEN or share > OFTEN else Band.GOOD
    return Reading(
        "loudness",
        variation,
        timeline.span,
        coverage(float(lengths.sum()), timeline.span),
        judged(band, float(lengths.sum())),
        tuple(moments),
        (
            Detail("Level against your usual one", level, "dB"),
            Detail("Speech 6 dB or more under it", 100.0 * share, "%"),
            Detail("Loudest phrase", float(relative[loudest]), "dB"),
            Detail("Quietest phrase", float(relative.min()), "dB"),
        ),
        _series(timeline, starts, ends, relative),
    )


def _lost(timeline: Timeline, starts: Array, ends: Array, levels: Array) -> tuple[Span, ...]:
    """The stretches that are quiet on the whole, against the own level."""
    firsts, lasts = windows(timeline.span, LOST, LOST / 4)
    middles, lengths = (starts + ends) / 2, ends - starts
    means = window_means(middles, levels, lengths, firsts, lasts)
    spoken = window_seconds(middles, lengths, firsts, lasts)
    quiet = np.flatnonzero((spoken >= LOST_SPEECH) & (means <= QUIET))
    return merge(Span(float(firsts[i]), float(lasts[i])) for i in quiet)


def _series(timeline: Timeline, starts: Array, ends: Array, levels: Array) -> Series:
    """The variation over phrases in sliding windows."""
    firsts, lasts = windows(timeline.span, WINDOW, STEP)
    middles = (starts + ends) / 2
    spread = window_deviations(middles, levels, ends - starts, firsts, lasts)
    counts = np.searchsorted(middles, lasts) - np.searchsorted(middles, firsts)
    return series((firsts + lasts) / 2, np.where(counts >= LEAST_PHRASES, spread, np.nan))


LOUDNESS = Metric(
    key="loudness",
    title="Loudness",
    group="Voice",
    unit="dB",
    definition="How much your loudness differs from phrase to phrase, against your own usual level.",
    ideal=Range(EVEN, None),
    plausible=Range(0.0, 40.0),
    source="House rule: under 3 dB nothing stands out, and a phrase 6 dB under your usual level is easily "
    "lost, more so a stretch of 20 seconds; only your own level counts, since microphones differ.",
    measure=_loudness,
)
