"""Speech in which no word was understood."""

from __future__ import annotations

from collections.abc import Sequence

from realtalk.media import Span, meeting, merge
from realtalk.observations import Word

SLACK = 0.12
"""Seconds by which a word's time may miss the speech it belongs to."""

LONGEST_WORD = 1.5
"""Seconds of speech that one word may account for: Whisper stretches the last word before what it passes
over."""

LEAST_MISSED = 1.0
"""Seconds of speech without a word from which words are missed: less is a breath, a laugh or a long vowel."""


def wordless(speech: Sequence[Span], words: Sequence[Word]) -> list[Span]:
    """Stretches with at least `LEAST_MISSED` seconds of speech in a row in which there is no word.

    >>> wordless([Span(0, 1), Span(5, 9)], [Word("one", Span(0, 1), 1.0)])
    [Span(start=5, end=9)]
    """
    covered = merge(
        Span(word.span.start - SLACK, min(word.span.end, word.span.start + LONGEST_WORD) + SLACK)
        for word in words
    )
    runs: list[list[Span]] = []
    for stretch in speech:
        start = stretch.start
        for word in [*meeting(covered, stretch), Span(stretch.end, stretch.end)]:
            bare = Span(start, word.start)
            start = max(start, word.end)
            if bare.duration <= 0:
                continue
            if runs and not meeting(covered, Span(runs[-1][-1].end, bare.start)):
                runs[-1].append(bare)
            else:
                runs.append([bare])
    return [Span(run[0].start, run[-1].end) for run in runs if sum(b.duration for b in run) >= LEAST_MISSED]
