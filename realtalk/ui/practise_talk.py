"""The third step of Practise: the talk itself."""

from __future__ import annotations

from typing import Any

import streamlit as st

from realtalk.session.live import LiveSession
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.ui import live_view, slides_view
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_session import PractiseSession, Step

EVERY = 0.5
"""Seconds between two looks at the talk: a cue stands for 3.5."""

REDRAWN = 2.0
"""Seconds between two times that the charts are sent: they gain a point in two."""


def above(practise: PractiseSession) -> None:
    """What is to be answered, small, so that the picture leads."""
    with st.container(key="rt-asked"):
        if practise.retake is not None:
            st.markdown(f"Say this part again: **{literal(practise.retake.says)}**")
        else:
            st.markdown(f"**{literal(_asked(practise))}**")


def _asked(practise: PractiseSession) -> str:
    """What is answered; only the title is known of a talk that another tab began."""
    title = practise.live.plan.title if practise.live is not None else ""
    return practise.choice.text if title == practise.choice.title else title


def show(practise: PractiseSession) -> None:
    """The talk over the own picture, as it is now and from now on."""
    if practise.live is not None:
        live_view.show(_data(practise, practise.live, practise.live.snapshot()), key="live-view")
    _watch(practise)
    if practise.live is not None:
        slides_view.show(practise.live)


@st.fragment(run_every=EVERY)
def _watch(practise: PractiseSession) -> None:
    live, asked = practise.live, practise.equipment.wanted
    if live is None or practise.step is not Step.TALK:
        st.rerun()
        return
    snapshot = live.snapshot()
    live_view.update(_data(practise, live, snapshot), key="live-feed")
    if snapshot.phase is not practise.phase_shown or practise.equipment.wants_stream() != asked:
        st.rerun()


def _data(practise: PractiseSession, live: LiveSession, snapshot: Snapshot) -> dict[str, Any]:
    charts = practise.everything and abs(snapshot.t - practise.charts_at) >= REDRAWN
    if charts:
        practise.charts_at = snapshot.t
    data = live_view.payload(
        live.plan, snapshot, everything=practise.everything, charts=charts,
        seconds_left=practise.seconds_left(snapshot),
    )  # fmt: skip
    trouble = practise.equipment.studio.trouble
    return data if trouble is None else data | {"troubles": [*data["troubles"], str(trouble)]}


def controls(practise: PractiseSession) -> None:
    """Pause and stop, always in one place, and the switch for everything."""
    phase = practise.live.snapshot().phase if practise.live is not None else Phase.DONE
    practise.phase_shown = phase
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        if phase is Phase.PAUSED:
            st.button("Go on", key="resume", icon=":material/play_arrow:", on_click=practise.resume)
        else:
            st.button(
                "Pause", key="pause", icon=":material/pause:", on_click=practise.pause,
                disabled=phase is Phase.WARMING,
            )  # fmt: skip
        st.button("Stop", type="primary", icon=":material/stop:", on_click=practise.stop)
        st.toggle(
            "Show everything", value=practise.everything, key="practise-everything",
            help="Landmarks on your picture, facial emotions, dials and charts.",
            on_change=lambda: practise.show_everything(st.session_state["practise-everything"]),
        )  # fmt: skip
