"""How the mouth goes from sound to sound: each pulls at it for a while before and after its time.

After Cohen & Massaro, Modeling coarticulation in synthetic visual speech (1993): a parameter is the mean of
what the sounds aim at, weighted by their dominance, which falls off to both sides of each, faster to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.motion import FPS
from realtalk.partner.face.visemes import (
    CLOSED,
    HELD_THROUGH,
    MOUTH,
    REST,
    TUCKED,
    VOWELS,
    visemes,
)
from realtalk.partner.speech.speech import Phone

LEAD = 0.010
"""Seconds by which the mouth is ahead of the sound: with it, drawn lips are within 10 ms of the voice."""

PAUSE = 0.12
"""Seconds of silence from which the mouth closes. House rule: what voices put between words is shorter, and
lips do not move that fast for nothing."""

_FALL: dict[str, tuple[float, float]] = {
    "jaw": (0.050, 0.055),
    "wide": (0.060, 0.060),
    "round": (0.050, 0.050),
    "upper": (0.045, 0.050),
    "lower": (0.045, 0.050),
    "press": (0.030, 0.025),
    "tuck": (0.040, 0.030),
    "tongue": (0.035, 0.035),
}
"""Seconds in which a sound's pull falls to a third, before it and after it: jaw and lips take about 50 ms."""

_ROUNDING = (0.110, 0.065)
"""The same for the lips of sounds that round them, looked ahead to by a tenth of a second and more (Perkell &
Matthies 1992)."""

_STILL = 0.035
"""The same for silence, which has nothing to prepare."""

_ROUND_FROM = 0.3
"""Rounding from which a sound counts as one of those."""

_CORE = 0.5
"""Share of a sound, in its middle, in which its pull does not fall."""

_REDUCED, _WEAKER = 0.35, 0.7
"""How far a vowel without stress moves towards the middle of the mouth, and how much less it insists
(Lindblom 1963: undershoot grows as vowels get short)."""

_NEAR = 7
"""Sounds to either side that still pull: the pull of one so far off is below a hundredth."""

_SAMPLES = 3
"""Moments averaged for a row, so that a sound shorter than a row counts with its share."""

_KEPT = {"jaw": 0.30, "upper": 0.30, "lower": 0.30, "round": 0.65}
"""Share of its opening that a sound without any loudness keeps; of what is not named, all."""

_LOUDEST = 1.2
"""Share that the loudest gets."""

_ATTACK, _RELEASE = 0.055, 0.040
"""Seconds in which the lips come together before a closure and open after it, where there is time."""

_BESIDE = 0.45
"""Share of the sound beside a closure that closing or opening takes at most: the rest of it is seen."""

_BURST = 0.65
"""Share of a p or b after which the lips open: what is left is its burst (Stevens 1998, ch. 7)."""


