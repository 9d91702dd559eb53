"""Whether somebody speaks at this moment, told within a third of a second."""

from __future__ import annotations

import threading

import numpy as np

from realtalk.media import SAMPLE_RATE, AudioChunk
from realtalk.perception.speech import WINDOW, VoiceActivity

SURE = 0.2
"""Seconds of sound from which it is speech: a click is shorter, and a short "yes" lasts 0.25. House rule."""


class TurnGate:
    """Follows the microphone. `hear` is called by one thread, the rest by any."""

    def __init__(self) -> None:
        self._activity = VoiceActivity()
        self._waiting = np.zeros(0, np.float32)
        self._lock = threading.Lock()
        self._open: float | None = None
        self._began: float | None = None
        self._ended: float | None = None
        self._now = 0.0

    def hear(self, chunk: AudioChunk) -> None:
        """Take in the next sound."""
        pcm = np.concatenate([self._waiting, chunk.pcm])
        start = chunk.end - len(pcm) / SAMPLE_RATE
        whole = len(pcm) // WINDOW * WINDOW
        self._waiting = pcm[whole:]
        ended = [*self._activity.add(AudioChunk(start, pcm[:whole]))] if whole else []
        open_since = self._activity.open_since
        with self._lock:
            self._now = chunk.end
            self._open = open_since if open_since is not None and chunk.end - open_since >= SURE else None
            for span in ended:
                if span.duration >= SURE:
                    self._began = span.start if self._began is None else self._began
                    self._ended = span.end
            if self._open is not None:
                self._began = self._open if self._began is None else self._began

    @property
    def now(self) -> float:
        """Seconds of the talk heard so far."""
        return self._now

    @property
    def speaking_since(self) -> float | None:
        """When the speech that goes on at this moment began; None in silence."""
        with self._lock:
            return self._open

    @property
    def began(self) -> float | None:
        """When the first speech since `forget` began; None where there was none."""
        with self._lock:
            return self._began

    @property
    def silence(self) -> float | None:
        """Seconds since speech ended; None while it goes on, and where there was none since `forget`."""
        with self._lock:
            return None if self._open is not None or self._ended is None else self._now - self._ended

    @property
    def ended(self) -> float | None:
        """When the newest speech ended."""
        with self._lock:
            return self._ended

    def forget(self) -> None:
        """What was heard so far belongs to a turn that is over."""
        with self._lock:
            self._open = self._began = self._ended = None
