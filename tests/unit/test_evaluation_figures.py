import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.evaluation.figures import balanced_accuracy, calibration_error, confusion, interval, share


def test_the_interval_of_a_share_is_wilsons():
    assert interval(81, 100) == pytest.approx((0.7222, 0.8749), abs=1e-4)
    assert interval(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)


def test_a_share_of_nothing_has_no_value_and_no_interval():
    assert share(0, 0) is None
    assert interval(0, 0) is None


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(n, data):
    k = data.draw(st.integers(0, n))
    bounds = interval(k, n)
    assert bounds is not None
    low, high = bounds
    assert low - 1e-9 <= k / n <= high + 1e-9


def test_balanced_accuracy_weighs_every_kind_alike_and_leaves_absent_ones_out():
    counts = confusion(np.array([0, 0, 0, 0, 1]), np.array([0, 0, 0, 0, 0]), 3)
    assert counts.tolist() == [[4, 0, 0], [1, 0, 0], [0, 0, 0]]
    assert balanced_accuracy(counts) == pytest.approx(0.5)
    assert balanced_accuracy(np.zeros((3, 3), np.int64)) is None


def test_who_is_always_70_percent_sure_and_right_half_of_the_time_is_off_by_a_fifth():
    probabilities = np.tile([0.7, 0.3], (10, 1))
    truth = np.array([0, 1] * 5)
    assert calibration_error(probabilities, truth) == pytest.approx(0.2)
    assert calibration_error(np.tile([0.5, 0.5 - 1e-9], (10, 1)), truth) == pytest.approx(0.0, abs=1e-6)
