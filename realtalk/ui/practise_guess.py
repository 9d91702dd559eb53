"""The fourth step of Practise: how it went in the speaker's own eyes, while the rundown is being made."""

from __future__ import annotations

from html import escape

import streamlit as st

from realtalk.coaching.guess import Asked, Guess, asked
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_session import PractiseSession, Step

EVERY = 0.5
"""Seconds between two looks at whether the rundown is there."""

NOT_SURE = "Not sure"


def show(practise: PractiseSession) -> None:
    """The questions, or the wait for the rundown once they are answered."""
    live = practise.live
    if live is None:
        return
    if practise.guesses is None:
        _ask(practise, asked(live.plan.has_video, live.plan.has_audio))
    else:
        st.title("Your rundown is on its way", anchor=False)
    _watch(practise)


def _ask(practise: PractiseSession, questions: tuple[Asked, ...]) -> None:
    st.title("How do you think it went?", anchor=False)
    st.markdown(
        "Say what you think before you look. Where you and RealTalk agree, you can trust your own feeling "
        "the next time; where not, you know what to watch."
    )
    with st.container(key="rt-guess"):
        for question in questions:
            _slider(question)
    with st.container(horizontal=True):
        # Read at the click: a slider may have moved since this was drawn.
        st.button("See how it went", type="primary", on_click=lambda: practise.guess(_answers(questions)))
        st.button("Skip this", type="tertiary", on_click=practise.guess, args=((),))


def _slider(question: Asked) -> None:
    """A slider that begins at no answer, so that it suggests none."""
    count = round((question.high - question.low) / question.step)
    options = [None, *(question.low + step * question.step for step in range(count + 1))]
    with st.container():
        st.select_slider(
            question.question, options, format_func=lambda value: in_words(question, value),
            key=_key(question),
        )  # fmt: skip
        low, high = escape(question.at_low), escape(question.at_high)
        st.html(f'<div class="rt-ends" aria-hidden="true"><span>{low}</span><span>{high}</span></div>')


def _key(question: Asked) -> str:
    return f"guess-{question.metric}"


def _answers(questions: tuple[Asked, ...]) -> tuple[Guess, ...]:
    values = [(question.metric, st.session_state.get(_key(question))) for question in questions]
    return tuple(Guess(metric, value) for metric, value in values if value is not None)


def in_words(question: Asked, value: float | None) -> str:
    """An answer as it stands over the slider: with its unit, or by the words at the two ends."""
    if value is None:
        return NOT_SURE
    if question.unit:
        return f"{value:g}{question.unit}" if question.unit == "%" else f"{value:g} {question.unit}"
    if value == question.low:
        return question.at_low.capitalize()
    if value == question.high:
        return question.at_high.capitalize()
    share = (value - question.low) / (question.high - question.low)
    if 0.4 <= share <= 0.6:
        return "In the middle"
    return f"Nearer to {question.at_low if share < 0.4 else question.at_high}"


@st.fragment(run_every=EVERY)
def _watch(practise: PractiseSession) -> None:
    live = practise.live
    if live is None or practise.step is not Step.GUESS:
        st.rerun()
        return
    snapshot = live.snapshot()
    st.caption(how_far(snapshot))
    if snapshot.phase is Phase.UNSAVED and snapshot.error is not None:
        st.markdown(f"{literal(snapshot.error.what)} {literal(snapshot.error.remedy)}")
    answered = practise.guesses is not None
    if snapshot.phase is Phase.FAILED or (snapshot.phase is Phase.DONE and answered):
        st.rerun()


def how_far(snapshot: Snapshot) -> str:
    """What is happening to the talk, in a sentence."""
    match snapshot.phase:
        case Phase.DONE:
            return "Your rundown is ready."
        case Phase.UNSAVED:
            return "Your rundown is done and waits until it can be saved. Nothing is lost."
        case _:
            return "Your last words are being read, then everything is measured. It takes a few seconds."
