from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.metrics.catalogue import metric
from realtalk.metrics.gestures import swings
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.observations import Hand, HandsObservation, Point
from realtalk.timeline import Timeline
from tests.timelines import hands, postures, seen, times

SHOULDERS = 0.4


def beats(per_minute: float, size: float = 0.3, *, noise: float = 0.0):
    """A hand that goes out and back so many times a minute; its size is in shoulder widths."""
    random = np.random.default_rng(1)

    def of(t: float) -> Point:
        out = size * SHOULDERS * (1 - np.cos(2 * np.pi * t * per_minute / 60)) / 2
        x, y = random.normal(0, noise * SHOULDERS, 2) if noise else (0, 0)
        return Point(0.9 + x, 1.0 - out + y)

    return of


def read(of, *, rate: float = 5.0, seconds: float = 60) -> Reading:
    found = [*seen(seconds), *postures(seconds), *hands(seconds, of, rate=rate)]
    result = metric("gestures").measure(Timeline(found))
    assert isinstance(result, Reading), result
    return result


@pytest.mark.parametrize("per_minute", [12, 24, 40])
@pytest.mark.parametrize("rate", [5, 10, 30])
def test_strokes_are_counted_at_any_rate(per_minute, rate):
    assert read(beats(per_minute, 0.8), rate=rate).value == pytest.approx(per_minute, abs=1.5)


@pytest.mark.parametrize("rest", [0, 3.2])
def test_swings_to_both_sides_of_where_the_hand_rested_are_counted(rest):
    def of(t: float) -> Point:
        return Point(0.9 + 0.19 * SHOULDERS * np.sin(np.pi * max(0.0, t - rest)), 1.0)

    assert read(of).value == pytest.approx(30 * (60 - rest) / 60, abs=1.5)


def test_noise_adds_no_strokes():
    assert read(beats(20, 0.8, noise=0.03)).value == pytest.approx(20, abs=1.5)
    assert read(beats(0, noise=0.04)).value == 0


def test_a_fidget_is_no_stroke():
    assert read(beats(60, 0.15)).value == 0


def test_a_hand_that_drifts_makes_no_stroke():
    assert read(lambda t: Point(0.7 + t / 100, 1.0)).value == 0


def test_hands_out_of_view_are_told():
    reading = read(lambda t: beats(20, 0.8)(t) if t < 15 else None)
    assert next(d.value for d in reading.details if d.label == "Hands in view") == pytest.approx(25, abs=2)
    assert reading.value == pytest.approx(20, abs=2)
    assert reading.coverage == pytest.approx(0.25, abs=0.02)


def test_hands_never_in_view_are_not_measured():
    result = metric("gestures").measure(Timeline([*seen(60), *hands(60, lambda t: None)]))
    assert isinstance(result, Unmeasured)
    assert result.why == "Your hands were in the picture for less than 10 seconds."


def test_hands_seen_for_a_moment_tell_no_rate():
    found = [*seen(60), *hands(60, lambda t: beats(20, 0.8)(t) if t < 8 else None)]
    assert isinstance(metric("gestures").measure(Timeline(found)), Unmeasured)


def test_looks_are_rarer_where_no_hand_is_in_view():
    rare = [HandsObservation(20 + 0.5 * i, ()) for i in range(80)]
    found = [*seen(60), *postures(60), *hands(20, beats(24, 0.8)), *rare]
    reading = metric("gestures").measure(Timeline(found))
    assert isinstance(reading, Reading)
    assert reading.value == pytest.approx(24, abs=2)
    assert reading.coverage == pytest.approx(1 / 3, abs=0.02)


@pytest.mark.parametrize(("lag", "expected"), [(0.0, 20), (0.2, 20), (1.5, 40)])
def test_a_stroke_of_both_hands_counts_once(lag, expected):
    def height(t: float) -> float:
        """Out and back in the first half of every three seconds, at rest in the other."""
        return 1.0 - 0.16 * (1 - float(np.cos(2 * np.pi * min(t % 3, 1.5) / 1.5)))

    looks = [
        HandsObservation(t, tuple(Hand(side, at, at, 0.1) for side, at in (("right", right), ("left", left))))
        for t in times(60, 10)
        for right, left in [(Point(0.9, height(t)), Point(0.4, height(t + lag)))]
    ]
    reading = metric("gestures").measure(Timeline([*seen(60), *postures(60), *looks]))
    assert isinstance(reading, Reading)
    assert reading.value == pytest.approx(expected, abs=2)


def test_the_range_is_told_in_shoulder_widths():
    def of(t: float) -> Point:
        return Point(0.7 + SHOULDERS * float(np.sin(t)), 1.0)

    label = "Range from side to side"
    assert next(d.value for d in read(of).details if d.label == label) == pytest.approx(2.0, abs=0.1)


@settings(deadline=None, max_examples=20)
@given(st.integers(4, 50))
def test_seven_and_thirty_looks_a_second_agree_within_two_strokes(per_minute):
    slow, fast = (read(beats(per_minute, 0.9), rate=rate).value for rate in (7, 30))
    assert slow == pytest.approx(fast, abs=2)


def test_a_jump_to_another_hand_is_no_swing():
    times = np.arange(0.0, 4.0, 0.2)
    points = np.where(times[:, None] < 2, [[0.0, 0.0]], [[5.0, 0.0]])
    assert swings(times, points) == []
