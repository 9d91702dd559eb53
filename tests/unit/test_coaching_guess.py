from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.coaching.guess import Guess, GuessGap, asked, gaps
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS, metric
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.store.codec import TYPES, decode, encode
from tests.rundowns import rundown

ALWAYS = [asked(True, True), asked(False, True), asked(True, False)]
KEYS = sorted({each.metric for four in ALWAYS for each in four})


def gap(key: str, guess: float, measured: float | str) -> GuessGap:
    result = (
        Unmeasured(key, measured) if isinstance(measured, str) else Reading(key, measured, Span(0, 60), 1.0)
    )
    (found,) = gaps([Guess(key, guess)], [(metric(key), result)])
    return found


def test_four_things_are_asked_whatever_was_recorded():
    for four in ALWAYS:
        assert len({each.metric for each in four}) == 4
    assert [each.metric for each in ALWAYS[0]] == [
        "speech_rate", "fillers", "eye_contact", "pitch_variation",
    ]  # fmt: skip


def test_only_what_was_recorded_is_asked():
    seen = {"Eyes and face", "Body", "Picture"}
    assert not any(metric(each.metric).group in seen for each in asked(False, True))
    assert all(metric(each.metric).group in seen for each in asked(True, False))


@pytest.mark.parametrize("four", ALWAYS)
def test_a_scale_lies_within_what_is_plausible_and_suggests_nothing(four):
    for each in four:
        plausible = metric(each.metric).plausible
        assert each.low in plausible
        assert each.high in plausible
        assert each.high > each.low
        assert ((each.high - each.low) / each.step).is_integer()
        assert each.default is None
        assert each.question.endswith("?")
        assert each.at_low
        assert each.at_high


def test_more_than_it_felt_like():
    found = gap("fillers", 3, 7.2)
    assert found.text == (
        "You guessed 3 fillers a minute. It was 7.2 fillers a minute: more than it felt like."
    )
    assert (found.metric, found.guess, found.measured, found.why) == (metric("fillers"), 3, 7.2, "")


@pytest.mark.parametrize(
    ("key", "guess", "measured", "end"),
    [
        ("fillers", 12, 4.0, "fewer than it felt like."),
        ("fillers", 5, 6.5, "It was 6.5 fillers a minute, close to your guess."),
        ("speech_rate", 150, 182.4, "It was 182 words a minute: faster than it felt like."),
        ("speech_rate", 150, 131.0, "slower than it felt like."),
        ("speech_rate", 150, 140.0, "close to your guess."),
        ("speech_rate", 150, 150.2, "It was just that."),
        ("eye_contact", 80, 42.0, "It was 42% of the time: less than it felt like."),
        ("pitch_variation", 1.0, 4.2, "It was a lively voice: livelier than it felt like."),
        ("pitch_variation", 6.0, 1.2, "It was a level voice: calmer than it felt like."),
        ("pitch_variation", 4.0, 6.5, "It was just that."),
        ("pitch_variation", 3.0, 3.6, "It was a lively voice, close to your guess."),
        ("pauses", 10, 24.0, "It was 24% of your speaking time: more than it felt like."),
        ("gestures", 30, 12.0, "fewer than it felt like."),
    ],
)
def test_a_guess_is_compared_in_words(key: str, guess: float, measured: float, end: str):
    assert gap(key, guess, measured).text.endswith(end)


def test_what_could_not_be_measured_says_why():
    found = gap("eye_contact", 60, "No face was seen.")
    assert (found.measured, found.why) == (None, "No face was seen.")
    assert found.text == "You guessed 60% of the time. It could not be measured. No face was seen."
    (absent,) = gaps([Guess("fillers", 2.0)], [])
    assert absent.measured is None
    assert absent.why


def test_the_order_is_that_of_the_guesses_and_strangers_are_left_out():
    results = [(m, Unmeasured(m.key, "Too short.")) for m in METRICS]
    found = gaps([Guess("fillers", 3), Guess("gone", 1), Guess("eye_contact", 50)], results)
    assert [each.metric.key for each in found] == ["fillers", "eye_contact"]


@given(st.sampled_from(KEYS), st.floats(0, 240), st.floats(0, 240))
def test_the_further_off_is_never_the_closer(key: str, guess: float, measured: float):
    text = gap(key, guess, measured).text
    assert text.startswith("You guessed ")
    assert text.endswith(".")
    assert "!" not in text
    if "felt like" in text:
        twice = gap(key, guess, measured + (measured - guess)).text
        assert "felt like" in twice
        words = text.split(": ")[-1]
        assert twice.endswith(words)


def test_guesses_are_kept_with_the_rundown():
    kept = replace(rundown(), guesses=(Guess("fillers", 3.0), Guess("eye_contact", 55.0)))
    assert decode(encode(kept)) == kept
    assert "Guess" in TYPES


def test_a_rundown_from_before_there_were_guesses_is_read():
    text = encode(rundown()).replace(',"guesses":[]', "")
    assert '"guesses"' not in text
    assert decode(text).guesses == ()
