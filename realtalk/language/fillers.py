"""Which words are fillers: hesitations by their sound, others by the part they play in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from realtalk.language.discourse import JUDGES, Spoken
from realtalk.language.sentences import Token

_HESITATION = re.compile(r"u+h+m*|u+m+|e+r+m*|e+r+h+m*|h+m+|m{2,}|a+h+m*|e+h+", re.IGNORECASE)
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


def fillers(tokens: Sequence[Token], *, opening: bool = False) -> set[int]:
    """The words (by `Token.word`) of one sentence that are fillers.

    `opening` says that nothing was said before this sentence, so that a "so" cannot draw a conclusion.
    """
    found = {
        token.word
        for i, token in enumerate(tokens)
        if is_hesitation(token.text) and not (token.lower == "mm" and i and tokens[i - 1].tag == "CD")
    }
    sentence = Spoken(tokens, found, opening)
    for phrase, judge in JUDGES.items():
        for i in range(len(tokens) - len(phrase) + 1):
            if tuple(token.lower for token in tokens[i : i + len(phrase)]) == phrase and judge(sentence, i):
                found.update(token.word for token in tokens[i : i + len(phrase)])
    return found
