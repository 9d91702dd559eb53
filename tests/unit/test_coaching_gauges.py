import pytest

from realtalk.coaching.gauges import SCALES, Gauge, emotions_now, gauges, understood
from realtalk.media import Span
from realtalk.metrics.metric import Band
from realtalk.observations import SpeechSpan
from realtalk.timeline import Timeline
from tests.timelines import emotions, english, session, speech_of, talk, voice


def dials(timeline: Timeline, own_level: float | None = -25.0) -> dict[str, Gauge]:
    return {gauge.metric.key: gauge for gauge in gauges(timeline, own_level)}


def test_the_pace_of_the_last_half_minute_stands_on_its_dial() -> None:
    timeline = Timeline([*speech_of(talk(0.5, rate=180.0)), *voice(30.0), english(30.0)])
    pace = dials(timeline)["speech_rate"]
    assert pace.value == pytest.approx(180, abs=5)
    assert "180 words a minute" in pace.text


def test_speech_whose_words_are_still_to_come_does_not_slow_the_pace() -> None:
    said = [*speech_of(talk(0.25, rate=180.0)), *voice(30.0), english(30.0)]
    waiting = SpeechSpan(Span(15.5, 28.0))
    pace = dials(Timeline([*said, waiting]).between(Span(0.0, 30.0)))["speech_rate"]
    assert pace.value == pytest.approx(180, abs=8)
    assert waiting not in understood(Timeline([*said, waiting])).track(SpeechSpan)


def test_a_dial_without_evidence_says_why_and_shows_no_number() -> None:
    empty = dials(Timeline(), None)
    assert set(empty) == set(SCALES)
    assert all(gauge.value is None and gauge.text and gauge.band is None for gauge in empty.values())


@pytest.mark.parametrize(
    ("level", "band", "words"),
    [(-33.0, Band.WATCH, "under"), (-25.0, Band.GOOD, "about"), (-15.0, Band.WATCH, "over")],
)
def test_loudness_is_told_against_the_own_level(level: float, band: Band, words: str) -> None:
    timeline = Timeline([*speech_of(talk(0.5)), *voice(30.0, level=level)]).between(Span(0.0, 30.0))
    gauge = dials(timeline)["loudness"]
    assert gauge.value == pytest.approx(level + 25.0, abs=0.2)
    assert gauge.band is band
    assert words in gauge.text


def test_only_the_newest_seconds_tell_how_loud_somebody_is_now() -> None:
    timeline = Timeline([*speech_of(talk(0.5)), *voice(30.0, level=lambda t: -25.0 if t < 19 else -35.0)])
    assert dials(timeline.between(Span(0.0, 30.0)))["loudness"].value == pytest.approx(-10, abs=0.5)


def test_every_value_at_ease_lies_on_its_scale() -> None:
    for gauge in dials(Timeline(session(30.0)).between(Span(0.0, 30.0))).values():
        assert gauge.value is not None
        assert gauge.value in gauge.scale


def test_bars_show_what_the_face_looked_like_just_now() -> None:
    happy = lambda t: (0.0, 0.0, 0.0, 1.0 if t > 7 else 0.0, 0.0, 0.0, 0.0 if t > 7 else 1.0)  # noqa: E731
    timeline = Timeline(emotions(10.0, happy))
    shown = emotions_now(timeline)
    assert shown is not None
    assert shown[3] == pytest.approx(1.0)
    assert sum(shown) == pytest.approx(1.0)
    assert emotions_now(Timeline()) is None
