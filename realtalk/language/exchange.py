"""Talking to a server in a thread of its own, so that whoever waits can stop at any moment."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from typing import Any, TypeAlias

from realtalk.errors import Cancelled, RealTalkError

_PULSE = 0.1
"""Seconds at most between two looks at whether it is to stop."""

Put: TypeAlias = Callable[[str], None]
"""Takes a piece of what a server gives."""


class Late(Exception):
    """Nothing came within `seconds`, or not the whole; `begun` says whether anything did."""

    def __init__(self, seconds: float, *, begun: bool) -> None:
        super().__init__()
        self.seconds = seconds
        self.begun = begun


def exchanged(
    work: Callable[[Put], Coroutine[Any, Any, None]],
    first: float,
    seconds: float,
    cancelled: Callable[[], bool] | None,
    told: Callable[[Exception, bool], RealTalkError],
) -> Iterator[str]:
    """The pieces that `work` puts, as they come.

    `work` is cancelled, with its connections closed, when the caller stops reading, when `cancelled` says so
    (raising `Cancelled`), when nothing came within `first` seconds or not all within `seconds` (`Late`).
    `told` puts into words what it raised, given whether anything had come before.
    """
    exchange = _Exchange(work)
    began, begun = time.monotonic(), False
    try:
        while True:
            if cancelled is not None and cancelled():
                raise Cancelled
            now = time.monotonic()
            limit = seconds if begun else min(first, seconds)
            if now >= began + limit:
                raise Late(limit, begun=begun)
            try:
                item = exchange.items.get(timeout=min(_PULSE, began + limit - now))
            except queue.Empty:
                continue
            if item is None:
                return
            if isinstance(item, str):
                begun = True
                yield item
            elif isinstance(item, RealTalkError):
                raise item
            else:
                raise told(item, begun)
    finally:
        exchange.stop()


class _Exchange:
    """`items` are pieces, then at most one error, then None."""

    def __init__(self, work: Callable[[Put], Coroutine[Any, Any, None]]) -> None:
        self.items: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(work(self.items.put))
        threading.Thread(target=self._run, name="language-model", daemon=True).start()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        except Exception as error:
            self.items.put(error)
        finally:
            self.items.put(None)
            with suppress(Exception):
                self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def stop(self) -> None:
        """Cancel the work, if it is not over; its connections are closed soon after."""
        with suppress(RuntimeError):  # the loop is closed when the work is over
            self._loop.call_soon_threadsafe(self._task.cancel)
