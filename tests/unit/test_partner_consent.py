from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import resample_poly

from realtalk.errors import RealTalkError
from realtalk.partner import own_personas
from realtalk.partner.consent import (
    Agreement,
    Consent,
    Given,
    NoConsent,
    SpokenPhrase,
    agree,
    consented,
    decode,
    encode,
)
from realtalk.partner.consent_phrase import (
    ENOUGH_WORDS,
    SAME_VOICE,
    Phrase,
    confirm,
    new_phrase,
    part_found,
    recognised,
)
from realtalk.partner.likeness import take_sound, take_voice
from realtalk.partner.persona import Persona, VoiceChoice
from realtalk.partner.speech.speaking import speak
from realtalk.partner.voice_print import likeness, voice_print

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
PHRASE = Phrase("golden dancers gather clever trumpets without broken bridges", NOW)
RECORDED = (
    "I grew up in a small town by the sea, and I still go back there every summer. "
    "My brother runs the bakery now, and he gets up long before anybody else does."
)
SPOKEN = SpokenPhrase("a b", "a b", 1.0, 0.9, "0" * 64, NOW)


def said(text: str, voice: str = "heart") -> np.ndarray:
    return resample_poly(speak(text, VoiceChoice(voice)).pcm, 2, 3).astype(np.float32)


@pytest.fixture(scope="module")
def recording() -> np.ndarray:
    return said(RECORDED)


@pytest.fixture(scope="module")
def reading() -> np.ndarray:
    return said(PHRASE.text)


def test_each_phrase_is_new_and_easily_spoken() -> None:
    phrases = [new_phrase().text for _ in range(300)]
    assert len(set(phrases)) == 300
    for phrase in phrases:
        assert re.fullmatch(r"[a-z]+( [a-z]+){7}", phrase)
        assert len(set(phrase.split())) == 8


def test_no_two_words_of_a_phrase_are_taken_for_each_other() -> None:
    words = sorted({word for _ in range(2000) for word in new_phrase().text.split()})
    assert len(words) > 115
    assert [pair for pair in permutations(words, 2) if part_found(*pair)] == []


@pytest.mark.parametrize(
    ("heard", "part"),
    [
        ("Golden dancers gather clever trumpets without broken bridges.", 1.0),
        ("um, golden dancers, er, gather clever trumpet without broken bridge", 1.0),
        ("golden dancers gather clever trumpets without broken", 7 / 8),
        ("dancers gather clever trumpets without broken", 6 / 8),
        ("bridges broken without trumpets clever gather dancers golden", 1 / 8),
        ("yes I agree to everything", 0.0),
        ("", 0.0),
        ("面接 \x00", 0.0),
    ],
)
def test_words_count_where_they_come_in_order(heard: str, part: float) -> None:
    assert part_found(PHRASE.text, heard) == part


def test_one_missed_word_is_forgiven_and_two_are_not() -> None:
    assert 6 / 8 < ENOUGH_WORDS <= 7 / 8


def test_a_phrase_read_in_the_voice_of_the_recording_is_confirmed(
    recording: np.ndarray, reading: np.ndarray
) -> None:
    spoken = confirm(PHRASE, reading, recording, now=NOW + timedelta(minutes=9))
    assert spoken.phrase == PHRASE.text
    assert spoken.found == 1.0
    assert "golden dancers" in spoken.recognised.lower()
    assert spoken.similarity > 0.9


def test_the_same_words_in_another_voice_are_refused(recording: np.ndarray) -> None:
    with pytest.raises(RealTalkError, match="not read in the voice"):
        confirm(PHRASE, said(PHRASE.text, "marcus"), recording, now=NOW)


def test_a_played_recording_before_ones_own_reading_is_refused(recording: np.ndarray) -> None:
    own = said(PHRASE.text, "marcus")
    played = np.concatenate([recording, np.zeros(8000, np.float32), own])
    assert likeness(voice_print(played), voice_print(recording)) > SAME_VOICE, "as a whole it is that voice"
    for reading in (played[-15 * 16_000 :], played[-(len(own) + 3 * 16_000) :]):
        with pytest.raises(RealTalkError, match="More was said than the phrase"):
            confirm(PHRASE, reading, recording, now=NOW)
    with pytest.raises(RealTalkError, match="longer than 15 seconds"):
        confirm(PHRASE, np.tile(recording, 2), recording, now=NOW)


@pytest.mark.parametrize("at", [0, 2], ids=["before", "within"])
def test_a_few_words_of_the_recording_beside_ones_own_reading_are_no_help(
    at: int, recording: np.ndarray
) -> None:
    words = PHRASE.text.split()
    own = [said(" ".join(part), "marcus") for part in (words[:at], words[at:]) if part]
    played = said("My brother runs it.")
    reading = np.concatenate([*own[:-1], played, own[-1]])
    with pytest.raises(RealTalkError, match="not read in the voice"):
        confirm(PHRASE, reading, recording, now=NOW)


def test_a_false_start_is_forgiven(recording: np.ndarray) -> None:
    reading = said(f"Okay. {PHRASE.text}")
    assert confirm(PHRASE, reading, recording, now=NOW).found == 1.0


