"""A recorded file as pictures and sound on one clock, in one pass and in flat memory."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import av
import numpy as np
from numpy.typing import NDArray

from realtalk.capture.decoding import Coded, Decoding, Picture, Sound
from realtalk.capture.interleaving import Interleaver
from realtalk.capture.opening import display_name, open_media
from realtalk.capture.pictures import Pictures, square_size
from realtalk.capture.probe import Probe, cut_off, probe
from realtalk.capture.proxy import Proxy, player_rate, writing
from realtalk.capture.resample import Resampler
from realtalk.capture.soundtrack import Soundtrack
from realtalk.media import SAMPLE_RATE, AudioChunk, Frame, Span
from realtalk.observations import Gap

CHUNK = 0.25
"""Seconds of sound in a chunk, about: short enough to be in time order with the pictures."""

_EARLY = 1.5  # seconds missing at the end from which a file ends early; less is rounding in its header
_DECLARING = ("mov", "matroska", "avi", "wav", "flac")  # formats that know their length, others guess
_QUIET_END = 0.5  # seconds by which sound may end before the picture without being missed
_MENTIONED = 1.0  # seconds of missing sound from which it is worth a word


@dataclass(frozen=True, slots=True)
class RecordingInfo:
    """What a file says of itself before it is read.

    `duration` is in seconds, None where the file does not say. `width` and `height` are those of the upright
    picture with square points (0 without video), `rate` its pictures a second.
    """

    name: str
    duration: float | None
    has_video: bool
    has_audio: bool
    width: int
    height: int
    rate: float | None


class Recording:
    """A file that can be reviewed; a context manager. Made by `open_recording`.

    `read_until`, in seconds, grows while `media` is read; `gaps` and `notes` (sentences for people) are there
    after it.
    """

    def __init__(self, path: Path, info: RecordingInfo, found: Probe, declared: float | None) -> None:
        self.info = info
        self.read_until = 0.0
        self.gaps: tuple[Gap, ...] = ()
        self.notes: tuple[str, ...] = ()
        self._path = path
        self._found = found
        self._declared = declared
        self._running: list[Generator[Frame | AudioChunk, None, None]] = []

    def __enter__(self) -> Recording:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop reading; a player copy that is not finished is removed."""
        while self._running:
            self._running.pop().close()

    def media(
        self, picture_rate: float | None = 10.0, max_side: int = 1280, proxy: Path | None = None
    ) -> Generator[Frame | AudioChunk, None, None]:
        """Read the file once: its pictures and sound in time order, from 0 on.

        Pictures come at most `picture_rate` a second (None: all) and at most `max_side` points long; sound is
        contiguous. A file whose own order is loose by more than a second keeps it. With `proxy`, a copy that
        browsers play is written there; it exists once the iterator is exhausted. Closing the iterator stops
        at once and leaves no file. Raises `UnreadableMedia`, `DiskFull`.
        """
        running = self._media(picture_rate, max_side, proxy)
        self._running = [running]
        return running

    def _media(
        self, picture_rate: float | None, max_side: int, proxy: Path | None
    ) -> Generator[Frame | AudioChunk, None, None]:
        found = self._found
        pictures = Pictures(picture_rate, max_side, found.aspect, found.orientation)
        if proxy is None:
            yield from self._read(pictures, None)
            return
        with writing(proxy, found) as copy:
            yield from self._read(pictures, copy)
            if copy.fit:
                copy.finish()
                return
        with writing(proxy, found, copying=False) as copy:
            for _ in self._read(None, copy):
                pass
            copy.finish()

    def _read(self, pictures: Pictures | None, copy: Proxy | None) -> Iterator[Frame | AudioChunk]:
        """One pass; without `pictures` nothing is analysed, only copied."""
        opened = open_media(self._path)
        with contextlib.closing(opened.container):
            used = opened.only(video=self._found.picture, audio=self._found.sound)
            if copy is not None:
                copy.start(used)
            decoding = Decoding(self._path, used, self._found.origin)
            reader = _Reader(self._found, pictures, copy)
            self.read_until = 0.0
            for piece in decoding.run():
                yield from reader.take(piece)
                self.read_until = max(reader.seen, reader.soundtrack.end)
            yield from reader.finish()
            self.read_until = max(reader.seen, reader.soundtrack.end)
            if copy is not None:
                copy.judge(strayed=reader.soundtrack.strayed, damaged=bool(decoding.damaged))
        self.gaps = self._gaps(reader)
        self.notes = tuple(self._notes(decoding))

    def _gaps(self, reader: _Reader) -> tuple[Gap, ...]:
        gaps = list(reader.soundtrack.gaps)
        if self._found.sound and reader.seen - reader.soundtrack.end > _QUIET_END:
            gaps.append(Gap(Span(reader.soundtrack.end, reader.seen), "the sound ends before the picture"))
        return tuple(gaps)

    def _notes(self, decoding: Decoding) -> Iterator[str]:
        missing = self._declared is not None and self.read_until < self._declared - _EARLY
        if (missing or cut_off(self._path)) and not decoding.clock.jumps:
            yield f"The file ends early: {spoken_time(self.read_until)} of it could be read."
        if decoding.damaged:
            yield "Parts of the file are damaged and were skipped."
        for t in decoding.clock.jumps[:1]:
            yield f"The clock of the file jumps at {spoken_time(t)}; it is shown without a break."
        missing = sum(gap.span.duration for gap in self.gaps)
        if missing >= _MENTIONED:
            yield f"Sound is missing for {spoken_time(missing)} in all."


