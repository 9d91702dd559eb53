"""Texts are spoken sentence by sentence, once, in the voice that was chosen."""

import gc
import itertools
import threading
import time
import weakref
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from realtalk.errors import RealTalkError
from realtalk.partner import own_personas
from realtalk.partner.consent import NoConsent, agree
from realtalk.partner.persona import VoiceChoice
from realtalk.partner.speech.catalogue import SHAPES, VOICES, available_voices, voice
from realtalk.partner.speech.hibari_voice import SILENCE
from realtalk.partner.speech.kept import Kept
from realtalk.partner.speech.level import LOUDNESS, spoken_level
from realtalk.partner.speech.matched_voice import FILE, MatchedVoice
from realtalk.partner.speech.shape import BANDS, Shape
from realtalk.partner.speech.speaking import MATCHED, speak, spoken_sentences
from realtalk.partner.voice_print import likeness, voice_print
from tests.benchmark.partner_voice import median_pitch, narrow
from tests.unit.test_partner_own_personas import MAYA, photo, real_maya

TEXT = "Good morning, Dr. Ellis. How did the first week go? Tell me a little about it."


def test_there_are_five_voices_of_each_sex_and_each_says_what_it_is_like() -> None:
    sexes = [info.sex for info in VOICES.values()]
    assert sexes.count("female") >= 5
    assert sexes.count("male") >= 5
    assert all(info.id == id and info.title and info.description for id, info in VOICES.items())
    assert VoiceChoice().voice in VOICES
    assert set(VOICES) <= set(available_voices())


@cache
def bees(id: str) -> np.ndarray:
    """One sentence in a voice."""
    return voice(id).say("My grandfather kept bees behind the house for many years.").pcm


@pytest.mark.parametrize("id", VOICES)
def test_a_voice_is_as_loud_as_the_others_without_a_click(id: str) -> None:
    assert spoken_level(bees(id)) == pytest.approx(LOUDNESS, abs=1.0)
    assert np.abs(bees(id)).max() < 0.98
    assert np.abs(bees(id)[[0, -1]]).max() < 1e-3


def test_men_are_lower_than_women() -> None:
    pitch = {id: median_pitch(narrow(bees(id))) for id in VOICES}
    men = [pitch[id] for id, info in VOICES.items() if info.sex == "male"]
    women = [pitch[id] for id, info in VOICES.items() if info.sex == "female"]
    assert 80 < min(men) < max(men) < 145
    assert 145 < min(women) < max(women) < 250


def test_voices_differ_more_from_each_other_than_from_themselves() -> None:
    asked = "Why would anybody choose this over what they use?"
    ids = ("heart", "ruth", "marcus", "walter")
    told = {id: voice_print(narrow(bees(id))) for id in ids}
    asking = {id: voice_print(narrow(voice(id).say(asked).pcm)) for id in ids}
    same = [likeness(told[id], asking[id]) for id in ids]
    other = [likeness(told[a], asking[b]) for a, b in itertools.permutations(ids, 2)]
    assert min(same) > max(other)


def test_a_text_is_spoken_sentence_by_sentence_and_whole() -> None:
    choice = VoiceChoice("leo", speed=1.1, pitch=-1)
    parts = list(spoken_sentences(TEXT, choice))
    whole = speak(TEXT, choice)
    assert len(parts) == 3
    assert whole.duration == pytest.approx(sum(part.duration for part in parts))
    assert [word.text for word in whole.words] == TEXT.split()
    assert whole.phones[0].span.start == 0
    assert whole.phones[-1].span.end == pytest.approx(whole.duration)
    for before, after in itertools.pairwise(whole.phones):
        assert before.span.end == pytest.approx(after.span.start)
        assert before.symbol or after.symbol


def test_speed_and_pitch_are_obeyed() -> None:
    slow = speak(TEXT, VoiceChoice("iris", speed=0.8))
    fast = speak(TEXT, VoiceChoice("iris", speed=1.3))
    pauses = [3 * 0.3, 3 * 0.3]
    said = [speech.duration - pause for speech, pause in zip((slow, fast), pauses, strict=True)]
    assert said[0] / said[1] == pytest.approx(1.3 / 0.8, rel=0.06)
    asked = "How did the first week go?"
    low = median_pitch(narrow(speak(asked, VoiceChoice("iris", pitch=-3)).pcm))
    high = median_pitch(narrow(speak(asked, VoiceChoice("iris", pitch=3)).pcm))
    assert 12 * np.log2(high / low) == pytest.approx(6, abs=0.8)


@pytest.mark.parametrize(
    "text", ["", "  \n ", "...", "😀", "\x00\x07", "!!!???", "中文", "<br>", "*", "\ud800"]
)
def test_a_text_without_anything_to_say_is_a_short_silence(text: str) -> None:
    speech = speak(text, VoiceChoice())
    assert speech.duration == SILENCE
    assert not speech.pcm.any()
    assert not speech.words
    assert [phone.symbol for phone in speech.phones] == [""]


