"""What a face follows in speech besides its sounds: how loud it is, where it rests, and what it stresses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span
from realtalk.partner.face.motion import FPS
from realtalk.partner.speech.speech import RATE, Speech

WINDOW = 0.040
"""Seconds of sound whose level belongs to a row: a row's time."""

PAUSE = 0.2
"""Seconds of silence from which a face may do something else meanwhile: a blink fits in."""

_APART = 0.8
"""Seconds between two stresses that a head follows. House rule: heads nod about once a second at most, and
one that nods at every stress looks like a pump."""

_FAINTEST = 0.02
"""Level, as a share of full scale, below which nothing counts as loud, however quiet the rest is."""


@dataclass(frozen=True, slots=True)
class Stress:
    """A moment that a speaker leans on; `weight` is 0..1."""

    t: float
    weight: float


def rows_of(seconds: float) -> int:
    """Rows of a motion that is as long as so many seconds, rounded up."""
    return math.ceil(round(seconds * FPS, 6))


def levels(pcm: NDArray[np.float32], rows: int) -> NDArray[np.float32]:
    """Root mean square of the sound around each row, `(rows,)`."""
    power = np.concatenate(([0.0], np.cumsum(np.square(pcm, dtype=np.float64))))
    middle = np.arange(rows) * RATE // FPS
    half = round(WINDOW * RATE / 2)
    first, last = np.clip(middle - half, 0, len(pcm)), np.clip(middle + half, 0, len(pcm))
    mean = (power[last] - power[first]) / np.maximum(last - first, 1)
    return np.sqrt(np.maximum(mean, 0)).astype(np.float32)


def loudness(speech: Speech) -> NDArray[np.float32]:
    """How loud the speech is at each row against its own loudest, 0..1, `(n,)`: the square root of the level,
    which is nearer to what is heard.
    """
    heard = np.sqrt(levels(speech.pcm, rows_of(speech.duration)))
    if not len(heard):
        return heard
    loudest = max(float(np.quantile(heard, 0.95)), math.sqrt(_FAINTEST))
    return np.clip(heard / loudest, 0, 1).astype(np.float32)


def pauses(speech: Speech, shortest: float = PAUSE) -> tuple[Span, ...]:
    """Silences between sounds, of so many seconds at least; not those before the first and after the last."""
    said = [phone.span for phone in speech.phones if phone.symbol]
    return tuple(
        Span(one.end, other.start) for one, other in pairwise(said) if other.start - one.end >= shortest
    )


def stresses(speech: Speech, loud: NDArray[np.float32]) -> tuple[Stress, ...]:
    """The moments that a head follows, in order: vowels under stress that are loud and long."""
    rows = max(1, len(loud))
    found: list[Stress] = []
    for phone in speech.phones:
        if phone.stress == 2 and phone.symbol:
            row = min(rows - 1, round(phone.span.middle * FPS))
            long = min(1.0, phone.span.duration / 0.15)
            found.append(Stress(phone.span.middle, float(loud[row]) * (0.5 + 0.5 * long)))
    kept: list[Stress] = []
    for stress in sorted(found, key=lambda each: -each.weight):
        if all(abs(stress.t - other.t) >= _APART for other in kept):
            kept.append(stress)
    return tuple(sorted(kept, key=lambda each: each.t))


def questions(speech: Speech) -> tuple[float, ...]:
    """When questions end, in seconds."""
    ends = [word.span.end for word in speech.words if word.text.rstrip("\"”’')").endswith("?")]
    said = [phone.span.end for phone in speech.phones if phone.symbol]
    if not ends and said and speech.text.rstrip("\"”’') \n").endswith("?"):
        ends = [said[-1]]
    return tuple(ends)
