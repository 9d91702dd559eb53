"""What a persona says as a video to keep: chosen, made beside the page, then saved."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from realtalk.partner.persona import Persona
from realtalk.session.clip_making import ClipJob
from realtalk.session.duet_talk import DuetTalk
from realtalk.session.job import Phase
from realtalk.session.partner_talk import PartnerTalk
from realtalk.ui import trouble_notice
from realtalk.ui.how_far import how_far
from realtalk.ui.literal_text import literal
from realtalk.ui.upload_spill import safe_name

EVERY = 0.5
"""Seconds between two looks at how far a video is."""

WIDTH = 320
"""Pixels of the video on the page: enough to see whether it is the right one."""

SHOWN = 70
"""Characters of a turn in the list of turns."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that a persona says, and what it is called in a list."""

    persona: Persona
    text: str
    label: str = ""


@dataclass
class Clips:
    """The video of one tab: one at a time, which the next takes the place of. `in_sight` says that this look
    at the page has a place for it.
    """

    job: ClipJob | None = None
    making: Saying | None = None
    in_sight: bool = False

    @classmethod
    def current(cls) -> Clips:
        """What this tab remembers, made when first asked for."""
        if "talk-clip" not in st.session_state:
            st.session_state["talk-clip"] = cls()
        return st.session_state["talk-clip"]

    def start(self, saying: Saying) -> None:
        """Make a video of this."""
        if self.job is not None:
            self.job.cancel()
        self.job, self.making = ClipJob(saying.persona, saying.text), saying

    def stop(self) -> None:
        """Give up the one that is being made."""
        if self.job is not None:
            self.job.cancel()

    def leave(self) -> None:
        """Let go of a video that the page has no place for any more."""
        if not self.in_sight:
            self.drop()
        self.in_sight = False

    def drop(self) -> None:
        """Let go of the video, made or not."""
        self.stop()
        self.job = self.making = None

    def of(self, saying: Saying) -> ClipJob | None:
        """The job of this, where there is one."""
        made = self.making
        same = made is not None and (made.persona, made.text) == (saying.persona, saying.text)
        return self.job if same else None

    @property
    def busy(self) -> ClipJob | None:
        """The one that is being made."""
        return self.job if self.job is not None and not self.job.state().over else None


def after(talk: PartnerTalk | DuetTalk | None) -> None:
    """Below a conversation: its turns to choose from; nothing where no persona said anything."""
    sayings = said(talk)
    if not sayings:
        return
    names = dict.fromkeys(each.persona.name for each in sayings)
    with st.container(key="rt-clip"):
        st.subheader(f"Save what {literal(' or '.join(names))} said as a video", anchor=False)
        chosen = st.selectbox(
            "Which part", range(len(sayings)), format_func=lambda at: sayings[at].label, key="clip-part"
        )
        make(sayings[chosen or 0])


def said(talk: PartnerTalk | DuetTalk | None) -> list[Saying]:
    """The turns of a conversation's personas, in order; before them all that each of them said."""
    turns: list[tuple[Persona, str]] = []
    if isinstance(talk, PartnerTalk):
        exchanges = talk.conversation.exchanges
        turns = [(talk.persona, turn.text) for turn in exchanges if turn.by == "partner" and turn.text]
    elif isinstance(talk, DuetTalk):
        people = {person.name: person for person in talk.people}
        turns = [(people[name], text) for name, text in talk.lines if name in people]
    each = [Saying(persona, text, _short(persona, text)) for persona, text in turns]
    whole: list[Saying] = []
    for persona in dict.fromkeys(persona for persona, _ in turns):
        own = [text for by, text in turns if by == persona]
        if len(own) > 1:
            whole.append(Saying(persona, " ".join(own), f"All that {persona.name} said"))
    return [*whole, *each]


def _short(persona: Persona, text: str) -> str:
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
    return f"{persona.name}: {shown}"


def make(saying: Saying, *, quiet: bool = False) -> None:
    """The video of this: a button that makes it, how far it is, the video itself, or why there is none.

    `quiet` is for a page on which it is a side matter.
    """
    clips = Clips.current()
    clips.in_sight = True
    if clips.busy is not None:
        _watch(clips)
        return
    job = clips.of(saying)
    state = job.state() if job is not None else None
    if job is not None and state is not None and state.phase is Phase.DONE:
        _made(job)
        return
    if state is not None and state.error is not None:
        trouble_notice.show(state.error, lambda: clips.start(saying), key="rt-trouble-clip")
        if state.error.retryable:
            return
    elif state is not None:
        st.caption("The video was stopped. Nothing of it was kept.")
    st.button(
        "Make the video", icon=":material/movie:", on_click=clips.start, args=(saying,),
        type="tertiary" if quiet else "secondary",
    )  # fmt: skip
    st.caption(
        "An MP4 of their face and voice. It says in the picture that it is AI-generated, and is signed so "
        "that others can check it."
    )


@st.fragment(run_every=EVERY)
def _watch(clips: Clips) -> None:
    job = clips.busy
    if job is None:
        st.rerun()
        return
    with st.container(key="rt-clip-busy"):
        st.progress(min(1.0, job.state().done), text=how_far(job.state(), "video"))
        st.caption("You can look at other pages meanwhile. The video waits here.")
        if st.button("Stop the video", icon=":material/stop_circle:", on_click=clips.stop):
            st.rerun()


def _made(job: ClipJob) -> None:
    path = job.path
    st.video(str(path), width=WIDTH)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Save the video", path.read_bytes, safe_name(f"{job.persona.name}.mp4"), "video/mp4",
            icon=":material/download:", on_click="ignore", key="clip-save",
        )  # fmt: skip
        st.caption(f"{path.stat().st_size / 1e6:.1f} MB, marked and signed as AI-generated", width="content")
