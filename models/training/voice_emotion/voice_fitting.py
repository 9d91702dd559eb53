"""A linear layer over what is heard of a voice, and how speakers lie in its plane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from voice_features import Heard

from realtalk.metrics.voice_neutral import Geometry
from realtalk.observations import VOICE_EMOTIONS

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

KINDS = len(VOICE_EMOTIONS)

STRENGTH, PITCH_WEIGHT = 0.01, 10.0
"""Chosen on held-out speakers of RAVDESS: among values that are equally right there, those whose
probabilities are the most honest."""

FOLDS, SEED = 6, 0

ELSEWHERE = 4.0
"""How much more neutral voices vary than in the training data, which come from one microphone in one room.
House rule: twice the distance. With less, a neutral talk of another corpus sounds nervous; with more, nothing
can be said without a baseline."""

ONE_SENTENCE = 2.0
"""Variances of one neutral recording that a baseline of one sentence may be off: its own, and that of the
talk being another occasion. House rule."""


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """Recordings with labels: `x` `(n, 512)`, `pitch` `(n, 2)`, `truth` 0..2, `speaker`, each
    `(n,)`.
    """

    x: Array
    pitch: Array
    truth: Ints
    speaker: Ints

    def where(self, chosen: NDArray[np.bool_]) -> Labelled:
        parts = (self.x, self.pitch, self.truth, self.speaker)
        return Labelled(*(part[chosen] for part in parts))

    def of(self, speaker: int) -> NDArray[np.bool_]:
        return self.speaker == speaker


def labelled(heard: Heard, kinds: dict[str, str], ravdess: bool) -> Labelled:
    """The files that the mapping has, with the labels of their names."""
    letters = [name[6:8] if ravdess else name[5] for name in heard.files]
    truth = np.array([VOICE_EMOTIONS.index(kinds[each]) if each in kinds else -1 for each in letters])
    speaker = np.array([int(name[18:20] if ravdess else name[:2]) for name in heard.files])
    x, pitch = heard.clips()
    chosen = truth >= 0
    x, pitch, truth, speaker = x[chosen].astype(np.float64), pitch[chosen], truth[chosen], speaker[chosen]
    own = {one: np.nanmean(pitch[speaker == one], axis=0) for one in np.unique(speaker)}
    pitch = np.where(np.isnan(pitch), np.array([own[one] for one in speaker]), pitch)
    return Labelled(x, pitch, truth, speaker)


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """`weights` `(512, 3)` for what is encoded and `pitch` `(2, 3)` for semitones."""

    weights: Array
    pitch: Array

    def points(self, of: Labelled) -> Array:
        """The recordings `(n, 2)` in the plane of happy and nervous against neutral."""
        scores = of.x @ self.weights + of.pitch @ self.pitch
        return scores[:, 1:] - scores[:, :1]


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What is learned from all speakers, the points `(n, 2)` of each recording as learned without its
    speaker, and how voices lie for each speaker, learned without them.
    """

    layer: Layer
    geometry: Geometry
    held_out: Array
    without: dict[int, Geometry]


def learn(data: Labelled) -> Learned:
    """The layer of all speakers, and what it takes to tell how right it is on speakers it did not learn."""
    points = np.zeros((len(data.truth), 2))
    for test in folds(data.speaker, FOLDS, SEED):
        points[test] = fit(data.where(~test), STRENGTH, PITCH_WEIGHT).points(data.where(test))
    layer = fit(data, STRENGTH, PITCH_WEIGHT)
    without = {
        int(one): geometry(points[~test], data.where(~test), layer)
        for test in folds(data.speaker, FOLDS, SEED)
        for one in np.unique(data.speaker[test])
    }
    return Learned(layer, geometry(points, data, layer), points, without)


def fit(data: Labelled, strength: float, pitch_weight: float) -> Layer:
    """Multinomial logistic regression on each speaker's own differences, the three kinds counted alike.

    `strength` is the inverse of the ridge penalty; pitch counts `pitch_weight` times as much in it as one
    number of the encoding.
    """
    x, pitch = _centred(data.x, data), _centred(data.pitch, data)
    widths, pitch_widths = x.std(axis=0) + 1e-9, pitch.std(axis=0)
    columns = np.hstack([x / widths, pitch_weight * pitch / pitch_widths])
    layer, _ = _regression(columns, data.truth, strength)
    split = x.shape[1]
    return Layer(layer[:split] / widths[:, None], layer[split:] * pitch_weight / pitch_widths[:, None])


