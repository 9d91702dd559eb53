"""Decoded sound laid on the clock: no holes, no overlaps, one rate."""

from __future__ import annotations

from collections.abc import Iterator

import av
import numpy as np
from numpy.typing import NDArray

from realtalk.capture.resample import Resampler, mono
from realtalk.media import Span
from realtalk.observations import Gap

HOLE = 0.06
"""Seconds by which a timestamp may disagree with the count of samples before it is a hole or an overlap.

House rule: three packets of AAC at 48 kHz, so that the jitter of recorded calls is no hole.
"""

DRIFT = 0.010
"""Seconds of steady disagreement that are closed by stretching: half of what lip-sync may be off (20 ms)."""

STRETCH = 0.02
"""How much longer or shorter sound may become while a drift is closed: a third of a semitone, unheard."""

_SMOOTHING = 0.8  # seconds over which the disagreement is averaged
_PIECE = 1.0  # seconds of silence made at a time, so that memory stays flat
_SAME_GAP = 0.5  # seconds between holes that count as one gap


class Soundtrack:
    """Mono sound at `rate` from time 0 on, whatever the timestamps do. `gaps` are the holes that were filled.

    `strayed` is the furthest, in seconds, that the file's own timestamps were from an even count of samples
    since the first sound.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.position = 0
        self.gaps: list[Gap] = []
        self.strayed = 0.0
        self._resampler = Resampler(rate)
        self._expected: float | None = None
        self._disagreement = 0.0
        self._correction = 0.0
        self._skip = 0
        self._lost = False

    @property
    def end(self) -> float:
        """Seconds laid so far."""
        return self.position / self.rate

    def lose(self) -> None:
        """Say that sound was lost here, so that even a small hole is real."""
        self._lost = True

    def lay(self, frame: av.AudioFrame, t: float | None) -> Iterator[NDArray[np.float32]]:
        """What the frame, whose first sample is at `t` seconds, adds to the track: pieces of `(n,)` float32.

        A frame without a time follows the one before it.
        """
        seconds = frame.samples / frame.sample_rate
        if self._expected is None:
            yield from self._start(0.0 if t is None else t)
        elif t is not None:
            difference = t - self._expected
            if abs(difference) > (0.002 if self._lost else HOLE):
                self.strayed = max(self.strayed, abs(difference))
                yield from self._trim(self._resampler.finish())
                yield from self._start(t)
            else:
                self._follow(difference, seconds)
        self._lost = False
        assert self._expected is not None
        self._expected += seconds
        pcm = self._resampler.feed_mono(mono(frame), frame.sample_rate)
        yield from self._trim(self._stretched(pcm))

    def finish(self) -> Iterator[NDArray[np.float32]]:
        """What was still held back."""
        yield from self._trim(self._resampler.finish())

    def _start(self, t: float) -> Iterator[NDArray[np.float32]]:
        self._expected, self._disagreement, self._correction = t, 0.0, 0.0
        hole = round(t * self.rate) - self.position
        self._skip = max(0, -hole)
        if hole > 0:
            if hole > HOLE * self.rate or self._lost:
                self._note(Span(self.end, t))
            while hole > 0:
                silence = np.zeros(min(hole, round(_PIECE * self.rate)), np.float32)
                hole -= len(silence)
                self.position += len(silence)
                yield silence

    def _note(self, hole: Span) -> None:
        if self.gaps and hole.start - self.gaps[-1].span.end < _SAME_GAP:
            hole = Span(self.gaps.pop().span.start, hole.end)
        self.gaps.append(Gap(hole, "sound is missing in the file"))

    def _follow(self, difference: float, seconds: float) -> None:
        """Average the disagreement; where it stays, shift what is expected and stretch the sound after it."""
        share = min(1.0, seconds / _SMOOTHING)
        self._disagreement += (difference - self._disagreement) * share
        self.strayed = max(self.strayed, abs(self._disagreement))
        if abs(self._disagreement) > DRIFT:
            assert self._expected is not None
            self._correction += self._disagreement * self.rate
            self._expected += self._disagreement
            self._disagreement = 0.0

    def _stretched(self, pcm: NDArray[np.float32]) -> NDArray[np.float32]:
        most = STRETCH * len(pcm)
        change = int(np.clip(self._correction, -most, most))
        if not change:
            return pcm
        self._correction -= change
        places = np.linspace(0, len(pcm) - 1, len(pcm) + change)
        return np.interp(places, np.arange(len(pcm)), pcm).astype(np.float32)

    def _trim(self, pcm: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
        if self._skip:
            skipped = min(self._skip, len(pcm))
            self._skip -= skipped
            pcm = pcm[skipped:]
        if len(pcm):
            self.position += len(pcm)
            yield pcm
