"""Verbs and nouns whose number does not fit: "the cars is", "these idea", "he did went"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from realtalk.language.sentences import Token

REACH = 2
"""Tokens from a subject to its verb. House rule: farther apart, the parser is wrong too often."""

EITHER = frozenset({
    "youth", "fish", "staff", "team", "family", "police", "data", "media", "majority", "number",
    "couple", "group", "sheep", "series", "means", "lot", "rest", "half", "none", "any", "kind", "sort",
    "crew", "audience",
})  # fmt: skip
"""Nouns that take a verb of either number."""

_PLURAL_BEFORE = frozenset(["these", "those", "many", "few", "several"])
_SINGULAR_BEFORE = frozenset(["this", "that", "a", "an", "every", "each", "another"])
_COUNTS = frozenset(["few", "lot", "couple", "number", "dozen", "hundred", "thousand", "million"])
_HELPERS = frozenset(
    ["can", "could", "will", "would", "should", "must", "may", "might", "did", "does", "do", "ca", "wo", "to"]
)
_VERBS = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do")}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the words from `first` to `last` `said` could better be `suggestion`; `message` says why."""

    first: int
    last: int
    said: str
    suggestion: str
    message: str


def disagreements(tokens: Sequence[Token]) -> Iterator[Disagreement]:
    """What does not fit in one sentence, fillers left out before."""
    for i in range(len(tokens)):
        found = _after_helper(tokens, i) or _after_determiner(tokens, i) or _subject(tokens, i)
        if found is not None and not _restarted(tokens, i):
            yield found


def _found(tokens: Sequence[Token], first: int, last: int, better: str, message: str) -> Disagreement:
    said = " ".join(token.text for token in tokens[first : last + 1])
    return Disagreement(tokens[first].word, tokens[last].word, said, better, message)


def _after_helper(tokens: Sequence[Token], i: int) -> Disagreement | None:
    token = tokens[i]
    if token.tag not in {"VBD", "VBZ"} or token.lemma in {token.lower, "be"} or not i:
        return None
    before = i - 1
    while before > 0 and (tokens[before].lower in {"not", "n't"} or tokens[before].tag == "RB"):
        before -= 1
    helper = tokens[before]
    if helper.lower not in _HELPERS or helper.tag not in {"MD", "TO", "VBP", "VBD", "VBZ"}:
        return None
    return _found(tokens, i, i, token.lemma, f"After “{helper.lower}” the verb stays in its plain form.")


def _after_determiner(tokens: Sequence[Token], i: int) -> Disagreement | None:
    token = tokens[i]
    if token.lower in _PLURAL_BEFORE and i + 1 < len(tokens):
        noun = tokens[i + 1]
        if noun.tag == "NN" and token.head == i + 1 and noun.lower not in EITHER:
            plural = _with_s(noun.text)
            return _found(
                tokens, i, i + 1, f"{token.text} {plural}", f"“{token.lower}” goes with more than one."
            )
    if token.lower in _SINGULAR_BEFORE and token.role == "det" and token.head == i + 1:
        noun = tokens[i + 1]
        if noun.tag == "NNS" and noun.lemma != noun.lower and noun.lower not in EITHER | _COUNTS:
            return _found(
                tokens, i, i + 1, f"{token.text} {noun.lemma}", f"“{token.lower}” goes with only one."
            )
    return None


def _subject(tokens: Sequence[Token], i: int) -> Disagreement | None:
    verb = tokens[i]
    if verb.tag not in {"VBP", "VBZ"} or verb.text.startswith("'"):
        return None
    governor = verb.head if verb.role in {"aux", "auxpass"} else i
    near = range(max(0, i - REACH), i)
    subjects = [j for j in near if tokens[j].head == governor and tokens[j].role in {"nsubj", "nsubjpass"}]
    if not subjects:
        return None
    at = subjects[0]
    subject = tokens[at]
    joined = any(t.head == at and t.role in {"conj", "cc", "prep", "relcl"} for t in tokens)
    if joined or subject.lower in EITHER:
        return None
    one, many = _VERBS.get(verb.lemma, (_with_s(verb.lemma), verb.lemma))
    if verb.tag == "VBP" and subject.tag == "NN" and verb.lower != one:
        return _found(tokens, i, i, one, f"“{subject.lower}” is one, so the verb is “{one}”.")
    several = subject.tag == "NNS" or subject.lower in {"they", "we"}
    if verb.tag == "VBZ" and several and verb.lower != many:
        return _found(tokens, i, i, many, f"“{subject.lower}” takes the verb “{many}”.")
    return None


def _restarted(tokens: Sequence[Token], i: int) -> bool:
    """Whether the speaker corrected the verb right away: "they is are"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.lemma == tokens[i].lemma


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"
