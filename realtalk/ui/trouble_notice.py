"""What went wrong, as every page shows it: what happened, what is kept, what to do."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager

import streamlit as st

from realtalk.errors import RealTalkError
from realtalk.ui.literal_text import literal
from realtalk.ui.telling import Telling, unexpected

logger = logging.getLogger(__name__)


def show(
    error: RealTalkError, again: Callable[[], None] | None = None, *, kept: str = "", key: str = "rt-trouble"
) -> None:
    """The notice; a button that does it once more where `again` does and the error may pass. `key` is its own
    among those on a page.
    """
    with st.container(border=True, key=key):
        st.markdown(f":material/info: **{literal(error.what)}**")
        st.markdown(literal(error.remedy))
        if kept:
            st.caption(kept)
        if again is not None and error.retryable:
            st.button("Try again", key=f"{key}-again", icon=":material/refresh:", on_click=again)


def of(page: Telling, try_again: Callable[[], None], *, kept: str = "", key: str = "rt-trouble") -> None:
    """What a page remembers of its last trouble; nothing where there was none. `key` is as for `show`.

    Its place is there either way: what is below would be drawn anew otherwise, and a recording in a widget
    would be lost with that.
    """
    with st.container(key=f"rt-told-{key}"):
        if page.trouble is not None:
            show(page.trouble, None if page.again is None else try_again, kept=kept, key=key)


@contextmanager
def guarded(way_on: Callable[[], None], *, kept: str) -> Generator[None, None, None]:
    """Show the notice for what nobody foresaw, in place of a traceback; `way_on` draws what to go on with."""
    try:
        yield
    except Exception:
        logger.exception("the page broke")
        show(unexpected(), kept=kept)
        way_on()


def back_to_start(go: Callable[[], None]) -> None:
    """The way on that every page has."""
    st.button("Back to the start", icon=":material/arrow_back:", on_click=go)
