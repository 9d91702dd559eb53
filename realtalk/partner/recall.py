"""Which of a persona's facts a question is about, and whether it is about any."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from realtalk.importing import ONE_AT_A_TIME
from realtalk.language.facts import stem
from realtalk.language.sentences import sentences
from realtalk.language.word_set import word_set
from realtalk.media import Span
from realtalk.observations import Word
from realtalk.partner.persona import Fact, Persona
from realtalk.partner.synonyms import LATER, SENSES

MOST = 3
"""Facts that a reply stands on at most. House rule: more are a lecture."""

INSIDE = 0.3
"""The share of a question's matter, rare words weighing more, that the facts must have for an answer. Tuned
on half of the questions in tests/benchmark; `partner_brain` measures it on the other half."""

SPARED = 0.8
"""The share of the best fact's score from which on a second one belongs to the same answer."""

UNKNOWN = 1.15
"""How much a word that no fact has weighs against one that a single fact has. House rule: a question is about
its rarest word."""

KINDRED, KIN = 1.0, 0.7
"""What a word of the same sense counts for the order of the facts, and for how much of a question they
cover. Tuned as `INSIDE`."""

HINTED = 1.2
"""What counts a fact that tells a time, a place or a number where one is asked for. Tuned as `INSIDE`."""

FIRST = 8
"""Words at the beginning of a fact, which say what it is about and count twice. Tuned as `INSIDE`."""

AROUND, POINTED = 0.3, 0.8
"""What a word counts that stands before the question in the same turn, and where the question says "it" or
"them".
House rule: a third, and nearly as much as the question's own."""

_POINTS = re.compile(r"\b(?:it|them|they|that|those|this|these)\b", re.IGNORECASE)

FAR = 0.5
"""What a question about something of a later time, or about what is yet to come, keeps of its cover. House
rule: half."""

_WANTED = tuple(
    (hint, re.compile(rule, re.IGNORECASE))
    for hint, rule in (
        ("@when", r"\bwhen\b|\bwhat (?:year|day|date)\b|\bhow old\b|\bhow long\b"),
        ("@where", r"\bwhere\b|\bwhat (?:town|city|country|place)\b|\bwhich (?:town|city|country)\b"),
        ("@number", r"\bhow (?:many|much|far|big|often)\b"),
        ("@reason", r"\bwhy\b|\bwhat made you\b|\bhow come\b"),
        (
            "@offspring",
            r"\b(?:have|had|your|many|any) (?:\w+ )?(?:children|kids|sons?|daughters?|boys|girls)\b",
        ),
    )
)
_TOLD = tuple(
    (hint, re.compile(rule))
    for hint, rule in (
        (
            "@when",
            r"\b1[3-9]\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October"
            r"|November"
            r"|December)\b|\bat (?:[a-z]+teen|[a-z]+ty|ten|eleven|twelve|six|seven|eight|nine)\b",
        ),
        ("@where", r"\b(?:in|at|from|to|near|of) (?:the )?[A-Z][a-z]+"),
        (
            "@number",
            r"\b\d[\d,]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty"
            r"|fifty|hundred"
            r"|thousand)\b",
        ),
        ("@reason", r"\b(?:because|since|so that|for fear|in order|so as)\b|;"),
        (
            "@offspring",
            r"\b(?:had|have|adopted) (?:no |a |one |two |three |four |five |six |seven |ten )?(?:\w+ )?"
            r"(?:children|sons?|daughters?)\b|\b[Oo]ur (?:\w+ )?(?:children|sons?|daughters?)\b"
            r"|\b[Mm]y (?:two |elder |younger |eldest |first |adopted )?(?:children|sons?|daughters?)\b"
            r"|\badopted an? (?:\w+ )?(?:child|girl|boy)\b|\bnever married\b",
        ),
    )
)
"""What is asked for by its question word, and how a fact tells it."""

_SMALL = word_set(
    "a an the i you he she it we they me him her us them my your his its our their this that these those who "
    "whom whose which what where when why how be am is are was were been being do does did doing done have "
    "has had will would can could shall should may might must to of in on at by for with from as into about "
    "than then so and or but not no yes if there here please tell say describe explain ever really very much "
    "many more most some any all just also too like know think thing things get go make take let want come "
    "really actually sir madam mr mrs miss doctor hello hi well ok okay something someone anything one give "
    "happen feel s 's t n't 'd 'll 've 're 'm your yourself own before after through out up away off back "
    "over along around across again together apart forward aside"
)
"""Words that a question is not about."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a persona knows of a question: `facts` the best first, at most `MOST`; `covered` is the share of
    the question's matter that they have, 0..1; `matter` how many words with matter the question has.
    `scores` is how well each fact fits.
    """

    facts: tuple[Fact, ...]
    covered: float
    matter: int
    scores: tuple[float, ...] = ()

    @property
    def outside(self) -> bool:
        """Whether the question lies beyond the facts."""
        return not self.facts or self.covered < INSIDE


def recall(persona: Persona, question: str) -> tuple[Fact, ...]:
    """The facts that answer a question, the best first, at most three; none where it lies outside them."""
    found = recalled(persona.facts, question, persona.name)
    return () if found.outside else found.facts


