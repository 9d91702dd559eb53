"""The question an interviewer would ask next, on what was really said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from realtalk.language.clauses import Clause, clauses, without_fillers
from realtalk.language.client import LanguageModel
from realtalk.language.facts import invented, stems
from realtalk.language.numerals import numerals
from realtalk.language.prompting import WARMER, again, task, written
from realtalk.language.structure import Found, found
from realtalk.observations import Word

QUOTED = 16
"""Words of the speaker's that a question repeats at most. House rule: more cannot be held in mind."""

LONGEST, SHORTEST = 40, 5
"""Words of a question a model writes. House rule: what can be asked in one breath."""

_YOURS = {
    "i": "you", "we": "you", "me": "you", "us": "you", "my": "your", "our": "your", "mine": "yours",
    "ours": "yours", "myself": "yourself", "ourselves": "yourselves", "i'm": "you're", "i've": "you've",
    "we're": "you're", "we've": "you've", "i'd": "you'd", "am": "are",
}  # fmt: skip

_JOINS = frozenset({"and", "so", "but", "then", "because", "which", "that", "when", "where", "or"})

_CHANGED = re.compile(
    r"percent|%|\b(?:doubled?|halved?|tripled?|saved?|dropped|fell|rose|grew|increased?|decreased?|reduced?|"
    r"improved?|went (?:up|down|from)|from \S+ to|by half|rate)\b",
    re.IGNORECASE,
)
"""How people tell a change that somebody must have measured."""

_ASKS_OUTCOME = re.compile(
    r"\b(?:what (?:was|were) the (?:result|outcome|impact|effect|end)|how did (?:it|that|this) (?:end|turn "
    r"out|go)"
    r"|what (?:happened|came of|was achieved)|did (?:it|that|this) work)\b",
    re.IGNORECASE,
)
_ASKS_ACTION = re.compile(
    r"\bwhat (?:did you do\b|(?:specific |other )?(?:steps|actions|measures) did you take)", re.IGNORECASE
)
_ASKS_LITTLE = re.compile(
    r"^(?:when|where|did|were|was|have|had|do|are|is)\b|\bname\?$|^(?:what|who) (?:was|were|is) the name\b",
    re.IGNORECASE,
)
"""Questions that a word answers: no interviewer learns anything from them."""

