"""Text as it comes from a language model, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"[.?!…]+[\"'”’)\]]*(?=\s+\S)|\n+")
_SHORTENED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|sr|jr|vs|etc|approx|no|fig|inc|ltd|co|e\.g|i\.e|a\.m|p\.m)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
"""Abbreviations and initials, whose full stop ends no sentence; "I." is one of the few sentences that end
so."""


def sentences_of(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence as soon as its end is sure, the last when the pieces end."""
    text = ""
    for piece in pieces:
        text += piece
        ready, text = cut(text)
        yield from ready
    if text.strip():
        yield " ".join(text.split())


def cut(text: str) -> tuple[list[str], str]:
    """The whole sentences of a text that may go on, and the rest."""
    ready: list[str] = []
    begin = 0
    for match in _END.finditer(text):
        sentence = text[begin : match.end()]
        if _SHORTENED.search(sentence.rstrip()):
            continue
        after = text[match.end() :].lstrip()
        if after[:1].islower() and not match.group().startswith(("?", "!", "\n")):
            continue
        if sentence.strip():
            ready.append(" ".join(sentence.split()))
        begin = match.end()
    return ready, text[begin:]


def split(text: str) -> list[str]:
    """All the sentences of a text."""
    return list(sentences_of([text]))
