from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from realtalk.errors import RealTalkError
from realtalk.partner import cast
from realtalk.partner.cast import find, fitting, fitting_voice, ready_made
from realtalk.partner.persona import Persona
from realtalk.partner.portraits.gallery import PORTRAITS
from realtalk.partner.speech.catalogue import VOICES

PEOPLE = ready_made()
MODERN = [each for each in PEOPLE if each.kind != "historical"]
PAST = [each for each in PEOPLE if each.kind == "historical"]
QUESTIONS = sorted((Path(__file__).parents[1] / "benchmark").glob("historical_questions_*.toml"))


def named(person: Persona) -> str:
    return person.id


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_people_of_today_come_first_and_cover_what_one_practises_for() -> None:
    assert PEOPLE[: len(MODERN)] == tuple(MODERN)
    assert {each.kind for each in MODERN} == {"interviewer", "investor", "audience", "colleague", "stranger"}
    assert len(MODERN) == 7
    assert len(PAST) >= 8
    assert len({each.name for each in PEOPLE}) == len(PEOPLE)
    assert find("hiring-manager") is MODERN[1]


def test_an_unknown_id_is_answered_with_those_there_are() -> None:
    with pytest.raises(RealTalkError, match="friendly-stranger, hiring-manager"):
        find("nobody")


@pytest.mark.parametrize("person", PEOPLE, ids=named)
def test_everybody_has_a_voice_of_their_sex(person: Persona) -> None:
    sex, age = fitting(person.id)
    assert VOICES[person.voice.voice].sex == sex
    assert 18 <= age <= 100


@pytest.mark.parametrize("person", PEOPLE, ids=named)
def test_everybody_has_a_face_of_their_sex_and_about_their_age(person: Persona) -> None:
    sex, age = fitting(person.id)
    sitter = PORTRAITS[person.face]
    assert sitter.sex == sex
    assert abs(sitter.age - age) <= 12


def test_no_two_people_share_a_face() -> None:
    assert len({each.face for each in PEOPLE}) == len(PEOPLE)


def test_people_of_today_sound_different() -> None:
    assert len({each.voice.voice for each in MODERN}) == len(MODERN)


@pytest.mark.parametrize("person", PEOPLE, ids=named)
def test_texts_are_clean_and_questions_ask_something(person: Persona) -> None:
    for text in (person.background, person.greeting, person.role, person.beyond, *person.questions):
        assert text == " ".join(text.split())
    for question in person.questions:
        assert question.endswith("?") or question.startswith(("Tell ", "Describe ", "Explain ")), question
    assert len(set(person.questions)) == len(person.questions)
    assert person.questions


@pytest.mark.parametrize("person", MODERN, ids=named)
def test_people_of_today_are_rounded(person: Persona) -> None:
    assert 60 <= len(person.background.split()) <= 120
    assert 12 <= len(person.questions) <= 20
    assert person.greeting.endswith("?")
    assert not person.facts
    assert not person.years


def test_nobody_asks_what_another_asks() -> None:
    asked = [question for each in PEOPLE for question in each.questions]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("person", PAST, ids=named)
def test_people_of_the_past_know_enough_and_say_where_it_stands(person: Persona) -> None:
    assert len(person.facts) >= 40
    assert re.fullmatch(r"(about )?\d{4}-\d{4}", person.years)
    assert len({fact.source for fact in person.facts}) >= 5
    for fact in person.facts:
        assert 6 <= len(fact.text.split()) <= 60, fact.text
        assert fact.text[-1] in ".?”\"'", fact.text
        assert len(fact.source) >= 12, fact.source
        assert re.search(r"\d{4}|official site|Archive|Museo|National Park| MS \d", fact.source), fact.source


@pytest.mark.parametrize("person", PAST, ids=named)
def test_facts_are_told_in_the_first_person(person: Persona) -> None:
    own = {"i", "me", "my", "mine", "we", "us", "our", "myself"}
    outside = [fact.text for fact in person.facts if not words(fact.text) & own]
    assert len(outside) <= 0.05 * len(person.facts), outside
    assert not [text for text in outside if person.name in text]


@pytest.mark.parametrize("person", PAST, ids=named)
def test_no_two_facts_are_alike(person: Persona) -> None:
    for one, other in combinations(person.facts, 2):
        a, b = words(one.text), words(other.text)
        assert len(a & b) / len(a | b) < 0.5, (one.text, other.text)


@pytest.mark.parametrize("person", PAST, ids=named)
def test_people_of_the_past_say_when_a_question_lies_outside(person: Persona) -> None:
    assert 8 <= len(person.beyond.split()) <= 40
    assert words(person.beyond) & {"i", "me", "my"}


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
def test_questions_to_measure_with_point_at_facts(file: Path) -> None:
    questions = tomllib.loads(file.read_text(encoding="utf-8"))["questions"]
    for person in {each["persona"] for each in questions}:
        own = [each for each in questions if each["persona"] == person]
        assert sum("answers" in each for each in own) >= 10
        assert sum(bool(each.get("outside")) for each in own) >= 3
        for each in own:
            assert ("answers" in each) != bool(each.get("outside"))
            for answer in each.get("answers", ()):
                assert 0 <= answer < len(find(person).facts)


def test_every_person_of_the_past_is_measured() -> None:
    measured = {
        each["persona"]
        for file in QUESTIONS
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["questions"]
    }
    assert measured == {each.id for each in PAST}


def test_a_file_that_says_what_nobody_reads_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "x.toml").write_text('id = "x"\nhobby = "golf"\n', encoding="utf-8")
    monkeypatch.setattr(cast.resources, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match="says hobby"):
        list(cast._read())
    (folder / "x.toml").write_text('id = "y"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.toml describes 'y'"):
        list(cast._read())


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("age", [18, 40, 57, 90])
def test_there_is_a_voice_for_everybody(sex: str, age: int) -> None:
    chosen = {fitting_voice(sex, age, seed) for seed in range(60)}
    assert len(chosen) >= 3
    assert all(VOICES[voice].sex == sex for voice in chosen)
    assert cast._AGES.keys() <= VOICES.keys()
    assert not (age == 90 and chosen & {"ada", "leo"})
