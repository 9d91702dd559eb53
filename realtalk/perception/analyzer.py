"""What an analyzer is, and the one path that both a live session and a recording take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from realtalk.media import AudioChunk, Frame
from realtalk.observations import Observation


class Analyzer(Protocol):
    """Turns one kind of media, fed in time order, into observations.

    However the sound is cut into chunks, the observations are identical. An analyzer keeps its own rate by
    media time and ignores what it does not need. `finish` releases its models when called and gives what
    was still held back; it is called after a failure as well.
    """

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]: ...

    def finish(self) -> Iterable[Observation]: ...


def observe(media: Iterable[Frame | AudioChunk], analyzers: Sequence[Analyzer]) -> Iterator[Observation]:
    """Every observation that the analyzers make of the media, as it is made."""
    for piece in media:
        for analyzer in analyzers:
            yield from analyzer.feed(piece)
    for analyzer in analyzers:
        yield from analyzer.finish()
