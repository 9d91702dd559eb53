from __future__ import annotations

import threading
import time
from collections.abc import Iterable

import numpy as np
import pytest

from realtalk.media import SAMPLE_RATE, AudioChunk, Frame
from realtalk.observations import Observation
from realtalk.session.inbox import Backlog
from realtalk.session.post import Post, lag
from realtalk.session.workers import SharedTimeline


class Slow:
    """An analyzer that takes its time with the first it hears."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        self.begun.set()
        self.go.wait(20)
        return ()

    def finish(self) -> Iterable[Observation]:
        return ()


def test_the_sound_that_waits_for_the_slowest_is_the_lag() -> None:
    slow, shared = Slow(), SharedTimeline()
    words = Post("your words", lambda: [slow], shared, lambda: Backlog(10_000_000))
    voice = Post("your voice", lambda: [], shared, lambda: Backlog(10_000_000))
    for second in range(8):
        words.put(AudioChunk(float(second), np.zeros(SAMPLE_RATE, np.float32)))
        assert slow.begun.wait(20)
    voice.put(AudioChunk(0.0, np.zeros(SAMPLE_RATE, np.float32)))
    assert lag([words, voice]) == pytest.approx(7.0)
    slow.go.set()
    until = time.monotonic() + 20
    while lag([words, voice]) and time.monotonic() < until:
        time.sleep(0.01)
    assert lag([words, voice]) == 0.0
    assert lag([]) == 0.0
    for post in (words, voice):
        post.stop()
