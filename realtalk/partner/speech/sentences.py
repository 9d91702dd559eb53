"""A text cut into pieces that are spoken one after the other, so that the first can be heard at once."""

from __future__ import annotations

import re

MOST_WORDS = 45
"""Words spoken in one go; longer sentences are cut at a comma. House rule: the network reads at most 400
phonemes at once, about 70 words, and the first sound should not wait for more. Figures are many words each:
voices cut what they read themselves."""

_BEFORE_NAMES = (
    "mr mrs ms dr prof rev sr st mt ft gen capt lt sgt maj hon sen vs u.s u.k e.g i.e cf dept approx"
)
_BEFORE_NUMBERS = (
    "no nos vol pp p ch sec eq fig figs jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed "
    "thu fri sat sun est appt apt"
)
_LAST_TOO = "etc inc ltd co corp a.m p.m ph.d m.d b.a m.a jr al"

_NO_END = frozenset(_BEFORE_NAMES.split())
_NO_END_BEFORE_NUMBERS = frozenset(f"{_BEFORE_NUMBERS} {_LAST_TOO}".split())
"""Abbreviations that end no sentence, and those that do unless a number follows."""

_END = re.compile(r"(?:[.!?…]+|[。！？])[\"'”’)\]*_]*(?=\s|$)")
_CUTS = (re.compile(r"(?<=[;:—])\s+"), re.compile(r"(?<=,)\s+"))


def sentences(text: str) -> tuple[str, ...]:
    """The text's sentences in order, each of at most `MOST_WORDS` words; together they hold every word."""
    found: list[str] = []
    for line in re.split(r"\s*\n\s*", text.strip()):
        start = 0
        for match in _END.finditer(line):
            if _ends(line, start, match):
                found.append(line[start : match.end()].strip())
                start = match.end()
        found.append(line[start:].strip())
    return tuple(piece for sentence in found if sentence for piece in _pieces(sentence))


def _ends(line: str, start: int, match: re.Match[str]) -> bool:
    following = line[match.end() :].lstrip().lstrip("\"'“‘([*_")
    if not following:
        return True
    mark = match[0].rstrip("\"'”’)]*_")
    if mark != ".":
        return not following[0].islower()
    words = line[start : match.start()].split()
    before = words[-1].lstrip("\"'“‘([*_") if words else ""
    if following[0].islower():
        return False
    if len(before) == 1 and before.isupper() and before != "I":
        return False
    if before.isdigit() and len(words) == 1:
        return False
    known = before.lower()
    return known not in _NO_END and not (known in _NO_END_BEFORE_NUMBERS and following[0].isdigit())


def _pieces(sentence: str) -> list[str]:
    if len(sentence.split()) <= MOST_WORDS:
        return [sentence]
    for cut in _CUTS:
        parts = _gathered(cut.split(sentence))
        if len(parts) > 1:
            return [piece for part in parts for piece in _pieces(part)]
    words = sentence.split()
    return [" ".join(words[i : i + MOST_WORDS]) for i in range(0, len(words), MOST_WORDS)]


def _gathered(parts: list[str]) -> list[str]:
    """Neighbouring parts joined as long as they stay short enough."""
    joined = [parts[0]]
    for part in parts[1:]:
        if len(joined[-1].split()) + len(part.split()) <= MOST_WORDS:
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined
