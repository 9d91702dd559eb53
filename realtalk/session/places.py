"""How many talk at once on one machine."""

from __future__ import annotations

import os
import threading
from typing import Protocol

from realtalk.errors import RealTalkError
from realtalk.settings import settings

A_CORE = 1.0
"""Talks that a core carries. Two cores kept the words of three within five seconds, but had four pictures a
second left for each; of two they looked at nearly nine (docs/benchmarks.md), the browser not counted."""


class Busy(RealTalkError):
    """As many people talk as this machine can follow."""

    def __init__(self, talks: int) -> None:
        super().__init__(
            "Somebody else is practising on this machine just now."
            if talks == 1
            else f"{talks} people are practising on this machine just now, as many as it can follow.",
            "Wait until they have finished, then try again. Reviewing a recording works meanwhile.",
            retryable=True,
        )


class Talk(Protocol):
    """Whatever takes up a place."""

    @property
    def owner(self) -> str: ...


class Places:
    """The places of this process, taken and left from any thread."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._taken: list[Talk] = []
        self._lock = threading.Lock()

    @property
    def most(self) -> int:
        """How many may talk at once: as set, or by the cores of this machine."""
        return self._most or settings().live or max(1, int((os.cpu_count() or 1) * A_CORE))

    @property
    def taken(self) -> int:
        with self._lock:
            return len(self._taken)

    def take(self, talk: Talk, instead_of: Talk | None = None) -> None:
        """Take a place, that of another talk if it still has one. Raises `Busy` where none is left."""
        with self._lock:
            others = [each for each in self._taken if each is not instead_of]
            if len(others) >= self.most:
                raise Busy(len(others))
            self._taken = [*others, talk]

    def leave(self, talk: Talk) -> None:
        """Free a place; nothing happens for who has none."""
        with self._lock:
            self._taken = [each for each in self._taken if each is not talk]


PLACES = Places()
