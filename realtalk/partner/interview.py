"""Mock interviews: which questions, in which order, with how much time for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from random import Random

from realtalk.errors import RealTalkError
from realtalk.language import questions as bank
from realtalk.language.questions import Kind, Question

SHORTEST, LONGEST = 5, 90
"""Minutes an interview may take. House rule: less is no interview, more is a working day."""

_ASKING = 15
"""Seconds that the interviewer speaks for a question. House rule: a question of 25 words and a nod."""

_MOST_TIME = 1.5
"""How much longer than a good answer takes a question may get, for follow-ups. House rule: two short ones."""

_LEAST_ANSWER = 45
"""Seconds that somebody has for an answer, however short the interview. House rule: six sentences."""


class Part(Enum):
    """Where in an interview a question belongs."""

    OPENING = "opening"
    BEHAVIOURAL = "behavioural"
    ROLE = "role"
    SITUATIONAL = "situational"
    CLOSING = "closing"

    @property
    def title(self) -> str:
        """The part as people read it."""
        return {
            Part.OPENING: "To begin with",
            Part.BEHAVIOURAL: "What you have done",
            Part.ROLE: "How you do your work",
            Part.SITUATIONAL: "What you would do",
            Part.CLOSING: "To end with",
        }[self]


class Level(Enum):
    """How far somebody has come in their work."""

    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"

    @property
    def title(self) -> str:
        """The level as people read it."""
        return {
            Level.ENTRY: "First or second job",
            Level.MID: "A few years in",
            Level.SENIOR: "Senior",
            Level.LEAD: "Leading others",
        }[self]


@dataclass(frozen=True, slots=True)
class Role:
    """A job to be interviewed for; `asked` are the jobs of the question bank whose questions fit it, `also`
    the ids of others that do.
    """

    id: str
    title: str
    asked: tuple[str, ...]
    also: tuple[str, ...] = ()


ROLES = (
    Role("software-engineer", "Software engineer", ("Software engineer",)),
    Role("data-analyst", "Data analyst", ("Data scientist or analyst",)),
    Role("product-manager", "Product manager", ("Product manager",)),
    Role("designer", "Designer", ("Designer",)),
    Role("project-manager", "Project manager", ("Project manager",)),
    Role("sales", "Sales", ("Sales",)),
    Role("marketing", "Marketing", ("Marketing",)),
    Role("customer-support", "Customer support", ("Customer service",)),
    Role("teacher", "Teacher", ("Teacher",)),
    Role("nurse", "Nurse or care", ("Nurse or care",)),
    Role("accountant", "Accountant", ("Finance or accounting",)),
    Role(
        "retail-manager",
        "Retail manager",
        ("Manager or team lead", "Customer service"),
        ("too-expensive", "discount", "object-on-the-desk"),
    ),
    Role(
        "researcher",
        "Researcher",
        (),
        (
            *("missing-values", "confidence-interval", "reported-error", "trusting-a-source", "first-lesson"),
            *("plan-or-short-rounds", "low-estimates", "model-getting-worse"),
        ),
    ),
    Role("team-lead", "Team lead", ("Manager or team lead",)),
    Role("first-job", "First job or internship", ("Student or first job",)),
)
"""What one may be interviewed for, in the order people see it."""

_FIRST = "about-yourself"
"""What every interview begins with."""

_REASONS = (
    *("why-us", "job-in-your-words", "know-about-us", "why-now", "new-direction", "not-done-before"),
    *("strength-we-see", "happy-evening", "managed-best", "working-on", "curious-about"),
)
"""Why somebody is there: one of them follows at once, a second one where there is time."""

_CLOSINGS = (
    "starting-date",
    "salary",
    "worry",
    "support",
    "one-thing-to-remember",
    "three-years",
    "where-to-work",
)
"""What is asked before the last word."""

_LAST = "your-questions"
"""What every interview ends with."""

_UNFIT = {
    Level.ENTRY: frozenset(
        {"more-senior", "several-jobs", "new-direction", "decision-of-others", "leaving-notes"}
    ),
    Level.MID: frozenset({"more-senior", "not-done-before"}),
    Level.SENIOR: frozenset({"not-done-before", "humblest-job"}),
    Level.LEAD: frozenset({"not-done-before", "humblest-job", "relied-on-you", "hard-subject"}),
}
"""Questions that take somebody of that level for somebody else."""

_SHARES = {
    Level.ENTRY: (Part.BEHAVIOURAL, Part.SITUATIONAL, Part.ROLE, Part.BEHAVIOURAL, Part.SITUATIONAL),
    Level.MID: (Part.BEHAVIOURAL, Part.ROLE, Part.SITUATIONAL),
    Level.SENIOR: (Part.ROLE, Part.BEHAVIOURAL, Part.SITUATIONAL),
    Level.LEAD: (Part.BEHAVIOURAL, Part.SITUATIONAL, Part.ROLE, Part.BEHAVIOURAL),
}
"""In which turn the middle of an interview is filled. House rule: beginners are asked what they would do, the
experienced what they have done and how they work."""

_LEADING = "Manager or team lead"

_ASKS = ("Choose", "Pick", "Take", "Explain", "Imagine", "Walk", "Tell", "Describe", "Think")
"""With what a question begins that puts no case, though it begins with a sentence of its own."""


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question with its place and the seconds for it, asking, answer and follow-ups together.

    `kind` is what the interviewer wants to learn from the answer.
    """

    id: str
    text: str
    part: Part
    kind: Kind
    seconds: int


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """What is asked in a mock interview, in this order; `seconds` together fit the minutes."""

    role: Role
    level: Level
    minutes: int
    questions: tuple[PlannedQuestion, ...]

    @property
    def seconds(self) -> int:
        """How long the whole interview takes."""
        return sum(question.seconds for question in self.questions)


