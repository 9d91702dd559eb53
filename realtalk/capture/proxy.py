"""A copy of the recording that every browser plays, made while the recording is analysed.

H.264 and AAC in an mp4 whose index stands first, at most 720p, on the same clock as the analysis, with a
keyframe every second. Streams that browsers play as they are get copied instead (then with keyframes at most
two seconds apart).
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Generator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.filter import Graph
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from realtalk.capture.decoding import Coded, Picture, seconds
from realtalk.capture.opening import Opened
from realtalk.capture.orientation import Orientation
from realtalk.capture.pictures import source_colours, square_size
from realtalk.capture.probe import KEYFRAMES, LONG_SIDE, SHORT_SIDE, SOUND_RATES, Probe
from realtalk.errors import DiskFull, RealTalkError

STEP = 1 / 37
"""Seconds between pictures at least: 50 and 60 a second become 25 and 30, up to 36 stay as they are."""

IN_SYNC = 0.02
"""Seconds that the file's own sound may stray from an even count of samples and still be copied."""

_KEY_JITTER = 0.5  # seconds by which keyframes of a copied stream may be further apart now and then
_TICKS = 90_000
_QUALITY = {"preset": "ultrafast", "crf": "27", "sc_threshold": "0", "forced-idr": "1"}
_SOUND_BITS = 80_000  # a second, mono; speech is transparent well below
_AAC_FRAME = 1024
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def player_rate(rate: int) -> int:
    """The samples a second at which sound of `rate` is played: the next that browsers take."""
    return next((one for one in SOUND_RATES if one >= rate), SOUND_RATES[-1])


@contextlib.contextmanager
def writing(path: Path, found: Probe, *, copying: bool = True) -> Generator[Proxy, None, None]:
    """A copy for the player at `path`, which appears there only if `Proxy.finish` was reached.

    Raises `DiskFull` where there is no room, `RealTalkError` where nothing can be written.
    """
    path = Path(os.path.abspath(path))
    with _told(path):
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
    proxy = Proxy(Path(name), path, found, copying=copying)
    try:
        yield proxy
    finally:
        proxy.discard()


@contextlib.contextmanager
def _told(path: Path) -> Generator[None, None, None]:
    """Errors of the disk, as people read them."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(
                "There is no room left on the disk for the player's copy of the recording.",
                "Free some space, then review the recording again.",
            ) from error
        raise RealTalkError(
            "RealTalk could not write the player's copy of the recording.",
            f"Check that the folder {path.parent.name} exists and may be written to.",
        ) from error


class Proxy:
    """Writes the copy. `fit` turns false where a copied stream is one that browsers would stumble over; then
    nothing more is written.
    """

    def __init__(self, scratch: Path, path: Path, found: Probe, *, copying: bool) -> None:
        self.fit = True
        self._scratch = scratch
        self._path = path
        self._found = found
        self._copies_picture = copying and found.copy_picture
        self._copies_sound = copying and found.copy_sound
        self._file: OutputContainer | None = None
        self._video: VideoStream | None = None
        self._audio: AudioStream | None = None
        self._painter: _Painter | None = None
        self._next_key = 0.0
        self._last = -1.0
        self._key: float | None = None
        self._order: dict[bool, int] = {}
        self._unsaid = np.empty(0, np.float32)
        self._said = 0

    def start(self, opened: Opened) -> None:
        """Lay out the file for the streams of an open recording."""
        found = self._found
        with _told(self._path):
            self._file = file = av.open(
                str(self._scratch), "w", format="mp4", container_options={"movflags": "+faststart"}
            )
            if opened.video is not None:
                if self._copies_picture:
                    self._video = file.add_stream_from_template(opened.video, opaque=True)
                else:
                    self._painter = _Painter(found)
                    self._video = self._painter.stream(file, opened.video)
            if opened.audio is not None:
                if self._copies_sound:
                    self._audio = file.add_stream_from_template(opened.audio)
                else:
                    self._audio = file.add_stream("aac", rate=player_rate(found.sound_rate))
                    self._audio.layout = "mono"
                    self._audio.bit_rate = _SOUND_BITS
                    self._audio.options = {"aac_coder": "fast"}

    def picture(self, picture: Picture) -> None:
        """Encode a decoded picture, if pictures are encoded; the frame is not to be used afterwards."""
        if self._painter is None or self._video is None or picture.t - self._last < STEP or not self.fit:
            return
        self._last = picture.t
        frame = self._painter.paint(picture.frame)
        frame.pts, frame.time_base = round(picture.t * _TICKS), Fraction(1, _TICKS)
        frame.pict_type = PictureType.NONE
        if picture.t >= self._next_key - 1e-6:
            frame.pict_type = PictureType.I
            self._next_key = picture.t + 1.0
        self._mux(self._video.encode(frame))

    def sound(self, pcm: NDArray[np.float32]) -> None:
        """Encode the next sound, `(n,)` mono at `player_rate`, if sound is encoded."""
        if self._audio is None or self._copies_sound or not self.fit:
            return
        pcm = np.concatenate((self._unsaid, pcm))
        whole = len(pcm) // _AAC_FRAME * _AAC_FRAME
        for at in range(0, whole, _AAC_FRAME):
            self._say(pcm[at : at + _AAC_FRAME])
        self._unsaid = pcm[whole:]

    def coded(self, coded: Coded) -> None:
        """Copy a packet, if its stream is copied."""
        stream = self._video if coded.video else self._audio
        copies = self._copies_picture if coded.video else self._copies_sound
        if stream is None or not copies or not self.fit:
            return
        packet = coded.packet
        if packet.dts is None or packet.pts is None or coded.fresh or packet.is_corrupt:
            self.fit = False
            return
        shift = round(coded.offset / packet.time_base)
        packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
        if packet.dts <= self._order.get(coded.video, packet.dts - 1):
            self.fit = False
            return
        self._order[coded.video] = packet.dts
        if coded.video and not self._dense(packet):
            self.fit = False
            return
        packet.stream = stream
        self._mux([packet])

    def judge(self, *, strayed: float, damaged: bool) -> None:
        """Say, at the end, how far the file's sound was off the clock and whether parts were damaged."""
        if self._copies_sound and strayed > IN_SYNC:
            self.fit = False
        if damaged and (self._copies_picture or self._copies_sound):
            self.fit = False

    def finish(self) -> None:
        """Complete the copy and put it in its place."""
        if self._video is not None and not self._copies_picture:
            self._mux(self._video.encode(None))
        if self._audio is not None and not self._copies_sound:
            if len(self._unsaid):
                self._say(self._unsaid)
            self._mux(self._audio.encode(None))
        with _told(self._path):
            assert self._file is not None
            self._file.close()
            self._file = None
            with open(self._scratch, "rb+") as written:
                os.fsync(written.fileno())
            os.replace(self._scratch, self._path)

    def discard(self) -> None:
        """Leave nothing behind; without effect after `finish`."""
        if self._file is not None:
            with contextlib.suppress(OSError, ValueError):
                self._file.close()
            self._file = None
        self._scratch.unlink(missing_ok=True)

    def _dense(self, packet: av.Packet) -> bool:
        """Whether the last keyframe is recent enough at the end of the packet's picture."""
        end = seconds(packet.pts, packet.time_base) or 0.0
        last = end if self._key is None else self._key
        if packet.is_keyframe:
            self._key = end
        else:
            end += seconds(packet.duration, packet.time_base) or 0.0
        return end - last <= KEYFRAMES + _KEY_JITTER

    def _say(self, pcm: NDArray[np.float32]) -> None:
        assert self._audio is not None
        samples = np.ascontiguousarray(pcm).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = self._audio.rate
        frame.pts, frame.time_base = self._said, Fraction(1, frame.sample_rate)
        self._said += len(pcm)
        self._mux(self._audio.encode(frame))

    def _mux(self, packets: list[av.Packet]) -> None:
        if packets and self._file is not None:
            with _told(self._path):
                self._file.mux(packets)


