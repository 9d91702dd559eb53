"""A timeline's tracks as arrays over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span
from realtalk.metrics.sampling import HOLD, Array, Mask, seconds
from realtalk.observations import (
    BLENDSHAPES,
    FaceObservation,
    GazeObservation,
    PictureObservation,
    VoiceObservation,
)
from realtalk.timeline import Timeline


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Level in dB of full scale and pitch in hertz, each `(n,)`, NaN where there was none; `weights` in
    seconds.
    """

    times: Array
    level: Array
    pitch: Array
    weights: Array


def sound(timeline: Timeline) -> Sound:
    """The speaker's voice over the session."""
    track = timeline.track(VoiceObservation)
    if not track:
        return Sound(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0))
    return Sound(
        np.concatenate([o.times() for o in track]),
        np.concatenate([o.level for o in track]).astype(np.float64),
        np.concatenate([o.pitch for o in track]).astype(np.float64),
        np.concatenate([np.full(len(o.level), o.hop) for o in track]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Gaze:
    """Where the speaker looked: yaw and pitch in degrees against the camera, as far as it is known, each
    `(n,)`.
    """

    times: Array
    yaw: Array
    pitch: Array
    weights: Array


def gaze(timeline: Timeline) -> Gaze:
    """The speaker's gaze against the calibrated zero, or against the lens itself where there is none."""
    track = timeline.track(GazeObservation)
    times = np.array([o.t for o in track], dtype=np.float64)
    zero = timeline.calibration
    return Gaze(
        times,
        np.array([o.yaw for o in track], dtype=np.float64) - (zero.gaze_yaw or 0.0),
        np.array([o.pitch for o in track], dtype=np.float64) - (zero.gaze_pitch or 0.0),
        seconds(times, timeline.span, HOLD),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Expressions:
    """The blendshapes `(n, 52)` of the pictures in which the face could be read."""

    times: Array
    values: Array
    weights: Array

    def column(self, *names: str) -> Array:
        """The mean of some facial movements, `(n,)`."""
        return self.values[:, [BLENDSHAPES.index(name) for name in names]].mean(axis=1)


def expressions(timeline: Timeline) -> Expressions:
    """The speaker's face over the session, uncalibrated."""
    read = [o for o in timeline.track(FaceObservation) if o.blendshapes is not None]
    times = np.array([o.t for o in read], dtype=np.float64)
    values = [o.blendshapes for o in read if o.blendshapes is not None]
    stacked = np.stack(values).astype(np.float64) if values else np.zeros((0, len(BLENDSHAPES)))
    return Expressions(times, stacked, seconds(times, timeline.span, HOLD))


@dataclass(frozen=True, slots=True, eq=False)
class Boxes:
    """The face's rectangle in picture heights, each `(n,)`; `aspect` is the picture's width over its
    height.
    """

    times: Array
    x: Array
    y: Array
    width: Array
    height: Array
    light: Array
    sharpness: Array
    aspect: Array
    weights: Array


def boxes(timeline: Timeline) -> Boxes:
    """Where the speaker's face was."""
    track: Sequence[FaceObservation] = timeline.track(FaceObservation)
    times = np.array([o.t for o in track], dtype=np.float64)
    rows = [(o.box.x, o.box.y, o.box.width, o.box.height, o.light, o.sharpness) for o in track]
    x, y, width, height, light, sharpness = np.array(rows, dtype=np.float64).reshape(-1, 6).T
    pictures = timeline.track(PictureObservation)
    aspects = np.array([p.aspect for p in pictures], dtype=np.float64)
    if len(aspects):
        at = np.array([p.t for p in pictures], dtype=np.float64)
        aspect = aspects[np.clip(np.searchsorted(at, times + 1e-6, side="right") - 1, 0, None)]
    else:
        aspect = np.full(len(times), np.inf)
    weights = seconds(times, timeline.span, HOLD)
    return Boxes(times, x, y, width, height, light, sharpness, aspect, weights)


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """The pictures looked at, and in which of them the speaker's face was found."""

    times: Array
    present: Mask
    nearest: NDArray[np.intp]
    weights: Array


def pictures(timeline: Timeline) -> Pictures:
    """The evidence that we looked; `nearest` is the index of each picture's face, where `present`."""
    times = np.array([o.t for o in timeline.track(PictureObservation)], dtype=np.float64)
    faces = np.array([o.t for o in timeline.track(FaceObservation)], dtype=np.float64)
    index = nearest(faces, times)
    interval = float(np.median(np.diff(times))) if len(times) > 1 else HOLD
    present = np.zeros(len(times), dtype=bool)
    if len(faces):
        present = np.abs(faces[index] - times) <= min(interval / 2, HOLD)
    return Pictures(times, present, index, seconds(times, timeline.span, 2 * HOLD))


def nearest(times: Array, wanted: Array) -> NDArray[np.intp]:
    """The index of the sample nearest to each wanted time, `(n,)`; zeros where there are no samples."""
    if not len(times):
        return np.zeros(len(wanted), dtype=np.intp)
    right = np.clip(np.searchsorted(times, wanted), 0, len(times) - 1)
    left = np.maximum(right - 1, 0)
    return np.where(wanted - times[left] <= times[right] - wanted, left, right).astype(np.intp)


def coverage(evidence: float, span: Span) -> float:
    """The share of a span, 0..1, that some seconds of evidence make up."""
    return min(1.0, float(evidence) / float(span.duration)) if span.duration > 0 else 0.0
