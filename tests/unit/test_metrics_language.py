from __future__ import annotations

import pytest

from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.language import foreign, reads_english
from realtalk.metrics.metric import Unmeasured
from realtalk.metrics.words import plain
from realtalk.observations import LanguageObservation, SpeechSpan
from realtalk.timeline import Timeline
from tests.timelines import english, session

WORDS = {
    "speech_rate", "articulation_rate", "fillers", "vocabulary", "sentiment", "grammar", "structure",
}  # fmt: skip


def test_word_metrics_of_another_language_say_so_and_the_others_work():
    found = [o for o in session(60) if not isinstance(o, LanguageObservation)]
    timeline = Timeline([*found, english(60, "de")])
    why = "RealTalk reads English; this recording sounds like German."
    results = {metric.key: metric.measure(timeline) for metric in METRICS}
    assert {key for key, r in results.items() if isinstance(r, Unmeasured) and r.why == why} == WORDS
    assert not isinstance(results["pitch_variation"], Unmeasured)
    assert not isinstance(results["pauses"], Unmeasured)


@pytest.mark.parametrize(
    ("language", "probability", "expected"),
    [
        ("en", 0.9, True),
        ("de", 0.9, False),
        ("de", 0.3, True),
        ("xx", 0.9, False),
    ],
)
def test_the_recogniser_must_be_sure(language, probability, expected):
    timeline = Timeline([english(60, language, probability), SpeechSpan(Span(0, 60))])
    assert reads_english(timeline) is expected


def test_most_of_the_speech_decides():
    german, rest = LanguageObservation(Span(0, 30), "de", 0.9), LanguageObservation(Span(30, 60), "en", 0.9)
    assert reads_english(Timeline([german, rest, SpeechSpan(Span(20, 60))]))
    assert not reads_english(Timeline([german, rest, SpeechSpan(Span(0, 40))]))


def test_nothing_known_is_nothing_against():
    assert foreign(Timeline()) is None


def test_a_language_without_a_name():
    assert (
        foreign(Timeline([english(60, "xx")]))
        == "RealTalk reads English; this recording sounds like another language."
    )


@pytest.mark.parametrize(
    ("text", "word"), [(" Don’t,", "don't"), ("“Well-known!”", "well-known"), ("...", "")]
)
def test_a_plain_word(text, word):
    assert plain(text) == word
