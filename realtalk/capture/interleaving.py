"""Pictures and sound of one file, put into time order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from realtalk.media import AudioChunk, Frame

APART = 1.0
"""Seconds by which one kind may run ahead before it is let through: a bound on what is held in memory."""


class Interleaver:
    """Holds what runs ahead until the other kind has caught up."""

    def __init__(self, *, video: bool, audio: bool) -> None:
        self._held: dict[type[Frame] | type[AudioChunk], deque[Frame | AudioChunk]] = {}
        if video:
            self._held[Frame] = deque()
        if audio:
            self._held[AudioChunk] = deque()
        self._reached = dict.fromkeys(self._held, 0.0)

    def put(self, media: Frame | AudioChunk) -> Iterator[Frame | AudioChunk]:
        """Everything whose turn has come."""
        self._held[type(media)].append(media)
        self._reached[type(media)] = media.t
        ready = max(min(self._reached.values()), media.t - APART)
        yield from self._until(ready)

    def finish(self) -> Iterator[Frame | AudioChunk]:
        """The rest."""
        yield from self._until(float("inf"))

    def _until(self, ready: float) -> Iterator[Frame | AudioChunk]:
        while waiting := [queue for queue in self._held.values() if queue]:
            queue = min(waiting, key=lambda one: one[0].t)
            if queue[0].t > ready:
                return
            yield queue.popleft()
