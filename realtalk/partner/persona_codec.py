"""A persona as JSON text, and back; nothing in such a text is believed before it is looked at."""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from dataclasses import replace
from typing import Any, cast

from realtalk.errors import RealTalkError
from realtalk.partner.persona import MOST_WORDS, AnswerLength, Fact, Manner, Persona, VoiceChoice

VERSION = 1
"""Of this writing; raised when an older RealTalk could not read the newer one."""

KINDS = ("interviewer", "investor", "audience", "colleague", "stranger", "historical", "own")
"""What a persona may be met for, as `Persona.kind` has it."""

LETTERS_A_WORD = 16
"""Characters that a text may have for each of its words. House rule: German's long words stay below ten on
average, and a text in a script without spaces counts as one word.
"""

MOST_FACTS = 200
"""Facts a persona may have. House rule: those we wrote have 40 to 60."""

LONGEST_FACT, LONGEST_LINE = 500, 400
"""Characters of a fact or of its source, and of `years` and `beyond`."""

LARGEST = 1 << 20
"""Bytes of the JSON text. House rule: all that a persona may say takes a quarter of it."""

PHOTO, MATCHED = "photo", "matched"
"""The face and the voice that come from a real person (`Persona.face`, `VoiceChoice.voice`)."""

_FACE = re.compile(r"|[a-z0-9][a-z0-9_-]{0,39}|random:[0-9]{1,18}")
_VOICE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

_KEPT_FORMATS = "\u200c\u200d"
"""Joiners that Persian, Indic scripts and emoji cannot do without; every other invisible sign goes."""

_FIELDS = frozenset(field.name for field in dataclasses.fields(Persona))
_VOICE_FIELDS = frozenset(field.name for field in dataclasses.fields(VoiceChoice))
_FACT_FIELDS = frozenset(field.name for field in dataclasses.fields(Fact))


def encode(persona: Persona) -> bytes:
    """The JSON text of a persona, for people to read too."""
    plain = dataclasses.asdict(persona)
    plain["manner"], plain["answer_length"] = persona.manner.value, persona.answer_length.value
    text = json.dumps({"version": VERSION, "persona": plain}, ensure_ascii=False, allow_nan=False, indent=1)
    return text.encode()


def decode(data: bytes) -> Persona:
    """The persona of a JSON text. Raises `RealTalkError` that says what is wrong with it."""
    if len(data) > LARGEST:
        raise _unreadable("it is far too long")
    try:
        outer: object = json.loads(data.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _unreadable("it is damaged") from error
    document = _object(outer, frozenset({"version", "persona"}), "file")
    if document["version"] != VERSION:
        raise _unreadable("it was written by another version of RealTalk", "Update RealTalk and try again.")
    plain = _object(document["persona"], _FIELDS, "persona")
    voice = _object(plain["voice"], _VOICE_FIELDS, "voice")
    try:
        return checked(
            Persona(
                id=_text(plain["id"]),
                name=_text(plain["name"]),
                role=_text(plain["role"]),
                kind=_text(plain["kind"]),
                background=_text(plain["background"]),
                greeting=_text(plain["greeting"]),
                manner=Manner(_text(plain["manner"])),
                questions=tuple(map(_text, _list(plain["questions"]))),
                face=_text(plain["face"]),
                voice=VoiceChoice(_text(voice["voice"]), _number(voice["speed"]), _number(voice["pitch"])),
                expressiveness=_number(plain["expressiveness"]),
                answer_length=AnswerLength(_text(plain["answer_length"])),
                years=_text(plain["years"]),
                facts=tuple(map(_fact, _list(plain["facts"]))),
                beyond=_text(plain["beyond"]),
                real=_yes(plain["real"]),
            )
        )
    except ValueError as error:  # a manner or a length that does not exist
        raise _unreadable("it holds a value that RealTalk does not know") from error


def checked(persona: Persona) -> Persona:
    """The persona with its texts on one line each and without signs that nobody sees.

    Raises `RealTalkError` for what no persona may be: texts far too long, a face or a voice that is no name
    of one.
    """
    tidy = replace(
        persona,
        name=one_line(persona.name),
        role=one_line(persona.role),
        background=one_line(persona.background),
        greeting=one_line(persona.greeting),
        questions=tuple(map(one_line, persona.questions)),
        years=one_line(persona.years),
        beyond=one_line(persona.beyond),
        facts=tuple(Fact(one_line(fact.text), one_line(fact.source)) for fact in persona.facts),
    )
    for what in ("name", "role", "background", "greeting"):
        _no_longer(what, getattr(tidy, what), LETTERS_A_WORD * MOST_WORDS[what])
    for question in tidy.questions:
        _no_longer("question", question, LETTERS_A_WORD * MOST_WORDS["question"])
    for line in (tidy.years, tidy.beyond):
        _no_longer("text", line, LONGEST_LINE)
    if len(tidy.facts) > MOST_FACTS:
        raise RealTalkError(f"There are {len(tidy.facts)} facts.", f"Keep {MOST_FACTS} at most.")
    for fact in tidy.facts:
        _no_longer("fact", fact.text, LONGEST_FACT)
        _no_longer("source of a fact", fact.source, LONGEST_FACT)
    if tidy.kind not in KINDS:
        raise RealTalkError("That is no kind of persona.", f"Choose one of {', '.join(KINDS)}.")
    if not _FACE.fullmatch(tidy.face):
        raise RealTalkError("That is no face of RealTalk's.", "Choose one of the portraits, or a photo.")
    if not _VOICE.fullmatch(tidy.voice.voice):
        raise RealTalkError("That is no voice of RealTalk's.", "Choose one of the list.")
    return tidy


def one_line(text: str) -> str:
    r"""Text without line breaks, control signs, marks that turn the direction of writing, and lone halves of
    a sign.

    >>> one_line("  Ada\n\u202eLovelace\x00 ")
    'Ada Lovelace'
    """
    spaced = "".join(" " if char.isspace() else char for char in text)
    visible = "".join(
        char
        for char in spaced
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn") or char in _KEPT_FORMATS
    )
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _no_longer(what: str, text: str, most: int) -> None:
    if len(text) > most:
        raise RealTalkError(f"A {what} has {len(text)} characters.", f"Shorten it to {most}.")


def _object(value: object, names: frozenset[str], what: str) -> dict[str, Any]:
    """An object with exactly these names."""
    if not isinstance(value, dict):
        raise _unreadable(f"its {what} is none")
    plain = cast("dict[str, Any]", value)
    if plain.keys() != names:
        raise _unreadable(f"its {what} has something missing, or something that does not belong there")
    return plain


def _fact(value: object) -> Fact:
    plain = _object(value, _FACT_FIELDS, "fact")
    return Fact(_text(plain["text"]), _text(plain["source"]))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise _unreadable("a list is missing")
    return cast("list[object]", value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _unreadable("a text is missing")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _unreadable("a number is missing")
    try:
        return float(value)
    except OverflowError as error:
        raise _unreadable("a number is far too large") from error


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise _unreadable("a yes or no is missing")
    return value


def _no_number(_: str) -> float:
    raise ValueError("no number")


def _unreadable(why: str, remedy: str = "Ask for the file again, or choose another.") -> RealTalkError:
    return RealTalkError(f"This persona cannot be read: {why}.", remedy)
