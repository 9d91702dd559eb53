"""The people who are there to talk with from the start, read from the files in `people`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from realtalk.errors import RealTalkError
from realtalk.partner.persona import AnswerLength, Fact, Manner, Persona, VoiceChoice
from realtalk.partner.speech.catalogue import VOICES

_FIRST = (
    "friendly-stranger",
    "hiring-manager",
    "technical-interviewer",
    "hr-screener",
    "sceptical-investor",
    "audience-member",
    "difficult-colleague",
)
"""Who is shown before the historical people. House rule: the easiest talk first, the hardest last."""

_AGES = {"ada": (0, 40), "leo": (0, 40), "ruth": (52, 200), "walter": (58, 200)}
"""The years at which a voice sounds right, where it is not all. House rule: what it is described as."""

_KEYS = frozenset(
    {
        *("id", "name", "role", "kind", "years", "sex", "age", "manner", "background", "greeting"),
        *("face", "expressiveness", "answer_length", "beyond", "questions", "voice", "facts"),
    }
)
"""What a person's file may say. `sex` and `age` say what voice and face should fit; no persona has them."""


@cache
def ready_made() -> tuple[Persona, ...]:
    """Everybody RealTalk brings along: people of today first, then people of the past by the alphabet.

    ValueError or KeyError where a file is malformed.
    """
    people = {each.id: each for each in map(_persona, _files())}
    past = sorted(people.keys() - set(_FIRST))
    return tuple(people[id] for id in (*_FIRST, *past))


def find(id: str) -> Persona:
    """The ready-made persona with this id.

    RealTalkError where there is none, with the ids there are.
    """
    for each in ready_made():
        if each.id == id:
            return each
    raise RealTalkError(
        "Nobody ready-made goes by that id.",
        f"Choose one of these: {', '.join(each.id for each in ready_made())}.",
    )


def fitting(id: str) -> tuple[str, int]:
    """The sex, "female" or "male", and the age that voice and face of a ready-made persona should show.

    A person of the past is met at an age at which most of what they tell had happened.
    """
    return _looks()[find(id).id]


def fitting_voice(sex: str, age: int, seed: int | str) -> str:
    """The id of a voice that somebody of this sex and age may have; the same for the same `seed`."""
    fits = [
        info.id
        for info in VOICES.values()
        for youngest, oldest in [_AGES.get(info.id, (0, 200))]
        if info.sex == sex and youngest <= age <= oldest
    ]
    return Random(f"voice {seed}").choice(fits)


@cache
def _looks() -> Mapping[str, tuple[str, int]]:
    return {written["id"]: (written["sex"], written["age"]) for written in _files()}


@cache
def _files() -> tuple[Mapping[str, Any], ...]:
    return tuple(_read())


def _read() -> Iterator[Mapping[str, Any]]:
    folder = resources.files("realtalk.partner") / "people"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            written = tomllib.loads(file.read_text(encoding="utf-8"))
            if file.name != f"{written.get('id')}.toml":
                raise ValueError(f"{file.name} describes {written.get('id')!r}.")
            if unknown := written.keys() - _KEYS:
                raise ValueError(f"{file.name} says {', '.join(sorted(unknown))}, which nobody reads.")
            yield written


def _persona(written: Mapping[str, Any]) -> Persona:
    def text(key: str) -> str:
        return " ".join(str(written.get(key, "")).split())

    return Persona(
        id=written["id"],
        name=text("name"),
        role=text("role"),
        kind=text("kind"),
        background=text("background"),
        greeting=text("greeting"),
        manner=Manner(written["manner"]),
        questions=tuple(written["questions"]),
        face=text("face"),
        voice=VoiceChoice(**written["voice"]),
        expressiveness=written["expressiveness"],
        answer_length=AnswerLength(written["answer_length"]),
        years=text("years"),
        facts=tuple(
            Fact(" ".join(each["text"].split()), each["source"]) for each in written.get("facts", ())
        ),
        beyond=text("beyond"),
    )
