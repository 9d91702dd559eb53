"""The same answer in fewer words, with every fact kept.

Without a model, what adds nothing is left out: fillers, restarts, hedges, repeats. With one, its text is
taken
only where no fact is lost or invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from realtalk.language.clauses import without_fillers
from realtalk.language.client import LanguageModel
from realtalk.language.facts import facts, invented, lost, novelty, stems
from realtalk.language.numerals import numerals
from realtalk.language.prompting import WARMER, again, task, written
from realtalk.language.sentences import sentences
from realtalk.observations import Word

LONGEST_RESTART = 5
"""Words of a restart at most: who says more twice means it."""

MOST_NEW = 0.34
"""The share of new words with matter up to which a model's text is the same answer. House rule, from looking
at rewrites: good ones lie under a quarter."""

MOST_LISTED = 16
"""Facts named in a task at most. House rule: a longer list makes a small model write a list."""

_HEDGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!what )(?<!than )(?<!how )(?<!as )(?<!n't )(?<!not )\bI (?:think|guess|feel like|suppose"
        r"|would say)"
        r"(?: that(?! (?:is|was|were|would|will|has|had)\b))?,? (?!about\b|of\b|so\b|it over)",
        r"\bI'd say,? ",
        r",? \b(?:or something(?: like that)?|or whatever|and (?:stuff|things) like that|and all that|if "
        r"that "
        r"makes sense|to be honest|to be fair|like I said|as I said|if you will|so to speak)\b(?=[,.?!]|$)",
        r"\b(?:to be honest|honestly|basically|literally|actually|obviously|essentially),? ",
        r"(?<!not )(?<!n't )\b(?:really|totally|absolutely|simply|quite) (?=\w)",
        r"(?<!not )(?<!n't )\bjust (?!in\b|under\b|over\b|before\b|after\b|about\b|as\b|like\b|enough\b"
        r"|now\b)",
        r"(?<!what )(?<!this )(?<!that )(?<!a )(?<!any )(?<!some )(?<!same )\b(?:kind|sort) of (?=\w)",
        r"\ba (?:little )?bit (?!of\b|more\b|less\b|later\b|of\b)(?=\w)",
        r"\b(?:the thing is|what happened was)(?: that)?,? ",
    )
)
"""Words that soften or fill and say nothing; "maybe" and "about" stay, for they do."""

_SHORTER = tuple(
    (re.compile(pattern, re.IGNORECASE), better)
    for pattern, better in (
        (r"\bin order to\b", "to"), (r"\bdue to the fact that\b", "because"),
        (r"\bat (?:that|this) point in time\b", "then"), (r"\bmade the decision to\b", "decided to"),
        (r"\bon a daily basis\b", "every day"), (r"\bwhat I did was(?:,? (?:that )?I)?\b", "I"),
        (r"\bthe reason why\b", "why"), (r"\bin the event that\b", "if"), (r"\band so then\b", "then"),
    )
)  # fmt: skip
"""Long ways of saying a short thing."""

_STARTS = re.compile(
    r"^(?:(?:so|and|okay|ok|well|yeah|yes|anyway|right|alright)\b,? *)+(?=\S)", re.IGNORECASE
)

_EMPTY = re.compile(
    r"^(?:(?:so|and|yeah|yes|well|okay|ok|anyway|but)\b,? *)*(?:that(?:'s| is| was) (?:basically |pretty "
    r"much |"
    r"really |kind of )?(?:it|about it|all|that|my (?:story|answer|example))|(?:does|did|if) that (?:make"
    r"|makes) "
    r"sense|i hope (?:that|this) .*|(?:that's )?a? ?(?:very )?good question|let me think.*|where was i|how "
    r"do i "
    r"(?:say|put) (?:this|it)|what else|i don't know what else to say|sorry|so|yeah|okay|hmm)?[\s.?!,…]*$",
    re.IGNORECASE,
)
"""Sentences that tell nothing of what was asked."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """An answer in other words; `by_model` says that a language model wrote it and that it was checked."""

    text: str
    by_model: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the comparison of two texts: `kind` is "same", "out" or "in"."""

    kind: str
    text: str


def tightened(words: Sequence[Word]) -> str:
    """An answer without what adds nothing to it, in the speaker's own words: every number, name, date and
    denial is kept, and nothing is new. Words are the speaker's, in English, fillers marked.
    """
    kept = as_meant(words)
    said: list[str] = []
    for parsed in sentences(kept):
        text = " ".join(" ".join(w.text.split()) for w in kept[parsed.first : parsed.last])
        tight = tight_sentence(text)
        if tight and not _said_before(tight, said):
            said.append(tight)
    text = " ".join(said)
    whole = " ".join(" ".join(w.text.split()) for w in without_fillers(words))
    return text if text and _same_numbers(whole, text) else tidy(whole)


def tight_sentence(text: str) -> str:
    """One sentence without what adds nothing; empty where the whole of it does."""
    if _EMPTY.match(text.strip()):
        return ""
    steps: list[Callable[[str], str]] = [lambda t: _STARTS.sub("", t)]
    steps += [lambda t, p=pattern: p.sub(" ", t) for pattern in _HEDGES]
    steps += [lambda t, p=pattern, b=better: p.sub(b, t) for pattern, better in _SHORTER]
    for step in steps:
        shorter = step(text)
        if shorter.strip(" ,.?!") and not lost(text, shorter) and not invented(text, shorter):
            text = shorter
    return tidy(text)


