"""Where a speaker's neutral voice lies, and how likely a voice then sounds neutral, happy or nervous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realtalk.media import Span
from realtalk.metrics.sampling import Array
from realtalk.metrics.signals import sound
from realtalk.timeline import Timeline

VOICED = 0.2
"""Seconds of voiced sound that tell how high a stretch is spoken. House rule: a long syllable."""

SURE = 3.0
"""Standard deviations of the population that the search for a speaker's neutral voice goes to."""

STEPS = 25
"""Places that are looked at in each of the two directions."""

COUNTED = 1.0
"""Stretches that the estimate counts at most, however many there are: a talk may be nervous throughout, and
speech by itself cannot tell. With three, talks of held-out speakers who acted nothing but fear were called
neutral half as often again."""

EVEN = (1 / 3, 1 / 3, 1 / 3)
"""The same for recordings that hold as much of each."""

PRIOR = (0.6, 0.2, 0.2)
"""How likely a stretch is neutral, happy and nervous before it is heard. House rule: most of a talk is
neutral."""


@dataclass(frozen=True, slots=True, eq=False)
class Geometry:
    """How voices differ, as learned from labelled speakers, in a plane of two scores: happy and nervous, each
    against neutral.

    `pitch` `(2, 2)` is what a semitone of middle and of spread add to a point; `means` `(3, 2)` where
    neutral, happy and nervous lie from a speaker's neutral voice and `within` `(2, 2)` how they scatter;
    `population` `(2,)` where neutral voices lie and `between` `(2, 2)` how they differ; `baseline` `(2, 2)`
    how far a sentence said before a talk lies from the neutral voice in it. `boundary` and `own_boundary`
    `(3, 3)` tell the three apart, as many of each: two rows of slopes and one of offsets, for points against
    the neutral voice, and against the middle of recordings of all three.
    """

    pitch: Array
    means: Array
    within: Array
    population: Array
    between: Array
    baseline: Array
    boundary: Array
    own_boundary: Array


@dataclass(frozen=True, slots=True, eq=False)
class Neutral:
    """Where a speaker's neutral voice may lie: places `(k, 2)` and how likely each is, `(k,)`."""

    places: Array
    likely: Array

    @property
    def middle(self) -> Array:
        """The expected place, `(2,)`."""
        return self.likely @ self.places


def intonation(timeline: Timeline, spans: Sequence[Span]) -> Array:
    """How high and how lively the voice is in some spans: `(n, 2)` the middle and the spread of its pitch in
    semitones over 100 Hz; NaN where hardly anything voiced was heard.

    The spread is that of a normal distribution with the same distance between its outer tenths, so that a
    slip of the tracker by an octave does no harm.
    """
    heard = sound(timeline)
    voiced = ~np.isnan(heard.pitch) & (heard.pitch > 0)
    times, weights = heard.times[voiced], heard.weights[voiced]
    semitones = 12.0 * np.log2(heard.pitch[voiced] / 100.0)
    found = np.full((len(spans), 2), np.nan)
    for index, span in enumerate(spans):
        low, high = np.searchsorted(times, [span.start, span.end])
        if weights[low:high].sum() >= VOICED:
            bottom, middle, top = np.quantile(semitones[low:high], [0.1, 0.5, 0.9])
            found[index] = middle, (top - bottom) / 2.563
    return found


def points(scores: Array, pitch: Array, geometry: Geometry) -> Array:
    """Stretches `(n, 2)` in the plane, from their scores `(n, 3)` and their pitch `(n, 2)`."""
    return scores[:, 1:] - scores[:, :1] + pitch @ geometry.pitch


def at(place: Array) -> Neutral:
    """A neutral voice that is known to lie at a place `(2,)`."""
    return Neutral(place[None], np.ones(1))


def of_own(found: Array, geometry: Geometry) -> Array:
    """How likely each of a speaker's points `(n, 2)` is neutral, happy, nervous, `(n, 3)`, where they hold as
    much of each.
    """
    return _soft(_apart(found - found.mean(axis=0), geometry.own_boundary))


def neutral(found: Array, weights: Array, geometry: Geometry, known: Array | None = None) -> Neutral:
    """Where the neutral voice lies, given points `(n, 2)` of speech and the seconds of each.

    What other speakers are like, or `known`, a point from before the talk, is weighed against the speech
    itself, of which any part may be neutral, happy or nervous. Speech that fits two places leaves both
    likely: a talk that is nervous throughout is not taken for a neutral one of another speaker, but unclear.
    """
    middle = geometry.population if known is None else known
    spread = geometry.between if known is None else geometry.baseline
    root = np.linalg.cholesky(spread)
    line = np.linspace(-SURE, SURE, STEPS)
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    places = middle + grid @ root.T
    log = -0.5 * (grid**2).sum(axis=1)
    if len(found):
        counted = weights / weights.sum() * min(COUNTED, len(found))
        joint = _log_densities(found[:, None] - places, geometry) + np.log(PRIOR)
        log = log + counted @ _log_sum(joint)
    likely = np.exp(log - log.max())
    return Neutral(places, likely / likely.sum())


def probabilities(
    found: Array, zero: Neutral, geometry: Geometry, prior: tuple[float, float, float] = PRIOR
) -> Array:
    """How likely each point `(n, 2)` is neutral, happy, nervous: `(n, 3)`, over all places where the neutral
    voice may lie.
    """
    kept = zero.likely > 1e-4 * zero.likely.max()
    places, likely = zero.places[kept], zero.likely[kept] / zero.likely[kept].sum()
    logs = _apart(found[:, None] - places, geometry.boundary) + np.log(prior)
    return np.einsum("nkc,k->nc", _soft(logs), likely)


def _apart(offsets: Array, boundary: Array) -> Array:
    return offsets @ boundary[:2] + boundary[2]


def _soft(logs: Array) -> Array:
    return np.exp(logs - _log_sum(logs)[..., None])


def _log_densities(offsets: Array, geometry: Geometry) -> Array:
    """Of points `(..., 2)` against a neutral voice, for each kind: `(..., 3)`, up to a constant."""
    away = offsets[..., None, :] - geometry.means
    return -0.5 * np.einsum("...i,ij,...j->...", away, np.linalg.inv(geometry.within), away)


def _log_sum(logs: Array) -> Array:
    top = logs.max(axis=-1)
    return top + np.log(np.exp(logs - top[..., None]).sum(axis=-1))
