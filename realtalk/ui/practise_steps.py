"""The steps of Practise across the top of the page, and what stands in the way of the next one."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from html import escape

import streamlit as st

from realtalk.ui import trouble_notice
from realtalk.ui.practise_session import PractiseSession, Step


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


def trouble(practise: PractiseSession) -> None:
    """What stands in the way, where something does."""
    trouble_notice.of(practise, practise.try_again)


@contextmanager
def guarded(practise: PractiseSession) -> Generator[None, None, None]:
    """Show the trouble state for what nobody foresaw, in place of a traceback."""
    with trouble_notice.guarded(
        lambda: trouble_notice.back_to_start(practise.to_choose), kept="What you said in a talk is kept."
    ):
        yield
