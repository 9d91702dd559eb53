"""Everybody one can talk with: those RealTalk brings along, one's own, and people drawn from a number."""

from __future__ import annotations

import re
from pathlib import Path

from realtalk.errors import RealTalkError
from realtalk.partner import cast, own_personas
from realtalk.partner.persona import Persona
from realtalk.partner.random_person import random_person
from realtalk.partner.tuning import tuned_ready_made

_RANDOM = re.compile(r"random[:-]([0-9]{1,9})")


def somebody(id: str) -> Persona:
    """The persona of an id: a ready-made one as it was tuned, an own one, or "random:SEED".

    Raises `NoConsent` for an own one whose photo or voice may not be used, and another `RealTalkError` where
    nobody goes by that id.
    """
    if drawn := _RANDOM.fullmatch(id):
        return random_person(int(drawn[1]))
    if is_ready_made(id):
        return tuned_ready_made(id)
    try:
        own_personas.folder(id)
    except RealTalkError as error:
        raise RealTalkError(
            "Nobody goes by that id.",
            "Choose one that `python -m realtalk personas` lists, or random:7 for somebody new.",
        ) from error
    return own_personas.load(id)


def everybody() -> tuple[Persona, ...]:
    """The ready-made personas as they were tuned, then one's own that can be used."""
    return (*(tuned_ready_made(each.id) for each in cast.ready_made()), *own_personas.every())


def own_folder(persona: Persona) -> Path | None:
    """Where an own persona is kept, with its photo and its voice; None for everybody else."""
    if is_ready_made(persona.id) or _RANDOM.fullmatch(persona.id):
        return None
    try:
        return own_personas.folder(persona.id)
    except RealTalkError:
        return None


def is_ready_made(id: str) -> bool:
    """Whether RealTalk brought this persona along."""
    return any(each.id == id for each in cast.ready_made())
