from __future__ import annotations

import pytest

from realtalk.language.facts import invented
from realtalk.language.shrink import LENGTHS, budget_of, kept, shrunk, written_shorter
from realtalk.language.transcript import understand
from tests.rundowns import ANSWER
from tests.scripted_model import Scripted
from tests.timelines import said

WORDS = understand(said(ANSWER, rate=60.0)).words


def test_only_lengths_that_are_clearly_shorter_are_offered():
    assert [one.seconds for one in shrunk(WORDS, 60.0, 300.0)] == list(LENGTHS)
    assert [one.seconds for one in shrunk(WORDS, 60.0, 100.0)] == [60, 30]
    assert shrunk(WORDS, 60.0, 31.0) == ()


@pytest.mark.parametrize("pace", [40.0, 60.0, 110.0])
def test_a_shorter_answer_fits_its_time_and_makes_nothing_up(pace: float):
    for one in shrunk(WORDS, pace, 300.0):
        assert len(one.text.split()) <= one.words == budget_of(pace, one.seconds)
        assert invented(ANSWER, one.text) == ()
        assert all(kept(point, one.text) for point in one.points)


def test_the_result_is_kept_when_there_is_room_for_little():
    assert "We finished two days early" in shrunk(WORDS, 40.0, 120.0)[-1].points


def test_a_point_is_kept_with_its_numbers_and_most_of_its_words():
    point = "We found eleven connections that nobody had in their plan"
    assert kept(point, "In the end we found 11 connections nobody planned.")
    assert not kept(point, "We found connections that nobody had in their plan.")
    assert not kept(point, "Eleven of us went home.")


def test_a_models_short_version_must_keep_the_points_and_the_length():
    one = shrunk(WORDS, 60.0, 100.0)[-1]
    text = " ".join(w.text for w in WORDS if not w.filler)
    good = ". ".join(one.points) + "."
    made = written_shorter(text, one, Scripted(good))
    assert made is not None
    assert made.by_model
    assert made.text == good
    assert written_shorter(text, one, Scripted("We had three weeks and I led it all.")) is None
    assert written_shorter(text, one, Scripted(text)) is None
