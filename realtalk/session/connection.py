"""Whether picture and sound still come from the browser."""

from __future__ import annotations

import time

PICTURE, SOUND = "picture", "sound"

AWAY = 3.0
"""Seconds without picture or sound after which the connection seems lost: longer than a network's hiccup."""

GIVEN_UP = 15.0
"""Seconds without either after which the talk ends. House rule: who reconnects does so within ten."""

LET_GO = 5.0
"""The same once the stream was closed, as by leaving the page. House rule: a page that renews its connection
does so at once."""

UNPLUGGED = 5.0
"""Seconds without one of the two, while the other goes on, after which the speaker is told."""


class Connection:
    """Follows what arrives; `came` is called by the camera's callbacks, the rest by anybody."""

    def __init__(self, *, video: bool, audio: bool) -> None:
        self._expected = (*((PICTURE,) if video else ()), *((SOUND,) if audio else ()))
        self._newest = dict.fromkeys(self._expected, time.monotonic())
        self._closed = False

    def begin(self) -> None:
        """Count silence from now on."""
        self._newest, self._closed = dict.fromkeys(self._expected, time.monotonic()), False

    def came(self, what: str) -> None:
        """A picture or a sound came just now."""
        if what in self._newest:
            self._newest[what], self._closed = time.monotonic(), False

    def close(self) -> None:
        """The stream was closed."""
        self._closed = True

    @property
    def away(self) -> bool:
        """Whether neither has come for a while."""
        return self._silence() >= AWAY

    @property
    def lost(self) -> str | None:
        """Why the talk is over, as a sentence; None while it is not."""
        if self._silence() < (LET_GO if self._closed else GIVEN_UP):
            return None
        return "The page was left" if self._closed else "The connection was lost"

    def missing(self) -> tuple[str, ...]:
        """What has not come for a while though the other has."""
        if self.away:
            return ()
        now = time.monotonic()
        return tuple(what for what, newest in self._newest.items() if now - newest >= UNPLUGGED)

    def _silence(self) -> float:
        return time.monotonic() - max(self._newest.values(), default=time.monotonic())
