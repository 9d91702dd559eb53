"""RealTalk's own questions and prompts to practise with, and how to choose among them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from realtalk.language.question_bank import behavioural, caring, craft, making, motivation, prompts, trading
from realtalk.language.question_bank.question import Kind, Prompt, Question

__all__ = [
    "QUESTIONS",
    "ROLES",
    "Kind",
    "Prompt",
    "Question",
    "another",
    "openers",
    "presentations",
    "questions",
]

ROLES = (
    "Software engineer",
    "Data scientist or analyst",
    "Product manager",
    "Designer",
    "Project manager",
    "Sales",
    "Marketing",
    "Customer service",
    "Teacher",
    "Nurse or care",
    "Finance or accounting",
    "Manager or team lead",
    "Student or first job",
)
"""The jobs with questions of their own, as people read them."""

QUESTIONS = (
    *motivation.EVERYBODY,
    *behavioural.EVERYBODY,
    *craft.EVERYBODY,
    *making.SOFTWARE_ENGINEER,
    *making.DATA_SCIENTIST,
    *making.PRODUCT_MANAGER,
    *making.DESIGNER,
    *making.PROJECT_MANAGER,
    *trading.SALES,
    *trading.MARKETING,
    *trading.CUSTOMER_SERVICE,
    *caring.TEACHER,
    *caring.NURSE,
    *trading.FINANCE,
    *caring.LEAD,
    *caring.FIRST_JOB,
)
"""Every question there is: what anybody may be asked, then each role's own."""

AnyPrompt = TypeVar("AnyPrompt", bound=Prompt)


def questions(role: str | None = None, kind: Kind | None = None) -> tuple[Question, ...]:
    """What somebody in this job may be asked, the job's own questions first; of one kind where it is given.

    Without a role: every question of every role. With a role that is not among `ROLES`: what anybody may be
    asked.

    >>> [q.roles for q in questions("Lighthouse keeper") if q.roles]
    []
    """
    own = [q for q in QUESTIONS if q.roles and role in (None, *q.roles)]
    general = [q for q in QUESTIONS if not q.roles]
    return tuple(q for q in (*own, *general) if kind in (None, q.kind))


def another(after: AnyPrompt | None, among: Sequence[AnyPrompt], seed: int) -> AnyPrompt:
    """The next to ask, drawn by `seed`: never `after` again while there is another one.

    The same arguments always give the same draw. IndexError where there is nothing to draw from.
    """
    fresh = [prompt for prompt in among if after is None or prompt.id != after.id]
    return Random(seed).choice(fresh or among)


def presentations() -> tuple[Prompt, ...]:
    """Subjects for a talk in front of people."""
    return prompts.PRESENTATIONS


def openers() -> tuple[Prompt, ...]:
    """Easy subjects for somebody who wants to talk and does not know what about."""
    return prompts.OPENERS