def test_other_words_in_the_same_voice_are_refused(recording: np.ndarray) -> None:
    with pytest.raises(RealTalkError, match="0 of the 8 words"):
        confirm(PHRASE, recording[: 16_000 * 5], recording, now=NOW)


@pytest.mark.parametrize(
    "after", [timedelta(minutes=10, seconds=1), timedelta(seconds=-1), timedelta(days=400)]
)
def test_an_old_phrase_is_refused(after: timedelta, recording: np.ndarray, reading: np.ndarray) -> None:
    with pytest.raises(RealTalkError, match="too old"):
        confirm(PHRASE, reading, recording, now=NOW + after)


@pytest.mark.parametrize(
    "sound", [np.zeros(0), np.zeros(16_000 * 4), np.random.default_rng(0).normal(0, 0.02, 64_000)]
)
def test_silence_and_noise_are_no_reading(sound: np.ndarray, recording: np.ndarray) -> None:
    with pytest.raises(RealTalkError, match="Nobody could be heard"):
        confirm(PHRASE, sound.astype(np.float32), recording, now=NOW)


def test_the_whole_way_from_a_phrase_to_a_persona(
    home: Path, recording: np.ndarray, reading: np.ndarray
) -> None:
    agreement = agree(True, spoken=confirm(PHRASE, reading, recording, now=NOW))
    persona = Persona("x", "Ada", "Friend", "own", "", "Hello there.")
    with pytest.raises(NoConsent):
        own_personas.keep(persona, None, said(RECORDED, "marcus"), agreement)
    kept = own_personas.keep(persona, None, recording, agreement)
    assert own_personas.load(kept.id).voice.voice == "matched"
    consent = consented(own_personas.folder(kept.id))
    assert consent is not None
    assert consent.photo is None
    assert consent.voice.agreement == agreement


@pytest.mark.needs_data
def test_real_speakers_are_told_apart(data: Path) -> None:
    clips = data / "speech_emotion" / "ravdess"

    def sound(feeling: str, speaker: int) -> np.ndarray:
        return np.concatenate(
            [take_sound(path) for path in sorted(clips.glob(f"03-01-{feeling}-*-{speaker:02}.flac"))]
        )

    speakers = (1, 2, 5, 8)
    voices = [voice_print(sound("02-0[12]", speaker)) for speaker in speakers]
    phrases = [voice_print(sound("01-01", speaker)) for speaker in speakers]
    scores = np.array([[likeness(voice, phrase) for voice in voices] for phrase in phrases])
    assert (np.diag(scores) >= SAME_VOICE).all()
    assert (scores[~np.eye(4, dtype=bool)] < SAME_VOICE).mean() >= 11 / 12


@pytest.mark.needs_data
def test_a_real_speaker_does_not_pass_with_words_of_their_own(data: Path) -> None:
    clips = sorted((data / "speech_emotion" / "ravdess").glob("03-01-0[12]-01-*-03.flac"))
    voice = np.concatenate([take_sound(path) for path in clips])
    reading = np.concatenate([take_sound(path) for path in clips[:2]])
    assert "talking by the door" in recognised(reading).lower()
    with pytest.raises(RealTalkError, match="0 of the 8 words"):
        confirm(PHRASE, reading, voice, now=NOW)


@pytest.mark.needs_data
def test_a_short_recording_of_a_voice_is_refused(data: Path) -> None:
    clip = data / "speech_emotion" / "ravdess" / "03-01-01-01-01-01-01.flac"
    with pytest.raises(RealTalkError, match=r"too little speech in this recording: 1\.\d seconds"):
        take_voice(clip)


@pytest.mark.parametrize("photo", [None, Given(Agreement("s", NOW), "a" * 64)])
@pytest.mark.parametrize("voice", [None, Given(Agreement("s", NOW, SPOKEN), "b" * 64)])
def test_a_consent_comes_back_as_it_was_kept(photo: Given | None, voice: Given | None) -> None:
    assert decode(encode(Consent(photo, voice))) == Consent(photo, voice)


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"photo": 3},
        {"photo": {"sentence": "", "at": NOW.isoformat(), "sha256": "a" * 64}},
        {"photo": {"sentence": "s", "at": "2026-05-04", "sha256": "a" * 64}},
        {"photo": {"sentence": "s", "at": NOW.isoformat(), "sha256": "../x"}},
        {"voice": {"sentence": "s", "at": NOW.isoformat(), "sha256": "a" * 64}},
        {"voice": {"sentence": "s", "at": NOW.isoformat(), "sha256": "a" * 64, "spoken": []}},
    ],
)
def test_what_is_no_consent_is_none(changed: dict[str, object]) -> None:
    document = {**json.loads(encode(Consent())), **changed}
    with pytest.raises(ValueError, match=r".*"):
        decode(json.dumps(document).encode())


def test_a_number_that_is_none_spoils_the_consent() -> None:
    data = encode(Consent(None, Given(Agreement("s", NOW, replace(SPOKEN, similarity=0.875)), "b" * 64)))
    with pytest.raises(ValueError, match="no number"):
        decode(data.replace(b"0.875", b"NaN"))
