from __future__ import annotations

import pytest

from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.observations import Hand, HandsObservation, Point
from realtalk.timeline import Calibration, Timeline
from tests.timelines import body, postures, seen, times

UPRIGHT = Calibration(nose_height=0.7)


def read(of, *more, seconds: float = 60, rate: float = 2.5) -> Reading:
    found = [*seen(seconds), *postures(seconds, of, rate=rate), *more]
    result = metric("posture").measure(Timeline(found, calibration=UPRIGHT))
    assert isinstance(result, Reading)
    return result


def test_upright_and_open():
    reading = read(lambda t: body())
    assert (reading.value, reading.band, reading.moments) == (100, Band.GOOD, ())


@pytest.mark.parametrize("rate", [1.5, 2.5, 10])
def test_a_slouch(rate):
    reading = read(lambda t: body(nose=0.5 if 20 <= t < 32 else 0.42), rate=rate)
    assert reading.value == pytest.approx(80, abs=2.5)
    assert [m.note for m in reading.moments] == ["You slouch"]
    assert (reading.moments[0].span.start, reading.moments[0].span.end) == pytest.approx((20, 32), abs=0.8)


def test_a_nod_is_no_slouch():
    assert read(lambda t: body(nose=0.5 if 20 <= t < 23 else 0.42)).value == 100


def test_a_slouch_against_ones_own_height_without_a_calibration():
    found = [*seen(60), *postures(60, lambda t: body(nose=0.5 if t < 20 else 0.42))]
    result = metric("posture").measure(Timeline(found))
    assert isinstance(result, Reading)
    assert result.value == pytest.approx(100 * 40 / 60, abs=2)


@pytest.mark.parametrize(("tilt", "fine"), [(5.0, True), (-9.0, False), (9.0, False)])
def test_tilted_shoulders(tilt, fine):
    reading = read(lambda t: body(tilt=tilt if 20 <= t < 30 else 0.0))
    assert (reading.value == 100) is fine
    assert fine or reading.moments[0].note == "Your shoulders are tilted"


def test_a_camera_askew_is_no_tilt_but_a_tilt_beyond_it_is():
    assert read(lambda t: body(tilt=9.0)).value == 100
    assert read(lambda t: body(tilt=9.0 if t < 40 else 0.0)).value == 100
    reading = read(lambda t: body(tilt=20.0 if 20 <= t < 30 else 9.0))
    assert reading.value == pytest.approx(100 * 50 / 60, abs=3)
    assert read(lambda t: body(tilt=25.0)).value == 0


def test_wrists_before_the_body_are_closed_when_they_stay():
    crossed = (Point(0.6, 1.0), Point(0.72, 1.0))
    assert read(lambda t: body(wrists=crossed if 20 <= t < 21.5 else None)).value == 100
    reading = read(lambda t: body(wrists=crossed if 20 <= t < 35 else None))
    assert reading.value == pytest.approx(75, abs=2)
    assert reading.moments[0].note == "Your arms are closed before you"


def test_a_hand_at_the_face():
    hands = [
        HandsObservation(t, (Hand("left", Point(0.7, 0.5), Point(0.7, 0.48), 0.1),) if 10 <= t < 16 else ())
        for t in times(60, 5)
    ]
    reading = read(lambda t: body(), *hands)
    assert reading.value == pytest.approx(90, abs=1.5)
    assert reading.moments[0].note == "Your hand is at your face"


@pytest.mark.parametrize(("y", "at_face"), [(0.63, True), (0.75, False)])
def test_a_hand_at_the_chin_is_at_the_face_and_one_before_the_chest_is_not(y, at_face):
    chin = Point(0.66, y)
    hands = [HandsObservation(t, (Hand("left", chin, chin, 0.1),)) for t in times(60, 5)]
    reading = read(lambda t: body(nose=0.38), *hands)
    assert (reading.value == 0) is at_face


def test_faults_at_the_same_time_count_once():
    reading = read(lambda t: body(nose=0.5, tilt=9.0) if 20 <= t < 32 else body())
    assert reading.value == pytest.approx(80, abs=2.5)
    assert len(reading.moments) == 2


def test_without_shoulders_there_is_no_posture():
    found = [*seen(60), *postures(60, lambda t: None)]
    result = metric("posture").measure(Timeline(found))
    assert isinstance(result, Unmeasured)
    assert "shoulders" in result.why
