from __future__ import annotations

import pytest

from realtalk.language.transcript import understand
from realtalk.media import Span
from realtalk.metrics.sentiment import NEGATIVE, POSITIVE
from realtalk.observations import Word


def felt(text: str) -> int:
    words = [Word(t, Span(i * 0.4, i * 0.4 + 0.3), 0.9) for i, t in enumerate(text.split())]
    score = understand(words).sentences[0].sentiment
    return (score >= POSITIVE) - (score <= NEGATIVE)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We fixed the failure before the launch.", 1),
        ("We didn't fix the failure before the launch.", -1),
        ("The problem was solved by Monday.", 1),
        ("The problem was never mentioned.", -1),
        ("It was not bad at all.", 1),
        ("She killed it on stage.", 1),
        ("We reduced the number of complaints.", 1),
        ("I couldn't be more proud of them.", 1),
        ("I work in the risk department.", 0),
        ("The interest rate was low.", 0),
        ("The whole thing was a mess.", -1),
        ("It wasn't great, to be honest.", -1),
        ("Um, like, the train leaves at nine.", 0),
        ("Nobody complained about it.", 1),
    ],
)
def test_feeling_as_a_panel_takes_it(text: str, sign: int):
    assert felt(text) == sign
