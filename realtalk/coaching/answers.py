"""A conversation, answer by answer."""

from __future__ import annotations

from dataclasses import dataclass

from realtalk.language.structure import answer_parts
from realtalk.media import Span
from realtalk.metrics.turns import speech
from realtalk.observations import ANSWER_PARTS, Asked, Word
from realtalk.timeline import Timeline

LEAST_WORDS = 25
"""Words from which an answer is judged: as for `metrics.structure`."""

LEAST_SECONDS = 8.0
"""Seconds of an answer that its pace needs. House rule: two sentences; over less, one long word counts
double."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one question. `span` is from the first to the last word, `words` counts them without
    hesitations, `pace` is words a minute, None where there was too little. `told` and `missing` are the
    parts of a story, None where the question asks for none or the answer is too short to judge.
    """

    question: str
    span: Span
    words: int
    fillers: int
    pace: float | None
    told: tuple[str, ...] | None
    missing: tuple[str, ...] | None


def answers(timeline: Timeline) -> tuple[Answer, ...]:
    """Each question of a conversation that was answered with a word, in order.

    The timeline is focused on the speaker, with fillers marked and what was asked.
    """
    found = (_answer(asked, timeline.between(asked.span)) for asked in timeline.track(Asked))
    return tuple(answer for answer in found if answer is not None)


def _answer(asked: Asked, said: Timeline) -> Answer | None:
    words = said.track(Word)
    meant = [word for word in words if not word.filler]
    if not meant:
        return None
    span = Span(words[0].span.start, words[-1].span.end)
    spoken = sum(each.duration for each in speech(said))
    pace = 60.0 * len(meant) / span.duration if spoken >= LEAST_SECONDS else None
    told = missing = None
    if asked.kind == "story" and len(meant) >= LEAST_WORDS:
        there = {part.part for part in answer_parts(words)}
        told = tuple(name for name in ANSWER_PARTS if name in there)
        missing = tuple(name for name in ANSWER_PARTS if name not in there)
    return Answer(asked.question, span, len(meant), len(words) - len(meant), pace, told, missing)
