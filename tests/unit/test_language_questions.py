from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.language.questions import (
    QUESTIONS,
    ROLES,
    Kind,
    Prompt,
    another,
    openers,
    presentations,
    questions,
)

EVERYTHING: tuple[Prompt, ...] = (*QUESTIONS, *presentations(), *openers())
LONGEST = 220
ALIKE = 0.5
"""Two texts that share half of all their telling words ask for the same answer."""

INVITATIONS = (
    "Compare|Describe|Explain|Give|Imagine|Introduce|Pitch|Present|Propose|Say|Take|Talk|Tell|Walk|Welcome"
)
EMPTY_WORDS = """
a about after again all an and any anybody are as at be been before by can could did do does done
every for from give had has have how i if in into is it its last make makes me more most much of on
one or other out said say should so some somebody something take tell that the their them then there
they thing things this through time to too up us was we were what when where which while who whom
why will with work worked working would you your yours yourself
"""
"""Words that say nothing about what is asked."""

AMERICAN = re.compile(
    r"\b(\w{3,}(?:iz|yz)(?:e|ed|es|er|ing|ation)|(?:behavi|col|fav|hon|lab|neighb)or(?:s|ed|ing|ite|able)?|"
    r"centers?|toward|gotten|(?:canc|lab|mod|trav)el(?:ed|ing)|judgment|fulfills?|skillful|math|catalog|gray)\b",
    re.IGNORECASE,
)


def telling(text: str) -> set[str]:
    """The words that carry a text's sense, cut to five letters so that endings do not count."""
    return {word[:5] for word in re.findall(r"[a-z]+", text.lower()) if word not in EMPTY_WORDS.split()}


def overlap(one: str, other: str) -> float:
    """The share of telling words that two texts have in common: 0 none, 1 all."""
    a, b = telling(one), telling(other)
    return len(a & b) / len(a | b)


def inviting(text: str) -> bool:
    """Whether a text asks, or invites in its last sentence."""
    if text.endswith("?"):
        return True
    last = re.split(r"(?<=[.?]) ", text)[-1]
    return last.endswith(".") and re.match(rf"(?:{INVITATIONS})\b", last) is not None


def test_overlap_finds_a_question_that_was_only_reworded() -> None:
    first = "Tell me about a mistake that was yours. What did you do in the hour after you noticed it?"
    again = "Describe a mistake of yours, and what you did in the hour after noticing it."
    assert overlap(first, again) >= ALIKE
    assert overlap(first, "Which product do you admire at the moment?") == 0


def test_there_is_plenty_to_ask() -> None:
    kinds = Counter(q.kind for q in QUESTIONS)
    assert len(QUESTIONS) >= 170
    assert all(kinds[kind] >= 40 for kind in Kind), kinds
    assert len(presentations()) >= 12
    assert len(openers()) >= 12


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_questions_of_its_own(role: str) -> None:
    own = Counter(q.kind for q in QUESTIONS if role in q.roles)
    assert own[Kind.TECHNICAL] >= 6
    assert own[Kind.BEHAVIOURAL] >= 2
    assert own[Kind.HR] >= 1


@pytest.mark.parametrize("kind", Kind)
def test_people_in_any_other_job_find_enough_to_practise(kind: Kind) -> None:
    found = questions("Lighthouse keeper", kind)
    assert len(found) >= 10
    assert not any(q.roles for q in found)


def test_no_question_is_for_a_role_that_cannot_be_chosen() -> None:
    assert {role for q in QUESTIONS for role in q.roles} == set(ROLES)


def test_ids_are_slugs_and_unique() -> None:
    ids = [prompt.id for prompt in EVERYTHING]
    assert [id for id, count in Counter(ids).items() if count > 1] == []
    assert [id for id in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id)] == []


def test_nothing_is_asked_twice_in_other_words() -> None:
    alike = [
        (one.text, other.text)
        for one, other in combinations(EVERYTHING, 2)
        if one.text == other.text or overlap(one.text, other.text) >= ALIKE
    ]
    assert alike == []


