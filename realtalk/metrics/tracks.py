"""How the session went over time: the lanes of the chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

from realtalk.metrics.face import expressiveness, in_view
from realtalk.metrics.fillers import FILLERS
from realtalk.metrics.gaze import EYE_CONTACT
from realtalk.metrics.language import foreign
from realtalk.metrics.loudness import own_level, phrases
from realtalk.metrics.metric import Reading, Series
from realtalk.metrics.movement import movement
from realtalk.metrics.pace import windowed
from realtalk.metrics.pitch import semitones
from realtalk.metrics.sampling import Array, overlaps, seconds, series, window_means, windows
from realtalk.metrics.signals import gaze
from realtalk.metrics.turns import speech
from realtalk.metrics.voice_emotion import lane as voice_emotion
from realtalk.timeline import Timeline

MOST = 3000
"""Points that a lane has at most: more than a chart is wide."""

FINE = 0.25
COARSE = 1.0
"""Seconds between the points of a lane that moves fast or slowly, in a session that is short enough."""


WORDLESS = frozenset({
    "voice", "pitch", "loudness", "eye_contact", "gaze_yaw", "gaze_pitch", "face", "expressiveness",
    "movement", "voice_happy", "voice_nervous",
})  # fmt: skip
"""The lanes that are measured of a picture, or of a sound whose speech is known, whatever words were said."""


def tracks(timeline: Timeline, known: Mapping[str, Series] | None = None) -> dict[str, Series]:
    """Lanes by name; one without any evidence is left out.

    pace in words a minute; fillers a minute, weighted; voice 0..1, the share of time spoken; pitch in
    semitones and loudness in dB against the speaker's own; eye_contact in % of the time; gaze_yaw and
    gaze_pitch in degrees against the camera; face 0..1, the share of time in view; expressiveness in
    points; movement in % of the shoulder width a second; voice_neutral, voice_happy and voice_nervous 0..1,
    how likely the voice sounded so. Those that are `known` are not measured again.
    """
    known = known or {}
    measured: dict[str, Callable[[], Series | None]] = {
        "pace": lambda: _pace(timeline),
        "fillers": lambda: _of(FILLERS.measure(timeline)),
        "voice": lambda: _voice(timeline),
        "pitch": lambda: _pitch(timeline),
        "loudness": lambda: _loudness(timeline),
        "eye_contact": lambda: _of(EYE_CONTACT.measure(timeline)),
        "gaze_yaw": lambda: _gaze(timeline, "yaw"),
        "gaze_pitch": lambda: _gaze(timeline, "pitch"),
        "face": lambda: _face(timeline),
        "expressiveness": lambda: _windows(*expressiveness(timeline)[:3]),
        "movement": lambda: _windows(*movement(timeline)),
        "voice_neutral": lambda: voice_emotion(timeline, "neutral"),
        "voice_happy": lambda: voice_emotion(timeline, "happy"),
        "voice_nervous": lambda: voice_emotion(timeline, "nervous"),
    }
    lanes = {name: known.get(name) or measure() for name, measure in measured.items()}
    return {
        name: lane
        for name, lane in lanes.items()
        if lane is not None and any(v is not None for v in lane.values)
    }


def _of(result: object) -> Series | None:
    return result.series if isinstance(result, Reading) else None


def _windows(starts: Array, ends: Array, values: Array) -> Series:
    return series((starts + ends) / 2, values)


def _grid(timeline: Timeline, step: float) -> tuple[Array, Array]:
    step = max(step, timeline.span.duration / MOST)
    return windows(timeline.span, step, step)


def _pace(timeline: Timeline) -> Series | None:
    return None if foreign(timeline) else _windows(*windowed(timeline))


def _voice(timeline: Timeline) -> Series | None:
    if not timeline.heard:
        return None
    starts, ends = _grid(timeline, COARSE)
    return _windows(starts, ends, overlaps(speech(timeline), starts, ends) / np.maximum(ends - starts, 1e-9))


def _pitch(timeline: Timeline) -> Series:
    starts, ends = _grid(timeline, FINE)
    times, pitch, weights = semitones(timeline)
    return _windows(starts, ends, window_means(times, pitch, weights, starts, ends))


def _loudness(timeline: Timeline) -> Series | None:
    starts, ends, levels = phrases(timeline)
    own = own_level(timeline)
    return None if own is None else _windows(starts, ends, levels - own)


def _gaze(timeline: Timeline, axis: Literal["yaw", "pitch"]) -> Series:
    seen = gaze(timeline)
    starts, ends = _grid(timeline, FINE)
    degrees = seen.yaw if axis == "yaw" else seen.pitch
    return _windows(starts, ends, window_means(seen.times, degrees, seen.weights, starts, ends))


def _face(timeline: Timeline) -> Series:
    times, present, _ = in_view(timeline)
    starts, ends = _grid(timeline, COARSE)
    weights = seconds(times, timeline.span, 0.5)
    return _windows(starts, ends, window_means(times, present.astype(np.float64), weights, starts, ends))
