"""What was made once and is asked for again: kept while there is room, made once however many ask."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Results by key, at most `room` of whatever `size` counts; what was not asked for longest goes first.

    Who asks for what is being made just now waits for it. A failure is raised to all who wait, and not kept.
    """

    def __init__(self, room: int, size: Callable[[T], int]) -> None:
        self._room = room
        self._size = size
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, Future[T]] = {}
        self._used = 0

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under that key, or else what `make` gives."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            awaited = self._making.get(key)
            mine: Future[T] = Future()
            if awaited is None:
                self._making[key] = mine
        if awaited is not None:
            return awaited.result()
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            mine.set_exception(error)
            raise
        with self._lock:
            del self._making[key]
            self._keep(key, made)
        mine.set_result(made)
        return made

    def _keep(self, key: Hashable, made: T) -> None:
        self._held[key] = made
        self._used += self._size(made)
        while self._used > self._room and len(self._held) > 1:
            _, gone = self._held.popitem(last=False)
            self._used -= self._size(gone)
