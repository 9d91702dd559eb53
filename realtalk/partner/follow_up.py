"""What a persona asks next about what was just said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random

from realtalk.language.numerals import numerals
from realtalk.partner.heard import Heard
from realtalk.partner.persona import Manner
from realtalk.partner.reactions import known, weighed

LITTLE = 8
"""Words of an answer from which on there is something to ask about. House rule: fewer are half a sentence."""

TOLD = 15
"""Words from which on deeds are a story, where none was asked for. House rule: two sentences."""

LONG = 30
"""Words of a story from which on one misses how it began. House rule: in a shorter one the end is missed
more."""

_MEASURED = re.compile(r"\b(?:measur|count|survey|data|figures|tracked|tested)", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\bper ?cent\b|%|\btimes\b|\b(?:doubled|halved|tripled|twice|half|third|quarter)\b"
    r"|\b\d[\d.,]+\b(?! ?(?:years?|months?|weeks?|days?|hours?|minutes?|o'clock))(?<!\b(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""A figure that somebody found out, and not how long something took."""
_PEOPLE = re.compile(
    r"\b(?:team|colleague|manager|boss|customer|client|developer|they|he|she|people)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question on an answer. `key` names what it asks for, so that it is not asked twice; `wanted` says
    it in words for a language model.
    """

    key: str
    text: str
    wanted: str


def follow_up(
    answer: Heard,
    kind: str,
    met_for: str,
    manner: Manner,
    asked: frozenset[str],
    random: Random,
    structure: Collection[str] | None = None,
) -> FollowUp | None:
    """The next question on an answer (all that was said to the same question), None where there is none left.

    `kind` is what the question asked for (`Agenda.kind`), `met_for` the persona's kind, `asked` the keys of
    what was asked already, `structure` the parts of the story that show, where the caller knows.
    """
    there = frozenset(part.part for part in answer.parts) if structure is None else frozenset(structure)
    if kind == "story":
        found = _on_a_story(answer, manner, random, there)
    elif kind == "technical":
        told = "action" in there and len(answer.words) > TOLD
        found = _on_a_story(answer, manner, random, there, story=False) if told else _on_a_way(random)
    elif kind == "hr":
        found = _on_matters(answer, _MATTERS[kind], random, asked)
    else:
        deeds = met_for in ("interviewer", "own") and "action" in there and len(answer.words) > TOLD
        by_kind = _MATTERS.get(met_for, _MATTERS["stranger"])
        found = (
            _on_a_story(answer, manner, random, there, story=False)
            if deeds
            else _on_matters(answer, by_kind, random, asked)
        )
    return next((each for each in found if each.key not in asked), None)


def nudge(manner: Manner, kind: str, random: Random) -> str:
    """What is said to somebody who hardly answered."""
    story = kind == "story"
    return random.choice(_NUDGES[manner, story])


def _on_a_story(
    answer: Heard, manner: Manner, random: Random, there: frozenset[str], *, story: bool = True
) -> Iterator[FollowUp]:
    deeds = answer.deeds
    deed = f"You {deeds[0]}. " if deeds else ""
    other = f"You {deeds[1]}. " if len(deeds) > 1 else deed
    if not there & {"action", "task", "situation", "result"}:
        yield FollowUp("case", random.choice(_CASE[manner]), "one real case of it")
    elif "action" not in there:
        scene = answer.quoted("task") or answer.quoted("situation")
        lead = f"You said “{scene}”. " if 3 <= len(scene.split()) <= 14 else _mention(answer, random)
        yield FollowUp(
            "action",
            lead + random.choice(_ACTION[manner]),
            "what they did themselves",
        )
    if "result" not in there and deeds and (story or len(answer.words) > LONG):
        yield FollowUp("result", deed + random.choice(_RESULT[manner]), "how it ended")
    if answer.ours and deeds:
        quoted = f"You told me what “we” did: you {deeds[0]}. "
        yield FollowUp("own part", quoted + random.choice(_OWN[manner]), "which part was their own")
    if not {"situation", "task"} & there and len(answer.words) > LONG:
        yield FollowUp("task", random.choice(_TASK[manner]), "what they had to achieve there")
    if numerals(answer.text) and not _MEASURED.search(answer.text):
        result = answer.quoted("result")
        if result and _QUANTITY.search(result) and len(result.split()) <= 14:
            yield FollowUp(
                "measure", f"You said “{result}”. {random.choice(_MEASURE[manner])}", "how they measured it"
            )
    rest = [
        FollowUp("why", other + random.choice(_WHY[manner]), "why they did it that way"),
        FollowUp("hard", _mention(answer, random) + random.choice(_HARD[manner]), "what was hardest"),
        FollowUp("again", random.choice(_AGAIN[manner]), "what they would do differently"),
    ]
    if _PEOPLE.search(answer.text):
        rest.append(FollowUp("others", random.choice(_OTHERS[manner]), "how the others took it"))
    random.shuffle(rest)
    yield from rest


def _on_matters(
    answer: Heard, questions: tuple[str, ...], random: Random, asked: frozenset[str]
) -> Iterator[FollowUp]:
    """Questions about something that was named, each about something else."""
    new = [m for m in answer.matters if m not in asked]
    new = [*(best := weighed(answer, new)), *(each for each in new if each not in best)]
    order = list(questions)
    random.shuffle(order)
    lead = _lead(new[0], random) if new else ""
    if not new and answer.deeds:
        lead = f"You {answer.deeds[0]}. "
    if not lead:
        return
    for question in order:
        yield FollowUp(question, lead + question, f"{new[0]}: {question}" if new else question)


def _on_a_way(random: Random) -> Iterator[FollowUp]:
    """Questions about a way to go about something, whatever it is."""
    for question in random.sample(_WAYS, len(_WAYS)):
        yield FollowUp(question, question, question)


def _mention(answer: Heard, random: Random) -> str:
    named = weighed(answer, list(answer.matters))
    return _lead(named[0], random) if named else ""


def _lead(matter: str, random: Random) -> str:
    return random.choice(_LEADS).format(matter=known(matter)) + " "


_LEADS = (
    "You mentioned {matter}.",
    "Let us stay with {matter} for a moment.",
    "You spoke of {matter}.",
    "I would like to know more about {matter}.",
    "You brought up {matter}.",
)

_S, _N, _T = Manner.SUPPORTIVE, Manner.NEUTRAL, Manner.TOUGH

_ACTION = {
    _S: ("What did you do then?", "And how did you go about it?", "What was the first step that you took?"),
    _N: ("What did you do then?", "Which steps did you take yourself?", "How did you go about it?"),
    _T: (
        "And what did you actually do?",
        "That is the setting. What did you do?",
        "So what was your first move?",
    ),
}
_CASE = {
    _S: ("When did that last show? Tell me about one real day.", "Could you give me one real case of that?"),
    _N: ("Which real case can you give me for that?", "When did you last do that, and how did it go?"),
    _T: ("That is general. When did it really happen?", "Anybody could say that. Which case proves it?"),
}
_RESULT = {
    _S: ("How did it turn out in the end?", "What came of it?", "And what did it lead to?"),
    _N: ("What came of it?", "How did it end?", "What was different afterwards?"),
    _T: (
        "And what did that change?",
        "What came of it, in plain terms?",
        "Did it work, and how do you know?",
    ),
}
_OWN = {
    _S: ("Which part of it was yours?", "What did you bring to it yourself?"),
    _N: ("What was your own part?", "Which of it did you do yourself?"),
    _T: ("What would have been missing without you?", "What did you do, and what did the others do?"),
}
_TASK = {
    _S: ("Help me picture it: what were you asked to achieve?", "What was at stake for you there?"),
    _N: ("What exactly were you asked to achieve?", "What was the goal when you began?"),
    _T: ("What was the goal, precisely?", "Who wanted that from you, and by when?"),
}
_MEASURE = {
    _S: ("How did you find that out?", "How did you measure that?"),
    _N: ("How did you measure that?", "Where does that figure come from?"),
    _T: ("How do you know that it was your doing?", "How sure are you of that figure?"),
}
_WHY = {
    _S: ("What made you choose that way?", "How did you come to that idea?"),
    _N: ("What made you do it that way?", "Which other ways did you consider?"),
    _T: ("Why that, and not something simpler?", "What spoke against doing it that way?"),
}
_HARD = {
    _S: ("What was the hardest part of it for you?", "Where did you need the most patience?"),
    _N: ("What was the hardest part?", "Where did it nearly go wrong?"),
    _T: ("Where did it go wrong?", "What would have made it fail?"),
}
_AGAIN = {
    _S: ("Looking back, what would you do again, and what would you do differently?",
         "What did you take away from it for yourself?"),
    _N: ("What would you do differently today?", "What have you done differently since then?"),
    _T: ("What was your mistake in it?", "If you had half the time, what would you leave out?"),
}  # fmt: skip
_OTHERS = {
    _S: ("How did the others feel about it?", "How did you win the others over?"),
    _N: ("How did the others take it?", "Who saw it differently?"),
    _T: ("Who was against it, and why?", "What would the others say about your part in it?"),
}

_WAYS = (
    "How would you know that it works?",
    "What would you do first if that went wrong?",
    "What could go wrong there?",
    "Why would you go about it like that?",
    "What would you do differently with half the time?",
    "Which other ways did you think of?",
)

_MATTERS: dict[str, tuple[str, ...]] = {
    "hr": (
        "Could you tell me a little more about that?",
        "Why is that important to you?",
        "What have you learned from that?",
        "What does that mean for the way you work?",
    ),
    "interviewer": (
        "Can you make that concrete for me?",
        "How did you come to that?",
        "What have you learned from that?",
        "What would be the other way to go about it?",
    ),
    "investor": (
        "What makes you sure of that?",
        "What happens to that if a large competitor copies you?",
        "What does that cost you, and what does it bring in?",
        "How would you prove that to me within three months?",
        "What has to be true for that to work?",
    ),
    "audience": (
        "What evidence do you have for that?",
        "What does that mean for somebody who is new to the subject?",
        "Where does that no longer hold?",
        "What should we do differently tomorrow because of that?",
    ),
    "colleague": (
        "What exactly do you expect me to do about that?",
        "Why do we talk about that only now?",
        "How do you think that looks from my side?",
        "What would you give up in return?",
        "Who else sees it like that?",
    ),
    "stranger": (
        "How did that come about?",
        "What do you like most about that?",
        "What is the story behind that?",
        "What was that like for you?",
    ),
    "historical": (
        "What does that mean to people in your time?",
        "What drew you to that?",
        "How would you explain that to somebody of my century?",
    ),
}

_NUDGES: dict[tuple[Manner, bool], tuple[str, ...]] = {
    (_S, True): (
        "Take your time. A small example is just as good: what comes to mind first?",
        "There is no hurry. It need not be a great story, so which ordinary day could you tell me about?",
    ),
    (_S, False): (
        "I would love to hear a little more. What comes to mind first?",
        "Take your time. What would you add to that?",
    ),
    (_N, True): (
        "Please take a moment and think of one real case. What happened?",
        "One concrete example will do. Which one comes to mind?",
    ),
    (_N, False): ("Could you say a little more about that?", "What would you add to that?"),
    (_T, True): (
        "That is no example yet. When did something like it really happen to you?",
        "I need one real case. Which one will you give me?",
    ),
    (_T, False): (
        "That is rather short. What else is there?",
        "I need more than that. What do you mean by it?",
    ),
}
