"""A photo and a voice taken in from whatever file somebody has, or a clear reason why not."""

from __future__ import annotations

import struct
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.capture.opening import open_media
from realtalk.capture.pictures import Pictures
from realtalk.capture.probe import probe
from realtalk.capture.reading import Reading
from realtalk.errors import RealTalkError, UnreadableMedia
from realtalk.media import SAMPLE_RATE, AudioChunk
from realtalk.partner.likeness_files import LONGEST
from realtalk.partner.voice_print import speech_seconds
from realtalk.store.scratch import scratch
from realtalk.store.writing import told

LARGEST_PHOTO = 30 << 20
"""Bytes of a photo's file. House rule: a camera's largest JPEG has 25 MB."""

MOST_PIXELS = 60_000_000
"""Of a photo: more than a telephone's camera takes when it says 50 megapixels, and 180 MB in memory."""

SMALLEST_SIDE = 64
"""Pixels; a smaller picture holds no face that could be drawn."""

LEAST_SPEECH = 6.0
"""Seconds of speech in a recording of a voice. House rule: enough for eight looks at the voice."""

LARGEST_RECORDING = 300 << 20
"""Bytes of a recording that comes without a path, as an upload that is held in memory."""

_CHOOSE = "Choose a photo of the face from the front, as a JPEG, PNG or WebP file."


@dataclass(frozen=True, slots=True)
class _Header:
    kind: str
    width: int
    height: int
    moving: bool = False


def take_photo(data: bytes) -> NDArray[np.uint8]:
    """The picture of a JPEG, PNG or WebP file, upright, `(height, width, 3)` RGB.

    Raises `RealTalkError` that says what is wrong with it: empty, no picture, too large, animated, broken.
    """
    if not data:
        raise _refused("it is empty")
    if len(data) > LARGEST_PHOTO:
        raise _refused(f"it is larger than {LARGEST_PHOTO >> 20} MB")
    try:
        header = _header(data)
    except (struct.error, IndexError, ValueError) as error:
        raise _refused("it is broken or cut off") from error
    if header is None:
        raise _refused("it is no JPEG, PNG or WebP picture")
    if header.moving:
        raise _refused("it is animated")
    if header.width * header.height > MOST_PIXELS:
        raise _refused(f"its {header.width} by {header.height} points are too many")
    if min(header.width, header.height) < SMALLEST_SIDE:
        raise _refused(f"its {header.width} by {header.height} points are too few")
    try:
        # IMREAD_COLOR turns the picture as its EXIF orientation says, and drops what is transparent.
        bgr = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise _refused("it is broken or cut off") from error
    if bgr is None or {*bgr.shape[:2]} != {header.width, header.height}:
        raise _refused("it is broken or cut off")
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def take_voice(recording: Path | bytes) -> NDArray[np.float32]:
    """The sound of any sound or video file, `(n,)` at 16 kHz mono, -1..1: its first `LONGEST` seconds.

    Raises `UnreadableMedia`, or another `RealTalkError` where too little is spoken in it.
    """
    pcm = take_sound(recording)
    if (seconds := speech_seconds(pcm)) < LEAST_SPEECH:
        raise RealTalkError(
            f"There is too little speech in this recording: {seconds:.1f} seconds.",
            "Record at least ten seconds of one person speaking, without music or other voices.",
        )
    return pcm


def take_sound(recording: Path | bytes) -> NDArray[np.float32]:
    """The sound as `take_voice`, however little is spoken in it, such as a phrase read aloud."""
    if isinstance(recording, Path):
        return _sound(recording)
    if len(recording) > LARGEST_RECORDING:
        raise RealTalkError(
            f"This recording is larger than {LARGEST_RECORDING >> 20} MB.", "Choose a shorter one."
        )
    with scratch() as folder:
        path = folder / "given"
        with told():
            path.write_bytes(recording)
        try:
            return _sound(path)
        except UnreadableMedia as error:
            raise UnreadableMedia(error.what.replace(path.name, "the recording"), error.remedy) from error


def _sound(path: Path) -> NDArray[np.float32]:
    opened = open_media(path)
    with closing(opened.container):
        found = probe(path, opened)
    if not found.sound:
        raise UnreadableMedia("There is no sound in this recording.", "Record again with the microphone on.")
    heard: list[NDArray[np.float32]] = []
    samples, most = 0, round(LONGEST * SAMPLE_RATE)
    reading = Reading(path, replace(found, picture=False), Pictures(1.0, SMALLEST_SIDE, None), None)
    with closing(reading.steps()) as steps:
        for media in steps:
            for chunk in media:
                if isinstance(chunk, AudioChunk):
                    heard.append(chunk.pcm)
                    samples += len(chunk.pcm)
            if samples >= most:
                break
    pcm = np.concatenate(heard)[:most] if heard else np.zeros(0, np.float32)
    return np.clip(np.nan_to_num(pcm), -1.0, 1.0).astype(np.float32)


def _refused(why: str) -> RealTalkError:
    return RealTalkError(f"RealTalk cannot use this photo: {why}.", _CHOOSE)


def _header(data: bytes) -> _Header | None:
    """What a picture's first bytes claim, so that one that would fill the memory is never decoded; None for
    no picture of these kinds.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", data[16:24])
        return _Header("png", width, height, b"acTL" in data[: data.index(b"IDAT")])
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _jpeg(data: bytes) -> _Header:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _Header("jpeg", width, height)
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])


def _webp(data: bytes) -> _Header:
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        return _Header("webp", width, height, bool(data[20] & 0x02))
    if kind == b"VP8L":
        bits = int(struct.unpack("<I", data[21:25])[0])
        return _Header("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return _Header("webp", width & 0x3FFF, height & 0x3FFF)
    raise ValueError("no picture")