_ASKS_COUNT = re.compile(r"\bhow (?:many|much|long|often)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question on an answer; `by_model` says that a language model wrote it and that it was checked."""

    text: str
    by_model: bool


def followed_up(words: Sequence[Word]) -> FollowUp | None:
    """A question on what was said, by rules: on what is missing, on the speaker's own part, on a figure,
    or on
    a choice. None where nothing was said that one could ask about.
    """
    meant = without_fillers(words)
    _, spoken = clauses(meant)
    parts = found(meant)
    there = {part.part for part in parts}
    deeds = [c for c in spoken if any(p.part == "action" and p.first == c.first for p in parts)]
    if not deeds:
        return _without_deeds(meant, spoken, parts)
    deed = max(deeds, key=lambda c: (bool(c.object), c.subject == "i", c.last - c.first))
    did = _yours(meant, deed.word, deed.last)
    if "result" not in there:
        return FollowUp(f"You {did}. What came of it?", False)
    if all(c.subject == "we" for c in deeds):
        return FollowUp(
            f"You said “we {_quote(meant, deed.word, deed.last)}”. What was your own part?", False
        )
    ends = [p for p in parts if p.part == "result" and _CHANGED.search(_quote(meant, p.first, p.last))]
    figures = [p for p in ends if numerals(_quote(meant, p.first, p.last))]
    if figures and not re.search(r"\b(?:measur|count)", _quote(meant, 0, len(meant) - 1, most=10_000)):
        told = _quote(meant, figures[0].first, figures[0].last)
        return FollowUp(f"You said “{told}”. How did you measure that?", False)
    return FollowUp(f"You {did}. What made you do it that way?", False)


def _without_deeds(
    words: Sequence[Word], spoken: Sequence[Clause], parts: Sequence[Found]
) -> FollowUp | None:
    scene = [p for p in parts if p.part in ("task", "situation")]
    if scene:
        last = max(scene, key=lambda p: (p.part == "task", p.last - p.first))
        told = _quote(words, last.first, _end(spoken, last))
        return FollowUp(f"You said “{told}”. What did you do then?", False)
    if any(p.part == "result" for p in parts):
        told = next(_quote(words, p.first, p.last) for p in parts if p.part == "result")
        return FollowUp(f"You said “{told}”. What did you do for that?", False)
    modal = [c for c in spoken if c.subject == "i" and c.tense == "modal" and not c.negated]
    hypothetical = [c for c in modal if c.lemma not in {"say", "like", "think", "love"}]
    if hypothetical:
        told = _quote(words, hypothetical[0].first, hypothetical[0].last)
        return FollowUp(f"You said “{told}”. When did you last do that?", False)
    whole = [c for c in spoken if c.subject and not c.negated and (c.main or c.role == "ccomp")]
    claims = [c for c in whole if c.last - c.first >= (2 if c.object else 3)]
    if claims:
        claim = max(claims, key=lambda c: (c.subject in ("i", "we"), c.last - c.first))
        told = _quote(words, claim.first, claim.last)
        return FollowUp(f"You said “{told}”. When did that last show in your work?", False)
    return None


def asked(
    text: str,
    model: LanguageModel,
    there: Sequence[str],
    *,
    question: str = "",
    told: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FollowUp | None:
    """A model's question on an answer, checked; None where it was still wrong after a second try. `there` are
    the parts of the answer that were found. Raises what the model raises.
    """
    ask = (
        "Ask the one follow-up question that a friendly interviewer would ask next, with how or why. "
        "Ask about one concrete thing that the speaker said, in their own words, and about something that "
        "they have not told yet. Write only the question, in one sentence of at most 25 words."
    )
    messages = task(text, ask, question)
    for attempt in range(2):
        warmth = WARMER if attempt else 0.0
        wrote = written(model, messages, most_tokens=70, temperature=warmth, told=told, cancelled=cancelled)
        wrong = troubles(text, wrote, there)
        if not wrong:
            return FollowUp(wrote, True)
        if attempt == 0:
            messages = again(messages, wrote, f"This is not right: {wrong}. Write another question.")
    return None


def troubles(answer: str, wrote: str, there: Sequence[str]) -> str:
    """What is wrong with a model's question, empty where nothing is."""
    count = len(wrote.split())
    if not wrote.endswith("?") or wrote.count("?") != 1:
        return "it has to be one question"
    if not SHORTEST <= count <= LONGEST:
        return f"it has {count} words"
    if new := invented(answer, wrote):
        return "the speaker never said " + ", ".join(f"“{fact.text}”" for fact in new[:3])
    if not stems(wrote) & stems(answer):
        return "it is not about what the speaker said"
    if re.search(r"\b(?:I|my|me)\b", wrote):
        return "it has to be put to the speaker as “you”"
    if _ASKS_LITTLE.search(wrote):
        return "a single word would answer it; ask how or why"
    if "result" in there and _ASKS_OUTCOME.search(wrote):
        return "the speaker has told how it ended"
    if "action" in there and _ASKS_ACTION.search(wrote):
        return "the speaker has told what they did"
    if _ASKS_COUNT.search(wrote) and _told_number(answer, wrote):
        return "the speaker has told that number"
    return ""


def _end(spoken: Sequence[Clause], part: Found) -> int:
    """Where a part ends with all that hangs on it."""
    last = part.last
    for clause in spoken:
        if clause.first == last + 1 and not clause.main:
            last = clause.last
    return last


def _told_number(answer: str, wrote: str) -> bool:
    """Whether a sentence with a number holds most of what the question asks about."""
    matter = stems(wrote)
    return any(
        numerals(sentence) and 2 * len(matter & stems(sentence)) > len(matter)
        for sentence in re.split(r"(?<=[.?!])\s+", answer)
    )


def _quote(words: Sequence[Word], first: int, last: int, most: int = QUOTED) -> str:
    """The words as said, without what joins them to the rest."""
    texts = [w.text.strip() for w in words[first : last + 1]]
    while texts and _plain(texts[0]) in _JOINS:
        texts = texts[1:]
    while texts and _plain(texts[-1]) in _JOINS:
        texts = texts[:-1]
    cut = len(texts) > most
    said = " ".join(texts[:most]).strip(" ,.;:?!…")
    return f"{said}…" if cut else said


def _yours(words: Sequence[Word], first: int, last: int) -> str:
    """What the speaker did, as said to them."""
    return " ".join(_swapped(word) for word in _quote(words, first, last).split())


def _swapped(word: str) -> str:
    plain = _plain(word)
    return word.replace(word.strip(".,;:?!…"), _YOURS[plain]) if plain in _YOURS else word


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").strip('.,;:?!…"“”')
