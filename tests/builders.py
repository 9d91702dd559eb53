"""Recordings that tests make for themselves, with known pictures, known sound and known flaws."""

from __future__ import annotations

import importlib.util
import struct
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream
from numpy.typing import NDArray

Picture = Callable[[float], NDArray[np.uint8]]
"""The picture at a time in seconds: `(height, width, 3)` uint8."""

Writer = Iterator[tuple[float, list[av.Packet]]]

_MATRICES = {
    # (rotation clockwise for display, mirrored): a, b, c, d of the display matrix.
    (0, False): (1, 0, 0, 1),
    (90, False): (0, 1, -1, 0),
    (180, False): (-1, 0, 0, -1),
    (270, False): (0, -1, 1, 0),
    (0, True): (-1, 0, 0, 1),
    (90, True): (0, 1, 1, 0),
    (180, True): (1, 0, 0, -1),
    (270, True): (0, -1, -1, 0),
}


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Spoken English: `pcm` is `(n,)` float32 mono, `text` the words as said (empty if not known)."""

    pcm: NDArray[np.float32]
    rate: int
    text: str = ""

    @property
    def seconds(self) -> float:
        return len(self.pcm) / self.rate


BECKETT = "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better."


@cache
def speech(name: str = "beckett") -> Speech:
    """A recorded voice, "beckett" (10 s) or "two_cities" (44 s); skips the test where it is absent."""
    found = importlib.util.find_spec("moonshine_voice")
    if found is None or not found.submodule_search_locations:
        pytest.skip("moonshine-voice, which holds recorded speech, is not installed")
    path = Path(found.submodule_search_locations[0]) / "assets" / f"{name}.wav"
    with wave.open(str(path)) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    pcm = samples.reshape(-1, channels).mean(axis=1).astype(np.float32) / 32768
    return Speech(pcm, rate, BECKETT if name == "beckett" else "")


def tone(frequency: float, seconds: float, rate: int = 48_000, level: float = 0.5) -> NDArray[np.float32]:
    """A sine of `level` amplitude, `(n,)` float32."""
    t = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * frequency * t)).astype(np.float32)


@cache
def astronaut(size: tuple[int, int] = (640, 480)) -> NDArray[np.uint8]:
    """A photo of a person looking at the lens, cut to `size` (width, height); read-only."""
    found = importlib.util.find_spec("skimage")
    if found is None or not found.submodule_search_locations:
        pytest.skip("scikit-image, which holds the photo, is not installed")
    with av.open(str(Path(found.submodule_search_locations[0]) / "data" / "astronaut.png")) as file:
        photo = next(file.decode(video=0))
    width, height = size
    scale = max(width / 512, height / 512)
    grown = cast(
        NDArray[np.uint8],
        photo.reformat(
            max(width, round(512 * scale)), max(height, round(512 * scale)), "rgb24", interpolation="BICUBIC"
        ).to_ndarray(),
    )
    left = (grown.shape[1] - width) // 2
    picture = np.ascontiguousarray(grown[:height, left : left + width])
    picture.setflags(write=False)
    return picture


def swaying(size: tuple[int, int] = (640, 480), reach: float = 0.03) -> Picture:
    """The astronaut swaying from side to side every four seconds, as far as `reach` of the width."""
    photo = astronaut(size)

    def at(t: float) -> NDArray[np.uint8]:
        return np.roll(photo, round(reach * size[0] * np.sin(2 * np.pi * t / 4)), axis=1)

    return at


def plain(size: tuple[int, int], colour: tuple[int, int, int] = (60, 120, 180)) -> Picture:
    """One colour all over, at all times."""
    picture = np.full((size[1], size[0], 3), colour, np.uint8)
    return lambda t: picture


def flash_and_beep(
    size: tuple[int, int], times: list[float], seconds: float, rate: int = 48_000, width: float = 0.1
) -> tuple[Picture, NDArray[np.float32]]:
    """A white flash and a 1 kHz beep, both `width` seconds long, that start together at each of `times`."""
    dark = np.full((size[1], size[0], 3), 20, np.uint8)
    light = np.full((size[1], size[0], 3), 235, np.uint8)
    pcm = np.zeros(round(seconds * rate), np.float32)
    for t in times:
        beep = tone(1000, width, rate)
        start = round(t * rate)
        pcm[start : start + len(beep)] = beep[: len(pcm) - start]

    def at(t: float) -> NDArray[np.uint8]:
        return light if any(start - 1e-6 <= t < start + width - 1e-6 for start in times) else dark

    return at, pcm


@dataclass(frozen=True, slots=True)
class Video:
    """How `build_clip` writes pictures. `times` replaces the even rhythm of `fps` (variable frame rate)."""

    picture: Picture
    size: tuple[int, int] = (160, 120)
    fps: int = 25
    codec: str = "libx264"
    pix_fmt: str = "yuv420p"
    gop: int = 25
    bframes: int = 0
    start: float = 0.0
    aspect: Fraction | None = None
    times: tuple[float, ...] | None = None
    default: bool = True
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Audio:
    """How `build_clip` writes sound. `pcm` is `(n,)` or `(channels, n)`; `holes` are left out."""

    pcm: NDArray[np.float32]
    rate: int = 48_000
    codec: str = "aac"
    layout: str | None = None
    start: float = 0.0
    holes: tuple[tuple[float, float], ...] = ()
    default: bool = True


def build_clip(
    path: Path,
    seconds: float,
    *,
    video: Video | tuple[Video, ...] | None = None,
    audio: Audio | tuple[Audio, ...] | None = None,
    container: str | None = None,
    rotation: int = 0,
    mirrored: bool = False,
    options: dict[str, str] | None = None,
) -> Path:
    """Write a recording of `seconds`; the container follows from the path's suffix. Gives `path` back.

    `rotation` (degrees clockwise a player turns the picture) and `mirrored` need an mp4 or mov.
    """
    videos = (video,) if isinstance(video, Video) else video or ()
    sounds = (audio,) if isinstance(audio, Audio) else audio or ()
    with av.open(str(path), "w", format=container, options=options or {}) as file:
        writers = [_pictures(file, one, seconds) for one in videos]
        writers += [_sound(file, one, seconds) for one in sounds]
        _interleave(file, writers)
    if rotation or mirrored:
        _set_display_matrix(path, _MATRICES[rotation, mirrored])
    return path


def astronaut_clip(
    path: Path,
    seconds: float = 3.0,
    *,
    size: tuple[int, int] = (640, 480),
    fps: int = 30,
    codec: str = "libx264",
    voice: Speech | None = None,
    sound: bool = True,
) -> Path:
    """A talking head: the astronaut swaying, with recorded speech (looped where too short)."""
    audio = None
    if sound:
        voice = voice or speech()
        wanted = round(seconds * voice.rate)
        pcm = np.tile(voice.pcm, -(-wanted // len(voice.pcm)))[:wanted]
        audio = Audio(pcm, voice.rate)
    video = Video(swaying(size), size, fps, codec, gop=fps, options=(("preset", "ultrafast"),))
    return build_clip(path, seconds, video=video, audio=audio)


def _flag(stream: Stream, disposition: Disposition) -> None:
    setattr(stream, "disposition", disposition.value)  # noqa: B010 (PyAV's types call it read-only)


def _interleave(file: OutputContainer, writers: list[Writer]) -> None:
    """Mux what the writers give, always from the one that is furthest behind."""
    times = dict.fromkeys(range(len(writers)), -1.0)
    while times:
        behind = min(times, key=lambda one: times[one])
        try:
            times[behind], packets = next(writers[behind])
        except StopIteration:
            del times[behind]
            continue
        if packets:
            file.mux(packets)


def _pictures(file: OutputContainer, video: Video, seconds: float) -> Writer:
    options = {"g": str(video.gop), "bf": str(video.bframes), **dict(video.options)}
    if video.codec in ("libx264", "libx265"):
        options.setdefault("preset", "ultrafast")
    if video.codec == "libx265":
        options["x265-params"] = f"log-level=none:keyint={video.gop}:bframes={video.bframes}"
    stream = cast(VideoStream, file.add_stream(video.codec, rate=video.fps, options=options))
    stream.width, stream.height = video.size
    stream.pix_fmt = video.pix_fmt
    ticks = video.fps if video.times is None else 90_000
    stream.codec_context.time_base = Fraction(1, ticks)
    if video.aspect is not None:
        stream.codec_context.sample_aspect_ratio = video.aspect
    _flag(stream, Disposition.default if video.default else Disposition(0))
    times = video.times or tuple(i / video.fps for i in range(round(seconds * video.fps)))

    def write() -> Writer:
        for t in times:
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(video.picture(t)), format="rgb24")
            frame.pts = round((t + video.start) * ticks)
            frame.time_base = Fraction(1, ticks)
            yield t + video.start, stream.encode(frame)
        yield seconds, stream.encode(None)

    return write()


def _sound(file: OutputContainer, audio: Audio, seconds: float) -> Writer:
    stream = cast(AudioStream, file.add_stream(audio.codec, rate=audio.rate))
    pcm = np.atleast_2d(audio.pcm)
    layout = audio.layout or ("mono" if len(pcm) == 1 else "stereo")
    stream.layout = layout
    _flag(stream, Disposition.default if audio.default else Disposition(0))
    formats = [f.name for f in stream.codec_context.codec.audio_formats or []]
    stream.format = "fltp" if "fltp" in formats else formats[0]
    stream.codec_context.open()
    size = stream.codec_context.frame_size or 1024
    end = min(pcm.shape[1], round(seconds * audio.rate))
    convert = av.AudioResampler(format=stream.format, layout=layout, rate=audio.rate)

    def write() -> Writer:
        for at in range(0, end, size):
            t = at / audio.rate
            if any(a <= t < b for a, b in audio.holes):
                continue
            piece = np.ascontiguousarray(pcm[:, at : min(at + size, end)], np.float32)
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
            frame.sample_rate = audio.rate
            frame.time_base = Fraction(1, audio.rate)
            frame.pts = at + round(audio.start * audio.rate)
            yield (
                t + audio.start,
                [packet for part in convert.resample(frame) for packet in stream.encode(part)],
            )
        yield seconds, stream.encode(None)

    return write()


def _set_display_matrix(path: Path, abcd: tuple[int, int, int, int]) -> None:
    """Write a display matrix into the first video track's header of an mp4 or mov."""
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"tkhd", at)) >= 0:
        matrix = at + 4 + (52 if data[at + 4] == 1 else 40)
        if struct.unpack(">I", data[matrix + 36 : matrix + 40])[0]:  # a track with a width
            a, b, c, d = (v * 65536 for v in abcd)
            data[matrix : matrix + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
            path.write_bytes(data)
            return
        at += 4
    raise ValueError(f"{path.name} has no track header")
