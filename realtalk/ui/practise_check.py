"""The second step of Practise: camera, microphone, and a look into the lens."""

from __future__ import annotations

from typing import Any

import streamlit as st

from realtalk.coaching.readiness import LISTEN, baseline, readiness
from realtalk.media import Span
from realtalk.session.live import LiveSession
from realtalk.ui import check_view, devices
from realtalk.ui.dates import when
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_equipment import Equipment
from realtalk.ui.practise_session import PractiseSession

EVERY = 0.7
"""Seconds between two looks at what the checks find: pictures and sound are judged over several seconds."""

HEARD_AFTER = 1.5
"""Seconds until the end of the sentence has been heard: speech is known when it has ended."""

FIRST = {True: "Look at the camera for 10 seconds", False: "Let RealTalk hear you for 10 seconds"}
ANEW = {True: "Look at the camera once more", False: "Let RealTalk hear you once more"}
"""On the button for the baseline, by whether there is a camera."""

WHY_LOOK = (
    "Ten seconds of looking into the lens tell RealTalk where your eyes are when you look at people. You can "
    "do without."
)
WHY_LISTEN = "Ten seconds tell RealTalk how quiet your room is and how loud you are. You can do without."

ALONE = {True: "Go on with sound alone", False: "Go on with the picture alone"}
"""On the button, by whether the camera is what is missing."""


def ask(equipment: Equipment, *, auto: bool = False) -> None:
    """The question for camera and microphone, and what to do where one of them is missing.

    With `auto` a browser that has allowed both before is asked at once.
    """
    if equipment.devices is None and not auto:
        st.markdown(
            "RealTalk looks and listens on this computer alone. Your browser will ask you whether it may."
        )
    found = devices.ask("devices", equipment.devices, auto=auto)
    equipment.use(found)
    if found is None or found.advice is None or equipment.ready:
        return
    with st.container(border=True, key="rt-advice"):
        st.markdown(literal(found.advice))
        if found.any:
            st.button(ALONE[found.camera is None], type="primary", on_click=equipment.be_content)


def in_the_way(equipment: Equipment) -> bool:
    """Say why there can be no look at camera and microphone, if there can be none, and what to do."""
    if equipment.refused is None and not equipment.silent:
        return False
    with st.container(border=True, key="rt-in-the-way"):
        if equipment.refused is not None:
            st.markdown(f":material/info: **{literal(equipment.refused.what)}**")
            st.markdown(literal(equipment.refused.remedy))
        else:
            _nothing_comes()
        st.button("Try again", icon=":material/refresh:", on_click=equipment.connect)
    return True


def _nothing_comes() -> None:
    st.markdown(":material/info: **Nothing comes from your camera and microphone.**")
    st.markdown(
        "Perhaps another program uses them, or something between your browser and RealTalk holds the "
        "connection up, as a firewall does. Close other video calls, then try again; another browser may "
        "help as well."
    )


def show(practise: PractiseSession) -> None:
    """The checks beside the own picture, as they are now and from now on."""
    check = practise.checking()
    if check is not None:
        check_view.show(_data(practise.equipment, check), key="check-view")
    _watch(practise)


@st.fragment(run_every=EVERY)
def _watch(practise: PractiseSession) -> None:
    equipment = practise.equipment
    check, asked = practise.checking(), equipment.wanted
    if check is None:
        st.rerun()
        return
    check_view.update(_data(equipment, check), key="check-feed")
    looking = equipment.looking_since
    if looking is not None and check.now() - looking > check_view.SECONDS + HEARD_AFTER:
        _take_baseline(equipment, check, looking)
        st.rerun()
    if equipment.wants_stream() != asked:
        st.rerun()


def _data(equipment: Equipment, check: LiveSession) -> dict[str, Any]:
    now, timeline = check.now(), check.recent(LISTEN)
    seen, heard = equipment.camera is not None, equipment.microphone is not None
    return check_view.payload(
        readiness(timeline, has_video=seen, has_audio=heard, now=now),
        seen=seen,
        level=check_view.level(timeline),
        connecting=not equipment.studio.flowing(),
        looking=None if equipment.looking_since is None else now - equipment.looking_since,
    )


def _take_baseline(equipment: Equipment, check: LiveSession, start: float) -> None:
    turn = start + check_view.SILENT_SECONDS
    equipment.looked(
        baseline(
            check.recent(check_view.SECONDS + HEARD_AFTER + 2 * EVERY),
            Span(start, turn),
            Span(turn, start + check_view.SECONDS + HEARD_AFTER),
            has_video=equipment.camera is not None,
            has_audio=equipment.microphone is not None,
        )
    )


def controls(practise: PractiseSession) -> None:
    """The look into the lens, and the way on."""
    equipment = practise.equipment
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button("Back", icon=":material/arrow_back:", type="tertiary", on_click=practise.to_choose)
        if equipment.looking_since is not None:
            st.button("Skip this", on_click=equipment.looked, args=(None,))
        else:
            seen = equipment.camera is not None
            icon = ":material/visibility:" if seen else ":material/hearing:"
            names = ANEW if equipment.calibrated_at is not None else FIRST
            st.button(names[seen], icon=icon, on_click=equipment.look)
        st.button("Start talking", type="primary", icon=":material/play_arrow:", on_click=practise.begin)


def notes(equipment: Equipment) -> None:
    """What is known of how the speaker looks into the camera."""
    for problem in equipment.problems:
        st.caption(f":material/info: {literal(problem)}")
    seen = equipment.camera is not None
    if equipment.calibrated_at is not None:
        known = "how you look into this camera" if seen else "your voice at rest"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                f"RealTalk knows {known}: you showed it {when(equipment.calibrated_at)}.", width="content"
            )
            st.button("Forget it", type="tertiary", on_click=equipment.forget)
    elif equipment.looking_since is None:
        st.caption(WHY_LOOK if seen else WHY_LISTEN)
