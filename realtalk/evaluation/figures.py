"""The figures of an evaluation: shares with their intervals, confusion, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

_NORMAL_95 = 1.959964
"""The standard normal quantile of a 95% interval."""

BINS = 15
"""Bins of confidence for the calibration error, as in Guo 2017."""


def interval(successes: int, n: int) -> tuple[float, float] | None:
    """The 95% interval of a share (Wilson 1927), None for a share of nothing.

    >>> low, high = interval(50, 100)
    >>> round(low, 3), round(high, 3)
    (0.404, 0.596)
    """
    if n == 0:
        return None
    z2, share = _NORMAL_95**2, successes / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _NORMAL_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(successes: int, n: int) -> float | None:
    """`successes / n`, None for a share of nothing."""
    return successes / n if n else None


def confusion(truth: NDArray[np.integer], said: NDArray[np.integer], kinds: int) -> NDArray[np.int64]:
    """`(kinds, kinds)` counts: a row for each true kind, a column for each that was said."""
    return np.bincount(truth * kinds + said, minlength=kinds * kinds).reshape(kinds, kinds)


def balanced_accuracy(counts: NDArray[np.int64]) -> float | None:
    """The mean of each kind's share that was right, over the kinds that occur; None without any."""
    each = counts.sum(axis=1)
    there = each > 0
    return float(np.mean(np.diagonal(counts)[there] / each[there])) if there.any() else None


def calibration_error(
    probabilities: NDArray[np.floating], truth: NDArray[np.integer], bins: int = BINS
) -> float:
    """How far confidence is from being right, on average over the answers: 0 is perfect.

    `probabilities` is `(n, kinds)`, `truth` is `(n,)`; the expected calibration error over `bins` equal bins.
    """
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    places = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = (
        (abs(right[places == each].mean() - sure[places == each].mean()), (places == each).mean())
        for each in np.unique(places)
    )
    return float(sum(gap * weight for gap, weight in gaps))


def named(counts: NDArray[np.int64], kinds: Sequence[str]) -> dict[str, dict[str, int]]:
    """A confusion table by name: what was true, then what was said of it."""
    return {
        kind: dict(zip(kinds, map(int, row), strict=True)) for kind, row in zip(kinds, counts, strict=True)
    }
