"""Two personas who talk to each other while somebody listens, and may say a word."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

from realtalk.errors import Cancelled, RealTalkError
from realtalk.partner.duet import Duet
from realtalk.partner.everybody import own_folder
from realtalk.partner.face.motion import Motion
from realtalk.partner.persona import Persona
from realtalk.partner.said import Said
from realtalk.session.mouthpiece import Mouthpiece
from realtalk.session.partner_talk import GONE, TICK, Turn
from realtalk.session.playing import Playing
from realtalk.session.stage import Stage

logger = logging.getLogger(__name__)

BETWEEN = 0.25
"""Seconds from one's last word to the other's first. Stivers et al. 2009: 0.2 s is usual among people."""


class DuetTalk:
    """One conversation of two personas. Any thread may call anything."""

    def __init__(self, people: tuple[Persona, Persona], duet: Duet, *, owner: str = "") -> None:
        self.people, self.duet, self.owner = people, duet, owner
        self.stage = Stage()
        self.trouble: RealTalkError | None = None
        self._mouths = {
            person.id: Mouthpiece(person, self.stage, own_folder(person), who)
            for who, person in enumerate(people)
        }
        self._playing = Playing()
        self._typed: list[str] = []
        self._lines: list[tuple[str, str]] = []
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="realtalk-duet", daemon=True)

    @property
    def idles(self) -> tuple[Callable[[], dict[str, Motion]], ...]:
        """How each face moves in silence."""
        return tuple(mouth.idle for mouth in self._mouths.values())

    @property
    def over(self) -> bool:
        return self._closed.is_set()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Who said what, in order."""
        with self._lock:
            return [*self._lines]

    def begin(self) -> None:
        """They begin to talk."""
        self._thread.start()

    def say(self, text: str) -> None:
        """The user says something to both; who speaks is interrupted."""
        if text.strip() and not self.over:
            with self._lock:
                self._typed.append(text.strip())

    def told(self, kind: str, clip: int, seconds: float) -> None:
        """What a browser tells of a sentence, as `PartnerTalk.told`."""
        if kind == "began":
            self._playing.began(clip, seconds)
        else:
            self._playing.ended(clip)

    def finish(self) -> None:
        """End the conversation."""
        if not self._closed.is_set():
            self._closed.set()
            self.stage.tell("turn", turn=Turn.OVER.value)

    def _run(self) -> None:
        try:
            self._talk()
        except Cancelled:
            pass
        except RealTalkError as error:
            self.trouble = error
            self.stage.tell("trouble", what=error.what, remedy=error.remedy)
        except Exception:
            logger.exception("a conversation of two broke")
        finally:
            self.finish()

    def _talk(self) -> None:
        while self.stage.alone_for > 0:
            if self._closed.wait(TICK) or self.stage.alone_for > GONE:
                return
        while not self._closed.is_set():
            self._take_typed()
            self.stage.tell("turn", turn=Turn.THINKING.value)
            said_something = False
            for said in self._next():
                said_something = True
                mouth = self._mouths[said.speaker]
                self._playing.add(mouth.put(mouth.made(said), what=said.kind), said)
                self._note(self._mouths[said.speaker].persona.name, said.text)
                self.stage.tell("turn", turn=Turn.SPEAKING.value)
                if self._cut_short():
                    break
            if not self._wait() or not (said_something or self._typed):
                return

    def _next(self) -> Iterator[Said]:
        """The next turn; what is cut short just ends."""
        with suppress(Cancelled):
            yield from self.duet.next(cancelled=self._cut_short)

    def _wait(self) -> bool:
        """Until what was said has been heard, or the user steps in; False at the end."""
        while not self._playing.quiet():
            if self._closed.wait(TICK) or self.stage.alone_for > GONE:
                return False
            if self._cut_short():
                self._playing.stop()
                self.stage.tell("stop")
                return True
        return not self._closed.wait(BETWEEN)

    def _cut_short(self) -> bool:
        return bool(self._typed) or self._closed.is_set()

    def _take_typed(self) -> None:
        with self._lock:
            typed, self._typed = " ".join(self._typed), []
        if typed:
            self.stage.tell("user", text=typed, final=True)
            self._note("You", typed)
            self.duet.moderate(typed)

    def _note(self, name: str, text: str) -> None:
        with self._lock:
            if self._lines and self._lines[-1][0] == name:
                self._lines[-1] = (name, f"{self._lines[-1][1]} {text}")
            else:
                self._lines.append((name, text))