@pytest.mark.parametrize("text", ["a" * 5000, "1" * 400, "x " * 60, "Привет é", "@ https:// #", "((((a"])
def test_a_hostile_text_is_spoken_somehow(text: str) -> None:
    speech = speak(text, VoiceChoice())
    assert np.isfinite(speech.pcm).all()
    assert speech.phones[-1].span.end == pytest.approx(speech.duration)


def test_the_same_call_gives_the_same_sound() -> None:
    one, other = (voice("nora").say("Nice to meet you.") for _ in range(2))
    assert np.array_equal(one.pcm, other.pcm)
    assert one.phones == other.phones


def test_many_threads_may_speak_at_once() -> None:
    texts = [f"This is sentence number {number}." for number in range(4)]
    alone = [voice("frank").say(text).pcm for text in texts]
    found: dict[int, np.ndarray] = {}
    threads = [
        threading.Thread(target=lambda i=i: found.update({i: voice("frank").say(texts[i]).pcm}))
        for i in range(len(texts))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(found[i], alone[i]) for i in range(len(texts)))


def test_an_unknown_voice_says_which_there_are() -> None:
    with pytest.raises(RealTalkError, match="heart"):
        speak("Hello.", VoiceChoice("nobody"))
    with pytest.raises(RealTalkError, match="no voice of its own"):
        speak("Hello.", VoiceChoice(MATCHED))


MARCUS = MatchedVoice(
    Shape(pitch=101.5, tract=0.83, equaliser=tuple(np.linspace(-3, 4, len(BANDS)).tolist())),
    "marcus",
    0.5,
    0.7,
)


@pytest.fixture
def folder(home: Path) -> Path:
    """Of a real person's persona, whose voice was matched."""
    where = own_personas.folder(real_maya().id)
    MARCUS.save(where)
    return where


def test_a_matched_voice_is_kept_and_speaks(folder: Path) -> None:
    assert MatchedVoice.load(folder) == MARCUS
    speech = speak("It is a pleasure to be here today.", VoiceChoice(MATCHED), folder)
    assert median_pitch(narrow(speech.pcm)) == pytest.approx(101.5, rel=0.12)


def test_a_matched_voice_speaks_only_while_its_consent_holds(folder: Path) -> None:
    sentences = spoken_sentences("Good morning. Good night.", VoiceChoice(MATCHED), folder)
    assert next(sentences).text == "Good morning."
    (folder / "consent.json").unlink()
    with pytest.raises(NoConsent):
        next(sentences)
    with pytest.raises(NoConsent):
        speak("Good morning.", VoiceChoice(MATCHED), folder)


def test_a_matched_voice_without_a_recording_does_not_speak(home: Path) -> None:
    for persona in (own_personas.keep(MAYA), own_personas.keep(MAYA, photo(), None, agree(True))):
        where = own_personas.folder(persona.id)
        MARCUS.save(where)
        with pytest.raises(NoConsent, match="no voice of its own"):
            speak("Good morning.", VoiceChoice(MATCHED), where)


def test_nothing_that_a_matched_voice_said_stays_in_memory(folder: Path) -> None:
    speech = speak("Good evening.", VoiceChoice(MATCHED), folder)
    gone = weakref.ref(speech.pcm)
    del speech
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04nonsense", b"\x80\x04."])
def test_a_damaged_matched_voice_says_so(tmp_path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(RealTalkError, match="missing or damaged"):
        MatchedVoice.load(tmp_path)


def test_a_matched_voice_with_impossible_numbers_is_refused(tmp_path) -> None:
    MatchedVoice(Shape(pitch=float("nan")), "leo", 0.1, 0.2).save(tmp_path)
    with pytest.raises(RealTalkError):
        MatchedVoice.load(tmp_path)


def test_what_was_made_is_kept_until_there_is_no_room() -> None:
    kept: Kept[str] = Kept(10, len)
    made: list[str] = []

    def get(key: str) -> str:
        return kept.get(key, lambda: made.append(key) or key * 4)

    assert [get(key) for key in "abab"] == ["aaaa", "bbbb", "aaaa", "bbbb"]
    assert made == ["a", "b"]
    get("c")
    get("b")
    get("a")
    assert made == ["a", "b", "c", "a"]


def test_two_who_ask_for_the_same_wait_for_one() -> None:
    kept: Kept[int] = Kept(10, lambda _: 1)
    made, got = [], []

    def make() -> int:
        time.sleep(0.1)
        made.append(1)
        return 7

    threads = [threading.Thread(target=lambda: got.append(kept.get("x", make))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), got) == (1, [7] * 5)


def test_a_failure_is_told_and_tried_again() -> None:
    kept: Kept[int] = Kept(10, lambda _: 1)
    with pytest.raises(ZeroDivisionError):
        kept.get("x", lambda: 1 // 0)
    assert kept.get("x", lambda: 3) == 3


def test_every_shape_is_one_that_people_have() -> None:
    for shape in SHAPES.values():
        assert 0.75 <= shape.tract <= 1.2
        assert 0.8 <= shape.speed <= 1.15
        assert all(abs(decibels) <= 6 for decibels in shape.equaliser)