class _Reader:
    """Turns what is decoded into what is analysed, and hands the player copy its share."""

    def __init__(self, found: Probe, pictures: Pictures | None, copy: Proxy | None) -> None:
        self.soundtrack = Soundtrack(player_rate(found.sound_rate or SAMPLE_RATE))
        self.seen = 0.0
        self._pictures = pictures
        self._copy = copy
        self._resampler = Resampler()
        self._pieces: list[NDArray[np.float32]] = []
        self._waiting = self._given = 0
        self._interleaver = Interleaver(video=found.picture, audio=found.sound)

    def take(self, piece: Coded | Picture | Sound) -> Iterator[Frame | AudioChunk]:
        if isinstance(piece, Picture):
            self.seen = piece.end
            if self._pictures is not None and self._pictures.wants(piece.t):
                yield from self._interleaver.put(Frame(piece.t, self._pictures.rgb(piece.frame)))
            if self._copy is not None:
                self._copy.picture(piece)
        elif isinstance(piece, Sound):
            if piece.lost:
                self.soundtrack.lose()
            for pcm in self.soundtrack.lay(piece.frame, piece.t):
                yield from self._hear(pcm)
        elif self._copy is not None:
            self._copy.coded(piece)

    def finish(self) -> Iterator[Frame | AudioChunk]:
        for pcm in self.soundtrack.finish():
            yield from self._hear(pcm)
        yield from self._chunk(last=True)
        yield from self._interleaver.finish()

    def _hear(self, pcm: NDArray[np.float32]) -> Iterator[Frame | AudioChunk]:
        if self._copy is not None:
            self._copy.sound(pcm)
        if self._pictures is None:
            return
        self._pieces.append(pcm)
        self._waiting += len(pcm)
        if self._waiting >= CHUNK * self.soundtrack.rate:
            yield from self._chunk(last=False)

    def _chunk(self, *, last: bool) -> Iterator[Frame | AudioChunk]:
        pcm = np.concatenate(self._pieces) if self._pieces else np.empty(0, np.float32)
        self._pieces, self._waiting = [], 0
        pcm = self._resampler.feed_mono(pcm, self.soundtrack.rate)
        if last:
            pcm = np.concatenate((pcm, self._resampler.finish()))
        if len(pcm):
            chunk = AudioChunk(self._given / SAMPLE_RATE, pcm)
            self._given += len(pcm)
            yield from self._interleaver.put(chunk)


def open_recording(path: Path) -> Recording:
    """Open a recording and look into it. Raises `UnreadableMedia` with what is wrong and what to do."""
    path = Path(path)
    opened = open_media(path)
    with contextlib.closing(opened.container):
        found = probe(path, opened)
        container, video = opened.container, opened.only(video=found.picture, audio=found.sound).video
        duration = None
        if container.duration is not None and container.duration > 0:
            duration = (container.duration + (container.start_time or 0)) / av.time_base - found.origin
        declared = duration if container.format.name.startswith(_DECLARING) else None
        width = height = 0
        if found.picture:
            unbounded = 4 * max(found.width, found.height)
            width, height = square_size(found.width, found.height, found.aspect, unbounded)
        if found.orientation.swap:
            width, height = height, width
        info = RecordingInfo(
            name=display_name(path),
            duration=duration,
            has_video=found.picture,
            has_audio=found.sound,
            width=width,
            height=height,
            rate=float(video.average_rate) if video is not None and video.average_rate else None,
        )
    return Recording(path, info, found, declared)


def spoken_time(seconds: float) -> str:
    """Seconds as people write them, rounded: 12:10, or 1:02:03.

    >>> spoken_time(730.2)
    '12:10'
    """
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
