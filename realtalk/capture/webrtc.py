"""A camera and a microphone over WebRTC, on one clock: this machine's, in seconds of `time.monotonic`.

Each track counts from an origin of its own. Where it lies on the clock is told by the pieces that came with
the least delay; the sound then counts on by itself, since its samples are the clock that words are timed by,
and the pictures follow it.
"""

from __future__ import annotations

from dataclasses import dataclass

import av
import numpy as np
from numpy.typing import NDArray

from realtalk.capture.resample import mono

SETTLING = 2.0
"""Seconds in which a track's place is still found. House rule: a hundred pieces of sound, thirty pictures."""

WINDOW = 20.0
"""Seconds over which the least delay is taken afterwards: clocks of cameras drift by milliseconds a minute,
delays of single pieces jump by tens."""

HELD_SOUND = 0.08
"""Seconds that sound waits on its way in: aiortc holds four packets of 20 ms back to put them in order."""

JUMPED = 1.0
"""Seconds by which a count may jump before the track's place is found anew: the sender counts afresh."""

ASLEEP = 5.0
"""Seconds for which everything must come more than `JUMPED` too late before the same is done: the sender was
asleep. A network that holds packets back for a moment delivers them in a burst, each still counting right."""

SLEW = 0.0005
"""How fast pictures may be moved to follow the sound, in seconds a second: several times what clocks drift
(up to 0.0001), and so slow that a minute of a congested network moves them by no more than 30 ms."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A piece of sound as it came: `pcm` is `(n,)` float32 mono at `rate`, `t` its first sample on the
    clock.
    """

    t: float
    pcm: NDArray[np.float32]
    rate: int


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A picture as it came: `rgb` is `(height, width, 3)` uint8, `t` when the camera took it."""

    t: float
    rgb: NDArray[np.uint8]


class TrackClock:
    """Where one track's own count lies on the clock."""

    def __init__(self) -> None:
        self._origin: float | None = None
        self._first = 0.0
        self._last = 0.0
        self._late_since: float | None = None
        self._windows = (np.inf, np.inf)
        self._window_end = 0.0

    def at(self, count: float, arrived: float) -> float:
        """The time of a piece that says `count` seconds and came at `arrived`."""
        delay = arrived - count
        if self._origin is None or self._lost(count, delay - self._origin, arrived):
            self._origin, self._first, self._late_since = delay, arrived, None
            self._windows, self._window_end = (np.inf, np.inf), arrived + WINDOW
        elif arrived - self._first <= SETTLING:
            self._origin = min(self._origin, delay)
        self._last = count
        self._follow(delay, arrived)
        return count + self._origin

    @property
    def drift(self) -> float:
        """Seconds by which the track has run off since its place was found; positive when it is late."""
        least = min(self._windows)
        return float(least - self._origin) if self._origin is not None and np.isfinite(least) else 0.0

    def _lost(self, count: float, late: float, arrived: float) -> bool:
        """Whether the track's place must be found anew."""
        if late <= JUMPED:
            self._late_since = None
            return late < -JUMPED  # nothing comes before it was taken
        if self._late_since is None:
            self._late_since = arrived
        return count < self._last - JUMPED or arrived - self._late_since > ASLEEP

    def _follow(self, delay: float, arrived: float) -> None:
        if arrived >= self._window_end:
            self._windows, self._window_end = (self._windows[1], np.inf), arrived + WINDOW
        self._windows = (self._windows[0], min(self._windows[1], delay))


class Tracks:
    """The two tracks of one camera and microphone."""

    def __init__(self) -> None:
        self._picture, self._sound = TrackClock(), TrackClock()
        self._interval = 0.0
        self._last_count: float | None = None
        self._shift = 0.0
        self._sounds = False

    def picture(self, frame: av.VideoFrame, arrived: float) -> Seen:
        """A picture in RGB with its time. Frames may not be shared between threads; the array may."""
        count = float(frame.time or 0.0)
        t = self._picture.at(count, arrived) - self._held(count)
        rgb = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
        return Seen(t + self._towards_sound(), rgb)

    def sound(self, frame: av.AudioFrame, arrived: float) -> Heard:
        """A piece of sound mixed to one channel, with its time."""
        self._sounds = True
        pcm = mono(frame)
        rate = int(frame.sample_rate)
        t = self._sound.at(float(frame.time or 0.0), arrived) - HELD_SOUND - len(pcm) / rate
        return Heard(t, pcm, rate)

    def _held(self, count: float) -> float:
        """Seconds that a picture waits on its way in: aiortc knows that it is whole when the next begins."""
        if self._last_count is not None and 0 < count - self._last_count < 1.0:
            self._interval += 0.1 * (count - self._last_count - self._interval)
        self._last_count = count
        return self._interval

    def _towards_sound(self) -> float:
        """How far pictures are moved, so that both tracks keep together for an hour."""
        if self._sounds:
            wanted = self._picture.drift - self._sound.drift
            step = SLEW * max(self._interval, 0.01)
            self._shift += min(max(wanted - self._shift, -step), step)
        return self._shift
