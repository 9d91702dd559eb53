from __future__ import annotations

import pytest

from realtalk.partner.about import own_words
from realtalk.partner.cast import find
from realtalk.partner.persona import Fact, Persona
from realtalk.partner.recall import recall

FACTS = tuple(
    Fact(text, "a book")
    for text in (
        "I was born in Warsaw in 1867, the youngest of five.",
        "I discovered polonium in 1898 with my husband Pierre.",
        "I won the Nobel Prize in Physics in 1903 and in Chemistry in 1911.",
        "During the war I drove cars with X-ray tubes to the front.",
        "My daughters were Irene and Eve.",
        "Our laboratory was a shed whose roof let in the rain.",
    )
)
CURIE = Persona("curie", "Marie Curie", "Physicist", "historical", "", "Good day.", facts=FACTS)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Where do you come from?", 0),
        ("Did you have any children?", 4),
        ("What did you do for the soldiers?", 3),
        ("Which awards did they give you?", 2),
        ("What was the place like where you worked, your laboratory?", 5),
        ("Which element did you find?", 1),
        ("Have you got a daughter?", 4),
        ("How did you get through the war?", 3),
    ],
)
def test_the_fact_that_answers_comes_first(question: str, first: int):
    found = recall(CURIE, question)
    assert found[0] == FACTS[first]
    assert len(found) <= 3


@pytest.mark.parametrize(
    "question",
    [
        "What do you think of smartphones?",
        "Will it rain in Warsaw this afternoon?",
        "Who won the World Cup?",
        "Um, well?",
        "",
    ],
)
def test_nothing_is_recalled_that_lies_outside(question: str):
    assert recall(CURIE, question) == ()


def test_a_worm_is_an_earthworm_and_to_live_is_no_house():
    darwin = find("charles-darwin")
    assert "earthworms" in recall(darwin, "What do you have to say about worms?")[0].text
    assert "ten children" in recall(darwin, "Did you have children?")[0].text
    assert not any("house" in fact.text.lower() for fact in recall(darwin, "How did men live at sea?"))


def test_what_is_written_about_a_persona_is_said_in_the_first_person():
    background = (
        "Ida Berg has led teams for twelve years. She is known for calm questions and likes to hear what "
        "happened. "
        "Her first job was in a call centre, and it taught her to listen. Ida's team builds tools for "
        "hospitals. "
        "She doesn't like jargon and hates rehearsed answers."
    )
    ida = Persona("ida", "Ida Berg", "Hiring manager", "interviewer", background, "Hello.")
    assert [fact.text for fact in own_words(ida)] == [
        "I am a hiring manager.",
        "I have led teams for twelve years.",
        "I am known for calm questions and like to hear what happened.",
        "My first job was in a call centre, and it taught me to listen.",
        "My team builds tools for hospitals.",
        "I don't like jargon and hate rehearsed answers.",
    ]
