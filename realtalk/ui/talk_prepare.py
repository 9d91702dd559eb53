"""The second step of Talk: what kind of conversation, with which voice, and with the microphone or typed."""

from __future__ import annotations

import io
import wave
from typing import Any

import numpy as np
import streamlit as st

from realtalk.errors import MissingWeights, RealTalkError
from realtalk.partner import interview, own_personas, ratings, tuning
from realtalk.partner.everybody import everybody, is_ready_made, own_folder
from realtalk.partner.persona import AnswerLength, Manner, Persona
from realtalk.partner.silence import PATIENCE
from realtalk.partner.speech.catalogue import VOICES
from realtalk.partner.speech.speaking import speak
from realtalk.partner.speech.speech import RATE
from realtalk.session import language_model as models
from realtalk.ui import practise_check, talk_clip, talk_own
from realtalk.ui.choosing import taken
from realtalk.ui.literal_text import literal
from realtalk.ui.talk_choose import MANNERS, portrait
from realtalk.ui.talk_session import Mode, TalkSession

LENGTHS = {AnswerLength.SHORT: "Short", AnswerLength.MEDIUM: "Medium", AnswerLength.LONG: "Long"}

MINUTES = (10, 15, 20, 30, 45)

LONGEST_TRIAL = 300
"""Characters that a persona says for a trial: some sentences. A conversation's turns may be longer."""


def show(talk: TalkSession) -> None:
    """The whole step."""
    persona = talk.persona
    if persona is None:
        talk.to_choose()
        return
    st.button("Somebody else", icon=":material/arrow_back:", type="tertiary", on_click=talk.to_choose)
    picture, words = st.columns([4, 7], gap="large")
    with picture, st.container(key="rt-whom"):
        portrait(persona)
        st.caption("This face and this voice are made by AI.")
    with words:
        st.title(literal(persona.name), anchor=False)
        st.markdown(f"**{literal(persona.role)}**{literal(f' ({persona.years})' if persona.years else '')}")
        st.markdown(literal(persona.background))
        _mode(talk, persona)
        _means(talk)
        _start(talk)
        _lacking(persona)
    with st.expander(f"How {literal(persona.name)} speaks", icon=":material/tune:"):
        _tuning(talk, persona)
    _rating(talk, persona)
    talk_own.manage(talk, persona)


def _mode(talk: TalkSession, persona: Persona) -> None:
    modes = [Mode.TALK, *([Mode.INTERVIEW] if persona.kind in ("interviewer", "own") else []), Mode.DUET]
    if talk.mode not in modes:
        talk.mode = Mode.TALK
    key = f"talk-mode-of-{len(modes)}"
    st.segmented_control(
        "What kind of conversation", modes, format_func=lambda mode: mode.value, required=True,
        default=talk.mode, key=key, on_change=_take_mode, args=(talk, persona, key),
    )  # fmt: skip
    if talk.mode is Mode.INTERVIEW:
        role, level, minutes = st.columns(3)
        role.selectbox(
            "For which job", interview.ROLES, index=interview.ROLES.index(talk.role), key="talk-role",
            format_func=lambda each: each.title, on_change=taken, args=(talk, "role", "talk-role"),
        )  # fmt: skip
        levels = list(interview.Level)
        level.selectbox(
            "At which level", levels, index=levels.index(talk.level), key="talk-level",
            format_func=lambda each: each.title, on_change=taken, args=(talk, "level", "talk-level"),
        )  # fmt: skip
        minutes.selectbox(
            "How long", MINUTES, index=MINUTES.index(talk.minutes), key="talk-minutes",
            format_func=lambda m: f"{m} min", on_change=taken, args=(talk, "minutes", "talk-minutes"),
        )  # fmt: skip
    elif talk.mode is Mode.DUET:
        others, second = _counterparts(talk, persona)
        st.selectbox(
            "And with whom do they talk?", others, index=others.index(second), key="talk-second",
            format_func=lambda each: f"{each.name}, {each.role}",
            on_change=taken, args=(talk, "second", "talk-second"),
        )  # fmt: skip
        st.text_input(
            "What about?", talk.topic, max_chars=200, placeholder="For example: how to take criticism",
            key="talk-topic", on_change=taken, args=(talk, "topic", "talk-topic"),
        )  # fmt: skip


def _take_mode(talk: TalkSession, persona: Persona, key: str) -> None:
    taken(talk, "mode", key)
    if talk.mode is Mode.DUET:
        _counterparts(talk, persona)


def _counterparts(talk: TalkSession, persona: Persona) -> tuple[list[Persona], Persona]:
    """Whom they can talk to, and who of them is chosen: somebody always is."""
    others = [each for each in everybody() if each.id != persona.id]
    before = talk.second.id if talk.second is not None else None
    talk.second = next((each for each in others if each.id == before), others[0])
    return others, talk.second


def _means(talk: TalkSession) -> None:
    if talk.mode is Mode.DUET:
        return
    st.segmented_control(
        "How you answer", ["Speak", "Type"], default="Speak" if talk.speaks else "Type", required=True,
        key="talk-means", on_change=_answer, args=(talk,),
    )  # fmt: skip
    if not talk.speaks:
        st.caption("You type, they speak. There is no rundown of typed answers.")
        return
    st.toggle(
        "With my camera", value=talk.films, key="talk-films",
        on_change=taken, args=(talk, "films", "talk-films"),
        help="Your rundown then tells of your face, eyes and hands, too. The picture stays on this computer.",
    )  # fmt: skip
    patience(talk)
    practise_check.ask(talk.equipment)


def _answer(talk: TalkSession) -> None:
    talk.speaks = st.session_state["talk-means"] != "Type"


