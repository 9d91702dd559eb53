"""How a head moves while somebody speaks or listens: a little all the time, and nods."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.motion import COLUMN, FPS

MOST_DEGREES = 3.9
"""Degrees of yaw and pitch at most: from 4 on, the drawn jaw shows a seam."""

_SPEEDS = (0.10, 0.40)
"""Turns a second of the drift, from and to: slower looks frozen, faster looks restless."""

_DRIFT = {"yaw": 1.3, "pitch": 0.7, "roll": 0.8, "shift_x": 0.006, "shift_y": 0.003}
"""Standard deviation of the drift, in the parameter's unit. House rule: half of what heads do in video calls,
as the picture's border stays still."""

_NOD, _RISE = 0.15, 0.4
"""Seconds of the nod's bell to either side; how far the head comes up before it, as a share of it."""

_BREATH = 4.0
"""Seconds of a breath: 12 to 18 a minute at rest."""


def drift(rows: int, amount: float, rng: np.random.Generator) -> dict[str, NDArray[np.float32]]:
    """Slow movement of a head around its middle, by parameter, `(rows,)` each: zero in the first row, and
    as in the first again after the last.
    """
    phase = 2 * np.pi * np.arange(rows) / max(1, rows)
    seconds = rows / FPS
    first = max(1, round(_SPEEDS[0] * seconds))
    turns = np.arange(first, max(first, round(_SPEEDS[1] * seconds)) + 1)
    waves = np.sin(turns[:, None] * phase)
    size = amount * min(1.0, seconds / 2)
    moved: dict[str, NDArray[np.float32]] = {}
    for name, deviation in _DRIFT.items():
        weights = rng.normal(size=len(turns)) / np.sqrt(turns)
        weights *= deviation * size * np.sqrt(2) / max(float(np.linalg.norm(weights)), 1e-9)
        moved[name] = (weights @ waves).astype(np.float32)
    return moved


def bells(rows: int, times: list[float], sizes: list[float], width: float) -> NDArray[np.float32]:
    """Soft bumps at some seconds, `(rows,)`."""
    if not times:
        return np.zeros(rows, np.float32)
    away = (np.arange(rows)[:, None] / FPS - np.array(times)) / width
    return (np.exp(-(away**2)) @ np.array(sizes)).astype(np.float32)


def nods(rows: int, times: list[float], degrees: list[float]) -> NDArray[np.float32]:
    """Pitch of nods at some seconds, `(rows,)`: a little up, down, and back."""
    up = bells(rows, [t - 2 * _NOD for t in times], [d * _RISE for d in degrees], _NOD)
    return up - bells(rows, times, degrees, _NOD)


def breath(rows: int) -> NDArray[np.float32]:
    """Whole breaths, `(rows,)`, 0 at both ends."""
    seconds = rows / FPS
    count = max(1, round(seconds / _BREATH))
    depth = min(1.0, seconds / count / (_BREATH / 2)) * 0.8
    return (depth * (0.5 - 0.5 * np.cos(2 * np.pi * count * np.arange(rows) / max(1, rows)))).astype(
        np.float32
    )


def edges(rows: int, seconds: float) -> NDArray[np.float32]:
    """A window `(rows,)`: 0 in the first and the last row, 1 from so many seconds inside."""
    if rows < 2:
        return np.zeros(rows, np.float32)
    inside = np.minimum(np.arange(rows), np.arange(rows)[::-1]) / max(1.0, min(seconds * FPS, (rows - 1) / 2))
    t = np.clip(inside, 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def kept_small(values: NDArray[np.float32]) -> None:
    """Hold yaw and pitch under `MOST_DEGREES`, softly, in place."""
    columns = [COLUMN["yaw"], COLUMN["pitch"]]
    values[:, columns] = MOST_DEGREES * np.tanh(values[:, columns] / MOST_DEGREES)
