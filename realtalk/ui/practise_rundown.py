"""The last step of Practise: the rundown, and a part of the talk to say again."""

from __future__ import annotations

import streamlit as st

from realtalk.coaching.rundown import Rundown
from realtalk.report.markup import facts
from realtalk.ui import (
    answer_help,
    downloads,
    grammar_check,
    guess_gaps,
    practise_takes,
    review_states,
    rundown_view,
    slides,
)
from realtalk.ui.practise_again import Again, parts
from realtalk.ui.practise_choice import Occasion
from realtalk.ui.practise_session import PractiseSession
from realtalk.ui.review_states import literal


def show(practise: PractiseSession) -> None:
    """The rundown of the talk; before it, after a part was said again, the two takes side by side."""
    review = practise.review
    stored = review.stored
    if stored is None:
        st.button("Practise", type="primary", on_click=practise.to_choose)
        return
    rundown = stored.rundown
    _head(practise, rundown)
    if review.trouble is not None:
        review_states.trouble(review, review.trouble)
    if practise.retake is not None:
        practise_takes.show(practise.retake, stored)
    guess_gaps.show(rundown)
    chosen = rundown_view.show(
        review.ready(), key=f"rundown-{stored.id}", answered=review.answered,
        words=review.words.told_of(), correct=review.correct,
    )  # fmt: skip
    if chosen is not None and chosen != rundown.speaker:
        review.swap(chosen)
        st.rerun()
    st.divider()
    answer_help.show(stored, practise.say_again)
    grammar_check.show(stored, review.open)
    _once_more(practise, rundown)
    slides.beside(review)
    st.subheader("Take it with you", anchor=False)
    downloads.buttons(review.shown())
    with st.container(horizontal=True, vertical_alignment="center"):
        review_states.emotion_switch(review, rundown)
        if st.button("Delete this rundown", icon=":material/delete:", type="tertiary"):
            review_states.confirm_delete(review, stored.id, rundown.file)


def _head(practise: PractiseSession, rundown: Rundown) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="rt-head"):
        with st.container():
            st.title(literal(rundown.file), anchor=False)
            st.caption(facts(rundown))
        if practise.retake is not None:
            st.button("Back to the whole talk", icon=":material/arrow_back:", on_click=practise.before)
        else:
            st.button("Practise again", icon=":material/replay:", on_click=practise.once_more)
            interview = practise.choice.occasion is Occasion.INTERVIEW
            st.button(
                "Another question" if interview else "Something else", icon=":material/refresh:",
                on_click=practise.another_question,
            )  # fmt: skip


def _once_more(practise: PractiseSession, rundown: Rundown) -> None:
    """Choose a part, see what was said in it, say it again."""
    stored = practise.review.stored
    assert stored is not None
    if practise.retake is not None:
        st.button(
            "Say it once more", type="primary", icon=":material/replay:",
            on_click=practise.say_again, args=(practise.retake,),
        )  # fmt: skip
        return
    found = parts(rundown)
    if not found:
        return
    with st.container(key="rt-again"):
        st.subheader("Say this part again", anchor=False)
        st.markdown(
            "A few sentences are practised sooner than a whole talk. You see both takes side by side."
        )
        part = st.selectbox("Which part", found, format_func=lambda part: part.label, key=f"part-{stored.id}")
        st.markdown(f"> {literal(part.says)}")
        st.button(
            "Say this part again", type="primary", icon=":material/replay:",
            on_click=practise.say_again, args=(Again(stored.id, rundown.file, part),),
        )  # fmt: skip
