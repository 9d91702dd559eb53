"""Fetching the language model for this computer from the Settings page, and removing it."""

from __future__ import annotations

import streamlit as st

from realtalk.coaching.wording import length
from realtalk.session import language_fetch
from realtalk.session import language_model as models
from realtalk.session.language_fetch import FetchState
from realtalk.ui.settings_session import trouble

_GIGABYTE = 1e9

_SPARE = 64 << 20
"""What a fetch leaves free on the disk beside the model's two copies."""


def show() -> None:
    """Draw what the model is, and the way to have it or to be rid of it."""
    size = f"{language_fetch.size() / _GIGABYTE:.1f} GB"
    st.markdown(
        f"Qwen2.5, a model of {size}. While it writes it takes 2 GB of memory and all but one of this "
        "computer's cores; five minutes after its last answer it gives them back."
    )
    if models.fetched():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(":material/check: It is on this computer.")
            if st.button("Remove it", icon=":material/delete:", type="tertiary", key="language-remove"):
                _confirm_removal(size)
        return
    fetch = language_fetch.latest()
    if fetch is not None and not fetch.state().over:
        _watch()
        return
    begun = fetch is not None and fetch.state().done > 0
    if fetch is not None and (error := fetch.state().error) is not None:
        trouble(error)
    elif fetch is not None:
        st.caption("You stopped it. What has arrived is kept.")
    st.button(
        "Go on fetching" if begun else f"Fetch it ({size})",
        icon=":material/download:",
        type="primary",
        key="language-fetch",
        on_click=_begin,
    )
    room = (2 * language_fetch.size() + _SPARE) / _GIGABYTE
    st.caption(f"It needs {room:.1f} GB of free disk while it arrives.")


def _begin() -> None:
    """Who fetches it wants it: "None" is no choice any more, another one still is."""
    if models.chosen().kind == models.OFF:
        models.forget()
    language_fetch.start()


@st.fragment(run_every=0.5)
def _watch() -> None:
    fetch = language_fetch.latest()
    state = None if fetch is None else fetch.state()
    if fetch is None or state is None or state.over:
        st.rerun()
        return
    st.progress(min(1.0, state.done / state.total), text=_how_far(state))
    st.caption("You can use other pages meanwhile. Closing this tab does not stop it, ending RealTalk does.")
    if st.button("Stop fetching", icon=":material/stop_circle:", key="language-fetch-stop"):
        fetch.stop()


def _how_far(state: FetchState) -> str:
    if state.checking:
        return "All of it has arrived. Checking it"
    if not state.done:
        return "Looking for it"
    left = "" if state.left is None else f", {_left(state.left)} left"
    return f"{state.done / _GIGABYTE:.2f} of {state.total / _GIGABYTE:.2f} GB{left}"


def _left(seconds: float) -> str:
    """The time left, no finer than it is known."""
    if seconds < 10:
        return "a few seconds"
    return "about " + length(round(seconds / 5) * 5 if seconds < 60 else round(seconds / 60) * 60)


@st.dialog("Remove the model?")
def _confirm_removal(size: str) -> None:
    st.write(f"This frees {size}. You can fetch it again at any time.")
    with st.container(horizontal=True):
        if st.button("Remove it", type="primary", key="language-remove-yes"):
            models.remove()
            st.rerun()
        if st.button("Keep it", key="language-remove-no"):
            st.rerun()
