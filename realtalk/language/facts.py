"""What must not change when an answer is put in other words: numbers, names, dates, and what was denied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from realtalk.language.numerals import numerals

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.?!:…][\"'”’)\]]*\s*$|[\"“(]\s*$")

DATES = frozenset({
    "spring", "summer", "autumn", "winter", "christmas", "easter", "weekend", "weekends", "midnight", "noon",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "yesterday", "tomorrow",
})  # fmt: skip
"""Words that say when; May stands out by its capital alone."""

_NO = frozenset({
    "not", "never", "nobody", "nothing", "none", "without", "no", "neither", "nor", "cannot", "hardly",
    "nowhere",
})  # fmt: skip
_DENYING = _NO | {"lacked", "lacking", "lack", "failed", "unable", "refused", "stopped", "missing", "avoided"}
"""Words that deny on paper, where one said "did not"."""

_PRONOUNS = frozenset(["I", "I'm", "I've", "I'd", "I'll", "OK", "Okay"])

REACH = 6
"""Words from a denial within which its verb stands. House rule: longer ones are another clause."""

_SMALL = frozenset({
    "a", "an", "the", "i", "we", "you", "he", "she", "it", "they", "me", "us", "him", "her", "them", "my",
    "our", "your", "his", "its", "their", "and", "or", "but", "so", "that", "this", "these", "those", "to",
    "of", "in", "on", "at", "by", "for", "with", "from", "as", "is", "was", "were", "are", "be", "been", "am",
    "do", "did", "does", "have", "had", "has", "will", "would", "could", "can", "should", "may", "might",
    "what", "which", "who", "how", "when", "where", "why", "there", "then", "than", "if", "because", "about",
    "into", "up", "out", "just", "also", "really", "very", "one", "some", "any", "all", "more", "it's", "i'm",
    "that's", "don't", "didn't", "not", "no", "get", "got", "go", "went", "after", "before", "while",
    " ""during",
    "through", "over", "own", "each", "other", "every", "only", "even", "too", "being", "such", "like",
    "many", "much", "well", "now", "back", "down", "off", "said", "say", "thing", "things",
})  # fmt: skip
"""Words that carry no matter of their own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was said: `kind` is "number", "name", "date" or "denial", `text` as it was said, `key`
    in one spelling.
    """

    kind: str
    text: str
    key: str


def facts(text: str) -> tuple[Fact, ...]:
    """The facts of a text in order, each once."""
    found = [*_numbers(text), *_names(text), *_dates(text), *_denials(text)]
    return tuple({(fact.kind, fact.key): fact for fact in reversed(found)}.values())[::-1]


def lost(before: str, after: str) -> tuple[Fact, ...]:
    """What `before` says and `after` does not."""
    numbers = {n.value for n in numerals(after)}
    words = {word.lower() for word in _WORD.findall(after)} | {_base(word) for word in _WORD.findall(after)}
    return tuple(
        fact
        for fact in facts(before)
        if (fact.kind == "number" and fact.key not in numbers)
        or (fact.kind in ("name", "date") and fact.key not in words)
        or (fact.kind == "denial" and not _denied(fact.key, after))
    )


def invented(before: str, after: str) -> tuple[Fact, ...]:
    """What `after` says and `before` does not, and numbers that it says more often: "10:30" for "ten past
    ten" where thirty days were told. A denial counts where `before` says the same undenied.
    """
    numbers = Counter(n.value for n in numerals(before))
    often = Counter(n.value for n in numerals(after))
    words = {word.lower() for word in _WORD.findall(before)} | {_base(word) for word in _WORD.findall(before)}
    return tuple(
        fact
        for fact in facts(after)
        if (fact.kind == "number" and often[fact.key] > numbers[fact.key])
        or (fact.kind in ("name", "date") and fact.key not in words)
        or (fact.kind == "denial" and fact.key in stems(before) and not _denied(fact.key, before))
    )


def stems(text: str) -> frozenset[str]:
    """The words of a text that carry its matter, cut to what their forms share."""
    return frozenset(
        stem(word) for word in _WORD.findall(text) if word.lower().replace("’", "'") not in _SMALL
    )


def novelty(before: str, after: str) -> float:
    """The share of the words with matter in `after` that `before` does not have, 0..1."""
    new = stems(after)
    return len(new - stems(before)) / len(new) if new else 0.0


def stem(word: str) -> str:
    """A word cut to what its forms share, roughly.

    >>> stem("moved") == stem("moving") == stem("moves")
    True
    """
    bare = _base(word)
    for ending in ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "e", "y"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            bare = bare[: -len(ending)]
            break
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare


def _base(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower().replace("’", "'"))


def _numbers(text: str) -> Iterator[Fact]:
    for found in numerals(text):
        yield Fact("number", text[found.start : found.end], found.value)


def _names(text: str) -> Iterator[Fact]:
    """Words with a capital inside a sentence; the first word only where another one with a capital
    follows.
    """
    found = list(_WORD.finditer(text))
    for i, match in enumerate(found):
        word = match.group()
        if not word[0].isupper() or word.replace("’", "'") in _PRONOUNS or word.lower() in DATES:
            continue
        before = text[max(0, match.start() - 8) : match.start()]
        if not before.strip() or _SENTENCE_END.search(before):
            after = found[i + 1] if i + 1 < len(found) else None
            joined = after is not None and text[match.end() : after.start()] == " "
            if not joined or after is None or not after.group()[0].isupper() or word.lower() in _SMALL:
                continue
            if after.group().replace("’", "'") in _PRONOUNS:
                continue
        yield Fact("name", word, _base(word))


def _dates(text: str) -> Iterator[Fact]:
    for word in _WORD.findall(text):
        if _base(word) in DATES:
            yield Fact("date", word, _base(word))


def _denials(text: str) -> Iterator[Fact]:
    words = [word.replace("’", "'") for word in _WORD.findall(text)]
    for i, word in enumerate(words):
        if not _denies(word.lower(), _NO):
            continue
        matter = next((w for w in words[i + 1 : i + REACH] if w.lower() not in _SMALL), None)
        if matter is not None:
            yield Fact("denial", f"{word} … {matter}", stem(matter))


def _denies(word: str, among: frozenset[str]) -> bool:
    return word in among or word.endswith("n't")


def _denied(key: str, text: str) -> bool:
    """Whether a text denies what has this stem; True as well where it leaves that out but denies
    something.
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    places = [i for i, word in enumerate(words) if stem(word) == key]
    if not places:
        return any(_denies(word, _DENYING) for word in words)
    return any(_near(words, i) for i in places)


def _near(words: Sequence[str], i: int) -> bool:
    return any(_denies(word, _DENYING) for word in words[max(0, i - REACH) : i + 1])
