"""What somebody is about to practise: a question, a presentation or just talking, and for how long."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from realtalk.language.questions import Kind, Prompt, Question, another, openers, presentations, questions
from realtalk.settings import settings

TARGETS: tuple[float | None, ...] = (60.0, 120.0, 180.0, 300.0, 600.0, None)
"""Seconds that can be aimed at; None for as long as one likes."""

LONGEST = 300
"""Characters of an own question at most: it is the name of its rundown, too."""


class Occasion(Enum):
    """What is practised, as it stands on the page."""

    INTERVIEW = "Interview question"
    PRESENTATION = "Presentation"
    FREE = "Free talk"


@dataclass
class Choice:
    """What is practised. Each occasion remembers its own prompt and text while another one is looked at.

    `target` is None for as long as one likes; it follows the prompt until somebody has chosen a length.
    """

    occasion: Occasion = Occasion.INTERVIEW
    role: str | None = None
    kind: Kind | None = None
    prompts: dict[Occasion, Prompt] = field(default_factory=dict[Occasion, Prompt])
    own: dict[Occasion, str] = field(default_factory=dict[Occasion, str])
    length: float | None = None
    length_chosen: bool = False
    record: bool = field(default_factory=lambda: settings().record)
    emotion: bool = True
    stammers: bool = False

    @property
    def prompt(self) -> Prompt:
        """What RealTalk proposes; one that fits is drawn where there is none."""
        among = self._among()
        prompt = self.prompts.get(self.occasion)
        if prompt is None or all(prompt.id != each.id for each in among):
            prompt = self._draw(None, among)
        return prompt

    @property
    def text(self) -> str:
        """What is to be answered or told: the speaker's own words, or what is proposed."""
        return self.own.get(self.occasion, "").strip()[:LONGEST] or self.prompt.text

    @property
    def title(self) -> str:
        """What the rundown is called."""
        own = self.own.get(self.occasion, "").strip()
        return Occasion.FREE.value if self.occasion is Occasion.FREE and not own else self.text

    @property
    def target(self) -> float | None:
        """Seconds to aim at."""
        if self.length_chosen:
            return self.length
        if self.occasion is Occasion.FREE:
            return None
        return next((t for t in TARGETS if t is not None and t >= self.prompt.seconds), TARGETS[-2])

    def aim(self, target: float | None) -> None:
        """Take a length of one's own choice."""
        self.length, self.length_chosen = target, True

    def another(self) -> None:
        """Propose something else, in the place of own words, too."""
        self.own.pop(self.occasion, None)
        self._draw(self.prompts.get(self.occasion), self._among())

    def _among(self) -> Sequence[Prompt]:
        match self.occasion:
            case Occasion.INTERVIEW:
                return questions(self.role, self.kind) if self.role else _general(self.kind)
            case Occasion.PRESENTATION:
                return presentations()
            case Occasion.FREE:
                return openers()

    def _draw(self, after: Prompt | None, among: Sequence[Prompt]) -> Prompt:
        prompt = another(after, among, random.randrange(2**32))
        self.prompts[self.occasion] = prompt
        return prompt


def _general(kind: Kind | None) -> Sequence[Question]:
    """What anybody may be asked: who names no job is not asked about somebody else's."""
    return tuple(each for each in questions(None, kind) if not each.roles)
