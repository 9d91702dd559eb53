"""One pass over an open file: packets are placed on the clock, then decoded; damage is skipped."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.error import FFmpegError
from av.video.stream import VideoStream

from realtalk.capture.clock import Clock, Placed, Stamp
from realtalk.capture.opening import Opened, locked_error

log = logging.getLogger(__name__)

_MOST_FAILURES = 100  # damaged packets in a row after which the file is taken to end
_USUAL_RATE = 25.0  # pictures a second where a file says nothing at all
_SOUND_PACKETS = 50.0  # packets of sound a second, likewise


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A packet as it is in the file, after it was decoded; add `offset` seconds to its times."""

    packet: av.Packet
    offset: float
    video: bool
    fresh: bool


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture at `t` seconds on the clock, shown until `end`."""

    frame: av.VideoFrame
    t: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Decoded sound whose first sample is at `t` seconds; None: right after the sound before it.

    `lost`: sound before it could not be decoded.
    """

    frame: av.AudioFrame
    t: float | None
    lost: bool


def seconds(ticks: int | None, base: Fraction | None) -> float | None:
    """A timestamp in seconds."""
    return None if ticks is None or base is None else float(ticks * base)


class _Track:
    """One stream on its way through its decoder."""

    def __init__(self, stream: VideoStream | AudioStream, offset: float) -> None:
        self.stream = stream
        self.video = isinstance(stream, VideoStream)
        self.offset = offset
        rate = stream.average_rate if isinstance(stream, VideoStream) else _SOUND_PACKETS
        self.usual = 1 / float(rate or _USUAL_RATE)
        self.damaged = 0
        self._failed = 0
        self._good = False
        self._last: float | None = None

    def decode(self, packet: av.Packet | None) -> Iterator[Picture | Sound]:
        """What comes out of the decoder; None drains it."""
        try:
            frames = self.stream.codec_context.decode(packet)
        except EOFError:
            return
        except FFmpegError:
            self._failed += 1
            return
        for frame in frames:
            lost = bool(self._failed) and self._good
            # What fails before the first or after the last good frame is a cut, not damage.
            self.damaged += self._failed if lost else 0
            self._failed, self._good = 0, True
            if isinstance(frame, av.VideoFrame):
                picture = self._picture(frame)
                if picture is not None:
                    yield picture
            elif frame.samples and frame.sample_rate:
                t = seconds(frame.pts, frame.time_base or self.stream.time_base)
                yield Sound(frame, None if t is None else t + self.offset, lost)

    def restart(self) -> Iterator[Picture | Sound]:
        """Drain the decoder and make it ready for packets that do not follow on."""
        yield from self.decode(None)
        self.stream.codec_context.flush_buffers()

    def _picture(self, frame: av.VideoFrame) -> Picture | None:
        base = frame.time_base or self.stream.time_base  # what is drained has no base of its own
        t = seconds(frame.pts if frame.pts is not None else frame.dts, base)
        if t is not None:
            t += self.offset
        elif self._last is not None:
            t = self._last + self.usual
        else:
            t = 0.0
        if t < -1e-6 or (self._last is not None and t <= self._last):
            return None
        self._last = max(t, 0.0)
        return Picture(frame, self._last, self._last + self.usual)


class Decoding:
    """Reads an open file from its beginning to its end, or to where it can be read no further.

    `origin` is the file's own time, in seconds, of the clock's 0.
    """

    def __init__(self, path: Path, opened: Opened, origin: float) -> None:
        streams = [stream for stream in (opened.video, opened.audio) if stream is not None]
        self._path = path
        self._opened = opened
        self._tracks = {stream.index: _Track(stream, -origin) for stream in streams}
        self._broken = 0
        self.clock: Clock[av.Packet] = Clock(self._tracks, origin)

    @property
    def damaged(self) -> int:
        """How many packets were skipped between good ones."""
        return self._broken + sum(track.damaged for track in self._tracks.values())

    def run(self) -> Iterator[Coded | Picture | Sound]:
        """Everything in the file's order; a packet follows what was decoded from it."""
        for placed in self.clock.place(self._stamps()):
            track = self._tracks[placed.stream]
            yield from self._feed(track, placed)
        for track in self._tracks.values():
            yield from track.decode(None)

    def _feed(self, track: _Track, placed: Placed[av.Packet]) -> Iterator[Coded | Picture | Sound]:
        if placed.fresh:
            yield from track.restart()
        track.offset = placed.offset
        yield from track.decode(placed.item)
        yield Coded(placed.item, placed.offset, track.video, placed.fresh)

    def _stamps(self) -> Iterator[Stamp[av.Packet]]:
        for packet in self.packets():
            base = packet.time_base
            yield Stamp(
                packet.stream_index,
                seconds(packet.dts, base),
                seconds(packet.pts, base),
                seconds(packet.duration, base) or self._tracks[packet.stream_index].usual,
                packet,
            )

    def packets(self) -> Iterator[av.Packet]:
        """The file's packets as they are. Raises `UnreadableMedia` where they are encrypted."""
        streams = [track.stream for track in self._tracks.values()]
        failures = read = 0
        while failures < _MOST_FAILURES:
            try:
                for packet in self._opened.container.demux(streams):
                    if not packet.size:
                        continue
                    if packet.has_sidedata("encryption_info"):
                        raise locked_error(self._path)
                    self._broken += failures if read else 0
                    failures, read = 0, read + 1
                    yield packet
                return
            except FFmpegError as error:
                log.info("a packet could not be read: %s", error.strerror)
                failures += 1
