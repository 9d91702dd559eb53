"""The stretch to play for a finding, and the speaker's own words in it."""

from __future__ import annotations

from collections.abc import Sequence

from realtalk.media import Span, merge
from realtalk.metrics.metric import Metric, Reading
from realtalk.metrics.words import ends_sentence
from realtalk.observations import Word

SHORTEST, LONGEST = 4.0, 20.0
"""Seconds of a clip. House rule: under 4 s there is no telling what is going on, over 20 s nobody listens."""

LEAD = 1.0
"""Seconds before and after a moment. House rule: enough to hear what led there."""

STRETCH = 10.0
"""Seconds of a clip that shows something going well. House rule: long enough to enjoy."""

OTHER_SERIES = frozenset({"loudness"})
"""Metrics whose series is not of their value over time, so that their ideal says nothing about it."""

QUOTE_WORDS = 12
"""Words of a quote. House rule: it fits on one line of a card."""


def clip_around(moment: Span, duration: float) -> Span | None:
    """A clip of `SHORTEST` to `LONGEST` seconds around a moment, inside a recording of `duration` seconds.

    A moment too long for a clip gives its first part; a recording shorter than a clip is played whole.
    None where the moment lies outside the recording.
    """
    if duration <= 0 or moment.start >= duration or moment.end < 0:
        return None
    start = max(0.0, moment.start - LEAD)
    end = min(duration, moment.end + LEAD, start + LONGEST)
    missing = SHORTEST - (end - start)
    if missing > 0:
        start = max(0.0, start - missing / 2)
        end = min(duration, start + SHORTEST)
        start = max(0.0, end - SHORTEST)
    return Span(round(start, 3), min(round(end, 3), duration))


def quote(words: Sequence[Word], moment: Span) -> str | None:
    """What the speaker said at a moment, at most `QUOTE_WORDS` words around its middle; None in silence.

    For a moment between words, those just before it are quoted, as the way one got there.
    """
    near = [i for i, word in enumerate(words) if word.span.overlap(moment) > 0]
    if not near:
        before = [i for i, word in enumerate(words) if word.span.end <= moment.start + 0.05]
        if not before or moment.start - words[before[-1]].span.end > 5.0:
            return None
        near = before[-1:]
        first, last = max(0, near[0] - QUOTE_WORDS // 2), near[0] + 1
    elif len(near) >= QUOTE_WORDS:
        first, last = near[0], near[0] + QUOTE_WORDS
    else:
        spare = (QUOTE_WORDS - len(near)) // 2
        first, last = max(0, near[0] - spare), min(len(words), near[-1] + 1 + spare)
        first, last = _within_breath(words, first, last, near[0], near[-1])
    said = " ".join(text for word in words[first:last] if (text := word.text.strip()))
    return said or None


def _within_breath(words: Sequence[Word], first: int, last: int, left: int, right: int) -> tuple[int, int]:
    """The words from `first` to `last` without what belongs to another sentence than `left` to `right`."""
    for i in range(left - 1, first - 1, -1):
        if ends_sentence(words[i]):
            first = i + 1
            break
    for i in range(right, last):
        if ends_sentence(words[i]):
            last = i + 1
            break
    return first, last


def at_its_best(metric: Metric, reading: Reading, words: Sequence[Word], duration: float) -> Span | None:
    """A clip in which a good reading shows, or None where no stretch stands out.

    The longest run of the series inside the ideal; without a series, the longest talk free of moments.
    """
    runs = _ideal_runs(metric, reading)
    if not runs:
        troubles = merge(moment.span for moment in reading.moments)
        runs = _free(troubles, merge((word.span for word in words), gap=1.0) or (reading.span,))
    longest = max(runs, key=lambda span: (span.duration, -span.start), default=None)
    if longest is None or longest.duration <= 0:
        return None
    shown = Span(longest.start, min(longest.end, longest.start + STRETCH))
    return clip_around(shown, duration)


def _ideal_runs(metric: Metric, reading: Reading) -> list[Span]:
    if reading.series is None or metric.ideal is None or metric.key in OTHER_SERIES:
        return []
    runs: list[Span] = []
    start: float | None = None
    previous: float | None = None
    for t, value in zip(reading.series.times, reading.series.values, strict=True):
        good = value is not None and value in metric.ideal
        if good and start is None:
            start = t
        if not good and start is not None:
            runs.append(Span(start, t))
            start = None
        previous = t
    if start is not None and previous is not None:
        runs.append(Span(start, previous))
    return [run for run in runs if run.duration > 0]


def _free(troubles: Sequence[Span], talk: Sequence[Span]) -> list[Span]:
    """The parts of the talk that no trouble touches."""
    free: list[Span] = []
    for stretch in talk:
        start = stretch.start
        for trouble in troubles:
            if trouble.overlap(stretch) <= 0:
                continue
            free.append(Span(start, max(start, trouble.start)))
            start = max(start, trouble.end)
        free.append(Span(start, max(start, stretch.end)))
    return free
