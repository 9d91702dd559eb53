"""What a persona does with its turn: answer, stay with the subject, go on, or close."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from random import Random
from typing import Literal

from realtalk.partner.agenda import Agenda
from realtalk.partner.asked_back import answered, is_tag, wish
from realtalk.partner.courtesies import (
    AFTERWARDS,
    AGREED,
    AND_YOU,
    ANYTHING_ELSE,
    BACK,
    BEGIN,
    CLARIFIED,
    CLOSED,
    ENGLISH,
    GENTLY,
    ONWARD,
    OPEN,
    PARTED,
    PAUSE,
    PERMITTED,
    REMEMBERED,
    SKIPPED,
    UNHEARD,
    WELCOME,
)
from realtalk.partner.english import in_english
from realtalk.partner.follow_up import LITTLE, follow_up, nudge
from realtalk.partner.heard import Heard, heard
from realtalk.partner.persona import Manner, Persona
from realtalk.partner.reactions import brief, felt, grieves, known, reaction, telling
from realtalk.partner.said import Said
from realtalk.partner.streaming import split

Name = Literal["fixed", "answer", "follow", "next", "question"]


SOME = 4
"""Words of an answer that say something, where they name something. House rule: subject, verb and object."""

TRIES = 6
"""How often another question is sought for one that was asked before. House rule: there are two to five ways
to ask for the same."""

COURTESY = re.compile(r"\b(?:how are you|are you ready|shall we|may i|can you hear|did you find)\b", re.I)
"""Questions of a greeting to which a word is the answer."""


GREETED = re.compile(
    r"^(?=(?:hi|hello|hey|good|thanks|thank|yes|yeah|sure|ready|fine|great|nice|pleased|of course|i'm"
    r"|i am|very)\b)"
    r"(?:(?:hi|hello|hey|good|morning|afternoon|evening|day|thanks|thank you|yes|yeah|sure|ready|fine|great"
    r"|very|well|nice to meet you|pleased to meet you|it's a pleasure|of course|go ahead|there|please|much"
    r"|for (?:having|inviting|seeing) me|for your time|and|so|too|all|everyone|let's (?:start|go|begin)"
    r"|i'm|i am"
    r"|professor|madame?|sir|miss|mrs?|ms|dr|doctor|(?<=\w, )(?-i:[A-Z]\w+))\b[,.!\s]*)+$",
    re.IGNORECASE,
)
"""What one says before a talk begins, and nothing else."""


def last_question(text: str) -> str:
    """The question at a text's end, without what leads to it."""
    return next((each for each in reversed(split(text)) if each.endswith("?")), text)


def _before(said: Heard, asked: str) -> str:
    """The two sentences before a question, in which stands what it points at."""
    place = next((i for i, each in enumerate(said.sentences) if asked.startswith(each)), 0)
    return " ".join(said.sentences[max(0, place - 2) : place])


@dataclass(frozen=True, slots=True)
class Move:
    """A turn of a persona's as it is said without a language model: `lead`, then `question`.

    `name` says what a language model may write of it: nothing ("fixed"), the `lead` ("answer", "next"), or
    the
    whole ("follow"), or the question alone ("question"). `asked` is the question that is answered, `sure`
    says that
    the `lead` really answers it. `wanted` is what the question asks for, in words for a model; `over` ends
    the talk.
    """

    name: Name
    lead: tuple[Said, ...] = ()
    question: Said | None = None
    wanted: str = ""
    asked: str = ""
    sure: bool = False
    over: bool = False

    @property
    def all(self) -> tuple[Said, ...]:
        return (*self.lead, *([self.question] if self.question else ()))


