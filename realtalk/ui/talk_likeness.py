"""The photo and the voice of a real person: asked for with their consent, and given to an own persona."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.partner import consent, consent_phrase, own_personas
from realtalk.partner.consent import Agreement
from realtalk.partner.consent_phrase import Phrase
from realtalk.partner.face.photo import checked
from realtalk.partner.likeness import LARGEST_PHOTO, LARGEST_RECORDING, take_photo, take_sound, take_voice
from realtalk.partner.matched_voices import matched_voice
from realtalk.partner.persona import Persona
from realtalk.session.partner_warming import get_ready
from realtalk.store.scratch import scratch
from realtalk.ui.literal_text import literal
from realtalk.ui.talk_session import TalkSession
from realtalk.ui.upload_spill import Uploaded, claim

PICTURES = ["jpg", "jpeg", "png", "webp"]

FROM_FILE, ANEW = "The recording in their file", "Another recording"

T = TypeVar("T")

Picture = NDArray[np.uint8]
Sound = NDArray[np.float32]


@dataclass
class Draft:
    """What was given so far in one tab and place of the page. Uploads are read once, and kept by the id that
    the browser gave them. `recording` is a voice that came in a persona's file.
    """

    phrase: Phrase = field(default_factory=consent_phrase.new_phrase)
    read: dict[str, bytes] = field(default_factory=dict[str, bytes])
    recording: Sound | None = None

    @classmethod
    def of(cls, place: str) -> Draft:
        """The draft of this tab, made when first asked for."""
        key = f"{place}-draft"
        if key not in st.session_state:
            st.session_state[key] = cls()
        return st.session_state[key]

    def bytes_of(self, uploaded: Uploaded) -> bytes:
        """What was uploaded. Raises `RealTalkError`."""
        key = str(getattr(uploaded, "file_id", uploaded.name))
        if key not in self.read:
            with scratch() as folder:
                self.read[key] = claim(uploaded, folder).read_bytes()
        return self.read[key]


@dataclass(frozen=True, slots=True, eq=False)
class GivenPhoto:
    """A picture `(height, width, 3)` RGB, None while there is none, and whether its use was agreed to."""

    photo: Picture | None = None
    agreed: bool = False

    def agreement(self) -> Agreement:
        """The consent to it. Raises `RealTalkError` for what is missing."""
        if self.photo is None:
            raise RealTalkError("There is no photo yet.", "Choose one that was taken from the front.")
        return consent.agree(self.agreed)


@dataclass(frozen=True, slots=True, eq=False)
class GivenVoice:
    """A recording of a voice and the phrase as it was read, both `(n,)` at 16 kHz and None while there is
    none, and whether the use of the voice was agreed to.
    """

    voice: Sound | None = None
    reading: Sound | None = None
    agreed: bool = False

    def agreement(self, draft: Draft) -> Agreement:
        """The consent to it. Raises `RealTalkError` for what is missing; a phrase is read once only."""
        if self.voice is None:
            raise RealTalkError(
                "There is no recording of the voice yet.", "Make one, or take one of RealTalk's voices."
            )
        consent.agree(self.agreed)
        if self.reading is None:
            raise RealTalkError("The phrase was not read yet.", "Read it aloud into the microphone.")
        try:
            spoken = consent_phrase.confirm(draft.phrase, self.reading, self.voice)
        except RealTalkError:
            draft.phrase = consent_phrase.new_phrase()
            raise
        return consent.agree(self.agreed, spoken=spoken)


def ask_photo(draft: Draft, place: str) -> GivenPhoto:
    """A photo, and the tick that it needs."""
    uploaded = st.file_uploader(
        "A photo, taken from the front", type=PICTURES, key=f"{place}-photo",
        max_upload_size=LARGEST_PHOTO >> 20,
    )  # fmt: skip
    agreed = st.checkbox(consent.SENTENCE, key=f"{place}-photo-agreed")
    if uploaded is None:
        return GivenPhoto(None, agreed)
    photo = or_told(lambda: _good_photo(draft.bytes_of(uploaded)))
    if photo is not None:
        st.image(photo, width=220)
    return GivenPhoto(photo, agreed)


def _good_photo(data: bytes) -> Picture:
    photo = take_photo(data)
    checked(photo)
    return photo


def ask_voice(draft: Draft, place: str) -> GivenVoice:
    """A recording of a voice, the tick that it needs, and the phrase that is read in it."""
    st.caption(
        "RealTalk takes the nearest of its own voices and moves it towards the recording. It comes near, "
        "and is not the same voice."
    )
    voice = _recording(draft, place)
    agreed = st.checkbox(consent.SENTENCE, key=f"{place}-voice-agreed")
    st.markdown("So that nobody's voice is used without them, read this aloud:")
    with st.container(key="rt-phrase"):
        st.markdown(f"> {draft.phrase.text}")
    read = st.audio_input("Read the phrase", key=f"{place}-phrase {draft.phrase.text}")
    reading = or_told(lambda: take_sound(draft.bytes_of(read))) if read is not None else None
    return GivenVoice(voice, reading, agreed)


def _recording(draft: Draft, place: str) -> Sound | None:
    if draft.recording is not None:
        which = st.segmented_control(
            "Which voice", [FROM_FILE, ANEW], default=FROM_FILE, key=f"{place}-which", required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        if which != ANEW:
            return draft.recording
    spoken = st.audio_input("Speak for ten seconds or more", key=f"{place}-spoken")
    uploaded = st.file_uploader(
        "Or choose a recording of one person", key=f"{place}-recording",
        max_upload_size=LARGEST_RECORDING >> 20,
    )  # fmt: skip
    source = spoken or uploaded
    return or_told(lambda: take_voice(draft.bytes_of(source))) if source is not None else None


def or_told(take: Callable[[], T]) -> T | None:
    """What was taken, or the reason why not on the page."""
    try:
        return take()
    except RealTalkError as error:
        st.markdown(f":material/info: {literal(error.what)} {literal(error.remedy)}")
        return None


def match(persona: Persona) -> None:
    """Make the voice that is nearest to a persona's recording, and show how far that is."""
    bar = st.progress(0.0, "Matching the voice")

    def show(share: float) -> None:
        bar.progress(min(1.0, share), f"Matching the voice: {share:.0%}")

    matched_voice(persona, show)
    bar.empty()


