"""The first step of Talk: whom to talk with."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import streamlit as st

from realtalk.errors import RealTalkError
from realtalk.partner import own_personas, ratings
from realtalk.partner.everybody import everybody
from realtalk.partner.persona import Manner, Persona
from realtalk.partner.random_person import random_person
from realtalk.session.live import LiveSession
from realtalk.session.partner_picture import picture
from realtalk.ui import talk_own
from realtalk.ui.literal_text import literal
from realtalk.ui.talk_session import TalkSession

EVERYBODY = "Everybody"
GROUPS = {
    EVERYBODY: (),
    "Interviews": ("interviewer",),
    "Work and life": ("investor", "audience", "colleague", "stranger"),
    "History": ("historical",),
    "Yours": ("own",),
}
"""What can be shown, by the kinds of personas."""

MANNERS = {Manner.SUPPORTIVE: "Supportive", Manner.NEUTRAL: "Neutral", Manner.TOUGH: "Tough"}

A_ROW = 4


def show(talk: TalkSession) -> None:
    """The whole step."""
    if talk.found is not None:
        _found(talk, talk.found)
    st.title("Who would you like to talk with?", anchor=False)
    st.markdown(
        "They answer with a voice and a face. Everyone here is made by AI, and nothing you say leaves this "
        "computer unless your settings say so."
    )
    group = st.segmented_control(
        "Who is shown", list(GROUPS), default=EVERYBODY, required=True, key="talk-group",
        label_visibility="collapsed",
    )  # fmt: skip
    people = _people(GROUPS[group or EVERYBODY])
    with st.container(horizontal=True):
        st.button("Surprise me: a random person", icon=":material/casino:", on_click=_random, args=(talk,))
        talk_own.buttons(talk)
    if not people:
        st.markdown("You have made nobody yet. All it takes is a name, a face and a few words about them.")
        return
    talk_own.damaged(talk)
    _cards(talk, people)


def _found(talk: TalkSession, live: LiveSession) -> None:
    """A conversation of this browser that goes on elsewhere, or that ended while nobody looked."""
    with st.container(border=True, key="rt-found"):
        name = literal(live.plan.title)
        st.markdown(f"**{name}** is not read yet. It goes on in another tab, or ended when you left.")
        st.button("End it and see how it went", type="primary", on_click=talk.end_found)


def _people(kinds: Sequence[str]) -> tuple[Persona, ...]:
    if kinds == GROUPS["Yours"]:
        return own_personas.every()
    return tuple(each for each in everybody() if not kinds or each.kind in kinds)


def _random(talk: TalkSession) -> None:
    talk.choose(random_person(secrets.randbelow(1_000_000)))


def _cards(talk: TalkSession, people: Sequence[Persona]) -> None:
    with st.container(key="rt-people"):
        for start in range(0, len(people), A_ROW):
            columns = st.columns(A_ROW)
            for column, persona in zip(columns, people[start : start + A_ROW], strict=False):
                with column, st.container(key=f"rt-person-{persona.id}"):
                    _card(talk, persona)


def _card(talk: TalkSession, persona: Persona) -> None:
    portrait(persona)
    st.markdown(f"**{literal(persona.name)}**  \n{literal(persona.role)}")
    st.caption(_line(persona))
    st.button(
        "Talk", key=f"talk-with-{persona.id}", on_click=talk.choose, args=(persona,), width="stretch",
        help=f"Talk with {persona.name}",
    )  # fmt: skip


def _line(persona: Persona) -> str:
    rated = ratings.average(persona.id)
    stars = f"{rated.stars:.1f} of 5 stars" if rated is not None else ""
    return " · ".join(part for part in (literal(persona.years), MANNERS[persona.manner], stars) if part)


def portrait(persona: Persona) -> None:
    """Their picture, drawn now if need be; nothing where it cannot be."""
    try:
        st.image(picture(persona), width="stretch")
    except RealTalkError as error:
        st.caption(literal(str(error)))
