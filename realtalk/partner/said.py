"""What is said in a talk with a persona, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from realtalk.partner.persona import Fact

Kind: TypeAlias = Literal[
    "greeting", "reaction", "reply", "question", "refusal", "honest", "outside", "closing"
]
"""What a sentence is for: "honest" says that one talks with an AI, "outside" that a question lies beyond
what a
persona knows; "closing" ends the talk."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or two of a persona, to be spoken as they stand.

    `facts` are those it stands on, `by_model` whether a language model wrote it, `speaker` the persona's id.
    """

    text: str
    facts: tuple[Fact, ...] = ()
    by_model: bool = False
    kind: Kind = "reply"
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn of a talk: `by` is "user" or "partner". `cut_off` says that the other one interrupted, so that
    `text` holds what was heard of it.
    """

    by: Literal["user", "partner"]
    text: str
    facts: tuple[Fact, ...] = ()
    cut_off: bool = False
