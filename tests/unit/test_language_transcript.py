from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from realtalk.language import grammar
from realtalk.language.sentences import BLOCK, sentences
from realtalk.language.transcript import load, understand
from realtalk.media import Span
from realtalk.observations import Word


def spoken(text: str, start: float = 0.0) -> list[Word]:
    return [
        Word(word, Span(start + i * 0.4, start + i * 0.4 + 0.3), 0.9) for i, word in enumerate(text.split())
    ]


def corrected(text: str) -> list[tuple[str, str]]:
    return [(c.text, c.suggestion) for c in understand(spoken(text)).corrections]


def test_nothing_said_is_nothing_understood():
    understood = understand([])
    assert understood.words == understood.sentences == understood.corrections == ()


def test_sentences_have_the_times_of_their_words():
    words = spoken("I came home. The cat was gone. Nobody had seen it.")
    understood = understand(words)
    assert [s.text for s in understood.sentences] == [
        "I came home.",
        "The cat was gone.",
        "Nobody had seen it.",
    ]
    assert understood.sentences[1].span == Span(words[3].span.start, words[6].span.end)


def test_abbreviations_and_ellipses_do_not_end_a_sentence():
    found = understand(spoken("I met Dr. Smith at the... the station. He was late.")).sentences
    assert [s.text for s in found] == ["I met Dr. Smith at the... the station.", "He was late."]


def test_every_word_belongs_to_one_sentence_however_long_the_talk():
    words = spoken("This is a sentence of seven words. " * 200)
    parsed = list(sentences(words))
    assert len(words) > 3 * BLOCK
    assert [i for p in parsed for i in range(p.first, p.last)] == list(range(len(words)))
    assert len(parsed) == 200


def test_words_without_punctuation_are_still_split():
    said = "i went to the shop yesterday it was closed because of the storm"
    words = [word for n in range(4) for word in spoken(said, start=n * 7.0)]
    assert [s.text for s in understand(words).sentences] == [said] * 4


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I love this wonderful place.", 1),
        ("That was a terrible, awful mistake.", -1),
        ("The train leaves at nine.", 0),
        ("Well, um, the train leaves at nine.", 0),
        ("He moved like a machine.", 0),
        ("This is a kind of table.", 0),
    ],
)
def test_sentiment_by_the_words_that_carry_it(text: str, sign: int):
    value = understand(spoken(text)).sentences[0].sentiment
    assert (value > 0.05) - (value < -0.05) == sign


@pytest.mark.parametrize(
    ("text", "said", "better"),
    [
        ("He go to the shop every day.", "go", "goes"),
        ("She don't like apples.", "don't", "doesn't"),
        ("This is more better than before.", "more better", "better"),
        ("I ate a apple.", "a", "an"),
        ("The cars is parked outside.", "is", "are"),
        ("My father work in a bank.", "work", "works"),
        ("I really enjoyed these trip to Rome.", "these trip", "these trips"),
        ("Every students was there.", "Every students", "Every student"),
        ("She did not went home.", "went", "go"),
    ],
)
def test_slips_that_a_listener_hears(text: str, said: str, better: str):
    assert (said, better) in corrected(text)


@pytest.mark.parametrize(
    "text",
    [
        "i met anna in leeds",
        "We, um, we went home.",
        "I went I went to the the station.",
        "Their going to be late and its your fault.",
        "Kovalczyk and Ngozi wrote the paper.",
        "I was, like, really tired, you know.",
        "He is gonna do it.",
        "Yes.",
        "What they did is ask for help.",
        "The police are here and my family is at home.",
        "The man and the woman walk to work.",
        "A few days later the results of the test were clear.",
        "He did what he wanted and she went home.",
        "And then...",
    ],
)
def test_what_only_the_writing_gets_wrong_is_no_slip(text: str):
    assert corrected(text) == []


def test_a_slip_is_found_across_a_filler():
    understood = understand(spoken("Every morning he um go to work."))
    slip = next(c for c in understood.corrections if c.text == "go")
    assert slip.span == understood.words[4].span


def test_spacy_and_harper_wait_until_they_are_needed():
    code = (
        "import sys; import realtalk.language.transcript, realtalk.coaching.rundown;"
        "print([m for m in ('spacy', 'harper', 'vaderSentiment') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stdout.strip() == "[]"


def test_loading_ahead_loads_the_checker_of_grammar_too() -> None:
    grammar._linter.cache_clear()
    load()
    assert grammar._linter.cache_info().currsize == 1


def test_what_was_put_right_by_hand_stays_as_it_is() -> None:
    words = spoken("It was, um, like a dream and we won.")
    words[2] = replace(words[2], filler=False, by_hand=True)
    words[7] = replace(words[7], filler=True, by_hand=True)
    understood = understand(words).words
    assert [w.text for w in understood if w.filler] == ["we"]
    assert [w.by_hand for w in understood] == [w.by_hand for w in words]


def test_some_sentences_of_a_talk_are_read_as_a_part_of_it() -> None:
    words = spoken("So we left the old house.")
    assert understand(words).words[0].filler
    assert not understand(words, opening=False).words[0].filler
    assert len(understand(spoken("We won. They lost."), punctuated=True).sentences) == 2
