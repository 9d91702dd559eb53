"""The sounds of thinking, however they are spelled."""

from __future__ import annotations

import re

_HESITATION = re.compile(r"u+h+m*|u+m+|e+r+m*|e+r+h+m*|h+m+|m{2,}|a+h+m*|e+h+m*", re.IGNORECASE)
_UNITS = frozenset({"mm", "er", "um"})
"""Hesitations that also name something: a length, a hospital room, a unit."""


def is_hesitation(text: str) -> bool:
    """Whether a word is a sound of thinking, however it is spelled: um, uh, er, erm, hmm, mm.

    >>> is_hesitation("Umm..."), is_hesitation("umbrella"), is_hesitation("ER")
    (True, False, False)
    """
    bare = text.strip().strip(".,;:!?…-–—\"'“”‘’()[]<>*")
    if bare.isupper() and bare.lower() in _UNITS:
        return False
    return _HESITATION.fullmatch(bare) is not None
