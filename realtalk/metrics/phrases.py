"""Where phrases are said that weaken, exclude or say nothing, each with what to say instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from realtalk.metrics.jargon import CONTEXTS, JARGON, NEAR, Context
from realtalk.metrics.terms import (
    AFTER_GROUPS,
    COMMON,
    EASY_WORDS,
    EMPTY,
    GROUPS,
    HEDGES,
    INCLUSIVE,
    WEAK_OPENINGS,
)
from realtalk.metrics.words import ends_sentence, plain
from realtalk.observations import Word

PHRASE = 3
TIMES = 3
"""Words of a phrase, and how often it is said until it is a repetition. House rule: twice is emphasis."""

OFTEN, SHARE = 4, 0.015
"""How often a word that says little is said, and which share of all words it makes, until it is told. House
rule: four times "really" in two minutes."""

Phrases = Mapping[str, list[tuple[tuple[str, ...], str]]]
"""By first word, phrases as words with what to say instead, the longest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a list as it was said; `instead` is empty where there is no list of better words."""

    text: str
    instead: str
    first: int
    last: int


def _index(phrases: Iterable[tuple[str, str]]) -> Phrases:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, instead in phrases:
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append((words, instead))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_HEDGES, _OPENINGS, _INCLUSIVE = (_index(each.items()) for each in (HEDGES, WEAK_OPENINGS, INCLUSIVE))
_JARGON, _EMPTY = (_index(each.items()) for each in (JARGON, EMPTY))


def _at(texts: Sequence[str], index: int, phrases: Phrases) -> Found | None:
    for words, instead in phrases.get(texts[index], ()):
        if tuple(texts[index : index + len(words)]) == words:
            return Found(" ".join(words), instead, index, index + len(words) - 1)
    return None


def _all(texts: Sequence[str], phrases: Phrases) -> list[Found]:
    found: list[Found] = []
    index = 0
    while index < len(texts):
        hit = _at(texts, index, phrases)
        if hit:
            found.append(hit)
        index = hit.last + 1 if hit else index + 1
    return found


def _listed(words: Sequence[Word], phrases: Phrases) -> list[Found]:
    """Phrases of a list as they were meant: not what is a filler already, nor what means something else."""
    return _meant(words, _all([plain(word.text) for word in words], phrases))


def _meant(words: Sequence[Word], found: Iterable[Found]) -> list[Found]:
    return [
        f
        for f in found
        if not all(word.filler for word in words[f.first : f.last + 1])
        and (f.text not in CONTEXTS or _fits(words, f, CONTEXTS[f.text]))
    ]


def _fits(words: Sequence[Word], found: Found, context: Context) -> bool:
    """Whether what stands around a phrase lets it mean what it is listed for."""
    before = plain(words[found.first - 1].text) if found.first else ""
    ended = found.last + 1 >= len(words) or not words[found.last].text.strip()[-1:].isalnum()
    after = "" if ended else plain(words[found.last + 1].text)
    near = {plain(word.text) for word in words[max(0, found.first - NEAR) : found.last + 1 + NEAR]}
    return (
        (not context.after_any or before in context.after_any)
        and (not context.before_any or after in context.before_any)
        and before not in context.not_after
        and after not in context.not_before
        and not near & context.not_near
    )


def hedges(words: Sequence[Word]) -> list[Found]:
    """Where the speaker takes back what they say; fillers are left out."""
    return _listed(words, _HEDGES)


def jargon(words: Sequence[Word]) -> list[Found]:
    """Where a phrase of business or technology stands for a plain one."""
    return _listed(words, _JARGON)


def empty_phrases(words: Sequence[Word]) -> list[Found]:
    """Where a phrase fills time and says nothing."""
    return _listed(words, _EMPTY)


def exclusions(words: Sequence[Word]) -> list[Found]:
    """Where a word may leave people out, with a neutral one instead.

    "The poor" and its like count where they stand for people, not before a noun: "the poor signal".
    """
    return [f for f in _listed(words, _INCLUSIVE) if f.text not in GROUPS or _stands_alone(words, f.last)]


def _stands_alone(words: Sequence[Word], last: int) -> bool:
    """Whether no noun can follow: a mark does, the end, or a word that begins something else."""
    if last + 1 >= len(words) or not words[last].text.strip()[-1:].isalnum():
        return True
    return plain(words[last + 1].text) in AFTER_GROUPS


def weak_openings(words: Sequence[Word]) -> list[Found]:
    """Sentences that begin by asking for leave; fillers are left out."""
    texts = [plain(word.text) for word in words]
    starts = [i for i in range(len(words)) if i == 0 or ends_sentence(words[i - 1])]
    return _meant(words, (hit for i in starts if (hit := _at(texts, i, _OPENINGS))))


def repetitions(words: Sequence[Word]) -> dict[str, list[int]]:
    """Phrases of three words that come three times and more within sentences, with the indices of their
    first words.
    """
    texts = [plain(word.text) for word in words]
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - PHRASE + 1):
        phrase = tuple(texts[i : i + PHRASE])
        broken = any(ends_sentence(word) for word in words[i : i + PHRASE - 1])
        if broken or all(text in COMMON for text in phrase):
            continue
        at = places.setdefault(phrase, [])
        if not at or i - at[-1] >= PHRASE:
            at.append(i)
    often = sorted(
        (p for p in places if len(places[p]) >= TIMES), key=lambda p: (-len(places[p]), places[p][0])
    )
    kept: dict[str, list[int]] = {}
    covered: set[int] = set()
    for phrase in often:
        fresh = [i for i in places[phrase] if not covered & set(range(i, i + PHRASE))]
        if len(fresh) >= TIMES:
            kept[" ".join(phrase)] = fresh
            covered.update(j for i in fresh for j in range(i, i + PHRASE))
    return kept


def overused(words: Sequence[Word]) -> dict[str, list[int]]:
    """Words that say little and come again and again, with their indices, the most frequent first."""
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        if not word.filler and (text := plain(word.text)) in EASY_WORDS:
            places.setdefault(text, []).append(i)
    often = [text for text, at in places.items() if len(at) >= max(OFTEN, SHARE * len(words))]
    return {text: places[text] for text in sorted(often, key=lambda text: -len(places[text]))}
