"""What a question is: words to answer, how long a good answer takes, and whom one asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an interviewer wants to learn from the answer."""

    BEHAVIOURAL = "behavioural"
    TECHNICAL = "technical"
    HR = "hr"

    @property
    def title(self) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] - nobody title-cases a kind
        """The kind as people read it."""
        return _TITLES[self]


_TITLES = {
    Kind.BEHAVIOURAL: "Behavioural",
    Kind.TECHNICAL: "Technical",
    Kind.HR: "HR and motivation",
}

SECONDS = {Kind.BEHAVIOURAL: 120, Kind.TECHNICAL: 150, Kind.HR: 90}
"""How long a good answer takes, by kind. House rule: a reason is said in a minute and a half; a story
needs a situation, what was done and how it ended; an explanation needs an example on top."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to talk about, for a speaker who wants to be given a start.

    `id` stays when the wording is polished, so that what is kept about it stays true. `seconds` is the length
    to aim at.
    """

    id: str
    text: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Question(Prompt):
    """A question an interviewer may ask people in the jobs of `roles`, and everybody where that is empty."""

    kind: Kind
    roles: tuple[str, ...]


def written(
    *roles: str,
    behavioural: Mapping[str, str] | None = None,
    technical: Mapping[str, str] | None = None,
    hr: Mapping[str, str] | None = None,
) -> tuple[Question, ...]:
    """The questions for people in `roles`, from texts by id; for everybody where no role is given."""
    texts = {Kind.TECHNICAL: technical, Kind.BEHAVIOURAL: behavioural, Kind.HR: hr}
    return tuple(
        Question(id, text, SECONDS[kind], kind, roles)
        for kind, by_id in texts.items()
        for id, text in (by_id or {}).items()
    )
