"""How a speaker thought it went, beside how it went: over the rundown of a talk they guessed about."""

from __future__ import annotations

from html import escape

import streamlit as st

from realtalk.coaching.guess import gaps
from realtalk.coaching.rundown import Rundown


def show(rundown: Rundown) -> None:
    """A line on each guess; nothing where nothing was guessed."""
    found = gaps(rundown.guesses, rundown.results)
    if not found:
        return
    st.subheader("How you thought it went", anchor=False)
    lines = "".join(
        f"<li><strong>{escape(gap.metric.title)}</strong><span>{escape(gap.text)}</span></li>"
        for gap in found
    )
    st.html(f'<ul class="rt-gaps">{lines}</ul>')
