"""The speaker's own zero: what a baseline told, and the rest found from the session itself."""

from __future__ import annotations

import numpy as np

from realtalk.media import Span, merge
from realtalk.metrics.evidence import LEAST_FACE
from realtalk.metrics.gaze import LENS, SMOOTHING
from realtalk.metrics.loudness import own_level
from realtalk.metrics.posture import upright_height
from realtalk.metrics.sampling import Array, seconds, share, smoothed, weighted_quantile, within
from realtalk.metrics.signals import expressions, gaze, sound
from realtalk.metrics.turns import speech
from realtalk.observations import BLENDSHAPES, GazeObservation
from realtalk.timeline import Calibration, Timeline

BIN = 1.0
REACH = 60.0
"""Degrees of the grid on which looks are counted, and how far it goes."""

CLUSTER = 4.0
"""Degrees of standard deviation of looks at one place: a little less than the noise of single pictures."""

TRUST = 8.0
"""Degrees by which the lens is likely to be off: faces that looked at a camera were off by 5.7 degrees.
House rule: half as much again, for glasses and low cameras."""

BELIEVED = 15.0
"""Degrees from the lens beyond which a place is not it. Two and a half times the error of one face; from
there on a resting gaze is the middle of a laptop's screen, or notes."""

LEAST_SECONDS = LEAST_FACE
LEAST_SHARE = 0.05
"""Seconds of gaze that a zero needs, and the share of them at the place found. House rule."""

AROUND_SPEECH = 0.3
SILENT_SECONDS = 2.0
"""Seconds that the mouth still moves around speech, and of silence that a neutral face needs. House rule."""

BACKGROUND = 0.1
"""The share of silence in which a room is quieter than its background level: L90 of acoustics (BS 4142).
Speech that is not known yet, since it has not ended, so leaves it alone."""

LEAST_QUIET = 1.0
"""Seconds of silence that a room's level needs. House rule: a breath."""


def gaze_zero(times: Array, yaw: Array, pitch: Array, weights: Array) -> tuple[float, float, float] | None:
    """Yaw, pitch and spread in degrees of the looks that are taken as looks at the lens.

    That is the densest place of the gaze, weighed by how likely a lens is to be there: looks at notes or at
    another screen, however long, do not win against some at the lens. Who never looks near the lens has no
    such place: None, and the lens itself is the zero. A screen within 15 degrees of the lens that is looked
    at throughout cannot be told from a lens seen askew: it is taken, and the reading says how far off it
    lies.
    """
    if weights.sum() < LEAST_SECONDS:
        return None
    yaw, pitch = smoothed(times, yaw, weights, SMOOTHING), smoothed(times, pitch, weights, SMOOTHING)
    edges = np.arange(-REACH, REACH + BIN, BIN)
    counts = np.histogram2d(yaw, pitch, bins=(edges, edges), weights=weights)[0]
    middles = edges[:-1] + BIN / 2
    offsets = np.arange(-4 * CLUSTER, 4 * CLUSTER + BIN, BIN)
    kernel = np.exp(-0.5 * (offsets / CLUSTER) ** 2)
    for _ in range(2):
        counts = np.stack([np.convolve(row, kernel, mode="same") for row in counts]).T
    prior = np.exp(-0.5 * (middles[:, None] ** 2 + middles[None, :] ** 2) / TRUST**2)
    best = np.unravel_index(int(np.argmax(counts * prior)), counts.shape)
    x, y = float(middles[best[0]]), float(middles[best[1]])
    for _ in range(10):
        near = weights * np.exp(-0.5 * ((yaw - x) ** 2 + (pitch - y) ** 2) / CLUSTER**2)
        if near.sum() <= 0:
            return None
        x, y = float(np.average(yaw, weights=near)), float(np.average(pitch, weights=near))
    distance = np.hypot(yaw - x, pitch - y)
    there = distance <= LENS
    if np.hypot(x, y) > BELIEVED or weights[there].sum() < LEAST_SHARE * weights.sum():
        return None
    spread = float(np.sqrt(np.average(distance[there] ** 2, weights=weights[there]) / 2))
    return x, y, spread


