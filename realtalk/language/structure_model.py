"""A language model's second opinion on the parts of an answer: four questions, each with a quote as proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from realtalk.language.clauses import clauses, without_fillers
from realtalk.language.client import LanguageModel
from realtalk.language.prompting import task, written
from realtalk.language.structure import Found, found, located
from realtalk.observations import ANSWER_PARTS, AnswerPart, Word

QUESTIONS: Mapping[str, str] = {
    "situation": "say when, where or in what circumstances it happened",
    "task": "say what they had to achieve, or what they were asked to do",
    "action": "say what they did themselves, step by step",
    "result": "say how it ended, or what came of it",
}

TRUSTED = ("situation", "result")
"""The parts that a small model may add to what the rules find. It credits a task and an action to whoever
tells anything at all, so that these are the rules' alone (18 of 24 were right, the rest over-credited)."""

LEAST_QUOTE, MOST_QUOTE = 3, 40
"""Words of a quote: fewer prove nothing, more are the whole answer."""


def answer_parts_with(
    words: Sequence[Word],
    model: LanguageModel,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[AnswerPart, ...]:
    """The parts by the rules and, where these find none, by a model whose quote stands in the transcript.
    Raises what the model raises.
    """
    meant = without_fillers(words)
    parts = list(found(meant))
    open_parts = [part for part in TRUSTED if all(p.part != part for p in parts)]
    if meant and open_parts:
        parts += opinions(meant, model, open_parts, parts, cancelled=cancelled)
    return located(parts, meant)


def opinions(
    words: Sequence[Word],
    model: LanguageModel,
    parts: Sequence[str] = ANSWER_PARTS,
    known: Sequence[Found] = (),
    *,
    cancelled: Callable[[], bool] | None = None,
) -> list[Found]:
    """What a model says of each of `parts`, where its quote is really there, is told as something that
    happened, and does not already prove another part in `known`. Words are without fillers.
    """
    text = " ".join(w.text.strip() for w in words)
    _, spoken = clauses(words)
    agreed: list[Found] = []
    for part in parts:
        ask = (
            f"Does the speaker {QUESTIONS[part]}? Answer no, or answer yes followed by a colon and the one "
            "sentence that shows it, copied word for word from the answer."
        )
        wrote = written(model, task(text, ask), most_tokens=70, cancelled=cancelled)
        place = _quoted(wrote, words)
        if place is None:
            continue
        first, last = place
        inside = [c for c in spoken if first <= c.word <= last]
        told = any(c.tense == "past" for c in inside)
        taken = any(p.first <= last and p.last >= first and p.part != part for p in known)
        if told and not taken:
            agreed.append(Found(part, first, last, False))
    return agreed


def _quoted(wrote: str, words: Sequence[Word]) -> tuple[int, int] | None:
    """Where the quote of a yes stands in the words; None for a no, and for a quote that is not there."""
    match = re.match(r"\W*yes\b[\s:,.;–—-]*(.*)", wrote, re.IGNORECASE | re.DOTALL)
    if match is None:
        return None
    quote = [bare for part in match.group(1).split() if (bare := _bare(part))]
    said = [(i, bare) for i, word in enumerate(words) for part in [word.text] if (bare := _bare(part))]
    if not LEAST_QUOTE <= len(quote) <= MOST_QUOTE:
        return None
    plain = [bare for _, bare in said]
    for i in range(len(plain) - len(quote) + 1):
        if plain[i : i + len(quote)] == quote:
            return said[i][0], said[i + len(quote) - 1][0]
    return None


def _bare(word: str) -> str:
    return re.sub(r"[^\w']", "", word.lower().replace("’", "'"))
