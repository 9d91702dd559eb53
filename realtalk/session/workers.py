"""Analyzers at work side by side, each group in a thread of its own (the models release the GIL)."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from realtalk.media import AudioChunk, Frame
from realtalk.perception.analyzer import Analyzer
from realtalk.timeline import Timeline


class SharedTimeline:
    """A timeline that several threads add to."""

    def __init__(self) -> None:
        self.timeline = Timeline()
        self.lock = threading.Lock()


class Worker:
    """Feeds its analyzers with media, in order, in its own thread.

    `prepare` makes the analyzers and runs in that thread, so that models load side by side. At most `room`
    bytes of media wait: `feed` blocks while there are more, which bounds memory whatever the length.
    """

    def __init__(self, prepare: Callable[[], Sequence[Analyzer]], shared: SharedTimeline, room: int) -> None:
        self._prepare = prepare
        self._shared = shared
        self._room = room
        self._waiting: deque[Frame | AudioChunk] = deque()
        self._bytes = 0
        self._closed = self._stopped = False
        self._changed = threading.Condition()
        self._failure: BaseException | None = None
        self.reached = 0.0
        """Seconds of media worked through."""
        self._thread = threading.Thread(target=self._run, daemon=True, name="realtalk-worker")
        self._thread.start()

    def feed(self, media: Frame | AudioChunk) -> None:
        """Hand over a piece of media. Raises what went wrong in the thread."""
        size = _size(media)
        with self._changed:
            self._changed.wait_for(
                lambda: self._failure or not self._waiting or self._bytes + size <= self._room
            )
            self._raise()
            self._waiting.append(media)
            self._bytes += size
            self._changed.notify_all()

    def close(self) -> None:
        """Say that no more media come; the thread works off what waits and finishes its analyzers."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def join(self, seconds: float) -> bool:
        """Wait for the end, at most so long; whether it came. Raises what went wrong in the thread."""
        self._thread.join(seconds)
        self._raise()
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Give up: what waits is dropped, the analyzers are released."""
        with self._changed:
            self._stopped = self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        self._thread.join()

    def _raise(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        analyzers: Sequence[Analyzer] = ()
        try:
            analyzers = self._prepare()
            while (media := self._next()) is not None:
                for analyzer in analyzers:
                    self._add(analyzer, media)
                self.reached = media.t
            for analyzer in analyzers:
                self._add(analyzer, None)
        except BaseException as error:
            with self._changed:
                self._failure = error
                self._waiting.clear()
                self._changed.notify_all()
            for analyzer in analyzers:
                with suppress(Exception):
                    analyzer.finish()

    def _next(self) -> Frame | AudioChunk | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._stopped or not self._waiting:
                return None
            media = self._waiting.popleft()
            self._bytes -= _size(media)
            self._changed.notify_all()
            return media

    def _add(self, analyzer: Analyzer, media: Frame | AudioChunk | None) -> None:
        found = analyzer.finish() if media is None else analyzer.feed(media)
        if self._stopped:
            return
        for observation in found:
            if self._stopped:
                return
            with self._shared.lock:
                self._shared.timeline.add((observation,))


def _size(media: Frame | AudioChunk) -> int:
    return media.rgb.nbytes if isinstance(media, Frame) else media.pcm.nbytes
