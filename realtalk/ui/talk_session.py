"""What the Talk page remembers between reruns: with whom, how, and how far it is."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

import streamlit as st

from realtalk.errors import RealTalkError
from realtalk.partner import interview
from realtalk.partner.conversation import Conversation
from realtalk.partner.duet import Duet
from realtalk.partner.everybody import own_folder
from realtalk.partner.faces import rig_of
from realtalk.partner.persona import Persona
from realtalk.session.duet_talk import DuetTalk
from realtalk.session.language_model import language_model
from realtalk.session.live import LiveSession
from realtalk.session.partner_talk import PartnerTalk
from realtalk.session.partner_talks import PARTNER_PLACES
from realtalk.session.partner_warming import get_ready
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase
from realtalk.session.talks import running, told
from realtalk.ui import partner_route
from realtalk.ui.media_route import COOKIE
from realtalk.ui.practise_equipment import Equipment
from realtalk.ui.review_session import ReviewSession
from realtalk.ui.telling import Telling

MOST_TYPED = 20_000
"""Letters of a typed turn that are taken: three thousand words, more than anybody says in one."""

TAKEN_UP = 1800.0
"""Seconds for which a typed conversation that was left is shown to its browser again. House rule: who comes
back later begins another.
"""


class Step(Enum):
    """Where somebody is on the page."""

    CHOOSE = "Choose"
    MAKE = "Make"
    PREPARE = "Prepare"
    TALK = "Talk"
    READ = "Read"
    RUNDOWN = "Rundown"


class Mode(Enum):
    """What the conversation is, as it stands on the page."""

    TALK = "Just talk"
    INTERVIEW = "Mock interview"
    DUET = "Listen to two"


@dataclass
class TalkSession(Telling):
    """One browser tab's conversation. What `trouble` came of is done once more by `again`; `flowing` says
    that sound comes from the microphone, `found` is a conversation that another visit of this browser began.
    """

    owner: str = ""
    step: Step = Step.CHOOSE
    persona: Persona | None = None
    second: Persona | None = None
    mode: Mode = Mode.TALK
    speaks: bool = True
    films: bool = True
    patience: float = 1.0
    role: interview.Role = interview.ROLES[0]
    level: interview.Level = interview.Level.MID
    minutes: int = 15
    topic: str = ""
    flowing: bool = False
    equipment: Equipment = field(default_factory=Equipment)
    talk: PartnerTalk | DuetTalk | None = None
    live: LiveSession | None = None
    found: LiveSession | None = None
    review: ReviewSession = field(default_factory=ReviewSession)
    trouble: RealTalkError | None = None
    again: Callable[[], None] | None = None
    changing: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    @classmethod
    def current(cls) -> TalkSession:
        """What this tab remembers, made when first asked for."""
        if "talk" not in st.session_state:
            owner = str(st.context.cookies.get(COOKIE, ""))
            made = cls(owner=owner, equipment=Equipment(owner=owner), found=_found(owner))
            left = _left(owner)
            if left is not None:
                made.take_up(left)
            st.session_state["talk"] = made
        return st.session_state["talk"]

    def take_up(self, left: TalkSession) -> None:
        """Go on with the typed conversation that another tab of this browser left, or read how it ended."""
        self.persona, self.second = left.persona, left.second
        self.mode, self.topic, self.speaks = left.mode, left.topic, left.speaks
        self.role, self.level, self.minutes = left.role, left.level, left.minutes
        self.talk, self.step = left.talk, Step.TALK
        _TYPED[self.owner] = self

    def choose(self, persona: Persona) -> None:
        """Get ready to talk with somebody."""
        self.persona, self.trouble = persona, None
        self.step = Step.PREPARE
        get_ready(persona)

    def to_choose(self) -> None:
        """Back to whom to talk with; a conversation that goes on ends."""
        with self.changing:
            self._leave()
            self.persona = self.live = self.talk = self.trouble = None
            self.step = Step.CHOOSE

    def end_found(self) -> None:
        """End a conversation of another visit, and see how it went."""
        if self.found is not None:
            self.live, self.found = self.found, None
            self.live.finish()
            self.step = Step.READ

    def to_make(self) -> None:
        """Make somebody of one's own."""
        self.trouble = None
        self.step = Step.MAKE

    def to_prepare(self) -> None:
        """Talk with the same once more."""
        with self.changing:
            self._leave()
            self.live = self.talk = self.trouble = None
            self.step = Step.PREPARE

    @property
    def with_microphone(self) -> bool:
        """Whether the user speaks in this conversation."""
        return self.speaks and self.mode is not Mode.DUET

    @property
    def ready(self) -> bool:
        """Whether everything is there that the conversation takes."""
        return self.persona is not None and (not self.with_microphone or self.flowing)

    @property
    def shows_own_picture(self) -> bool:
        """Whether camera or microphone are connected in this step."""
        here = self.step is Step.PREPARE or (self.step is Step.TALK and self.live is not None)
        return here and self.with_microphone and self.microphone is not None

    @property
    def microphone(self) -> str | None:
        return self.equipment.microphone if self.equipment.ready else None

    @property
    def camera(self) -> str | None:
        return self.equipment.camera if self.films and self.equipment.ready else None

    def begin(self) -> None:
        """Start the conversation."""
        with self.telling(self.begin), self.changing:
            if self.step is not Step.PREPARE or self.persona is None:
                return
            self._begin(self.persona)
            self.step = Step.TALK

    def _begin(self, persona: Persona) -> None:
        rig_of(persona)  # a picture that cannot be moved is told here
        talk = self._made(persona)
        PARTNER_PLACES.take(talk)
        try:
            live = None
            if isinstance(talk, PartnerTalk) and self.with_microphone:
                live = LiveSession(self._plan(persona, talk), instead_of=self._ending())
                self.equipment.studio.attend(live)
                self.equipment.connect()
            self.talk, self.live = talk, live
            talk.begin(live) if isinstance(talk, PartnerTalk) else talk.begin()
            if live is None:
                _remember(self)
        except BaseException:
            PARTNER_PLACES.leave(talk)
            raise

    def _ending(self) -> LiveSession | None:
        """A talk of the same browser that is only being finished."""
        before = running(self.owner)
        return before if before is not None and not before.snapshot().phase.running else None

    def _made(self, persona: Persona) -> PartnerTalk | DuetTalk:
        model = language_model()
        if self.mode is Mode.DUET and self.second is not None:
            rig_of(self.second)
            duet = Duet(persona, self.second, self.topic, model)
            return DuetTalk((persona, self.second), duet, owner=self.owner)
        plan = None
        if self.mode is Mode.INTERVIEW:
            plan = interview.plan(self.role, self.level, self.minutes, secrets.randbelow(1_000_000))
        conversation = Conversation(persona, model, seed=secrets.randbelow(1_000_000), plan=plan)
        own = own_folder(persona)
        return PartnerTalk(persona, conversation, folder=own, owner=self.owner, patience=self.patience)

    def _plan(self, persona: Persona, talk: PartnerTalk) -> Plan:
        what = "Interview" if self.mode is Mode.INTERVIEW else "Talk"
        return Plan(
            f"{what} with {persona.name}",
            has_video=self.camera is not None,
            calibration=self.equipment.calibration,
            owner=self.owner,
            company=talk.company,
        )

    def address(self) -> str:
        """Where the browser finds the conversation."""
        talk = self.talk
        assert talk is not None
        people = self.people
        faces = tuple(partial(_packed, person) for person in people)
        return partner_route.grant(partner_route.Granted(talk, self.owner, faces, talk.idles))

    @property
    def people(self) -> tuple[Persona, ...]:
        """Who talks besides the user."""
        if self.persona is None:
            return ()
        both = self.mode is Mode.DUET and self.second is not None
        return (self.persona, self.second) if both and self.second is not None else (self.persona,)

    def say(self, text: str) -> None:
        """Type something in the conversation."""
        if self.talk is not None:
            self.talk.say(text[:MOST_TYPED])

    def set_patience(self, patience: float) -> None:
        """How long the persona waits."""
        self.patience = patience
        if isinstance(self.talk, PartnerTalk):
            self.talk.patience = patience

    def end(self) -> None:
        """End the conversation; what was said stays."""
        with self.changing:
            if self.talk is not None:
                self.talk.finish()
            self.step = Step.READ

    def settle(self) -> None:
        """Take over what has become of the conversation since the last look."""
        if self.step is Step.TALK and self.talk is not None and self.talk.over:
            self.step = Step.READ
        if self.talk is not None and self.talk.over:
            PARTNER_PLACES.leave(self.talk)
        if self.step is not Step.READ or self.live is None:
            return
        snapshot = self.live.snapshot()
        if snapshot.phase is Phase.DONE and snapshot.session is not None:
            self.open(snapshot.session)
        elif snapshot.phase is Phase.FAILED:
            told(self.live)
            self.live, self.trouble, self.again = None, snapshot.error, None

    def open(self, session: str) -> None:
        """Show the rundown of a kept conversation."""
        with self.telling(partial(self.open, session)):
            if self.live is not None:
                told(self.live)
                self.live = None
            self.review = ReviewSession()
            self.review.open(session)
            if self.review.trouble is not None:
                raise self.review.trouble
            self.step = Step.RUNDOWN

    def _leave(self) -> None:
        self.equipment.studio.attend(None)
        if self.talk is not None:
            with suppress(Exception):
                self.talk.finish()
            PARTNER_PLACES.leave(self.talk)
            partner_route.withdraw(self.talk)

    def try_again(self) -> None:
        """Do once more what the trouble came of."""
        again = self.again
        self.trouble = None
        if again is not None:
            again()


def _found(owner: str) -> LiveSession | None:
    live = running(owner) if owner else None
    return live if live is not None and live.plan.company is not None else None


_TYPED: dict[str, TalkSession] = {}
"""The newest typed conversation of each browser: a reload forgets it, and nothing of it is on the disk."""


def _remember(session: TalkSession) -> None:
    """Let a typed conversation be found by its browser; those of no use any more are let go."""
    for owner, kept in _TYPED.copy().items():
        if kept.talk is None or kept.talk.stage.alone_for > TAKEN_UP:
            _TYPED.pop(owner, None)
    if session.owner:
        _TYPED[session.owner] = session


def _left(owner: str) -> TalkSession | None:
    """The typed conversation of this browser that its tab left before it had ended."""
    kept = _TYPED.get(owner)
    if kept is None or kept.step is not Step.TALK or kept.talk is None:
        return None
    return kept if 0 < kept.talk.stage.alone_for < TAKEN_UP else None


def _packed(persona: Persona) -> bytes:
    return rig_of(persona).packed()
