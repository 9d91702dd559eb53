"""Choices that count from the click on, whatever becomes of the run of the page that the click starts."""

from __future__ import annotations

import streamlit as st


def taken(of: object, what: str, key: str) -> None:
    """Note in `of` what was chosen in the widget of that key; for its `on_change`.

    Callbacks come first of all. The run itself may be cut off by the next click before it reaches the widget,
    and what was chosen would be forgotten where the next click leads on.
    """
    setattr(of, what, st.session_state[key])
