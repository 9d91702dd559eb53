"""What the groups of the Settings page share: taking a choice into use, and telling of trouble."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

import streamlit as st

from realtalk.errors import RealTalkError
from realtalk.session import language_model as models
from realtalk.session.language_model import Choice
from realtalk.ui.literal_text import literal
from realtalk.ui.telling import unexpected

logger = logging.getLogger(__name__)


def trouble(error: RealTalkError) -> None:
    """What happened, and what to do."""
    with st.container(border=True):
        st.markdown(f":material/info: **{literal(error.what)}**")
        st.markdown(literal(error.remedy))


def take(choice: Choice, *, keep_key: bool = True) -> None:
    """Take a choice into use and show the page as it is then, or say why that cannot be."""
    try:
        models.choose(choice, keep_key=keep_key)
    except RealTalkError as error:
        trouble(error)
    else:
        st.rerun()


@contextmanager
def guarded() -> Generator[None]:
    """Show a sentence for what nobody foresaw, in place of a traceback."""
    try:
        yield
    except RealTalkError as error:
        trouble(error)
    except Exception:
        logger.exception("the page broke")
        trouble(unexpected())
