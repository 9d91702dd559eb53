"""Personas of one's own: made, brought in, taken along, freed of a real person's likeness, deleted."""

from __future__ import annotations

import streamlit as st

from realtalk.partner import consent, own_personas, persona_file
from realtalk.partner.everybody import own_folder
from realtalk.partner.persona import Manner, Persona, VoiceChoice
from realtalk.partner.portraits.album import picture
from realtalk.partner.portraits.gallery import PORTRAITS
from realtalk.partner.speech.catalogue import VOICES
from realtalk.ui import talk_likeness
from realtalk.ui.literal_text import literal
from realtalk.ui.talk_clip import Clips
from realtalk.ui.talk_likeness import Draft, GivenPhoto, GivenVoice, or_told
from realtalk.ui.talk_session import TalkSession

DRAWN, PHOTO = "A drawn portrait", "A photo"
READY, MATCHED = "One of RealTalk's voices", "Matched to a recording"

NEW = "own"
"""The place of the page where somebody new is made."""


def buttons(talk: TalkSession) -> None:
    """How to come by one."""
    st.button("Make your own", icon=":material/person_add:", on_click=talk.to_make)
    with st.popover("Bring one in", icon=":material/upload_file:"):
        most = -(-persona_file.LARGEST_FILE >> 20)
        file = st.file_uploader("A .persona file", key="talk-import", max_upload_size=most)
        draft = Draft.of("talk-import")
        found = or_told(lambda: persona_file.look_into(draft.bytes_of(file))) if file else None
        if found is None:
            return
        st.markdown(f"**{literal(found.persona.name)}**  \n{literal(found.persona.role)}")
        if found.has_voice_left_out:
            st.caption("The voice in the file waits until somebody has read a phrase in it here.")
        agreed = found.photo is not None and st.checkbox(consent.SENTENCE, key="talk-import-agreed")
        if st.button("Bring them in", type="primary"):
            with talk.telling():
                kept = persona_file.take_in(found, agreed=agreed, with_likeness=agreed)
                talk_likeness.brought_in(kept, found.voice)
                talk_likeness.forget("talk-import")
                talk.choose(kept)
            st.rerun()


def make(talk: TalkSession) -> None:
    """The whole step in which a persona is made."""
    draft = Draft.of(NEW)
    st.button("Back", icon=":material/arrow_back:", type="tertiary", on_click=talk.to_choose)
    st.title("Make somebody to talk with", anchor=False)
    who, looks = st.columns(2, gap="large")
    with who:
        name = st.text_input("Their name", key="own-name", max_chars=60)
        role = st.text_input("Who they are", key="own-role", placeholder="Head of a small design studio")
        background = st.text_area("What to know about them", key="own-background", max_chars=900)
        greeting = st.text_input(
            "What they say first", key="own-greeting", placeholder="Hello, good to meet you."
        )
        questions = st.text_area("What they ask, one question a line", key="own-questions", height=140)
        manner = st.selectbox(
            "Manner", list(Manner), index=1, format_func=lambda each: each.value.capitalize()
        )
    with looks:
        photo, face = _face(draft)
        voice, voice_id = _voice(draft)
    if st.button("Make them", type="primary", icon=":material/check:"):
        with talk.telling(), st.spinner("Getting them ready. This takes some seconds."):
            persona = Persona(
                "own", name.strip(), role.strip(), "own", background.strip(),
                greeting.strip() or "Hello. Good to meet you.", manner,
                tuple(line.strip() for line in questions.splitlines() if line.strip()),
                face or "photo", VoiceChoice(voice_id),
            )  # fmt: skip
            made = _made(draft, persona, photo, voice)
            talk_likeness.forget(NEW)
            talk.choose(made)
        st.rerun()


def _face(draft: Draft) -> tuple[GivenPhoto | None, str]:
    """The photo, or the id of a portrait."""
    st.subheader("Their face", anchor=False)
    if st.segmented_control("Their face", [DRAWN, PHOTO], default=DRAWN, key="own-face", required=True,
                            label_visibility="collapsed") == PHOTO:  # fmt: skip
        return talk_likeness.ask_photo(draft, NEW), ""
    chosen = st.selectbox(
        "Portrait", list(PORTRAITS), format_func=lambda id: PORTRAITS[id].alt, key="own-portrait"
    )
    st.image(picture(chosen), width=220)
    return None, str(chosen)


def _voice(draft: Draft) -> tuple[GivenVoice | None, str]:
    """The recording of a voice, or the id of one of ours."""
    st.subheader("Their voice", anchor=False)
    if st.segmented_control("Their voice", [READY, MATCHED], default=READY, key="own-voice", required=True,
                            label_visibility="collapsed") == MATCHED:  # fmt: skip
        return talk_likeness.ask_voice(draft, NEW), next(iter(VOICES))
    chosen = st.selectbox(
        "Voice", list(VOICES), key="own-voice-id",
        format_func=lambda id: f"{VOICES[id].title}: {VOICES[id].description}",
    )  # fmt: skip
    return None, str(chosen)


def _made(draft: Draft, persona: Persona, photo: GivenPhoto | None, voice: GivenVoice | None) -> Persona:
    """The persona as it is kept. Raises `RealTalkError` for what is missing."""
    to_photo = photo.agreement() if photo is not None else None
    to_voice = voice.agreement(draft) if voice is not None else None
    kept = own_personas.keep(
        persona, photo and photo.photo, voice and voice.voice, to_voice or to_photo
    )  # fmt: skip
    if voice is not None:
        talk_likeness.match(kept)
    return kept


def manage(talk: TalkSession, persona: Persona) -> None:
    """What can be done with one of one's own."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Take them along", persona_file.packed(persona), f"{persona.id}.persona",
            icon=":material/download:", help="One file, without a real person's photo or voice.",
        )  # fmt: skip
        if own_folder(persona) is None:
            return
        if persona.real:
            st.button(
                "Take photo and voice away", icon=":material/no_photography:", on_click=_revoke,
                args=(talk, persona.id),
            )  # fmt: skip
        st.button(
            "Delete them",
            icon=":material/delete:",
            type="tertiary",
            on_click=_delete,
            args=(talk, persona.id),
        )
    talk_likeness.give(talk, persona)


def _revoke(talk: TalkSession, persona: str) -> None:
    with talk.telling():
        _let_go(persona)
        talk.persona = own_personas.revoke(persona)


def _delete(talk: TalkSession, persona: str) -> None:
    with talk.telling():
        _let_go(persona)
        own_personas.delete(persona)
        talk.to_choose()


def _let_go(persona: str) -> None:
    """Keep nothing in this tab that was given for them or made of them."""
    Clips.current().drop()
    talk_likeness.begin_anew(persona)


def damaged(talk: TalkSession) -> None:
    """Own personas that cannot be used, and why."""
    for persona, error in own_personas.damaged().items():
        with st.container(border=True):
            st.markdown(f":material/info: {literal(error.what)} {literal(error.remedy)}")
            with st.container(horizontal=True):
                st.button(
                    "Take photo and voice away", key=f"free-{persona}", on_click=_revoke, args=(talk, persona)
                )
                st.button("Delete", key=f"delete-{persona}", on_click=_delete, args=(talk, persona))
