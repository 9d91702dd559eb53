"""Blinks, and where the eyes look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span
from realtalk.partner.face.motion import FPS

BLINK = np.array([0.40, 1.0, 0.85, 0.45, 0.15], np.float32)
"""A blink, row by row: down in 80 ms, up again in 120 (Bentivoglio et al. 1997; Evinger et al. 1991)."""

SHORTEST, LONGEST = 2.0, 6.0
"""Seconds from one blink to the next: people in conversation blink 10 to 30 times a minute."""

_AGAIN = 0.9
"""Seconds after a blink in which a pause brings none."""


def blink_rows(rows: int, pauses: Sequence[Span], rng: np.random.Generator) -> list[int]:
    """Rows at which blinks begin, in order: one in every pause that is not too soon after another, and else
    every few seconds. All of them end within the motion.
    """
    in_pauses = [int(np.ceil(pause.start * FPS)) for pause in pauses]
    last_start = rows - len(BLINK) - 1
    found: list[int] = []
    due = round(float(rng.uniform(0.8, 4.0)) * FPS)
    while True:
        since = found[-1] + round(_AGAIN * FPS) if found else 1
        pause = next((row for row in in_pauses if row >= since), last_start + 1)
        row = pause if pause <= due + FPS // 2 else due
        if row > last_start:
            return found
        found.append(row)
        due = row + round(float(rng.uniform(SHORTEST, LONGEST)) * FPS) - FPS // 2


def looping_blink_rows(rows: int, rng: np.random.Generator) -> list[int]:
    """Rows at which blinks begin in a motion that is repeated: they stay as far apart over its seam. None
    where it is shorter than people wait at the least.
    """
    count = round(rows / FPS / float(rng.uniform(SHORTEST + 0.5, LONGEST - 1.5)))
    count = min(max(1, count), int(rows / FPS / SHORTEST))
    if not count:
        return []
    apart = rows / count
    free = min(apart - SHORTEST * FPS, LONGEST * FPS - apart)  # both neighbours may use half of it
    first = float(rng.uniform(0.25, 0.75)) * apart
    away = rng.uniform(-0.5, 0.5, count) * max(0.0, free) * 0.9
    begins = np.round(first + np.arange(count) * apart + away).astype(int)
    return [int(min(max(1, row), rows - len(BLINK) - 1)) for row in begins]


def blinks(rows: int, begins: Iterable[int]) -> NDArray[np.float32]:
    """How closed the eyes are, `(rows,)`."""
    closed = np.zeros(rows, np.float32)
    for begin in begins:
        part = closed[begin : begin + len(BLINK)]
        np.maximum(part, BLINK[: len(part)], out=part)
    return closed


def looks(
    rows: int, aside: Iterable[tuple[Span, float, float]], rng: np.random.Generator
) -> NDArray[np.float32]:
    """Gaze `(rows, 2)`: at the viewer with the small jumps that eyes make between a viewer's eyes and mouth,
    and for some spans aside, given as where to (x, y). Ends and begins at the viewer.
    """
    gaze = np.zeros((rows, 2), np.float32)
    row = 0
    while row < rows:
        stay = int(rng.integers(round(0.5 * FPS), round(1.6 * FPS)))
        gaze[row : row + stay] = rng.normal(0, (0.035, 0.025))
        row += stay
    for span, x, y in aside:
        gaze[round(span.start * FPS) : max(0, round(span.end * FPS))] = (x, y)
    edge = min(3, rows)
    gaze[:edge] = gaze[rows - edge :] = 0
    smooth = gaze.copy()  # a jump of the eyes takes about 50 ms: one row on the way
    smooth[1:] = (gaze[1:] + gaze[:-1]) / 2
    return smooth