def tidy(text: str) -> str:
    """A text with its spaces, commas and first capital in order.

    >>> tidy(" , we  moved , it .")
    'We moved, it.'
    """
    text = re.sub(r"\s+([,.;:?!])", r"\1", " ".join(text.split()))
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",+([.;:?!])", r"\1", text).lstrip(" ,;:.")
    return text[:1].upper() + text[1:]


def rewritten(
    text: str,
    model: LanguageModel,
    *,
    question: str = "",
    told: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rewrite | None:
    """A model's concise version of an answer, checked; None where it was still wrong after a second try.
    Raises what the model raises.
    """
    count = len(text.split())
    ask = (
        f"Rewrite this answer so that it is clear and concise, in at most {max(12, round(count * 0.9))} "
        "words. Keep the first person, the order and every fact: all numbers, names and dates as they were "
        f"said, and everything that was not done{_facts_of(text)}. Add nothing. Write only the rewritten "
        "answer."
    )
    messages = task(text, ask, question)
    most = round(count * 2) + 40
    for attempt in range(2):
        warmth = WARMER if attempt else 0.0
        wrote = written(model, messages, most_tokens=most, temperature=warmth, told=told, cancelled=cancelled)
        wrong = troubles(text, wrote)
        if not wrong:
            return Rewrite(wrote, True)
        if attempt == 0:
            messages = again(
                messages,
                wrote,
                f"This is not right yet: {'; '.join(wrong)}. Write the whole answer again, with that put "
                f"right.",
            )
    return None


def _facts_of(text: str) -> str:
    """The facts of a text as a part of a task: a small model keeps what it is told to keep."""
    kept = [fact.text.replace(" … ", " ") for fact in facts(text)][:MOST_LISTED]
    return f". These have to be in it: {', '.join(kept)}" if kept else ""


def troubles(before: str, after: str, *, most_words: int | None = None, all_facts: bool = True) -> list[str]:
    """What is wrong with a model's version of an answer, as one would tell it; empty where nothing is.

    `all_facts` is False for a version that may leave things out.
    """
    count, limit = len(after.split()), most_words or len(before.split())
    if count < 4:
        return ["it is empty"]
    wrong: list[str] = []
    if all_facts and (gone := lost(before, after)):
        wrong.append("it leaves out " + ", ".join(f"“{fact.text}”" for fact in gone[:6]))
    if new := invented(before, after):
        wrong.append("the speaker never said " + ", ".join(f"“{fact.text}”" for fact in new[:6]))
    if novelty(before, after) > MOST_NEW:
        wrong.append("it says things in words that are too far from the speaker's own")
    if count > limit:
        wrong.append(f"it has {count} words, and at most {limit} fit")
    if re.search(r"\b(?:I|my|we|our)\b", before) and not re.search(r"\b(?:I|my|we|our)\b", after):
        wrong.append("it is not in the first person")
    return wrong


def changes(before: str, after: str) -> tuple[Change, ...]:
    """What was left out and put in from one text to another, word by word."""
    old, new = before.split(), after.split()
    match = SequenceMatcher(None, [_bare(w) for w in old], [_bare(w) for w in new], autojunk=False)
    found: list[Change] = []
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            found.append(Change("same", " ".join(new[c:d])))
            continue
        if b > a:
            found.append(Change("out", " ".join(old[a:b])))
        if d > c:
            found.append(Change("in", " ".join(new[c:d])))
    return tuple(found)


def _bare(word: str) -> str:
    return re.sub(r"[^\w']", "", word.lower())


def _same_numbers(before: str, after: str) -> bool:
    return {n.value for n in numerals(before)} == {n.value for n in numerals(after)}


def _said_before(text: str, said: Sequence[str]) -> bool:
    """Whether a sentence only repeats an earlier one."""
    matter = stems(text)
    if len(matter) < 2:
        said = said[-1:]
    known = {(fact.kind, fact.key) for earlier in said for fact in facts(earlier)}
    if any((fact.kind, fact.key) not in known for fact in facts(text)):
        return False
    return any(matter <= stems(earlier) for earlier in said)


def as_meant(words: Sequence[Word]) -> list[Word]:
    """The words without fillers and restarts: of "I went I went home" the second "I went" is kept. Numbers
    said twice stay.
    """
    kept: list[Word] = []
    for word in without_fillers(words):
        kept.append(word)
        for size in range(LONGEST_RESTART, 0, -1):
            tail = [_bare(w.text) for w in kept[-2 * size :]]
            if len(tail) < 2 * size or tail[:size] != tail[size:] or not any(tail):
                continue
            again_said = " ".join(w.text for w in kept[-size:])
            ends = any(re.search(r"[.?!]$", w.text.strip()) for w in kept[-2 * size : -size])
            if not ends and not numerals(again_said) and tail[:size] not in (["had"], ["that"], ["very"]):
                del kept[-2 * size : -size]
            break
    return kept