def mouth(phones: Sequence[Phone], loudness: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mouth's parameters `(n, len(MOUTH))` while the phones are said, at `FPS`.

    `loudness` is `(n,)`, 0 in silence and about 1 where the voice is loudest. Every p, b and m has a row at
    which the lips are closed, every f and v one with the lip tucked, however short they are.
    """
    rows = len(loudness)
    if not rows:
        return np.zeros((0, len(MOUTH)), np.float32)
    at = (np.arange(rows * _SAMPLES) - (_SAMPLES - 1) / 2) / (FPS * _SAMPLES) + LEAD
    values = _blended(phones, at).reshape(rows, _SAMPLES, -1).mean(axis=1)
    for name, kept in _KEPT.items():
        values[:, MOUTH.index(name)] *= kept + (_LOUDEST - kept) * np.clip(loudness, 0, 1)
    press, tuck, tongue = (MOUTH.index(name) for name in ("press", "tuck", "tongue"))
    values[:, press] = _held(phones, CLOSED, rows)
    values[:, tuck] = np.maximum(_held(phones, TUCKED, rows), values[:, tuck] * 0.5)
    open_lips = (1 - values[:, press])[:, None]
    values[:, [tuck, tongue]] *= open_lips
    return np.clip(values, 0, 1).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Shapes:
    """Shapes one after the other: starts and ends `(s,)`, aims and strengths `(s, len(MOUTH))`, and `fall`
    `(s, len(MOUTH), 2)`, the seconds in which their pull falls before and after them.
    """

    start: NDArray[np.float64]
    end: NDArray[np.float64]
    target: NDArray[np.float32]
    strength: NDArray[np.float32]
    fall: NDArray[np.float32]


def _blended(phones: Sequence[Phone], at: NDArray[np.float64]) -> NDArray[np.float32]:
    """What the sounds make of the mouth at some times."""
    shapes = _shapes(phones)
    if shapes is None:
        return np.zeros((len(at), len(MOUTH)), np.float32)
    edge = (shapes.end - shapes.start) * (1 - _CORE) / 2
    here = np.searchsorted(shapes.start, at, "right") - 1
    near = np.clip(here[:, None] + np.arange(-_NEAR, _NEAR + 1), 0, len(edge) - 1)  # (times, neighbours)
    before = np.maximum((shapes.start + edge)[near] - at[:, None], 0)[..., None].astype(np.float32)
    after = np.maximum(at[:, None] - (shapes.end - edge)[near], 0)[..., None].astype(np.float32)
    fall = shapes.fall[near]
    pull = shapes.strength[near] * np.exp(-before / fall[..., 0] - after / fall[..., 1])
    return (pull * shapes.target[near]).sum(axis=1) / np.maximum(pull.sum(axis=1), 1e-9)


def _shapes(phones: Sequence[Phone]) -> _Shapes | None:
    middle = visemes("ə")[0].target
    usual = np.array([_FALL[name] for name in MOUTH], np.float32)
    rounding, still = usual.copy(), np.full_like(usual, _STILL)
    rounding[MOUTH.index("round")] = _ROUNDING
    spans: list[tuple[float, float]] = []
    targets: list[NDArray[np.floating]] = []
    strengths: list[NDArray[np.floating]] = []
    falls: list[NDArray[np.float32]] = []
    for phone in phones:
        if not phone.symbol and phone.span.duration < PAUSE:
            continue
        shapes = visemes(phone.symbol)
        step = phone.span.duration / len(shapes)
        for index, shape in enumerate(shapes):
            target, strength, fall = shape.target, shape.strength, usual
            if shape is REST:
                strength, fall = strength * min(2.0, phone.span.duration / PAUSE), still
            elif phone.symbol[:1] in VOWELS and phone.stress == 0:
                target, strength = target + (middle - target) * _REDUCED, strength * _WEAKER
            if shape.aims.get("round", 0.0) >= _ROUND_FROM:
                fall = rounding
            spans.append((phone.span.start + index * step, phone.span.start + (index + 1) * step))
            targets.append(target)
            strengths.append(strength)
            falls.append(fall)
    if not spans:
        return None
    starts, ends = np.array(spans).T
    aims, strong = np.array(targets, np.float32), np.array(strengths, np.float32)
    return _Shapes(starts, ends, aims, strong, np.array(falls))


def _held(phones: Sequence[Phone], sounds: frozenset[str], rows: int) -> NDArray[np.float32]:
    """How far the lips are where some sounds hold them `(rows,)`: 1 at a row at least for each."""
    values = np.zeros(rows, np.float32)
    at = np.arange(rows) / FPS
    for index, phone in enumerate(phones):
        if phone.symbol[:1] not in sounds:
            continue
        start, end = phone.span.start, phone.span.end
        attack, release = _room(phones, index - 1, _ATTACK), _room(phones, index + 1, _RELEASE)
        if phone.symbol[:1] not in HELD_THROUGH and phone.symbol[:1] in CLOSED:
            end = start + (end - start) * _BURST
        first, last = max(0, int((start - attack) * FPS)), min(rows, int((end + release) * FPS) + 2)
        near = at[first:last]
        bump = 1 - np.maximum((start - near) / attack, (near - end) / release)
        values[first:last] = np.maximum(values[first:last], np.clip(bump, 0, 1))
        nearest = round((start + end) / 2 * FPS)
        values[min(max(nearest, min(1, rows - 1)), max(0, rows - 2))] = 1.0
    return values


def _room(phones: Sequence[Phone], beside: int, usual: float) -> float:
    """Seconds that a movement may take out of the sound beside it."""
    if not 0 <= beside < len(phones):
        return usual
    return max(1e-3, min(usual, phones[beside].span.duration * _BESIDE))
