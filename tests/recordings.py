"""Talks recorded as the camera's callbacks would, and what is in the files."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import av
import numpy as np
from numpy.typing import NDArray

from realtalk.session.recorder import PICTURE_ROOM, Recorder
from tests.builders import Picture

RATE = 48_000
PACKET = 960

Holes = tuple[tuple[float, float], ...]


def regular(seconds: float, fps: float = 15, start: float = 0.0) -> list[float]:
    """The times of pictures from `start` to `seconds`."""
    return [start + i / fps for i in range(round((seconds - start) * fps))]


def hand_over(
    recorder: Recorder,
    picture: Picture | None,
    pcm: NDArray[np.float32] | None,
    times: list[float] | None = None,
    *,
    rate: int = RATE,
    holes: Holes = (),
    shift: Callable[[float], float] = lambda t: t,
) -> None:
    """Pictures at some times and sound in packets, in the order of time, no faster than they are written.

    `holes` are left out of the sound; `shift` gives each piece another time.
    """
    starts = [at / rate for at in range(0, len(pcm) if pcm is not None else 0, PACKET)]
    for t, is_sound in sorted([*((t, False) for t in times or ()), *((t, True) for t in starts)]):
        if not is_sound and picture is not None:
            recorder.picture(shift(t), picture(t))
            while recorder._picture_bytes > PICTURE_ROOM / 2:
                time.sleep(0.001)
        elif pcm is not None and not any(a - 1e-6 <= t < b - 1e-6 for a, b in holes):
            at = round(t * rate)
            recorder.sound(shift(t), pcm[at : at + PACKET], rate)


def record(
    path: Path,
    picture: Picture | None,
    pcm: NDArray[np.float32] | None,
    times: list[float] | None = None,
    *,
    video: bool = True,
    audio: bool = True,
    rate: int = RATE,
    holes: Holes = (),
    shift: Callable[[float], float] = lambda t: t,
) -> Recorder:
    """A finished recording of what `hand_over` hands over."""
    recorder = Recorder(path, video=video, audio=audio)
    hand_over(recorder, picture, pcm, times, rate=rate, holes=holes, shift=shift)
    recorder.finish()
    return recorder


def pictures_in(path: Path) -> list[tuple[float, NDArray[np.uint8]]]:
    """Every picture with its time."""
    with av.open(str(path)) as file:
        return [
            (float(frame.time or 0), cast(NDArray[np.uint8], frame.to_ndarray(format="rgb24")))
            for frame in file.decode(video=0)
        ]


def sound_in(path: Path) -> NDArray[np.float32]:
    """The sound from time 0 on, laid by its timestamps."""
    with av.open(str(path)) as file:
        frames = [(round((frame.time or 0) * RATE), frame.to_ndarray()[0]) for frame in file.decode(audio=0)]
    pcm = np.zeros(max(at + len(one) for at, one in frames), np.float32)
    for at, one in frames:
        pcm[max(0, at) : at + len(one)] = one[max(0, -at) :]
    return pcm


def flashes(path: Path) -> list[float]:
    """When it becomes light."""
    light = [(0.0, False), *((t, bool(rgb.mean() > 120)) for t, rgb in pictures_in(path))]
    return [t for (_, before), (t, now) in itertools.pairwise(light) if now and not before]


def beeps(path: Path) -> list[float]:
    """When it becomes loud."""
    loud = np.flatnonzero(np.abs(sound_in(path)) > 0.1)
    return [float(one) / RATE for one in loud[np.diff(loud, prepend=-RATE) > RATE // 20]]


@dataclass(frozen=True, slots=True)
class Coded:
    """A packet: seconds from `t` to `end`, and when it is decoded."""

    t: float
    end: float
    decoded: float
    keyframe: bool


def packets(path: Path, kind: str) -> list[Coded]:
    """The packets of its "video" or "audio" stream."""
    found: list[Coded] = []
    with av.open(str(path)) as file:
        for packet in file.demux(next(stream for stream in file.streams if stream.type == kind)):
            if packet.size and packet.pts is not None and packet.dts is not None:
                t, length, decoded = (
                    float(ticks * packet.time_base)
                    for ticks in (packet.pts, packet.duration or 0, packet.dts)
                )
                found.append(Coded(t, t + length, decoded, packet.is_keyframe))
    return found


def duration(path: Path) -> float:
    """Seconds, as the file's header says."""
    with av.open(str(path)) as file:
        return (file.duration or 0) / 1e6


def kinds(path: Path) -> list[str]:
    """Which streams there are."""
    with av.open(str(path)) as file:
        return sorted(stream.type for stream in file.streams)
