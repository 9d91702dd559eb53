"""A recorded file as pictures and sound on one clock, in one pass and in flat memory."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import av

from realtalk.capture.opening import display_name, open_media
from realtalk.capture.pictures import Pictures, square_size
from realtalk.capture.probe import Probe, cut_off, probe
from realtalk.capture.proxy import writing
from realtalk.capture.reading import Reading
from realtalk.media import AudioChunk, Frame, Span
from realtalk.observations import Gap

_EARLY = 1.5  # seconds missing at the end from which a file ends early; less is rounding in its header
_DECLARING = ("mov", "matroska", "avi", "wav", "flac")  # formats that know their length, others guess
_QUIET_END = 0.5  # seconds by which sound may end before the picture without being missed
_BLIND_END = 3.0  # seconds of sound after the last picture from which they are worth a word
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

    `read_until`, in seconds, grows while `media` is read, and so does `share_read`, the part of the file's
    bytes that was read (0..1; None before the first, and where the file does not tell), which knows how far
    it is where `info.duration` is None. `gaps` and `notes` (sentences for people) are there after it.
    """

    def __init__(self, path: Path, info: RecordingInfo, found: Probe, declared: float | None) -> None:
        self.info = info
        self.read_until = 0.0
        self.share_read: float | None = None
        self.gaps: tuple[Gap, ...] = ()
        self.notes: tuple[str, ...] = ()
        self._path = path
        self._found = found
        self._declared = declared
        self._unfinished: Path | None = None
        self._running: list[Generator[object, None, None]] = []

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
        browsers play is written there; it exists once the iterator is exhausted, or `finish_proxy` after it.
        Closing the iterator stops at once and leaves no file. Raises `UnreadableMedia`, `DiskFull`.
        """
        running = self._media(picture_rate, max_side, proxy)
        self._running = [running]
        return running

    def _media(
        self, picture_rate: float | None, max_side: int, proxy: Path | None
    ) -> Generator[Frame | AudioChunk, None, None]:
        found = self._found
        self.read_until, self.share_read, self._unfinished = 0.0, None, None
        pictures = Pictures(picture_rate, max_side, found.aspect, found.orientation)
        with writing(proxy, found) if proxy is not None else contextlib.nullcontext() as copy:
            reading = Reading(self._path, found, pictures, copy)
            with contextlib.closing(reading.steps()) as steps:
                for media in steps:
                    self.read_until, self.share_read = reading.reached, reading.share
                    yield from media
            self.share_read = reading.share
            self.gaps = self._gaps(reading)
            self.notes = tuple(self._notes(reading))
            if copy is not None and copy.fit:
                copy.finish()
            else:
                self._unfinished = proxy

    def finish_proxy(self) -> Generator[float, None, None]:
        """Write the player copy that `media` had to leave, if it had to; to be exhausted after every `media`.

        That is where streams that were copied turned out, late, to be none that browsers play well: then the
        file is read once more and encoded, and the seconds done come after every packet, up to `read_until`.
        Otherwise nothing comes. The copy exists once the iterator is exhausted. Closing it stops at once and
        leaves no file. Raises `UnreadableMedia`, `DiskFull`.
        """
        running = self._finish_proxy()
        self._running.append(running)
        return running

    def _finish_proxy(self) -> Generator[float, None, None]:
        if self._unfinished is None:
            return
        with writing(self._unfinished, self._found, copying=False) as copy:
            reading = Reading(self._path, self._found, None, copy)
            with contextlib.closing(reading.steps()) as steps:
                for _ in steps:
                    yield reading.reached
            copy.finish()
        self._unfinished = None

    def _gaps(self, reading: Reading) -> tuple[Gap, ...]:
        gaps = list(reading.soundtrack.gaps)
        if self._found.sound and reading.seen - reading.heard > _QUIET_END:
            gaps.append(Gap(Span(reading.heard, reading.seen), "the sound ends before the picture"))
        return tuple(gaps)

    def _notes(self, reading: Reading) -> Iterator[str]:
        missing = self._declared is not None and self.read_until < self._declared - _EARLY
        if (missing or cut_off(self._path)) and not reading.jumps:
            yield f"The file ends early: {spoken_time(self.read_until)} of it could be read."
        if reading.damaged:
            yield "Parts of the file are damaged and were skipped."
        for t in reading.jumps[:1]:
            yield f"The clock of the file jumps at {spoken_time(t)}; it is shown without a break."
        if self._found.picture and reading.heard - reading.seen >= _BLIND_END:
            stops, goes_on = spoken_time(reading.seen), spoken_time(reading.heard)
            yield f"The picture stops at {stops}, the sound goes on to {goes_on}."
        lost = sum(gap.span.duration for gap in self.gaps)
        if lost >= _MENTIONED:
            verb = "is" if round(lost) in (1, 60, 3600) else "are"
            yield f"{spoken_length(lost)} of sound {verb} missing from the file."


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


def spoken_length(seconds: float) -> str:
    """How long something takes, in words, rounded to seconds.

    >>> spoken_length(3661)
    '1 hour 1 minute 1 second'
    """
    whole = round(seconds)
    parts = ((whole // 3600, "hour"), (whole // 60 % 60, "minute"), (whole % 60, "second"))
    named = [f"{count} {name}" if count == 1 else f"{count} {name}s" for count, name in parts if count]
    return " ".join(named) or "0 seconds"
