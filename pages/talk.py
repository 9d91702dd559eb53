"""Talk: a conversation with somebody who answers with a voice and a face."""

import streamlit as st

from realtalk.importing import ONE_AT_A_TIME

with ONE_AT_A_TIME:
    from realtalk.ui import (
        talk_after,
        talk_choose,
        talk_clip,
        talk_own,
        talk_own_picture,
        talk_prepare,
        talk_stage,
        talk_trouble,
        theme,
        top,
    )
    from realtalk.ui.talk_session import Step, TalkSession


def page(talk: TalkSession) -> None:
    theme.add("practise.css", "talk.css")
    talk.settle()
    top.begin(f"{talk.step.value} {talk.persona.id if talk.persona is not None else ''}", talk.trouble)
    # It stands at one place in both steps, so that the connection goes on from one to the next.
    with st.container(key="rt-own"):
        shown = talk.shows_own_picture
        if shown:
            talk_own_picture.show(talk)
    talk_trouble.show(talk)
    match talk.step:
        case Step.CHOOSE:
            talk_choose.show(talk)
        case Step.MAKE:
            talk_own.make(talk)
        case Step.PREPARE:
            talk_prepare.show(talk)
        case Step.TALK:
            talk_stage.show(talk)
        case Step.READ:
            talk_after.read(talk)
        case Step.RUNDOWN:
            talk_after.rundown(talk)
    talk_clip.Clips.current().leave()
    if talk.shows_own_picture != shown:
        st.rerun()


session = TalkSession.current()
with talk_trouble.guarded(session):
    page(session)
