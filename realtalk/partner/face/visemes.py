"""What the mouth aims at for each sound of English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.face.motion import PARAMETERS

MOUTH = PARAMETERS[: PARAMETERS.index("smile")]
"""The parameters that a sound decides, in their order: the first columns of a motion."""

ELSE = 0.25
"""How much a sound insists on a parameter that its viseme does not name, which is 0 then. House rule: enough
that a mouth without a reason to be anywhere relaxes, little enough that a neighbour that has one wins."""


@dataclass(frozen=True, slots=True)
class Viseme:
    """A shape of the mouth: `aims` are values of `MOUTH`, `insists` how strongly each is held against the
    neighbours (0: takes whatever they leave, 1: a vowel under stress).
    """

    name: str
    aims: Mapping[str, float]
    insists: Mapping[str, float]

    @property
    def target(self) -> NDArray[np.float32]:
        """`(len(MOUTH),)`."""
        return np.array([self.aims.get(name, 0.0) for name in MOUTH], np.float32)

    @property
    def strength(self) -> NDArray[np.float32]:
        """`(len(MOUTH),)`, above 0."""
        return np.array([self.insists.get(name, ELSE) for name in MOUTH], np.float32)


def _viseme(name: str, held: float, /, loose: str = "", **aims: float) -> Viseme:
    """A viseme that holds what it names at `held`, and hardly holds what `loose` names."""
    insists = {**dict.fromkeys(aims, held), **dict.fromkeys(loose.split(), 0.06)}
    return Viseme(name, MappingProxyType(aims), MappingProxyType(insists))


# Openings follow the order of jaw heights in Ladefoged & Johnson (A Course in Phonetics, 2014, ch. 4); lips,
# and what each consonant leaves free, follow Cohen & Massaro (1993) and Jeffers & Barley's classes (1971).
REST = _viseme("rest", 0.7, jaw=0.0, wide=0.0, round=0.0, upper=0.0, lower=0.0, tuck=0.0, tongue=0.0)
_AA = _viseme("aa", 1.0, jaw=0.62, wide=0.05, round=0.0, upper=0.18, lower=0.28)
_AE = _viseme("ae", 1.0, jaw=0.54, wide=0.30, round=0.0, upper=0.25, lower=0.32)
_AH = _viseme("ah", 0.8, "round", jaw=0.42, wide=0.08, upper=0.14, lower=0.24)
_EH = _viseme("eh", 0.9, jaw=0.42, wide=0.32, round=0.0, upper=0.20, lower=0.30)
_IH = _viseme("ih", 0.8, jaw=0.28, wide=0.38, round=0.0, upper=0.16, lower=0.30)
_EE = _viseme("ee", 1.0, jaw=0.22, wide=0.62, round=0.0, upper=0.20, lower=0.34)
_AO = _viseme("ao", 1.0, jaw=0.50, wide=0.0, round=0.45, upper=0.10, lower=0.20)
_OH = _viseme("oh", 1.0, jaw=0.40, wide=0.0, round=0.68, upper=0.08, lower=0.16)
_UH = _viseme("uh", 0.9, jaw=0.28, wide=0.0, round=0.55, upper=0.08, lower=0.18)
_OO = _viseme("oo", 1.0, jaw=0.22, wide=0.0, round=0.85, upper=0.05, lower=0.12)
_R = _viseme("r", 0.6, jaw=0.22, round=0.38, upper=0.08, lower=0.20)
_W = _viseme("w", 0.9, jaw=0.12, wide=0.0, round=0.92, upper=0.0, lower=0.05)
_P = _viseme("p", 0.9, "wide round", jaw=0.06, upper=0.0, lower=0.0, press=1.0, tuck=0.0, tongue=0.0)
_F = _viseme("f", 0.9, "wide round", jaw=0.10, upper=0.22, lower=0.0, tuck=1.0)
_TH = _viseme("th", 0.8, "wide round", jaw=0.18, upper=0.12, lower=0.20, tongue=0.85)
_L = _viseme("l", 0.5, "wide round", jaw=0.24, upper=0.10, lower=0.22, tongue=0.45)
_T = _viseme("t", 0.6, "wide round", jaw=0.15, upper=0.10, lower=0.24)
_S = _viseme("s", 0.8, "round", jaw=0.07, wide=0.28, upper=0.16, lower=0.32)
_SH = _viseme("sh", 0.8, jaw=0.11, wide=0.0, round=0.58, upper=0.22, lower=0.28)
_K = _viseme("k", 0.35, "wide round upper lower", jaw=0.24)
_H = _viseme("h", 0.1, "wide round upper lower press tuck tongue", jaw=0.30)

VISEMES: tuple[Viseme, ...] = (
    REST, _AA, _AE, _AH, _EH, _IH, _EE, _AO, _OH, _UH, _OO, _R, _W, _P, _F, _TH, _L, _T, _S, _SH, _K, _H,
)  # fmt: skip
"""Every shape, rest first."""

_SOUNDS: dict[str, tuple[Viseme, ...]] = {
    "A": (_EH, _EE), "I": (_AA, _IH), "O": (_OH, _OO), "Q": (_AH, _OO), "W": (_AA, _OO), "Y": (_AO, _IH),
    "a": (_AA,), "ɑ": (_AA,), "æ": (_AE,), "ʌ": (_AH,), "ɐ": (_AH,), "ə": (_AH,), "ᵊ": (_AH,),
    "e": (_EH,), "ɛ": (_EH,), "ɪ": (_IH,), "ᵻ": (_IH,), "ɨ": (_IH,), "i": (_EE,),
    "ɔ": (_AO,), "ɒ": (_AO,), "o": (_OH,), "ʊ": (_UH,), "u": (_OO,), "y": (_OO,),
    "ɜ": (_R,), "ɚ": (_R,), "ɹ": (_R,), "r": (_R,), "w": (_W,), "j": (_IH,),
    "p": (_P,), "b": (_P,), "m": (_P,), "f": (_F,), "v": (_F,), "θ": (_TH,), "ð": (_TH,), "l": (_L,),
    "t": (_T,), "d": (_T,), "n": (_T,), "ɾ": (_T,), "s": (_S,), "z": (_S,), "ʦ": (_S,), "ʣ": (_S,),
    "ʃ": (_SH,), "ʒ": (_SH,), "ʧ": (_SH,), "ʤ": (_SH,),
    "k": (_K,), "ɡ": (_K,), "g": (_K,), "ŋ": (_K,), "x": (_K,), "ʔ": (_K,), "h": (_H,),
}  # fmt: skip

CLOSED = frozenset("pbm")
"""Sounds made with the lips closed."""

HELD_THROUGH = frozenset("m")
"""Those of them that last as long as the lips stay closed; the others end with the opening."""

TUCKED = frozenset("fv")
"""Sounds made with the lower lip under the upper teeth."""

VOWELS = frozenset("AIOQWYaɑæʌɐəᵊeɛɪᵻɨiɔɒoʊuyɜɚ")
"""Sounds that carry a stress."""


def visemes(symbol: str) -> tuple[Viseme, ...]:
    """The shapes of a phoneme in misaki's alphabet, one after the other: two for a diphthong, rest for
    silence, and for a sound that is not English something half open.
    """
    if not symbol:
        return (REST,)
    return _SOUNDS.get(symbol[0], (_K,))
