"""The last step of Practise: the rundown, and a part of the talk to say again."""

from __future__ import annotations

import streamlit as st

from realtalk.store.sessions import Stored
from realtalk.ui import practise_takes, review_states, rundown_page
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_again import Again, parts
from realtalk.ui.practise_choice import Occasion
from realtalk.ui.practise_session import PractiseSession


def show(practise: PractiseSession) -> None:
    """The rundown of the talk; before it, after a part was said again, the two takes side by side."""
    review = practise.review
    stored = review.stored
    if stored is None:
        st.button("Practise", type="primary", on_click=practise.to_choose)
        return
    with rundown_page.head(stored):
        _ways_on(practise)
    review_states.trouble(review, "rt-trouble-rundown")
    if practise.retake is not None:
        practise_takes.show(practise.retake, stored)
    rundown_page.body(review, stored)
    rundown_page.answer(review, stored, practise.say_again)
    _once_more(practise, stored)
    rundown_page.take_along(review, stored)


def _ways_on(practise: PractiseSession) -> None:
    if practise.retake is not None:
        st.button("Back to the whole talk", icon=":material/arrow_back:", on_click=practise.before)
        return
    st.button("Practise again", icon=":material/replay:", on_click=practise.once_more)
    interview = practise.choice.occasion is Occasion.INTERVIEW
    st.button(
        "Another question" if interview else "Something else", icon=":material/refresh:",
        on_click=practise.another_question,
    )  # fmt: skip


def _once_more(practise: PractiseSession, stored: Stored) -> None:
    """Choose a part, see what was said in it, say it again."""
    if practise.retake is not None:
        st.button(
            "Say it once more", type="primary", icon=":material/replay:",
            on_click=practise.say_again, args=(practise.retake,),
        )  # fmt: skip
        return
    found = parts(stored.rundown)
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
            on_click=practise.say_again, args=(Again(stored.id, stored.rundown.file, part),),
        )  # fmt: skip
