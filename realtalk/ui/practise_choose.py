"""The first step of Practise: what to practise, for how long, and what is kept of it."""

from __future__ import annotations

import streamlit as st

from realtalk.language.questions import ROLES, Kind
from realtalk.session.snapshot import Phase
from realtalk.ui import interrupted_talks, slides, stammer_switch
from realtalk.ui.choosing import taken
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_choice import LONGEST, TARGETS, Choice, Occasion
from realtalk.ui.practise_session import PractiseSession

LOOKED = 1.0
"""Seconds between two looks at a talk that another visit began: it may end meanwhile."""

ANY_JOB, ANY_KIND = "Any job", "Any kind"

PROPOSED = {
    Occasion.INTERVIEW: ("The question", "Another question", "Ask your own question"),
    Occasion.PRESENTATION: ("Something to present", "Another subject", "Present something of your own"),
    Occasion.FREE: ("If you need a start", "Another start", "Give your talk a name"),
}
"""Over what is proposed, on the button for another one, and over own words."""


def show(practise: PractiseSession) -> None:
    """The whole step."""
    if practise.found is not None:
        _found(practise)
    interrupted_talks.show()
    choice = practise.choice
    st.title("What would you like to practise?", anchor=False)
    st.segmented_control(
        "What you practise", list(Occasion), format_func=lambda each: each.value, required=True,
        default=choice.occasion, key="practise-occasion", label_visibility="collapsed",
        on_change=taken, args=(choice, "occasion", "practise-occasion"),
    )  # fmt: skip
    if choice.occasion is Occasion.INTERVIEW:
        _for_which_job(choice)
    _proposal(choice)
    if choice.occasion is Occasion.PRESENTATION:
        slides.choose(practise)
    _length(choice)
    _switches(choice)
    st.button("Next: camera and microphone", type="primary", on_click=practise.to_check)
    recording = "" if choice.record else "Not recording: your rundown will have no player. "
    st.caption(f"{recording}Everything stays on this computer.")


@st.fragment(run_every=LOOKED)
def _found(practise: PractiseSession) -> None:
    """A talk of this browser that goes on elsewhere, or that ended while nobody looked."""
    live = practise.found
    if live is None:
        return
    snapshot, name = live.snapshot(), literal(live.plan.title)
    with st.container(border=True, key="rt-found"):
        if snapshot.phase.running:
            st.markdown(
                f"**Your talk is still open: {name}**  \nGo on with it here or in its own tab, or end it."
            )
            clicked = st.button("Go on here", type="primary", on_click=practise.follow, args=(live,))
            clicked |= st.button("End it and see how it went", on_click=practise.end_found)
        elif snapshot.phase is Phase.FAILED:
            what = f"{snapshot.error.what} {snapshot.error.remedy}" if snapshot.error is not None else ""
            st.markdown(f"**Your talk could not be kept: {name}**  \n{literal(what)}")
            clicked = st.button("All right", on_click=practise.forget_found)
        else:
            st.markdown(f"**Your last talk has ended: {name}**  \nNothing of what you said is lost.")
            clicked = st.button("See how it went", type="primary", on_click=practise.follow, args=(live,))
    if clicked:
        st.rerun()


def _for_which_job(choice: Choice) -> None:
    job, kind = st.columns(2)
    jobs, kinds = [ANY_JOB, *ROLES], [ANY_KIND, *Kind]
    job.selectbox(
        "Job", jobs, index=jobs.index(choice.role or ANY_JOB), key="practise-role", on_change=_job,
        args=(choice,),
    )  # fmt: skip
    kind.selectbox(
        "Kind of question", kinds, index=kinds.index(choice.kind or ANY_KIND), key="practise-kind",
        format_func=lambda each: each.title if isinstance(each, Kind) else each, on_change=_job,
        args=(choice,),
    )  # fmt: skip


def _job(choice: Choice) -> None:
    role, kind = st.session_state["practise-role"], st.session_state["practise-kind"]
    choice.role = None if role == ANY_JOB else str(role)
    choice.kind = kind if isinstance(kind, Kind) else None


def _proposal(choice: Choice) -> None:
    over, another, own = PROPOSED[choice.occasion]
    with st.container(key="rt-question"):
        st.caption(over)
        st.markdown(f"## {literal(choice.text)}")
    with st.container(horizontal=True, vertical_alignment="top"):
        st.button(another, icon=":material/refresh:", on_click=_another, args=(choice,))
        with st.popover(own, icon=":material/edit:"):
            key = _own_key(choice.occasion)
            st.text_area(
                own, choice.own.get(choice.occasion, ""), key=key, max_chars=LONGEST, on_change=_own,
                args=(choice,), placeholder="Write it here, then click beside this box.",
                label_visibility="collapsed",
            )  # fmt: skip


def _own_key(occasion: Occasion) -> str:
    return f"practise-own-{occasion.name}"


def _own(choice: Choice) -> None:
    choice.own[choice.occasion] = str(st.session_state[_own_key(choice.occasion)])


def _another(choice: Choice) -> None:
    choice.another()
    st.session_state[_own_key(choice.occasion)] = ""


def _length(choice: Choice) -> None:
    # Named after the target, which a new question may change before anybody chose one.
    key = f"practise-length-{choice.target}"
    st.segmented_control(
        "How long you want to talk", [target or 0.0 for target in TARGETS], format_func=_length_in_words,
        default=choice.target or 0.0, required=True, key=key,
        on_change=lambda: choice.aim(st.session_state[key] or None),
    )  # fmt: skip


def _length_in_words(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds else "No limit"


def _switches(choice: Choice) -> None:
    with st.container(horizontal=True, gap="medium"):
        st.toggle(
            "Record it, to watch afterwards", value=choice.record, key="practise-record",
            on_change=taken, args=(choice, "record", "practise-record"),
            help="Without a recording you still get your rundown, with everything but the player.",
        )  # fmt: skip
        st.toggle(
            "Look at facial emotions", value=choice.emotion, key="practise-emotion",
            on_change=taken, args=(choice, "emotion", "practise-emotion"),
            help="What your face looked like from moment to moment. Never judged.",
        )  # fmt: skip
        stammer_switch.show(choice)
