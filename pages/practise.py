"""Practise: talk to the camera, with feedback while it happens and a rundown afterwards."""

import streamlit as st

from realtalk.importing import ONE_AT_A_TIME

with ONE_AT_A_TIME:
    from realtalk.ui import (
        camera,
        practise_check,
        practise_choose,
        practise_guess,
        practise_rundown,
        practise_steps,
        practise_talk,
        theme,
    )
    from realtalk.ui.practise_session import PractiseSession, Step


def page(practise: PractiseSession) -> None:
    theme.add("practise.css", "stage.css", "slides.css")
    practise.settle()
    practise_steps.show(practise.step)
    # These stand at one place whatever the step, so that the picture goes on from one to the next.
    above, stage, notes = st.container(), st.container(key="rt-stage"), st.container(key="rt-notes")
    controls = st.container(key="rt-controls")
    with above:
        practise_steps.trouble(practise)
        match practise.step:
            case Step.CHOOSE:
                practise_choose.show(practise)
            case Step.CHECK:
                st.title("Can you be seen and heard?", anchor=False)
                practise_check.ask(practise.equipment)
            case Step.TALK:
                practise_talk.above(practise)
                if not practise.equipment.ready:
                    practise_check.ask(practise.equipment, auto=True)
            case Step.GUESS:
                practise_guess.show(practise)
            case Step.RUNDOWN:
                practise_rundown.show(practise)
    if practise.step is Step.TALK:
        with controls:
            practise_talk.controls(practise)
        with stage:
            own_picture(practise)
            practise_talk.show(practise)
    elif practise.step is Step.CHECK and practise.equipment.ready:
        with stage:
            own_picture(practise)
            if practise_check.in_the_way(practise.equipment):
                return
        with notes:
            practise_check.notes(practise.equipment)
        with controls:
            practise_check.controls(practise)
        with stage:
            practise_check.show(practise)


def own_picture(practise: PractiseSession) -> None:
    equipment = practise.equipment
    if equipment.ready:
        wanted = equipment.wants_stream()
        camera.stream(equipment.studio, equipment.camera, equipment.microphone, wanted=wanted)


session = PractiseSession.current()
with practise_steps.guarded(session):
    page(session)
