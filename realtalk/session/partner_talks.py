"""How many conversations with personas go on at once on one machine."""

from __future__ import annotations

import os
import threading

from realtalk.errors import RealTalkError
from realtalk.settings import settings

A_CORE = 4
"""Conversations that a core carries, in which nobody uses a microphone: see docs/partner.md. Those with one
are bounded by `places` besides."""


class Crowded(RealTalkError):
    """As many personas talk as this machine can follow."""

    def __init__(self, talks: int) -> None:
        super().__init__(
            f"{talks} conversations go on at this moment, as many as this machine can carry.",
            "Wait until one has ended, then try again.",
            retryable=True,
        )


class PartnerPlaces:
    """The places of this process, taken and left from any thread."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._taken: list[object] = []
        self._lock = threading.Lock()

    @property
    def most(self) -> int:
        """How many may go on at once: as set, or by the cores of this machine."""
        return self._most or settings().conversations or max(1, (os.cpu_count() or 1) * A_CORE)

    @property
    def taken(self) -> int:
        """How many go on now."""
        with self._lock:
            self._taken = [each for each in self._taken if not getattr(each, "over", False)]
            return len(self._taken)

    def take(self, talk: object) -> None:
        """Take a place. Raises `Crowded` where none is left."""
        with self._lock:
            self._taken = [each for each in self._taken if not getattr(each, "over", False)]
            if len(self._taken) >= self.most:
                raise Crowded(len(self._taken))
            self._taken.append(talk)

    def leave(self, talk: object) -> None:
        """Free a place; nothing happens for who has none."""
        with self._lock:
            self._taken = [each for each in self._taken if each is not talk]


PARTNER_PLACES = PartnerPlaces()
