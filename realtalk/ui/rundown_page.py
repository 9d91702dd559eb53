"""What stands around every rundown: its name, help with the answer, and what to take along."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

import streamlit as st

from realtalk.report.markup import facts
from realtalk.store.sessions import Stored
from realtalk.ui import answer_help, downloads, grammar_check, guess_gaps, review_states, rundown_view, slides
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_again import Again
from realtalk.ui.review_session import ReviewSession


@contextmanager
def head(stored: Stored) -> Generator[None, None, None]:
    """The rundown's name; what is drawn inside stands beside it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="rt-head"):
        with st.container():
            st.title(literal(stored.rundown.file), anchor=False)
            st.caption(facts(stored.rundown))
        yield


def body(review: ReviewSession, stored: Stored) -> None:
    """What was guessed, the rundown, and a new one where somebody else in it was chosen."""
    guess_gaps.show(stored.rundown)
    chosen = rundown_view.show(
        review.ready(), key=f"rundown-{stored.id}", answered=review.answered,
        words=review.words.told_of(), correct=review.correct,
    )  # fmt: skip
    if chosen is not None and chosen != stored.rundown.speaker:
        review.swap(chosen)
        st.rerun()


def answer(review: ReviewSession, stored: Stored, say_again: Callable[[Again], None]) -> None:
    """Help with what was said, and how it was said."""
    st.divider()
    answer_help.show(stored, say_again)
    grammar_check.show(stored, review.open)


def take_along(review: ReviewSession, stored: Stored, *, with_slides: bool = True) -> None:
    """Slides for it, files of it, and its end."""
    if with_slides:
        slides.beside(review)
    st.subheader("Take it with you", anchor=False)
    downloads.buttons(review.shown())
    with st.container(horizontal=True, vertical_alignment="center"):
        review_states.emotion_switch(review, stored.rundown)
        if st.button("Delete this rundown", icon=":material/delete:", type="tertiary"):
            review_states.confirm_delete(review, stored.id, stored.rundown.file)
