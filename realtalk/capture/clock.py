"""One clock for all streams of a file: jumps of its timestamps are closed, everything else is kept.

The clock works on packets, before anything is decoded. A stretch in which timestamps run on is a piece; every
piece has one offset for all streams, so that picture and sound stay together whatever the timestamps do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

JUMP = 3.0
"""Seconds forward from which timestamps may have jumped. House rule: longer than packets stay apart in any
file that plays, shorter than what a listener takes for a break."""

BACK = 0.5
"""Seconds backward from which they have jumped; less is the usual reordering of pictures."""

LONE_JUMP = 30.0
"""Seconds forward that are a jump where there is no other stream to compare with. House rule: nobody is
silent that long in a talk."""

_INSIDE = 1.0  # seconds into a hole at which another stream proves that time went on
_LOOKAHEAD = 600  # packets held at most while waiting for the other stream's word

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Stamp(Generic[Item]):
    """A packet with its times in the file, in seconds: of decoding and of display, None if missing."""

    stream: int
    decoded: float | None
    shown: float | None
    duration: float
    item: Item


@dataclass(frozen=True, slots=True)
class Placed(Generic[Item]):
    """A packet on the clock: add `offset` to its times. `fresh`: its stream jumped just before it."""

    stream: int
    offset: float
    fresh: bool
    item: Item


@dataclass(slots=True)
class _Track:
    piece: int
    end: float | None = None  # the file's own time at which the next packet is due


class Clock(Generic[Item]):
    """Places the packets of `streams` on a clock whose 0 is the file's time `origin`.

    `jumps` are the times, in seconds on the clock, at which a jump was closed; `end` is the time reached.
    """

    def __init__(self, streams: Iterable[int], origin: float) -> None:
        self._tracks = {stream: _Track(0) for stream in streams}
        self._offsets = [-origin]
        self._held: deque[Stamp[Item]] = deque()
        self.jumps: list[float] = []
        self.end = 0.0

    def place(self, stamps: Iterable[Stamp[Item]]) -> Iterator[Placed[Item]]:
        """Every packet in the order in which it came."""
        for stamp in stamps:
            self._held.append(stamp)
            yield from self._release(final=len(self._held) > _LOOKAHEAD)
        while self._held:
            yield from self._release(final=True)

    def _release(self, *, final: bool) -> Iterator[Placed[Item]]:
        while self._held:
            stamp = self._held[0]
            track = self._tracks[stamp.stream]
            piece = self._piece(stamp, track, final)
            if piece is None:
                return
            self._held.popleft()
            fresh, track.piece, offset = piece != track.piece, piece, self._offsets[piece]
            yield Placed(stamp.stream, offset, fresh, stamp.item)
            self._advance(stamp, track, fresh)
            final = False

    def _advance(self, stamp: Stamp[Item], track: _Track, fresh: bool) -> None:
        decoded = _first(stamp.decoded, stamp.shown)
        if decoded is None:
            track.end = None if track.end is None else track.end + stamp.duration
        else:
            after = decoded + stamp.duration
            track.end = after if fresh or track.end is None else max(track.end, after)
        if track.end is not None:
            self.end = max(self.end, track.end + self._offsets[track.piece])

    def _piece(self, stamp: Stamp[Item], track: _Track, final: bool) -> int | None:
        """Which piece the packet belongs to, a new one if need be; None: cannot tell yet."""
        decoded = _first(stamp.decoded, stamp.shown)
        latest = len(self._offsets) - 1
        if decoded is None:
            return track.piece
        if track.end is None:
            return latest
        ahead = decoded - track.end
        if -BACK <= ahead <= JUMP:
            return track.piece
        if track.piece < latest:
            away = decoded + self._offsets[latest] - (track.end + self._offsets[track.piece])
            if -JUMP <= away <= JUMP:
                return latest
        if ahead > 0:
            shared = self._shared(stamp, track, ahead, final)
            if shared is None:
                return None
            if not shared:
                return track.piece
        self._offsets.append(self.end - (_first(stamp.shown, stamp.decoded) or 0.0))
        self.jumps.append(self.end)
        return latest + 1

    def _shared(self, stamp: Stamp[Item], track: _Track, ahead: float, final: bool) -> bool | None:
        """Whether the other streams jump forward too; None while they have not said."""
        assert track.end is not None
        others = {key: other for key, other in self._tracks.items() if key != stamp.stream}
        ends = {key: other.end for key, other in others.items() if other.piece == track.piece}
        if any(end is not None and end > track.end + _INSIDE for end in ends.values()):
            return False
        for later in self._held:
            decoded, end = _first(later.decoded, later.shown), ends.get(later.stream)
            if later.stream == stamp.stream or decoded is None:
                continue
            if end is not None and not -BACK <= decoded - end <= JUMP:
                return True
            if decoded > track.end + _INSIDE:
                return False
            ends[later.stream] = decoded + later.duration
        return ahead > LONE_JUMP if final or not others else None


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one
