"""The face at rest: the sitter's mouth brought to where all movement starts from, its lips just closed."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face import landmarks as lm
from realtalk.partner.face.holds import Mouth, around_mouth
from realtalk.partner.face.lattice import LOW, UP, Points, Sheets, sample
from realtalk.partner.face.photo import SIZE, Photo
from realtalk.partner.face.warping import looked_up, origins, pixels

SMILE_WIDTH = 0.15
"""How much wider a full smile makes a mouth. House rule, from faces filmed smiling and at rest."""

SMILING = (0.15, 0.85)
"""Blendshapes between which a smile grows from none to full."""

REST_CORNER = 0.015
"""Mouth widths that the corners hang below the middle of the lips at rest."""


RIM = 0.026
"""Mouth widths of that rim: a pixel or two, by which the points of an open mouth lie too far in."""

THINNER = 0.6
"""How a lip thins towards its corners, as a power of 1 - s**2: the lips of an open mouth are measured across
where their edges slant."""

CORNER_DARK = 0.85
"""Share of the skin's brightness around a corner below which it is the dark of a mouth that smiled."""

MEETING_DARK, MEETING_WIDE = 0.2, 0.008
"""How dark the line between closed lips is, and its width in mouth widths."""


@dataclass(frozen=True, slots=True, eq=False)
class Neutral:
    """A face at rest: `rgb` is the frame, `points` are its 478 points, `line` is where the lips meet."""

    rgb: NDArray[np.uint8]
    points: NDArray[np.float32]
    line: Points


def at_rest(photo: Photo) -> Neutral:
    """The photo with its lips closed and its smile gone."""
    points = photo.points.astype(np.float64)
    mouth = _inset(Mouth.of(points))
    smile = _between(np.mean([photo.shapes["mouthSmileLeft"], photo.shapes["mouthSmileRight"]]), *SMILING)
    target, line = _closed(mouth, smile)
    held = around_mouth(points, mouth)
    sheets = Sheets(held.held, mouth.upper_inside, mouth.lower_inside)
    lift = float(target.lower_inside[20, 1] - mouth.lower_inside[20, 1])
    field = sheets.field(
        held.moves(
            upper_inside=target.upper_inside - mouth.upper_inside,
            lower_inside=target.lower_inside - mouth.lower_inside,
            upper_edge=(target.upper_edge - mouth.upper_edge)[1:-1],
            lower_edge=(target.lower_edge - mouth.lower_edge)[1:-1],
            jaw=np.stack((np.zeros(len(held.drop)), held.drop * min(0.0, lift) * 0.6), axis=1),
        )
    )
    rgb = _closed_picture(photo.rgb, field, mouth)
    if smile > 0:
        rgb = _corners_filled(rgb, line)
    rgb = _darkened(rgb, line, _between(_gap(mouth), 0.02, 0.08))
    moved = points[:, :2].copy()
    lower = [*lm.LOWER_LIP_INSIDE[1:-1], *lm.LOWER_LIP_EDGE[1:-1]]
    for sheet, which in ((UP, [i for i in range(478) if i not in lower]), (LOW, lower)):
        moved[which] += sample(field[sheet], moved[which])
    return Neutral(rgb, np.column_stack((moved, points[:, 2])).astype(np.float32), line)


def _inset(mouth: Mouth) -> Mouth:
    """The same lips without the rim that an open mouth shares with its teeth and its dark."""
    gap = mouth.lower_inside[:, 1] - mouth.upper_inside[:, 1]
    rim = RIM * mouth.width * np.clip(gap / (0.06 * mouth.width), 0, 1)
    upper, lower = mouth.upper_inside.copy(), mouth.lower_inside.copy()
    upper[:, 1] -= rim
    lower[:, 1] += rim
    return Mouth(upper, lower, mouth.upper_edge, mouth.lower_edge)


