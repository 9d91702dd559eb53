"""The places of a face that are told where to go, and the rest follows: lips, jaw, brows, what stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtalk.importing import ONE_AT_A_TIME
from realtalk.partner.face import landmarks as lm
from realtalk.partner.face.lattice import LOW, UP, Held, Points
from realtalk.partner.face.photo import SIZE

SAMPLES = 41
"""Places along each line of a lip, so that no node between two of them is left alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Mouth:
    """The lines of the lips, each `(41, 2)` from the left corner to the right one."""

    upper_inside: Points
    lower_inside: Points
    upper_edge: Points
    lower_edge: Points

    @classmethod
    def of(cls, points: NDArray[np.float64]) -> Mouth:
        """From the points of a face."""
        upper = curve(points, lm.UPPER_LIP_INSIDE)
        lower = curve(points, lm.LOWER_LIP_INSIDE)
        crossed = upper[:, 1] > lower[:, 1]  # closed lips may be read as overlapping
        middle = (upper + lower) / 2
        upper[crossed], lower[crossed] = middle[crossed], middle[crossed]
        return cls(upper, lower, curve(points, lm.UPPER_LIP_EDGE), curve(points, lm.LOWER_LIP_EDGE))

    @property
    def width(self) -> float:
        """Pixels from corner to corner."""
        return float(np.linalg.norm(self.upper_edge[-1] - self.upper_edge[0]))

    @property
    def along(self) -> NDArray[np.float64]:
        """-1 at the left corner to 1 at the right one, for each place of a line."""
        return np.linspace(-1, 1, SAMPLES)


@dataclass(frozen=True, slots=True, eq=False)
class Holds:
    """All places that are held, by name, in one order. `drop` says how much of the chin's way each place of
    the jaw goes, 0..1.
    """

    names: tuple[str, ...]
    held: tuple[Held, ...]
    drop: NDArray[np.float64]

    def moves(self, **told: Points) -> Points:
        """How far each held place moves: as told by name, and where nothing is told, not at all."""
        return np.concatenate(
            [told.get(name, np.zeros_like(h.places)) for name, h in zip(self.names, self.held, strict=True)]
        )


def curve(points: NDArray[np.float64], indices: Sequence[int], samples: int = SAMPLES) -> Points:
    """A smooth line through some points of a face, evenly spaced."""
    with ONE_AT_A_TIME:
        from scipy.interpolate import CubicSpline

    line = points[list(indices), :2]
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    length = np.concatenate(((0.0,), np.cumsum(np.maximum(steps, 1e-3))))
    return CubicSpline(length, line)(np.linspace(0, length[-1], samples))


def around_mouth(points: NDArray[np.float64], mouth: Mouth) -> Holds:
    """What moves with speech and brows, and what must not move with them."""
    jaw = curve(points, lm.JAW, 81)
    ear = (points[lm.LEFT_EAR, 1] + points[lm.RIGHT_EAR, 1]) / 2
    share = np.clip((jaw[:, 1] - ear) / (points[lm.CHIN, 1] - ear), 0, 1)
    height = points[lm.CHIN, 1] - points[lm.HAIRLINE, 1]
    shoulders = np.linspace(0, SIZE, 65)
    below = min(SIZE - 8.0, float(points[lm.CHIN, 1]) + 0.45 * height)
    groups: Mapping[str, tuple[Points, int | None]] = {
        "upper_inside": (mouth.upper_inside, UP),
        "lower_inside": (mouth.lower_inside, LOW),
        "upper_edge": (mouth.upper_edge[1:-1], UP),
        "lower_edge": (mouth.lower_edge[1:-1], LOW),
        "jaw": (jaw, None),
        "left_brow": (points[list(lm.LEFT_BROW), :2], None),
        "right_brow": (points[list(lm.RIGHT_BROW), :2], None),
        "lids": (
            np.concatenate(
                [
                    curve(points, each, 25)
                    for each in (
                        lm.LEFT_UPPER_LID,
                        lm.LEFT_LOWER_LID,
                        lm.RIGHT_UPPER_LID,
                        lm.RIGHT_LOWER_LID,
                    )
                ]
            ),
            None,
        ),
        "nose": (points[list(lm.NOSE), :2], None),
        "forehead": (points[list(lm.FOREHEAD), :2], None),
        "shoulders": (np.column_stack((shoulders, np.full(65, below))), None),
    }
    return Holds(
        tuple(groups),
        tuple(Held(places, sheet) for places, sheet in groups.values()),
        share**2 * (3 - 2 * share),
    )
