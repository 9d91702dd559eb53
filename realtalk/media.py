"""What a camera and a microphone give, on one clock: seconds since the session began."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples a second of every `AudioChunk`: what the speech models were trained on."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time in seconds; `end` is excluded.

    >>> Span(1.0, 3.0).overlap(Span(2.0, 5.0))
    1.0
    """

    start: float
    end: float

    @property
    def duration(self) -> float:
        """Length in seconds, never negative."""
        return max(0.0, self.end - self.start)

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def contains(self, t: float) -> bool:
        return self.start <= t < self.end

    def overlap(self, other: Span) -> float:
        """Seconds that both spans share."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))

    def clip(self, other: Span) -> Span:
        """The part of this span inside the other; of zero length where they do not meet."""
        start = min(max(self.start, other.start), other.end)
        return Span(start, max(start, min(self.end, other.end)))


def merge(spans: Iterable[Span], gap: float = 0.0) -> tuple[Span, ...]:
    """Spans in time order, joined where they overlap or lie at most `gap` seconds apart.

    >>> merge([Span(2, 3), Span(0, 1), Span(2.5, 4)])
    (Span(start=0, end=1), Span(start=2, end=4))
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + gap:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def meeting(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of ordered spans that do not overlap which share time with `span`.

    >>> meeting([Span(0, 1), Span(2, 3), Span(4, 5)], Span(0.5, 4))
    [Span(start=0, end=1), Span(start=2, end=3)]
    """
    first = bisect_right(spans, span.start, key=lambda each: each.end)
    return spans[first : bisect_left(spans, span.end, key=lambda each: each.start)]


def total(spans: Iterable[Span]) -> float:
    """Seconds covered by the spans, overlaps counted once."""
    return sum(span.duration for span in merge(spans))


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture: `rgb` is `(height, width, 3)` uint8, upright, as a viewer would see it."""

    t: float
    rgb: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class AudioChunk:
    """A piece of sound: `pcm` is `(n,)` float32 mono at `SAMPLE_RATE`, -1..1; `t` is its first sample."""

    t: float
    pcm: NDArray[np.float32]

    @property
    def end(self) -> float:
        return self.t + len(self.pcm) / SAMPLE_RATE
