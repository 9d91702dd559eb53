from __future__ import annotations

import numpy as np
import pytest

from realtalk.media import Span
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Reading
from realtalk.observations import BLENDSHAPES, SpeechSpan
from realtalk.timeline import Calibration, Timeline
from tests.timelines import body, face, postures, seen, session, shapes, voice


def looks(*parts: tuple[float, tuple[float, float]], spread: float = 5.0) -> Timeline:
    """Gaze that rests at places in degrees, each for some seconds, in turns of five seconds."""
    random = np.random.default_rng(11)
    whole = sum(seconds for seconds, _ in parts)
    places = np.repeat(np.arange(len(parts)), [round(seconds * 10) for seconds, _ in parts])
    order = np.random.default_rng(5).permutation(len(places) // 50)
    turns = np.concatenate([places[50 * i : 50 * (i + 1)] for i in order])

    def gaze(t: float) -> tuple[float, float]:
        place = parts[int(turns[min(int(t * 10), len(turns) - 1)])][1]
        return tuple(random.normal(place, spread))

    return Timeline(seen(whole, gaze=gaze))


def contact(timeline: Timeline) -> float:
    result = metric("eye_contact").measure(timeline.calibrated(calibrate(timeline)))
    assert isinstance(result, Reading)
    return result.value


@pytest.mark.parametrize("offset", [(0.0, 0.0), (5.0, -6.0), (-4.0, 9.0)])
def test_the_place_of_most_looks_near_the_lens_is_the_zero(offset):
    zero = calibrate(looks((60, offset)))
    assert (zero.gaze_yaw, zero.gaze_pitch) == pytest.approx(offset, abs=1.0)
    assert zero.gaze_spread is not None
    assert zero.gaze_spread < 5


def test_notes_looked_at_most_of_the_time_are_not_the_lens():
    timeline = looks((20, (3.0, -4.0)), (80, (5.0, -40.0)))
    zero = calibrate(timeline)
    assert (zero.gaze_yaw, zero.gaze_pitch) == pytest.approx((3.0, -4.0), abs=1.5)
    assert contact(timeline) == pytest.approx(20, abs=4)


def test_a_second_screen_is_not_the_lens():
    timeline = looks((30, (0.0, -5.0)), (70, (28.0, -5.0)))
    assert contact(timeline) == pytest.approx(30, abs=4)


def test_who_never_looks_near_the_lens_gets_no_zero():
    timeline = looks((60, (2.0, -24.0)))
    assert calibrate(timeline).gaze_pitch is None
    assert contact(timeline) < 5


def test_single_odd_looks_do_not_move_the_zero():
    zero = calibrate(looks((55, (0.0, -8.0)), (5, (15.0, 15.0))))
    assert (zero.gaze_yaw, zero.gaze_pitch) == pytest.approx((0.0, -8.0), abs=1.0)


def test_a_screen_read_throughout_just_under_the_lens_is_taken_and_owned_up_to():
    timeline = looks((60, (0.0, -12.0)))
    timeline = timeline.calibrated(calibrate(timeline))
    result = metric("eye_contact").measure(timeline)
    assert isinstance(result, Reading)
    assert result.value > 90
    assert "12 degrees below the lens" in result.note


def test_a_second_of_gaze_is_no_zero():
    assert calibrate(Timeline(seen(1))).gaze_yaw is None


def test_the_neutral_face_is_that_of_silence():
    def speaking(t: float) -> bool:
        return t % 10 < 7

    def of(t: float):
        return face(t, blendshapes=shapes(browInnerUp=0.6 if speaking(t) else 0.1, jawOpen=0.3 * speaking(t)))

    spoken = [SpeechSpan(Span(10.0 * i, 10.0 * i + 7)) for i in range(6)]
    neutral = calibrate(Timeline([*seen(60, of=of), *spoken])).neutral_face
    assert neutral is not None
    assert neutral[BLENDSHAPES.index("browInnerUp")] == pytest.approx(0.1)


def test_the_upright_height_and_the_level():
    timeline = Timeline([*postures(60, lambda t: body(nose=0.4 if t < 40 else 0.5)), *voice(60, level=-22.0)])
    timeline.add(SpeechSpan(Span(3.0 * i, 3.0 * i + 2)) for i in range(19))
    zero = calibrate(timeline)
    assert zero.nose_height == pytest.approx(0.75, abs=0.01)
    assert zero.level == pytest.approx(-22, abs=0.01)


def test_what_a_baseline_told_is_kept_and_the_rest_is_found():
    timeline = Timeline([*seen(60, gaze=lambda t: (4.0, -3.0)), *postures(60), *voice(60, level=-22.0)])
    timeline.add(SpeechSpan(Span(3.0 * i, 3.0 * i + 2)) for i in range(19))
    stern = shapes(browDownLeft=0.4)
    baseline = Calibration(gaze_yaw=9.0, gaze_pitch=-1.0, neutral_face=stern, noise=-61.0, asked=True)
    zero = calibrate(timeline.calibrated(baseline))
    assert zero.asked
    assert (zero.gaze_yaw, zero.gaze_pitch, zero.gaze_spread, zero.noise) == (9.0, -1.0, None, -61.0)
    assert zero.neutral_face is stern
    assert zero.nose_height == pytest.approx(0.7, abs=0.01)
    assert zero.level == pytest.approx(-22, abs=0.01)
    level = calibrate(timeline.calibrated(Calibration(level=-30.0, nose_height=0.6)))
    assert (level.level, level.nose_height) == (-30.0, 0.6)
    assert (level.gaze_yaw, level.gaze_pitch) == pytest.approx((4.0, -3.0), abs=0.1)


def test_half_of_a_gaze_zero_is_none():
    timeline = Timeline(seen(60, gaze=lambda t: (4.0, -3.0)), calibration=Calibration(gaze_yaw=30.0))
    assert calibrate(timeline).gaze_yaw == pytest.approx(4.0, abs=0.1)


def test_calibrating_twice_changes_nothing():
    timeline = Timeline(session(30.0))
    once = calibrate(timeline)
    twice = calibrate(timeline.calibrated(once))
    assert once.neutral_face is twice.neutral_face
    for name in ("gaze_yaw", "gaze_pitch", "gaze_spread", "nose_height", "level", "noise"):
        assert getattr(once, name) == getattr(twice, name)


def test_a_session_alone_tells_nothing_of_the_rooms_noise():
    assert calibrate(Timeline(session(30.0))).noise is None
