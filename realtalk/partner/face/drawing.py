"""The moving face, picture by picture: the reference that the browser's drawing follows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.coefficients import COEFFICIENTS, coefficients
from realtalk.partner.face.eyelids import FARTHEST, HIGHEST, LID, TURN
from realtalk.partner.face.lattice import LOW, NODES, STEP, UP, sample
from realtalk.partner.face.mark import MARGIN, mark
from realtalk.partner.face.motion import COLUMN
from realtalk.partner.face.photo import SIZE
from realtalk.partner.face.rig import LAYERS, LIP_RANGE, Patch, Rig
from realtalk.partner.face.warping import Map, exact_origins, looked_up, nodes, origins, pixels, spread

PARTING = tuple(COEFFICIENTS.index(name) for name in ("open", "pout", "upper", "lower", "tuck", "tip"))

HEAD = ("yaw", "pitch", "roll", "shift_x", "shift_y", "breath")
"""What moves the skull, and with it all that lies behind the lips."""

BESIDE = np.array((18.0, 5.0))
"""Pixels around the lips that are drawn from both sheets: the field is steep at the corners."""

OVERLAP = 0.75
"""Pixels that each lip goes on under the other, so that nothing shows between closed ones."""

SHADOW = 0.34
"""How dark the upper lip's shadow is right below it."""

ROUND_DARK = 0.5
"""How much darker it is behind rounded lips: they stand in front of the teeth."""

ROUND_RISE = 0.06
"""Mouth widths by which rounded lips cover more of the upper teeth."""

POUT = COEFFICIENTS.index("pout")

SHADOW_FADES = 0.06
"""Mouth widths in which it fades."""

JAW_DROP = 0.42
"""Mouth widths that the lower teeth sink when the lips part at a jaw of 1."""

LIFT = {"open": 1.0, "lower": 0.10, "tip": 0.16, "pout": 0.06}
"""Shares of that way that other movements of the lips take the jaw."""

TONGUE_DROP = 0.55
"""Share of the jaw's way that the tongue goes with it."""

TIP_RISE = 0.05
"""Mouth widths that the tongue's tip rises for th and l."""

SKIN_BY = 0.18
"""Blink by which the skin of the lid is all painted: before, it blends from the open eye's."""


HALF = np.float32(0.5)
"""From a pixel's index to its middle."""


@dataclass(frozen=True, slots=True, eq=False)
class _Lid:
    """A lid that is not open: where its window lies in the picture, where those pixels came from, what the
    eye's map knows of them, the eye painted shut, its patch, and how far it is shut.
    """

    there: tuple[slice, slice]
    came: Map
    known: NDArray[np.uint8]
    shut: NDArray[np.uint8]
    patch: Patch
    blink: float


