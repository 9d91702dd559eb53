from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.gaze import score
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.timeline import Calibration, Timeline
from tests.timelines import face, seen

LENS = Calibration(gaze_yaw=0.0, gaze_pitch=0.0)


def read(timeline: Timeline) -> Reading:
    result = metric("eye_contact").measure(timeline)
    assert isinstance(result, Reading)
    return result


def noisy(look, spread: float = 5.0, seed: int = 3):
    random = np.random.default_rng(seed)
    return lambda t: tuple(random.normal(look(t), spread))


def test_looking_into_the_lens_with_the_noise_of_the_camera():
    timeline = Timeline(seen(60, gaze=noisy(lambda t: (0.0, 0.0))), calibration=LENS)
    assert read(timeline).value > 97


@pytest.mark.parametrize("away", [(25.0, 0.0), (0.0, -18.0), (-14.0, -14.0)])
def test_looking_away_with_the_noise_of_the_camera(away):
    timeline = Timeline(seen(60, gaze=noisy(lambda t: away)), calibration=LENS)
    assert read(timeline).value < 3


@pytest.mark.parametrize("rate", [7, 10, 30])
def test_the_share_does_not_depend_on_the_rate_of_pictures(rate):
    def look(t: float) -> tuple[float, float]:
        return (0.0, 0.0) if t % 10 < 6 else (25.0, -5.0)

    assert read(Timeline(seen(60, rate=rate, gaze=look), calibration=LENS)).value == pytest.approx(60, abs=2)


@settings(deadline=None, max_examples=20)
@given(st.floats(3, 12), st.floats(0.1, 0.9), st.integers(0, 100))
def test_seven_and_thirty_pictures_a_second_agree_within_three_points(period, part, seed):
    def look(t: float) -> tuple[float, float]:
        return (2.0, 1.0) if (t + seed) % period < part * period else (-22.0, 3.0)

    slow, fast = (Timeline(seen(60, rate=rate, gaze=look), calibration=LENS) for rate in (7, 30))
    assert read(slow).value == pytest.approx(read(fast).value, abs=3)


def test_the_calibrated_zero_counts():
    timeline = Timeline(seen(30, gaze=lambda t: (4.0, -12.0)))
    assert read(timeline).value == 0
    assert read(timeline.calibrated(Calibration(gaze_yaw=4.0, gaze_pitch=-12.0))).value == 100


def test_blinks_do_not_count_against_the_speaker():
    timeline = Timeline(seen(60, gaze=lambda t: None if t % 4 < 0.3 else (0.0, 0.0)), calibration=LENS)
    assert read(timeline).value == 100
    assert read(timeline).coverage > 0.95


def test_eyes_that_look_down_at_notes_are_away():
    reading = read(Timeline(seen(60, gaze=lambda t: (0.0, 0.0) if t < 30 else None), calibration=LENS))
    assert reading.value == pytest.approx(50, abs=1)
    assert reading.coverage == pytest.approx(1.0, abs=0.02)
    assert reading.moments[0].note == "You look down or close your eyes for 30 s"
    label = "Looking down or eyes closed"
    assert next(d.value for d in reading.details if d.label == label) == pytest.approx(50, abs=1)


@pytest.mark.parametrize("rate", [2, 5, 7, 10, 30])
def test_a_glance_at_notes_counts_at_any_rate_and_a_blink_never(rate):
    def closed(length: float) -> Timeline:
        looks = max(1, round(length * rate))
        return Timeline(
            seen(60, rate=rate, gaze=lambda t: None if int(t * rate) % (6 * rate) < looks else (0.0, 0.0)),
            calibration=LENS,
        )

    assert read(closed(min(0.4, 2 / rate))).value == 100
    assert read(closed(2.0)).value == pytest.approx(100 * 2 / 3, abs=3)


def test_a_face_that_goes_away_between_blinks_joins_no_run():
    def look(t: float):
        return None if t % 2 < 0.4 else (0.0, 0.0)

    timeline = Timeline(seen(60, of=lambda t: face(t) if t % 2 < 0.4 else None, gaze=look), calibration=LENS)
    assert isinstance(metric("eye_contact").measure(timeline), Unmeasured)


