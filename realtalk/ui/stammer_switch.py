"""The switch with which somebody tells that they stammer, remembered for their browser."""

from __future__ import annotations

from typing import Protocol

import streamlit as st

from realtalk.store import baselines
from realtalk.timeline import Calibration
from realtalk.ui.media_route import COOKIE

KEY, TOLD = "i-stammer", "stammers"
"""Of the switch, which a page that is left forgets, and of what was told, which stays for the visit."""

HELP = (
    "Repeated sounds and words, and blocks, are then left out of what is counted and judged, and words are "
    "waited for longer while you talk. Remembered in this browser until you turn it off."
)


class Told(Protocol):
    """What is to know whether somebody stammers."""

    stammers: bool


def show(told: Told) -> None:
    """The switch, as it was left the last time; `told` knows how it stands."""
    if TOLD not in st.session_state:
        kept = baselines.known(_owner(), TOLD)
        st.session_state[TOLD] = kept is not None and kept.calibration.stammers
    told.stammers = st.session_state[TOLD]
    st.toggle("I stammer", value=told.stammers, key=KEY, help=HELP, on_change=_tell, args=(told,))


def _tell(told: Told) -> None:
    told.stammers = st.session_state[TOLD] = bool(st.session_state[KEY])
    if told.stammers:
        baselines.remember(_owner(), TOLD, Calibration(stammers=True))
    else:
        baselines.forget(_owner(), TOLD)


def _owner() -> str:
    return st.context.cookies.get(COOKIE, "")
