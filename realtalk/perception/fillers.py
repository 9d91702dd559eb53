"""A second opinion on hesitations: what Whisper's encoder hears, where its decoder leaves out an "um".

Whisper writes what was meant, and passes over most hesitations inside a sentence, prompt or not: of those
spliced into real speech it wrote one in four. Its encoder hears them all the same; a linear layer of
RealTalk's own (models/training/fillers) tells them by their frames, at no cost beyond a matrix product.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from realtalk.hesitation import is_hesitation
from realtalk.media import Span
from realtalk.observations import Word
from realtalk.perception.phrases import Phrase
from realtalk.weights.manifest import MODELS

LAYER = MODELS / "fillers.npz"
"""`weights` `(512, 2)` and `bias` `(2,)`: for a hesitation, and for the hummed part of one."""

FRAME = 0.02
"""Seconds of a frame of Whisper's encoder."""

SMOOTH = 5
"""Frames over which the chance of a hesitation is averaged: a tenth of a second, less than the shortest."""

SURE = 0.93
"""Chance, over `LEAST` seconds, from which a stretch is a hesitation by its sound alone: the highest at which
none more is lost of the recordings for tuning when the layer has not learned from them (docs/accuracy.md)."""

EDGE = 0.5
"""Chance at which a hesitation begins and ends, and from which one that Whisper wrote as well is believed."""

LEAST = 0.14
"""Seconds that one has at least: shorter ones are single vowels."""

BRIDGED = 0.08
"""Seconds between two stretches that are one hesitation: its vowel and its hum."""

TORN = 1.0
"""Seconds that may be missing in the middle of a long hesitation: a voice activity detector takes an even
sound for silence after a while, and cuts it out of the phrase."""

DOUBTED, HARDLY_HEARD = 0.5, 0.3
"""Chance, and Whisper's own probability, under which a hesitation that it wrote and that is not sure by its
sound is not believed."""

NEAR = 0.2
"""Seconds by which Whisper's times may be off."""

KEPT = 0.12
"""Seconds that are left of a word which Whisper stretched over a hesitation: at least a syllable."""

HUMMED = 0.25
"""The share of hummed frames from which a hesitation is written "um"."""

LONG_VOWEL = 0.3
"""Seconds from which such a word is suspect: said as a word it takes half of that."""

TOUCHES = 0.1
"""Seconds from a phrase's edge at which a hesitation may go on beyond it."""

MISHEARD = frozenset(
    {"a", "ah", "oh", "eh", "uh", "er", "the", "and", "i", "of", "or", "are", "her", "huh", "m"}
)
"""What Whisper writes for a hesitation that it takes for a word: words of one reduced vowel."""


@dataclass(frozen=True, slots=True)
class Hesitation:
    """A stretch that sounds like one; `probability` is how much so, `hummed` whether it ends in "m"."""

    span: Span
    probability: float
    hummed: bool


