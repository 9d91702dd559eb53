"""Verbs and nouns whose number does not fit: "the cars is", "these idea", "he did went"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from realtalk.language.grammar_pattern import Slip
from realtalk.language.inflection import article, with_s
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
_AMOUNTS = frozenset({
    "year", "week", "day", "hour", "minute", "second", "month", "dollar", "pound", "euro", "mile", "percent",
    "metre", "meter", "time", "thanks",
})  # fmt: skip
_VERBS = {"be": ("is", "are"), "have": ("has", "have"), "do": ("does", "do")}


def disagreements(tokens: Sequence[Token]) -> Iterator[Slip]:
    """What does not fit in one sentence, fillers left out before."""
    for i in range(len(tokens)):
        found = (
            _after_helper(tokens, i)
            or _after_determiner(tokens, i)
            or _subject(tokens, i)
            or _were(tokens, i)
            or _article(tokens, i)
        )
        if found is not None and not _restarted(tokens, i):
            yield found


def _after_helper(tokens: Sequence[Token], i: int) -> Slip | None:
    token = tokens[i]
    if token.tag not in {"VBD", "VBZ"} or token.lemma in {token.lower, "be"} or not i:
        return None
    before = i - 1
    while before > 0 and (tokens[before].lower in {"not", "n't"} or tokens[before].tag == "RB"):
        before -= 1
    helper = tokens[before]
    if helper.lower not in _HELPERS or helper.tag not in {"MD", "TO", "VBP", "VBD", "VBZ"}:
        return None
    if helper.tag == "TO" and i + 1 < len(tokens) and tokens[i + 1].tag.startswith("NN"):
        return None
    return Slip(i, i, token.lemma, f"After “{helper.lower}” the verb stays in its plain form.")


def _after_determiner(tokens: Sequence[Token], i: int) -> Slip | None:
    token = tokens[i]
    if token.lower in _PLURAL_BEFORE and i + 1 < len(tokens):
        noun = tokens[i + 1]
        if noun.tag == "NN" and token.head == i + 1 and noun.lower not in EITHER:
            plural = with_s(noun.text)
            return Slip(i, i + 1, f"{token.text} {plural}", f"“{token.lower}” goes with more than one.")
    if token.lower in _SINGULAR_BEFORE and token.role == "det" and token.head == i + 1:
        noun = tokens[i + 1]
        if noun.tag == "NNS" and noun.lemma != noun.lower and noun.lower not in EITHER | _COUNTS:
            return Slip(i, i + 1, f"{token.text} {noun.lemma}", f"“{token.lower}” goes with only one.")
    return None


def _subject(tokens: Sequence[Token], i: int) -> Slip | None:
    verb = tokens[i]
    if verb.tag not in {"VBP", "VBZ"} or verb.text.startswith("'"):
        return None
    governor = verb.head if verb.role in {"aux", "auxpass"} else i
    subject = _near_subject(tokens, i, governor)
    if subject is None or _asked(tokens, i, governor):
        return None
    one, many = _VERBS.get(verb.lemma, (with_s(verb.lemma), verb.lemma))
    if verb.tag == "VBP" and subject.tag == "NN" and verb.lower != one:
        return Slip(i, i, one, f"“{subject.lower}” is one, so the verb is “{one}”.")
    several = subject.tag == "NNS" or subject.lower in {"they", "we"}
    if verb.lower == "is" and subject.lemma in _AMOUNTS:
        return None
    if verb.tag == "VBZ" and several and verb.lower != many:
        return Slip(i, i, many, f"“{subject.lower}” takes the verb “{many}”.")
    return None


def _asked(tokens: Sequence[Token], i: int, governor: int) -> bool:
    """Whether a question turns the words around: "what does a good day look like", "which are you"."""
    helped = any(t.head == governor and t.role == "aux" and t.tag in {"MD", "VBZ", "VBD"} for t in tokens[:i])
    return helped or (i + 1 < len(tokens) and tokens[i + 1].lower in {"you", "they", "we", "i"})


def _near_subject(tokens: Sequence[Token], i: int, governor: int) -> Token | None:
    """The plain noun or pronoun that a verb is about; None where its number is not clear."""
    near = range(max(0, i - REACH), i)
    subjects = [j for j in near if tokens[j].head == governor and tokens[j].role in {"nsubj", "nsubjpass"}]
    if not subjects:
        return None
    at = subjects[0]
    joined = any(t.head == at and t.role in {"conj", "cc", "prep", "relcl"} for t in tokens)
    return None if joined or tokens[at].lower in EITHER else tokens[at]


def _were(tokens: Sequence[Token], i: int) -> Slip | None:
    verb = tokens[i]
    if verb.lower != "was":
        return None
    subject = _near_subject(tokens, i, verb.head if verb.role in {"aux", "auxpass"} else i)
    if subject is None or subject.tag != "NNS" or subject.lemma in _AMOUNTS or subject.lemma == subject.lower:
        return None
    return Slip(i, i, "were", f"“{subject.lower}” takes the verb “were”.")


def _article(tokens: Sequence[Token], i: int) -> Slip | None:
    if tokens[i].lower not in {"a", "an"} or i + 1 >= len(tokens):
        return None
    following = tokens[i + 1].text
    if not following.isalpha() or not following.islower() or following in {"a", "an"}:
        return None
    better = article(following)
    if better == tokens[i].lower:
        return None
    return Slip(i, i, better, f"Before the sound of “{following}” it is “{better}”.")


def _restarted(tokens: Sequence[Token], i: int) -> bool:
    """Whether the speaker corrected the verb right away: "they is are"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.lemma == tokens[i].lemma
