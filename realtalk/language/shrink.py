"""The same answer in two minutes, one minute, half a minute: which points to keep, and a text to aim at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from realtalk.language.clauses import Clause, clauses
from realtalk.language.client import LanguageModel
from realtalk.language.facts import lost, stems
from realtalk.language.numerals import numerals
from realtalk.language.prompting import WARMER, again, task, written
from realtalk.language.rewrite import as_meant, tidy, tight_sentence, troubles
from realtalk.language.structure import found
from realtalk.observations import Word

LENGTHS = (120, 60, 30)
"""Seconds to shrink an answer to."""

POINTS = {120: 6, 60: 4, 30: 3}
"""Points to keep in so many seconds at most. House rule: what one can hold in mind without notes."""

SHORTER = 0.85
"""The share of its time that an answer has to shrink to, for it to be an exercise."""

BREATH = 0.95
"""The share of the time that words may take. House rule: a breath more than in a long talk."""

MOST_OVER = 1.1
"""How far over its words a model's text may be: a second or two more, which nobody hears."""

HALF = 0.5
"""The share of a point's words of matter that another telling must have for the point to be kept."""

_WEIGHTS = {"result": 4.0, "action": 3.0, "task": 3.0, "situation": 2.5}
"""What each part weighs. House rule: asked for one sentence, an interviewer wants to hear the result."""

_JOINS = frozenset({"and", "so", "but", "or", "because"})


@dataclass(frozen=True, slots=True)
class Shorter:
    """An answer in `seconds`: the `words` that fit at the speaker's pace, the points to keep, and a text of
    about that length; `by_model` says that a language model wrote the text and that it was checked.
    """

    seconds: int
    words: int
    points: tuple[str, ...]
    text: str
    by_model: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece that stands by itself as a sentence."""

    place: int
    text: str
    part: str
    weight: float

    @property
    def count(self) -> int:
        return len(self.text.split())


def shrunk(words: Sequence[Word], pace: float, duration: float) -> tuple[Shorter, ...]:
    """An answer of `duration` seconds in each of `LENGTHS` that is clearly shorter, by rules: the pieces that
    weigh most, in their order, as the speaker said them. `pace` is in words a minute.
    """
    units = _units(as_meant(words))
    made: list[Shorter] = []
    for seconds in LENGTHS:
        if seconds > SHORTER * duration:
            continue
        budget = budget_of(pace, seconds)
        chosen = _chosen(units, budget)
        points = sorted(chosen, key=lambda unit: -unit.weight)[: POINTS[seconds]]
        made.append(
            Shorter(
                seconds,
                budget,
                tuple(unit.text.rstrip(".") for unit in sorted(points, key=lambda unit: unit.place)),
                " ".join(unit.text for unit in chosen),
                False,
            )
        )
    return tuple(one for one in made if one.points)


def budget_of(pace: float, seconds: float) -> int:
    """How many words fit at a pace of words a minute."""
    return max(10, round(BREATH * pace * seconds / 60.0))


def written_shorter(
    text: str,
    shorter: Shorter,
    model: LanguageModel,
    *,
    question: str = "",
    told: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Shorter | None:
    """The same length with a model's text, checked: short enough, with every point, nothing new. None
    where it
    was still wrong after a second try. Raises what the model raises.
    """
    listed = "\n".join(f"- {point}" for point in shorter.points)
    ask = (
        f"Say this answer in at most {shorter.words} words, as one would say it aloud, in the first "
        f"person. Keep "
        f"these points, with their numbers and names:\n{listed}\nAdd nothing. Write only the short answer."
    )
    messages = task(text, ask, question)
    most = round(shorter.words * MOST_OVER)
    for attempt in range(2):
        warmth, tokens = WARMER if attempt else 0.0, 2 * shorter.words + 40
        wrote = written(
            model, messages, most_tokens=tokens, temperature=warmth, told=told, cancelled=cancelled
        )
        wrong = troubles(text, wrote, most_words=most, all_facts=False)
        wrong += [f"it leaves out “{p}”" for p in shorter.points if not kept(p, wrote)]
        if not wrong:
            return Shorter(shorter.seconds, shorter.words, shorter.points, wrote, True)
        if attempt == 0:
            fix = f"This is not right yet: {'; '.join(wrong)}. Write it again, with that put right."
            messages = again(messages, wrote, fix)
    return None


def kept(point: str, text: str) -> bool:
    """Whether a telling keeps a point: its numbers and names, and half of its words of matter."""
    gone = [fact for fact in lost(point, text) if fact.kind in ("number", "name")]
    matter = stems(point)
    return not gone and (not matter or len(matter & stems(text)) >= HALF * len(matter))


def _units(words: Sequence[Word]) -> list[_Unit]:
    """The answer in pieces that stand by themselves: a main clause with all that hangs on it."""
    read, spoken = clauses(words)
    parts = found(words)
    units: list[_Unit] = []
    for place, parsed in enumerate(read):
        inside = [c for c in spoken if c.sentence == place]
        heads = [c for i, c in enumerate(inside) if i == 0 or _splits(c, inside[:i])]
        starts = [parsed.first, *(head.first for head in heads[1:]), parsed.last]
        for i in range(len(starts) - 1):
            first, last = starts[i], starts[i + 1]
            text = _standing(words, first, last, heads[i] if i and i < len(heads) else None)
            if not text or (not heads and len(text.split()) < 3):
                continue
            here = [p.part for p in parts if first <= p.first < last]
            part = max(here, key=lambda name: _WEIGHTS[name], default="")
            weight = _WEIGHTS.get(part, 0.5) + 1.5 * bool(numerals(text)) - 0.02 * len(text.split())
            units.append(_Unit(len(units), text, part, weight))
    return units


def _splits(clause: Clause, before: Sequence[Clause]) -> bool:
    """Whether a piece of its own can begin with a clause."""
    joined = clause.role == "conj" and (clause.own if clause.inherits else bool(clause.subject))
    return joined and clause.first > before[-1].last and not before[-1].role.startswith("relcl")


def _standing(words: Sequence[Word], first: int, last: int, head: Clause | None) -> str:
    """Some words as a sentence of their own, with the subject that they share with the one before."""
    texts = [w.text.strip() for w in words[first:last]]
    while texts and texts[0].lower().strip(",") in _JOINS:
        texts = texts[1:]
    while texts and texts[-1].lower().strip(",") in _JOINS:
        texts = texts[:-1]
    if head is not None and texts and head.own and texts[0].lower() not in ("i", "we"):
        subject = "I" if head.subject == "i" else "We"
        if not any(text.lower() in ("i", "we") for text in texts[:3]):
            texts = [subject, *texts]
    text = " ".join(texts).rstrip(" ,;:")
    tight = tight_sentence(text)
    if not tight:
        return ""
    return tidy(tight if tight[-1] in ".?!" else tight + ".")


def _chosen(units: Sequence[_Unit], budget: int) -> list[_Unit]:
    """The pieces that fit, in order: the heaviest of each part first, then the heaviest of all."""
    best = [
        max((u for u in units if u.part == part), key=lambda u: u.weight, default=None) for part in _WEIGHTS
    ]
    ranked = [u for u in best if u is not None]
    ranked += sorted((u for u in units if u not in ranked), key=lambda u: -u.weight)
    chosen: list[_Unit] = []
    for unit in ranked:
        if sum(u.count for u in chosen) + unit.count <= budget:
            chosen.append(unit)
    return sorted(chosen, key=lambda u: u.place)