def recalled(facts: tuple[Fact, ...], question: str, name: str = "", around: str = "") -> Recalled:
    """The same with how much of the question they cover. `name` is whom it is put to, which is no matter;
    `around` is what was said before it, in which stands what its "it" or "them" means.
    """
    if not facts:
        return Recalled((), 0.0, 0)
    index = _indexed(facts)
    called = {stem(word.strip(".,;")) for word in name.lower().split()}
    asked = [term for term in dict.fromkeys(_terms(question)) if term not in called]
    beside = [term for term in dict.fromkeys(_terms(around)) if term not in called and term not in asked]
    if _FROM.search(question):
        asked += [term for term in _ORIGIN if term not in asked]
    if _LIVED.search(question):
        asked = [*(term for term in asked if term not in _LIVE), _HOME]
    matter = len(asked)
    if not asked:
        asked, beside = beside, []
    if not asked:
        return Recalled((), 0.0, 0)
    share = POINTED if _POINTS.search(question) else AROUND
    scores = index.scores(asked, _hints(question)) + share * index.scores(beside, [])
    order = [int(i) for i in np.argsort(-scores, kind="stable")[:MOST] if scores[i] > 0]
    if not order:
        return Recalled((), 0.0, matter)
    weights = {term: index.weight(term) for term in asked}
    total = sum(weights.values())
    covered = max(sum(weights[t] * index.has(i, t) for t in asked) for i in order) / total
    if any(term in _LATER and term not in index.often for term in asked):
        covered *= FAR
    if _AHEAD.search(question):
        covered *= FAR
    found = tuple(facts[i] for i in order)
    return Recalled(found, covered, matter, tuple(float(scores[i]) for i in order))


def closest(found: Recalled) -> tuple[Fact, ...]:
    """Of what was recalled, the best and those nearly as good, to be said without choosing words."""
    least = SPARED * max(found.scores, default=0.0)
    return tuple(fact for fact, score in zip(found.facts, found.scores, strict=True) if score >= least)


@dataclass(frozen=True)
class _Index:
    terms: tuple[Counter[str], ...]
    often: Counter[str]
    ranking: Any

    def scores(self, asked: list[str], hints: list[str]) -> Any:
        """How well each fact fits, shape (facts,)."""
        total = np.zeros(len(self.terms), np.float32)
        for term in asked:
            total += self._of(term)
            groups = _SENSES_OF.get(term, ())
            if groups:
                total += KINDRED * np.max([self._of(group) for group in groups], axis=0)
        for hint in hints:
            total += HINTED * (self._of(hint) > 0) * (total > 0)
        return total

    def has(self, i: int, term: str) -> float:
        """How much of a word a fact has: 1 for itself, less for one of the same sense."""
        if term in self.terms[i]:
            return 1.0
        return KIN if any(group in self.terms[i] for group in _SENSES_OF.get(term, ())) else 0.0

    def weight(self, term: str) -> float:
        """How rare a word is among the facts."""
        number = len(self.terms)
        groups = [self.often[g] for g in _SENSES_OF.get(term, ()) if g in self.often]
        count = self.often.get(term, 0) or min(groups, default=0)
        if not count:
            return UNKNOWN * math.log(1 + number / 1.5)
        return math.log(1 + number / (count + 0.5))

    def _of(self, term: str) -> Any:
        if term not in self.often:
            return np.zeros(len(self.terms), np.float32)
        return self.ranking.get_scores([term])


@lru_cache(maxsize=64)
def _indexed(facts: tuple[Fact, ...]) -> _Index:
    with ONE_AT_A_TIME:
        import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    terms = tuple(_of_fact(fact.text) for fact in facts)
    often = Counter(term for each in terms for term in each)
    ranking: Any = bm25s.BM25(k1=1.2, b=0.3)
    ranking.index([list(each.elements()) or ["-"] for each in terms], show_progress=False)
    return _Index(terms, often, ranking)


def _of_fact(text: str) -> Counter[str]:
    words = _terms(text)
    groups = {group for word in words for group in _SENSES_OF.get(word, ())}
    told = [hint for hint, rule in _TOLD if rule.search(text)]
    return Counter([*words, *_terms(" ".join(text.split()[:FIRST])), *groups, *told])


def _hints(question: str) -> list[str]:
    """What sort of thing is asked for, such as a time."""
    return [hint for hint, rule in _WANTED if rule.search(question)]


def _terms(text: str) -> list[str]:
    """The words with matter, cut to what their forms share."""
    words = [Word(word, Span(i, i + 1.0), 1.0) for i, word in enumerate(text.split())]
    if not words:
        return []
    tokens = [token for parsed in sentences(words) for token in parsed.tokens]
    return [
        _SAME.get(cut, cut)
        for token in tokens
        if token.text[0].isalnum() and token.lower not in _SMALL and token.lemma not in _SMALL
        for cut in [stem(token.lemma if token.lemma.isalnum() else token.lower)]
    ]


def _senses() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for place, group in enumerate(SENSES):
        for word in {stem(each) for each in group}:
            found.setdefault(word, []).append(f"#{place}")
    return {word: tuple(groups) for word, groups in found.items()}


_SENSES_OF = _senses()
_SAME = {
    stem(word): stem(group.split()[0])
    for group in (
        "child daughter son kid",
        "marry husband wife spouse wedding",
        "father dad",
        "mother mum mom",
        "worm earthworm",
    )
    for word in group.split()
}
"""Words for the same: who asks for children hears of daughters."""

_FROM = re.compile(r"\bwhere\b[^.?!]{0,20}\bfrom\b|\byou come from\b", re.IGNORECASE)
_ORIGIN = tuple(stem(word) for word in ("born", "grow"))
_LIVED = re.compile(r"\bwhere\b[^.?!]{0,20}\b(?:liv(?:e|ed|ing)|dwell|reside|at home)\b", re.IGNORECASE)
_LIVE = frozenset(stem(word) for word in ("live", "dwell", "reside"))
_HOME = stem("home")
_AHEAD = re.compile(
    r"\b(?:will|shall|going to)\b[^.?!]*\b(?:this (?:morning|afternoon|evening|week|weekend|month|year)|today"
    r"|tonight|tomorrow|next (?:week|month|year|summer|winter))\b",
    re.IGNORECASE,
)
_LATER = frozenset(stem(word) for word in LATER)
