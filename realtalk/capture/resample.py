"""Any sound becomes mono float32 at one rate, however it is cut into frames."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from realtalk.media import SAMPLE_RATE

_CENTRE, _FRONT, _AROUND = 1.0, 0.4, 0.1
"""How loud a place is in the mono mix, before the weights are made to sum to 1 (so that nothing can clip).

House rule: people speak from the centre of a surround recording, so it keeps half of the level (-6 dB, the
same as one side of a stereo pair); what is around and behind is mostly room.
"""

_WEIGHTS = {
    "FC": _CENTRE, "FL": _FRONT, "FR": _FRONT, "FLC": _FRONT, "FRC": _FRONT, "DL": _FRONT, "DR": _FRONT,
    "WL": _FRONT, "WR": _FRONT, "LFE": 0.0, "LFE2": 0.0,
}  # fmt: skip

_MANY = 8
"""Planes from which PyAV 16.1 reads past the end of a frame's list of planes."""


def _weights(layout: av.AudioLayout) -> NDArray[np.float32]:
    names = [channel.name for channel in layout.channels]
    weights = np.array([_WEIGHTS.get(name, _AROUND) for name in names], np.float32)
    if not weights.any() or len(weights) == 1:
        weights[:] = 1
    return weights / weights.sum()


def mono(frame: av.AudioFrame) -> NDArray[np.float32]:
    """The frame mixed to one channel, `(n,)` float32 in -1..1, at the frame's own rate."""
    channels = len(frame.layout.channels)
    if frame.format.is_planar and channels >= _MANY:
        frame = AudioResampler(format=frame.format.packed).resample(frame)[0]
    samples = cast(NDArray[Any], frame.to_ndarray())
    if not frame.format.is_planar:
        samples = samples.reshape(-1, channels).T
    if samples.dtype == np.uint8:
        scaled = (samples.astype(np.float32) - 128) / 128
    elif samples.dtype.kind == "i":
        scaled = samples.astype(np.float32) / float(-np.iinfo(samples.dtype).min)
    else:
        scaled = samples.astype(np.float32, copy=False)
    mixed = scaled[0] if channels == 1 else _weights(frame.layout) @ scaled
    if not np.isfinite(mixed).all():
        mixed = np.nan_to_num(mixed, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.clip(mixed, -1, 1)


class Resampler:
    """Turns frames of any layout, rate and sample format into mono float32 at `rate`.

    The samples are the same however the sound is cut. Sample `k` of the result belongs to the time `k / rate`
    after the first sample that went in; the last few come out with `finish`.
    """

    def __init__(self, rate: int = SAMPLE_RATE) -> None:
        self.rate = rate
        self._source_rate: int | None = None
        self._filter: AudioResampler | None = None
        self._fed = 0

    def feed(self, frame: av.AudioFrame) -> NDArray[np.float32]:
        """What can be said of the sound so far, `(n,)`; `n` may be 0."""
        return self.feed_mono(mono(frame), frame.sample_rate)

    def feed_mono(self, pcm: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
        """Like `feed`, for `(n,)` float32 mono at `rate`."""
        before = np.empty(0, np.float32)
        if rate != self._source_rate:
            before = self.finish()
            self._source_rate = rate
        if rate == self.rate or not len(pcm):
            return np.concatenate((before, pcm)) if len(before) else pcm
        if self._filter is None:
            self._filter = AudioResampler(format="flt", layout="mono", rate=self.rate)
            self._fed = 0
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(pcm, np.float32).reshape(1, -1), format="flt", layout="mono"
        )
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        frame.pts = self._fed
        self._fed += len(pcm)
        return _joined(before, self._filter.resample(frame))

    def finish(self) -> NDArray[np.float32]:
        """The rest of the sound. The resampler may be fed again afterwards, with sound of its own."""
        if self._filter is None:
            return np.empty(0, np.float32)
        rest = _joined(np.empty(0, np.float32), self._filter.resample(None))
        self._filter = None
        return rest


def _joined(before: NDArray[np.float32], frames: list[av.AudioFrame]) -> NDArray[np.float32]:
    parts = [cast(NDArray[np.float32], frame.to_ndarray()).reshape(-1) for frame in frames]
    if len(before):
        parts.insert(0, before)
    joined = np.concatenate(parts) if parts else np.empty(0, np.float32)
    return np.clip(joined, -1, 1)
