"""Where media wait for the thread that analyses them: each kind of inbox has its own idea of too much."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from realtalk.media import AudioChunk, Frame, Span

SHARE = 0.8
"""The most of its time that one thread spends on pictures. House rule: a fifth is left for the recogniser and
the page where both share a core with it."""

SMOOTHING = 0.2
"""How much the newest picture's cost counts in the mean."""

HURRIED = 2.0
"""Seconds by which words may lag before pictures make room for them. House rule: captions within three."""

EARLY = 0.85
"""The share of an interval after which a picture is taken already. A camera that gives exactly as many as are
wanted would otherwise have each of them wait for the clock, by up to an interval."""

MADE_ROOM = 3.0
"""How many times rarer pictures are looked at then."""

COUNTED = 3.0
"""Seconds over which pictures a second are counted."""

SOUND_ROOM = 12 * 2**20
"""Bytes of sound that may wait: three minutes, so that pictures go on while a phrase is recognised, and far
more than a recogniser of a talk ever falls behind."""

REMEMBERED = 256
"""Moments that suffice to count them, at any rate a camera has."""


class Inbox(Protocol):
    """Media on their way to one thread."""

    def put(self, media: Frame | AudioChunk) -> bool:
        """Hand over a piece; whether it was taken."""
        ...

    def take(self) -> Frame | AudioChunk | None:
        """The next piece, when there is one; None when no more will come."""
        ...

    def close(self) -> None:
        """No more will come; what waits is still given out."""
        ...

    def clear(self) -> None:
        """Close, and drop what waits."""
        ...


class Queue:
    """Everything in order. At most `room` bytes wait: `put` blocks while there are more, which bounds memory
    whatever the length.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._waiting: deque[Frame | AudioChunk] = deque()
        self._bytes = 0
        self._closed = self._dropped = False
        self._changed = threading.Condition()

    def put(self, media: Frame | AudioChunk) -> bool:
        size = _size(media)
        with self._changed:
            self._changed.wait_for(
                lambda: self._dropped or not self._waiting or self._bytes + size <= self._room
            )
            return self._append(media, size)

    def take(self) -> Frame | AudioChunk | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if not self._waiting:
                return None
            media = self._waiting.popleft()
            self._bytes -= _size(media)
            self._changed.notify_all()
            return media

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def clear(self) -> None:
        with self._changed:
            self._closed = self._dropped = True
            self._waiting.clear()
            self._bytes = 0
            self._changed.notify_all()

    def _append(self, media: Frame | AudioChunk, size: int) -> bool:
        if self._closed:
            return False
        self._waiting.append(media)
        self._bytes += size
        self._changed.notify_all()
        return True


class Backlog(Queue):
    """Every sound in order, for callbacks that must not wait: what finds no room is left out and told."""

    def __init__(self, room: int) -> None:
        super().__init__(room)
        self._lost: list[Span] = []

    def put(self, media: Frame | AudioChunk) -> bool:
        size = _size(media)
        with self._changed:
            if self._dropped or self._bytes + size > self._room:
                self._lose(media)
                return False
            return self._append(media, size)

    def clear(self) -> None:
        """Close, as when the thread broke: what waits, and what comes from now on, is lost."""
        with self._changed:
            for media in self._waiting:
                self._lose(media)
        super().clear()

    @property
    def lost(self) -> tuple[Span, ...]:
        """The stretches of sound that nobody heard."""
        with self._changed:
            return tuple(self._lost)

    @property
    def behind(self) -> float:
        """Seconds of sound that wait."""
        with self._changed:
            sounds = [media for media in self._waiting if isinstance(media, AudioChunk)]
            return sounds[-1].end - sounds[0].t if sounds else 0.0

    def _lose(self, media: Frame | AudioChunk) -> None:
        if not isinstance(media, AudioChunk):
            return
        span = Span(media.t, media.end)
        if self._lost and span.start - self._lost[-1].end < 0.1:
            self._lost[-1] = Span(self._lost[-1].start, span.end)
        else:
            self._lost.append(span)


class Newest:
    """The newest picture alone, as often as this machine can look at one.

    The rate follows what a picture was measured to cost, and falls while `behind` says that words lag by
    more than two seconds: who speaks misses a picture less than a word.
    """

    def __init__(self, most: float, behind: Callable[[], float] = lambda: 0.0) -> None:
        self._interval = 1.0 / most
        self._behind = behind
        self._newest: Frame | AudioChunk | None = None
        self._closed = False
        self._changed = threading.Condition()
        self._cost: float | None = None
        self._taken = self._due = 0.0
        self._times: deque[float] = deque(maxlen=REMEMBERED)

    def put(self, media: Frame | AudioChunk) -> bool:
        with self._changed:
            self._newest = None if self._closed else media
            self._changed.notify_all()
            return not self._closed

    def take(self) -> Frame | AudioChunk | None:
        self._learn()
        with self._changed:
            while not self._closed:
                wait = self._due - time.monotonic()
                if self._newest is not None and wait <= 0:
                    break
                self._changed.wait(wait if self._newest is not None else None)
            if self._closed:
                return None
            media, self._newest = self._newest, None
            self._taken = time.monotonic()
            self._due = self._taken + self._pause()
            self._times.append(self._taken)
            return media

    def close(self) -> None:
        """No more pictures are looked at: an old one is of no use to anybody."""
        with self._changed:
            self._closed, self._newest = True, None
            self._changed.notify_all()

    clear = close

    @property
    def per_second(self) -> float:
        """How many pictures a second were looked at lately."""
        return rate(self._times)

    def _learn(self) -> None:
        if self._taken:
            spent = time.monotonic() - self._taken
            self._cost = spent if self._cost is None else self._cost + SMOOTHING * (spent - self._cost)

    def _pause(self) -> float:
        pause = max(EARLY * self._interval, (self._cost or 0.0) / SHARE)
        return pause * MADE_ROOM if self._behind() > HURRIED else pause


def rate(times: deque[float]) -> float:
    """How many of some moments, in seconds of the monotonic clock, came a second lately."""
    since = time.monotonic() - COUNTED
    return sum(moment >= since for moment in times.copy()) / COUNTED


def _size(media: Frame | AudioChunk) -> int:
    return media.rgb.nbytes if isinstance(media, Frame) else media.pcm.nbytes
