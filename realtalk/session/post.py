"""A worker of a live talk, replaced once when it breaks: a talk is not to end because one model stumbled."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from realtalk.media import AudioChunk, Frame, Span
from realtalk.perception.analyzer import Analyzer
from realtalk.session.inbox import Backlog, Newest
from realtalk.session.workers import SharedTimeline, Worker

logger = logging.getLogger(__name__)

LIVES = 2
"""How often a post is manned. House rule: what breaks twice breaks again."""

Box = TypeVar("Box", Newest, Backlog)


class Post(Generic[Box]):
    """One group of analyzers on duty. `what` names what it follows to the speaker: "your words"."""

    def __init__(
        self,
        what: str,
        prepare: Callable[[], Sequence[Analyzer]],
        shared: SharedTimeline,
        inbox: Callable[[], Box],
    ) -> None:
        self.what = what
        self._prepare, self._shared, self._make_inbox = prepare, shared, inbox
        self._lives = LIVES
        self._lost: list[Span] = []
        self._man()

    def put(self, media: Frame | AudioChunk) -> None:
        """Hand over a piece of media; never waits."""
        self.inbox.put(media)

    @property
    def ready(self) -> bool:
        """Whether its models are loaded, or never will be."""
        return self._worker.ready.is_set() or self._worker.failure is not None

    @property
    def failure(self) -> BaseException | None:
        """What broke and was not made good for."""
        return self._worker.failure

    @property
    def given_up(self) -> bool:
        """Whether it broke too often and is manned no more."""
        return self._lives == 0

    @property
    def lost(self) -> tuple[Span, ...]:
        """The stretches of sound that it did not hear."""
        newest = self.inbox.lost if isinstance(self.inbox, Backlog) else ()
        return (*self._lost, *newest)

    def inspect(self) -> BaseException | None:
        """What broke since the last look, if anything did; then it is manned anew, or given up."""
        failure = self._worker.failure
        if failure is None or self.given_up:
            return None
        logger.error("a live worker broke", exc_info=failure)
        self._lives -= 1
        if self._lives:
            self._lost = list(self.lost)
            self._man()
        return failure

    def close(self) -> None:
        """No more media come."""
        self.inbox.close()

    def wait(self, seconds: float) -> bool:
        """Wait until what came is worked off, at most so long; whether it is."""
        return self._worker.wait(seconds)

    def leave(self) -> None:
        """Add nothing more, without waiting."""
        self._worker.leave()

    def stop(self) -> None:
        """Give up what waits, release the models."""
        self._worker.stop()

    def _man(self) -> None:
        self.inbox: Box = self._make_inbox()
        self._worker = Worker(self._prepare, self._shared, self.inbox, name=self.what)


def lag(ears: Iterable[Post[Backlog]]) -> float:
    """Seconds of sound that wait for the slowest of those who listen."""
    return max((ear.inbox.behind for ear in ears), default=0.0)