class Mind:
    """What a persona without a language model keeps in mind during a talk, and how it moves."""

    def __init__(
        self, persona: Persona, agenda: Agenda, seed: int, topic: str = "", *, leads: bool = False
    ) -> None:
        """`leads` says that a model will write the questions after what this says."""
        self._leads = leads
        self.persona = persona
        self.agenda = agenda
        self.over = False
        self._seed = seed
        self._topic = topic
        self._used: set[str] = set()
        self._asked: set[str] = set()
        self._answers: list[str] = []
        self._nudged = False
        self._matters: list[str] = []
        self._turn = 0
        self._last = ""

    def opening(self) -> tuple[Said, ...]:
        """The greeting and, where it asks nothing, the first question."""
        persona, greeting = self.persona, self.persona.greeting
        said = [self._said(greeting, "greeting")]
        last = re.split(r"(?<=[.!?])\s+", greeting.strip())[-1]
        if self.agenda.planned or (persona.kind in ("interviewer", "investor") and not last.endswith("?")):
            if last.endswith("?") and self.agenda.planned and not COURTESY.search(last):
                said[0] = self._said(
                    greeting.removesuffix(last).strip() or f"I am {persona.name}.", "greeting"
                )
            first = self.agenda.go_on()
            if first:
                said.append(self._said(first, "question"))
        elif self._topic:
            said.append(self._said(f"You wanted to talk about {self._topic}.", "reply"))
            question = "Where would you like to begin?"
            self.agenda.open_with(question)
            said.append(self._said(question, "question"))
        elif last.endswith("?"):
            self.agenda.open_with(last)
        self._last = next((s.text for s in reversed(said) if s.text.endswith("?")), said[-1].text)
        return tuple(said)

    def move(
        self, said: Heard, elapsed: float | None = None, structure: Collection[str] | None = None
    ) -> Move:
        """The next turn, after something the user said."""
        self._turn += 1
        random = Random(f"{self.persona.id} {self._seed} {self._turn}")
        if self.over:
            return Move("fixed", (self._said(random.choice(AFTERWARDS), "closing"),), over=True)
        made = self._moved(said, random, elapsed, structure)
        if made.question is not None:
            self._last = made.question.text
        return made

    def still_asked(self) -> str:
        """The question that is to be answered, "" where none is."""
        return self._last if self._last.endswith("?") else self.agenda.question

    def unheard(self, question: str) -> None:
        """Take back a question that was not heard, because the user spoke into it."""
        if question == self.agenda.question:
            self.agenda.ask_again(question)
            self.agenda.question = ""

    def _moved(
        self, said: Heard, random: Random, elapsed: float | None, structure: Collection[str] | None
    ) -> Move:
        manner = self.persona.manner
        if not said.words:
            return self._fixed(random.choice(UNHEARD), self.still_asked() if self._turn % 2 else "")
        if not in_english(said.text):
            return self._fixed(random.choice(ENGLISH), "")
        wanted = wish(said.text)
        if wanted == "repeat":
            return self._fixed(random.choice(("Of course.", "Gladly.", "Yes.")), self.still_asked())
        if wanted == "clarify":
            kind = "story" if self.agenda.kind == "story" else "other"
            return self._fixed(CLARIFIED[kind], self.still_asked())
        if wanted == "goodbye":
            return self._closing(random, early=True)
        if wanted == "pause":
            return self._fixed(random.choice(PAUSE[manner]), "")
        if wanted == "permission":
            return self._fixed(random.choice(PERMITTED), "")
        if wanted == "skip":
            return self._on(random.choice(SKIPPED[manner]), random)
        self._matters += [m for m in said.matters if m not in self._matters]
        asked = self._asked_of_me(said)
        if asked and not is_tag(asked):
            return self._answering(asked, said, random, elapsed)
        if any(is_tag(each) for each in said.asked) and said.told < SOME:
            return self._on(random.choice(AGREED[manner]), random)
        if GREETED.search(said.text) and self._turn <= 2:
            return self._greeted(random)
        if grieves(said) and self.persona.kind in ("stranger", "own", "colleague"):
            lead = reaction(said, manner, self.persona.kind, random, self._used)
            return Move(
                "follow",
                (self._said(lead, "reaction"),),
                self._said(GENTLY, "question"),
                "if they want to tell more",
            )
        if said.told < LITTLE:
            little = self._little(said, random)
            if little is not None:
                return little
        self._answers.append(said.text)
        return self._following(heard(" ".join(self._answers)), said, random, elapsed, structure) or self._on(
            reaction(said, manner, self.persona.kind, random, self._used), random
        )

    def _greeted(self, random: Random) -> Move:
        """The turn after "Hello, thanks for having me"."""
        question = self.still_asked()
        lead = random.choice(WELCOME[self.persona.manner])
        if not question or COURTESY.search(question):
            return self._on(lead, random)
        return self._fixed(lead, BEGIN if self.agenda.planned else last_question(question))

    def _asked_of_me(self, said: Heard) -> str:
        """The question to the persona in a turn: its last sentence, or one that says "you"."""
        if not said.asked:
            return ""
        if said.sentences[-1] in said.asked and not is_tag(said.sentences[-1]):
            return said.sentences[-1]
        direct = [a for a in said.asked if re.search(r"\byou\b|\byour\b", a, re.I) and not is_tag(a)]
        return direct[-1] if direct and len(said.sentences) <= 4 else ""

    def _answering(self, asked: str, said: Heard, random: Random, elapsed: float | None) -> Move:
        if self.persona.facts:
            asked = " ".join(said.asked[-2:])
        lead = answered(self.persona, asked, random, self._used, _before(said, asked))
        sure = self.persona.kind == "historical" or all(each.kind != "outside" for each in lead)
        if lead[0].kind == "outside" and self.persona.facts:
            return Move("fixed", lead)
        question = ""
        if said.told >= LITTLE and self.persona.kind not in ("historical", "stranger"):
            self._answers.append(said.text)
            going = self._following(heard(" ".join(self._answers)), said, random, elapsed, None)
            going = going or self._on("", random)
            if going.over:
                return going
            question = going.question.text if going.question else ""
        elif self.persona.kind in ("historical", "stranger", "audience"):
            if self.persona.kind != "historical" or self._turn % 3 == 0:
                question = self.agenda.go_on() if self.agenda.following else random.choice(AND_YOU)
        elif self.agenda.planned and not self.agenda.following:
            question = ANYTHING_ELSE
        elif self.agenda.question or self._last.endswith("?"):
            back = random.choice(BACK)
            question = f"{back} {last_question(self.still_asked())}"
            return Move("answer", lead, self._said(question, "question"), asked=asked, sure=sure)
        told = self._said(question, "question") if question else None
        return Move("answer", lead, told, asked=asked, sure=sure)

    def _little(self, said: Heard, random: Random) -> Move | None:
        """The turn after a few words; None where they are an answer like any other."""
        if said.told >= SOME and (said.deeds or said.matters):
            return None
        real = bool(self.agenda.question) and self.agenda.question in self._last
        if self._nudged or not real or self.persona.kind == "historical":
            return self._on(brief(self.persona.manner, random, self._used), random)
        self._nudged = True
        return self._fixed("", nudge(self.persona.manner, self.agenda.kind, random))

    def _following(
        self,
        whole: Heard,
        said: Heard,
        random: Random,
        elapsed: float | None,
        structure: Collection[str] | None,
    ) -> Move | None:
        persona = self.persona
        open_talk = not self.agenda.following and not self.agenda.planned
        may = self.agenda.may_follow_up(elapsed) or (open_talk and persona.kind in OPEN)
        if not may:
            return None
        asked = frozenset(self._asked)
        found = None
        for _ in range(TRIES):
            found = follow_up(whole, self.agenda.kind, persona.kind, persona.manner, asked, random, structure)
            if found is None:
                return None
            if last_question(found.text) not in self._used:
                break
        if found is None:
            return None
        self._used.add(last_question(found.text))
        self.agenda.stay()
        self._asked |= {found.key, *(m for m in whole.matters if m in found.text)}
        lead = ""
        if self._leads or felt(said) or ". " not in found.text:
            lead = reaction(said, persona.manner, persona.kind, random, self._used)
        elif persona.answer_length.sentences > 2:
            lead = brief(persona.manner, random, self._used)
        told = (self._said(lead, "reaction"),) if lead else ()
        named = any(m in lead and m in found.text for m in whole.matters)
        text = last_question(found.text) if named else found.text
        return Move("follow", told, self._said(text, "question"), found.wanted)

    def _on(self, lead: str, random: Random) -> Move:
        """Go on to the next question, or close."""
        self._answers, self._nudged = [], False
        self._asked = {key for key in self._asked if " " in key}
        question = self.agenda.go_on()
        if not question:
            if self.agenda.planned or self.persona.kind in ("interviewer", "investor", "audience"):
                return self._closing(random, lead)
            question = self._open_question(random)
        elif lead and self.persona.kind in ("interviewer", "investor") and random.random() < 0.4:
            onward = [each for each in ONWARD[self.persona.manner] if each not in self._used]
            if onward:
                chosen = random.choice(onward)
                self._used.add(chosen)
                question = f"{chosen} {question}"
        said = (self._said(lead, "reaction"),) if lead else ()
        return Move("next", said, self._said(question, "question"))

    def _open_question(self, random: Random) -> str:
        among = [q for q in OPEN.get(self.persona.kind, OPEN["stranger"]) if q not in self._used]
        if not among:
            self._used -= set(OPEN.get(self.persona.kind, OPEN["stranger"]))
            among = list(OPEN.get(self.persona.kind, OPEN["stranger"]))
        question = random.choice(among)
        self._used.add(question)
        self.agenda.open_with(question)
        return question

    def _closing(self, random: Random, lead: str = "", *, early: bool = False) -> Move:
        self.over = True
        manner, kind = self.persona.manner, self.persona.kind
        said: list[str] = [lead] if lead else []
        formal = kind in ("interviewer", "investor", "own", "audience")
        if not early and formal:
            said.append(
                "That was my last question." if manner is not Manner.TOUGH else "I have no more questions."
            )
        told = [matter for matter in self._matters if telling(matter, "")]
        if told and formal:
            said.append(random.choice(REMEMBERED[manner]).format(matter=known(max(told[:6], key=len))))
        said.append(random.choice(CLOSED[manner] if formal else PARTED))
        return Move("fixed", tuple(self._said(text, "closing") for text in said), over=True)

    def _fixed(self, lead: str, question: str) -> Move:
        return Move(
            "fixed",
            (self._said(lead, "reaction"),) if lead else (),
            self._said(question, "question") if question else None,
        )

    def _said(self, text: str, kind: str) -> Said:
        return Said(text, kind=kind, speaker=self.persona.id)  # pyright: ignore[reportArgumentType]
