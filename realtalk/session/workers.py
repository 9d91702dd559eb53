"""Analyzers at work side by side, each group in a thread of its own (the models release the GIL)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from realtalk.media import AudioChunk, Frame
from realtalk.observations import LanguageObservation, Word
from realtalk.perception.analyzer import Analyzer
from realtalk.session.inbox import Inbox
from realtalk.timeline import Timeline

HANGS = 30.0
"""Seconds that a thread may take to stop. House rule: longer than any phrase or picture takes."""


class SharedTimeline:
    """A timeline that several threads add to."""

    def __init__(self, timeline: Timeline | None = None) -> None:
        self.timeline = timeline or Timeline()
        self.lock = threading.Lock()

    def words_after(self, t: float) -> tuple[list[Word], float]:
        """The words that were said after `t`, and until when words are there."""
        with self.lock:
            words = [word for word in self.timeline.track(Word) if word.span.middle >= t]
            phrases = self.timeline.track(LanguageObservation)
            return words, phrases[-1].span.end if phrases else 0.0


class Worker:
    """Feeds its analyzers with the media of its inbox in a thread of its own.

    `prepare` makes the analyzers and runs in that thread, so that models load side by side. `name` tells the
    thread apart from others.
    """

    def __init__(
        self,
        prepare: Callable[[], Sequence[Analyzer]],
        shared: SharedTimeline,
        inbox: Inbox,
        name: str = "worker",
    ) -> None:
        self._prepare = prepare
        self._shared = shared
        self._inbox = inbox
        self._stopped = False
        self._failure: BaseException | None = None
        self.ready = threading.Event()
        """Set when the models are loaded."""
        self.reached = 0.0
        """Seconds of media worked through."""
        self._thread = threading.Thread(target=self._run, daemon=True, name=f"realtalk-{name}")
        self._thread.start()

    @property
    def failure(self) -> BaseException | None:
        """What went wrong in the thread, which ended with it."""
        return self._failure

    def feed(self, media: Frame | AudioChunk) -> None:
        """Hand over a piece of media. Raises what went wrong in the thread."""
        self._inbox.put(media)
        self._raise()

    def close(self) -> None:
        """Say that no more media come; the thread works off what waits and finishes its analyzers."""
        self._inbox.close()

    def join(self, seconds: float) -> bool:
        """Wait for the end, at most so long; whether it came. Raises what went wrong in the thread."""
        ended = self.wait(seconds)
        self._raise()
        return ended

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most so long; whether it came, well or badly."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def leave(self) -> None:
        """Add nothing more to the timeline, however long the thread goes on."""
        with self._shared.lock:
            self._stopped = True

    def stop(self) -> None:
        """Give up: what waits is dropped, nothing is added any more, the analyzers are released; one that
        hangs is left behind.
        """
        self._stopped = True
        self._inbox.clear()
        self._thread.join(HANGS)

    def _raise(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        analyzers: Sequence[Analyzer] = ()
        try:
            analyzers = self._prepare()
            self.ready.set()
            while (media := self._inbox.take()) is not None:
                for analyzer in analyzers:
                    self._add(analyzer, media)
                self.reached = media.t
            for analyzer in analyzers:
                self._add(analyzer, None)
        except BaseException as error:
            self._failure = error
            self._inbox.clear()
            for analyzer in analyzers:
                with suppress(Exception):
                    analyzer.finish()

    def _add(self, analyzer: Analyzer, media: Frame | AudioChunk | None) -> None:
        found = analyzer.finish() if media is None else analyzer.feed(media)
        if self._stopped:
            return
        for observation in found:
            with self._shared.lock:
                if not self._stopped:
                    self._shared.timeline.add((observation,))
