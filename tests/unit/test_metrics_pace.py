from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.metrics.pace import band
from realtalk.observations import SpeechSpan, VoiceTurn
from realtalk.timeline import Speaker, Timeline
from tests.timelines import said, speech_of, talk, voice

RATE, ARTICULATION = metric("speech_rate"), metric("articulation_rate")


def read(timeline: Timeline, of=RATE) -> Reading:
    result = of.measure(timeline)
    assert isinstance(result, Reading), result
    return result


@pytest.mark.parametrize("rate", [100, 150, 200])
def test_words_in_a_minute_are_words_a_minute(rate):
    timeline = Timeline([*speech_of(talk(rate=rate)), *voice(60)])
    assert read(timeline).value == pytest.approx(rate, rel=0.01)
    assert read(timeline, ARTICULATION).value == pytest.approx(rate, rel=0.01)


def test_pauses_slow_the_pace_but_not_the_articulation():
    words = [w for minute in range(10) for w in talk(0.1, rate=200, start=12.0 * minute)]
    timeline = Timeline([*speech_of(words), *voice(114)])
    assert read(timeline).value == pytest.approx(60 * 200 / 114, rel=0.02)
    assert read(timeline, ARTICULATION).value == pytest.approx(200, rel=0.01)


def test_silence_before_and_after_the_talk_does_not_count():
    timeline = Timeline([*speech_of(talk(start=30)), *voice(120)])
    assert read(timeline).value == pytest.approx(150, rel=0.01)


def test_hesitations_are_no_words():
    words = [*said("um uh er hmm " * 10, rate=150), *talk(start=16)]
    timeline = Timeline([*speech_of(words), *voice(76)])
    assert read(timeline).value == pytest.approx(150 * 60 / 76, rel=0.02)


def test_only_the_own_floor_counts_in_a_conversation():
    words = [*talk(0.5, start=0), *talk(0.5, start=90)]
    turns = [VoiceTurn(Span(0, 30), 0), VoiceTurn(Span(31, 89), 1), VoiceTurn(Span(90, 120), 0)]
    theirs = [*said("no " * 100, start=31, rate=120), SpeechSpan(Span(31, 89))]
    timeline = Timeline([*speech_of(words), *theirs, *turns, *voice(120)]).focus(Speaker(None, 0))
    assert read(timeline).value == pytest.approx(150, rel=0.02)


def test_a_change_of_pace_shows_over_time():
    words = [*talk(1, rate=120), *talk(1, rate=220, start=60)]
    reading = read(Timeline([*speech_of(words), *voice(120)]))
    assert reading.series is not None
    assert reading.series.values[0] == pytest.approx(120, rel=0.05)
    assert reading.series.values[-1] == pytest.approx(220, rel=0.05)
    assert reading.moments[0].span.start >= 60
    assert reading.moments[0].note.startswith("Your fastest stretch: 22")
    assert {d.label for d in reading.details} >= {"Variation over time"}


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(150, Band.GOOD), (140, Band.GOOD), (175, None), (115, None), (200, Band.WATCH), (100, Band.WATCH),
     (230, Band.WORK), (70, Band.WORK)],
)  # fmt: skip
def test_bands_leave_a_quiet_range_around_the_good_one(rate, expected):
    assert band(rate) == expected


@pytest.mark.parametrize(
    ("rate", "notes"),
    [
        (85, ["You speak slowly: 85 words a minute"]),
        (150, ["Your pace: 150 words a minute"]),
        (216, ["You speak fast: 216 words a minute"]),
    ],
)
def test_the_only_stretch_is_neither_the_fastest_nor_the_slowest(rate, notes):
    reading = read(Timeline([*speech_of(talk(0.25, rate=rate)), *voice(15)]))
    assert [m.note for m in reading.moments] == notes


def test_words_without_times_give_a_rate_but_no_moments():
    words = [*said("plain words here again " * 40, rate=160, timed=False)]
    reading = read(Timeline([*speech_of(words), *voice(60)]))
    assert reading.value == pytest.approx(160, rel=0.01)
    assert reading.moments == ()
    assert reading.series is None


def test_a_few_seconds_tell_no_pace():
    result = RATE.measure(Timeline([*speech_of(talk(0.1)), *voice(6)]))
    assert isinstance(result, Unmeasured)


@settings(deadline=None, max_examples=20)
@given(st.floats(80, 240), st.floats(0, 5000))
def test_a_window_of_a_steady_talk_has_the_pace_of_the_whole(rate, start):
    timeline = Timeline([*speech_of(talk(1.5, rate=rate, start=start)), *voice(90, start=start)])
    assert read(timeline.last(30)).value == pytest.approx(read(timeline).value, rel=0.05)
