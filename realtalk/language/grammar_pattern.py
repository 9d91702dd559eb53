"""Slips written as patterns over the words of a sentence, each with its better form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from realtalk.language import inflection
from realtalk.language.sentences import Token


@dataclass(frozen=True, slots=True)
class Slip:
    """The tokens from `first` to `last` could better be `suggestion`; `message` says why."""

    first: int
    last: int
    suggestion: str
    message: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A slip to be found anywhere in a sentence.

    `said` is a row of items with spaces between. An item is a word (`about`), a plain form for all its forms
    (`<depend>`), a tag (`:VBG`; `:NN*` for all that begin so), a list (`$UNIT`, by plain form `<$UNIT>`), a
    year in digits (`YEAR`), two of these that must both hold with `&`, or several with `|`; with `?` it may
    be missing. `better` and `why` name the matched tokens from 1, the one before them as 0 (`{1}`, `{2:ing}`,
    ...; empty for a missing one). `before` and `after` are items of which the neighbouring token must be one,
    `not_before` and `not_after` of which it must be none (`END` for no word). `opening` says that a clause
    must begin there. `later` are items that must come in a row anywhere after. `unless` are words that excuse
    the whole sentence.
    """

    said: str
    better: str
    why: str
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    opening: bool = False
    later: str = ""
    unless: str = ""
    items: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(self.said.split()))


OPENERS = frozenset({
    "and", "but", "so", "or", "because", "when", "if", "while", "although", "then", ",", ";", "yeah", "yes",
    "well", "-", "–", "—", "since", "that",
})  # fmt: skip
"""Before the beginning of a clause."""

_OBJECTS = {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
_SUBJECTS = {other: one for one, other in _OBJECTS.items()} | {"me": "I"}
_BE = {"i": "am", "he": "is", "she": "is", "it": "is"}
_HAVE = {"he": "has", "she": "has", "it": "has"}

_MAKE = {"does": "makes", "did": "made", "doing": "making", "done": "made"}
_DO = {"makes": "does", "made": "did", "making": "doing"}

_FORMS: Mapping[str, Callable[[Token], str]] = {
    "": lambda t: t.text,
    "lemma": lambda t: t.lemma,
    "ing": lambda t: inflection.gerund(t.lemma),
    "past": lambda t: inflection.past(inflection.BASE_OF_PARTICIPLE.get(t.lower, t.lemma)),
    "participle": lambda t: inflection.participle(inflection.BASE_OF_PAST.get(t.lower, t.lemma)),
    "s": lambda t: inflection.with_s(t.lower),
    "object": lambda t: _OBJECTS.get(t.lower, t.lower),
    "subject": lambda t: _SUBJECTS.get(t.lower, t.lower),
    "be": lambda t: _BE.get(t.lower, "are"),
    "have": lambda t: _HAVE.get(t.lower, "have"),
    "a": lambda t: f"{inflection.article(t.lower)} {t.text}",
    "one": lambda t: t.lower.removesuffix("s"),
    "est": lambda t: f"{inflection.comparative(t.lower)[:-1]}st",
    "was": lambda t: "were" if t.lower in {"we", "you", "they"} else "was",
    "does": lambda t: "does" if t.lower in {"he", "she", "it"} else "do",
    "ask": lambda t: {"makes": "asks", "made": "asked", "making": "asking"}.get(t.lower, "ask"),
    "miss": lambda t: {"lost": "missed", "losing": "missing", "loses": "misses"}.get(t.lower, "miss"),
    "er": lambda t: inflection.comparative(t.lower),
    "not": lambda t: "n't" if t.lower == "n't" else " not",
    "make": lambda t: _MAKE.get(t.lower, "make"),
    "do": lambda t: _DO.get(t.lower, "do"),
    "felt": lambda t: f"{t.lower.removesuffix('ing')}ed",
}


class _Matched:
    """What a place in `better` is filled with."""

    def __init__(self, token: Token | None) -> None:
        self._token = token

    def __format__(self, form: str) -> str:
        return _FORMS[form](self._token) if self._token else ""


class Matcher:
    """Finds patterns that share the lists `lists`, which items name with a dollar sign."""

    def __init__(self, patterns: Sequence[Pattern], lists: Mapping[str, frozenset[str]]) -> None:
        self._patterns = patterns
        self._lists = lists
        self._alternatives = cache(lambda item: tuple(item.split("|")))

    def slips(self, tokens: Sequence[Token]) -> Iterator[Slip]:
        """Where the patterns are found, whatever overlaps included."""
        words = {token.lower for token in tokens}
        for pattern in self._patterns:
            if pattern.unless and words & set(pattern.unless.split()):
                continue
            for start in range(len(tokens)):
                slip = self._at(pattern, tokens, start)
                if slip:
                    yield slip

    def _at(self, pattern: Pattern, tokens: Sequence[Token], start: int) -> Slip | None:
        if pattern.opening and start and tokens[start - 1].lower not in OPENERS:
            return None
        matched: list[Token | None] = []
        at = start
        for item in pattern.items:
            token = tokens[at] if at < len(tokens) and self._one(item.rstrip("?"), tokens[at]) else None
            if token is None and not item.endswith("?"):
                return None
            matched.append(token)
            at += token is not None
        if not self._beside(tokens[start - 1] if start else None, pattern.before, pattern.not_before):
            return None
        if not self._beside(tokens[at] if at < len(tokens) else None, pattern.after, pattern.not_after):
            return None
        if pattern.later and not self._comes(pattern.later.split(), tokens[at:]):
            return None
        pieces = [_Matched(token) for token in (tokens[start - 1] if start else None, *matched)]
        better = " ".join(pattern.better.format(*pieces).split())
        return Slip(start, at - 1, better, pattern.why.format(*pieces))

    def _comes(self, items: Sequence[str], tokens: Sequence[Token]) -> bool:
        rows = (tokens[i : i + len(items)] for i in range(len(tokens) - len(items) + 1))
        return any(all(self._one(i, t) for i, t in zip(items, row, strict=True)) for row in rows)

    def _beside(self, token: Token | None, wanted: str, unwanted: str) -> bool:
        return (not wanted or self._is(wanted, token)) and not (unwanted and self._is(unwanted, token))

    def _is(self, item: str, token: Token | None) -> bool:
        if token is None or token.tag == ".":
            return "END" in self._alternatives(item)
        return self._one(item, token)

    def _one(self, item: str, token: Token) -> bool:
        """Whether a token is one of an item's alternatives."""
        return any(
            all(self._fits(each, token) for each in alternative.split("&"))
            for alternative in self._alternatives(item)
        )

    def _fits(self, test: str, token: Token) -> bool:
        if test.startswith(":"):
            return token.tag.startswith(test[1:-1]) if test.endswith("*") else token.tag == test[1:]
        if test == "YEAR":
            return token.text.isdigit() and len(token.text) == 4
        if test.startswith("<$"):
            return token.lemma in self._lists[test[2:-1]]
        if test.startswith("<"):
            return token.lemma == test[1:-1]
        if test.startswith("$"):
            return token.lower in self._lists[test[1:]]
        return token.lower == test
