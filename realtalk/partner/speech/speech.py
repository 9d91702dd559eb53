"""Speech that was made, and what makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span

RATE = 24_000
"""Samples a second of all speech that is made."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One phoneme in the alphabet of misaki (IPA for English with A I O W Y for diphthongs; "" for silence).

    `stress` is 0, 1 (secondary) or 2 (primary), of a vowel.
    """

    symbol: str
    span: Span
    stress: int = 0


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word as it was written, and when it is said."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Made speech: `pcm` is `(n,)` float32, -1..1, at `RATE`; `phones` cover all of it in order."""

    text: str
    pcm: NDArray[np.float32]
    phones: tuple[Phone, ...]
    words: tuple[SpokenWord, ...]

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.pcm) / RATE


class Voice(Protocol):
    """Something that speaks. One object may be used by several threads at once."""

    @property
    def id(self) -> str: ...

    def say(self, text: str, *, speed: float = 1.0, pitch: float = 0.0) -> Speech:
        """The text spoken; `speed` and `pitch` as in `VoiceChoice`. Text without anything to say gives a
        quarter of a second of silence. The same call gives the same sound. Raises `RealTalkError`.
        """
        ...
