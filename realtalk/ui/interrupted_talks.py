"""Talks that were cut off, as by a crash: offered until somebody decides about them."""

from __future__ import annotations

import streamlit as st

from realtalk.store import interrupted
from realtalk.ui.dates import when
from realtalk.ui.literal_text import literal
from realtalk.ui.review_session import ReviewSession

REVIEW = "review.py"


def show(*, on_review: bool = False) -> None:
    """A box for each, with the way to its rundown; `on_review` says that this is where that is made."""
    for talk in interrupted.found():
        with st.container(border=True, key=f"rt-cut-off-{talk.media.parent.name}"):
            st.markdown(
                f"**Your talk was cut off: {literal(talk.title)}**  \n"
                f"It began {when(talk.begun)}, and RealTalk ended or stumbled before its rundown was made. "
                "What was recorded until then is here."
            )
            with st.container(horizontal=True):
                if st.button(
                    "See how it went until then", type="primary", key=f"see-{talk.media.parent.name}"
                ):
                    ReviewSession.current().start_interrupted(talk)
                    if on_review:
                        st.rerun()
                    st.switch_page(REVIEW)
                st.button(
                    "Delete it", type="tertiary", key=f"drop-{talk.media.parent.name}",
                    on_click=interrupted.remove, args=(talk,),
                )  # fmt: skip
