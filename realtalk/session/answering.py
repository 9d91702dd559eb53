"""A reply on its way, and how soon it came."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from realtalk.partner.said import Said


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from the end of a turn of the user's until the first sound was on its way to the browser, and
    the first sentence that depends on what was said; `words` were said, `spoken` or typed, and a model
    wrote the sentence or not.
    """

    first_sound: float
    first_sentence: float
    words: int
    spoken: bool
    by_model: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A turn of the user's that is being answered: when it ended, and when a first sound was made."""

    text: str
    ended: float
    spoken: bool
    first_sound: float

    def latency(self, said: Said) -> Latency:
        """With the first sentence made at this moment."""
        first = time.monotonic() - self.ended
        sound = min(first, self.first_sound - self.ended)
        return Latency(sound, first, len(self.text.split()), self.spoken, said.by_model)


class Work:
    """A reply on its way."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self.ended = threading.Event()

    def cancel(self) -> None:
        self._stopped.set()

    def cancelled(self) -> bool:
        return self._stopped.is_set()
