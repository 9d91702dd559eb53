"""A short look into a file before it is read: where its clock begins, whether browsers play it as it is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.error import FFmpegError
from av.video.stream import VideoStream

from realtalk.capture import orientation
from realtalk.capture.decoding import Decoding, seconds
from realtalk.capture.opening import EXPORT, Opened, unreadable
from realtalk.capture.orientation import UPRIGHT, Orientation
from realtalk.capture.pictures import source_colours

KEYFRAMES = 2.0
"""Seconds between keyframes up to which a click in the player lands fast enough on the copied picture."""

LONG_SIDE, SHORT_SIDE = 1280, 720
"""The largest sides of a picture in the player (720p)."""

SOUND_RATES = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
"""Samples a second that every browser's AAC decoder takes."""

_PRIMING = 0.1  # seconds of silence that sound encoders put before the first sample, at most
_EMPTY = 3  # packets that may hold nothing but that silence
_UNSTATED = 0xFFFFFFFF  # the length in the header of a wav that was streamed
_LOOK = 5.0  # seconds of packets that are looked at
_PACKETS = 3000  # packets after which the look ends, unless nothing was decoded yet
_BYTES = 64 << 20
_FASTEST = 61  # pictures a second that browsers show without trouble
_COPIED_FROM = ("mov", "matroska")  # formats that keep codec headers apart, as mp4 does
_COPIED_PROFILES = ("Constrained Baseline", "Baseline", "Main", "High")


@dataclass(frozen=True, slots=True)
class Probe:
    """What the first seconds of a file show.

    `origin` is the file's own time of the first picture or sound; `picture` and `sound` say which of the two
    can be decoded, `copy_picture` and `copy_sound` whether browsers play them as they are; `matrix` is that
    of the colours.
    """

    origin: float
    picture: bool
    sound: bool
    width: int = 0
    height: int = 0
    aspect: Fraction | None = None
    matrix: int = 0
    orientation: Orientation = UPRIGHT
    sound_rate: int = 0
    copy_picture: bool = False
    copy_sound: bool = False


def probe(path: Path, opened: Opened) -> Probe:
    """Look into an open file, which is then no longer at its beginning. Raises `UnreadableMedia`."""
    looked = _Look(opened)
    decoding = Decoding(path, opened, 0.0)
    for packet in decoding.packets():
        looked.at(packet)
        if looked.enough:
            break
    else:
        looked.finish()
    if not looked.first:
        if looked.failed or looked.packets > _EMPTY:
            raise unreadable(path, "it is damaged, or in a form that RealTalk does not know", EXPORT)
        raise unreadable(path, "nothing was recorded in it, it lasts 0 seconds", "Record it again.")
    if looked.only_one_picture:
        raise unreadable(path, "it is a single picture that lasts no time", "Record it again.")
    picture, sound = looked.picture, looked.sound
    turned = orientation.of_frame(picture) if picture else UPRIGHT
    return Probe(
        origin=_origin(opened, looked.first),
        picture=picture is not None,
        sound=sound is not None,
        width=picture.width if picture else 0,
        height=picture.height if picture else 0,
        aspect=opened.video.sample_aspect_ratio if opened.video is not None else None,
        matrix=source_colours(picture)[0] if picture else 0,
        orientation=turned,
        sound_rate=sound.sample_rate if sound else 0,
        copy_picture=picture is not None and turned.upright and _browser_picture(opened, picture, looked),
        copy_sound=sound is not None and _browser_sound(opened, sound),
    )


def _origin(opened: Opened, first: dict[int, float]) -> float:
    """The first moment: the first picture where the sound only leads by what its encoder put before it."""
    earliest = min(first.values())
    picture = first.get(opened.video.index, earliest) if opened.video is not None else earliest
    return picture if picture - earliest < _PRIMING else earliest


