"""How a face moves while it does not speak."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import numpy as np

from realtalk.media import Span
from realtalk.partner.face import eye_motion, head_motion
from realtalk.partner.face.expression import bearing, rest
from realtalk.partner.face.motion import COLUMN, FPS, Motion
from realtalk.partner.face.speaking_motion import within
from realtalk.partner.persona import Manner

Idle: TypeAlias = Literal["listening", "thinking", "waiting"]

_NOD_EVERY = (2.5, 6.0)
"""Seconds from one nod of a listener to the next: listeners nod 10 to 20 times a minute (Maynard 1987)."""

_NOD_DEGREES = 2.0

_ATTENTIVE = {"listening": 0.10, "thinking": 0.0, "waiting": 0.0}
"""How far the brows are up."""

_MOVING = {"listening": 0.8, "thinking": 0.45, "waiting": 0.7}
"""How much the head drifts, against a speaker's."""


def idle(
    state: Idle, seconds: float, manner: Manner = Manner.NEUTRAL, expressiveness: float = 0.5, seed: int = 0
) -> Motion:
    """The motion of a face that listens, thinks or waits for so many seconds, lips closed; after its last row
    the first may follow, as often as wanted. It begins and ends with `expression.rest` of the manner, as
    speech does. The same seed gives the same motion.
    """
    if state not in get_args(Idle):
        raise ValueError(f"{state} is none of {get_args(Idle)}")
    rng = np.random.default_rng([get_args(Idle).index(state), seed])
    rows = max(1, round(seconds * FPS))
    worn = bearing(manner, expressiveness)
    values = np.tile(rest(manner, expressiveness), (rows, 1))
    for name, track in head_motion.drift(rows, worn.drift * _MOVING[state], rng).items():
        values[:, COLUMN[name]] += track
    window = head_motion.edges(rows, 0.4)
    brows = _ATTENTIVE[state] * worn.brows * window
    aside: list[tuple[Span, float, float]] = []
    if state == "listening":
        times = _moments(rows, rng)
        sizes = [float(_NOD_DEGREES * worn.nods * rng.uniform(0.4, 1.0)) for _ in times]
        values[:, COLUMN["pitch"]] += head_motion.nods(rows, times, sizes)
        brows = brows + 0.1 * worn.brows * head_motion.bells(rows, times, sizes, 0.3) / _NOD_DEGREES * window
    elif state == "thinking":
        side, up = rng.choice((-1, 1)) * rng.uniform(0.5, 0.75), rng.uniform(0.1, 0.45)
        away = Span(min(0.2, seconds / 4), max(seconds - 0.3, seconds * 0.75))
        aside.append((away, float(side), float(up)))
        values[:, COLUMN["yaw"]] += 1.5 * float(np.sign(side)) * worn.drift * window
        values[:, COLUMN["pitch"]] += 0.8 * worn.drift * window
        values[:, COLUMN["press"]] += 0.25 * window
        brows = brows + (0.22 if up > 0.25 else -0.15) * worn.brows * window
    for name in ("brow_left", "brow_right"):
        values[:, COLUMN[name]] += brows
    closed = eye_motion.blinks(rows, eye_motion.looping_blink_rows(rows, rng))
    values[:, COLUMN["blink_left"]] = values[:, COLUMN["blink_right"]] = closed
    values[:, [COLUMN["gaze_x"], COLUMN["gaze_y"]]] = eye_motion.looks(rows, aside, rng)
    values[:, COLUMN["breath"]] = head_motion.breath(rows)
    return Motion(within(values))


def _moments(rows: int, rng: np.random.Generator) -> list[float]:
    """When a listener nods, in seconds, far enough from both ends."""
    found: list[float] = []
    t = float(rng.uniform(0.8, _NOD_EVERY[1]))
    while t < rows / FPS - 0.6:
        found.append(t)
        again = 0.42 if rng.random() < 0.3 else float(rng.uniform(*_NOD_EVERY))  # some nods come in twos
        t += again
    return found
