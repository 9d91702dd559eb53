"""Pictures and sound of a talk as they come, made into the two streams of its recording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from realtalk.capture.pictures import square_size
from realtalk.capture.probe import LONG_SIDE, SHORT_SIDE
from realtalk.capture.soundtrack import Soundtrack

RATE = 48_000
"""Samples a second of the recording: what browsers send, so that nothing is resampled."""

STEP = 0.010
"""Seconds by which a piece of sound may begin early or late and still follow the one before: what is more was
lost, or came twice. The sound's times are counts of samples, which are exact; half of what lip-sync may be
off."""

KEYFRAMES = 1.0
"""Seconds from one keyframe to the next: a click in the player lands on one at once. So late may the first
picture come to be shown from the beginning; before a later one the picture is dark."""

SMALLEST = 16
"""Points on the shorter side of a picture from which it can be encoded."""

_TICKS = 90_000
_QUALITY = {"preset": "ultrafast", "crf": "26", "sc_threshold": "0", "forced-idr": "1", "bf": "0"}
_USUAL_RATE = 30  # pictures a second that the header promises at most; their times are their own
_MATRIX = int(Colorspace.ITU709)
_SOUND_BITS = 80_000  # a second, mono; speech is transparent well below
_AAC_FRAME = 1024


def recorded_size(width: int, height: int) -> tuple[int, int]:
    """Width and height, both even and at most 720p, at which a picture of some size is recorded.

    >>> recorded_size(1920, 1080), recorded_size(641, 480)
    ((1280, 720), (640, 480))
    """
    most = min(LONG_SIDE, round(SHORT_SIDE * max(width, height) / min(width, height)))
    wide, high = square_size(width, height, None, most, even=True)
    return max(SMALLEST, wide), max(SMALLEST, high)


class PictureTrack:
    """Pictures of any size and rhythm as H.264 of one size (width, height), a keyframe each second.

    What has another shape gets bars. While no pictures come, the last one is repeated.
    """

    def __init__(self, file: OutputContainer, size: tuple[int, int]) -> None:
        self._size = size
        self._scaler, self._converter = VideoReformatter(), VideoReformatter()
        width, height = size
        self._shown = self._painted(_picture_of(np.zeros((height, width, 3), np.uint8)))
        self._last, self._next_key = -1, 0
        self._stream: VideoStream = file.add_stream("libx264", rate=_USUAL_RATE, options=dict(_QUALITY))
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.time_base = Fraction(1, _TICKS)
        context.gop_size = 10 * _USUAL_RATE
        context.thread_count = 1
        context.colorspace, context.color_range = _MATRIX, ColorRange.MPEG

    def lay(self, t: float, rgb: NDArray[np.uint8]) -> Iterator[av.Packet]:
        """A picture that is seen from `t` seconds on; nothing comes of one that is no newer than the last."""
        yield from self.fill(t - KEYFRAMES)
        tick = round(t * _TICKS)
        if tick > self._last:
            self._shown = self._painted(self._fitted(rgb))
            if self._last < 0 and tick:
                yield from self._encode(0)
            yield from self._encode(tick)

    def fill(self, until: float) -> Iterator[av.Packet]:
        """The last picture again at each keyframe that is due until then, in seconds."""
        while self._next_key <= until * _TICKS:
            yield from self._encode(self._next_key)

    def finish(self) -> list[av.Packet]:
        """What was held back."""
        return self._stream.encode(None)

    def _encode(self, tick: int) -> list[av.Packet]:
        frame = self._shown
        frame.pts, frame.time_base = tick, Fraction(1, _TICKS)
        frame.pict_type = PictureType.NONE
        if tick >= self._next_key:
            frame.pict_type = PictureType.I
            every = round(KEYFRAMES * _TICKS)
            self._next_key = (tick // every + 1) * every
        self._last = tick
        return self._stream.encode(frame)

    def _painted(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The frame in the colours of the recording."""
        painted = self._converter.reformat(
            frame,
            *self._size,
            "yuv420p",
            dst_colorspace=_MATRIX,
            dst_color_range=ColorRange.MPEG,
            interpolation="BILINEAR",
        )
        painted.colorspace, painted.color_range = _MATRIX, ColorRange.MPEG
        return painted

    def _fitted(self, rgb: NDArray[np.uint8]) -> av.VideoFrame:
        """The picture, with bars if its shape is not that of the recording."""
        frame = _picture_of(rgb)
        width, height = self._size
        scale = min(width / frame.width, height / frame.height)
        wide, high = (max(2, round(side * scale / 2) * 2) for side in (frame.width, frame.height))
        if (wide, high) == self._size:
            return frame
        inner = self._scaler.reformat(frame, wide, high, "rgb24", interpolation="BILINEAR").to_ndarray()
        left, top = (width - wide) // 2, (height - high) // 2
        canvas = np.zeros((height, width, 3), np.uint8)
        canvas[top : top + high, left : left + wide] = inner
        return _picture_of(canvas)


class SoundTrack:
    """Pieces of mono sound at any rate as AAC without holes: what is missing is silence."""

    def __init__(self, file: OutputContainer) -> None:
        self._laid = Soundtrack(RATE)
        self._due: float | None = None
        self._unsaid = np.empty(0, np.float32)
        self._said = 0
        self._stream: AudioStream = file.add_stream("aac", rate=RATE)
        self._stream.layout = "mono"
        self._stream.bit_rate = _SOUND_BITS
        self._stream.options = {"aac_coder": "fast"}

    @property
    def end(self) -> float:
        """Seconds laid so far."""
        return self._laid.end

    def lay(self, t: float, pcm: NDArray[np.float32], rate: int) -> Iterator[av.Packet]:
        """Sound whose first sample is heard at `t` seconds; what overlaps the sound before it is left out."""
        if self._due is None or abs(t - self._due) > STEP:
            self._laid.lose()
        self._due = t + len(pcm) / rate
        yield from self._encode(self._laid.lay(_sound_of(pcm, rate), t))

    def fill(self, until: float) -> Iterator[av.Packet]:
        """Silence from the end of the sound to `until` seconds, if that is later."""
        while (missing := round(until * RATE) - self._laid.position) > 0:
            silence = np.zeros(min(missing, RATE), np.float32)
            yield from self._encode(self._laid.lay(_sound_of(silence, RATE), None))

    def finish(self) -> Iterator[av.Packet]:
        """What was held back."""
        yield from self._encode(self._laid.finish())
        if len(self._unsaid):
            yield from self._say(self._unsaid)
        yield from self._stream.encode(None)

    def _encode(self, pieces: Iterable[NDArray[np.float32]]) -> Iterator[av.Packet]:
        for piece in pieces:
            pcm = np.concatenate((self._unsaid, piece))
            whole = len(pcm) // _AAC_FRAME * _AAC_FRAME
            self._unsaid = pcm[whole:]
            for at in range(0, whole, _AAC_FRAME):
                yield from self._say(pcm[at : at + _AAC_FRAME])

    def _say(self, pcm: NDArray[np.float32]) -> list[av.Packet]:
        frame = _sound_of(pcm, RATE)
        frame.pts, frame.time_base = self._said, Fraction(1, RATE)
        self._said += len(pcm)
        return self._stream.encode(frame)


def _picture_of(rgb: NDArray[np.uint8]) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), "rgb24")


def _sound_of(pcm: NDArray[np.float32], rate: int) -> av.AudioFrame:
    samples = np.ascontiguousarray(pcm, np.float32).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
    frame.sample_rate = rate
    return frame