def patience(talk: TalkSession) -> None:
    """How long they wait before a silence is the end of an answer."""
    st.session_state["talk-patience"] = talk.patience
    st.slider(
        "How long they wait when you pause", PATIENCE[0], PATIENCE[1], step=0.25, key="talk-patience",
        format="%.2f × usual",
        on_change=lambda: talk.set_patience(float(st.session_state["talk-patience"])),
        help="Give yourself more if you need time to think.",
    )  # fmt: skip


def _start(talk: TalkSession) -> None:
    st.button(
        "Listen to them" if talk.mode is Mode.DUET else "Start the conversation", type="primary",
        icon=":material/forum:", on_click=talk.begin, disabled=not talk.ready,
    )  # fmt: skip
    if talk.with_microphone and talk.microphone is None:
        st.caption("Turn your microphone on first, or choose to type.")
    elif talk.with_microphone and not talk.ready:
        st.caption("Your microphone is being connected.")
    elif talk.with_microphone:
        st.caption("Headphones help: then nobody mistakes their voice for yours.")


def _lacking(persona: Persona) -> None:
    """Say plainly that the chosen language model cannot be asked, and what happens instead."""
    try:
        models.model_of(models.chosen())
    except MissingWeights as error:
        remedy = error.remedy if models.by_environment() else "Fetch it under Settings."
        told = f"The language model that you chose is not on this computer yet. {remedy}"
    except RealTalkError as error:
        told = str(error)
    else:
        return
    st.caption(f":material/info: {literal(told)} Until then {literal(persona.name)} answers by fixed rules.")


def _tuning(talk: TalkSession, persona: Persona) -> None:
    key = f"tune-{persona.id}"
    left, right = st.columns(2, gap="large")
    voices = [*VOICES, *(["matched"] if persona.voice.voice == "matched" else [])]
    names = {id: f"{info.title}: {info.description}" for id, info in VOICES.items()} | {
        "matched": "Matched to your recording"
    }
    with left:
        voice = st.selectbox(
            "Voice", voices, index=voices.index(persona.voice.voice) if persona.voice.voice in voices else 0,
            format_func=lambda id: names[id], key=f"{key}-voice",
        )  # fmt: skip
        speed = st.slider("Speed", 0.7, 1.4, persona.voice.speed, 0.05, "%.2f × usual", key=f"{key}-speed")
        pitch = st.slider(
            "Pitch", -4.0, 4.0, persona.voice.pitch, 0.5, "%+.1f semitones", key=f"{key}-pitch"
        )  # fmt: skip
    with right:
        manner = st.selectbox(
            "Manner", list(Manner), index=list(Manner).index(persona.manner), format_func=lambda m:
            MANNERS[m], key=f"{key}-manner",
        )  # fmt: skip
        length = st.selectbox(
            "Length of their answers", list(AnswerLength),
            index=list(AnswerLength).index(persona.answer_length), format_func=lambda each: LENGTHS[each],
            key=f"{key}-length",
        )  # fmt: skip
        face = st.slider(
            "How much their face moves",
            0.0,
            1.0,
            persona.expressiveness,
            0.1,
            "percent",
            key=f"{key}-expressiveness",
        )
    changes: dict[str, Any] = {
        "voice": voice, "speed": speed, "pitch": pitch, "manner": manner, "answer_length": length,
        "expressiveness": face,
    }  # fmt: skip
    changed = tuning.fine_tuned(persona, **changes)
    if changed != persona:
        talk.persona = _kept(talk, persona, changes, changed)
    words = st.text_input(
        "Something for them to say", changed.greeting, max_chars=LONGEST_TRIAL, key=f"{key}-words"
    ).strip()
    with st.container(horizontal=True):
        if st.button("Hear them", icon=":material/volume_up:", disabled=not words):
            _preview(changed, words)
        if is_ready_made(persona.id) and tuning.is_tuned(persona.id):
            st.button("As they were", icon=":material/undo:", on_click=_reset, args=(talk, persona))
    if words:
        talk_clip.make(talk_clip.Saying(changed, words), quiet=True)


def _kept(talk: TalkSession, persona: Persona, changes: dict[str, Any], changed: Persona) -> Persona:
    """The changes, kept where there is something to keep them with."""
    with talk.telling():
        if own_folder(persona) is not None:
            return own_personas.change(persona.id, changed)
        if is_ready_made(persona.id):
            return tuning.tune(persona.id, **changes)
    return changed


def _reset(talk: TalkSession, persona: Persona) -> None:
    with talk.telling():
        talk.persona = tuning.reset(persona.id)
        for name in ("voice", "speed", "pitch", "manner", "length", "expressiveness"):
            st.session_state.pop(f"tune-{persona.id}-{name}", None)


def _preview(persona: Persona, words: str) -> None:
    try:
        speech = speak(words, persona.voice, own_folder(persona))
    except RealTalkError as error:
        st.markdown(literal(str(error)))
        return
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.clip(speech.pcm * 32767, -32768, 32767).astype("<i2").tobytes())
    st.audio(sound.getvalue(), format="audio/wav", autoplay=True)


def _rating(talk: TalkSession, persona: Persona) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("What do you think of them?", width="content")
        known = ratings.rating(persona.id, who=talk.owner)
        key = f"stars-{persona.id}"
        stars = known.stars - 1 if known is not None else None
        st.feedback("stars", default=stars, key=key, on_change=_rate, args=(talk, persona.id, key))


def _rate(talk: TalkSession, persona: str, key: str) -> None:
    stars = st.session_state.get(key)
    if stars is not None:
        with talk.telling():
            ratings.rate(persona, int(stars) + 1, who=talk.owner)
