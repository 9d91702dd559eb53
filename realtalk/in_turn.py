"""A lock for work that several do all the time, in which nobody starves."""

from __future__ import annotations

import threading
from collections import deque


class InTurn:
    """A lock that is given in the order in which it was asked for; `with` takes and returns it.

    `threading.Lock` goes to whoever is quickest: of two talks at once, one had all its words recognised and
    the other none for half a minute. Not to be taken twice by one thread.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()

    def __enter__(self) -> None:
        me = object()
        with self._changed:
            self._line.append(me)
            try:
                self._changed.wait_for(lambda: self._line[0] is me)
            except BaseException:
                self._line.remove(me)
                self._changed.notify_all()
                raise

    def __exit__(self, *_error: object) -> None:
        with self._changed:
            self._line.popleft()
            self._changed.notify_all()
