"""How one voice differs from another: a direction that is near for two recordings of one person."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.perception.speech import WINDOW, VoiceActivity
from realtalk.perception.voices import STEP, resident_encoder
from realtalk.perception.voices import WINDOW as LOOK

LEAST_SPEECH = 1.0
"""Seconds of speech that a voice is known from at least: one look takes 1.6, padded with silence."""


def speech_in(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """What of a sound `(n,)` at 16 kHz is spoken, one stretch after the other."""
    spans = _spans(pcm)
    parts = [pcm[round(span.start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)] for span in spans]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def speech_seconds(pcm: NDArray[np.float32]) -> float:
    """Seconds of speech in a sound `(n,)` at 16 kHz."""
    return sum(span.duration for span in _spans(pcm))


def voice_print(pcm: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """The voice in a sound `(n,)` at 16 kHz as a direction `(256,)` of length 1; None where less than
    `LEAST_SPEECH` seconds are spoken.
    """
    speech = speech_in(pcm)
    if len(speech) < LEAST_SPEECH * SAMPLE_RATE:
        return None
    size, step = round(LOOK * SAMPLE_RATE), round(STEP * SAMPLE_RATE)
    last = max(0, len(speech) - size)
    starts = sorted({*range(0, last + 1, step), last})
    looks = resident_encoder().embed([speech[start : start + size] for start in starts])
    mean = looks.mean(axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) + 1e-9), np.float32)


def likeness(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """The cosine of two voice prints: 1 for the same voice."""
    return float(one @ other)


def _spans(pcm: NDArray[np.float32]) -> list[Span]:
    if not len(pcm):
        return []
    whole = np.pad(pcm, (0, -len(pcm) % WINDOW))
    activity = VoiceActivity()
    end = len(pcm) / SAMPLE_RATE
    spans = [*activity.add(AudioChunk(0.0, whole)), *activity.finish(end)]
    return [span.clip(Span(0.0, end)) for span in spans]
