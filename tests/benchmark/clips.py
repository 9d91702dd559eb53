"""Recordings of any length to measure with: a real talking face where there is one, and real speech."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from tests.builders import Audio, Picture, Speech, Video, build_clip, speech, swaying

SIZE = (640, 480)
FPS = 30
SOUND_RATE = 48_000
SEAM = Fraction(1, 10)
"""Seconds between two turns of a loop, so that no packet comes before the one it follows."""

TALKING_FACE = "video/WDA_KatieHill_000.mp4"


def data() -> Path:
    """Where recordings of real people are, which a clone may lack."""
    return Path(os.environ.get("REALTALK_TEST_DATA") or Path(__file__).parents[3] / "shared" / "data")


def base_clip(path: Path, seconds: float = 60.0) -> Path:
    """A minute of a talking head, or so many seconds, 640x480 at 30 pictures a second, H.264 and AAC."""
    pauses = np.zeros(SOUND_RATE // 2, np.float32)
    pcm = np.concatenate([_resampled(speech("two_cities")), pauses, _resampled(speech("beckett"))])
    pcm = np.tile(pcm, 2)[: 60 * SOUND_RATE]
    real = data() / TALKING_FACE
    picture = _playing(real) if real.exists() else swaying(SIZE)
    video = Video(picture, SIZE, FPS, gop=2 * FPS, options=(("preset", "veryfast"), ("crf", "23")))
    return build_clip(path, seconds, video=video, audio=Audio(pcm, SOUND_RATE))


def _resampled(voice: Speech) -> NDArray[np.float32]:
    """A voice at `SOUND_RATE`."""
    return resample_poly(voice.pcm, SOUND_RATE, voice.rate).astype(np.float32)


def _playing(path: Path) -> Picture:
    """A recording's pictures, played forwards and backwards for ever."""
    with av.open(str(path)) as file:
        rate = float(file.streams.video[0].average_rate or 25)
        frames = [
            _fitted(np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)) for frame in file.decode(video=0)
        ]

    def at(t: float) -> NDArray[np.uint8]:
        index = round(t * rate) % (2 * len(frames) - 2)
        return frames[index if index < len(frames) else 2 * len(frames) - 2 - index]

    return at


def _fitted(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture in the middle of a 640x480 one, at its full height."""
    width, height = SIZE
    small = cv2.resize(
        rgb, (round(rgb.shape[1] * height / rgb.shape[0]), height), interpolation=cv2.INTER_AREA
    )
    left = (width - small.shape[1]) // 2
    return np.asarray(
        cv2.copyMakeBorder(small, 0, 0, left, width - small.shape[1] - left, cv2.BORDER_REPLICATE), np.uint8
    )


def looped(source: Path, path: Path, times: int) -> Path:
    """The recording `times` times in a row, its packets copied."""
    with av.open(str(path), "w") as out, av.open(str(source)) as first:
        streams = {s.index: out.add_stream_from_template(s) for s in first.streams}
        length = Fraction(first.duration or 0, av.time_base) + SEAM
        for turn in range(times):
            with av.open(str(source)) as file:
                for packet in file.demux():
                    if packet.dts is None or packet.pts is None:
                        continue
                    offset = round(turn * length / packet.time_base)
                    packet.pts += offset
                    packet.dts += offset
                    packet.stream = streams[packet.stream.index]
                    out.mux(packet)
    return path
