"""A talk with one persona: what it says, when it is its turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from random import Random

from realtalk.errors import Cancelled, RealTalkError
from realtalk.language.client import LanguageModel, ServedModel, load
from realtalk.partner import acknowledgement, guard
from realtalk.partner.agenda import Agenda, Plan
from realtalk.partner.heard import cleaned, heard
from realtalk.partner.move import Mind, last_question
from realtalk.partner.persona import Persona
from realtalk.partner.said import Exchange, Said
from realtalk.partner.writing import Writing


class Conversation:
    """A talk of the user with a persona; without a `model` it is led by rules.

    `plan` is an interview's, `topic` what the user wants to talk about. The same `seed` and the same turns
    give the same talk, as far as no model writes. Turns are taken from one thread; `heard_so_far` and
    `acknowledgement` may be called from another one meanwhile.
    """

    def __init__(
        self,
        persona: Persona,
        model: LanguageModel | None,
        *,
        seed: int = 0,
        plan: Plan | None = None,
        topic: str = "",
    ) -> None:
        self.persona = persona
        self._agenda = Agenda(persona, plan, seed)
        self._mind = Mind(
            persona, self._agenda, seed, cleaned(topic), leads=model is not None and model.local
        )
        self._writing = Writing(persona, model, cleaned(topic)) if model is not None else None
        self._seed = seed
        self._lock = threading.Lock()
        self._exchanges: list[Exchange] = []
        self._said: list[Said] = []
        self._sound = ""
        self._stops = 0

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The turns so far; what was cut off holds what was heard."""
        with self._lock:
            return tuple(self._exchanges)

    @property
    def over(self) -> bool:
        """Whether the persona has closed the talk."""
        return self._mind.over

    @property
    def question(self) -> str:
        """The question of the plan or the persona that is being answered, "" before the first."""
        return self._agenda.question

    @property
    def model_trouble(self) -> RealTalkError | None:
        """Why the language model wrote nothing when it was last asked, so that the rules spoke alone."""
        return self._writing.trouble if self._writing is not None else None

    def opening(self) -> Iterator[Said]:
        """What the persona says first. While it is spoken, what reads English and what asks a model is
        loaded: that takes seconds.
        """
        threading.Thread(target=self._load, name="reading", daemon=True).start()
        yield from self._told(iter(self._mind.opening()))

    def acknowledgement(self, text_so_far: str, goes_on: bool = False) -> str:
        """A short sound that fits what was said so far, of a turn that may not be over if it `goes_on`; ""
        where silence is better.
        """
        text = cleaned(text_so_far)
        if self._mind.over or guard.stopped(text_so_far):
            return ""
        random = Random(f"{self._seed} {text}")
        sound = acknowledgement.fitting(text, self.persona.manner, random, self._sound, goes_on)
        self._sound = sound or self._sound
        return sound

    def heard_so_far(self, text: str) -> None:
        """Let a model on this machine read what the user has said so far, so that less is left to read at the
        end of the turn. Works in the caller's thread until that is read or the turn is replied to
        (seconds); does nothing without such a model. Never raises.
        """
        if self._writing is None or self._mind.over:
            return
        self._writing.read_ahead(self.exchanges, cleaned(text))

    def reply(
        self,
        text: str,
        cancelled: Callable[[], bool] | None = None,
        structure: Collection[str] | None = None,
        elapsed: float | None = None,
    ) -> Iterator[Said]:
        """What the persona says to a turn of the user's, a sentence as soon as it is ready.

        `structure` names the parts of a story that the answer shows ("situation", "task", "action",
        "result"),
        where the caller knows them; `elapsed` is how many seconds ago the talk began, for a plan's time.
        Something is always said: where the model fails or is late, the rules go on from what was said.
        `cancelled` ends it.
        """
        said = cleaned(text)
        before = self.exchanges
        with self._lock:
            self._exchanges.append(Exchange("user", said))
        yield from self._told(self._replied(text, said, before, cancelled or _never, structure, elapsed))

    def interrupted(self, heard: str) -> None:
        """Keep of the last turn only what was heard, and ask what was not heard once more."""
        with self._lock:
            last = len(self._exchanges) - 1
            if last < 0 or self._exchanges[last].by != "partner":
                return  # nothing of the reply was there yet
            whole = self._exchanges[last]
            text = " ".join(heard.split())
            facts = tuple(f for s in self._said if s.text in text for f in s.facts)
            self._exchanges[last] = Exchange("partner", text, facts, cut_off=len(text) < len(whole.text))
            lost = [s.text for s in self._said if s.text not in text]
        for question in lost:
            self._mind.unheard(question)

    def withdraw(self) -> None:
        """Take back the user's last turn and the reply to it: the user goes on, and says it all once more."""
        with self._lock:
            while self._exchanges and self._exchanges[-1].by == "partner":
                self._exchanges.pop()
            if self._exchanges:
                self._exchanges.pop()

    def _load(self) -> None:
        heard("I am ready.")
        if self._writing is not None and isinstance(self._writing.model, ServedModel):
            load()

    def _replied(
        self,
        raw: str,
        said: str,
        before: tuple[Exchange, ...],
        cancelled: Callable[[], bool],
        structure: Collection[str] | None,
        elapsed: float | None,
    ) -> Iterator[Said]:
        stop = guard.stopped(raw)
        if stop is not None:
            self._stops += 1
            question = "" if self._mind.over else last_question(self._mind.still_asked())
            yield from guard.answer(stop.reason, self.persona, self._seed + self._stops, question)
            return
        move = self._mind.move(heard(said), elapsed, structure)
        if self._writing is None or move.name == "fixed":
            yield from move.all
            return
        yield from self._writing.written(move, before, said, cancelled)

    def _told(self, said: Iterator[Said]) -> Iterator[Said]:
        """Hand on what is said, and keep it as it is handed on."""
        self._said = []
        place = len(self._exchanges)
        try:
            for each in said:
                self._said.append(each)
                facts = tuple(dict.fromkeys(f for s in self._said for f in s.facts))
                turn = Exchange("partner", " ".join(s.text for s in self._said), facts)
                with self._lock:
                    self._exchanges[place:] = [turn]
                yield each
        except Cancelled:
            return


def _never() -> bool:
    return False
