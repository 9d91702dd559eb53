"""Nouns that can be counted and stand alone: "I bought car", "two car"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from realtalk.language.grammar_pattern import Slip
from realtalk.language.inflection import article, with_s
from realtalk.language.sentences import Token

_NOUNS = """
car student teacher customer company country computer book house idea problem friend child machine
animal person phone factory shop store kitchen bicycle bike building village hotel restaurant window
door table chair picture photo film movie song report meeting project mistake solution scientist
researcher engineer manager colleague client employee employer worker driver doctor nurse lawyer tourist
traveller traveler passenger patient parent brother sister daughter neighbour neighbor website newspaper
magazine laptop camera tool product department warehouse degree certificate job
"""
COUNTED = frozenset(_NOUNS.split())
"""Everyday nouns that hardly ever stand in the singular without a word before them."""

_ROLES = frozenset(["dobj", "pobj", "attr"])
_BEFORE = frozenset({
    "by", "per", "as", "of", "no", "what", "which", "whose", "such", "than", "like", "and", "or", "nor",
    "from", "'s", "’s", "in", "at", "on", "via", "between", "versus", "any", "some", "either", "neither",
    "into",
})  # fmt: skip
"""Words after which a noun may stand alone: "by car", "at table", "kind of person"."""

_MANY = frozenset([
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "few", "both",
])  # fmt: skip


def bare_nouns(tokens: Sequence[Token]) -> Iterator[Slip]:
    """Nouns in the singular that lack an article, or that a number goes before."""
    for i, token in enumerate(tokens):
        if token.tag != "NN" or token.lower not in COUNTED or not token.text.islower() or _goes_on(tokens, i):
            continue
        before = tokens[i - 1] if i else None
        if before is None or (i > 1 and tokens[i - 2].lower == token.lower):
            continue  # "from shop to shop"
        if before.lower in _MANY:
            yield Slip(i - 1, i, f"{before.text} {with_s(token.lower)}", "More than one takes the plural.")
            continue
        dependants = [j for j, other in enumerate(tokens) if other.head == i and j < i]
        alone = not dependants and before.tag in {"VB", "VBD", "VBP", "VBZ", "VBG", "TO", "IN"}
        if alone and token.role in _ROLES and before.lower not in _BEFORE:
            better = f"{article(token.lower)} {token.text}"
            yield Slip(i, i, better, f"“{token.lower}” takes a word such as “a” or “the” before it.")


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun is the first part of a longer one, or of a list."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and (
        after.tag.startswith("NN")
        or after.tag in {"POS", "HYPH", "CC", "CD"}
        or after.lower in {"-", "after", "by"}
    )
