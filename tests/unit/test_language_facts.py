from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.language.facts import facts, invented, lost, novelty, stem
from realtalk.language.numerals import numerals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twenty-five of 2,000", ["25", "2000"]),
        ("in twenty nineteen, and in 1998", ["2019", "1998"]),
        ("a hundred and twenty companies", ["120"]),
        ("two point five million, or 2.5 million", ["2500000", "2500000"]),
        ("zero point six percent", ["0.6"]),
        ("half of the twelve", ["half", "12"]),
        ("two, three weeks", ["2", "3"]),
        ("nine nine nine", ["9", "9", "9"]),
        ("one of them said that one thing", []),
        ("it doubled on the 3rd and the fifth", ["double", "3", "5"]),
        ("", []),
    ],
)
def test_numbers_however_they_are_said(text: str, values: list[str]):
    assert [n.value for n in numerals(text)] == values


ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@given(st.integers(2, 9), st.integers(2, 9), st.integers(1, 9), st.sampled_from([" and ", " "]))
def test_a_spelled_number_is_the_same_as_its_digits(hundreds: int, tens: int, ones: int, joined: str):
    spelled = f"{ONES[hundreds]} hundred{joined}{TENS[tens]}-{ONES[ones]}"
    assert [n.value for n in numerals(spelled)] == [str(100 * hundreds + 10 * tens + ones)]


SAID = "At Northgate School we did not lose a single child in June. Mrs Kowalski had twenty-five euros."


def test_a_text_keeps_its_own_facts():
    assert lost(SAID, SAID) == ()
    assert invented(SAID, SAID) == ()
    assert {fact.kind for fact in facts(SAID)} == {"number", "name", "date", "denial"}


@pytest.mark.parametrize(
    ("after", "gone"),
    [
        ("At Northgate School no child was lost in June. Mrs Kowalski had 25 euros.", set[str]()),
        ("At Northgate School we did not lose a child. Mrs Kowalski had 25 euros.", {"june"}),
        ("At our school we did not lose a child in June. Mrs Kowalski had 25 euros.",
         {"northgate"}),
        ("At Northgate School we lost a child in June. Mrs Kowalski had 26 euros.", {"los", "25"}),
    ],
)  # fmt: skip
def test_what_a_version_leaves_out_is_found(after: str, gone: set[str]):
    assert {fact.key for fact in lost(SAID, after)} == gone


def test_what_a_version_makes_up_is_found():
    made_up = invented("We were ten people.", "We were ten people in Paris, and in May we made 30% more.")
    assert {fact.key for fact in made_up} == {"paris", "may", "30"}


def test_a_number_that_is_said_more_often_than_it_was_is_made_up():
    made_up = invented("At ten past ten, thirty days ahead.", "At 10:30, 30 days ahead.")
    assert [fact.key for fact in made_up] == ["30"]


def test_a_denial_that_was_never_said_is_found():
    assert [f.kind for f in invented("The test worked.", "The test did not work.")] == ["denial"]


def test_new_words_are_counted():
    assert novelty("I moved the old servers", "I moved servers") == 0
    assert novelty("I moved the old servers", "Bananas are yellow fruit") == 1


def test_forms_of_a_word_are_one():
    assert stem("measured") == stem("measuring") == stem("measures")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,4,5 million boxes", "3.4.5"), ("1,00,000 users", "100000"), ("3.5.2 million", "3.5.2"),
        ("2,200 of them", "2200"), ("1.5 million", "1500000"),
    ],
)  # fmt: skip
def test_numbers_written_in_strange_ways_are_read_or_left_as_they_are(text: str, value: str):
    assert numerals(text)[0].value == value


@given(st.text("0123456789,. millionthousand%", max_size=400))
def test_no_number_breaks_the_reading(text: str):
    numerals(text)


def test_a_number_of_many_digits_is_left_as_it_is():
    assert numerals("9" * 400 + ".5 million")[0].value == "9" * 400 + ".5"
