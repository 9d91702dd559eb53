"""A photo and a voice as they are kept: WebP and FLAC, with nothing else in them."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import av
import cv2
import numpy as np
from av.audio.stream import AudioStream
from av.error import FFmpegError
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.media import SAMPLE_RATE

LARGEST_SIDE = 1536
"""Pixels of the longer side of a kept photo. House rule: a face in it is drawn at 512."""

QUALITY = 92
"""Of the WebP: its traces are not seen at the size at which the face is drawn."""

LONGEST = 120.0
"""Seconds of a voice that are kept: what follows tells nothing new about it."""

_BLOCK = 4096


def packed_photo(rgb: NDArray[np.uint8]) -> bytes:
    """A photo `(height, width, 3)` as WebP of at most `LARGEST_SIDE`; made from pixels, it holds no place, no
    time and no camera.
    """
    height, width = rgb.shape[:2]
    scale = LARGEST_SIDE / max(height, width)
    if scale < 1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".webp", bgr, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])
    return data.tobytes()


def unpacked_photo(path: Path) -> NDArray[np.uint8]:
    """A kept photo, `(height, width, 3)`. Raises `RealTalkError`."""
    try:
        bgr = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    except (OSError, cv2.error) as error:
        raise _damaged("photo") from error
    if bgr is None:
        raise _damaged("photo")
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def sixteen_bits(pcm: NDArray[np.float32]) -> NDArray[np.int16]:
    """Sound -1..1 as whole numbers, as it is kept."""
    return np.clip(np.round(pcm * 32767), -32767, 32767).astype(np.int16)


def sound_hash(pcm: NDArray[np.float32]) -> str:
    """The SHA-256 of sound as it is kept: the same before it was kept and after."""
    return hashlib.sha256(sixteen_bits(pcm).astype("<i2").tobytes()).hexdigest()


def packed_voice(pcm: NDArray[np.float32]) -> bytes:
    """Sound `(n,)` at 16 kHz, -1..1, as FLAC."""
    samples, file = sixteen_bits(pcm), io.BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=SAMPLE_RATE, layout="mono")
        assert isinstance(stream, AudioStream)
        stream.format = "s16"
        for start in range(0, len(samples), _BLOCK):
            block = np.ascontiguousarray(samples[np.newaxis, start : start + _BLOCK])
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate, frame.pts = SAMPLE_RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def unpacked_voice(kept: Path | bytes) -> NDArray[np.float32]:
    """A kept voice, or the bytes of one, `(n,)` at 16 kHz, -1..1. Raises `RealTalkError`."""
    blocks: list[NDArray[np.int16]] = []
    samples = 0
    try:
        data = kept if isinstance(kept, bytes) else kept.read_bytes()
        with av.open(io.BytesIO(data), "r", format="flac") as container:
            for frame in container.decode(audio=0):
                if (frame.sample_rate, frame.format.name, frame.layout.name) != (SAMPLE_RATE, "s16", "mono"):
                    raise ValueError("no voice that was kept")
                blocks.append(np.asarray(frame.to_ndarray(), np.int16).ravel())
                samples += len(blocks[-1])
                if samples > LONGEST * SAMPLE_RATE:
                    raise ValueError("longer than any that is kept")
    except (OSError, ValueError, FFmpegError) as error:
        raise _damaged("voice") from error
    if not blocks:
        raise _damaged("voice")
    return np.concatenate(blocks).astype(np.float32) / np.float32(32767)


def _damaged(what: str) -> RealTalkError:
    return RealTalkError(f"The {what} of this persona is damaged.", "Take it out and add it again.")
