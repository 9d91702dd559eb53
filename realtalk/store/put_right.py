"""What a speaker put right of a session's words: a small file over a timeline that stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from realtalk.observations import Correction, Sentence, Word
from realtalk.store import codec
from realtalk.timeline import Timeline

TRACKS = (Word, Sentence, Correction)
"""What is read from the words, and so changes with them."""

UNDOABLE = 20
"""Corrections that can be taken back, the last one first. House rule: nobody remembers more of them."""

Exchange = tuple[int, int, tuple[Any, ...]]
"""Where in a track something was exchanged, how many observations stand there now, and what stood there."""


@dataclass(frozen=True, slots=True, eq=False)
class PutRight:
    """The words of a session as they count, and what was there before each correction, the last one last.

    `words` is a timeline of `TRACKS` alone; a step holds an `Exchange` for each of them.
    """

    words: Timeline
    steps: tuple[tuple[Exchange, ...], ...] = ()

    def over(self, observed: Timeline) -> Timeline:
        """The session with its words as they count."""
        for kind in TRACKS:
            observed = observed.replaced(kind, self.words.track(kind))
        return observed

    def changed(self, timeline: Timeline) -> PutRight:
        """The same after another correction led to `timeline`; itself where nothing is different."""
        exchanges = tuple(_exchange(self.words.track(kind), timeline.track(kind)) for kind in TRACKS)
        if all(count == 0 and not gone for _, count, gone in exchanges):
            return self
        return PutRight(words_of(timeline), (*self.steps, exchanges)[-UNDOABLE:])

    def undone(self) -> PutRight:
        """The same without the last correction; itself where none can be taken back."""
        if not self.steps:
            return self
        words = self.words
        for kind, (at, count, gone) in zip(TRACKS, self.steps[-1], strict=True):
            track = list(words.track(kind))
            track[at : at + count] = gone
            words = words.replaced(kind, track)
        return PutRight(words, self.steps[:-1])


def words_of(timeline: Timeline) -> Timeline:
    """A timeline's `TRACKS` alone."""
    return Timeline(observation for kind in TRACKS for observation in timeline.track(kind))


def encode(made: PutRight) -> str:
    """As the text of a file."""
    return codec.encode({"words": made.words, "steps": made.steps})


def decode(text: str) -> PutRight:
    """From the text of a file. Raises `codec.Unreadable` for any other."""
    held = codec.decode(text)
    try:
        words, steps = held["words"], held["steps"]
        if not isinstance(words, Timeline) or any(len(step) != len(TRACKS) for step in steps):
            raise codec.Unreadable("holds no words")
    except (KeyError, TypeError) as error:
        raise codec.Unreadable("holds no words") from error
    return PutRight(words, cast("tuple[tuple[Exchange, ...], ...]", steps))


def _exchange(before: Sequence[Any], after: Sequence[Any]) -> Exchange:
    """The one stretch in which two tracks differ."""
    least = min(len(before), len(after))
    first = next((i for i in range(least) if before[i] != after[i]), least)
    same = next((i for i in range(least - first) if before[-1 - i] != after[-1 - i]), least - first)
    return first, len(after) - same - first, tuple(before[first : len(before) - same])
