"""Who one talks with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from realtalk.errors import RealTalkError

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")

MOST_WORDS = {"name": 8, "role": 20, "background": 150, "greeting": 40, "question": 40}
"""Words that each text of a persona may have. House rule: a model reads them before it answers."""

MOST_QUESTIONS = 40
"""Questions a persona may have. House rule: more than an hour's worth."""


class Manner(Enum):
    """How a persona meets people."""

    SUPPORTIVE = "supportive"
    NEUTRAL = "neutral"
    TOUGH = "tough"


class AnswerLength(Enum):
    """How much a persona says at a time."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @property
    def sentences(self) -> int:
        """Sentences of a reply at most, its question included."""
        return {"short": 2, "medium": 3, "long": 5}[self.value]


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Which voice, and how it is used: `voice` is an id of `speech.catalogue`, or "matched" for the one that
    was matched to the persona's own recording. `speed` is 0.7..1.4 of the voice's usual, `pitch` -4..4
    semitones from it.
    """

    voice: str = "heart"
    speed: float = 1.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a persona knows of themselves or their time, as they would say it, and where it stands."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to talk with.

    `id` is lower-case letters, digits and hyphens. `kind` is what they are met for: "interviewer",
    "investor", "audience", "colleague", "stranger", "historical" or "own". `background` is written about
    them, `greeting` is what they say first. `face` is the id of a drawn portrait, "random:SEED" for one
    drawn from a number, or "photo" for the picture kept with the persona. `expressiveness` is 0..1. `years`
    is when a historical persona lived; `facts` is what their replies stand on, and `beyond` what they say
    of anything outside it. `real` is true of a persona with the photo or the voice of a real person.
    """

    id: str
    name: str
    role: str
    kind: str
    background: str
    greeting: str
    manner: Manner = Manner.NEUTRAL
    questions: tuple[str, ...] = ()
    face: str = ""
    voice: VoiceChoice = field(default_factory=VoiceChoice)
    expressiveness: float = 0.5
    answer_length: AnswerLength = AnswerLength.MEDIUM
    years: str = ""
    facts: tuple[Fact, ...] = ()
    beyond: str = ""
    real: bool = False

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise RealTalkError(
                "That is no id of a persona.", "Use lower-case letters, digits and hyphens, at most 40."
            )
        texts = {
            "name": self.name,
            "role": self.role,
            "background": self.background,
            "greeting": self.greeting,
        }
        for what, text in (*texts.items(), *(("question", each) for each in self.questions)):
            words = len(text.split())
            if not words and what != "background":
                raise RealTalkError(f"The {what} is empty.", "Write at least a word.")
            if words > MOST_WORDS[what]:
                raise RealTalkError(f"The {what} has {words} words.", f"Shorten it to {MOST_WORDS[what]}.")
        if len(self.questions) > MOST_QUESTIONS:
            raise RealTalkError(
                f"There are {len(self.questions)} questions.", f"Keep {MOST_QUESTIONS} at most."
            )
        for what, value, low, high in (
            ("expressiveness", self.expressiveness, 0.0, 1.0),
            ("speed", self.voice.speed, 0.7, 1.4),
            ("pitch", self.voice.pitch, -4.0, 4.0),
        ):
            if not low <= value <= high:
                raise RealTalkError(f"The {what} is {value:g}.", f"Choose one from {low:g} to {high:g}.")