def resting_gaze(timeline: Timeline) -> tuple[float, float, float, float] | None:
    """Yaw, pitch and spread in degrees of the middle of all looks, and the share of them within ten degrees
    of it: where the eyes rest of somebody who was asked to look at one place. None with too few looks.
    """
    seen = gaze(timeline.calibrated(Calibration()))
    if seen.weights.sum() < LEAST_SECONDS:
        return None
    yaw = smoothed(seen.times, seen.yaw, seen.weights, SMOOTHING)
    pitch = smoothed(seen.times, seen.pitch, seen.weights, SMOOTHING)
    x, y = (weighted_quantile(angles, seen.weights, 0.5) for angles in (yaw, pitch))
    distance = np.hypot(yaw - x, pitch - y)
    there = distance <= LENS
    if not there.any():
        return x, y, LENS, 0.0
    spread = float(np.sqrt(np.average(distance[there] ** 2, weights=seen.weights[there]) / 2))
    return x, y, spread, share(there, seen.weights)


def room_noise(timeline: Timeline) -> float | None:
    """The level of the room in dB of full scale, from the time without speech; None with too little of it."""
    heard = sound(timeline)
    quiet = ~np.isnan(heard.level) & ~within(heard.times, _around_speech(timeline))
    if heard.weights[quiet].sum() < LEAST_QUIET:
        return None
    return weighted_quantile(heard.level[quiet], heard.weights[quiet], BACKGROUND)


def face_at_rest(timeline: Timeline) -> np.ndarray | None:
    """The blendshapes `(52,)` of a face in silence; None where it was not read for two seconds of that."""
    read = expressions(timeline)
    silent = ~within(read.times, _around_speech(timeline))
    return neutral_face(timeline) if read.weights[silent].sum() >= SILENT_SECONDS else None


def _around_speech(timeline: Timeline) -> tuple[Span, ...]:
    return merge(Span(s.start - AROUND_SPEECH, s.end + AROUND_SPEECH) for s in speech(timeline))


def neutral_face(timeline: Timeline) -> np.ndarray | None:
    """The blendshapes `(52,)` of the speaker's face at rest: its middle in silent moments, or throughout."""
    read = expressions(timeline)
    if read.weights.sum() < LEAST_SECONDS:
        return None
    open_jaw = read.values[:, BLENDSHAPES.index("jawOpen")]
    silent = ~within(read.times, _around_speech(timeline))
    calm = silent & (open_jaw <= np.median(open_jaw[silent])) if silent.any() else silent
    if read.weights[silent].sum() < SILENT_SECONDS:
        calm = open_jaw <= np.median(open_jaw)
    return np.median(read.values[calm], axis=0).astype(np.float32)


def calibrate(timeline: Timeline) -> Calibration:
    """The zero of a timeline focused on its speaker; what cannot be found is None.

    What the timeline's calibration knows already, from a look at the camera before the talk, is kept: there
    the speaker was asked to look at the lens, here it is inferred. Yaw, pitch and spread of the gaze are one
    finding, and are kept or found together.
    """
    known = timeline.calibration
    yaw, pitch, spread = known.gaze_yaw, known.gaze_pitch, known.gaze_spread
    if yaw is None or pitch is None:
        yaw, pitch, spread = _zero(timeline) or (None, None, None)
    face, nose, level = known.neutral_face, known.nose_height, known.level
    return Calibration(
        gaze_yaw=yaw,
        gaze_pitch=pitch,
        gaze_spread=spread,
        neutral_face=neutral_face(timeline) if face is None else face,
        nose_height=upright_height(timeline) if nose is None else nose,
        level=own_level(timeline) if level is None else level,
        noise=known.noise,
        asked=known.asked,
        voice_emotion=known.voice_emotion,
        stammers=known.stammers,
    )


def _zero(timeline: Timeline) -> tuple[float, float, float] | None:
    track = timeline.track(GazeObservation)
    times = np.array([o.t for o in track], dtype=np.float64)
    yaw = np.array([o.yaw for o in track], dtype=np.float64)
    pitch = np.array([o.pitch for o in track], dtype=np.float64)
    return gaze_zero(times, yaw, pitch, seconds(times, timeline.span))
