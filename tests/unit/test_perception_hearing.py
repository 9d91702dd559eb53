import itertools
import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from realtalk.capture.recording import open_recording
from realtalk.errors import RealTalkError
from realtalk.media import SAMPLE_RATE, AudioChunk, Span, total
from realtalk.observations import LanguageObservation, Observation, SpeechSpan, VoiceTurn, Word
from realtalk.perception.analyzer import observe
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.phrases import Phrase
from realtalk.perception.transcription import NamedRecogniser, Transcriber, spread, transcriber
from realtalk.perception.voices import Voices, resident_encoder
from realtalk.perception.whisper import WhisperTranscriber
from realtalk.perception.wordless import wordless
from realtalk.settings import Settings
from realtalk.settings import settings as real_settings
from tests.builders import BECKETT, speech
from tests.make_sample import SAID


@cache
def spoken(name: str) -> np.ndarray:
    voice = speech(name)
    return resample_poly(voice.pcm, SAMPLE_RATE, voice.rate).astype(np.float32)


def heard(
    pcm: np.ndarray, by: Transcriber | None = None, voices: bool = False, sizes: tuple[int, ...] = ()
) -> list[Observation]:
    analyzer = HearingAnalyzer(by, Voices(resident_encoder()) if voices else None)
    found, at = [], 0
    for size in [*sizes, len(pcm)]:
        if at < len(pcm):
            found += analyzer.feed(AudioChunk(at / SAMPLE_RATE, pcm[at : at + size]))
            at += size
    return found + list(analyzer.finish())


def only(kind: type, found: list[Observation]) -> list:
    return [o for o in found if isinstance(o, kind)]


def plain(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def test_the_words_of_a_known_recording_are_understood_in_time() -> None:
    found = heard(spoken("beckett"), transcriber(real_settings()))
    words = only(Word, found)
    assert plain(" ".join(word.text for word in words)) == plain(BECKETT)
    assert all(a.span.start <= b.span.start for a, b in itertools.pairwise(words))
    speech_time = only(SpeechSpan, found)
    spoken_words = [w for w in words if any(w.span.overlap(s.span) > 0 for s in speech_time)]
    assert len(spoken_words) == len(words)
    assert only(LanguageObservation, found)[0].language == "en"


def test_no_speech_is_passed_over() -> None:
    path = Path(__file__).parents[2] / "realtalk" / "ui" / "sample" / "sample.mp4"
    with open_recording(path) as recording:
        found = list(observe(recording.media(), [HearingAnalyzer(transcriber(real_settings()), None)]))
    said = plain(" ".join(text for text, _ in SAID))
    heard_words = plain(" ".join(word.text for word in only(Word, found)))
    matching = SequenceMatcher(None, said, heard_words, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in matching) / len(said) > 0.95
    assert len(heard_words) < 1.03 * len(said)
    hesitations = [word for word in said if word in ("um", "uh")]
    assert len([word for word in heard_words if word in ("um", "uh")]) >= len(hesitations) - 1


def test_speech_without_words_is_noticed() -> None:
    speech = [Span(0, 3), Span(3.4, 6), Span(8, 10)]
    words = [
        Word("one", Span(0.1, 1), 1.0),
        Word("stretched", Span(1.0, 5.5), 1.0),
        Word("two", Span(8, 9.5), 1.0),
    ]
    (missed,) = wordless(speech, words)
    assert missed.start == pytest.approx(2.62)
    assert missed.end == 6
    assert wordless(speech[2:], words[2:]) == []
    assert wordless(speech, []) == [Span(0, 10)]


def test_inserted_silence_is_a_pause_of_its_length() -> None:
    pcm = spoken("beckett")
    before = only(SpeechSpan, heard(pcm))
    gap = max(itertools.pairwise(before), key=lambda pair: pair[1].span.start - pair[0].span.end)
    cut = round((gap[0].span.end + gap[1].span.start) / 2 * SAMPLE_RATE)
    longer = np.concatenate([pcm[:cut], np.zeros(2 * SAMPLE_RATE, np.float32), pcm[cut:]])
    after = only(SpeechSpan, heard(longer))
    assert len(after) == len(before)
    assert total(s.span for s in after) == pytest.approx(total(s.span for s in before), abs=0.15)
    widest = max(b.span.start - a.span.end for a, b in itertools.pairwise(after))
    assert widest == pytest.approx(gap[1].span.start - gap[0].span.end + 2.0, abs=0.15)


def test_silence_noise_and_a_tone_are_not_speech() -> None:
    t = np.arange(5 * SAMPLE_RATE) / SAMPLE_RATE
    rng = np.random.default_rng(0)
    for pcm in (0 * t, rng.normal(0, 0.02, len(t)), 0.2 * np.sin(2 * np.pi * 440 * t)):
        assert heard(pcm.astype(np.float32), transcriber(real_settings()), voices=True) == []


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(1, 30_000), max_size=15))
def test_cutting_the_sound_changes_no_speech(sizes: list[int]) -> None:
    assert heard(spoken("beckett"), sizes=tuple(sizes)) == heard(spoken("beckett"))


