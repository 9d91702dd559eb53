"""How people on this machine like the personas: one to five stars and, if they want, a note."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from realtalk.errors import RealTalkError
from realtalk.partner import local_notes
from realtalk.partner.persona_codec import one_line

FILE = "persona_ratings.json"

MOST_STARS = 5

LONGEST_NOTE = 400
"""Characters. House rule: three sentences."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody thought of a persona, and when, in UTC; `note` may be ""."""

    stars: int
    note: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of the stars, 1..5, and of how many people."""

    stars: float
    people: int


def rate(persona: str, stars: int, note: str = "", *, who: str = "", now: datetime | None = None) -> Rating:
    """Note how many stars somebody gives a persona; what they gave it before no longer counts.

    `who` tells people apart, such as a browser's cookie; it cannot be read from what is kept. Raises
    `RealTalkError`.
    """
    if isinstance(stars, bool) or not 1 <= stars <= MOST_STARS:
        raise RealTalkError("That is no number of stars.", f"Give one to {MOST_STARS}.")
    note = one_line(note)
    if len(note) > LONGEST_NOTE:
        raise RealTalkError(f"The note has {len(note)} characters.", f"Shorten it to {LONGEST_NOTE}.")
    made = Rating(stars, note, now or datetime.now(UTC))

    def changed(notes: dict[str, Any]) -> dict[str, Any]:
        of_persona = cast("dict[str, Any]", notes.get(persona)) if _is_object(notes.get(persona)) else {}
        entry = {"stars": made.stars, "note": made.note, "made": made.made.isoformat()}
        return {**notes, persona: {**of_persona, _key(who): entry}}

    local_notes.note(FILE, changed)
    return made


def rating(persona: str, *, who: str = "") -> Rating | None:
    """What somebody last gave a persona; None where they gave nothing."""
    return _all(persona).get(_key(who))


def average(persona: str) -> Average | None:
    """What everybody on this machine gave a persona on average; None where nobody did."""
    stars = [each.stars for each in _all(persona).values()]
    return Average(sum(stars) / len(stars), len(stars)) if stars else None


def forget(persona: str) -> None:
    """Remove all ratings of a persona, as when it is deleted. Raises `RealTalkError`."""
    if persona in local_notes.noted(FILE):
        local_notes.note(FILE, lambda notes: {name: of for name, of in notes.items() if name != persona})


def _all(persona: str) -> dict[str, Rating]:
    entries = local_notes.noted(FILE).get(persona)
    found: dict[str, Rating] = {}
    for key, entry in cast("dict[str, Any]", entries if _is_object(entries) else {}).items():
        try:
            stars, note = entry["stars"], entry["note"]
            made = datetime.fromisoformat(entry["made"])
        except (KeyError, TypeError, ValueError):
            continue
        if isinstance(stars, int) and 1 <= stars <= MOST_STARS and isinstance(note, str):
            found[key] = Rating(stars, note, made)
    return found


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _key(who: str) -> str:
    return hashlib.sha256(who.encode(errors="replace")).hexdigest()[:32]
