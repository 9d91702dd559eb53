from __future__ import annotations

import pytest

from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.metrics.phrases import exclusions, hedges, repetitions, weak_openings
from realtalk.metrics.vocabulary import different
from realtalk.timeline import Timeline
from tests.timelines import VARIED, said, speech_of, voice


def read(text: str, timed: bool = True) -> Reading:
    words = said(text, timed=timed)
    result = metric("vocabulary").measure(Timeline([*speech_of(words), *voice(len(words) * 0.4)]))
    assert isinstance(result, Reading)
    return result


def figures(reading: Reading) -> dict[str, float]:
    return {d.label: d.value for d in reading.details}


def test_all_words_different_and_all_the_same():
    assert read(" ".join(f"word{i}" for i in range(80))).value == 100
    assert read("same " * 80).value == 2


def test_the_length_of_a_talk_does_not_matter():
    once = " ".join(f"word{i % 50}" for i in range(100))
    assert read(once).value == read(f"{once} {once} {once}").value


def test_different_words_in_a_sliding_stretch():
    assert different(["a", "b", "a", "c"], 2) == [2, 2, 2]
    assert different(["a", "a", "b", "b"], 2) == [1, 2, 1]


def test_hedges_are_found_with_their_longest_form():
    words = said("I think it is kind of good and maybe we could, you see, go.")
    assert [f.text for f in hedges(words)] == ["i think", "kind of", "maybe"]


def test_terms_that_leave_people_out_come_with_another():
    found = exclusions(said("Hello guys, the chairman asked for more manpower."))
    assert [(f.text, f.instead) for f in found] == [
        ("guys", "everyone"),
        ("chairman", "chair"),
        ("manpower", "staff"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He is the man the police wanted.",
        "She looks like a girl I know.",
        "Please close the blind.",
        "These are the nuts and bolts.",
        "It was the poor signal and the elderly router.",
        "George Foreman won.",
        "The man made a table for the man up there.",
        "We went over the hill to the homeless shelter.",
        "A bipolar transistor has three legs.",
    ],
)
def test_words_that_mean_something_else_accuse_nobody(text):
    assert exclusions(said(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We give it to the poor.", ["the poor"]),
        ("The elderly are left out, the homeless too", ["the elderly", "the homeless"]),
        ("You throw like a girl.", ["throw like a girl"]),
    ],
)
def test_groups_of_people_are_told_from_what_describes_a_thing(text, found):
    assert [f.text for f in exclusions(said(text))] == found


def test_a_filler_is_no_hedge_and_no_weak_opening_as_well():
    words = said("Basically it works. Actually it is kind of good.", fillers={"actually", "kind", "of"})
    assert hedges(words) == []
    assert weak_openings(words) == []


def test_weak_openings_only_at_the_start_of_a_sentence():
    words = said("So we start. The plan is so good. I just wanted to ask you.")
    assert [f.text for f in weak_openings(words)] == ["i just wanted to"]


def test_phrases_said_three_times_are_repetitions():
    words = said("the big red house " * 2 + "is far. See the big red house. At the end of the day it is.")
    assert repetitions(words) == {"the big red": [0, 4, 11]}
    assert repetitions(said("it is one of the it is one of the it is one of the")) == {}


def test_findings_are_told_per_hundred_words_and_shown():
    text = f"{VARIED} {VARIED} I think you guys know it."
    reading = read(text)
    count = len(text.split())
    assert figures(reading)["Hedges"] == pytest.approx(100 / count)
    assert figures(reading)["Words that may leave people out"] == pytest.approx(100 / count)
    assert reading.moments[0].note == "“you guys” may leave people out: try “everyone”"
    assert reading.band is None


def test_untimed_words_have_no_moments():
    reading = read(f"{VARIED} I think you guys know it.", timed=False)
    assert reading.moments == ()
    assert reading.series is None


def test_a_few_words_are_too_few():
    result = metric("vocabulary").measure(Timeline(speech_of(said("only a few words"))))
    assert isinstance(result, Unmeasured)
    assert "4 words" in result.why
