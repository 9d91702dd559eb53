"""The third step of Talk: the conversation itself."""

from __future__ import annotations

import streamlit as st

from realtalk.session.snapshot import Phase
from realtalk.ui import talk_prepare, talking_face
from realtalk.ui.literal_text import literal
from realtalk.ui.talk_session import Mode, TalkSession

EVERY = 0.7
"""Seconds between two looks at whether it goes on."""


def show(talk: TalkSession) -> None:
    """The partner large, the own picture small, and what was said."""
    if talk.talk is None:
        return
    with st.container(key="rt-conversation"):
        talking_face.show(talk.address(), talk.people, key="talking-face")
    with st.container(key="rt-talk-controls"):
        both = talk.mode is Mode.DUET
        placeholder = "Say a word to both" if both else "Type your answer"
        # With a most of letters a longer text that is pasted would be dropped without a word.
        typed = st.chat_input(placeholder, key="talk-typed")
        if typed:
            talk.say(typed)
        with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
            if talk.live is not None:
                with st.popover("Patience", icon=":material/timer:"):
                    talk_prepare.patience(talk)
            st.button("End the conversation", icon=":material/stop:", type="primary", on_click=talk.end)
    _watch(talk)


@st.fragment(run_every=EVERY)
def _watch(talk: TalkSession) -> None:
    if talk.talk is None or talk.talk.over:
        st.rerun()
        return
    if talk.live is None:
        return
    phase = talk.live.snapshot().phase
    if phase is Phase.AWAY:
        st.caption("Nothing comes from your microphone at this moment. The conversation waits for it.")
    for trouble in talk.live.snapshot().troubles:
        st.caption(literal(trouble))
