"""What is written for the eye is read as one would say it, and nothing that is written breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.partner.speech.sentences import MOST_WORDS, sentences
from realtalk.partner.speech.written import MOST_LETTERS, speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Bold**, _soft_ and `code`", "Bold, soft and code"),
        ("# Title\n- one\n- two", "Title one two"),
        ("See [the page](https://example.org/a?b=1).", "See the page."),
        ("Go to https://www.example.com/x?y=1.", "Go to example dot com."),
        ("Write to jo.doe@example.com please", "Write to jo dot doe at example dot com please"),
        ("Well done 👍🏽 😀", "Well done"),
        ("Fruit, e.g. apples", "Fruit, for example, apples"),
        ("Open 24/7", "Open twenty-four seven"),
        ("In Q3 we grew 10-15 %", "In Q 3 we grew 10 to 15%"),
        ("It costs $1.5M-2M", "It costs $1.5M to $2M"),
        ("wait!!!! what??? ok....", "wait! what? ok…"),
        ("THIS IS VERY LOUD", "This is very loud"),
        ("The CEO of NASA", "The CEO of NASA"),
        ("one\x00two\u200b\u202ethree", "one twothree"),
        ("cats & dogs", "cats and dogs"),
        ("snake_case and 3*4", "snake_case and 3*4"),
        ("```\nx = 1\n``` then", "then"),
        ("a -- b", "a — b"),
        ("...", ""),
        ("😀", ""),
        ("", ""),
    ],
)
def test_what_is_written_becomes_what_is_said(written: str, said: str) -> None:
    assert speakable(written) == said


def test_a_very_long_word_is_cut() -> None:
    assert len(speakable("ab" * 5000).split()[0]) <= MOST_LETTERS


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_nothing_that_is_written_breaks_it(text: str) -> None:
    said = speakable(text)
    assert "\n" not in said
    assert all(len(word) <= MOST_LETTERS + 1 for word in said.split())
    kept = " ".join(sentences(text)).split()
    assert kept == text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello. How are you?", ["Hello.", "How are you?"]),
        ("Dr. Smith met J. K. Rowling. She left.", ["Dr. Smith met J. K. Rowling.", "She left."]),
        ("Bring pens, e.g. blue ones. Then write.", ["Bring pens, e.g. blue ones.", "Then write."]),
        ('He said "No." Then he sat. It was 5 p.m. on Monday.',
         ['He said "No."', "Then he sat.", "It was 5 p.m. on Monday."]),
        ("It grew 3.5 percent. See No. 5 on p. 7.", ["It grew 3.5 percent.", "See No. 5 on p. 7."]),
        ("Well... maybe. Really?! Yes.", ["Well... maybe.", "Really?!", "Yes."]),
        ("So did I. Then we left", ["So did I.", "Then we left"]),
        ("1. Stop. 2. Look.", ["1. Stop.", "2. Look."]),
        ("one\n\ntwo", ["one", "two"]),
        ("  ", []),
    ],
)  # fmt: skip
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


def test_long_sentences_are_cut_at_commas() -> None:
    text = ", ".join(["and then we walked a little further along the road"] * 12) + "."
    parts = sentences(text)
    assert len(parts) > 1
    assert all(len(part.split()) <= MOST_WORDS for part in parts)
    assert all(part.endswith((",", ".")) for part in parts)
