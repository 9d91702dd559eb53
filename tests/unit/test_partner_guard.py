from __future__ import annotations

import pytest

from realtalk.partner.guard import answer, stopped
from realtalk.partner.persona import Manner, Persona
from tests.guarded_sentences import INNOCENT, TURNED_DOWN

TURNS = [(reason, text) for reason, texts in TURNED_DOWN.items() for text in texts.strip().splitlines()]


def somebody(manner: Manner = Manner.NEUTRAL) -> Persona:
    return Persona("ida", "Ida Berg", "Hiring manager", "interviewer", "", "Hello.", manner)


@pytest.mark.parametrize(("reason", "text"), TURNS)
def test_what_no_persona_takes_part_in_is_noticed(reason: str, text: str):
    found = stopped(text)
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_answer_is_left_alone(text: str):
    assert stopped(text) is None


def test_an_honest_answer_says_that_it_is_an_ai_and_goes_on():
    for manner in Manner:
        for seed in range(6):
            said = answer("ai", somebody(manner), seed, "What came of it?")
            assert " an AI" in said[0].text
            assert "Ida Berg" in said[0].text
            assert said[0].kind == "honest"
            assert said[-1].text.endswith("What came of it?")


def test_somebody_in_despair_is_sent_to_people_and_not_asked_on():
    (said,) = answer("self_harm", somebody(), 0, "What came of it?")
    assert "emergency" in said.text
    assert "?" not in said.text
