"""A real person's photo and voice given to an own persona on the Talk page."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
import soundfile
from scipy.signal import resample_poly
from skimage import data as pictures
from streamlit.testing.v1 import AppTest

from realtalk.partner import matched_voices, own_personas
from realtalk.partner.consent import SpokenPhrase, agree, consented
from realtalk.partner.likeness_files import sound_hash
from realtalk.partner.persona import VoiceChoice
from realtalk.partner.persona_file import packed
from realtalk.partner.speech.catalogue import SHAPES
from realtalk.partner.speech.matched_voice import MatchedVoice
from realtalk.partner.speech.speaking import speak
from realtalk.ui import talk_likeness, talk_session
from realtalk.ui.talk_likeness import Draft
from tests.app.practising import labels, press, texts
from tests.unit.test_partner_own_personas import MAYA

PAGE = Path(__file__).parents[2] / "pages" / "talk.py"

RECORDED = (
    "I grew up in a small town by the sea, and I still go back there every summer. "
    "My brother runs the bakery now, and he gets up long before anybody else does."
)


@pytest.fixture(autouse=True)
def quick(home, monkeypatch) -> None:
    """Faces and greetings take seconds, and no test here needs any; nor does matching, which is tested where
    it lives.
    """

    def match(_pcm: np.ndarray, progress: Callable[[float], None]) -> MatchedVoice:
        progress(1.0)
        return MatchedVoice(SHAPES["leo"], "leo", 0.5, 0.6)

    monkeypatch.setattr(matched_voices, "match", match)
    monkeypatch.setattr(talk_session, "get_ready", lambda _persona: None)
    monkeypatch.setattr(talk_likeness, "get_ready", lambda _persona: None)


def said(text: str, voice: str = "heart") -> np.ndarray:
    return resample_poly(speak(text, VoiceChoice(voice)).pcm, 2, 3).astype(np.float32)


def wav(pcm: np.ndarray) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, pcm, 16_000, format="WAV")
    return file.getvalue()


@pytest.fixture
def file_with_voice(home) -> bytes:
    """A persona's file as somebody else exports it, with a voice."""
    pcm = said(RECORDED)
    spoken = SpokenPhrase("a b", "a b", 1.0, 0.9, sound_hash(pcm), datetime.now(UTC))
    kept = own_personas.keep(MAYA, None, pcm, agree(True, spoken=spoken))
    packed_persona = packed(kept, with_likeness=True)
    own_personas.delete(kept.id)
    return packed_persona


@pytest.fixture
def brought_in(file_with_voice) -> AppTest:
    """The page right after it was brought in."""
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    page.file_uploader(key="talk-import").upload("maya.persona", file_with_voice).run()
    assert "waits until somebody has read a phrase" in texts(page)
    press(page, "Bring them in")
    assert "A voice came in their file." in texts(page)
    return page


def persona_of(page: AppTest):
    return page.session_state["talk"].persona


def read(page: AppTest, voice: str) -> None:
    """Read aloud the phrase that stands on the page."""
    place = f"give-{persona_of(page).id}"
    draft: Draft = page.session_state[f"{place}-draft"]
    assert draft.phrase.text in texts(page)
    reader = page.audio_input(key=f"{place}-phrase {draft.phrase.text}")
    assert reader.value is None, "each phrase is read anew"
    reader.upload("reading.wav", wav(said(draft.phrase.text, voice))).run()
    assert not page.exception


def tick(page: AppTest, what: str) -> None:
    page.checkbox(key=f"give-{persona_of(page).id}-{what}-agreed").check().run()


def test_the_voice_of_a_file_is_used_once_a_phrase_was_read_in_it(brought_in) -> None:
    page, before = brought_in, persona_of(brought_in)
    assert before.voice.voice != "matched"
    assert next(b for b in page.button if b.label == "Use this voice").disabled
    tick(page, "voice")
    phrase = page.session_state[f"give-{before.id}-draft"].phrase.text
    read(page, "heart")
    press(page, "Use this voice")
    after = persona_of(page)
    assert (after.id, after.voice.voice, after.real) == (before.id, "matched", True)
    assert own_personas.load(after.id) == after
    agreed = consented(own_personas.folder(after.id))
    assert agreed is not None
    assert agreed.voice is not None
    assert agreed.voice.agreement.spoken is not None
    assert agreed.voice.agreement.spoken.phrase == phrase
    assert (own_personas.folder(after.id) / "matched_voice.npz").exists()
    page.run()
    assert page.selectbox(key=f"tune-{after.id}-voice").value == "matched", "what is kept is not undone"
    assert "A voice came in their file." not in texts(page)
    press(page, "Take photo and voice away")
    assert own_personas.load(after.id).voice.voice != "matched"
    assert not page.exception


def test_the_phrase_in_another_voice_is_refused_and_another_is_asked_for(brought_in) -> None:
    page, before = brought_in, persona_of(brought_in)
    tick(page, "voice")
    phrase = page.session_state[f"give-{before.id}-draft"].phrase.text
    read(page, "marcus")
    press(page, "Use this voice")
    assert "not read in the voice of the recording" in texts(page)
    assert own_personas.load(before.id) == before
    assert page.session_state[f"give-{before.id}-draft"].phrase.text != phrase


def test_no_voice_without_the_tick(brought_in) -> None:
    page, before = brought_in, persona_of(brought_in)
    read(page, "heart")
    press(page, "Use this voice")
    assert "Tick that it is you" in texts(page)
    assert own_personas.load(before.id) == before


def test_a_drawn_persona_is_given_a_photo() -> None:
    kept = own_personas.keep(MAYA)
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    page.button(key=f"talk-with-{kept.id}").click().run()
    ok, png = cv2.imencode(".png", cv2.cvtColor(pictures.astronaut(), cv2.COLOR_RGB2BGR))
    assert ok
    page.file_uploader(key=f"give-{kept.id}-photo").upload("me.png", png.tobytes(), "image/png").run()
    press(page, "Use this photo")
    assert "Tick that it is you" in texts(page)
    tick(page, "photo")
    press(page, "Use this photo")
    assert (persona_of(page).face, persona_of(page).real) == ("photo", True)
    assert own_personas.load(kept.id).face == "photo"


def test_who_came_with_realtalk_is_given_none() -> None:
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    page.button(key="talk-with-marie-curie").click().run()
    assert "Use this photo" not in labels(page)
    assert "Use this voice" not in labels(page)
