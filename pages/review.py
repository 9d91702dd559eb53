"""Review: from a recording to a rundown."""

import streamlit as st

from realtalk.report.markup import facts
from realtalk.store import sessions
from realtalk.ui import (
    answer_help,
    downloads,
    grammar_check,
    guess_gaps,
    interrupted_talks,
    review_states,
    rundown_view,
    slides,
)
from realtalk.ui.practise_again import Again
from realtalk.ui.practise_session import PractiseSession
from realtalk.ui.review_session import ReviewSession


def page(review: ReviewSession) -> None:
    review.settle()
    if review.job is not None:
        review_states.busy(review)
    elif review.stored is None:
        if review.trouble is not None:
            review_states.trouble(review, review.trouble)
        interrupted_talks.show(on_review=True)
        review_states.start(review)
        review_states.earlier(review, sessions.listing())
    else:
        opened(review, review.stored)


def opened(review: ReviewSession, stored: sessions.Stored) -> None:
    rundown = stored.rundown
    with st.container(horizontal=True, vertical_alignment="bottom", key="rt-head"):
        with st.container():
            st.title(review_states.literal(rundown.file), anchor=False)
            st.caption(facts(rundown))
        st.button("Another recording", icon=":material/arrow_back:", on_click=review.close)
    if review.trouble is not None:
        review_states.trouble(review, review.trouble)

    guess_gaps.show(rundown)
    chosen = rundown_view.show(
        review.ready(), key=f"rundown-{stored.id}", answered=review.answered,
        words=review.words.told_of(), correct=review.correct,
    )  # fmt: skip
    if chosen is not None and chosen != rundown.speaker:
        review.swap(chosen)
        st.rerun()

    st.divider()
    answer_help.show(stored, say_again)
    grammar_check.show(stored, review.open)
    slides.beside(review)
    st.subheader("Take it with you", anchor=False)
    downloads.buttons(review.shown())
    with st.container(horizontal=True, vertical_alignment="center"):
        review_states.emotion_switch(review, rundown)
        if st.button("Delete this rundown", icon=":material/delete:", type="tertiary"):
            review_states.confirm_delete(review, stored.id, rundown.file)


def say_again(again: Again) -> None:
    """Over to Practise, where the answer is said once more."""
    PractiseSession.current().say_again(again)
    st.switch_page("practise.py")


session = ReviewSession.current()
with review_states.guarded(session):
    page(session)