@pytest.mark.parametrize("prompt", EVERYTHING, ids=lambda prompt: prompt.id)
def test_a_text_asks_or_invites_briefly_and_plainly(prompt: Prompt) -> None:
    text = prompt.text
    assert inviting(text)
    assert 20 <= len(text) <= LONGEST
    assert text[0].isupper()
    assert text == " ".join(text.split())
    assert re.search(r"[!\"‘’…—]|[.?]{2}", text) is None
    assert AMERICAN.search(text) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Why here?", True),
        ("Tell me about a time you were late.", True),
        ("Choose an object. Describe it.", True),
        ("Tell me about it. You have one minute.", False),
        ("Why here", False),
        ("Telling stories is fun.", False),
    ],
)
def test_what_counts_as_asking(text: str, asks: bool) -> None:
    assert inviting(text) is asks


def test_answers_have_the_length_that_suits_their_kind() -> None:
    lengths = {kind: {q.seconds for q in questions(kind=kind)} for kind in Kind}
    assert lengths == {Kind.HR: {90}, Kind.BEHAVIOURAL: {120}, Kind.TECHNICAL: {150}}
    assert all(60 <= prompt.seconds <= 300 for prompt in EVERYTHING)


def test_a_length_named_in_a_presentation_is_the_length_it_gets() -> None:
    minutes = {"one": 60, "two": 120, "five": 300}
    named = [
        (minutes[found[1]], prompt.seconds)
        for prompt in presentations()
        if (found := re.search(r"in (one|two|five) minutes?\b", prompt.text))
    ]
    assert len(named) == 4
    assert all(said == given for said, given in named)


@pytest.mark.parametrize(
    ("kind", "title"),
    [(Kind.BEHAVIOURAL, "Behavioural"), (Kind.TECHNICAL, "Technical"), (Kind.HR, "HR and motivation")],
)
def test_kinds_have_titles_for_people(kind: Kind, title: str) -> None:
    assert kind.title == title


def test_a_nurse_is_asked_about_nursing_and_never_about_code() -> None:
    ids = [q.id for q in questions("Nurse or care")]
    assert ids[0] == "handover"
    assert "about-yourself" in ids
    assert "race-condition" not in ids


@given(st.sampled_from([None, *ROLES]), st.sampled_from([None, *Kind]))
def test_filters_keep_what_fits_and_put_the_roles_own_first(role: str | None, kind: Kind | None) -> None:
    found = questions(role, kind)
    general = [not q.roles for q in found]
    assert general == sorted(general)
    assert set(found) == {
        q
        for q in QUESTIONS
        if (role is None or not q.roles or role in q.roles) and (kind is None or q.kind is kind)
    }
    assert len(found) == len(set(found))


def test_without_a_filter_every_question_is_there() -> None:
    assert sorted(q.id for q in questions()) == sorted(q.id for q in QUESTIONS)


@given(st.integers(), st.sampled_from(QUESTIONS), st.sampled_from(ROLES))
def test_another_is_a_different_one_and_the_same_for_the_same_seed(seed, after, role) -> None:
    among = questions(role)
    drawn = another(after, among, seed)
    assert drawn in among
    assert drawn != after
    assert another(after, among, seed) == drawn


def test_another_comes_to_every_question_sooner_or_later() -> None:
    among = questions("Teacher", Kind.BEHAVIOURAL)
    assert {another(None, among, seed) for seed in range(1000)} == set(among)
    assert {another(among[0], among, seed) for seed in range(1000)} == set(among[1:])


def test_another_repeats_the_only_one_there_is() -> None:
    only = QUESTIONS[0]
    assert another(only, [only], 3) is only


def test_another_draws_prompts_too() -> None:
    first, second = openers()[:2]
    assert another(first, (first, second), 0) is second


def test_another_needs_something_to_draw_from() -> None:
    with pytest.raises(IndexError):
        another(None, (), 0)