class Hesitations:
    """Finds hesitations in what the encoder of Whisper base made of a phrase."""

    def __init__(self, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self._weights, self._bias = weights, bias

    def chances(self, encoded: NDArray[np.float32]) -> NDArray[np.float64]:
        """How likely each frame is of a hesitation, and of its hum: `(n, 2)` of `(n, 512)`."""
        scores = np.clip(encoded @ self._weights + self._bias, -30, 30).astype(np.float64)
        kernel = np.ones(SMOOTH) / SMOOTH
        smoothed = [np.convolve(np.pad(column, SMOOTH // 2, "edge"), kernel, "valid") for column in scores.T]
        return 1 / (1 + np.exp(-np.stack(smoothed, axis=1)))

    def found(self, phrase: Phrase, chances: NDArray[np.float64]) -> list[Hesitation]:
        """The stretches of a phrase that may be hesitations by their sound, in time order."""
        window = np.ones(round(LEAST / FRAME)) / round(LEAST / FRAME)
        found: list[Hesitation] = []
        reached = 0
        for first, last in _stretches(chances[:, 0] >= EDGE, _seams(phrase)):
            span = phrase.place(first * FRAME, last * FRAME)
            if span.duration < LEAST - 1e-6 or last - first < len(window):
                continue
            probability = float(np.convolve(chances[first:last, 0], window, "valid").max())
            hummed = float((chances[first:last, 1] >= EDGE).mean()) >= HUMMED
            if found and first <= reached + 1 and span.start - found[-1].span.end <= TORN:
                before = found.pop()
                span = Span(before.span.start, span.end)
                probability, hummed = max(before.probability, probability), hummed or before.hummed
            found.append(Hesitation(span, probability, hummed))
            reached = last
        return found

    def heard(self, phrase: Phrase, words: Sequence[Word], encoded: NDArray[np.float32]) -> list[Word]:
        """The words of a phrase with the hesitations that were passed over, those that are none left out, and
        all of them at the time they were heard.

        `encoded` is `(n, 512)`, 50 frames a second of the phrase's sound. Nothing else of the words changes
        but the times of those that were stretched over a hesitation.
        """
        if not len(encoded):
            return list(words)
        chances = self.chances(encoded)
        written = [word for word in words if _heard_too(word) or _suspect(word)]
        hits = [
            hit for hit in self.found(phrase, chances)
            if hit.probability >= SURE or any(hit.span.overlap(word.span) > 0 for word in written)
        ]  # fmt: skip
        times = np.array([phrase.place(i * FRAME, i * FRAME).start for i in range(len(chances))])
        kept: list[Word] = []
        named: dict[Hesitation, Word] = {}
        for word in words:
            if is_hesitation(word.text):
                if (hit := _nearest(word.span, hits)) is not None:
                    other = named.get(hit, word)
                    nearer = word.span.overlap(hit.span) > other.span.overlap(hit.span)
                    named[hit] = word if nearer else other
                elif word.probability >= HARDLY_HEARD and _chance(word.span, times, chances) >= DOUBTED:
                    kept.append(word)
            elif (rest := _beside(word, hits)) is not None:
                kept.append(rest)
        for hit in hits:
            text = named[hit].text if hit in named else "um," if hit.hummed else "uh,"
            kept.append(Word(text, hit.span, hit.probability))
        return sorted(kept, key=lambda word: word.span)


def _seams(phrase: Phrase) -> list[int]:
    """The frames at which another piece of the session begins."""
    ends = np.cumsum([piece.duration for piece in phrase.pieces])[:-1]
    return [math.ceil(float(end) / FRAME - 1e-6) for end in ends]


def _stretches(on: NDArray[np.bool_], seams: Sequence[int]) -> list[tuple[int, int]]:
    """First frame and the one after the last of each run, short gaps bridged, but never across a seam."""
    found: list[tuple[int, int]] = []
    for begin, end in pairwise([0, *seams, len(on)]):
        edges = begin + np.flatnonzero(np.diff(np.r_[False, on[begin:end], False]))
        runs: list[tuple[int, int]] = []
        for first, last in edges.reshape(-1, 2).tolist():
            if runs and (first - runs[-1][1]) * FRAME <= BRIDGED:
                runs[-1] = (runs[-1][0], last)
            else:
                runs.append((first, last))
        found += runs
    return found


def _nearest(span: Span, hits: Sequence[Hesitation]) -> Hesitation | None:
    """The stretch that a written hesitation is; None where none is near."""
    reach = Span(span.start - NEAR, span.end + NEAR)
    return max(
        (hit for hit in hits if reach.overlap(hit.span) > 0),
        key=lambda hit: span.overlap(hit.span) - abs(span.middle - hit.span.middle),
        default=None,
    )


def _chance(span: Span, times: NDArray[np.float64], chances: NDArray[np.float64]) -> float:
    near = (times >= span.start - NEAR) & (times <= span.end + NEAR)
    return float(chances[near, 0].max()) if near.any() else 1.0


def _beside(word: Word, hits: Sequence[Hesitation]) -> Word | None:
    """The word without the hesitations that it was stretched over; None where it is one, misheard."""
    span = word.span
    for hit in hits:
        shared = span.overlap(hit.span)
        if shared <= 0:
            continue
        before, after = hit.span.start - span.start, span.end - hit.span.end
        if _plain(word) in MISHEARD and shared >= span.duration / 2 and max(before, after) < KEPT:
            return None
        if before >= KEPT and before >= after:
            span = Span(span.start, hit.span.start)
        elif after >= KEPT:
            span = Span(hit.span.end, span.end)
    return word if span == word.span else replace(word, span=span)


def _plain(word: Word) -> str:
    return "".join(letter for letter in word.text.lower() if letter.isalpha())


def _heard_too(word: Word) -> bool:
    return is_hesitation(word.text) and word.probability >= HARDLY_HEARD


def _suspect(word: Word) -> bool:
    return _plain(word) in MISHEARD and word.span.duration >= LONG_VOWEL


def gone_on(words: Sequence[Word], phrase: Phrase, since: float) -> list[Word]:
    """The words of a phrase without the rest of a hesitation that reached the end of the phrase before, at
    `since`.
    """
    rest = bool(words) and is_hesitation(words[0].text) and words[0].span.start - since <= TORN
    begins = rest and words[0].span.start - phrase.span.start <= TOUCHES
    return list(words[1:] if begins else words)


def reaching(words: Sequence[Word], phrase: Phrase) -> float:
    """When a hesitation reached the end of a phrase and may go on; minus infinity where none did."""
    if words and is_hesitation(words[-1].text) and phrase.span.end - words[-1].span.end <= TOUCHES:
        return words[-1].span.end
    return -math.inf


@cache
def resident_hesitations() -> Hesitations:
    """The one copy in this process."""
    with np.load(LAYER) as kept:
        return Hesitations(kept["weights"], kept["bias"])
