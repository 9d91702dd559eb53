"""How a face moves while it speaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span
from realtalk.partner.face import eye_motion, head_motion
from realtalk.partner.face.coarticulation import mouth
from realtalk.partner.face.expression import Bearing, bearing, rest
from realtalk.partner.face.motion import COLUMN, PARAMETERS, Motion
from realtalk.partner.face.prosody import Stress, loudness, pauses, questions, stresses
from realtalk.partner.face.visemes import MOUTH
from realtalk.partner.persona import Manner
from realtalk.partner.speech.speech import Speech

_NOD_DEGREES = 2.0
"""A nod on the strongest stress of an ordinary person."""

_BROW, _BROW_WIDTH = 0.42, 0.20
"""How far brows go up on a stress, and the seconds of it to either side."""

_QUESTION, _QUESTION_WIDTH = 0.5, 0.30
"""The same where a question ends: brows stay up for it (Flecha-García 2010)."""

_EVERY = 0.5
"""Share of stresses on which brows go up as well."""

_GLANCE = 0.35
"""Seconds of a pause from which one may look aside: a word is looked for."""

_GLANCES = 0.6
"""Share of such pauses in which one does."""

_LESS_SMILE = 0.6
"""Share of a smile that rounded lips take away."""

_SETTLED = 0.08
"""Seconds in which the mouth comes from rest and goes back to it, where the sound leaves none."""


def speaking(speech: Speech, manner: Manner, expressiveness: float, seed: int = 0) -> Motion:
    """The motion with which something is said, as long as the speech, rounded up to a row.

    It begins and ends with `expression.rest` of the manner, so that sentences follow each other without a
    jump. `expressiveness` is 0..1. The same seed gives the same motion.
    """
    rng = np.random.default_rng(seed)
    loud = loudness(speech)
    rows = len(loud)
    worn = bearing(manner, expressiveness)
    values = np.tile(rest(manner, expressiveness), (rows, 1))
    if not rows:
        return Motion(np.zeros((0, len(PARAMETERS)), np.float32))
    shapes = mouth(speech.phones, loud)
    values[:, : len(MOUTH)] = shapes * head_motion.edges(rows, _SETTLED)[:, None]
    leaned = stresses(speech, loud)
    _move_head(values, leaned, worn, rng)
    _move_brows(values, leaned, questions(speech), worn, rng)
    resting = pauses(speech)
    _move_eyes(values, resting, rng)
    values[:, COLUMN["breath"]] = head_motion.breath(rows)
    smile = values[:, COLUMN["smile"]]
    smile *= 1 - _LESS_SMILE * shapes[:, MOUTH.index("round")]
    return Motion(within(values))


def within(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The values, each held in its parameter's range, in place."""
    head_motion.kept_small(values)
    zero_to_one = [COLUMN[name] for name in (*MOUTH, "blink_left", "blink_right", "breath")]
    both_ways = [COLUMN[name] for name in ("smile", "brow_left", "brow_right", "gaze_x", "gaze_y")]
    values[:, zero_to_one] = np.clip(values[:, zero_to_one], 0, 1)
    values[:, both_ways] = np.clip(values[:, both_ways], -1, 1)
    return values


def _move_head(
    values: NDArray[np.float32], leaned: tuple[Stress, ...], worn: Bearing, rng: np.random.Generator
) -> None:
    rows = len(values)
    window = head_motion.edges(rows, 0.3)
    for name, track in head_motion.drift(rows, worn.drift, rng).items():
        values[:, COLUMN[name]] += track * window
    sizes = [_NOD_DEGREES * worn.nods * each.weight * rng.uniform(0.5, 1.1) for each in leaned]
    values[:, COLUMN["pitch"]] += head_motion.nods(rows, [each.t for each in leaned], sizes) * window
    sides = rng.normal(0, 0.5, len(leaned)) * worn.tilt
    tilts = head_motion.bells(rows, [each.t + 0.1 for each in leaned], list(sides), 0.35)
    values[:, COLUMN["roll"]] += tilts * window


def _move_brows(
    values: NDArray[np.float32],
    leaned: tuple[Stress, ...],
    asked: tuple[float, ...],
    worn: Bearing,
    rng: np.random.Generator,
) -> None:
    rows = len(values)
    raised = [each for each in leaned if rng.random() < _EVERY]
    sizes = [_BROW * worn.brows * each.weight for each in raised]
    up = head_motion.bells(rows, [each.t for each in raised], sizes, _BROW_WIDTH)
    ends = [t - 0.25 for t in asked]
    up = np.maximum(up, head_motion.bells(rows, ends, [_QUESTION * worn.brows] * len(ends), _QUESTION_WIDTH))
    up *= head_motion.edges(rows, 0.2)
    values[:, COLUMN["brow_left"]] += up
    values[:, COLUMN["brow_right"]] += up * 0.94  # no face is quite symmetric


def _move_eyes(values: NDArray[np.float32], resting: tuple[Span, ...], rng: np.random.Generator) -> None:
    rows = len(values)
    closed = eye_motion.blinks(rows, eye_motion.blink_rows(rows, resting, rng))
    values[:, COLUMN["blink_left"]] = values[:, COLUMN["blink_right"]] = closed
    aside: list[tuple[Span, float, float]] = []
    for pause in resting:
        if pause.duration >= _GLANCE and rng.random() < _GLANCES:
            to = rng.choice((-1, 1)) * rng.uniform(0.35, 0.6)
            aside.append((pause, float(to), float(rng.uniform(-0.3, 0.2))))
    values[:, [COLUMN["gaze_x"], COLUMN["gaze_y"]]] = eye_motion.looks(rows, aside, rng)
