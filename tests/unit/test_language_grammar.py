from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.language import inflection
from realtalk.language.transcript import understand
from realtalk.media import Span
from realtalk.observations import Word


def spoken(text: str) -> list[Word]:
    return [Word(t, Span(i * 0.4, i * 0.4 + 0.3), 0.9) for i, t in enumerate(text.split())]


def corrected(text: str) -> list[tuple[str, str]]:
    return [(c.text, c.suggestion) for c in understand(spoken(text)).corrections]


@pytest.mark.parametrize(
    ("text", "said", "better"),
    [
        ("I'm agree with the plan.", "I'm agree", "I agree"),
        ("We have chose the second one.", "have chose", "have chosen"),
        ("I done it on my own.", "done", "did"),
        ("You must to call them.", "must to call", "must call"),
        ("She is used to drive at night.", "is used to drive", "is used to driving"),
        ("They let us to go early.", "let us to go", "let us go"),
        ("He wants that we stay.", "wants that we stay", "wants us to stay"),
        ("I have thirty years old.", "have thirty years old", "am thirty years old"),
        ("I have been here since three months.", "since three months", "for three months"),
        ("It depends from the weather.", "depends from", "depends on"),
        ("She gave me an information.", "an information", "some information"),
        ("That was a honest answer.", "a", "an"),
        ("This one is more big.", "more big", "bigger"),
        ("He described me how it works.", "described me how", "described to me how"),
        ("I don't know where is the key.", "where is the key", "where the key is"),
        ("Last year I live in Rome.", "live", "lived"),
        ("We have met two years ago.", "have met", "met"),
        ("I bought car in May.", "car", "a car"),
        ("We hired two driver.", "two driver", "two drivers"),
        ("One of my friend came along.", "One of my friend", "One of my friends"),
    ],
)
def test_slips_of_many_kinds_are_put_right(text: str, said: str, better: str):
    assert (said, better) in corrected(text)


@pytest.mark.parametrize(
    "text",
    [
        "The tool is used to cut glass.",
        "I suggested he call them.",
        "In Monday's meeting we agreed.",
        "An information desk stood at the door.",
        "We need more big orders.",
        "Since two years ago we talk weekly.",
        "If you would have a seat, please.",
        "One of my team members left.",
        "What does a good day look like?",
        "Have I seen it before?",
        "Ten miles is far.",
        "I came by car, from shop to shop.",
        "The company car park was full, and so was the customer service desk.",
        "I did all I could to help.",
        "Married with two children, I work part time.",
        "The more we knew, the better it went.",
    ],
)
def test_ways_to_say_it_that_only_look_like_slips_are_left_alone(text: str):
    assert corrected(text) == []


def test_a_slip_in_a_restart_is_not_held_against_anybody():
    assert corrected("He don't he doesn't know it.") in ([], [("don't", "doesn't")])
    assert corrected("We, we was, we were late.") in ([], [("was", "were")])


@pytest.mark.parametrize(
    ("base", "past", "participle", "gerund", "third"),
    [
        ("go", "went", "gone", "going", "goes"),
        ("plan", "planned", "planned", "planning", "plans"),
        ("make", "made", "made", "making", "makes"),
        ("study", "studied", "studied", "studying", "studies"),
        ("lie", "lay", "lain", "lying", "lies"),
        ("play", "played", "played", "playing", "plays"),
        ("agree", "agreed", "agreed", "agreeing", "agrees"),
    ],
)
def test_forms_of_verbs(base: str, past: str, participle: str, gerund: str, third: str):
    assert inflection.past(base) == past
    assert inflection.participle(base) == participle
    assert inflection.gerund(base) == gerund
    assert inflection.with_s(base) == third


@pytest.mark.parametrize(
    ("word", "article"),
    [("apple", "an"), ("house", "a"), ("hour", "an"), ("uniform", "a"), ("unimportant", "an"), ("one", "a")],
)
def test_articles_go_by_sound(word: str, article: str):
    assert inflection.article(word) == article


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "I",
                "he",
                "was",
                "don't",
                "go",
                "to",
                "the",
                "since",
                "more",
                "big",
                "informations",
                "um",
                "not",
            ]
        ),
        max_size=14,
    )
)
def test_corrections_lie_on_the_words_in_order_and_do_not_overlap(texts: list[str]):
    words = spoken(" ".join(texts))
    found = understand(words).corrections
    starts = {word.span.start for word in words}
    ends = {word.span.end for word in words}
    assert all(slip.span.start in starts and slip.span.end in ends for slip in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(slip.suggestion and slip.suggestion != slip.text for slip in found)
