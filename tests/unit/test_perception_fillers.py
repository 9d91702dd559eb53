from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.hesitation import is_hesitation
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import Word
from realtalk.perception.fillers import FRAME, Hesitations, gone_on, reaching, resident_hesitations
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.phrases import SOON, THOROUGH, Phrase, Phrasing
from realtalk.perception.transcription import transcriber
from realtalk.settings import settings
from tests.benchmark.fillers_spliced import hosts, spliced

KNOWN = Hesitations(np.eye(2, dtype=np.float32), np.array([-5, -5], np.float32))
"""An ear for vectors of two numbers: the first tells a hesitation, the second its hum."""


def phrase(seconds: float) -> Phrase:
    span = Span(10.0, 10.0 + seconds)
    return Phrase(np.zeros(round(seconds * SAMPLE_RATE), np.float32), (span,), (span,))


def vectors(seconds: float, *hesitations: tuple[float, float], hum: float = 0.0) -> np.ndarray:
    """What `KNOWN` takes: hesitations at these seconds of the sound, the last share `hum` of each hummed."""
    at = (np.arange(round(seconds / FRAME)) + 0.5) * FRAME
    made = np.zeros((len(at), 2), np.float32)
    for start, end in hesitations:
        made[(at > start) & (at < end), 0] = 10
        made[(at > end - hum * (end - start)) & (at < end), 1] = 10
    return made


def written(words: list[Word], seconds: float, *hesitations: tuple[float, float], hum: float = 0.0):
    return KNOWN.heard(phrase(seconds), words, vectors(seconds, *hesitations, hum=hum))


def word(text: str, start: float, end: float, probability: float = 0.9) -> Word:
    return Word(text, Span(start, end), probability)


def test_a_hesitation_that_no_word_stands_for_is_added_at_its_time():
    said = written([word("We", 10.0, 10.4), word("go", 11.2, 11.6)], 2.0, (0.5, 0.9))
    assert [w.text for w in said] == ["We", "uh,", "go"]
    assert said[1].span.start == pytest.approx(10.5, abs=0.03)
    assert said[1].span.end == pytest.approx(10.9, abs=0.03)


def test_one_that_ends_in_a_hum_is_an_um():
    assert [w.text for w in written([], 2.0, (0.5, 1.0), hum=0.5)] == ["um,"]


def test_a_word_stretched_over_a_hesitation_gives_its_time_back():
    (door, uh) = written([word("door.", 10.0, 11.0)], 2.0, (0.4, 0.9))
    assert (door.text, uh.text) == ("door.", "uh,")
    assert door.span.end == pytest.approx(10.4, abs=0.03)
    (uh, kids) = written([word("Kids", 10.1, 11.4)], 2.0, (0.1, 0.6))
    assert kids.span.start == pytest.approx(10.6, abs=0.03)


def test_one_that_whisper_wrote_too_is_one_and_in_time():
    said = written([word("Um,", 10.3, 10.42), word("uh,", 10.5, 10.9)], 2.0, (0.5, 0.9))
    assert [w.text for w in said] == ["uh,"]
    assert said[0].span.start == pytest.approx(10.5, abs=0.03)


def test_one_that_whisper_made_up_is_left_out():
    assert written([word("Um,", 10.3, 10.6), word("yes", 10.8, 11.2)], 2.0) == [word("yes", 10.8, 11.2)]


def test_a_reduced_vowel_misheard_for_a_word_is_the_hesitation_itself():
    said = written([word("is", 10.0, 10.4), word("a...", 10.5, 10.85)], 2.0, (0.5, 0.9))
    assert [w.text for w in said] == ["is", "uh,"]


def test_a_single_vowel_is_too_short():
    assert written([], 2.0, (0.5, 0.58)) == []


def test_a_second_opinion_on_itself_changes_nothing():
    once = written([word("door.", 10.0, 11.0)], 2.0, (0.4, 0.9))
    assert KNOWN.heard(phrase(2.0), once, vectors(2.0, (0.4, 0.9))) == once


def test_without_an_encoding_words_stay_as_they_are():
    words = [word("Um,", 10.3, 10.6)]
    assert KNOWN.heard(phrase(2.0), words, np.empty((0, 0), np.float32)) == words


