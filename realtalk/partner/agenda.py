"""Which question a persona asks next, and when the talk is over."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Protocol

from realtalk.language.structure import kind_of
from realtalk.partner.persona import Persona

MOST_FOLLOW_UPS = 2
"""Follow-ups to one answer. House rule: with a third, an interview does not get to its other questions."""

HURRIED = 0.75
"""The share of a question's time from which on there is one follow-up at most. House rule: an answer to a
follow-up takes a quarter as long as the first."""

OWN_QUESTIONS = 8
"""Questions that a persona without a plan asks before it ends an interview. House rule: half an hour."""


class PlannedQuestion(Protocol):
    """A question of a plan; `kind` is "behavioural", "technical" or "hr", `seconds` the time for it with its
    follow-ups.
    """

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def seconds(self) -> float: ...


class Plan(Protocol):
    """What an interview asks, in this order."""

    @property
    def questions(self) -> Sequence[PlannedQuestion]: ...


class Agenda:
    """The questions to come and the one that is being answered.

    `question` is what was asked last of the list, "" before the first; `follow_ups` how often it was followed
    up. `planned` says that the questions are a plan's and the talk ends with them.
    """

    def __init__(self, persona: Persona, plan: Plan | None, seed: int) -> None:
        self.planned = plan is not None
        self.question = ""
        self.follow_ups = 0
        self._kinds: dict[str, str] = {}
        self._until: dict[str, float] = {}
        self._left: list[str] = []
        if plan is not None:
            end = 0.0
            for question in plan.questions:
                end += float(question.seconds)
                self._left.append(question.text)
                self._kinds[question.text] = str(question.kind)
                self._until[question.text] = end
            return
        first, rest = list(persona.questions[:1]), list(persona.questions[1:])
        Random(f"{persona.id} {seed}").shuffle(rest)
        self._left = (first + rest)[:OWN_QUESTIONS]

    @property
    def kind(self) -> str:
        """What the question asks for: "story", "technical", "hr" or "other"."""
        told = self._kinds.get(self.question)
        if told == "behavioural" or kind_of(self.question) == "story":
            return "story"
        return told if told in ("technical", "hr") else "other"

    @property
    def following(self) -> str:
        """The question that would come next, "" where there is none."""
        return self._left[0] if self._left else ""

    def may_follow_up(self, elapsed: float | None) -> bool:
        """Whether there is time to stay with the question, `elapsed` seconds after the talk began."""
        if not self.question or self.follow_ups >= MOST_FOLLOW_UPS:
            return False
        if self.planned and not self._left:  # the last one asks what they want to know
            return False
        until = self._until.get(self.question)
        if until is None or elapsed is None:
            return True
        return elapsed < until * (HURRIED if self.follow_ups else 1.0)

    def go_on(self) -> str:
        """Take the next question, which is given back; "" at the end."""
        self.question = self._left.pop(0) if self._left else ""
        self.follow_ups = 0
        return self.question

    def open_with(self, question: str) -> None:
        """Take a question that is not of the list, such as a greeting's."""
        self.question, self.follow_ups = question, MOST_FOLLOW_UPS - 1

    def ask_again(self, question: str) -> None:
        """Put a question that was not heard back to where it comes next."""
        self._left.insert(0, question)

    def stay(self) -> None:
        """Count a follow-up."""
        self.follow_ups += 1
