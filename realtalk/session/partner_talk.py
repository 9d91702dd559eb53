"""A conversation with a persona, from the greeting to the goodbye: who has the turn, and what is said
next.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path

from realtalk.errors import Cancelled, RealTalkError
from realtalk.partner.conversation import Conversation
from realtalk.partner.face.motion import Motion
from realtalk.partner.heard import heard
from realtalk.partner.persona import Persona
from realtalk.partner.said import Said
from realtalk.partner.silence import Rung
from realtalk.partner.speech.sentences import sentences
from realtalk.session.answering import Answered, Latency, Work
from realtalk.session.company import Company
from realtalk.session.live import LiveSession
from realtalk.session.mouthpiece import Mouthpiece
from realtalk.session.playing import Playing
from realtalk.session.reading_along import ReadingAlong
from realtalk.session.snapshot import Phase
from realtalk.session.stage import Stage
from realtalk.session.turn_gate import TurnGate
from realtalk.session.turn_taking import Hearing, Listener, Step

logger = logging.getLogger(__name__)

TICK = 0.03
"""Seconds between two looks at who speaks: nobody notices a thirtieth."""

LOOK = 0.5
"""Seconds between two looks at whether the live talk goes on: each costs milliseconds."""

LETS_GO = 3.0
"""Seconds that a reply may take to stop when it is interrupted: a sentence is being made, or a model
asked."""

GONE = 20.0
"""Seconds without a browser after which a conversation ends by itself, as a live talk does."""


class Turn(Enum):
    """Who has the floor; `OVER` is final."""

    READY = "getting ready"
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
    OVER = "over"


class PartnerTalk:
    """One person's conversation with one persona. Any thread may call anything.

    `patience` is how long the persona waits, 1 as usual. With a live talk the user speaks; `say` takes what
    is typed. `folder` is where the persona's own voice is kept.
    """

    def __init__(
        self,
        persona: Persona,
        conversation: Conversation,
        *,
        folder: Path | None = None,
        owner: str = "",
        patience: float = 1.0,
    ) -> None:
        self.persona, self.conversation, self.owner = persona, conversation, owner
        self.patience = patience
        self.stage = Stage()
        self.mouthpiece = Mouthpiece(persona, self.stage, folder)
        self.latencies: list[Latency] = []
        self.trouble: RealTalkError | None = None
        self._gate = TurnGate()
        self.company = Company(self._gate.hear, persona.name)
        self._live: LiveSession | None = None
        self._listener: Listener | None = None
        self._turn = Turn.READY
        self._rung: Rung | None = None
        self._mentioned = ""
        self._lock = threading.RLock()
        self._typed: list[str] = []
        self._draft = ""
        self._began_at = time.monotonic()
        self._turn_ended = time.monotonic()
        self._spoken = self._acknowledged = self._replying = False
        self._first_sound = float("inf")
        self._work: Work | None = None
        self._reading = ReadingAlong(conversation.heard_so_far)
        self._playing = Playing()
        self._partner_since = self._looked_at = 0.0
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="realtalk-partner", daemon=True)

    @property
    def turn(self) -> Turn:
        """Who has the floor."""
        return self._turn

    @property
    def idles(self) -> tuple[Callable[[], dict[str, Motion]], ...]:
        """How each face moves in silence."""
        return (self.mouthpiece.idle,)

    @property
    def over(self) -> bool:
        return self._closed.is_set()

    def begin(self, live: LiveSession | None = None) -> None:
        """The persona greets; `live` is the user's camera and microphone, whose plan has this `company`."""
        self._live = live
        if live is not None:
            self._listener = Listener(self._gate, live, lambda: self.patience)
        self._thread.start()

    def say(self, text: str) -> None:
        """The user typed something; it interrupts what the persona says."""
        if text.strip() and not self.over:
            with self._lock:
                self._typed.append(text.strip())

    def told(self, kind: str, clip: int, seconds: float) -> None:
        """What a browser tells of a sentence: it "began" so many seconds ago, it "ended", or it was "stopped"
        after so many seconds of it were heard.
        """
        if kind != "began":
            self._playing.ended(clip)
            return
        sentence = self._playing.began(clip, seconds)
        if sentence is None:
            return
        if self._live is not None:
            last = sentences(sentence.said.text)[-1:]
            question = last[0] if last and last[0].endswith("?") else ""
            self.company.began(
                max(0.0, self._live.now() - seconds), sentence.clip.speech, question, aside=sentence.aside
            )
        if not sentence.aside:
            self._set(Turn.SPEAKING)

    def finish(self) -> None:
        """End the conversation; a live talk goes on to its rundown."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._cancel()
        there, heard = self._playing.stop()
        if there and self._replying:
            self.conversation.interrupted(heard)
        if self._live is not None:
            self.company.stopped(self._live.now())
            self._live.finish()
        with self._lock:
            self._turn = Turn.OVER
        self.stage.tell("turn", turn=Turn.OVER.value)

    def _run(self) -> None:
        try:
            self._get_ready()
            while not self._closed.wait(TICK):
                self._look()
        except Exception:
            logger.exception("a conversation broke")
            self._tell(
                RealTalkError(
                    "Something went wrong inside RealTalk, and the conversation ended there.",
                    "What you said is kept. Start another conversation when you like.",
                )
            )
        finally:
            self.finish()

    def _get_ready(self) -> None:
        try:
            self.mouthpiece.warm()
            heard("Hello there.")  # loads what reads English
        except RealTalkError as error:
            self._tell(error)
        while self._live is not None and self._live.snapshot().phase is Phase.WARMING:
            if self._closed.wait(TICK):
                return
        until = time.monotonic() + GONE
        while self.stage.alone_for > 0 and time.monotonic() < until:
            if self._closed.wait(TICK):
                return
        self._began_at = time.monotonic()
        self._start(self.conversation.opening())

    def _look(self) -> None:
        if self.stage.alone_for > GONE:
            self.finish()
            return
        if self._live is not None and time.monotonic() - self._looked_at > LOOK:
            self._looked_at = time.monotonic()
            if not self._live.snapshot().phase.running:
                self.finish()
                return
        with self._lock:
            typed, self._typed = " ".join(self._typed), []
        if typed:
            spoken = self._spoken_so_far()
            self._interrupt()
            text = f"{spoken} {typed}".strip()
            self._turn_ended, self._spoken = time.monotonic(), False
            self.stage.tell("user", text=text, final=True)
            self._answer(text, self._gate.now)
            return
        if self._turn in (Turn.SPEAKING, Turn.THINKING):
            self._mind_the_user()
        elif self._turn is Turn.LISTENING and self._listener is not None:
            self._hear(self._listener)

    def _spoken_so_far(self) -> str:
        """What was said of a turn that is still listened to."""
        hearing = self._listener.look() if self._listener and self._turn is Turn.LISTENING else None
        return hearing.said if hearing is not None else ""

    def _mind_the_user(self) -> None:
        """While the persona thinks or speaks: does the user go on, or interrupt; is everything said?"""
        listener = self._listener
        if listener is not None and listener.interrupts(self._partner_since):
            nothing_said = self._turn is Turn.THINKING and not self._playing.replying
            self._interrupt()
            if nothing_said:
                self.conversation.withdraw()
                listener.resume()
            else:
                listener.took_over()
            self._set(Turn.LISTENING)
            return
        if not self._playing.quiet() or (self._work is not None and not self._work.ended.is_set()):
            return
        if self.conversation.over:
            self.finish()
            return
        if listener is not None:
            listener.begin()
        self._draft, self._rung, self._replying = "", None, False
        self._set(Turn.LISTENING)
        self._reading.begin()

    def _hear(self, listener: Listener) -> None:
        hearing = listener.look()
        if hearing is None:
            return
        if hearing.said != self._draft:
            self._draft = hearing.said
            self.stage.tell("user", text=hearing.said, final=False)
        if hearing.rung is not self._rung:
            self._rung = hearing.rung
            self.stage.tell("rung", rung=hearing.rung.value)
        if hearing.rung is Rung.TALKING or hearing.step is Step.NOTHING:
            self._forget_first_sound()
        if hearing.step is Step.WAIT:
            self._reading.go_on(hearing.said)
        elif hearing.step is Step.NOTHING:
            listener.begin()
        elif hearing.step is Step.ENCOURAGE:
            self._acknowledge(hearing.said, goes_on=True)
        else:
            self._turn_over(hearing)

    def _turn_over(self, hearing: Hearing) -> None:
        """The user is done: a sound at once, and the answer as soon as the last words are there."""
        assert self._live is not None
        now = self._live.now()
        self._turn_ended = time.monotonic() - max(0.0, now - hearing.ended)
        self._spoken = True
        if hearing.step is Step.ACKNOWLEDGE:
            self._acknowledge(hearing.said)
            return
        self.stage.tell("user", text=hearing.said, final=True)
        self._answer(hearing.said, hearing.ended)

    def _acknowledge(self, said: str, goes_on: bool = False) -> None:
        if self._acknowledged:
            return
        self._acknowledged = True
        sound = self.conversation.acknowledgement(said, goes_on)
        if sound and self._utter(Said(sound, kind="reaction"), aside=True):
            self._first_sound = time.monotonic()

    def _forget_first_sound(self) -> None:
        self._acknowledged, self._first_sound = False, float("inf")

    def _answer(self, text: str, ended: float) -> None:
        """Reply to a turn that ended at that second of the talk."""
        self._acknowledge(text)
        self._partner_since, first_sound = ended, self._first_sound
        self._forget_first_sound()
        elapsed = time.monotonic() - self._began_at
        work = Work()
        replies = self.conversation.reply(text, cancelled=work.cancelled, elapsed=elapsed)
        self._start(replies, Answered(text, self._turn_ended, self._spoken, first_sound), work)

    def _start(
        self, replies: Iterator[Said], answered: Answered | None = None, work: Work | None = None
    ) -> None:
        self._set(Turn.THINKING)
        self._playing.begin()
        self._replying = True
        self._work = work = work or Work()
        arguments = (replies, answered, work)
        threading.Thread(target=self._say_all, args=arguments, name="realtalk-reply", daemon=True).start()

    def _say_all(self, replies: Iterator[Said], answered: Answered | None, work: Work) -> None:
        try:
            for said in replies:
                if work.cancelled():
                    return
                self._utter(said, work)
                if answered is not None:
                    self.latencies.append(answered.latency(said))
                    answered = None
            self._mention(self.conversation.model_trouble)
        except Cancelled:
            pass
        except RealTalkError as error:
            self._tell(error)
        except Exception:
            logger.exception("a reply broke")
            self._tell(
                RealTalkError(
                    f"{self.persona.name} lost the thread.",
                    "Say something more, and they go on from there.",
                    retryable=True,
                )
            )
        finally:
            work.ended.set()

    def _mention(self, trouble: RealTalkError | None) -> None:
        """Say once why a language model does not write; the conversation goes on without."""
        if trouble is not None and trouble.what != self._mentioned:
            remedy = f"{self.persona.name} goes on by rules. {trouble.remedy}"
            self._tell(RealTalkError(trouble.what, remedy, retryable=trouble.retryable))
        self._mentioned = trouble.what if trouble is not None else ""

    def _utter(self, said: Said, work: Work | None = None, *, aside: bool = False) -> bool:
        """Say it, or at least write it where the voice cannot; whether it is heard."""
        try:
            made = self.mouthpiece.made(said)
        except RealTalkError as error:
            self.stage.tell("line", who=0, text=said.text)
            self._tell(error)
            return False
        with self._lock:
            if work is not None and work.cancelled():
                return False
            self._playing.add(self.mouthpiece.put(made, aside=aside), said, aside=aside)
            return True

    def _interrupt(self) -> None:
        """Stop what the persona says and is about to say."""
        self._cancel()
        there, heard = self._playing.stop()
        if there or self._replying:
            self.stage.tell("stop")
            if self._live is not None:
                self.company.stopped(self._live.now())
        if self._replying:
            self.conversation.interrupted(heard)
        self._replying = False
        self._forget_first_sound()

    def _cancel(self) -> None:
        with self._lock:
            work, self._work = self._work, None
            if work is not None:
                work.cancel()
        if work is not None:
            work.ended.wait(LETS_GO)

    def _set(self, turn: Turn) -> None:
        with self._lock:
            if self._turn in (turn, Turn.OVER):
                return
            self._turn = turn
        self.stage.tell("turn", turn=turn.value)

    def _tell(self, error: RealTalkError) -> None:
        self.trouble = error
        self.stage.tell("trouble", what=error.what, remedy=error.remedy)
