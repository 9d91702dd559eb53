"""Time, not frames: how long each sample stands for, and what follows from it.

Every array of times is `(n,)` seconds in ascending order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span
from realtalk.metrics.metric import Series

Array: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]

HOLD = 0.25
"""Seconds to either side that a sample of a face may stand for. House rule: bridges a blink and 2 pictures a
second, yet a face that is gone for a second is not filled in."""

SLOW_HOLD = 0.5
"""The same for emotions, hands and posture, which are looked at as seldom as once a second."""


def held(times: Array, span: Span, hold: float = HOLD) -> tuple[Array, Array]:
    """From when to when each sample stands: half-way to its neighbours, at most `hold` to either side."""
    if not len(times):
        return np.zeros(0), np.zeros(0)
    middles = (times[1:] + times[:-1]) / 2
    starts = np.maximum(np.concatenate([[min(span.start, times[0])], middles]), times - hold)
    ends = np.minimum(np.concatenate([middles, [max(span.end, times[-1])]]), times + hold)
    return starts, ends


def seconds(times: Array, span: Span, hold: float = HOLD) -> Array:
    """How many seconds each sample stands for."""
    starts, ends = held(times, span, hold)
    return ends - starts


def share(condition: Mask, weights: Array) -> float:
    """The share of time, 0..1, in which a condition held; 0 where there is no time."""
    whole = float(weights.sum())
    return float(weights[condition].sum()) / whole if whole > 0 else 0.0


def stretches(
    times: Array,
    condition: Mask,
    span: Span,
    *,
    shortest: float = 0.0,
    gap: float = 0.0,
    hold: float = HOLD,
) -> tuple[Span, ...]:
    """Where a condition held for at least `shortest` seconds; breaks of up to `gap` seconds are closed."""
    starts, ends = held(times, span, hold)
    starts, ends = starts[condition], ends[condition]
    if not len(starts):
        return ()
    breaks = np.flatnonzero(starts[1:] - ends[:-1] > gap + 1e-6)
    firsts = np.concatenate([[0], breaks + 1])
    lasts = np.concatenate([breaks, [len(starts) - 1]])
    return tuple(
        Span(float(starts[i]), float(ends[j]))
        for i, j in zip(firsts, lasts, strict=True)
        if ends[j] - starts[i] >= shortest - 1e-6
    )


def within(times: Array, spans: Sequence[Span]) -> Mask:
    """Which times lie in one of the spans, which are in order and do not overlap."""
    if not spans:
        return np.zeros(len(times), dtype=bool)
    starts = np.array([s.start for s in spans])
    ends = np.array([s.end for s in spans])
    index = np.searchsorted(starts, times, side="right") - 1
    return (index >= 0) & (times < ends[np.maximum(index, 0)])


def overlaps(spans: Sequence[Span], starts: Array, ends: Array) -> Array:
    """How many seconds of each interval the spans cover; the spans are in order and do not overlap."""
    if not spans:
        return np.zeros(len(starts))
    edges = np.array([edge for s in spans for edge in (s.start, s.end)])
    lengths = np.array([s.duration for s in spans])
    covered = np.repeat(np.concatenate([[0.0], np.cumsum(lengths)]), 2)[1:-1]
    return np.interp(ends, edges, covered) - np.interp(starts, edges, covered)


def windows(span: Span, length: float, step: float) -> tuple[Array, Array]:
    """Starts and ends of windows that slide over a span, the last one flush with its end; one window, the
    span itself, where it is shorter.
    """
    if span.duration <= length:
        return np.array([span.start]), np.array([span.end])
    count = int((span.duration - length) / step + 1e-9) + 1
    starts = span.start + step * np.arange(count, dtype=np.float64)
    ends = starts + length
    if span.end - ends[-1] > 1e-6:
        starts, ends = np.append(starts, span.end - length), np.append(ends, span.end)
    return starts, ends


def window_means(times: Array, values: Array, weights: Array, starts: Array, ends: Array) -> Array:
    """The mean over time of values `(n,)` or `(n, k)` in each window; NaN where a window has no samples."""
    low, high = np.searchsorted(times, starts), np.searchsorted(times, ends)
    column = weights if values.ndim == 1 else weights[:, None]
    zero = np.zeros((1, *values.shape[1:]))
    sums = np.concatenate([zero, np.cumsum(values * column, axis=0)])
    whole = np.concatenate([[0.0], np.cumsum(weights)])
    time = whole[high] - whole[low]
    time = np.where(time > 1e-9, time, np.nan)
    return (sums[high] - sums[low]) / (time if values.ndim == 1 else time[:, None])


def window_deviations(times: Array, values: Array, weights: Array, starts: Array, ends: Array) -> Array:
    """The standard deviation over time of values `(n,)` or `(n, k)` in each window."""
    if not len(times):
        return np.full((len(starts), *values.shape[1:]), np.nan)
    centred = values - values.mean(axis=0)
    mean = window_means(times, centred, weights, starts, ends)
    square = window_means(times, centred**2, weights, starts, ends)
    return np.sqrt(np.maximum(square - mean**2, 0.0))


def window_seconds(times: Array, weights: Array, starts: Array, ends: Array) -> Array:
    """How many seconds of evidence each window has."""
    whole = np.concatenate([[0.0], np.cumsum(weights)])
    return whole[np.searchsorted(times, ends)] - whole[np.searchsorted(times, starts)]


def smoothed(times: Array, values: Array, weights: Array, width: float) -> Array:
    """Each value's mean over the `width` seconds around it."""
    return window_means(times, values, weights, times - width / 2, times + width / 2 + 1e-9)


def weighted_quantile(values: Array, weights: Array, quantile: float) -> float:
    """The value under which a share of the time lies."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    index = int(np.searchsorted(reached, quantile * reached[-1]))
    return float(values[order[min(index, len(values) - 1)]])


def weighted_deviation(values: Array, weights: Array) -> float:
    """The standard deviation with each value counted by its weight."""
    mean = np.average(values, weights=weights)
    return float(np.sqrt(np.average((values - mean) ** 2, weights=weights)))


def series(times: Array, values: Array) -> Series:
    """A lane for a chart; NaN becomes None."""
    return Series(tuple(float(t) for t in times), tuple(None if np.isnan(v) else float(v) for v in values))