def _closed(mouth: Mouth, smile: float) -> tuple[Mouth, Points]:
    """The lips where they rest, and the line where they meet."""
    width, s = mouth.width, mouth.along
    gap = mouth.lower_inside[20, 1] - mouth.upper_inside[20, 1]
    narrower = 1 - SMILE_WIDTH * smile / (1 + SMILE_WIDTH)
    centre = (mouth.upper_edge[0] + mouth.upper_edge[-1]) / 2
    meeting = mouth.upper_inside[20, 1] + gap * (0.5 if smile > 0.3 else 0.35)
    average = (mouth.upper_inside + mouth.lower_inside) / 2
    corners = average[[0, -1], 1]
    rest = (1 - smile) * corners + smile * (meeting + REST_CORNER * width)
    tilt = rest[0] + (rest[1] - rest[0]) * (s + 1) / 2
    open_share = _between(_gap(mouth), 0.02, 0.08)
    drawn = tilt + (meeting - rest.mean()) * (1 - s**2)
    line_y = (1 - max(open_share, smile)) * average[:, 1] + max(open_share, smile) * drawn
    line = np.column_stack((centre[0] + (average[:, 0] - centre[0]) * narrower, line_y))
    thicker = 1 + 0.9 * (1 / narrower - 1)

    def edge(outside: Points, inside: Points) -> Points:
        thickness = outside[:, 1] - np.interp(outside[:, 0], *inside.T)
        most = 1.12 * np.abs(thickness[18:23]).mean() * (1 - s**2) ** THINNER + 0.01 * width
        slanting = np.clip(thickness, -most, most)
        thickness = thickness + (slanting - thickness) * open_share
        x = centre[0] + (outside[:, 0] - centre[0]) * narrower
        return np.column_stack((x, np.interp(x, *line.T) + thickness * thicker))

    return (
        Mouth(
            line,
            line,
            edge(mouth.upper_edge, mouth.upper_inside),
            edge(mouth.lower_edge, mouth.lower_inside),
        ),
        line,
    )


def _closed_picture(rgb: NDArray[np.uint8], field: NDArray[np.float32], mouth: Mouth) -> NDArray[np.uint8]:
    here = pixels(0, SIZE, 0, SIZE)
    up, low = (origins(field[sheet], here, turns=14) for sheet in (UP, LOW))
    above = np.interp(up[..., 0], *mouth.upper_inside.T) - up[..., 1]
    below = low[..., 1] - np.interp(low[..., 0], *mouth.lower_inside.T)
    share = np.clip((above - below) / 2 + 0.5, 0, 1)[..., None]
    mixed = looked_up(rgb, up - 0.5) * share + looked_up(rgb, low - 0.5) * (1 - share)
    return np.clip(np.rint(mixed), 0, 255).astype(np.uint8)


def _corners_filled(rgb: NDArray[np.uint8], line: Points) -> NDArray[np.uint8]:
    """The face without the dark of the open mouth that a smile leaves at its corners."""
    width = line[-1, 0] - line[0, 0]
    y, x = np.mgrid[0:SIZE, 0:SIZE] + 0.5
    grey = rgb.mean(axis=2)
    mask = np.zeros((SIZE, SIZE), np.uint8)
    for corner, aside in ((line[0], -1), (line[-1], 1)):
        across = (x - corner[0] - aside * 0.02 * width) / (0.09 * width)
        down = (y - corner[1]) / (0.08 * width)
        near = across**2 + down**2 < 1
        mask[near & (grey < CORNER_DARK * np.median(grey[near]))] = 255
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.inpaint(rgb, mask, 3, cv2.INPAINT_TELEA), np.uint8)


def _darkened(rgb: NDArray[np.uint8], line: Points, share: float) -> NDArray[np.uint8]:
    """The shadow between lips that the photo shows apart."""
    width = line[-1, 0] - line[0, 0]
    y, x = np.mgrid[0:SIZE, 0:SIZE] + 0.5
    s = np.clip(2 * (x - line[0, 0]) / width - 1, -1, 1)
    far = (y - np.interp(x, *line.T)) / (MEETING_WIDE * width + 0.4)
    dark = share * MEETING_DARK * np.exp(-(far**2)) * (1 - s**8)
    return np.clip(np.rint(rgb * (1 - dark[..., None])), 0, 255).astype(np.uint8)


def _gap(mouth: Mouth) -> float:
    """Between the lips in their middle, in mouth widths."""
    return float(mouth.lower_inside[20, 1] - mouth.upper_inside[20, 1]) / mouth.width


def _between(value: float | np.floating, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))
