"""The last steps of Talk: what was said, and the rundown of one's own answers."""

from __future__ import annotations

import streamlit as st

from realtalk.session.duet_talk import DuetTalk
from realtalk.session.partner_talk import PartnerTalk
from realtalk.ui import review_states, rundown_page, talk_answers, talk_clip
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_again import Again
from realtalk.ui.practise_session import PractiseSession
from realtalk.ui.talk_session import Mode, TalkSession

EVERY = 0.5
"""Seconds between two looks at whether the rundown is there."""


def read(talk: TalkSession) -> None:
    """What was said, while the rundown is made, or where there is none."""
    st.title("That was it", anchor=False)
    if talk.live is not None:
        _waiting(talk)
    elif talk.mode is Mode.DUET:
        st.markdown("This is what they said.")
    elif talk.trouble is None:
        st.markdown("You typed your answers, so there is no rundown. This is what was said.")
    broken = talk.talk.trouble if talk.talk is not None else None
    if broken is not None:
        st.markdown(f":material/info: {literal(broken.what)} {literal(broken.remedy)}")
    with st.container(horizontal=True):
        _ways_on(talk, first=talk.live is None)
    _transcript(talk)


@st.fragment(run_every=EVERY)
def _waiting(talk: TalkSession) -> None:
    if talk.live is None or talk.live.snapshot().phase.over:
        st.rerun()
        return
    error = talk.live.snapshot().error
    if error is not None:
        st.markdown(f"**{literal(error.what)}**  \n{literal(error.remedy)}")
    else:
        st.markdown("Your last words are being read. Your rundown comes in a moment.")


def _transcript(talk: TalkSession) -> None:
    lines = lines_of(talk)
    if not lines:
        st.caption("Nothing was said.")
        return
    with st.container(key="rt-said"):
        for name, text in lines:
            st.markdown(f"**{literal(name)}**  \n{literal(text)}")
    whole = "\n\n".join(f"{name}: {text}" for name, text in lines)
    st.download_button("Save what was said", whole, "conversation.txt", icon=":material/download:")
    talk_clip.after(talk.talk)


def lines_of(talk: TalkSession) -> list[tuple[str, str]]:
    """Who said what, in order."""
    conversation = talk.talk
    if isinstance(conversation, PartnerTalk):
        names = {"user": "You", "partner": conversation.persona.name}
        turns = conversation.conversation.exchanges
        return [
            (names[turn.by], f"{turn.text} …" if turn.cut_off else turn.text) for turn in turns if turn.text
        ]
    if isinstance(conversation, DuetTalk):
        return conversation.lines
    return []


def rundown(talk: TalkSession) -> None:
    """The rundown of one's own turns, answer by answer and as a whole."""
    review = talk.review
    stored = review.stored
    if stored is None:
        talk.to_choose()
        st.rerun()
        return
    with rundown_page.head(stored):
        _ways_on(talk)
    review_states.trouble(review, "rt-trouble-rundown")
    talk_answers.show(stored)
    rundown_page.body(review, stored)
    rundown_page.answer(review, stored, _say_again)
    rundown_page.take_along(review, stored, with_slides=False)
    talk_clip.after(talk.talk)


def _ways_on(talk: TalkSession, *, first: bool = False) -> None:
    st.button(
        "Talk once more", icon=":material/replay:", type="primary" if first else "secondary",
        on_click=talk.to_prepare,
    )  # fmt: skip
    st.button("Somebody else", icon=":material/group:", on_click=talk.to_choose)


def _say_again(again: Again) -> None:
    PractiseSession.current().say_again(again)
    st.switch_page("practise.py")
