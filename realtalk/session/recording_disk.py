"""Where a recording lies while it grows, and how it comes to its place: never half-written, whatever the disk
does.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import av

from realtalk.errors import DiskFull, RealTalkError, disk_full

logger = logging.getLogger(__name__)

RESERVE = 32 * 2**20
"""Bytes that a recording leaves free on the disk, so that there is room for the rundown of the same talk."""

SHARE = 0.05
"""The most of a disk that the reserve takes up."""

HELD = 0.2
"""Seconds at most that the last picture is shown where no sound goes on after it: at worst three of the
usual pictures."""


class Scratch:
    """A hidden file beside `path` that grows by whole fragments of an mp4.

    A container writes to it as to a file, which goes to memory: so it never meets a full disk in the middle.
    `pour` brings it to the disk. Raises `DiskFull` or another `RealTalkError`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: list[bytes] = []
        self._whole = 0
        with _told(path):
            handle, self._scratch = _made_beside(path)
        self._handle: int | None = handle

    def write(self, data: bytes) -> int:
        """Take what a container writes."""
        self._parts.append(data)
        return len(data)

    def pour(self) -> bool:
        """Bring to the disk what was written, which ends with a whole fragment; whether there was any.

        Raises `DiskFull` where it does not fit; then it is as if it had not been written.
        """
        data = b"".join(self._parts)
        self._parts.clear()
        if not data or self._handle is None:
            return False
        with _told(self._path):
            try:
                _require(self._path.parent, len(data))
                _write(self._handle, data)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(self._handle, self._whole)
                raise
        self._whole += len(data)
        return True

    def close(self) -> None:
        """Nothing more comes."""
        self._parts.clear()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def publish(self, kinds: Collection[str]) -> bool:
        """Put the recording in its place, with its streams of some kinds ("video", "audio"), as a plain mp4
        whose index stands first; False where nothing was written, which leaves no file.

        Where that cannot be, for want of room, the fragments themselves are put there: they play as well.
        """
        self.close()
        try:
            if not self._whole:
                return False
            plain = self._plain(kinds)
            with _told(self._path):
                os.replace(plain or self._scratch, self._path)
            return True
        finally:
            self.remove()

    def remove(self) -> None:
        """Leave nothing; without effect on what was published."""
        self.close()
        with suppress(OSError):
            self._scratch.unlink(missing_ok=True)

    def _plain(self, kinds: Collection[str]) -> Path | None:
        made = None
        try:
            _require(self._path.parent, self._whole)
            handle, made = _made_beside(self._path)
            os.close(handle)
            remux(self._scratch, made, kinds)
            with open(made, "rb+") as written:
                os.fsync(written.fileno())
            return made
        except Exception:
            logger.warning("a recording stays in fragments", exc_info=True)
            if made is not None:
                with suppress(OSError):
                    made.unlink(missing_ok=True)
            return None


def remux(source: Path, target: Path, kinds: Collection[str]) -> None:
    """Write a recording's streams of some kinds to a plain mp4, index first, nothing encoded again.

    The last picture is held until the sound ends.
    """
    options = {"movflags": "+faststart"}
    with (
        av.open(str(source)) as growing,
        av.open(str(target), "w", format="mp4", container_options=options) as plain,
    ):
        wanted = [stream for stream in growing.streams if stream.type in kinds]
        streams = {stream.index: plain.add_stream_from_template(stream, opaque=True) for stream in wanted}
        held: av.Packet | None = None
        step, heard = 0.0, 0.0
        for packet in growing.demux(wanted):
            if not packet.size or packet.pts is None:
                continue
            sounds = packet.stream.type == "audio"
            packet.stream = streams[packet.stream_index]
            if sounds:
                heard = _end(packet)
                plain.mux(packet)
                continue
            if held is not None:
                step = _start(packet) - _start(held)
                plain.mux(held)
            held = packet
        if held is not None:
            shown = max(heard - _start(held), min(step or HELD, HELD))
            held.duration = round(shown / held.time_base)
            plain.mux(held)


def _start(packet: av.Packet) -> float:
    return (packet.pts or 0) * float(packet.time_base)


def _end(packet: av.Packet) -> float:
    return _start(packet) + (packet.duration or 0) * float(packet.time_base)


def _made_beside(path: Path) -> tuple[int, Path]:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    return handle, Path(name)


def _require(folder: Path, size: int) -> None:
    """Raise the error of a full disk unless so many bytes fit and the reserve stays."""
    disk = shutil.disk_usage(folder)
    if disk.free - size < min(RESERVE, SHARE * disk.total):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


@contextmanager
def _told(path: Path) -> Generator[None, None, None]:
    """Errors of the disk, as people read them."""
    try:
        yield
    except OSError as error:
        if disk_full(error):
            raise DiskFull(
                "There is no room left on the disk for the recording of your talk.",
                "Free some space before your next talk.",
            ) from error
        raise RealTalkError(
            "RealTalk could not write the recording of your talk.",
            f"Check that the folder {path.parent.name} exists and may be written to.",
        ) from error
