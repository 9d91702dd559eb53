"""The user's own camera and microphone in Talk: small, and connected before the conversation begins."""

from __future__ import annotations

import streamlit as st

from realtalk.ui import camera
from realtalk.ui.talk_session import TalkSession

EVERY = 0.7
"""Seconds between two looks at whether sound comes."""

NOTHING_COMES = (
    "Nothing comes from your microphone. Perhaps another program uses it, or something between your browser "
    "and RealTalk holds the connection up. You can type meanwhile."
)


def show(talk: TalkSession) -> None:
    """Keep the connection, and show the own picture where there is a camera."""
    equipment = talk.equipment
    camera.stream(
        equipment.studio, talk.camera, talk.microphone, wanted=equipment.wants_stream(), company=True
    )
    _watch(talk)


@st.fragment(run_every=EVERY)
def _watch(talk: TalkSession) -> None:
    equipment = talk.equipment
    asked, flowing = equipment.wanted, talk.flowing
    talk.flowing = equipment.studio.flowing()
    if equipment.wants_stream() != asked or talk.flowing != flowing:
        st.rerun()
    if equipment.silent:
        st.caption(NOTHING_COMES)
        st.button("Try again", icon=":material/refresh:", on_click=equipment.connect)
