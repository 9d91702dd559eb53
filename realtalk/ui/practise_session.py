"""What the Practise page remembers between reruns: what is practised, with what, and how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial

import streamlit as st

from realtalk.coaching.guess import Guess
from realtalk.errors import RealTalkError
from realtalk.session.live import LiveSession
from realtalk.session.plan import Plan
from realtalk.session.slides import OpenSlides, open_slides
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.session.talks import running, told
from realtalk.store import sessions
from realtalk.timeline import Calibration
from realtalk.ui.media_route import COOKIE
from realtalk.ui.practise_again import Again
from realtalk.ui.practise_choice import Choice, Occasion
from realtalk.ui.practise_equipment import Equipment
from realtalk.ui.review_session import ReviewSession
from realtalk.ui.telling import Telling
from realtalk.ui.upload_spill import Uploaded, claim

ENDS_AFTER = 12.0
"""Seconds from the sign of a lost connection to the end of the talk: `session.live` waits for 15 in all, and
shows the sign after 3."""


class Step(Enum):
    """Where somebody is on the page, with the name that stands there."""

    CHOOSE = "Choose"
    CHECK = "Check"
    TALK = "Talk"
    GUESS = "Guess"
    RUNDOWN = "Rundown"


@dataclass
class PractiseSession(Telling):
    """One browser tab's practice. What `trouble` came of is done once more by `again`.

    A page may be drawn anew while a click is still being worked on, in another thread; what both could begin
    is begun while `changing`.

    `live` is the talk until its rundown is open in `review`; `found` one that another visit of this browser
    began. `slides` are shown in a presentation; `slide_uploads` counts them. `retake` says which part of an
    earlier talk is said once more. `guesses` is what the speaker thinks of the talk before seeing its
    rundown, None until they have said so or passed it over.
    """

    equipment: Equipment = field(default_factory=Equipment)
    choice: Choice = field(default_factory=Choice)
    step: Step = Step.CHOOSE
    live: LiveSession | None = None
    found: LiveSession | None = None
    phase_shown: Phase | None = None
    away_since: float | None = None
    everything: bool = False
    charts_at: float = -1.0
    guesses: tuple[Guess, ...] | None = None
    retake: Again | None = None
    slides: OpenSlides | None = None
    slide_uploads: int = 0
    review: ReviewSession = field(default_factory=ReviewSession)
    trouble: RealTalkError | None = None
    again: Callable[[], None] | None = None
    changing: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    @classmethod
    def current(cls) -> PractiseSession:
        """What this tab remembers, made when first asked for."""
        if "practise" not in st.session_state:
            owner = st.context.cookies.get(COOKIE, "")
            found = running(owner) if owner else None
            if found is not None and found.plan.company is not None:
                found = None  # a conversation is the Talk page's
            st.session_state["practise"] = cls(equipment=Equipment(owner=owner), found=found)
        return st.session_state["practise"]

    def to_choose(self) -> None:
        """Back to what is practised; camera and microphone are let go."""
        with self.changing:
            self.equipment.end_check()
            self.live = self.retake = self.trouble = None
            self.step = Step.CHOOSE

    def to_check(self) -> None:
        """On to camera and microphone."""
        self.trouble = None
        self.equipment.connect()
        self.step = Step.CHECK

    def another_question(self) -> None:
        """Practise something else."""
        self.to_choose()
        self.choice.another()

    def once_more(self) -> None:
        """Practise the same again."""
        self.retake = None
        self.to_check()

    def say_again(self, retake: Again) -> None:
        """Say a part of the talk again, with the camera as it was."""
        self.retake = retake
        self.to_check()

    def begin(self) -> None:
        """Start talking."""
        with self.telling(self.begin), self.changing:
            if self.step is not Step.CHECK:
                return
            live = LiveSession(self._plan(), instead_of=self.equipment.check)
            self.equipment.end_check()
            self.guesses = () if self.retake is not None else None
            self.follow(live)

    def checking(self) -> LiveSession | None:
        """The look at camera and microphone; None where there can be none, or where it is over."""
        with self.changing:
            return self.equipment.checking() if self.step is Step.CHECK else None

    def _plan(self) -> Plan:
        part, choice, equipment = self.retake, self.choice, self.equipment
        return Plan(
            part.title if part is not None else choice.title,
            target=part.target if part is not None else choice.target,
            has_video=equipment.camera is not None,
            has_audio=equipment.microphone is not None,
            record=choice.record,
            emotion=choice.emotion,
            calibration=_of(equipment.calibration, choice),
            owner=equipment.owner,
            slides=self._slides_to_show(),
        )

    def add_slides(self, uploaded: Uploaded) -> None:
        """Present with these slides, which move to a folder of their own."""
        self.slide_uploads += 1
        with self.telling():
            folder = sessions.new_folder()
            try:
                file = claim(uploaded, folder).replace(folder / "slides")
                opened = open_slides(file, uploaded.name)
            except BaseException:
                sessions.discard(folder)
                raise
            self.remove_slides()
            self.slides = opened

    def remove_slides(self) -> None:
        """Present without slides."""
        slides, self.slides = self.slides, None
        if slides is not None:
            sessions.discard(slides.file.parent)

    def _slides_to_show(self) -> OpenSlides | None:
        """The slides of a presentation, for a part of it from the one that was shown then."""
        if self.slides is None or self.retake is None:
            return self.slides if self.choice.occasion is Occasion.PRESENTATION else None
        try:
            before = sessions.load(self.retake.before).rundown.slides
        except RealTalkError:
            return None
        if before is None or before.deck != self.slides.deck:
            return None
        then = self.retake.part.span.start
        number = next((s.slide.number for s in before.slides for span in s.spans if span.contains(then)), 0)
        return self.slides.beginning_at(number)

    def follow(self, live: LiveSession) -> None:
        """Be where this talk is: in the middle of it, or after its end."""
        self.live, self.found = live, None
        self.phase_shown = self.away_since = None
        if live.snapshot().phase.running:
            self.equipment.studio.attend(live)
            self.equipment.connect()
            self.step = Step.TALK
        else:
            self.step = Step.GUESS

    def pause(self) -> None:
        """Interrupt the talk; nothing is counted until it goes on."""
        if self.live is not None:
            self.live.pause()

    def resume(self) -> None:
        """Go on with the talk."""
        if self.live is not None:
            self.live.resume()

    def stop(self) -> None:
        """End the talk; its rundown follows."""
        if self.live is not None:
            self.live.finish()
            self.step = Step.GUESS

    def end_found(self) -> None:
        """End a talk that another tab began, and see how it went."""
        if self.found is not None:
            self.live, self.found = self.found, None
            self.stop()

    def forget_found(self) -> None:
        """Have seen how a talk of another visit ended."""
        if self.found is not None:
            told(self.found)
            self.found = None

    def show_everything(self, shown: bool) -> None:
        """Show the panel beside the picture and the drawing on it, or neither."""
        if shown and not self.everything:
            self.charts_at = -1.0
        self.everything = self.equipment.studio.show_everything = shown

    def seconds_left(self, snapshot: Snapshot) -> int | None:
        """Until a talk whose connection is lost ends by itself; None while it is there."""
        if snapshot.phase is not Phase.AWAY:
            self.away_since = None
            return None
        self.away_since = self.away_since or time.monotonic()
        return max(0, round(ENDS_AFTER - (time.monotonic() - self.away_since)))

    def settle(self) -> None:
        """Take over what has become of the talk since the last look."""
        if self.live is None:
            return
        snapshot = self.live.snapshot()
        if self.step is Step.TALK and not snapshot.phase.running:
            self.step = Step.GUESS
        if self.guesses is not None and snapshot.phase is Phase.DONE and snapshot.session is not None:
            self.open(snapshot.session)
        if snapshot.phase is Phase.FAILED:
            told(self.live)
            self.to_check()
            self.live = None
            self.trouble, self.again = snapshot.error, None

    def guess(self, guesses: tuple[Guess, ...]) -> None:
        """Take what the speaker thinks of the talk; empty where they pass it over."""
        self.guesses = guesses

    def open(self, session: str) -> None:
        """Show the rundown of a kept session, with what was guessed before."""
        with self.telling(partial(self.open, session)):
            if self.live is not None:
                told(self.live)
                self.live = None
            if self.guesses:
                with sessions.changing(session):
                    rundown = sessions.load(session).rundown
                    sessions.update(session, replace(rundown, guesses=self.guesses))
                self.guesses = None
            self.review = ReviewSession()
            self.review.open(session)
            if self.review.trouble is not None:
                raise self.review.trouble
            self.step = Step.RUNDOWN

    def before(self) -> None:
        """Back to the whole talk of which a part was said again."""
        if self.retake is not None:
            session, self.retake = self.retake.before, None
            self.open(session)

    def try_again(self) -> None:
        """Do once more what the trouble came of."""
        again = self.again
        self.trouble = None
        if again is not None:
            again()


def _of(baseline: Calibration, choice: Choice) -> Calibration:
    """The baseline with what the speaker told of themselves."""
    told = choice.stammers
    return baseline if baseline.stammers == told else replace(baseline, stammers=told)
