"""Review: from a recording to a rundown."""

import streamlit as st

from realtalk.importing import ONE_AT_A_TIME

with ONE_AT_A_TIME:
    from realtalk.store import sessions
    from realtalk.ui import interrupted_talks, review_states, rundown_page
    from realtalk.ui.practise_again import Again
    from realtalk.ui.practise_session import PractiseSession
    from realtalk.ui.review_session import ReviewSession


def page(review: ReviewSession) -> None:
    review.settle()
    if review.job is not None:
        review_states.busy(review)
    elif review.stored is None:
        review_states.trouble(review)
        interrupted_talks.show(on_review=True)
        review_states.start(review)
        review_states.earlier(review, sessions.listing())
    else:
        opened(review, review.stored)


def opened(review: ReviewSession, stored: sessions.Stored) -> None:
    with rundown_page.head(stored):
        st.button("Another recording", icon=":material/arrow_back:", on_click=review.close)
    review_states.trouble(review)
    rundown_page.body(review, stored)
    rundown_page.answer(review, stored, say_again)
    rundown_page.take_along(review, stored)


def say_again(again: Again) -> None:
    """Over to Practise, where the answer is said once more."""
    PractiseSession.current().say_again(again)
    st.switch_page("practise.py")


session = ReviewSession.current()
with review_states.guarded(session):
    page(session)
