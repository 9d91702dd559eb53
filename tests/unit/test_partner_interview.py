from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.errors import RealTalkError
from realtalk.language.questions import QUESTIONS, Kind
from realtalk.language.questions import ROLES as JOBS
from realtalk.partner.agenda import Agenda
from realtalk.partner.cast import find
from realtalk.partner.interview import (
    LONGEST,
    ROLES,
    SHORTEST,
    InterviewPlan,
    Level,
    Part,
    Role,
    part_of,
    plan,
    role,
)

PLANS = st.builds(
    plan,
    st.sampled_from(ROLES),
    st.sampled_from(Level),
    st.integers(SHORTEST, LONGEST),
    st.integers(0, 10**6),
)
BANK = {question.id: question for question in QUESTIONS}
ORDER = list(Part)


@given(PLANS)
@settings(max_examples=60, deadline=None)
def test_a_plan_fills_its_minutes_and_no_more(planned: InterviewPlan) -> None:
    assert 0.9 * planned.minutes * 60 <= planned.seconds <= planned.minutes * 60


@given(PLANS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_asked_twice_and_every_question_is_the_banks(planned: InterviewPlan) -> None:
    ids = [question.id for question in planned.questions]
    assert len(set(ids)) == len(ids)
    for question in planned.questions:
        assert (question.text, question.kind) == (BANK[question.id].text, BANK[question.id].kind)


@given(PLANS)
@settings(max_examples=60, deadline=None)
def test_an_interview_begins_with_the_person_and_ends_with_their_questions(planned: InterviewPlan) -> None:
    parts = [ORDER.index(question.part) for question in planned.questions]
    assert parts == sorted(parts)
    assert planned.questions[0].id == "about-yourself"
    assert planned.questions[-1].id == "your-questions"
    assert any(part not in (ORDER.index(Part.OPENING), ORDER.index(Part.CLOSING)) for part in parts)


@given(PLANS)
@settings(max_examples=60, deadline=None)
def test_there_is_time_to_answer_and_not_far_too_much(planned: InterviewPlan) -> None:
    for question in planned.questions:
        assert 60 <= question.seconds <= 1.6 * (BANK[question.id].seconds + 15)


@given(PLANS)
@settings(max_examples=60, deadline=None)
def test_half_an_hour_has_every_part(planned: InterviewPlan) -> None:
    long = plan(planned.role, planned.level, max(30, planned.minutes), 1)
    assert {question.part for question in long.questions} == set(Part)


@given(st.sampled_from(ROLES), st.sampled_from(Level), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_most_of_the_work_is_asked_about_in_the_roles_own_questions(r: Role, level: Level, seed: int) -> None:
    fitting = {*r.asked, "Manager or team lead"}
    for question in plan(r, level, 20, seed).questions:
        asked_of = BANK[question.id].roles
        assert not asked_of or fitting & set(asked_of) or question.id in r.also
    work = [each for each in plan(r, level, 30, seed).questions if each.part in (Part.ROLE, Part.SITUATIONAL)]
    assert sum(bool(BANK[each.id].roles) for each in work) >= len(work) - 1


def test_the_same_seed_gives_the_same_plan_and_another_one_another() -> None:
    assert plan(ROLES[0], Level.MID, 20, 4) == plan(ROLES[0], Level.MID, 20, 4)
    assert len({plan(ROLES[0], Level.MID, 20, seed).questions for seed in range(20)}) > 15


@pytest.mark.parametrize("minutes", [0, SHORTEST - 1, LONGEST + 1])
def test_minutes_out_of_range_are_refused(minutes: int) -> None:
    with pytest.raises(RealTalkError, match=f"from {SHORTEST} to {LONGEST}"):
        plan(ROLES[0], Level.MID, minutes, 0)


def test_beginners_are_not_asked_for_long_careers() -> None:
    for seed in range(60):
        asked = {question.id for question in plan(role("first-job"), Level.ENTRY, 60, seed).questions}
        assert not asked & {"more-senior", "several-jobs"}


def test_leads_are_asked_about_leading() -> None:
    for seed in range(10):
        asked = plan(role("designer"), Level.LEAD, 60, seed).questions
        assert any("Manager or team lead" in BANK[question.id].roles for question in asked)


def test_roles_lean_on_jobs_of_the_bank() -> None:
    assert len(ROLES) >= 12
    assert len({r.id for r in ROLES}) == len(ROLES)
    assert {job for r in ROLES for job in r.asked} == set(JOBS)
    assert all(id in BANK for r in ROLES for id in r.also)
    assert all(role(r.id) is r for r in ROLES)
    with pytest.raises(RealTalkError, match="Choose one of these: software-engineer"):
        role("lighthouse-keeper")


@pytest.mark.parametrize(
    ("id", "part"),
    [
        ("bad-release", Part.SITUATIONAL),
        ("shouting-caller", Part.SITUATIONAL),
        ("code-review", Part.ROLE),
        ("portfolio-piece", Part.ROLE),
        ("own-mistake", Part.BEHAVIOURAL),
        ("why-us", Part.OPENING),
        ("salary", Part.CLOSING),
    ],
)
def test_questions_belong_where_an_interviewer_would_ask_them(id: str, part: Part) -> None:
    assert part_of(BANK[id]) is part


def test_a_conversation_follows_a_plan() -> None:
    planned = plan(role("nurse"), Level.MID, 15, 2)
    agenda = Agenda(find("hr-screener"), planned, 0)
    assert agenda.following == planned.questions[0].text
    assert {question.kind for question in planned.questions} <= set(Kind)
