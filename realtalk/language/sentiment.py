"""How positive a sentence is by its words."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from realtalk.importing import ONE_AT_A_TIME
from realtalk.language.sentences import Token
from realtalk.language.sentiment_terms import (
    BAD,
    BAD_PHRASES,
    FEELING,
    GOOD,
    GOOD_PHRASES,
    MENDING,
    PLAIN,
)

DEEP = 3
"""Steps from a bad word up to the verb that mends it: "cut the number of complaints". House rule."""


def sentiment(tokens: Sequence[Token], left_out: Collection[int] = ()) -> float:
    """VADER's compound score of a sentence, -1 (negative) to 1 (positive); 0 where no word carries feeling.

    `left_out` are the words (by `Token.word`) that are fillers. Words whose feeling belongs to another use of
    theirs are left out too: "like a bird" is a comparison, "a kind of bird" a sort, "pretty late" a degree, a
    "risk department" a place. What was bad and got mended is good: "we fixed the failure".
    """
    lexicon = _analyzer().lexicon
    phrases = _phrases(tokens)
    bad = [i for i, token in enumerate(tokens) if lexicon.get(token.lower, 0.0) < 0]
    mending = {i: verb for i in bad if (verb := _mending(tokens, i)) is not None}
    denied = {i: token.head for i, token in enumerate(tokens) if token.role == "neg"}
    texts: list[str] = []
    for i, token in enumerate(tokens):
        if token.word in left_out:
            continue
        if i in phrases:
            texts.append(phrases[i])
        elif _another_use(tokens, i):
            texts.append("it" if token.tag.startswith("NN") else "")
        elif i in mending or (i in bad and _by_nobody(tokens, i)):
            texts.append(BAD if mending.get(i) in denied.values() else GOOD)
        elif denied.get(i) in mending.values():
            continue
        else:
            texts.append(token.text)
    text = " ".join(filter(None, texts))
    return float(_analyzer().polarity_scores(text)["compound"]) if text.strip() else 0.0


def _phrases(tokens: Sequence[Token]) -> dict[int, str]:
    """What stands for each token that is part of a phrase: the first for all of it, nothing for the rest."""
    found: dict[int, str] = {}
    plain = [(token.lemma or token.lower).lower() for token in tokens]
    for phrases, mark in ((_GOOD, GOOD), (_BAD, BAD)):
        for phrase in phrases:
            size = len(phrase)
            for i in range(len(plain) - size + 1):
                if tuple(plain[i : i + size]) == phrase and i not in found:
                    found.update(dict.fromkeys(range(i, i + size), ""))
                    found[i] = mark
    for i in range(len(plain) - 3):
        # "could not be more proud" is as proud as can be.
        if plain[i] == "could" and tokens[i + 1].lower in {"n't", "not"} and plain[i + 3] == "more":
            found.update(dict.fromkeys(range(i, i + 4), ""))
    return found


_GOOD = tuple(tuple(phrase.lower().split()) for phrase in GOOD_PHRASES)
_BAD = tuple(tuple(phrase.lower().split()) for phrase in BAD_PHRASES)


def _another_use(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.tag.startswith("NN") and token.role == "compound":
        return True
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    match token.lower:
        case "like":
            return not token.tag.startswith("VB")
        case "kind" | "sort":
            return after == "of"
        case "pretty":
            return token.tag == "RB"
        case "well":
            return i == 0 or after == "as"
        case text:
            return text in PLAIN


def _by_nobody(tokens: Sequence[Token], i: int) -> bool:
    """Whether something bad was done by nobody: "nobody complained"."""
    return any(t.head == i and t.role == "nsubj" and t.lower in {"nobody", "none"} for t in tokens)


def _mending(tokens: Sequence[Token], i: int) -> int | None:
    """The verb of mending that acts on something, or None."""
    at = i
    for _ in range(DEEP):
        token = tokens[at]
        if token.role not in {"dobj", "nsubjpass", "pobj", "prep", "xcomp", "conj", "nsubj"}:
            return None
        at = token.head
        if not 0 <= at < len(tokens) or tokens[at] is token:
            return None
        if tokens[at].lemma in MENDING and token.role in {"dobj", "nsubjpass", "xcomp"}:
            return at
    return None


@cache
def _analyzer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with ONE_AT_A_TIME:
            from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        analyzer = SentimentIntensityAnalyzer()
    analyzer.lexicon.update(FEELING)
    return analyzer