def test_a_head_turned_too_far_to_be_read_looks_away():
    timeline = Timeline(seen(60, of=lambda t: face(t, read=t < 45)), calibration=LENS)
    assert read(timeline).value == pytest.approx(75, abs=1)


def test_time_without_a_face_does_not_count():
    reading = read(Timeline(seen(60, of=lambda t: face(t) if t < 20 else None), calibration=LENS))
    assert reading.value == 100
    assert reading.coverage == pytest.approx(1 / 3, abs=0.02)


def test_stretches_away_are_moments_the_longest_first():
    def look(t: float) -> tuple[float, float]:
        away = 10 <= t < 13 or 30 <= t < 38 or 50 <= t < 51
        return (30.0, 0.0) if away else (0.0, 0.0)

    reading = read(Timeline(seen(60, gaze=look), calibration=LENS))
    assert [round(m.span.start) for m in reading.moments] == [30, 10]
    assert reading.moments[0].span.duration == pytest.approx(8, abs=0.3)
    assert reading.moments[0].note == "Your eyes are away from the camera for 8 s"


@pytest.mark.parametrize(
    ("percent", "points"), [(80, 5), (75, 4), (51, 4), (50, 3), (31, 3), (21, 2), (20, 1)]
)
def test_the_scale(percent, points):
    assert score(percent) == points


@pytest.mark.parametrize(("part", "band"), [(0.6, Band.GOOD), (0.4, Band.WATCH), (0.2, Band.WORK)])
def test_bands(part, band):
    timeline = Timeline(seen(60, gaze=lambda t: (0.0 if t < 60 * part else 40.0, 0.0)), calibration=LENS)
    assert read(timeline).band == band


def test_without_a_zero_the_reading_says_so():
    assert "lens itself" in read(Timeline(seen(10))).note
    assert read(Timeline(seen(10), calibration=LENS)).note == ""


def test_a_zero_far_from_the_lens_is_owned_up_to():
    zero = Calibration(gaze_yaw=1.0, gaze_pitch=-13.0)
    assert "13 degrees below the lens" in read(Timeline(seen(10), calibration=zero)).note


def test_a_zero_that_was_asked_for_is_not_doubted():
    zero = Calibration(gaze_yaw=1.0, gaze_pitch=-13.0, asked=True)
    note = read(Timeline(seen(10, gaze=lambda t: (1.0, -13.0)), calibration=zero)).note
    assert note.startswith("When you were asked to look at the lens, your eyes rested 13 degrees below it")
    assert "too kind" not in note


@pytest.mark.parametrize(
    ("part", "begins"),
    [
        (
            0.9,
            "Your eyes mostly rested 13 degrees below the lens, and that was taken as looking at the camera.",
        ),
        (0.3, "Looks 13 degrees below the lens were taken as looks at the camera."),
    ],
)
def test_the_note_says_mostly_where_it_was_most_of_the_time(part, begins):
    zero = Calibration(gaze_yaw=1.0, gaze_pitch=-13.0)
    timeline = Timeline(
        seen(20, gaze=lambda t: (1.0, -13.0) if t < 20 * part else (40.0, 0.0)), calibration=zero
    )
    ends = " If you were reading from the screen then, this share is too kind."
    assert read(timeline).note == begins + ends


def test_a_glimpse_of_a_face_is_no_evidence():
    timeline = Timeline(seen(60, of=lambda t: face(t) if t < 1 else None))
    result = metric("eye_contact").measure(timeline)
    assert isinstance(result, Unmeasured)


def test_the_last_seconds_can_be_measured_alone():
    timeline = Timeline(seen(60, gaze=lambda t: (0.0 if t < 30 else 40.0, 0.0)), calibration=LENS)
    assert read(timeline.last(20)).value == 0


@settings(deadline=None, max_examples=15)
@given(st.floats(15, 45), st.floats(0.1, 0.9))
def test_two_parts_of_a_session_make_up_the_whole(cut, part):
    def look(t: float) -> tuple[float, float]:
        return (0.0, 0.0) if t % 7 < 7 * part else (30.0, 0.0)

    timeline = Timeline(seen(60, gaze=look), calibration=LENS)
    first, second = read(timeline.between(Span(0, cut))), read(timeline.between(Span(cut, 60)))
    together = (first.value * cut + second.value * (60 - cut)) / 60
    assert together == pytest.approx(read(timeline).value, abs=1.5)
