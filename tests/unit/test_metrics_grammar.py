from __future__ import annotations

import pytest

from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.observations import Correction
from realtalk.timeline import Timeline
from tests.timelines import sentences_of, speech_of, talk, voice


def session(slips: int) -> Timeline:
    """150 words with some slips."""
    words = talk(1)
    found = [Correction(Span(i + 0.1, i + 0.5), "he go", "he goes", "The verb.") for i in range(slips)]
    return Timeline([*speech_of(words), *voice(60), *sentences_of(words), *found])


@pytest.mark.parametrize(
    ("slips", "score", "band"),
    [(0, 10, Band.GOOD), (3, 8, Band.WATCH), (6, 6, Band.WORK), (40, 0, Band.WORK)],
)
def test_each_slip_in_a_hundred_words_takes_a_point(slips, score, band):
    result = metric("grammar").measure(session(slips))
    assert isinstance(result, Reading)
    assert result.value == pytest.approx(score)
    assert result.band == band
    assert len(result.moments) == slips


@pytest.mark.parametrize(
    ("words", "slips", "band"),
    [
        (40, 0, None),
        (40, 1, None),
        (40, 2, Band.WORK),
        (99, 1, None),
        (100, 1, Band.GOOD),
        (100, 0, Band.GOOD),
    ],
)
def test_one_slip_in_few_words_decides_nothing(words, slips, band):
    said = talk(words / 150)
    found = [Correction(Span(i + 0.1, i + 0.5), "he go", "he goes", "The verb.") for i in range(slips)]
    result = metric("grammar").measure(Timeline([*speech_of(said), *voice(60), *sentences_of(said), *found]))
    assert isinstance(result, Reading)
    assert result.band == band


def test_a_correction_is_quoted_in_place():
    result = metric("grammar").measure(session(1))
    assert isinstance(result, Reading)
    assert result.moments[0].span == Span(0.1, 0.5)
    assert result.moments[0].note == "“he go” could be “he goes”: The verb."


def test_unchecked_grammar_is_not_clean_grammar():
    assert isinstance(metric("grammar").measure(Timeline([*speech_of(talk(1)), *voice(60)])), Unmeasured)