def brought_in(persona: Persona, recording: Sound | None) -> None:
    """Keep the voice that came in a persona's file while the tab is open, until a phrase was read in it."""
    if recording is not None:
        Draft.of(_place(persona.id)).recording = recording


def give(talk: TalkSession, persona: Persona) -> None:
    """Give an own persona a photo or a voice, as when it was made."""
    place = _place(persona.id)
    draft = Draft.of(place)
    waits = draft.recording is not None
    with st.expander("Give them a photo or a voice", icon=":material/face:", expanded=waits):
        if waits:
            st.markdown(
                "A voice came in their file. They speak with it once somebody has read a phrase in it here: "
                "tick, read and press **Use this voice**."
            )
        photo_side, voice_side = st.columns(2, gap="large")
        with photo_side:
            st.subheader("Their face", anchor=False)
            photo = ask_photo(draft, place)
            if st.button("Use this photo", icon=":material/check:", disabled=photo.photo is None):
                _give_photo(talk, persona, photo)
        with voice_side:
            st.subheader("Their voice", anchor=False)
            voice = ask_voice(draft, place)
            ready = voice.voice is not None and voice.reading is not None
            if st.button("Use this voice", icon=":material/check:", disabled=not ready):
                _give_voice(talk, persona, voice, draft)


def _give_photo(talk: TalkSession, persona: Persona, given: GivenPhoto) -> None:
    with talk.telling():
        _given(talk, own_personas.give_likeness(persona.id, given.photo, None, given.agreement()))
    st.rerun()


def _give_voice(talk: TalkSession, persona: Persona, given: GivenVoice, draft: Draft) -> None:
    with talk.telling():
        with st.spinner("Listening to the phrase."):
            agreement = given.agreement(draft)
        kept = own_personas.give_likeness(persona.id, None, given.voice, agreement)
        _given(talk, kept)
        match(kept)
    st.rerun()


def _given(talk: TalkSession, persona: Persona) -> None:
    begin_anew(persona.id)
    talk.persona = persona
    get_ready(persona)


def begin_anew(persona: str) -> None:
    """Let go of all that was given or chosen on the page of a persona of this id: what is kept counts."""
    forget(_place(persona))
    forget(f"tune-{persona}")


def forget(place: str) -> None:
    """Let go of all that was given or chosen at a place of the page."""
    for key in [*st.session_state]:
        if str(key).startswith(f"{place}-"):
            del st.session_state[key]


def _place(persona: str) -> str:
    return f"give-{persona}"
