"""Which face belongs to whom, from one picture to the next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from realtalk.observations import Box

REACH = 1.5
"""Face widths that a face may move between two looks and still be the same person's: a quick lean to the
side."""

GROWTH = 2.0
"""How much larger or smaller it may become in between."""

ESTABLISHED = 5
"""Looks from which somebody counts as a person: a poster or a shadow taken for a face passes sooner."""

FORGOTTEN = 3.0
"""Seconds after which somebody out of sight is no longer looked for where they were last seen."""


@dataclass(slots=True)
class _Person:
    number: int
    box: Box
    seen: float
    looks: int = 0


class People:
    """Numbers people in the order in which they appear, and knows them again while they stay near.

    Somebody who was the only one, and comes back when nobody else is there, is the same person.
    """

    def __init__(self) -> None:
        self._people: list[_Person] = []
        self._count = 0

    def assign(self, t: float, boxes: Sequence[Box]) -> list[int]:
        """A person for each face of the picture at `t`."""
        self._people = [p for p in self._people if p.looks >= ESTABLISHED or t - p.seen <= FORGOTTEN]
        pairs = sorted(
            (distance, i, j)
            for i, box in enumerate(boxes)
            for j, person in enumerate(self._people)
            if t - person.seen <= FORGOTTEN and (distance := _distance(box, person.box)) <= REACH
        )
        given: dict[int, _Person] = {}
        for _, i, j in pairs:
            if i not in given and self._people[j] not in given.values():
                given[i] = self._people[j]
        established = [person for person in self._people if person.looks >= ESTABLISHED]
        if len(boxes) == 1 and len(established or self._people) == 1:
            given.setdefault(0, (established or self._people)[0])
        for i, box in enumerate(boxes):
            if i not in given:
                given[i] = self._back(t, box, given) or self._newcomer(t, box)
            given[i].box, given[i].seen = box, t
            given[i].looks += 1
        return [given[i].number for i in range(len(boxes))]

    def _back(self, t: float, box: Box, given: dict[int, _Person]) -> _Person | None:
        """Somebody long out of sight who was last seen about here."""
        lost = [p for p in self._people if p not in given.values() and t - p.seen > FORGOTTEN]
        return min(
            (p for p in lost if _distance(box, p.box) <= REACH),
            key=lambda p: _distance(box, p.box),
            default=None,
        )

    def _newcomer(self, t: float, box: Box) -> _Person:
        person = _Person(self._count, box, t)
        self._people.append(person)
        self._count += 1
        return person


def _distance(a: Box, b: Box) -> float:
    """How far apart two faces are, in widths of the larger; infinite where their sizes differ too much."""
    ratio = a.width / b.width
    if not 1 / GROWTH <= ratio <= GROWTH:
        return math.inf
    return math.hypot(a.centre.x - b.centre.x, a.centre.y - b.centre.y) / max(a.width, b.width)