def test_cutting_the_sound_changes_no_word_and_no_turn() -> None:
    whole = heard(spoken("beckett"), transcriber(real_settings()), voices=True)
    assert heard(spoken("beckett"), transcriber(real_settings()), True, (7, 4096, 30_001)) == whole


def test_one_voice_is_one_and_a_lower_one_is_another() -> None:
    one = spoken("two_cities")[: 20 * SAMPLE_RATE]
    lower = resample_poly(one, 4, 3).astype(np.float32)
    assert {turn.voice for turn in only(VoiceTurn, heard(one, voices=True))} == {0}
    pause = np.zeros(SAMPLE_RATE, np.float32)
    turns = only(VoiceTurn, heard(np.concatenate([one, pause, lower, pause, one]), voices=True))
    assert {turn.voice for turn in turns} == {0, 1}
    middle = Span(len(one) / SAMPLE_RATE + 1, (len(one) + len(lower)) / SAMPLE_RATE + 1)
    right = sum(
        t.span.overlap(middle) if t.voice else t.span.duration - t.span.overlap(middle) for t in turns
    )
    assert right / sum(t.span.duration for t in turns) > 0.95


def test_words_without_times_are_spread_over_the_speech_and_say_so() -> None:
    words = list(spread(["one", "two", "three", "four"], (Span(1.0, 2.0), Span(5.0, 6.0))))
    assert [word.text for word in words] == ["one", "two", "three", "four"]
    assert words[0].span.start == 1.0
    assert words[-1].span.end == pytest.approx(6.0)
    assert not any(word.timed for word in words)


def test_a_recogniser_that_fails_says_what_to_do() -> None:
    class Broken(NamedRecogniser):
        def __init__(self) -> None:
            super().__init__("google")
            self._recognise = self._fail

        def _fail(self, audio: object) -> str:
            raise TypeError("missing 1 required positional argument")

    phrase = Phrase(np.zeros(SAMPLE_RATE, np.float32), (Span(0, 1),), (Span(0, 1),))
    with pytest.raises(RealTalkError, match="google did not answer"):
        list(Broken().words(phrase))


def test_engines_that_want_keys_are_not_offered() -> None:
    with pytest.raises(RealTalkError) as refused:
        transcriber(Settings(engine="azure"))
    assert "wit" not in refused.value.remedy.split(", ")


class Scripted:
    """Stands for Whisper where only the choice of language is at stake."""

    def __init__(self, *detected: tuple[str, float]) -> None:
        self.detected, self.asked = list(detected), []

    def recognize_resident_whisper(self, audio: object, **options: object) -> dict:
        self.asked.append((options["language"], bool(options["initial_prompt"])))
        language, probability = self.detected[0]
        return {
            "segments": [], "language": options["language"], "detected": language, "probability": probability,
            "encoded": np.empty((0, 0), np.float32),
        }  # fmt: skip


def languages(*detected: tuple[str, float]) -> tuple[list[tuple[str, float]], list]:
    whisper = WhisperTranscriber(real_settings())
    scripted: Any = Scripted(*detected)
    whisper._recogniser = scripted
    phrase = Phrase(np.zeros(20 * SAMPLE_RATE, np.float32), (Span(0, 20),), ())
    heard: list[LanguageObservation] = []
    for _ in detected:
        heard += only(LanguageObservation, list(whisper.words(phrase)))
        scripted.detected.pop(0)
    return [(o.language, round(o.probability, 2)) for o in heard], scripted.asked


def test_one_misheard_phrase_does_not_make_a_talk_foreign() -> None:
    heard, _ = languages(("fr", 0.6), ("en", 0.98), ("en", 0.97), ("cy", 0.5), ("en", 0.99))
    assert heard == [("en", 0.4), ("en", 0.98), ("en", 0.97), ("en", 0.5), ("en", 0.99)]


def test_another_language_is_heard_again_without_the_english_prompt() -> None:
    heard, asked = languages(("de", 0.99), ("de", 0.98))
    assert heard == [("de", 0.99), ("de", 0.98)]
    assert asked == [("en", True), ("de", False), ("de", False)]


def test_an_unknown_recogniser_is_refused_with_those_there_are() -> None:
    with pytest.raises(RealTalkError, match=r"no recogniser.*whisper, or one of: .*sphinx"):
        transcriber(Settings(engine="parrot"))
