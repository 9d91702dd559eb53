"""A sheet of rubber over the frame, cut open along the mouth: how far each place moves when a few do.

The sheet is a lattice of nodes 4 pixels apart. Along the mouth each node exists twice: on the upper sheet,
which carries the upper lip and goes on below it out of sight, and on the lower one, which carries the lower
lip and goes on above it. Elsewhere both sheets are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import splu

from realtalk.partner.face.photo import SIZE

STEP = 4
"""Pixels between nodes: a third of a lip."""

NODES = SIZE // STEP + 1

HIDDEN = 14
"""Rows of nodes that a sheet goes on behind the other lip: more than the widest open mouth bares."""

HOLD = 100.0
"""How much stronger a place that is told where to go pulls than its neighbours."""

LOOSE = 0.03
"""How much the hidden parts follow their neighbours sideways: they hang from the lip."""

UP, LOW = 0, 1

Ids: TypeAlias = NDArray[np.intp]
Mask: TypeAlias = NDArray[np.bool_]

Points: TypeAlias = NDArray[np.float64]
"""`(n, 2)`: x and y in pixels of the frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Places whose movement is told, on the upper or the lower sheet; None: whichever is in sight there."""

    places: Points
    sheet: int | None = None


class Sheets:
    """Both sheets for one mouth, whose inner lip lines run from corner to corner; without them, one sheet
    that is not cut.
    """

    def __init__(
        self, held: Sequence[Held], upper: Points | None = None, lower: Points | None = None
    ) -> None:
        self._up = np.arange(NODES * NODES).reshape(NODES, NODES)
        self._low = self._up.copy()
        rows, columns = np.mgrid[0:NODES, 0:NODES]
        x, y = columns * STEP, rows * STEP
        doubled = hidden_up = hidden_low = np.zeros((NODES, NODES), bool)
        self._upper, self._lower = upper, lower
        self.first_row, self.last_row = NODES // 2, NODES // 2
        if upper is not None and lower is not None:
            above, below = np.interp(x, *upper.T), np.interp(x, *lower.T)
            self.first_row = int(upper[:, 1].min() / STEP) - HIDDEN
            self.last_row = int(lower[:, 1].max() / STEP) + HIDDEN
            doubled = (x > upper[0, 0]) & (x < upper[-1, 0])
            doubled &= (rows >= self.first_row) & (rows <= self.last_row)
            self._low[doubled] = NODES * NODES + np.arange(np.count_nonzero(doubled))
            hidden_up, hidden_low = doubled & (y > above), doubled & (y < below)
        self._count = NODES * NODES + int(np.count_nonzero(doubled))
        edges = (
            *_edges(self._up, doubled, hidden_up, np.ones_like(doubled)),
            *_edges(self._low, doubled, hidden_low, doubled),
        )
        a, b, weight = (np.concatenate(column) for column in zip(*edges, strict=True))
        self._rows = self._held_rows(held)
        border = np.zeros((NODES, NODES), bool)
        border[0], border[-1], border[:, 0], border[:, -1] = True, True, True, True
        stiff = np.full(self._count, 1e-6)
        stiff[self._up[border]] = 1e4
        every = np.arange(self._count)
        laplace = coo_matrix(
            (
                np.concatenate((weight, weight, -weight, -weight, stiff)),
                (np.concatenate((a, b, a, b, every)), np.concatenate((a, b, b, a, every))),
            ),
            shape=(self._count, self._count),
        )
        system = (laplace + HOLD * (self._rows.T @ self._rows)).tocsc()
        self._solver = splu(system, permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True})

    def field(self, moves: Points) -> NDArray[np.float32]:
        """How the sheets move when the held places move by `moves`, in the order they were told, and the
        border of the frame stays. Returns `(2, NODES, NODES, 2)` pixels, the upper sheet first.
        """
        solved = self._solver.solve(HOLD * np.asarray(self._rows.T @ moves))
        return np.stack((solved[self._up], solved[self._low])).astype(np.float32)

    def _held_rows(self, held: Sequence[Held]) -> Any:
        indices: list[NDArray[np.intp]] = []
        weights: list[NDArray[np.float64]] = []
        for each in held:
            column, row, u, v = _cells(each.places)
            index_up, index_low = (_corners(ids, row, column) for ids in (self._up, self._low))
            in_low = np.full(len(column), each.sheet == LOW)
            if each.sheet is None and self._upper is not None and self._lower is not None:
                x = each.places[:, 0]
                middle = (np.interp(x, *self._upper.T) + np.interp(x, *self._lower.T)) / 2
                in_low = each.places[:, 1] > middle
            indices.append(np.where(in_low[:, None], index_low, index_up))
            weights.append(np.stack(((1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v), axis=1))
        index, weight = np.concatenate(indices), np.concatenate(weights)
        places = np.repeat(np.arange(len(index)), 4)
        return coo_matrix((weight.ravel(), (places, index.ravel())), shape=(len(index), self._count)).tocsr()


def sample(field: NDArray[np.float32], places: Points) -> Points:
    """What a `(NODES, NODES, c)` field is at places of the frame, `(n, c)`."""
    column, row, u, v = _cells(places)
    u, v = u[:, None], v[:, None]
    top = field[row, column] * (1 - u) + field[row, column + 1] * u
    bottom = field[row + 1, column] * (1 - u) + field[row + 1, column + 1] * u
    return (top * (1 - v) + bottom * v).astype(np.float64)


def _cells(places: Points) -> tuple[Ids, Ids, NDArray[np.float64], NDArray[np.float64]]:
    at = np.clip(places / STEP, 0, NODES - 1.000001)
    column, row = np.floor(at[:, 0]).astype(np.intp), np.floor(at[:, 1]).astype(np.intp)
    return column, row, at[:, 0] - column, at[:, 1] - row


def _corners(ids: Ids, row: Ids, column: Ids) -> Ids:
    return np.stack(
        (ids[row, column], ids[row, column + 1], ids[row + 1, column], ids[row + 1, column + 1]), axis=1
    )


def _edges(
    ids: Ids, doubled: Mask, hidden: Mask, wanted: Mask
) -> Iterator[tuple[Ids, Ids, NDArray[np.float64]]]:
    """The sides of a sheet's cells, across and down, and how strongly each pulls. A sheet's hidden part ends
    somewhere behind the other one: nothing hangs there.
    """
    for a, b, across in (
        (np.s_[:, :-1], np.s_[:, 1:], True),
        (np.s_[:-1], np.s_[1:], False),
    ):
        behind = hidden[a] | hidden[b]
        weight = np.where(behind & across, LOOSE, 1.0)
        if not across:
            weight[behind & (doubled[a] != doubled[b])] = 0
        keep = (wanted[a] | wanted[b]) & (weight > 0)
        yield ids[a][keep], ids[b][keep], weight[keep]
