"""How a face at rest moves: one displacement field for each coefficient.

Lengths are shares of the mouth's width, about 50 mm, unless they say otherwise. House rules, set by eye on
faces at rest against the same faces filmed speaking.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face import landmarks as lm
from realtalk.partner.face.coefficients import COEFFICIENTS
from realtalk.partner.face.holds import Holds, Mouth, around_mouth
from realtalk.partner.face.lattice import Held, Points, Sheets
from realtalk.partner.face.photo import SIZE

GAP = 0.5
"""How far the lips part at a jaw of 1."""

ROLLED = 0.35
"""Share of a lip that rolls inwards when pressed, at most: a thin one has no more to give."""

BROW = 0.045
"""Face heights that a brow rises at 1."""

BREATH = 0.012
"""Face heights that the shoulders rise in a full breath."""

Line: TypeAlias = NDArray[np.float64]

LEAST = 0.02
"""Pixels below which a movement counts as none."""


def fields(points: NDArray[np.float32], line: Points) -> tuple[NDArray[np.float32], tuple[int, int]]:
    """`(len(COEFFICIENTS), 2, NODES, NODES, 2)`: pixels that each node of the upper and the lower sheet
    moves at a coefficient of 1; and the first and last row of nodes where the sheets differ.
    """
    at = points.astype(np.float64)
    mouth = Mouth(line, line, *(getattr(Mouth.of(at), name) for name in ("upper_edge", "lower_edge")))
    holds = around_mouth(at, mouth)
    sheets = Sheets(holds.held, line, line)
    told = {**_lips(mouth, holds), **_brows(at)}
    made = {name: sheets.field(holds.moves(**moves)) for name, moves in told.items()}
    made |= {name: np.stack((field, field)) for name, field in _head(at).items()}
    stacked = np.stack([made[name] for name in COEFFICIENTS])
    stacked[np.abs(stacked) < LEAST] = 0
    return stacked, (sheets.first_row, sheets.last_row)


def _lips(mouth: Mouth, holds: Holds) -> dict[str, dict[str, Points]]:
    width, s = mouth.width, mouth.along
    round_open = (1 - s**2) ** 0.75
    narrow_open = np.clip(1 - (s / 0.85) ** 2, 0, None) ** 0.7
    even, bow = np.ones_like(s), (1 - s**2) ** 0.75
    jaw = holds.drop
    thick = [
        float(np.abs(edge[18:23, 1] - mouth.upper_inside[18:23, 1]).mean()) / width
        for edge in (mouth.upper_edge, mouth.lower_edge)
    ]
    rolled = min(0.05, ROLLED * thick[0]), min(0.07, ROLLED * thick[1])

    def lips(
        x: tuple[Line, Line] | Line, upper: Line, lower: Line, above: Line, below: Line, chin: float = 0.0,
    ) -> dict[str, Points]:  # fmt: skip
        """Moves in mouth widths: sideways, of both inner lines, of both outer lines, of the chin."""
        inside, outside = x if isinstance(x, tuple) else (x, x)
        return {
            "upper_inside": width * np.column_stack((inside, upper)),
            "lower_inside": width * np.column_stack((inside, lower)),
            "upper_edge": width * np.column_stack((outside, above))[1:-1],
            "lower_edge": width * np.column_stack((outside, below))[1:-1],
            "jaw": width * chin * np.column_stack((np.zeros_like(jaw), jaw)),
        }

    none = 0 * even
    down = 0.10 * (1 - round_open)  # the corners go half-way with the jaw
    up_share, low_share = 0.04, GAP - 0.04
    return {
        "open": lips(
            -0.035 * s,
            -up_share * round_open + down,
            low_share * round_open + down,
            -0.8 * up_share * bow + 0.10 * (1 - bow),
            (low_share - 0.03) * bow + 0.10 * (1 - bow),
        ),
        "chin": lips(none, none, none, none, 0.02 * bow, chin=0.34),
        "wide": lips(0.09 * s, -0.01 * np.abs(s), -0.01 * np.abs(s), 0.015 * bow, -0.03 * bow),
        "round": lips((-0.18 * s, -0.15 * s), none, none, -0.035 * bow, 0.05 * bow, chin=0.03),
        "pout": lips(none, -0.055 * narrow_open, 0.105 * narrow_open, -0.04 * bow, 0.06 * bow, chin=0.03),
        "upper": lips(none, -0.09 * bow, none, -0.075 * bow, none),
        "lower": lips(none, none, 0.12 * bow, none, 0.10 * bow, chin=0.03),
        "press": lips(0.01 * s, none, none, rolled[0] * bow, -rolled[1] * bow),
        "tuck": lips(none, -0.075 * bow, -0.02 * bow, -0.055 * bow, -0.075 * bow, chin=-0.03),
        "tip": lips(none, -0.04 * round_open, 0.11 * round_open, -0.03 * bow, 0.09 * bow, chin=0.06),
        "smile": lips(
            0.075 * s, -0.075 * s**2, -0.075 * s**2, -0.07 * s**2 + 0.015 * bow, -0.07 * s**2 - 0.02 * bow
        ),
        "frown": lips(-0.02 * s, 0.06 * s**2, 0.06 * s**2, 0.05 * s**2, 0.055 * s**2),
    }


def _brows(points: NDArray[np.float64]) -> dict[str, dict[str, Points]]:
    rise = -BROW * (points[lm.CHIN, 1] - points[lm.HAIRLINE, 1])
    return {  # the sitter's left is on the picture's right
        name: {group: np.tile((0.0, rise), (10, 1))}
        for name, group in (("brow_left", "right_brow"), ("brow_right", "left_brow"))
    }


def _head(points: NDArray[np.float64]) -> dict[str, NDArray[np.float32]]:
    """Turning and moving the whole head: by its depth, and less and less towards shoulders and border."""
    height = points[lm.CHIN, 1] - points[lm.HAIRLINE, 1]
    width = points[lm.RIGHT_EAR, 0] - points[lm.LEFT_EAR, 0]
    centre = (points[lm.LEFT_EAR, :2] + points[lm.RIGHT_EAR, :2]) / 2
    oval = points[list(lm.OVAL)]
    upper = oval[oval[:, 1] < centre[1] + 0.1 * height]
    hair = [
        np.column_stack((centre + (upper[:, :2] - centre) * grown, np.zeros(len(upper))))
        for grown in (1.15, 1.3)
    ]
    hair = [ring[(ring[:, 0] > 8) & (ring[:, 0] < SIZE - 8) & (ring[:, 1] > 12)] for ring in hair]
    ears = (points[lm.LEFT_EAR, 2] + points[lm.RIGHT_EAR, 2]) / 2
    face = np.column_stack((points[:468, :2], 0.85 * (ears - points[:468, 2])))
    whole = np.concatenate((face, *hair))
    low = np.linspace(0, SIZE, 65)
    bottom = min(SIZE - 6.0, float(points[lm.CHIN, 1]) + 0.42 * height)
    rest = np.column_stack((low, np.full(65, bottom)))
    sheet = Sheets((Held(whole[:, :2]), Held(rest)))
    still = np.zeros((len(rest), 2))

    def moved(x: Line, y: Line) -> NDArray[np.float32]:
        return sheet.field(np.concatenate((np.column_stack((x, y)), still)))[0]

    zero, one = np.zeros(len(whole)), np.ones(len(whole))
    depth = whole[:, 2]
    neck = np.array((centre[0], points[lm.CHIN, 1]))
    breathing = Sheets((Held(rest), Held(points[list(lm.OVAL), :2])))
    chest = np.exp(-(((low - centre[0]) / (0.9 * width)) ** 2))
    lift = np.column_stack((np.zeros(65), -BREATH * height * (0.3 + 0.7 * (1 - chest))))
    head = np.tile((0.0, -0.25 * BREATH * height), (len(oval), 1))
    return {
        "yaw": moved(depth, zero),
        "pitch": moved(zero, -depth),
        "roll": moved(-(whole[:, 1] - neck[1]), whole[:, 0] - neck[0]),
        "shift_x": moved(one * width, zero),
        "shift_y": moved(zero, one * width),
        "breath": breathing.field(np.concatenate((lift, head)))[0],
    }
