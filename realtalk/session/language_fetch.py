"""Fetching the language model for this machine, beside whatever else goes on."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from realtalk import weights
from realtalk.errors import Cancelled, DiskFull, RealTalkError
from realtalk.session.language_model import WEIGHTS
from realtalk.weights import Progress

log = logging.getLogger(__name__)

_WINDOW = 20.0
"""Seconds that the pace is taken from: shorter ones jump from piece to piece."""
_SETTLED = 3.0
"""Seconds without which no pace is known."""
_ALL = 0.995
"""The share after which what has arrived is joined and checked: packages weigh a little less or more."""


@dataclass(frozen=True, slots=True)
class FetchState:
    """A look at a fetch: bytes `done` of `total`, seconds `left` or None where unknown. `error` says why it
    ended without the model; it is None while it runs, once the model is here, and after a stop.
    """

    total: int
    done: int = 0
    left: float | None = None
    over: bool = False
    error: RealTalkError | None = None

    @property
    def checking(self) -> bool:
        """Whether all has arrived, and is put together and checked."""
        return not self.over and self.done >= _ALL * self.total


class Fetch:
    """One fetch in a thread of its own; `bring` is `weights.fetch`, `clock` gives seconds."""

    def __init__(
        self, bring: Callable[..., object] = weights.fetch, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._bring = bring
        self._clock = clock
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._arrived: dict[str, int] = {}
        self._pace: deque[tuple[float, int]] = deque()
        self._state = FetchState(size())
        self._thread = threading.Thread(target=self._run, name="language-model-fetch", daemon=True)
        self._thread.start()

    def state(self) -> FetchState:
        """A look at it now."""
        with self._lock:
            return self._state

    def stop(self) -> None:
        """End it; what has arrived is kept for the next."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> FetchState:
        """Wait until it is over, or for at most some seconds."""
        self._thread.join(seconds)
        return self.state()

    def _run(self) -> None:
        error = None
        try:
            self._bring([WEIGHTS], self._count)
        except Cancelled:
            pass
        except RealTalkError as trouble:
            error = _on_the_page(trouble)
        except Exception:
            log.exception("fetching the language model broke")
            error = RealTalkError(
                "Something went wrong inside RealTalk, and the model could not be fetched.",
                "Try it once more. If it happens again, please report it with what the terminal shows.",
                retryable=True,
            )
        with self._lock:
            self._state = replace(self._state, over=True, left=None, error=error)

    def _count(self, progress: Progress) -> None:
        if self._stop.is_set():
            raise Cancelled
        with self._lock:
            total = self._state.total
            if progress.total is not None and progress.total >= _ALL * total:
                self._arrived.clear()  # one source has it all: what parts gave before is of no use
            here_already = progress.source not in self._arrived and progress.done == progress.total
            self._arrived[progress.source] = progress.done
            if here_already:
                self._pace.clear()  # what an earlier fetch left says nothing about the connection
            done = min(total, sum(self._arrived.values()))
            self._state = FetchState(total, done, self._left(done, total))

    def _left(self, done: int, total: int) -> float | None:
        now = self._clock()
        self._pace.append((now, done))
        while now - self._pace[0][0] > _WINDOW:
            self._pace.popleft()
        since, before = self._pace[0]
        if now - since < _SETTLED or done <= before:
            return None
        return (total - done) * (now - since) / (done - before)


def size() -> int:
    """Bytes of the model."""
    found = next(status.weight for status in weights.listing() if status.weight.name == WEIGHTS)
    return found.bytes


_LOCK = threading.Lock()
_LAST: list[Fetch] = []


def start() -> Fetch:
    """Begin to fetch the model, or go on; the one that runs already, if one does."""
    with _LOCK:
        if _LAST and not _LAST[0].state().over:
            return _LAST[0]
        _LAST[:] = [Fetch()]
        return _LAST[0]


def latest() -> Fetch | None:
    """The fetch that runs, or the last one that did."""
    return _LAST[0] if _LAST else None


def _on_the_page(error: RealTalkError) -> RealTalkError:
    """The same trouble, with what to do about it on the page instead of in a terminal."""
    if isinstance(error, DiskFull):
        return DiskFull(
            "There is not enough room on the disk: the model takes 1.1 GB, and twice that while it arrives.",
            "Free some space, then go on. What has arrived is kept.",
        )
    if error.retryable:
        return RealTalkError(
            "The connection was lost.",
            "Check the internet connection, then go on. What has arrived is kept.",
            retryable=True,
        )
    return error
