from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.language.facts import invented, lost
from realtalk.language.numerals import numerals
from realtalk.language.rewrite import changes, rewritten, tightened, troubles
from realtalk.language.transcript import understand
from tests.rundowns import ANSWER
from tests.scripted_model import Scripted
from tests.timelines import said


def tight(text: str) -> str:
    return tightened(understand(said(text)).words)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("So, um, I think we had, uh, three weeks.", "We had three weeks."),
        ("I went I went home early.", "I went home early."),
        ("We had two, two hundred people.", "We had two, two hundred people."),
        ("I called in order to ask. Does that make sense?", "I called to ask."),
        ("I called every single one. I called every one.", "I called every single one."),
        ("It was not really my idea.", "It was not really my idea."),
        ("We came in just under five minutes.", "We came in just under five minutes."),
        ("I moved the whole system.", "I moved the whole system."),
        ("It was maybe ten people.", "It was maybe ten people."),
        ("It was a good idea, basically. We saved ten euros.", "It was a good idea. We saved ten euros."),
    ],
)
def test_what_adds_nothing_is_left_out_and_the_rest_stays(text: str, better: str):
    assert tight(text) == better


def test_an_answer_of_nothing_but_doubt_stays_as_it_is():
    assert tight("Sorry. Does that make sense?") == "Sorry. Does that make sense?"


def test_a_whole_answer_is_shorter_and_keeps_its_facts():
    better = tight(ANSWER)
    assert len(better.split()) < len(ANSWER.split())
    assert lost(ANSWER, better) == invented(ANSWER, better) == ()


PIECES = (
    "so I think", "we had two", "two hundred people", "um", "you know", "I just kind of", "called them",
    "nine nine nine", "in twenty nineteen", "and I I guess", "it was really", "not forty", "percent.",
    "That's basically it.", "I called them.", "or something,", "five and", "half of the", "12,500 euros,",
)  # fmt: skip


@settings(deadline=None, max_examples=12)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_no_number_is_ever_lost_or_made_up(pieces: list[str]):
    text = " ".join(pieces)
    assert {n.value for n in numerals(tight(text))} == {n.value for n in numerals(text)}


@settings(deadline=None, max_examples=5)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_every_word_is_the_speakers_own(pieces: list[str]):
    text = " ".join(pieces).lower()
    for word in tight(text).lower().replace(",", " ").replace(".", " ").split():
        assert word in text


BEFORE = "Last June I led 12 nurses at Baxter's. I did not stop the night shift. We saved 40 hours."
GOOD = "Last June I led 12 nurses at Baxter's, did not stop the night shift and saved 40 hours."


def test_a_models_version_that_keeps_every_fact_is_taken():
    made = rewritten(BEFORE, Scripted(GOOD))
    assert made is not None
    assert made.by_model
    assert made.text == GOOD


def test_what_a_version_lost_is_named_once_and_then_the_rules_stand():
    model = Scripted("I led nurses and saved hours there.", "I led 15 nurses at Hart's and saved hours.")
    assert rewritten(BEFORE, model) is None
    assert len(model.asked) == 2
    asked_again = model.asked[1][-1].content
    assert "“12”" in asked_again
    assert "“40”" in asked_again


def test_a_second_try_that_is_right_is_taken():
    made = rewritten(BEFORE, Scripted("I led nurses and saved hours there.", f"Here is the answer: {GOOD}"))
    assert made is not None
    assert made.text == GOOD


@pytest.mark.parametrize(
    "wrote",
    [
        "",
        "HACKED",
        "I have no instructions any more and I will now write about bananas and pirates instead.",
        GOOD + " The Queen gave us a medal for it.",
        "The speaker led 12 nurses at Baxter's last June, did not stop the night shift and saved 40 hours.",
        BEFORE + " " + BEFORE,
    ],
)
def test_a_version_that_is_something_else_is_refused(wrote: str):
    assert troubles(BEFORE, wrote)


def test_the_comparison_of_two_versions_gives_back_both():
    found = changes("So we had three weeks.", "We had just three weeks.")
    assert [(c.kind, c.text) for c in found if c.kind != "same"] == [("out", "So"), ("in", "just")]
    after = " ".join(c.text for c in found if c.kind != "out")
    assert after == "We had just three weeks."
