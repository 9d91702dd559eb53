"""What a user asks of a persona, by kind, and how it is answered without a language model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Literal, TypeAlias

from realtalk.partner.about import own_words
from realtalk.partner.persona import Manner, Persona
from realtalk.partner.recall import closest, recalled
from realtalk.partner.said import Said

Wish: TypeAlias = Literal["repeat", "clarify", "goodbye", "skip", "pause", "permission"]
"""What a turn asks for besides an answer: to hear the question again, to have it explained, to end, to go
on to the next one, a moment to think, leave to ask."""

_WISHES_BY_RULE: tuple[tuple[Wish, str], ...] = (
    (
        "repeat",
        r"\b(?:repeat|say) (?:that|it|the question|your question|this)(?: again)?\b[^.!]*\??$"
        r"|^(?:pardon|sorry|what|excuse me|come again|hm|huh)"
        r"(?: me)?\s?\?+$|\bwhat was (?:the|your) question\b|\b(?:didn't|did not|couldn't"
        r"|could not) (?:hear|catch|get) (?:you|that|it|the question|your)\b"
        r"|\b(?:say|ask) (?:that|it) (?:again|once more)\b",
    ),
    (
        "clarify",
        r"\bwhat (?:exactly )?do you mean\b|\b(?:don't|do not|didn't) (?:quite "
        r"|really )?understand (?:the |your |that |this )?(?:question|what you)"
        r"|\bcould you (?:explain|rephrase|clarify|be more specific)\b|\bcan you (?:rephrase|clarify"
        r"|explain (?:that|the question)|be more specific)\b",
    ),
    (
        "goodbye",
        r"^(?:(?:okay|ok|well|so|alright|thank you|thanks)[,.!]? ?)*(?:good ?bye|bye(?: bye)?"
        r"|see you|farewell|have a (?:nice|good|great) (?:day|evening|one|weekend))\b"
        r"|\bi (?:have|need|'ve got|must) (?:to )?(?:go|leave|run|stop) (?:now|here|soon"
        r"|home)?[.!]?$|\b(?:let's|let us|can we|i want to|i'd like to) (?:stop|end|finish) (?:here"
        r"|now|this|the (?:interview|talk|conversation))\b"
        r"|\bthat(?:'s| is| was) all (?:from me|for today|i have)\b",
    ),
    (
        "skip",
        r"^(?:(?:um|uh|sorry|well|i'm afraid|honestly|no)[,.]? ?)*(?:i (?:really )?(?:don't"
        r"|do not) know|no idea|pass|skip(?: (?:it|that|this))?|next(?: question)?(?:,? please)?"
        r"|i can't think of (?:anything|any|one)|nothing comes to mind|i have no (?:idea|answer"
        r"|example)|i'd rather not (?:say|answer))(?: (?:that|this|one|the answer|sorry|right now"
        r"|to (?:that|this)))*[.!]?$"
        r"|\b(?:can we|let's|could we) (?:skip|move on|go on|go to the next)\b",
    ),
    (
        "pause",
        (
            r"\b(?:give me|just|wait|one|hold on|i need|may i have|can i have|let me take) (?:a "
            r"|one )?(?:moment|second|minute|sec)\b[^.]{0,20}[.!?]?$|^let me think\b[^.]{0,30}[.!]?$"
        ),
    ),
    (
        "permission",
        (
            r"^(?:can|could|may) i (?:also )?ask (?:you )?(?:something|a question|one thing|one question"
            r"|a few questions|questions)(?: (?:too|first|now|please|about .*))?\s?\?*$"
        ),
    ),
)
_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rule, re.IGNORECASE)) for name, rule in _WISHES_BY_RULE
)

_TAG = re.compile(
    (
        r"^(?:(?:and|so),? )?(?:does that (?:make sense|answer|help)|do you (?:know|see) what i mean"
        r"|is that (?:okay|ok|all right|enough|what you)|right|okay|you know|isn't it"
        r"|don't you think)\b[^.]{0,30}\?$"
    ),
    re.IGNORECASE,
)

_WHY = {
    "interviewer": ("Because I would like to understand how you work.", "Because it tells me how you think."),
    "investor": ("Because it is my money that you want.", "Because that is where plans usually break."),
    "audience": ("Because I could not follow that part of your talk.",),
    "colleague": ("Because I want to know where I stand.",),
    "stranger": ("Just because I am curious.", "I like to hear how other people live."),
    "historical": ("Because I never tire of asking.",),
    "own": ("Because I would like to know.",),
}
"""What somebody says who is asked why they ask."""

_ASKS_WHY = re.compile(
    r"\bwhy (?:do|did|would|are|is it that) you (?:want to know|ask|asking)\b", re.IGNORECASE
)
_RETURNED = re.compile(
    r"^(?:and |so |but )*(?:(?:what|how) about )?(?:you|yourself|yours)\s?\?*$|\b(?:how"
    r"|what) about you\b|\band you\?",
    re.IGNORECASE,
)
"""The question given back to the one who asked it."""

_BY_RULE: tuple[tuple[str, Mapping[Manner | None, tuple[str, ...]]], ...] = (
    (
        (
            r"\bhow (?:are you|do you do|is it going|are things|have you been|was your (?:day|week"
            r"|weekend))\b|\bhow's it going\b"
        ),
        {
            None: ("I am well, thank you for asking.", "Very well, thank you."),
            Manner.TOUGH: ("Busy, but here I am.", "Well enough, thank you."),
        },
    ),
    (
        (
            r"\b(?:what is|what's|may i know|tell me) your name\b|\bwho are you\b|\bwho am i (?:talking"
            r"|speaking) (?:to|with)\b"
        ),
        {None: ("My name is {name}. {role}", "I am {name}. {role}")},
    ),
    (
        (
            r"\bhow (?:long|many questions|much time)\b[^?]{0,30}\b(?:this|it|we|interview|you have|left"
            r"|take|talk)\b"
        ),
        {
            None: (
                "Not long. I keep an eye on the time, so you need not.",
                "Long enough for you to think before you answer.",
            )
        },
    ),
    (
        (
            r"\b(?:how (?:did|am|was) i (?:do|doing)?|was (?:that|my answer) (?:good|okay|ok|right)"
            r"|did i (?:do well|get|pass)|any (?:feedback|advice|tips))\b"
        ),
        {
            None: ("I keep my judgement to the end; your review will show you what worked.",),
            Manner.SUPPORTIVE: (
                "You are doing your part well by being concrete, and your review will show you more.",
            ),
        },
    ),
    (
        r"\b(?:nice|good|great|pleased|lovely) to (?:meet|see) you\b",
        {None: ("It is good to meet you too.", "Likewise."), Manner.TOUGH: ("Likewise. Let us begin.",)},
    ),
)
_SMALL_TALK = tuple((re.compile(rule, re.IGNORECASE), answers) for rule, answers in _BY_RULE)

OWN = 0.45
"""The share of a question's matter that a sentence about a persona must have to answer it. House rule: more
than among facts, since there are few sentences and each speaks of something else."""

_PAY = re.compile(
    r"\b(?:how much|what)\b[^.?!]{0,40}\b(?:pay|pays|salary|earn|wage|bonus|holidays?)\b", re.IGNORECASE
)
_STEPS = re.compile(r"\b(?:next steps?|hear (?:back )?from you|after this interview|decision|decide)\b", re.I)


def wish(text: str) -> Wish | None:
    """What a short turn asks for; None for one that is an answer or a question."""
    text = text.replace("’", "'").strip()
    if len(text.split()) > 16:
        return None
    return next((name for name, rule in _WISHES if rule.search(text)), None)


def is_tag(question: str) -> bool:
    """Whether a question only makes sure that one was understood: "Does that make sense?"."""
    return bool(_TAG.search(question.replace("’", "'").strip()))


def answered(
    persona: Persona, question: str, random: Random, used: set[str], around: str = ""
) -> tuple[Said, ...]:
    """What a persona says to a question, in their own words, with the facts it stands on. `used` holds what
    was said before, which is not said again while there is something else; `around` is the whole turn.
    """
    question = question.replace("’", "'")
    for rule, answers in _SMALL_TALK:
        if rule.search(question):
            text = random.choice(answers.get(persona.manner) or answers[None])
            role = own_words(persona)[0].text
            return (Said(text.format(name=persona.name, role=role), speaker=persona.id),)
    if persona.kind == "interviewer" and _PAY.search(question):
        return (Said("We name figures with the offer, and I will not guess today.", speaker=persona.id),)
    if _ASKS_WHY.search(question):
        return (Said(random.choice(_WHY.get(persona.kind, _WHY["own"])), speaker=persona.id),)
    if _RETURNED.search(question):
        among = persona.facts or own_words(persona)[1:] or own_words(persona)
        told = random.choice([f for f in among if f.text not in used] or list(among))
        used.add(told.text)
        return (Said(told.text, (told,) if told.source else (), speaker=persona.id),)
    if persona.facts:
        return _from_facts(persona, question, random, used, around)
    own = own_words(persona)
    found = recalled(own, question, persona.name)
    if found.facts and found.covered >= OWN:
        told = [f for f in closest(found) if f.text not in used][:1] or list(found.facts[:1])
        used.add(told[0].text)
        return (Said(told[0].text, speaker=persona.id),)
    if persona.kind == "interviewer" and _STEPS.search(question):
        return (Said("You will hear from us within a few days, whatever we decide.", speaker=persona.id),)
    if re.search(
        r"\b(?:about (?:you|yourself)|your (?:background|job|role|work|story)|what do you do)\b",
        question,
        re.I,
    ):
        told = [f for f in own if f.text not in used][:2] or list(own[:1])
        used.update(f.text for f in told)
        return tuple(Said(f.text, speaker=persona.id) for f in told)
    return (Said(_unknown(persona, random, used), kind="outside", speaker=persona.id),)


def _from_facts(
    persona: Persona, question: str, random: Random, used: set[str], around: str
) -> tuple[Said, ...]:
    found = recalled(persona.facts, question, persona.name, around)
    if found.matter and found.outside:
        text = persona.beyond or _unknown(persona, random, used)
        return (Said(text, kind="outside", speaker=persona.id),)
    best = list(closest(found))[:2]
    fresh = [f for f in best if f.text not in used] or best
    if not found.facts:
        rest = [f for f in persona.facts if f.text not in used] or list(persona.facts)
        fresh = [random.choice(rest)]
    fresh = fresh[: max(1, persona.answer_length.sentences - 1)]
    used.update(f.text for f in fresh)
    return tuple(Said(f.text, (f,), speaker=persona.id) for f in fresh)


def _unknown(persona: Persona, random: Random, used: set[str]) -> str:
    if persona.beyond:
        return persona.beyond
    among = _UNKNOWN.get(persona.kind, _UNKNOWN["own"])
    fresh = [each for each in among if each not in used] or list(among)
    text = random.choice(fresh)
    used.add(text)
    return text


_UNKNOWN: dict[str, tuple[str, ...]] = {
    "interviewer": (
        "That is something I cannot tell you today, and I would sooner not guess.",
        "I have no good answer to that here; please ask it again when we meet the team.",
        "I will not make something up about that.",
    ),
    "investor": (
        "That is for you to tell me.",
        "I leave that open, since today it is about your numbers.",
        "I do not talk about that before I have decided.",
    ),
    "audience": (
        "I only came to listen, so I cannot say.",
        "I do not know; that is why I came to your talk.",
    ),
    "colleague": (
        "I do not see why that matters now.",
        "That is beside the point for me.",
        "Ask me that when this is settled.",
    ),
    "stranger": (
        "I would rather keep that to myself; I am more curious about you.",
        "Oh, that is a long story for another day.",
        "That is a good one, and I have no answer to it yet.",
        "I could not say.",
    ),
    "historical": ("Of that I know nothing.", "That lies beyond what I know."),
    "own": ("I have no answer to that.", "That I do not know.", "I could not say."),
}
