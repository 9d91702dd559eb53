"""What the Review page shows while no rundown is open: how to begin, how far it is, what went wrong."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import streamlit as st

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.wording import clock
from realtalk.store.sessions import Summary
from realtalk.ui import stammer_switch, trouble_notice
from realtalk.ui.address import LOCAL
from realtalk.ui.choosing import taken
from realtalk.ui.dates import stamp
from realtalk.ui.how_far import how_far
from realtalk.ui.literal_text import literal
from realtalk.ui.review_session import ReviewSession

KEPT = "Your own file and your earlier rundowns are as they were."
"""What to say of them whatever went wrong."""

EXAMPLE = (
    ("strength", "Your strength", "You spoke at an easy pace", "148 words a minute: room to think along."),
    ("priority", "Your priority", "Look into the camera more", "From 1:10 to 1:34 you read from the screen."),
    (
        "drill",
        "Your drill",
        "Tell it to a dot",
        "Stick a dot beside the lens. Tell it your first two sentences.",
    ),
)
"""What a rundown leads with, shown before there is one."""


def start(review: ReviewSession) -> None:
    """The empty state: what this page does, and the one thing to do first."""
    begin, example = st.columns([7, 5], gap="large")
    with begin:
        st.title("See how you come across", anchor=False)
        st.markdown(
            "Give RealTalk a recording of yourself talking: an answer, a talk, a call. You get one strength, "
            "one thing to work on and one exercise, each with the moment that shows it."
        )
        uploaded = st.file_uploader(
            "Drop a recording here, video or sound, or choose one", key=f"upload-{review.uploads}"
        )
        if uploaded is not None:
            review.start_upload(uploaded)
            st.rerun()
        st.caption("Any common format will do. It stays on this computer.")
        st.button("Try it with a sample", icon=":material/play_circle:", on_click=review.start_sample)
        _choices(review)
    with example, st.container(key="rt-example"):
        st.caption("What you get looks like this")
        for kind, name, title, text in EXAMPLE:
            with st.container(key=f"rt-example-{kind}"):
                st.markdown(f":small[{name}]  \n**{title}**  \n{text}")


def _choices(review: ReviewSession) -> None:
    with st.expander("More choices", icon=":material/tune:"):
        st.toggle(
            "Look at facial emotions", value=review.look, key="look-at-emotions",
            on_change=taken, args=(review, "look", "look-at-emotions"),
            help="For the next review: what your face looked like from moment to moment. Never judged.",
        )  # fmt: skip
        stammer_switch.show(review)
        if st.get_option("server.address") not in LOCAL:
            return
        with st.form("by-path", border=False):
            text = st.text_input(
                "A file over 1 GB: where it lies on this computer",
                placeholder="/home/you/recordings/talk.mkv",
            )
            if st.form_submit_button("Review this file") and text.strip():
                review.start_path(text)
                st.rerun()


def busy(review: ReviewSession) -> None:
    """The busy state: what is happening, how far it is and how long it will take."""
    st.title("Your rundown is on its way", anchor=False)
    _watch(review)


@st.fragment(run_every=0.5)
def _watch(review: ReviewSession) -> None:
    with guarded(review):
        _show_how_far(review)


def _show_how_far(review: ReviewSession) -> None:
    if review.job is None:
        st.rerun()
        return
    state = review.job.state()
    if state.over:
        st.rerun()
    with st.container(key="rt-busy"):
        st.markdown(f"**{literal(review.job.name)}**")
        st.progress(min(1.0, state.done), text=how_far(state, "review"))
        if state.error is not None:
            st.markdown(f"{literal(state.error.what)} {literal(state.error.remedy)}")
        st.caption(
            "You can look at other pages or close this tab: the review goes on, and its rundown waits for "
            "you in the list."
        )
        if st.button("Stop the review", icon=":material/stop_circle:", on_click=review.stop):
            st.rerun()


@contextmanager
def guarded(review: ReviewSession) -> Generator[None, None, None]:
    """Show the trouble state for what nobody foresaw, in place of a traceback."""
    with trouble_notice.guarded(lambda: _way_on(review), kept=KEPT):
        yield


def _way_on(review: ReviewSession) -> None:
    if review.stored is not None:
        trouble_notice.back_to_start(review.close)
    else:
        st.button("Look again", icon=":material/refresh:")


def trouble(review: ReviewSession, key: str = "rt-trouble") -> None:
    """The trouble state, where there is one; `key` is its own beside another trouble of the page."""
    trouble_notice.of(review, review.try_again, kept=KEPT, key=key)


def emotion_switch(review: ReviewSession, rundown: Rundown) -> None:
    """Whether the open rundown shows what the face looked like, or why there is nothing to show."""
    if not rundown.emotions:
        st.caption(
            "This recording has no picture, so there are no facial emotions to show."
            if not rundown.has_video
            else "No facial emotions were read for this rundown. To have them, turn on “Look at facial "
            "emotions” under More choices and review a recording that shows your face."
        )
        return
    assert review.stored is not None
    key = f"show-emotions-{review.stored.id}"
    st.toggle(
        "Show facial emotions", value=review.shows_emotions(), key=key,
        help="On this page and in what you take with you.",
        on_change=lambda: review.show_emotions(st.session_state[key]),
    )  # fmt: skip


def earlier(review: ReviewSession, summaries: tuple[Summary, ...]) -> None:
    """The rundowns that are kept, to open or to delete."""
    if not summaries:
        return
    with st.container(key="rt-earlier"):
        st.subheader("Your earlier rundowns", anchor=False)
        for summary in summaries:
            _line(review, summary)


def _line(review: ReviewSession, summary: Summary) -> None:
    name = literal(summary.file) or "A damaged session"
    with st.container(horizontal=True, vertical_alignment="center", key=f"rt-line-{summary.id}"):
        with st.container():
            st.markdown(f"**{name}**  \n:gray[{_about(summary)}]")
        if summary.damage is None:
            st.button(
                f"Open **{name}**", key=f"open-{summary.id}", icon=":material/arrow_forward:",
                on_click=review.open, args=(summary.id,),
            )  # fmt: skip
        if st.button(
            f"Delete **{name}**", key=f"delete-{summary.id}", icon=":material/delete:", type="tertiary"
        ):
            confirm_delete(review, summary.id, summary.file)


def _about(summary: Summary) -> str:
    when = stamp(summary.made)
    if summary.damage is not None:
        return f"{when}. {literal(summary.damage)}"
    return f"{when}, {clock(summary.duration)} long" + (
        f". To work on: {literal(summary.priority)}" if summary.priority else ""
    )


@st.dialog("Delete this rundown?")
def confirm_delete(review: ReviewSession, session: str, file: str) -> None:
    """Ask before a rundown is removed."""
    whose = literal(file) or "this session"
    st.write(
        f"The rundown of {whose} and its copy of the recording will be removed from this computer. "
        "A file of your own is not touched."
    )
    with st.container(horizontal=True):
        if st.button("Delete it", type="primary"):
            review.delete(session)
            st.rerun()
        if st.button("Keep it"):
            st.rerun()