class _Painter:
    """Makes frames that fit the player: square points, upright, 8 bits, one size throughout."""

    def __init__(self, found: Probe) -> None:
        self._aspect = found.aspect
        self._orientation: Orientation = found.orientation
        self._scaler = VideoReformatter()
        self._graph: Graph | None = None
        wide, high = square_size(found.width, found.height, found.aspect, LONG_SIDE)
        most = min(LONG_SIDE, round(SHORT_SIDE * max(wide, high) / min(wide, high)))
        self._size = square_size(found.width, found.height, found.aspect, most, even=True)
        # What is stored in one of the two usual matrices keeps it, which saves a conversion.
        kept = (Colorspace.ITU601, Colorspace.ITU709)
        self._matrix = found.matrix if found.matrix in kept else int(Colorspace.ITU709)

    def stream(self, file: OutputContainer, source: VideoStream) -> VideoStream:
        """The stream that takes the frames."""
        rate = min(Fraction(36), Fraction(source.average_rate or 25))
        stream = file.add_stream("libx264", rate=max(Fraction(1), rate), options=dict(_QUALITY))
        width, height = self._size
        stream.width, stream.height = (height, width) if self._orientation.swap else (width, height)
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.time_base = Fraction(1, _TICKS)
        context.gop_size = 60
        context.thread_count = min(2, os.cpu_count() or 1)
        context.colorspace, context.color_range = self._matrix, ColorRange.MPEG
        return stream

    def paint(self, frame: av.VideoFrame) -> av.VideoFrame:
        matrix, span = source_colours(frame)
        painted = self._scaler.reformat(
            frame,
            *self._size,
            "yuv420p",
            src_colorspace=matrix,
            dst_colorspace=self._matrix,
            src_color_range=span,
            dst_color_range=ColorRange.MPEG,
            interpolation="FAST_BILINEAR",
        )
        painted.colorspace, painted.color_range = self._matrix, ColorRange.MPEG
        return painted if self._orientation.upright else self._turned(painted)

    def _turned(self, frame: av.VideoFrame) -> av.VideoFrame:
        if self._graph is None:
            self._graph = Graph()
            last = self._graph.add_buffer(
                width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, _TICKS)
            )
            for name in self._orientation.filter.split(","):
                kind, _, options = name.partition("=")
                step = self._graph.add(kind, options or None)
                last.link_to(step)
                last = step
            last.link_to(self._graph.add("buffersink"))
            self._graph.configure()
        frame.pts, frame.time_base = 0, Fraction(1, _TICKS)
        self._graph.push(frame)
        turned = self._graph.pull()
        assert isinstance(turned, av.VideoFrame)
        return turned
