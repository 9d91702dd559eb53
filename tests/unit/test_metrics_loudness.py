from __future__ import annotations

import pytest

from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.loudness import own_level
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.observations import SpeechSpan
from realtalk.timeline import Calibration, Timeline
from tests.timelines import voice


def phrases(*levels: float, own: float | None = None) -> Timeline:
    """Phrases of two seconds at levels in dB of full scale, with silences of a second."""
    spoken = [SpeechSpan(Span(3.0 * i, 3.0 * i + 2)) for i in range(len(levels))]

    def level(t: float) -> float:
        return levels[int(t // 3)] if t % 3 < 2 else -80.0

    return Timeline([*spoken, *voice(3.0 * len(levels), level=level)], calibration=Calibration(level=own))


def read(timeline: Timeline) -> Reading:
    result = metric("loudness").measure(timeline)
    assert isinstance(result, Reading)
    return result


def test_the_variation_over_phrases():
    assert read(phrases(-20, -30, -20, -30, -20, -30)).value == pytest.approx(5.0, abs=0.05)


def test_silence_between_phrases_does_not_count():
    reading = read(phrases(*[-25.0] * 6))
    assert reading.value == pytest.approx(0.0, abs=0.05)
    assert reading.band == Band.WATCH


def test_microphones_do_not_matter():
    near, far = phrases(-10, -16, -10, -13, -18), phrases(-40, -46, -40, -43, -48)
    assert read(near).value == pytest.approx(read(far).value, abs=1e-3)


def test_a_phrase_six_decibels_down_is_a_moment():
    reading = read(phrases(-20, -20, -24, -20, -20, -27, -20))
    assert [m.span.start for m in reading.moments if "under" in m.note] == [15.0]
    assert reading.moments[0].note == "7 dB under your usual level"


def test_against_a_calibrated_level_the_whole_talk_can_be_quiet():
    reading = read(phrases(-35, -31, -35, -31, -35, own=-25.0))
    assert reading.band == Band.WORK
    level = next(d for d in reading.details if d.label == "Level against your usual one")
    assert level.value == pytest.approx(-8.4, abs=0.1)


def test_a_stretch_far_under_the_own_level_is_work_and_single_phrases_are_not():
    lost = read(phrases(*[-20, -24, -19, -25] * 5, *[-30] * 8, *[-20, -24, -19, -25] * 5))
    assert lost.band == Band.WORK
    assert lost.moments[0].note.startswith("You speak softly for 2")
    assert 58 <= lost.moments[0].span.start < lost.moments[0].span.end <= 86
    single = read(phrases(*[-20, -24, -19, -25] * 4, -30, *[-20, -24, -19, -25] * 4))
    assert single.band != Band.WORK


def test_the_own_level_is_the_middle_phrase():
    assert own_level(phrases(-20, -21, -22, -40, -10)) == pytest.approx(-21, abs=0.05)


def test_two_phrases_tell_nothing():
    timeline = Timeline([SpeechSpan(Span(0, 3)), SpeechSpan(Span(4, 6.5)), *voice(7)])
    assert isinstance(metric("loudness").measure(timeline), Unmeasured)
