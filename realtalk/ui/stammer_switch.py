"""The switch with which somebody tells that they stammer, remembered for their browser."""

from __future__ import annotations

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


def show() -> bool:
    """The switch, as it was left the last time; whether it is on."""
    if TOLD not in st.session_state:
        kept = baselines.known(_owner(), TOLD)
        st.session_state[TOLD] = kept is not None and kept.calibration.stammers
    return st.toggle("I stammer", value=st.session_state[TOLD], key=KEY, help=HELP, on_change=_tell)


def _tell() -> None:
    told = st.session_state[TOLD] = bool(st.session_state[KEY])
    if told:
        baselines.remember(_owner(), TOLD, Calibration(stammers=True))
    else:
        baselines.forget(_owner(), TOLD)


def _owner() -> str:
    return st.context.cookies.get(COOKIE, "")