def cut_off(path: Path) -> bool:
    """Whether a wav or avi says in its header that it is longer than it is."""
    with open(path, "rb") as file:
        head = file.read(8)
        length = os.fstat(file.fileno()).st_size
    stated = int.from_bytes(head[4:], "little")
    return head[:4] == b"RIFF" and 0 < stated < _UNSTATED and stated > length


class _Look:
    def __init__(self, opened: Opened) -> None:
        self.streams: list[VideoStream | AudioStream] = [
            stream for stream in (opened.video, opened.audio) if stream is not None
        ]
        self.first: dict[int, float] = {}
        self.picture: av.VideoFrame | None = None
        self.sound: av.AudioFrame | None = None
        self.packets = self.bytes = self.pictures = 0
        self.keyframes: list[float] = []
        self.orderly = True
        self.failed = False
        self.seen = 0.0
        self.ended = False

    @property
    def enough(self) -> bool:
        if not self.first:
            return False
        if self.packets > _PACKETS or self.bytes > _BYTES:
            return True
        return len(self.first) == len(self.streams) and self.seen - min(self.first.values()) > _LOOK

    @property
    def only_one_picture(self) -> bool:
        return self.ended and self.sound is None and self.pictures <= 1

    def at(self, packet: av.Packet) -> None:
        self.packets += 1
        self.bytes += packet.size
        t = seconds(packet.pts if packet.pts is not None else packet.dts, packet.time_base)
        if t is not None:
            self.seen = max(self.seen, t) if self.packets > 1 else t
        stream = next(one for one in self.streams if one.index == packet.stream_index)
        if isinstance(stream, VideoStream):
            self.pictures += 1
            self.orderly &= packet.dts is not None and packet.pts is not None and not packet.is_discard
            self.orderly &= self.pictures > 1 or packet.is_keyframe
            if packet.is_keyframe and t is not None:
                self.keyframes.append(t)
        if stream.index not in self.first:
            self._decode(stream, packet)

    def finish(self) -> None:
        """Everything was read: ask the decoders for what they hold back."""
        self.ended = True
        for stream in self.streams:
            if stream.index not in self.first:
                self._decode(stream, None)

    def _decode(self, stream: VideoStream | AudioStream, packet: av.Packet | None) -> None:
        try:
            frames: Iterable[av.VideoFrame | av.AudioFrame] = stream.codec_context.decode(packet)
        except EOFError:
            return
        except FFmpegError:
            self.failed = True
            return
        for frame in frames:
            base = frame.time_base or stream.time_base
            t = seconds(frame.pts if frame.pts is not None else frame.dts, base)
            self.first.setdefault(stream.index, 0.0 if t is None else t)
            if isinstance(frame, av.VideoFrame):
                self.picture = self.picture or frame
            else:
                self.sound = self.sound or frame


def _browser_picture(opened: Opened, picture: av.VideoFrame, looked: _Look) -> bool:
    assert opened.video is not None
    stream, sides = opened.video, sorted((picture.width, picture.height), reverse=True)
    ends = [*looked.keyframes[1:], looked.seen]
    return (
        stream.codec_context.name == "h264"
        and picture.format.name in ("yuv420p", "yuvj420p")
        and stream.profile in _COPIED_PROFILES
        and opened.container.format.name.startswith(_COPIED_FROM)
        and sides[0] <= LONG_SIDE
        and sides[1] <= SHORT_SIDE
        and not any(side % 2 for side in sides)
        and stream.sample_aspect_ratio in (None, 0, 1)
        and float(stream.average_rate or 0) <= _FASTEST
        and looked.orderly
        and bool(looked.keyframes)
        and all(b - a <= KEYFRAMES for a, b in zip(looked.keyframes, ends, strict=True))
    )


def _browser_sound(opened: Opened, sound: av.AudioFrame) -> bool:
    assert opened.audio is not None
    return (
        opened.audio.codec_context.name == "aac"
        and opened.audio.profile in ("LC", None)
        and len(sound.layout.channels) <= 2
        and sound.sample_rate in SOUND_RATES
        and opened.container.format.name.startswith(_COPIED_FROM)
    )
