"""How loud and how high the voice is, moment by moment (SwiftF0)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import swift_f0

from realtalk.media import SAMPLE_RATE, AudioChunk, Frame
from realtalk.observations import Observation, VoiceObservation
from realtalk.perception.blocks import Blocks

BLOCK = SAMPLE_RATE
HOP = swift_f0.FRAME_PERIOD
LOWEST, HIGHEST = 60.0, 500.0
"""Hertz between which a speaking voice lies, from low male voices to excited female ones
(Baken & Orlikoff 2000 give 80-300 Hz for habitual speech); whistles and hum fall outside."""

VOICED = 0.5
"""Confidence from which SwiftF0 is calibrated to call a frame voiced."""

SILENCE_DB = -100.0
"""Level of digital silence: below what 16-bit sound can hold."""


class VoiceAnalyzer:
    """Level and pitch every 16 ms."""

    def __init__(self) -> None:
        self._blocks = Blocks(BLOCK)
        self._stream = swift_f0.SwiftF0(threads=1, spin=False).stream(fmin=LOWEST, fmax=HIGHEST)
        self._origin: float | None = None

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if isinstance(media, AudioChunk):
            for block in self._blocks.add(media):
                yield from self._push(block)

    def finish(self) -> Iterable[Observation]:
        rest = self._blocks.rest()
        if rest is not None:
            yield from self._push(rest)
        if self._origin is not None:
            yield from self._observation(self._stream.flush())

    def _push(self, block: AudioChunk) -> Iterable[Observation]:
        if self._origin is None:
            self._origin = block.t
        return self._observation(self._stream.push(block.pcm, SAMPLE_RATE))

    def _observation(self, result: swift_f0.PitchResult) -> Iterable[Observation]:
        if not len(result.timestamps):
            return ()
        pitch = np.where(result.confidence >= VOICED, result.pitch_hz, np.nan)
        level = np.maximum(np.nan_to_num(result.loudness_db, neginf=SILENCE_DB), SILENCE_DB)
        start = (self._origin or 0.0) + float(result.timestamps[0])
        return (VoiceObservation(start, HOP, level.astype(np.float32), pitch.astype(np.float32)),)
