"""When each phoneme of made speech is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span
from realtalk.partner.speech.alignment import (
    EARLY,
    SILENCE,
    Slot,
    features,
    heard_features,
    laid,
    laid_by_ear,
)
from realtalk.partner.speech.hibari_network import FRAME, Frames
from realtalk.partner.speech.reading import PAUSES, Reading
from realtalk.partner.speech.speech import RATE, Phone

STOPS = frozenset("pbtdkɡʧʤ")
"""Phonemes that begin with the mouth closed, so that the quiet before them is theirs."""

CLOSURE = 5
"""Frames of a pause that the stop after it takes: 60 ms, as in careful speech (Byrd 1993: 50 to 80)."""

SHORTEST_PAUSE = 6
"""Frames that a silence between words has at least; less is a closure or a dip: 75 ms."""


@dataclass(frozen=True, slots=True)
class _Piece:
    symbol: str
    stress: int
    owner: int
    start: int
    end: int


def phones(reading: Reading, frames: Frames) -> tuple[tuple[Phone, int], ...]:
    """Every phone with the index of its spoken word (-1: silence), from 0 to the end of the sound."""
    places = slots(reading, frames.units)
    bounds = _settled(places, laid(places, features(frames)))
    return _timed(_pieces(reading, frames.units), places, bounds, 2 * sum(frames.units) * FRAME / RATE)


def phones_by_ear(
    reading: Reading, units: Sequence[int], pcm: NDArray[np.float32]
) -> tuple[tuple[Phone, int], ...]:
    """The same for sound at `RATE` that another network made of the phonemes with these durations."""
    whole = len(pcm) / RATE
    ratio = whole * RATE / FRAME / (2 * sum(units))
    count = -(-len(pcm) // FRAME)
    places: list[Slot] = []
    for slot in slots(reading, units):
        start = min(count, max(places[-1].end if places else 0, round(slot.start * ratio)))
        places.append(replace(slot, start=start, end=max(start, min(count, round(slot.end * ratio)))))
    bounds = _settled(places, laid_by_ear(places, heard_features(pcm)))
    return _timed(_pieces(reading, units), places, bounds, whole)


def _timed(
    pieces: Sequence[_Piece], places: Sequence[Slot], bounds: Sequence[tuple[int, int]], whole: float
) -> tuple[tuple[Phone, int], ...]:
    spoken = iter(pieces)
    timed: list[tuple[Phone, int]] = []
    for slot, (start, end) in zip(places, bounds, strict=True):
        span = Span(start * FRAME / RATE, min(whole, end * FRAME / RATE))
        if slot.symbol:
            piece = next(spoken)
            timed.append((Phone(piece.symbol, span, piece.stress), piece.owner))
        elif end > start:
            timed.append((Phone(SILENCE, span), -1))
    return tuple(timed)


def slots(reading: Reading, units: Sequence[int]) -> list[Slot]:
    """The phonemes where the network's durations put them, earlier by what the sound is ahead of these, with
    room for silence before and after every word.
    """
    pieces = _pieces(reading, units)
    count = 2 * int(np.sum(units))
    found: list[Slot] = []
    at, owner = 0, -1
    for piece in pieces:
        start, end = max(at, piece.start - EARLY), max(at + 1, piece.end - EARLY)
        if piece.owner != owner:
            found.append(Slot(SILENCE, at, start))
        found.append(Slot(piece.symbol, start, end))
        at, owner = end, piece.owner
    return [*found, Slot(SILENCE, min(at, count), count)]


def _pieces(reading: Reading, units: Sequence[int]) -> list[_Piece]:
    """The phonemes with their rough places: stress marks and length marks are part of theirs."""
    ends = 2 * np.cumsum(units)
    pieces: list[_Piece] = []
    stress, start = 0, None
    for index, symbol in enumerate(reading.symbols):
        here, end = int(ends[index]), int(ends[index + 1])
        if symbol in "ˈˌ":
            stress, start = (2 if symbol == "ˈ" else 1), here
        elif symbol in "ː̃ʰʲ" and pieces:
            pieces[-1] = replace(pieces[-1], end=end)
        elif symbol not in PAUSES and symbol != " ":
            begun = here if start is None else start
            pieces.append(_Piece(symbol, stress, reading.owners[index], begun, end))
            stress, start = 0, None
    return pieces


def _settled(places: Sequence[Slot], bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Silences too short to be pauses given to their neighbours, and its closure to each stop after one."""
    settled = list(bounds)
    for index, (slot, (start, end)) in enumerate(zip(places, bounds, strict=True)):
        if slot.symbol or end <= start or index + 1 == len(places):
            continue
        following = places[index + 1].symbol
        inside = index > 0
        if inside and end - start < SHORTEST_PAUSE:
            edge = start if following in STOPS else (start + end) // 2
            settled[index - 1] = (settled[index - 1][0], edge)
            settled[index] = (edge, edge)
            settled[index + 1] = (edge, settled[index + 1][1])
        elif following in STOPS:
            edge = max(start, end - CLOSURE)
            settled[index] = (start, edge)
            settled[index + 1] = (edge, settled[index + 1][1])
    return settled
