"""Recordings read whole, and what is seen and heard in them."""

from __future__ import annotations

import numpy as np
import pytest

from realtalk.capture.recording import Recording
from realtalk.media import SAMPLE_RATE, Frame


def read(recording: Recording, *, in_order: bool = True, **how: object) -> tuple[list[Frame], np.ndarray]:
    """All pictures and all sound, and the player copy if `how` asks for one; checks what always holds."""
    frames: list[Frame] = []
    parts: list[np.ndarray] = []
    reached = 0.0
    for piece in recording.media(**how):  # type: ignore[arg-type]
        assert not in_order or piece.t > reached - 1.01
        reached = max(reached, piece.t)
        if isinstance(piece, Frame):
            assert piece.rgb.dtype == np.uint8
            assert piece.rgb.flags.c_contiguous
            assert not frames or piece.t > frames[-1].t
            frames.append(piece)
        else:
            assert piece.pcm.dtype == np.float32
            assert piece.t == pytest.approx(sum(map(len, parts)) / SAMPLE_RATE)
            parts.append(piece.pcm)
    for seconds in recording.finish_proxy():
        assert 0 <= seconds <= recording.read_until + 1e-6
    assert recording.share_read == 1.0
    pcm = np.concatenate(parts) if parts else np.empty(0, np.float32)
    assert not len(pcm) or np.abs(pcm).max() <= 1
    return frames, pcm


def pitch(pcm: np.ndarray) -> float:
    middle = pcm[len(pcm) // 4 : 3 * len(pcm) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    return float(spectrum.argmax() * SAMPLE_RATE / len(middle))


def onset_of_light(frames: list[Frame], level: int = 120) -> float:
    return next(one.t for one in frames if one.rgb.mean() > level)


def onset_of_sound(pcm: np.ndarray) -> float:
    return float(np.flatnonzero(np.abs(pcm) > 0.1)[0] / SAMPLE_RATE)
