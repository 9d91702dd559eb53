"""When somebody speaks (Silero's voice activity detector, the copy inside faster-whisper)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

from realtalk.media import SAMPLE_RATE, AudioChunk, Span

WINDOW = 512
"""Samples the detector judges at a time: 32 ms."""

CONTEXT = 64
"""Samples of the window before that the detector sees again."""

SPEECH, SILENCE = 0.5, 0.35
"""Probability from which speech starts, and below which it stops: Silero's own defaults."""

SHORTEST_PAUSE = 0.25
"""Seconds of silence that part two stretches of speech: Hincks 2005 counts pauses from 250 ms."""

SHORTEST_SPEECH = 0.1
"""Seconds below which a sound is a click, not speech: shorter than any spoken syllable."""


class VoiceActivity:
    """Stretches of speech, as they end. Blocks must be of whole `WINDOW`s, the last one may be
    shorter.
    """

    def __init__(self) -> None:
        self._session: Any = get_vad_model().session
        self._h: NDArray[np.float32] = np.zeros((1, 1, 128), np.float32)
        self._c: NDArray[np.float32] = np.zeros((1, 1, 128), np.float32)
        self._context: NDArray[np.float32] = np.zeros((1, CONTEXT), np.float32)
        self._start: float | None = None
        self._quiet_since: float | None = None

    @property
    def open_since(self) -> float | None:
        """Where the stretch of speech that has not ended yet began; None in silence."""
        return self._start

    def add(self, block: AudioChunk) -> Iterator[Span]:
        """The stretches that ended in this block, at the latest `SHORTEST_PAUSE` after their end."""
        for index, probability in enumerate(self._probabilities(block.pcm)):
            yield from self._judge(block.t + index * WINDOW / SAMPLE_RATE, float(probability))

    def finish(self, end: float) -> Iterator[Span]:
        """The stretch still open at the end of the sound."""
        if self._start is not None:
            yield from self._close(self._quiet_since if self._quiet_since is not None else end)

    def _judge(self, t: float, probability: float) -> Iterator[Span]:
        if self._start is None:
            if probability >= SPEECH:
                self._start = t
        elif probability >= SILENCE:
            self._quiet_since = None
        else:
            if self._quiet_since is None:
                self._quiet_since = t
            if t + WINDOW / SAMPLE_RATE - self._quiet_since >= SHORTEST_PAUSE:
                yield from self._close(self._quiet_since)

    def _close(self, end: float) -> Iterator[Span]:
        assert self._start is not None
        span = Span(self._start, end)
        self._start = self._quiet_since = None
        if span.duration >= SHORTEST_SPEECH:
            yield span

    def _probabilities(self, pcm: NDArray[np.float32]) -> NDArray[np.float32]:
        windows = np.pad(pcm, (0, -len(pcm) % WINDOW)).reshape(-1, WINDOW)
        contexts = np.concatenate([self._context, windows[:-1, -CONTEXT:]])
        self._context = windows[-1:, -CONTEXT:]
        feed = {"input": np.concatenate([contexts, windows], axis=1), "h": self._h, "c": self._c}
        output, self._h, self._c = self._session.run(None, feed)
        return np.asarray(output, np.float32).reshape(-1)
