from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.partner.names import NAMES, TAKEN
from realtalk.partner.persona import Manner, Persona
from realtalk.partner.random_person import MOST_QUESTIONS, random_person, random_sitter
from realtalk.partner.speech.catalogue import VOICES

SEEDS = st.integers(0, 10**9)


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_name_face_voice_and_story_agree(seed: int) -> None:
    person, sitter = random_person(seed), random_sitter(seed)
    assert person.face == f"random:{seed}"
    assert VOICES[person.voice.voice].sex == sitter.sex
    first = person.name.split()[0]
    origins = [names for names in NAMES if first in (names.women if sitter.sex == "female" else names.men)]
    assert origins
    assert person.background.startswith(f"{first} is {sitter.age} and ")
    words = set(re.findall(r"\w+", person.background.lower()))
    assert words & ({"she", "her"} if sitter.sex == "female" else {"he", "his"})
    assert not words & ({"he", "his", "him"} if sitter.sex == "female" else {"she", "her"})
    assert first in person.greeting


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_years_in_a_job_fit_the_age(seed: int) -> None:
    person, sitter = random_person(seed), random_sitter(seed)
    told = re.search(r" for (\d+|a) years?;", person.background)
    assert told
    years = 1 if told[1] == "a" else int(told[1])
    assert sitter.age - years >= 18
    assert person.role.startswith("Retired") == (sitter.age >= 67)


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_texts_are_whole(seed: int) -> None:
    person = random_person(seed)
    for text in (person.background, person.greeting, person.role, *person.questions):
        assert not re.search(r"[{}|]|  ", text), text
    assert 60 <= len(person.background.split()) <= 120
    assert len(set(person.questions)) == len(person.questions) == MOST_QUESTIONS
    assert all(question.endswith("?") for question in person.questions)
    assert person.kind == "stranger"
    assert person.name not in TAKEN


def test_the_same_number_gives_the_same_person() -> None:
    assert random_person(7) == random_person(7)


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        random_person(-1)


def test_a_thousand_people_differ() -> None:
    people: list[Persona] = [random_person(seed) for seed in range(1000)]
    assert len({person.background for person in people}) == 1000
    assert len({person.name for person in people}) > 800
    assert {person.manner for person in people} == set(Manner)
    assert {person.voice.voice for person in people} == set(VOICES)


def test_names_come_from_everywhere() -> None:
    firsts = {random_person(seed).name.split()[0] for seed in range(1000)}
    assert all(firsts & {*names.women, *names.men} for names in NAMES)


def test_every_taken_name_could_be_drawn() -> None:
    drawn = {
        f"{first} {family}"
        for names in NAMES
        for given_names, families in (
            (names.women, names.families),
            (names.men, names.his_families or names.families),
        )
        for first, family in product(given_names, families)
    }
    assert drawn >= TAKEN
