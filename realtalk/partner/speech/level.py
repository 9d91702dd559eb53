"""How loud made speech is: the same for every voice, without a click at either end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.speech.speech import RATE

LOUDNESS = -20.0
"""Decibels of full scale of the parts that are spoken (root mean square). House rule: speech peaks lie 12 to
18 dB above, so that this is as loud as it can be without being squeezed."""

_SPOKEN = 30.0
"""Decibels below its loudest 50 ms from which sound counts as spoken, as in ITU-T P.56's active level."""

_WINDOW = RATE // 20
_CEILING, _KNEE = 0.97, 0.75
"""Highest sample, and from where on samples are rounded towards it."""

_FADE = RATE // 200
"""Samples over which the sound rises and falls at its ends: 5 ms."""


def spoken_level(pcm: NDArray[np.float32]) -> float:
    """Decibels of full scale of what is spoken; -200 for silence."""
    whole = len(pcm) // _WINDOW * _WINDOW
    if not whole:
        return -200.0
    power = np.mean(pcm[:whole].reshape(-1, _WINDOW).astype(np.float64) ** 2, axis=1)
    loudest = float(power.max())
    if loudest < 1e-18:
        return -200.0
    return float(10 * np.log10(power[power > loudest * 10 ** (-_SPOKEN / 10)].mean()))


def levelled(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sound at `LOUDNESS`, its highest peaks rounded, its ends faded."""
    level = spoken_level(pcm)
    if level < -120.0:
        return np.zeros_like(pcm)
    loud = pcm * np.float32(10 ** ((LOUDNESS - level) / 20))
    size = np.abs(loud)
    room = _CEILING - _KNEE
    rounded = _KNEE + room * np.tanh((size - _KNEE) / room)
    loud = np.where(size > _KNEE, np.sign(loud) * rounded, loud).astype(np.float32)
    fade = min(_FADE, len(loud) // 2)
    slope = (0.5 - 0.5 * np.cos(np.pi * np.arange(fade) / max(1, fade))).astype(np.float32)
    loud[:fade] *= slope
    loud[len(loud) - fade :] *= slope[::-1]
    return loud
