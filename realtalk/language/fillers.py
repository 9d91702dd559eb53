"""Which words are fillers: hesitations by their sound, others by the part they play in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from realtalk.hesitation import is_hesitation
from realtalk.language.discourse import JUDGES, Spoken
from realtalk.language.sentences import Token


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
