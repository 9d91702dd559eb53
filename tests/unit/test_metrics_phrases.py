from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.metrics.catalogue import metric
from realtalk.metrics.jargon import CONTEXTS, JARGON
from realtalk.metrics.metric import Reading
from realtalk.metrics.phrases import empty_phrases, exclusions, hedges, jargon, overused, weak_openings
from realtalk.metrics.terms import EMPTY, HEDGES, INCLUSIVE, WEAK_OPENINGS
from realtalk.timeline import Timeline
from tests.timelines import VARIED, said, speech_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We must leverage the data.", [("leverage", "use")]),
        ("I'll circle back on Monday.", [("circle back", "come back to it")]),
        ("Our pain points are clear.", [("pain points", "problems")]),
        ("We spun up a server.", [("spun up", "started")]),
    ],
)
def test_jargon_comes_with_plain_words(text: str, found: list[tuple[str, str]]):
    assert [(f.text, f.instead) for f in jargon(said(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        "The leverage of the firm was high.",
        "The network lost half of its bandwidth.",
        "Birds shape this ecosystem.",
        "He moved the needle of the scale.",
        "At the end of the day shift we left.",
        "I think of it often, and I believe in him.",
        "What kind of work is it?",
        "It could be seen by all.",
        "He was sorry.",
        "The third world war never came.",
        "A dumb waiter and a lame duck.",
    ],
)
def test_the_neighbours_of_a_phrase_tell_another_use(text: str):
    words = said(text)
    for look in (jargon, empty_phrases, hedges, exclusions, weak_openings):
        assert look(words) == []


def test_every_context_is_of_a_phrase_that_is_listed():
    assert set(CONTEXTS) <= {*JARGON, *EMPTY, *HEDGES, *INCLUSIVE, *WEAK_OPENINGS}


def test_no_phrase_is_recommended_that_is_listed_itself():
    listed = {*JARGON, *INCLUSIVE}
    assert [(p, i) for p, i in (JARGON | INCLUSIVE).items() if i in listed] == []


def test_a_word_that_says_little_is_told_when_it_comes_often():
    words = said("It was really good and really big, really new and really fast.")
    assert overused(words) == {"really": [2, 5, 7, 10]}
    assert overused(said("It was really good and really big.")) == {}
    assert overused(said("The customer is the customer. A customer asks, the customer pays.")) == {}


def test_each_finding_says_what_to_do():
    words = said(f"{VARIED} {VARIED} To be honest we should leverage it. Maybe they will.")
    reading = metric("vocabulary").measure(Timeline(speech_of(words)))
    assert isinstance(reading, Reading)
    notes = {moment.note for moment in reading.moments}
    assert "“leverage” is jargon: try “use”" in notes
    assert "“to be honest” adds little: leave it out" in notes
    assert "“maybe” hedges: say when it holds, or leave it out" in notes


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "I", "the", "to", "of", "think", "leverage", "guys,", "sorry", "maybe."]),
        max_size=15,
    )
)
def test_what_is_found_was_said_there(texts: list[str]):
    words = said(" ".join(texts))
    for look in (jargon, empty_phrases, hedges, exclusions, weak_openings):
        for found in look(words):
            there = " ".join(w.text for w in words[found.first : found.last + 1]).lower()
            assert there.strip(".,") == found.text