def _regression(columns: Array, truth: Ints, strength: float) -> tuple[Array, Array]:
    """Multinomial logistic regression with the kinds counted alike: `(columns, 3)` and its offsets `(3,)`."""
    counts = np.bincount(truth, minlength=KINDS)
    weights = (len(truth) / (KINDS * counts))[truth]
    true = np.eye(KINDS)[truth]

    def loss(flat: Array) -> tuple[float, Array]:
        layer, bias = flat[:-KINDS].reshape(-1, KINDS), flat[-KINDS:]
        scores = columns @ layer + bias
        scores -= scores.max(axis=1, keepdims=True)
        log = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        value = -(weights[:, None] * true * log).sum() + 0.5 / strength * (layer**2).sum()
        slope = (np.exp(log) - true) * weights[:, None]
        return value, np.concatenate([(columns.T @ slope + layer / strength).ravel(), slope.sum(axis=0)])

    start = np.zeros((columns.shape[1] + 1) * KINDS)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500, "ftol": 1e-9}).x
    return found[:-KINDS].reshape(-1, KINDS), found[-KINDS:]


def _centred(values: Array, data: Labelled) -> Array:
    """Values without what is the speaker's in all kinds: the mean of the means of the three."""
    out = values.copy()
    for one in np.unique(data.speaker):
        mine = data.of(one)
        kinds = [mine & (data.truth == kind) for kind in range(KINDS)]
        out[mine] -= np.mean([values[each].mean(axis=0) for each in kinds if each.any()], axis=0)
    return out


def folds(speaker: Ints, count: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    """Which recordings are held out, by speaker, in each fold."""
    order = np.random.default_rng(seed).permutation(np.unique(speaker))
    for index in range(count):
        yield np.isin(speaker, order[index::count])


def geometry(found: Array, data: Labelled, layer: Layer) -> Geometry:
    """How the speakers lie in the plane, from points `(n, 2)` of recordings that the layer did not learn."""
    speakers = np.unique(data.speaker)
    zero = np.array([found[data.of(one) & (data.truth == 0)].mean(axis=0) for one in speakers])
    means = np.array(
        [
            np.mean([found[data.of(s) & (data.truth == kind)].mean(axis=0) - zero[i]
                     for i, s in enumerate(speakers)], axis=0)
            for kind in range(KINDS)
        ]
    )  # fmt: skip
    rest = np.zeros_like(found)
    for i, one in enumerate(speakers):
        mine = data.of(one)
        rest[mine] = found[mine] - zero[i] - means[data.truth[mine]]
    within = [np.cov(rest[data.truth == kind].T) for kind in range(KINDS)]
    return Geometry(
        pitch=layer.pitch[:, 1:] - layer.pitch[:, :1],
        means=means,
        within=np.mean(within, axis=0),
        population=zero.mean(axis=0),
        between=ELSEWHERE * np.cov(zero.T),
        baseline=ONE_SENTENCE * within[0],
        boundary=_boundary(found - _neutral_by_others(found, data), data.truth),
        own_boundary=_boundary(found - _by_speaker(found, data.speaker), data.truth),
    )


def _boundary(offsets: Array, truth: Ints) -> Array:
    return np.vstack(_regression(offsets, truth, strength=10.0))


def _by_speaker(found: Array, speaker: Ints) -> Array:
    """The middle of each recording's speaker."""
    return np.array([found[speaker == one].mean(axis=0) for one in speaker])


def _neutral_by_others(found: Array, data: Labelled) -> Array:
    """The middle of the neutral recordings of each one's speaker, the one in question left out."""
    neutral = data.truth == 0
    return np.array(
        [
            found[neutral & data.of(one) & (np.arange(len(found)) != i)].mean(axis=0)
            for i, one in enumerate(data.speaker)
        ]
    )
