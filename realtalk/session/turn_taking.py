"""Whose turn it is, by the microphone: when somebody began to speak, what they said, and whether they are
done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from realtalk.observations import Word
from realtalk.partner.silence import Rung, rung
from realtalk.session.turn_gate import TurnGate

BARGE_IN = 0.4
"""Seconds of speech that interrupt a partner: an "mm-hm" is shorter, and means that they may go on."""

RECOGNISING = 5.0
"""Seconds that the last words of a turn are waited for. House rule: a slow machine takes two."""

NEAR = 0.45
"""Seconds before the end of speech at which the newest recognised phrase may end and still be the last
one."""

SOON = 0.6
"""Seconds of silence after which a listener makes a sound, at usual patience, while the last words are
still being recognised. House rule, after Ward and Tsukahara 2000, whose listeners say "mm-hm" 0.7 s after a
voice falls: it fits a pause as well as an end, and at an end an answer begins within a second.
"""

APART = 6.0
"""Seconds between two such sounds of a listener. House rule: each pause answered would be a machine."""

EARLY = 0.3
"""Seconds before speech was noticed at which its first word may lie."""


class Step(Enum):
    """What the one who listens is to do about a silence."""

    WAIT = "wait"
    ENCOURAGE = "encourage"
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hearing:
    """How far a turn is: what was said of it, the `rung` of the silence, the `step` to take, and the end of
    the speech in seconds of the talk.
    """

    said: str
    rung: Rung
    step: Step
    ended: float


class Ear(Protocol):
    """Where words come from."""

    def heard(self, t: float) -> tuple[list[Word], float]: ...


class Listener:
    """Follows the user's turn. All calls come from one thread; the gate is fed by another."""

    def __init__(self, gate: TurnGate, ear: Ear, patience: Callable[[], float]) -> None:
        self._gate, self._ear, self._patience = gate, ear, patience
        self._since = 0.0
        self._told_done = False
        self._encouraged = -APART

    def begin(self) -> None:
        """A new turn of the user's begins now."""
        self._gate.forget()
        self._since = self._gate.now
        self._told_done = False

    def resume(self) -> None:
        """The turn was not over after all: it goes on with what was said of it."""
        self._told_done = False

    def interrupts(self, since: float) -> bool:
        """Whether the user talks into what the partner has said since then, and means it."""
        began, now = self._gate.speaking_since, self._gate.now
        return began is not None and began >= since and now - began >= BARGE_IN

    def took_over(self) -> None:
        """The user's turn is what interrupted."""
        began = self._gate.speaking_since
        self._since = began if began is not None else self._gate.now
        self._told_done = False

    def look(self) -> Hearing | None:
        """The turn now; None before anything was said."""
        began = self._gate.began
        if began is None:
            return None
        words, until = self._ear.heard(max(0.0, min(self._since, began) - EARLY))
        said = " ".join(word.text.strip() for word in words)
        silence, ended = self._gate.silence, self._gate.ended
        if silence is None or ended is None:
            self._told_done = False
            return Hearing(said, Rung.TALKING, Step.WAIT, self._gate.now)
        known = until >= ended - NEAR
        found = rung(silence, _last(said) if known else "", self._patience())
        if found is not Rung.DONE:
            step = Step.WAIT if known or not self._encourages(silence) else Step.ENCOURAGE
            return Hearing(said, found, step, ended)
        if not known and silence < RECOGNISING:
            first, self._told_done = not self._told_done, True
            return Hearing(said, found, Step.ACKNOWLEDGE if first else Step.WAIT, ended)
        return Hearing(said, found, Step.ANSWER if said else Step.NOTHING, ended)

    def _encourages(self, silence: float) -> bool:
        """Whether it is time for a sound that fits a pause and an end alike."""
        now = self._gate.now
        if silence < SOON * self._patience() or now - self._encouraged < APART:
            return False
        self._encouraged = now
        return True


def _last(said: str) -> str:
    """The last words, as far as the end of a turn shows in them."""
    return " ".join(said.split()[-6:])
