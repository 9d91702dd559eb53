"""The steps of Practise across the top of the page, and what stands in the way of the next one."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from html import escape

import streamlit as st

from realtalk.errors import RealTalkError
from realtalk.ui.practise_session import PractiseSession, Step
from realtalk.ui.review_session import unexpected
from realtalk.ui.review_states import literal

logger = logging.getLogger(__name__)


def show(now: Step) -> None:
    """All steps in their order, the present one marked."""
    steps = list(Step)
    lines = [
        f'<li class="{_kind(steps.index(step), steps.index(now))}"'
        + (' aria-current="step"' if step is now else "")
        + f">{escape(step.value)}</li>"
        for step in steps
    ]
    st.html(f'<ol class="rt-steps" aria-label="Steps">{"".join(lines)}</ol>')


def _kind(place: int, now: int) -> str:
    return "now" if place == now else "done" if place < now else "next"


def trouble(practise: PractiseSession, error: RealTalkError, *, again: bool = True) -> None:
    """What happened, and what to do; with `again`, a button that does it."""
    with st.container(border=True, key="rt-trouble"):
        st.markdown(f":material/info: **{literal(error.what)}**")
        st.markdown(literal(error.remedy))
        if again and error.retryable and practise.again is not None:
            st.button("Try again", icon=":material/refresh:", on_click=practise.try_again)


@contextmanager
def guarded(practise: PractiseSession) -> Generator[None, None, None]:
    """Show the trouble state for what nobody foresaw, in place of a traceback."""
    try:
        yield
    except Exception:
        logger.exception("the page broke")
        trouble(practise, unexpected(), again=False)
        st.caption("What you said in a talk is kept.")
        st.button("Back to the start", icon=":material/arrow_back:", on_click=practise.to_choose)