class Drawing:
    """Pictures of one rig; `mark` puts the lasting "AI-generated" mark into their corner."""

    def __init__(self, rig: Rig, mark: bool = True) -> None:
        self.rig = rig
        self._moves = [
            (k, *_windowed(field[UP]), *_windowed(field[LOW] - field[UP]))
            for k, field in enumerate(rig.fields)
        ]
        self._face = np.ascontiguousarray(rig.atlas[:SIZE])  # OpenCV moves four channels faster than three
        self._nodes = nodes()
        self._mark = _mark() if mark else None
        self._centre = rig.line.mean(axis=0)
        self._head = np.zeros((len(rig.fields), 2), np.float32)
        for k in (COEFFICIENTS.index(name) for name in HEAD):
            self._head[k] = sample(rig.fields[k, UP], self._centre[None])[0]
        self._lips = cut(rig.maps, rig.patches["lips"])[..., 0]
        self._layers = {name: cut(rig.atlas, rig.patches[name]) for name in LAYERS}
        self._eyes = [
            (
                cut(rig.maps, rig.patches[f"eye_{side}"])[..., :3],
                cut(rig.atlas, rig.patches[f"shut_{side}"])[..., :3],
                rig.patches[f"eye_{side}"],
            )
            for side in ("left", "right")
        ]

    def picture(self, row: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The face at one row of a motion, `(512, 512, 3)`."""
        told = coefficients(row)
        up, low = self._bent(told)
        lips = [self.rig.line + sample(field, self.rig.line) for field in (up, low)]
        both = np.concatenate(lips)
        left, top = (int(each) for each in np.clip(both.min(axis=0) - BESIDE, 0, SIZE - 8))
        right, bottom = (int(each) for each in np.clip(both.max(axis=0) + BESIDE, 8, SIZE))
        last, first = min(NODES - 1, bottom // STEP + 2), max(0, top // STEP - 2)
        from_up = spread(origins(up, self._nodes[: last + 1], went=up[: last + 1]) - HALF, 0, (0, bottom))
        from_low = spread(origins(low, self._nodes[first:], went=low[first:]) - HALF, first, (top, SIZE))
        at = np.empty((SIZE, SIZE, 2), np.float32)
        at[:bottom], at[bottom:] = from_up, from_low[bottom - top :]
        lids = list(self._look(row, up, at))
        picture = self._skin(at)
        for lid in lids:
            self._blink(picture, lid)
        here = pixels(top, bottom, left, right)
        near = from_up[top:, left:right] + HALF, from_low[: bottom - top, left:right] + HALF
        exact = [exact_origins(field, here, start) for field, start in zip((up, low), near, strict=True)]
        self._mouth(picture[top:bottom, left:right], told, (left, top), *exact)
        if self._mark is not None:
            clear, ink, there = self._mark
            corner = picture[there]
            corner[:] = (corner * clear + ink).astype(np.uint8)
        return picture

    def _skin(self, at: Map) -> NDArray[np.uint8]:
        return np.asarray(cv2.cvtColor(looked_up(self._face, at), cv2.COLOR_RGBA2RGB), np.uint8)

    def _bent(self, told: NDArray[np.float32]) -> tuple[Map, Map]:
        """How far the nodes of the upper and of the lower sheet move."""
        up, apart = np.zeros((2, NODES, NODES, 2), np.float32)
        for k, where, moves, where_apart, moves_apart in self._moves:
            if told[k]:
                up[where] += told[k] * moves
                apart[where_apart] += told[k] * moves_apart
        return up, up + apart

    def _look(self, row: NDArray[np.float32], up: Map, at: Map) -> Iterator[_Lid]:
        """Turns the eyes by changing where their pixels come from; tells of the lids that are not open."""
        gaze = np.array((row[COLUMN["gaze_x"]], -0.7 * row[COLUMN["gaze_y"]]), np.float32).clip(-1, 1)
        blinks = (row[COLUMN["blink_right"]], row[COLUMN["blink_left"]])
        for (table, shut, patch), width, blink in zip(self._eyes, self.rig.eye_widths, blinks, strict=True):
            blink = float(min(1.0, max(0.0, blink)))
            if blink <= 0 and not gaze.any():
                continue
            middle = np.array(((patch.left + patch.width / 2, patch.top + patch.height / 2),))
            x, y = np.rint(sample(up, middle)[0]).astype(int)
            there = np.s_[
                max(0, patch.top + y - 3) : patch.top + patch.height + y + 3,
                max(0, patch.left + x - 3) : patch.left + patch.width + x + 3,
            ]
            came = at[there]
            known = looked_up(table, came - np.array((patch.left, patch.top), np.float32))
            if blink > 0:
                yield _Lid(there, came.copy(), known, shut, patch, blink)
            came -= (known[..., 2:3] * np.float32(1 / 255)) * (gaze * np.float32(TURN * width))

    def _blink(self, picture: NDArray[np.uint8], lid: _Lid) -> None:
        came, known, patch, blink = lid.came, lid.known, lid.patch, lid.blink
        down = known[..., 0] * np.float32(2 * FARTHEST / 255) - np.float32(FARTHEST)
        opening = known[..., 1] * np.float32(HIGHEST / 255)
        unrolled = (down + LID) * np.float32((1 + LID) / (blink + LID)) - LID
        place = came - np.array((patch.left, patch.top), np.float32)
        place[..., 1] += (unrolled - down) * opening
        skin = looked_up(lid.shut, place)
        inside = (
            (came[..., 0] > patch.left - HALF)
            & (came[..., 0] < patch.left + patch.width - HALF)
            & (came[..., 1] > patch.top - HALF)
            & (came[..., 1] < patch.top + patch.height - HALF)
        )
        cover = (
            np.clip((blink - down) * opening + 0.5, 0, 1) * (down > -LID) * inside * min(1.0, blink / SKIN_BY)
        )
        view = picture[lid.there]
        view[:] = (view + (skin.astype(np.float32) - view) * cover[..., None] + 0.5).astype(np.uint8)

    def _mouth(
        self,
        view: NDArray[np.uint8],
        told: NDArray[np.float32],
        corner: tuple[int, int],
        upper: tuple[Map, NDArray[np.bool_]],
        lower: tuple[Map, NDArray[np.bool_]],
    ) -> None:
        from_up, from_low = upper[0] - HALF, lower[0] - HALF
        above = self._above(from_up)
        below = -self._above(from_low)
        upper_cover = (np.clip(above + np.float32(0.5 + OVERLAP), 0, 1) * upper[1])[..., None]
        lower_cover = (np.clip(below + np.float32(0.5 + OVERLAP), 0, 1) * lower[1])[..., None]
        behind = self._skin(from_low).astype(np.float32)
        if any(told[k] > 0 for k in PARTING):
            inside = self._inside(told, corner, (view.shape[0], view.shape[1]))
            dark = SHADOW * np.exp(np.minimum(above, 0) / (SHADOW_FADES * self.rig.mouth_width))
            inside *= ((1 - dark) * (1 - ROUND_DARK * float(told[POUT])))[..., None]
            behind = inside + (behind - inside) * lower_cover
        front = self._skin(from_up)
        view[:] = (behind + (front - behind) * upper_cover + 0.5).astype(np.uint8)

    def _above(self, came: Map) -> NDArray[np.float32]:
        patch = self.rig.patches["lips"]
        known = looked_up(self._lips, came - np.array((patch.left, patch.top), np.float32))
        return (known * np.float32(2 * LIP_RANGE / 255) - np.float32(LIP_RANGE)).astype(np.float32)

    def _inside(
        self, told: NDArray[np.float32], corner: tuple[int, int], size: tuple[int, int]
    ) -> NDArray[np.float32]:
        width = self.rig.mouth_width
        offset = told @ self._head
        angle = float(told[COEFFICIENTS.index("roll")])
        cos, sin = math.cos(angle), math.sin(angle)
        back = np.array(((cos, sin), (-sin, cos)))
        jaw = JAW_DROP * width * sum(share * told[COEFFICIENTS.index(k)] for k, share in LIFT.items())
        tip = float(told[COEFFICIENTS.index("tip")])
        patch = self.rig.patches["cavity"]
        start = back @ (np.array(corner) - self._centre - offset) + self._centre

        def layer(name: str, down: float) -> NDArray[np.float32]:
            move = start - (patch.left, patch.top + down)
            # Indices of pixels, whose middles lie half a pixel on.
            matrix = np.column_stack((back, move + back @ (0.5, 0.5) - 0.5))
            return np.asarray(
                cv2.warpAffine(
                    self._layers[name],
                    matrix,
                    (size[1], size[0]),
                    flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                    borderMode=cv2.BORDER_REPLICATE,
                ),
                np.float32,
            )

        made = layer("cavity", jaw * 0.5)[..., :3]
        for name, down, cover in (
            ("tongue", jaw * TONGUE_DROP, 1.0),
            ("lower", jaw, 1.0),
            ("tip", jaw * TONGUE_DROP - TIP_RISE * width * tip, min(1.0, 2.5 * tip)),
            ("upper", -ROUND_RISE * width * float(told[POUT]), 1.0),
        ):
            if cover > 0:
                painted = layer(name, float(down))
                made += (painted[..., :3] - made) * (painted[..., 3:] * np.float32(cover / 255))
        return made


def cut(sheet: NDArray[np.uint8], patch: Patch) -> NDArray[np.uint8]:
    """A patch of a sheet."""
    return np.ascontiguousarray(sheet[patch.y : patch.y + patch.height, patch.x : patch.x + patch.width])


def _windowed(field: Map) -> tuple[tuple[slice, slice], Map]:
    """The part of a field that moves at all, and where it lies."""
    there = np.nonzero(field.any(axis=2))
    if not len(there[0]):
        return np.s_[0:0, 0:0], field[0:0, 0:0]
    (top, left), (bottom, right) = np.min(there, axis=1), np.max(there, axis=1) + 1
    where = np.s_[int(top) : int(bottom), int(left) : int(right)]
    return where, np.ascontiguousarray(field[where])


def _mark() -> tuple[NDArray[np.float32], NDArray[np.float32], tuple[slice, slice]]:
    made = mark().astype(np.float32)
    height, width = made.shape[:2]
    cover = made[..., 3:] / 255
    there = np.s_[SIZE - MARGIN - height : SIZE - MARGIN, SIZE - MARGIN - width : SIZE - MARGIN]
    return np.asarray(1 - cover, np.float32), np.asarray(made[..., :3] * cover + 0.5, np.float32), there
