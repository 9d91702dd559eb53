from __future__ import annotations

import pytest

from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.observations import Sentence
from realtalk.timeline import Timeline
from tests.timelines import speech_of, talk, voice


def session(*scores: float) -> Timeline:
    sentences = [
        Sentence(Span(5.0 * i, 5.0 * i + 4), f"Sentence {i}.", score) for i, score in enumerate(scores)
    ]
    return Timeline([*speech_of(talk(1)), *voice(60), *sentences])


def test_shares_of_sentences():
    result = metric("sentiment").measure(session(0.6, 0.05, 0.0, -0.5))
    assert isinstance(result, Reading)
    assert result.value == 50
    assert {d.label: d.value for d in result.details} == {"Neutral": 25, "Negative": 25}
    assert result.band is None
    assert [m.note for m in result.moments] == [
        "Positive: “Sentence 0.”",
        "Positive: “Sentence 1.”",
        "Negative: “Sentence 3.”",
    ]


@pytest.mark.parametrize("scores", [(), (0.5, 0.5)])
def test_two_sentences_are_too_few(scores):
    assert isinstance(metric("sentiment").measure(session(*scores)), Unmeasured)
