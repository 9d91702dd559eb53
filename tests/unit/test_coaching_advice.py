from __future__ import annotations

from collections.abc import Sequence

import pytest

from realtalk.coaching.advice import suggestions
from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading, Series


def told(values: Sequence[float | None], band: Band | None = Band.GOOD) -> list[str]:
    times = tuple(10.0 * i + 5.0 for i in range(len(values)))
    span = Span(0.0, 10.0 * len(values))
    reading = Reading("speech_rate", 150.0, span, 1.0, band, series=Series(times, tuple(values)))
    return [each.text for each in suggestions([(metric("speech_rate"), reading)], [], [], span.end)]


def test_a_rushed_start_is_told_though_the_pace_was_fine_on_the_whole():
    assert told([190.0, 152.0, 148.0, None, 150.0, 149.0]) == [
        "You began at 190 words a minute, where 150 is your own pace. "
        "Take one breath before your first sentence."
    ]


def test_a_rushed_end_is_told():
    assert told([150.0, 152.0, 148.0, 150.0, 185.0])[0].startswith("You ended at 185 words a minute")


@pytest.mark.parametrize("values", [[150.0] * 6, [170.0, 150.0, 150.0, 150.0], [190.0, 150.0, None, None]])
def test_an_even_pace_and_too_little_of_one_get_no_hint(values: list[float | None]):
    assert told(values) == []


def test_a_pace_that_is_worked_on_anyway_gets_no_second_hint():
    assert told([190.0, 150.0, 150.0, 150.0, 150.0], Band.WATCH) == []
