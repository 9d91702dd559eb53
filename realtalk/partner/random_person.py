"""People who do not exist, each put together from a number."""

from __future__ import annotations

from random import Random

from realtalk.partner.cast import fitting_voice
from realtalk.partner.lives import HABITS, HOMES, JOBS, QUESTIONS, ROOTS, TIES, WAYS, Job
from realtalk.partner.names import NAMES, TAKEN, Names
from realtalk.partner.persona import AnswerLength, Manner, Persona, VoiceChoice
from realtalk.partner.portraits.chance import random_sitter
from realtalk.partner.portraits.sitter import Headwear, Sitter

MOST_QUESTIONS = 12
"""Questions a random person comes with. House rule: half an hour of small talk."""

_OLDEST_AT_WORK = 67
"""Years from which on somebody has stopped working. House rule: the usual age of retirement."""

_MANNERS = (Manner.SUPPORTIVE,) * 3 + (Manner.NEUTRAL,) * 3 + (Manner.TOUGH,)
"""House rule: most strangers are friendly, few are hard to please."""


def random_person(seed: int) -> Persona:
    """Somebody whom nobody has met: name, age, face, voice and story agree; the same for the same `seed`.

    `seed` is at least 0. ValueError where it is not.
    """
    if seed < 0:
        raise ValueError(f"seed must be at least 0, not {seed}")
    draw = Random(f"person {seed}")
    sitter = random_sitter(seed)
    name = _name(draw, sitter)
    first = name.split()[0]
    manner = draw.choice(_MANNERS)
    job = draw.choice([each for each in JOBS if each.from_age <= sitter.age])
    habits = draw.sample([each for each in HABITS if sitter.age >= each.from_age], 2)
    story = (
        _work(draw, first, sitter, job),
        draw.choice(ROOTS),
        draw.choice([tie for low, high, tie in TIES if low <= sitter.age <= high]),
        draw.choice(HOMES),
        habits[0].does,
        habits[1].does,
        draw.choice(WAYS[manner]),
    )
    questions = (job.asks, habits[0].asks, habits[1].asks, *draw.sample(QUESTIONS, MOST_QUESTIONS - 3))
    return Persona(
        id=f"random-{seed}",
        name=name,
        role=_role(sitter.age, job),
        kind="stranger",
        background=_told(" ".join(story), sitter, first),
        greeting=draw.choice(_GREETINGS[manner]).format(first=first),
        manner=manner,
        questions=questions,
        face=f"random:{seed}",
        voice=VoiceChoice(
            fitting_voice(sitter.sex, sitter.age, seed),
            speed=round(draw.uniform(0.92, 1.1), 2),
            pitch=round(draw.uniform(-1.0, 1.0), 1),
        ),
        expressiveness=round(draw.uniform(0.35, 0.8), 2),
        answer_length=AnswerLength.SHORT,
    )


_GREETINGS = {
    Manner.SUPPORTIVE: (
        "Hello, I'm {first}. I am glad of some company. How has your day been?",
        "Hi there, my name is {first}. Do sit down. What brings you here?",
        "Good to meet you, I'm {first}. Tell me, what have you been up to?",
    ),
    Manner.NEUTRAL: (
        "Hello, I'm {first}. I don't think that we have met. What should I know about you?",
        "Hi, {first}. I have a little time before I must go. What shall we talk about?",
        "Good day, my name is {first}. And who are you, if I may ask?",
    ),
    Manner.TOUGH: (
        "{first}. I am told that you wanted to talk. What about?",
        "Hello. I'm {first}, and I am not one for small talk. What is on your mind?",
    ),
}


def _name(draw: Random, sitter: Sitter) -> str:
    fitting = [names for names in NAMES if _fits(names, sitter)]
    while True:
        names = draw.choice(fitting or NAMES)
        woman = sitter.sex == "female"
        families = names.families if woman else names.his_families or names.families
        name = f"{draw.choice(names.women if woman else names.men)} {draw.choice(families)}"
        if name not in TAKEN:
            return name


def _fits(names: Names, sitter: Sitter) -> bool:
    if sitter.headwear is Headwear.HIJAB:
        return names.covered
    if sitter.headwear is Headwear.TURBAN:
        return names.turban
    return names.skin[0] <= sitter.skin <= names.skin[1]


def _role(age: int, job: Job) -> str:
    title = job.title
    return f"Retired {title}" if age >= _OLDEST_AT_WORK else title[0].upper() + title[1:]


def _work(draw: Random, first: str, sitter: Sitter, job: Job) -> str:
    retired = sitter.age >= _OLDEST_AT_WORK
    years = draw.randint(20, 35) if retired else draw.randint(1, max(1, min(30, sitter.age - job.from_age)))
    was, likes = ("was", "misses most") if retired else ("has been", "likes best")
    time = "for a year" if years == 1 else f"for {years} years"
    return (
        f"{first} is {sitter.age} and {was} {job.article} {job.title} {time}; "
        f"what {{they}} {likes} is {job.best}."
    )


def _told(story: str, sitter: Sitter, first: str) -> str:
    """The story with the pronouns of the person it is about."""
    woman = sitter.sex == "female"
    return (
        story.replace("{They}", "She" if woman else "He")
        .replace("{they}", "she" if woman else "he")
        .replace("{them}", "her" if woman else "him")
        .replace("{their}", "her" if woman else "his")
        .replace("{Their}", "Her" if woman else "His")
        .replace("{first}", first)
    )
