"""The recording of a talk while it grows: its pictures and its sound on one time, in one file."""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from numpy.typing import NDArray

from realtalk.session.recording_disk import Scratch
from realtalk.session.recording_tracks import SMALLEST, PictureTrack, SoundTrack, recorded_size

WAIT = 5.0
"""Seconds of sound after which the file is laid out though no picture has come. House rule: cameras that take
longer are rare, and until then the sound waits in memory."""

UNSEEN = (640, 480)
"""Width and height of the picture where none came in time: what RealTalk asks browsers for."""

LAG = 3.0
"""Seconds by which one of the two may come later than the other before there is silence, or the last picture
again: far more than a network holds it back."""

_FRAGMENTED = {
    "movflags": "empty_moov+default_base_moof+frag_keyframe+delay_moov+skip_trailer",
    "max_interleave_delta": "200000",  # microseconds that one stream waits for the other
    "flush_packets": "1",
}
_OF_SOUND = {"frag_duration": "1000000"}  # microseconds; beside pictures it would make their times inexact
_BUFFER = 1 << 18  # bytes that the container writes at a time


class RecordingFile:
    """A recording that will lie at `path`, and beside it in fragments until then: they outlive a crash.

    One thread at a time. `picture`, `sound` and `close` raise `DiskFull` or another `RealTalkError` when
    nothing more can be written; `publish` then still keeps what was.
    """

    def __init__(self, path: Path, *, video: bool, audio: bool) -> None:
        self.seconds = 0.0
        """How much of the talk is on the disk, to about a second."""
        self.first_picture: float | None = None
        """When the first picture came, in seconds; None before it."""
        self.heard = False
        """Whether any sound came."""
        self._path = path
        self._video, self._audio = video, audio
        self._early: list[tuple[float, NDArray[np.float32], int]] = []
        self._newest = 0.0
        self._scratch: Scratch | None = None
        self._file: OutputContainer | None = None
        self._pictures: PictureTrack | None = None
        self._sounds: SoundTrack | None = None

    def picture(self, t: float, rgb: NDArray[np.uint8]) -> None:
        """Add a picture, `(h, w, 3)`, seen from `t` seconds on; one that cannot be shown is passed over."""
        usable = rgb.ndim == 3 and rgb.shape[2] == 3 and min(rgb.shape[:2]) >= SMALLEST
        if not self._video or not usable or not 0 <= t < math.inf:
            return
        if self._file is None:
            self._lay_out(recorded_size(rgb.shape[1], rgb.shape[0]))
        assert self._pictures is not None
        if self.first_picture is None:
            self.first_picture = t
        self._mux(self._pictures.lay(t, rgb))
        self._reach(t)

    def sound(self, t: float, pcm: NDArray[np.float32], rate: int) -> None:
        """Add mono sound, `(n,)`, whose first sample is heard at `t` seconds."""
        if not self._audio or not len(pcm) or rate <= 0 or not math.isfinite(t):
            return
        self.heard = True
        if self._file is not None:
            self._lay(t, pcm, rate)
            return
        self._early.append((t, pcm, rate))
        if not self._video:
            self._lay_out(None)
        elif t - self._early[0][0] >= WAIT:
            self._lay_out(UNSEEN)

    def close(self) -> None:
        """Everything has come: write what was held back."""
        if self._file is None and self._early:
            self._lay_out(None)
        if self._file is None:
            return
        if self._sounds is not None:
            self._mux(self._sounds.fill(self._newest))
            self._mux(self._sounds.finish())
        if self._pictures is not None:
            self._mux(self._pictures.finish())
        self._file.close()
        self._pour()

    def abandon(self) -> None:
        """Write nothing more, and give up what is not on the disk."""
        self._early.clear()
        file, self._file, self._pictures, self._sounds = self._file, None, None, None
        if file is not None:
            with suppress(Exception):
                file.close()
        if self._scratch is not None:
            self._scratch.close()

    def publish(self) -> bool:
        """Put the recording at its path; False, and no file, where there is nothing of it."""
        self.abandon()
        if self._scratch is None:
            return False
        seen = self.first_picture is not None
        return self._scratch.publish(
            [kind for kind, came in (("video", seen), ("audio", self.heard)) if came]
        )

    def remove(self) -> None:
        """Leave nothing; without effect on what was published."""
        self.abandon()
        if self._scratch is not None:
            self._scratch.remove()

    def _lay_out(self, size: tuple[int, int] | None) -> None:
        """Begin the file: with pictures of a size (width, height), and with sound if some was promised."""
        self._scratch = Scratch(self._path)
        options = _FRAGMENTED if size is not None else _FRAGMENTED | _OF_SOUND
        self._file = av.open(self._scratch, "w", format="mp4", container_options=options, buffer_size=_BUFFER)
        if size is not None:
            self._pictures = PictureTrack(self._file, size)
        if self._audio:
            self._sounds = SoundTrack(self._file)
        early, self._early = self._early, []
        for t, pcm, rate in early:
            self._lay(t, pcm, rate)

    def _lay(self, t: float, pcm: NDArray[np.float32], rate: int) -> None:
        assert self._sounds is not None
        self._mux(self._sounds.lay(t, pcm, rate))
        self._reach(self._sounds.end)

    def _reach(self, t: float) -> None:
        """Note how far the talk is, and fill what has not come by now."""
        self._newest = max(self._newest, t)
        if self._pictures is not None:
            self._mux(self._pictures.fill(self._newest - LAG))
        if self._sounds is not None:
            self._mux(self._sounds.fill(self._newest - LAG))

    def _mux(self, packets: Iterable[av.Packet]) -> None:
        assert self._file is not None
        for packet in packets:
            self._file.mux(packet)
        self._pour()

    def _pour(self) -> None:
        assert self._scratch is not None
        if self._scratch.pour():
            self.seconds = self._newest
