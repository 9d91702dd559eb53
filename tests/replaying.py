"""A recording played into a studio as a camera and a microphone would give it, in real time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from realtalk.capture.webrtc import HELD_SOUND
from realtalk.session.studio import Studio

PACKET = 960
RATE = 48_000

Sound = NDArray[np.int16]


def pictures_of(path: Path, rate: float, size: tuple[int, int] = (640, 480)) -> list[NDArray[np.uint8]]:
    """The pictures of a recording at a rate of its own, each `(height, width, 3)`."""
    found: list[NDArray[np.uint8]] = []
    with av.open(str(path)) as file:
        for frame in file.decode(video=0):
            shown = frame.reformat(*size, format="rgb24").to_ndarray()
            while len(found) / rate <= float(frame.time or 0.0) + 1e-6:
                found.append(shown)
    return found


def sound_of(path: Path) -> Sound:
    """The sound of a recording as `(n,)` 16-bit at 48 kHz."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    with av.open(str(path)) as file:
        frames = [piece for frame in file.decode(audio=0) for piece in resampler.resample(frame)]
    frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]).astype(np.int16)


def video_frame(rgb: NDArray[np.uint8], t: float) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    frame.pts, frame.time_base = round(t * 90_000), Fraction(1, 90_000)
    return frame


def audio_frame(mono: Sound, start: int) -> av.AudioFrame:
    """20 ms as aiortc gives them: packed 16-bit stereo."""
    frame = av.AudioFrame.from_ndarray(np.repeat(mono, 2).reshape(1, -1), format="s16", layout="stereo")
    frame.sample_rate = RATE
    frame.pts, frame.time_base = start, Fraction(1, RATE)
    return frame


class Replay:
    """Plays pictures and sound into a studio, over and over, until it is stopped.

    Each piece comes as late as it would over WebRTC: sound by the packets held back, a picture when the next
    begins.
    """

    def __init__(
        self,
        studio: Studio,
        pictures: list[NDArray[np.uint8]] | None,
        sound: Sound | None,
        rate: float = 15.0,
    ) -> None:
        self._studio, self._pictures, self._sound, self._rate = studio, pictures, sound, rate
        self._stopped = threading.Event()
        self.given = {"pictures": 0, "packets": 0}
        self.late = 0.0
        """Seconds that the farthest piece was handed over too late: how busy the machine was."""
        self._threads = [
            threading.Thread(target=target, daemon=True)
            for target, wanted in ((self._show, pictures), (self._play, sound))
            if wanted is not None
        ]
        self._started = time.monotonic()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Replay:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _due(self, period: float, held: float) -> Iterator[int]:
        for i in count():
            wait = self._started + i * period + held - time.monotonic()
            self.late = max(self.late, -wait)
            if self._stopped.wait(max(0.0, wait)):
                return
            yield i

    def _show(self) -> None:
        assert self._pictures is not None
        for i in self._due(1 / self._rate, 1 / self._rate):
            self._studio.on_video(video_frame(self._pictures[i % len(self._pictures)], i / self._rate))
            self.given["pictures"] += 1

    def _play(self) -> None:
        assert self._sound is not None
        whole = len(self._sound) // PACKET
        for i in self._due(PACKET / RATE, HELD_SOUND + PACKET / RATE):
            start = i % whole * PACKET
            self._studio.on_audio(audio_frame(self._sound[start : start + PACKET], i * PACKET))
            self.given["packets"] += 1
