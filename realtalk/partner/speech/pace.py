"""How fast made speech is: the network rounds its phonemes to 25 ms, the rest of a pace is made after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.speech.hibari_network import Frames

_REAL = ((0.5, 0.477), (0.6, 0.584), (0.7, 0.692), (0.8, 0.795), (1.0, 1.0), (1.3, 1.13))
"""What the network is told, and the pace that comes of it (measured over eight sentences). Beyond 1.3 it
leaps to 1.55, where most phonemes have shrunk to one unit and cannot be told apart any more."""


def pace(wanted: float) -> tuple[float, float]:
    """What to tell the network, and by how much to hurry what it gives, to speak at a pace; 1 is its own."""
    told, real = max((each for each in _REAL if each[1] <= wanted + 0.005), default=_REAL[0])
    return told, wanted / real


def hurried(frames: Frames, by: float) -> Frames:
    """The frames in less time, or in more where `by` is below 1; phases are taken from the nearest frame."""
    count = frames.harmonic.shape[1]
    place = np.minimum(np.arange(max(1, round(count / by))) * by, count - 1)
    nearest = np.rint(place).astype(np.intp)

    def between(values: NDArray[np.float32]) -> NDArray[np.floating[Any]]:
        low = np.floor(place).astype(np.intp)
        part = (place - low).astype(np.float32)
        high = np.minimum(low + 1, count - 1)
        return values[..., low] * (1 - part) + values[..., high] * part

    voiced = frames.pitch[nearest] > 60.0
    steady = between(np.maximum(frames.pitch, 60.0))
    return replace(
        frames,
        harmonic=between(frames.harmonic).astype(np.float32),
        harmonic_phase=frames.harmonic_phase[:, nearest],
        noise=between(frames.noise).astype(np.float32),
        free=between(frames.free).astype(np.float32),
        free_phase=frames.free_phase[:, nearest],
        pitch=np.where(voiced, np.maximum(steady, frames.pitch[nearest]), 0).astype(np.float32),
    )