def role(id: str) -> Role:
    """The role with this id. RealTalkError where there is none, with the ids there are."""
    for each in ROLES:
        if each.id == id:
            return each
    raise RealTalkError(
        "There are no interviews for that role.", f"Choose one of these: {', '.join(r.id for r in ROLES)}."
    )


def plan(role: Role, level: Level, minutes: int, seed: int) -> InterviewPlan:
    """An interview of that many minutes: who you are, then the work, then what is still open.

    The same arguments always give the same plan; another `seed` gives other questions. RealTalkError where
    `minutes` is not from `SHORTEST` to `LONGEST`.
    """
    if not SHORTEST <= minutes <= LONGEST:
        raise RealTalkError(
            f"An interview of {minutes} minutes cannot be planned.",
            f"Choose from {SHORTEST} to {LONGEST} minutes.",
        )
    draw = Random(f"{role.id} {level.value} {minutes} {seed}")
    asked = _asked(role, level)
    reasons = _drawn(draw, [_by_id(id) for id in _REASONS if id not in _UNFIT[level]])
    own = [question for question in asked if question.kind is Kind.HR and question.roles]
    if own and draw.random() < 0.5:
        reasons.insert(0, draw.choice(own))
    closings = _drawn(draw, [_by_id(id) for id in _CLOSINGS])
    begins = [
        _planned(question, Part.OPENING) for question in (_by_id(_FIRST), *reasons[: 1 + minutes // 40])
    ]
    ends = [_planned(question, Part.CLOSING) for question in (*closings[: minutes // 20], _by_id(_LAST))]
    taken = {each.id for each in (*begins, *ends)}
    middle = _middle(
        draw,
        [question for question in asked if question.id not in taken],
        level,
        minutes * 60 - sum(each.seconds for each in (*begins, *ends)),
    )
    return InterviewPlan(role, level, minutes, _stretched((*begins, *middle, *ends), minutes * 60))


def part_of(question: Question) -> Part:
    """Where a question of the bank belongs: a technical one that begins by putting a case is situational."""
    if question.kind is Kind.BEHAVIOURAL:
        return Part.BEHAVIOURAL
    if question.kind is Kind.HR:
        return Part.CLOSING if question.id in (*_CLOSINGS, _LAST) else Part.OPENING
    first = question.text.split("?")[0]
    return Part.SITUATIONAL if ". " in first and not first.startswith(_ASKS) else Part.ROLE


def _asked(role: Role, level: Level) -> tuple[Question, ...]:
    """What somebody may be asked for this role and level, the role's own questions first."""
    jobs = (*role.asked, _LEADING) if level is Level.LEAD and _LEADING not in role.asked else role.asked
    own = [q for job in jobs for q in bank.questions(job) if q.roles]
    own += [_by_id(id) for id in role.also]
    general = [q for q in bank.questions("") if not q.roles]
    return tuple(q for q in dict.fromkeys((*own, *general)) if q.id not in _UNFIT[level])


def _by_id(id: str) -> Question:
    return next(question for question in bank.QUESTIONS if question.id == id)


def _drawn(draw: Random, among: Sequence[Question]) -> list[Question]:
    return draw.sample(among, len(among))


def _middle(draw: Random, among: Iterable[Question], level: Level, seconds: int) -> list[PlannedQuestion]:
    """As many questions about the work as there is time for, grouped: told, explained, put as a case."""
    waiting: dict[Part, list[Question]] = {
        part: [] for part in (Part.BEHAVIOURAL, Part.ROLE, Part.SITUATIONAL)
    }
    for question in among:
        if (part := part_of(question)) in waiting:
            waiting[part].append(question)
    for questions in waiting.values():
        draw.shuffle(questions)
        questions.sort(key=lambda each: not each.roles)
    chosen: list[PlannedQuestion] = []
    while any(waiting.values()):
        part = _SHARES[level][len(chosen) % len(_SHARES[level])]
        if part is not Part.BEHAVIOURAL and not _own(waiting[part]):
            part = next((each for each in (Part.ROLE, Part.SITUATIONAL) if _own(waiting[each])), part)
        if not waiting[part]:
            part = max(waiting, key=lambda each: len(waiting[each]))
        question = _planned(waiting[part].pop(0), part)
        if chosen and sum(each.seconds for each in chosen) + question.seconds > seconds:
            break
        chosen.append(question)
    order = list(waiting)
    return sorted(chosen, key=lambda each: order.index(each.part))


def _own(waiting: Sequence[Question]) -> bool:
    """Whether the next of these is asked in some jobs only."""
    return bool(waiting and waiting[0].roles)


def _planned(question: Question, part: Part) -> PlannedQuestion:
    return PlannedQuestion(question.id, question.text, part, question.kind, question.seconds + _ASKING)


def _stretched(questions: Sequence[PlannedQuestion], seconds: int) -> tuple[PlannedQuestion, ...]:
    """The questions with their times shortened or lengthened alike until they fill the time there is."""
    factor = min(_MOST_TIME, seconds / sum(each.seconds for each in questions))
    least = _ASKING + _LEAST_ANSWER
    return tuple(replace(each, seconds=max(least, int(each.seconds * factor))) for each in questions)
