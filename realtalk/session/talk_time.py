"""The time of a talk: seconds since it began, with its pauses cut out, and its sound cut to that time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from realtalk.capture.resample import Resampler
from realtalk.capture.webrtc import Heard
from realtalk.media import SAMPLE_RATE, AudioChunk, Span

HOLE = 0.03
"""Seconds by which a piece of sound may begin early or late and still follow the one before: less than a
packet and a half, since counts of samples are exact and only lost packets leave more."""


class TalkTime:
    """Turns moments of `time.monotonic` into seconds of the talk. May be read by any thread: zero and pause
    are exchanged as one.
    """

    def __init__(self) -> None:
        self._state: tuple[float | None, float | None] = (None, None)
        self.pauses = 0

    def start(self) -> None:
        """The talk begins now."""
        self._state = (time.monotonic(), None)

    def pause(self) -> None:
        """What comes from now on is left out."""
        if self.stop():
            self.pauses += 1

    def stop(self) -> bool:
        """Time stands still from now on; whether it ran before."""
        zero, paused_at = self._state
        if zero is None or paused_at is not None:
            return False
        self._state = (zero, time.monotonic())
        return True

    def resume(self) -> None:
        """The talk goes on, as if there had been no pause."""
        zero, paused_at = self._state
        if zero is not None and paused_at is not None:
            self._state = (zero + time.monotonic() - paused_at, None)

    def at(self, moment: float) -> float | None:
        """When in the talk a moment lies; None for one before it, or in a pause."""
        zero, paused_at = self._state
        if zero is None or moment < zero or (paused_at is not None and moment >= paused_at):
            return None
        return moment - zero

    @property
    def now(self) -> float:
        """Seconds talked so far."""
        zero, paused_at = self._state
        moment = paused_at if paused_at is not None else time.monotonic()
        return max(0.0, moment - zero) if zero is not None else 0.0


class TalkSound:
    """Sound as it comes to sound as analyzers take it; a hole in it begins a new stretch.

    `holes` are the stretches whose sound never came.
    """

    def __init__(self) -> None:
        self._resampler = Resampler()
        self._origin = 0.0
        self._given = 0
        self._due: float | None = None
        self.holes: list[Span] = []

    def feed(self, t: float, heard: Heard) -> Iterator[AudioChunk]:
        """What can be handed on of the sound so far; `t` is the talk's time of the first sample."""
        if self._due is None or abs(t - self._due) > HOLE:
            yield from self._chunk(self._resampler.finish())
            if self._due is not None and t > self._due:
                self.holes.append(Span(self._due, t))
            self._origin, self._given, self._due = t, 0, t
        self._due += len(heard.pcm) / heard.rate
        yield from self._chunk(self._resampler.feed_mono(heard.pcm, heard.rate))

    def finish(self) -> Iterator[AudioChunk]:
        """The rest."""
        yield from self._chunk(self._resampler.finish())

    def _chunk(self, pcm: NDArray[np.float32]) -> Iterator[AudioChunk]:
        if len(pcm):
            t = self._origin + self._given / SAMPLE_RATE
            self._given += len(pcm)
            yield AudioChunk(t, pcm)
