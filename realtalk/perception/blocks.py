"""Sound cut anew, so that observations do not depend on how it arrived."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from realtalk.media import SAMPLE_RATE, AudioChunk


class Blocks:
    """Blocks of exactly `size` samples, whatever chunks the sound came in.

    Time counts samples from the first chunk: a hole becomes silence, what was heard already is dropped.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: list[NDArray[np.float32]] = []
        self._length = 0
        self._given = 0
        self._origin: float | None = None

    def add(self, chunk: AudioChunk) -> Iterator[AudioChunk]:
        """The blocks that are full now."""
        if self._origin is None:
            self._origin = chunk.t
        expected = self._given + self._length
        offset = round((chunk.t - self._origin) * SAMPLE_RATE) - expected
        pcm = chunk.pcm
        if offset > 0:
            pcm = np.concatenate([np.zeros(offset, np.float32), pcm])
        elif offset < 0:
            pcm = pcm[-offset:]
        self._held.append(pcm)
        self._length += len(pcm)
        if self._length < self._size:
            return
        sound = np.concatenate(self._held)
        start = 0
        while len(sound) - start >= self._size:
            block = AudioChunk(self._now(), sound[start : start + self._size])
            start += self._size
            self._given += self._size
            yield block
        self._held = [sound[start:]]
        self._length = len(sound) - start

    def rest(self) -> AudioChunk | None:
        """What is left at the end, shorter than a block; None where nothing is."""
        if not self._length:
            return None
        block = AudioChunk(self._now(), np.concatenate(self._held))
        self._given += self._length
        self._held, self._length = [], 0
        return block

    def _now(self) -> float:
        return (self._origin or 0.0) + self._given / SAMPLE_RATE
