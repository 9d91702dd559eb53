"""What of a stage's sentences is still to be heard, by what browsers tell."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from realtalk.partner.said import Said
from realtalk.session.stage import Clip

GUARD = 2.5
"""Seconds beyond a sentence's own after which it is taken for heard though no browser told so: one whose
tab is hidden may not."""


@dataclass(eq=False)
class Sentence:
    """A sentence on its way: when it was made and when it began to be heard, by `time.monotonic`. One `aside`
    belongs to no reply.
    """

    clip: Clip
    said: Said
    made: float
    aside: bool
    began: float | None = None


class Playing:
    """The sentences that were put on a stage and are not over. Any thread may call anything."""

    def __init__(self) -> None:
        self._sentences: dict[int, Sentence] = {}
        self._heard: list[str] = []
        self._lock = threading.Lock()

    def begin(self) -> None:
        """A new reply begins."""
        with self._lock:
            self._heard = []

    def add(self, clip: Clip, said: Said, *, aside: bool = False) -> None:
        """A sentence was put on the stage."""
        with self._lock:
            self._sentences[clip.number] = Sentence(clip, said, time.monotonic(), aside)

    def began(self, number: int, seconds: float) -> Sentence | None:
        """It is heard since so many seconds; the sentence, None if it is over or was told before."""
        with self._lock:
            sentence = self._sentences.get(number)
            if sentence is None or sentence.began is not None:
                return None
            sentence.began = time.monotonic() - seconds
            return sentence

    def ended(self, number: int) -> None:
        """It was heard to its end."""
        with self._lock:
            self._over(number)

    def stop(self) -> tuple[bool, str]:
        """Nothing is heard any more: whether anything was to be heard, and the words of this reply that
        were.
        """
        now = time.monotonic()
        with self._lock:
            there, self._sentences = self._sentences, {}
            heard, self._heard = self._heard, []
        heard += [
            _said_by(sentence.clip, now - sentence.began)
            for _, sentence in sorted(there.items())
            if sentence.began is not None and not sentence.aside
        ]
        return bool(there), " ".join(heard).strip()

    @property
    def replying(self) -> bool:
        """Whether a sentence of the reply is being heard, or was."""
        with self._lock:
            now = (s for s in self._sentences.values() if s.began is not None and not s.aside)
            return bool(self._heard) or any(now)

    def quiet(self) -> bool:
        """Whether nothing is to be heard any more; lets go of what must be over by now."""
        now = time.monotonic()
        with self._lock:
            start = None
            for number, sentence in sorted(self._sentences.items()):
                begins = sentence.began if sentence.began is not None else sentence.made
                start = max(begins, start) if start is not None and sentence.began is None else begins
                start += sentence.clip.speech.duration
                if now > start + GUARD:
                    self._over(number)
            return not self._sentences

    def _over(self, number: int) -> None:
        sentence = self._sentences.pop(number, None)
        if sentence is not None and not sentence.aside:
            self._heard.append(sentence.said.text)


def _said_by(clip: Clip, seconds: float) -> str:
    """The words of a sentence that are said after so many seconds."""
    return " ".join(word.text for word in clip.speech.words if word.span.middle < seconds)
