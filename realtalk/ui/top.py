"""A new step begins at its top, however far the one before was scrolled, and so does what went wrong."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

_JS = """
export default function ({ parentElement, data }) {
  const told = data.trouble && window.realtalkTrouble !== data.trouble
  const begun = window.realtalkStep !== data.step
  window.realtalkStep = data.step
  window.realtalkTrouble = data.trouble
  if (!told && !begun) return
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
}
"""


def begin(step: str, trouble: object | None = None) -> None:
    """Scroll up if this step was not shown before, or this trouble, which stands above it."""
    before, count = st.session_state.get("rt-troubles", (None, 0))
    if trouble is not before:
        st.session_state["rt-troubles"] = before, count = trouble, count + 1
    _component()(key="rt-top", data={"step": step, "trouble": count if trouble is not None else 0})


@cache
def _component() -> Any:
    return component("realtalk_top", html="<i hidden></i>", js=_JS, isolate_styles=False)
