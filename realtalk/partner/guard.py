"""What is answered without asking a language model: whether one talks with an AI, attempts to break a
persona out of its part, and what no persona helps with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeAlias

from realtalk.partner.persona import Manner, Persona
from realtalk.partner.said import Said
from realtalk.partner.stop_deceit import deceit
from realtalk.partner.stop_harm import BEDROOM, DESPAIR, HARM, SELF_HARM, SEXUAL
from realtalk.partner.stop_part import AI, BODILESS, BREAK_OUT, MACHINE, UNBOUND

Reason: TypeAlias = Literal["ai", "break_out", "fraud", "defame", "sexual", "harm", "self_harm"]

_TOLD = re.compile(
    r"^\W*(?:(?:so|then|and|well|once|yes|in my last job|at (?:my|our) \w+|last \w+),? )*(?:i|we|he|she"
    r"|they|it|our|my|the|somebody|someone) "
    r"(?:\w+ ){0,3}?(?:\w+ed|was|were|had|did|found|fought|caught|told|got|made|wrote|built|ran|led|saw"
    r"|knew|went|gave|"
    r"took|kept|said|began|taught|sent|spoke|sold|chose|held)\b",
    re.IGNORECASE,
)
"""A sentence that tells what was: nobody is asked for anything in it."""

_RULES: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    ("harm", HARM),
    ("sexual", SEXUAL),
    ("sexual", BEDROOM),
    ("break_out", BREAK_OUT),
    ("break_out", UNBOUND),
    ("ai", AI),
    ("ai", MACHINE),
    ("ai", BODILESS),
)
"""What is looked for in a sentence that does not tell of the past."""

_MARKS = re.compile(r"<\|[^|]{0,30}\|>|\[/?INST\]|<</?SYS>>")

_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!]+|\n|$)")


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a turn is answered without a language model, and whether the talk goes on after it."""

    reason: Reason
    ends_role: bool


def stopped(text: str) -> Stopped | None:
    """Why a turn of the user's is not put to a language model; None for what is. `text` may be raw."""
    text = " ".join(text.replace("’", "'").split(" "))
    sentences = [each.strip() for each in _SENTENCE.findall(text) if each.strip()]
    if any(rule.search(each) for each in sentences for rule in (SELF_HARM, DESPAIR)):
        return Stopped("self_harm", True)
    asking = [each for each in sentences if "?" in each or not _TOLD.search(each)]
    wrong = deceit(asking, text)
    if wrong is not None:
        return Stopped(wrong, False)
    for reason, rule in _RULES:
        if any(rule.search(each) for each in asking):
            return Stopped(reason, False)
    return Stopped("break_out", False) if _MARKS.search(text) else None


def answer(reason: Reason, persona: Persona, seed: int, question: str = "") -> tuple[Said, ...]:
    """What a persona says to it. `question` is what they had asked, which they come back to."""
    among = _ANSWERS[reason]
    if reason in ("ai", "break_out"):
        among = (*among, *_BY_MANNER[reason, persona.manner])
    name = persona.name
    text = Random(f"{persona.id} {reason} {seed}").choice(among).format(name=name, short=name.split()[0])
    kind = "honest" if reason == "ai" else "refusal"
    said = [Said(text, kind=kind, speaker=persona.id)]
    if question and reason not in ("self_harm", "sexual"):
        back = _BACK[seed % len(_BACK)]
        said.append(Said(f"{back} {question}", kind="question", speaker=persona.id))
    return tuple(said)


_ANSWERS: Mapping[Reason, tuple[str, ...]] = {
    "ai": (
        "No, I am an AI that plays {name}, so that you can practise talking.",
        "To be honest with you: I am an AI, and I only play the part of {name}.",
        "I am an AI in the part of {name}, not a living person."
    ),
    "break_out": (
        "I would rather stay with our talk.",
        "That is not something I can take part in, so let us stay with our conversation.",
        "I think we are leaving our subject, and I would like to come back to it."
    ),
    "fraud": (
        "I will not help to deceive anybody, not even as an exercise.",
        "That would cheat somebody out of what is theirs, and I will have no part in it.",
        "No, I do not help with misleading people. I am glad to talk about something else."
    ),
    "defame": (
        "I will not say harmful things about somebody that may not be true.",
        (
            "I do not spread stories about real people. If something went wrong between you, tell me what "
            "happened."
        ),
    ),
    "sexual": (
        "I am not going there. I am glad to go on with our conversation.",
        "That is not what we are here for. Let us talk about something else."
    ),
    "harm": (
        "I will not help with something that could hurt people.",
        "No, I have no part in anything that puts somebody in danger."
    ),
    "self_harm": (
        (
            "I am stepping out of my part for a moment, because what you say matters. I am an AI, and I am "
            "sorry that things are so heavy. Please talk to somebody near you now, or call your local "
            "emergency number or a crisis line. You do not have to carry this alone."
        ),
    ),
}  # fmt: skip

_BY_MANNER: Mapping[tuple[Reason, Manner], tuple[str, ...]] = {
    ("ai", Manner.SUPPORTIVE): (
        "Good that you ask: I am an AI, and I play {name} for you to practise with.",
    ),
    ("ai", Manner.NEUTRAL): ("I am an AI. I play {name} in this talk.",),
    ("ai", Manner.TOUGH): ("I am an AI that plays {name}, and I shall ask my questions all the same.",),
    ("break_out", Manner.SUPPORTIVE): ("That is a curious idea, and yet I would sooner hear more from you.",),
    ("break_out", Manner.NEUTRAL): ("Let us keep to what we came to talk about.",),
    ("break_out", Manner.TOUGH): ("Nice try. I decide what we talk about, and we go on.",),
}

_BACK = ("So, back to my question.", "Let me come back to what I asked.", "Now, once more.")
