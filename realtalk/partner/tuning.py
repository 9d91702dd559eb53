"""Personas made to one's liking: how they speak and how much, never who they are.

An own persona is changed itself (`own_personas.change`); for a ready-made one the changes are kept beside it
and laid over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypedDict, Unpack, cast

from realtalk.errors import RealTalkError
from realtalk.partner import cast as ready
from realtalk.partner import local_notes
from realtalk.partner.persona import AnswerLength, Manner, Persona
from realtalk.partner.persona_codec import MATCHED, checked

FILE = "persona_tuning.json"


class Changes(TypedDict, total=False):
    """What may be changed: ranges are those of `Persona` and `VoiceChoice`."""

    speed: float
    pitch: float
    voice: str
    expressiveness: float
    answer_length: AnswerLength
    manner: Manner


def fine_tuned(persona: Persona, **changes: Unpack[Changes]) -> Persona:
    """The persona with these changes. Raises `RealTalkError` for a value that none may have."""
    voice = replace(
        persona.voice,
        voice=changes.get("voice", persona.voice.voice),
        speed=changes.get("speed", persona.voice.speed),
        pitch=changes.get("pitch", persona.voice.pitch),
    )
    return checked(
        replace(
            persona,
            voice=voice,
            expressiveness=changes.get("expressiveness", persona.expressiveness),
            answer_length=changes.get("answer_length", persona.answer_length),
            manner=changes.get("manner", persona.manner),
        )
    )


def tune(persona: str, **changes: Unpack[Changes]) -> Persona:
    """Keep changes to a ready-made persona, on top of those it has; the persona as it is now.

    Raises `RealTalkError` where there is none of that id, or for a value that none may have.
    """
    if changes.get("voice") == MATCHED:
        raise RealTalkError("This persona has no voice of its own.", "Choose one of RealTalk's voices.")
    tuned = fine_tuned(tuned_ready_made(persona), **changes)
    usual, now = _plain(ready.find(persona)), _plain(tuned)
    kept = {name: value for name, value in now.items() if value != usual[name]}
    local_notes.note(FILE, lambda notes: {**notes, persona: kept})
    return tuned


def reset(persona: str) -> Persona:
    """Forget the changes to a ready-made persona, which it is as we made it. Raises `RealTalkError`."""
    original = ready.find(persona)
    if persona in local_notes.noted(FILE):
        local_notes.note(FILE, lambda notes: {name: of for name, of in notes.items() if name != persona})
    return original


def is_tuned(persona: str) -> bool:
    """Whether a ready-made persona is other than we made it."""
    return tuned_ready_made(persona) != ready.find(persona)


def tuned_ready_made(persona: str) -> Persona:
    """A ready-made persona with the changes that were kept; changes that make no sense count for nothing.

    Raises `RealTalkError` where there is none of that id.
    """
    original = ready.find(persona)
    kept: object = local_notes.noted(FILE).get(persona)
    if not isinstance(kept, dict):
        return original
    try:
        return fine_tuned(original, **_changes(original, cast("dict[str, Any]", kept)))
    except (RealTalkError, TypeError, ValueError, OverflowError):
        return original


def _plain(persona: Persona) -> dict[str, Any]:
    """What may be changed, as JSON has it."""
    return {
        "speed": persona.voice.speed,
        "pitch": persona.voice.pitch,
        "voice": persona.voice.voice,
        "expressiveness": persona.expressiveness,
        "answer_length": persona.answer_length.value,
        "manner": persona.manner.value,
    }


def _changes(original: Persona, kept: Mapping[str, Any]) -> Changes:
    plain = {**_plain(original), **kept}
    voice = str(plain["voice"])
    if voice == MATCHED:
        raise ValueError("a ready-made persona has no voice of its own")
    return Changes(
        speed=float(plain["speed"]),
        pitch=float(plain["pitch"]),
        voice=voice,
        expressiveness=float(plain["expressiveness"]),
        answer_length=AnswerLength(plain["answer_length"]),
        manner=Manner(plain["manner"]),
    )
