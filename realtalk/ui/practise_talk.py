"""The third step of Practise: the talk itself."""

from __future__ import annotations

import streamlit as st

from realtalk.session.snapshot import Phase
from realtalk.ui import live_view
from realtalk.ui.practise_session import PractiseSession
from realtalk.ui.review_states import literal

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
            st.markdown(f"**{literal(practise.choice.text)}**")


@st.fragment(run_every=EVERY)
def watch(practise: PractiseSession) -> None:
    """The talk as it is now. The rest of the page follows once this is drawn: what a fragment does not draw
    is taken off the page.
    """
    live, equipment, asked = practise.live, practise.equipment, practise.equipment.wanted
    if live is None:
        st.rerun()
        return
    snapshot = live.snapshot()
    charts = practise.everything and abs(snapshot.t - practise.charts_at) >= REDRAWN
    if charts:
        practise.charts_at = snapshot.t
    data = live_view.payload(
        live.plan, snapshot, everything=practise.everything, charts=charts,
        seconds_left=practise.seconds_left(snapshot),
    )  # fmt: skip
    if equipment.studio.trouble is not None:
        data["troubles"].append(str(equipment.studio.trouble))
    live_view.show(data, key="live-view")
    if snapshot.phase is not practise.phase_shown or equipment.wants_stream() != asked:
        st.rerun()


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
        st.session_state.setdefault("practise-everything", practise.everything)
        st.toggle(
            "Show everything", key="practise-everything",
            help="Landmarks on your picture, facial emotions, dials and charts.",
            on_change=lambda: practise.show_everything(st.session_state["practise-everything"]),
        )  # fmt: skip
