"""Where in made speech each phoneme is heard: the network's durations, put right by what its spectra hold.

The durations are exact in length only: the sound comes 30 to 90 ms before them. So the phonemes are laid over
the frames as a recogniser would lay them (Viterbi over two states a phoneme, with silence allowed between
words), near where the durations put them. How each phoneme looks was learnt from the network's own speech
(models/training/phone_looks), and holds for all voices, which are bent from the same frames.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct, rfft

from realtalk.partner.speech.hibari_network import BINS, FRAME, Frames

SILENCE = ""
ANY = "?"
"""Stands for a phoneme that was never learnt."""

EARLY = 4
"""Frames by which the sound comes before the network's durations, in the median."""

_BANDS, _CEPSTRA = 20, 12
_WINDOW = 2 * (BINS - 1)
_FLOOR = -70.0
"""Decibels below a sentence's loud parts under which all is silence."""

_PULL = 0.02
"""Weight of a squared frame outside of where the durations put a phoneme, against the logarithm of its
likelihood, and how little of that likelihood counts, neighbouring frames being much the same."""
_TRUST = 0.25


@dataclass(frozen=True, slots=True)
class Slot:
    """A phoneme, or silence that may be left out, and the frames `start..end` where it is expected."""

    symbol: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How the two halves of a phoneme look: means and variances, `(2, n)`."""

    mean: NDArray[np.float32]
    variance: NDArray[np.float32]


@cache
def learnt() -> Mapping[str, Look]:
    """How each phoneme looks."""
    with np.load(Path(__file__).with_name("phone_looks.npz"), allow_pickle=False) as data:
        symbols, mean, variance = data["symbols"], data["mean"], data["variance"]
    return {str(s): Look(m, v) for s, m, v in zip(symbols, mean, variance, strict=True)}


def features(frames: Frames) -> NDArray[np.float32]:
    """What tells phonemes apart, `(frames, 16)`: the spectrum's envelope, its voicing, how it changes."""
    voiced = np.where(frames.pitch > 60.0, 0.0, -20.0)
    harmonic = np.exp(2 * np.minimum(frames.harmonic + voiced.astype(np.float32), 7))
    free = np.exp(2 * np.minimum(frames.free, 7))
    low = slice(4, 75)
    ratio = np.log10(harmonic[low].sum(axis=0) + 1e-6) - np.log10(free[low].sum(axis=0) + 1e-6)
    return _features(harmonic + free, np.clip(10 * ratio, -30, 30))