def hesitations(pcm: np.ndarray, phrasing: Phrasing = THOROUGH) -> list[Word]:
    analyzer = HearingAnalyzer(transcriber(settings()), None, phrasing)
    found = [*analyzer.feed(AudioChunk(0.0, pcm)), *analyzer.finish()]
    return [each for each in found if isinstance(each, Word) and is_hesitation(each.text)]


@pytest.mark.needs_data
def test_a_real_hesitation_is_found_in_real_speech_live_and_in_review(data: Path):
    case = list(spliced(data, "report", 12))[11]
    for phrasing in (SOON, THOROUGH):
        (found,) = hesitations(case.pcm, phrasing)
        assert found.span.start == pytest.approx(case.span.start, abs=0.2)


@pytest.mark.needs_data
def test_speech_without_hesitations_gets_none(data: Path):
    read = [host for host in hosts(data, "report") if "beckett" in host.name or "thoughts" in host.name]
    assert len(read) > 1
    for host in read[:2]:
        assert hesitations(host.pcm) == []


def test_the_kept_layer_fits_the_encoder_of_whisper_base():
    assert resident_hesitations().chances(np.zeros((50, 512), np.float32)).shape == (50, 2)


def torn(gap: float) -> Phrase:
    """A second of sound, `gap` seconds left out, and another second."""
    pieces = (Span(10.0, 11.0), Span(11.0 + gap, 12.0 + gap))
    return Phrase(np.zeros(2 * SAMPLE_RATE, np.float32), pieces, pieces)


def test_one_that_a_long_phrase_begins_with_is_found_whole_after_what_was_left_out():
    (found,) = KNOWN.heard(torn(3.0), [], vectors(2.0, (0.98, 1.4)))
    assert found.span.start == pytest.approx(14.0, abs=0.03)
    assert found.span.end == pytest.approx(14.4, abs=0.03)


def test_one_whose_middle_was_left_out_is_one():
    (found,) = KNOWN.heard(torn(0.4), [], vectors(2.0, (0.6, 1.4)))
    assert found.span.start == pytest.approx(10.6, abs=0.03)
    assert found.span.end == pytest.approx(11.8, abs=0.03)


def test_two_with_a_long_silence_between_them_are_two():
    assert len(KNOWN.heard(torn(3.0), [], vectors(2.0, (0.6, 1.4)))) == 2


@given(st.lists(st.tuples(st.floats(0, 1.6), st.floats(0.02, 0.6)), max_size=4), st.floats(0.05, 4))
def test_words_stay_in_order_and_none_but_hesitations_are_lost(made: list[tuple[float, float]], gap: float):
    words = [word(f"word{i}", 10 + i * 0.4, 10.3 + i * 0.4) for i in range(5)]
    found = KNOWN.heard(torn(gap), words, vectors(2.0, *((at, at + length) for at, length in made)))
    assert [w.text for w in found if not is_hesitation(w.text)] == [w.text for w in words]
    assert found == sorted(found, key=lambda w: w.span)
    assert all(w.span.duration > 0 for w in found)


def test_the_rest_of_one_that_a_phrase_was_cut_in_is_not_another():
    first, second = phrase(2.0), Phrase(np.zeros(SAMPLE_RATE, np.float32), (Span(12.2, 13.2),), ())
    before = KNOWN.heard(first, [], vectors(2.0, (1.5, 2.0)))
    after = KNOWN.heard(second, [], vectors(1.0, (0.0, 0.3)))
    assert len(before) == len(after) == 1
    assert gone_on(after, second, reaching(before, first)) == []
    assert gone_on(after, second, reaching([], first)) == after
    later = Phrase(second.pcm, (Span(15.0, 16.0),), ())
    assert len(gone_on(KNOWN.heard(later, [], vectors(1.0, (0.0, 0.3))), later, 12.0)) == 1


def test_one_that_is_hardly_sure_is_believed_where_whisper_wrote_it_too():
    weak = vectors(2.0, (0.5, 0.8)) * np.float32(0.65)
    assert KNOWN.heard(phrase(2.0), [], weak) == []
    assert len(KNOWN.heard(phrase(2.0), [word("Um,", 10.4, 10.7, 0.5)], weak)) == 1
    assert KNOWN.heard(phrase(2.0), [word("Um,", 10.4, 10.7, 0.01)], weak) == []
