"""Verbs whose tense does not fit the time that is named: "yesterday we have finished"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from realtalk.language.grammar_pattern import Slip
from realtalk.language.inflection import past
from realtalk.language.sentences import Token

_OVER = frozenset(["yesterday", "ago"])
_LAST = frozenset(["week", "month", "year", "summer", "winter", "spring", "autumn", "night"])
_TELLING = frozenset(["say", "go", "be", "have", "come", "tell", "think", "get", "sit", "stand", "walk"])
"""Verbs in which people tell a story as though it were now."""


def wrong_times(tokens: Sequence[Token]) -> Iterator[Slip]:
    """What is told as present though the time that hangs on it is over."""
    if any(token.lower == "since" for token in tokens):
        return
    for i, verb in enumerate(tokens):
        if not any(token.head == i and _over(tokens, j) for j, token in enumerate(tokens)):
            continue
        if verb.tag == "VBN":
            yield from _with_have(tokens, i)
        elif verb.tag == "VBP" and verb.lemma not in _TELLING:
            subject = next((t for t in tokens if t.head == i and t.role == "nsubj"), None)
            if subject is not None and subject.lower in {"i", "we", "they"}:
                yield Slip(i, i, past(verb.lemma), "The time that you name is over.")


def _over(tokens: Sequence[Token], j: int) -> bool:
    token = tokens[j]
    if token.lower in _OVER:
        return True
    return token.lower in _LAST and j > 0 and tokens[j - 1].lower == "last" and token.role == "npadvmod"


def _with_have(tokens: Sequence[Token], i: int) -> Iterator[Slip]:
    for j in range(max(0, i - 2), i):
        if tokens[j].lower in {"have", "has", "'ve"} and tokens[j].head == i:
            if any(t.tag == "MD" for t in tokens[max(0, j - 2) : j]):
                return
            between = " ".join(token.text for token in tokens[j + 1 : i])
            if between in {"", "just", "also", "already"}:
                better = f"{between} {past(tokens[i].lemma)}".strip()
                yield Slip(j, i, better, "The time that you name is over, so “have” is not needed.")