def heard_features(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same of any sound at 24 kHz; how voiced it is stays unknown, as NaN."""
    count = -(-len(pcm) // FRAME)
    padded = np.pad(pcm, (_WINDOW // 2 - FRAME // 2, _WINDOW + FRAME))
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::FRAME][:count]
    spectra = np.array(rfft(windows * np.hanning(_WINDOW).astype(np.float32), axis=1))
    return _features((np.abs(spectra) ** 2).T.astype(np.float32), np.full(count, np.nan))


def _features(power: NDArray[np.float32], ratio: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    bands = 10 * np.log10(_filters() @ power + 1e-8)
    bands = np.maximum(bands - np.percentile(bands.max(axis=0), 95), _FLOOR)
    cepstra = np.array(dct(bands, axis=0, norm="ortho"), np.float32)[:_CEPSTRA]
    change = np.gradient(cepstra[:3], axis=1) if cepstra.shape[1] > 1 else np.zeros_like(cepstra[:3])
    return np.vstack([cepstra, ratio[None], 2 * change]).T.astype(np.float32)


def laid_by_ear(slots: Sequence[Slot], seen: NDArray[np.float32]) -> list[tuple[int, int]]:
    """As `laid`, for the sound of another voice: what sets it off on the whole from the one that the looks
    were learnt of is taken away first, then once more with the better places.
    """
    known = np.isfinite(seen).all(axis=0)
    looks = {symbol: Look(look.mean[:, known], look.variance[:, known]) for symbol, look in learnt().items()}
    seen = seen[:, known]
    bounds = [(slot.start, slot.end) for slot in slots]
    for _ in range(2):
        apart = [
            seen[start:end] - looks.get(slot.symbol, looks[ANY]).mean.mean(axis=0)
            for slot, (start, end) in zip(slots, bounds, strict=True)
            if slot.symbol and end > start
        ]
        bias = np.concatenate(apart).mean(axis=0) if apart else 0.0
        bounds = laid(slots, np.asarray(seen - bias, np.float32), looks)
    return bounds


@cache
def _filters() -> NDArray[np.float32]:
    """Triangles evenly on the mel scale up to 10 kHz, `(20, 601)`."""
    edges = 700 * (10 ** (np.linspace(60, 3073, _BANDS + 2) / 2595) - 1) / 20.0
    bins = np.arange(BINS)
    rising = (bins[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    weights = np.clip(np.minimum(rising, falling), 0, None)
    return (weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)).astype(np.float32)


def laid(
    slots: Sequence[Slot], seen: NDArray[np.float32], looks: Mapping[str, Look] | None = None
) -> list[tuple[int, int]]:
    """The frames `start..end` of each slot, which cover all frames in order; silence may have none."""
    looks = learnt() if looks is None else looks
    count = len(seen)
    owner, half = _states(slots)
    score = _likelihoods(slots, owner, half, seen, looks) - _strain(slots, owner, count)
    optional = np.array([not slots[each].symbol for each in owner])
    path = _best_path(score, optional)
    bounds: list[tuple[int, int]] = []
    at = 0
    for index in range(len(slots)):
        here = np.flatnonzero(owner[path] == index)
        bounds.append((int(here[0]), int(here[-1]) + 1) if len(here) else (at, at))
        at = bounds[-1][1]
    return bounds


def _states(slots: Sequence[Slot]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Of each state the slot and the half: a phoneme has two, a silence one."""
    owner = [index for index, slot in enumerate(slots) for _ in range(2 if slot.symbol else 1)]
    half = [number for slot in slots for number in range(2 if slot.symbol else 1)]
    return np.array(owner), np.array(half)


def _likelihoods(
    slots: Sequence[Slot],
    owner: NDArray[np.intp],
    half: NDArray[np.intp],
    seen: NDArray[np.float32],
    looks: Mapping[str, Look],
) -> NDArray[np.float32]:
    known = [looks.get(slots[each].symbol, looks[ANY]) for each in owner]
    mean = np.stack([look.mean[number] for look, number in zip(known, half, strict=True)])
    variance = np.stack([look.variance[number] for look, number in zip(known, half, strict=True)])
    exact = 1 / variance
    far = (seen**2) @ exact.T - 2 * seen @ (mean * exact).T + (mean**2 * exact + np.log(variance)).sum(axis=1)
    return -0.5 * _TRUST * far


def _strain(slots: Sequence[Slot], owner: NDArray[np.intp], count: int) -> NDArray[np.float32]:
    time = np.arange(count)[:, None]
    start = np.array([slots[each].start for each in owner])
    end = np.array([slots[each].end for each in owner])
    outside = np.maximum(np.maximum(start - time, time - end + 1), 0)
    return (_PULL * outside**2).astype(np.float32)


def _best_path(score: NDArray[np.float32], optional: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The state of each frame: each goes on to the next, and past a silence that is left out."""
    count, states = score.shape
    impossible = np.float32(-1e9)
    skipping = np.full(states, impossible, np.float32)
    skipping[2:][optional[1:-1]] = 0
    room = np.full(states + 2, impossible, np.float32)
    best = room[2:]
    best[: 2 if optional[0] else 1] = score[0, : 2 if optional[0] else 1]
    on, past = np.empty((2, count, states), np.bool_)
    for t in range(1, count):
        stay_or_next = np.maximum(best, room[1:-1])
        np.greater(room[1:-1], best, out=on[t])
        skipped = room[:-2] + skipping
        np.greater(skipped, stay_or_next, out=past[t])
        np.maximum(stay_or_next, skipped, out=best)
        best += score[t]
    last = states - 1
    if optional[-1] and states > 1 and best[-2] > best[-1]:
        last = states - 2
    path = np.zeros(count, np.intp)
    for t in range(count - 1, -1, -1):
        path[t] = last
        if t:
            last -= 2 if past[t, last] else int(on[t, last])
    return path
