from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.media import Span, merge, total
from realtalk.metrics import sampling

WHOLE = Span(0.0, 10.0)


def test_a_sample_stands_until_half_way_to_its_neighbours():
    assert sampling.seconds(np.array([0.1, 0.3, 0.5]), Span(0.0, 0.6)) == pytest.approx([0.2, 0.2, 0.2])


def test_a_sample_stands_no_longer_than_it_may():
    assert sampling.seconds(np.array([5.0]), WHOLE, hold=0.25) == pytest.approx([0.5])


def test_no_samples_stand_for_no_time():
    assert sampling.seconds(np.zeros(0), WHOLE).sum() == 0.0
    assert sampling.stretches(np.zeros(0), np.zeros(0, dtype=bool), WHOLE) == ()


@given(st.lists(st.floats(0.0, 10.0), min_size=1, max_size=60), st.floats(0.01, 2.0))
def test_samples_never_stand_for_more_than_the_span(times, hold):
    weights = sampling.seconds(np.sort(np.array(times)), WHOLE, hold)
    assert (weights >= 0).all()
    assert weights.sum() <= WHOLE.duration + 1e-9


@pytest.mark.parametrize("rate", [5, 7, 15, 30])
def test_a_share_of_time_does_not_depend_on_the_rate_of_looking(rate):
    times = np.arange(0.0, 60.0, 1 / rate)
    condition = (times % 6.0) < 1.5
    weights = sampling.seconds(times, Span(0.0, 60.0))
    assert sampling.share(condition, weights) == pytest.approx(0.25, abs=0.02)


def test_an_uneven_rate_weighs_time_and_not_pictures():
    times = np.concatenate([np.arange(0.0, 5.0, 1 / 30), np.arange(5.0, 10.0, 1 / 5)])
    weights = sampling.seconds(times, WHOLE)
    assert sampling.share(times < 5.0, weights) == pytest.approx(0.5, abs=0.02)


def test_stretches_close_short_breaks_and_leave_out_short_stretches():
    times = np.arange(0.05, 10.0, 0.1)
    condition = ((times > 1.0) & (times < 4.0) & ~((times > 2.0) & (times < 2.2))) | (
        (times > 6.0) & (times < 6.3)
    )
    found = sampling.stretches(times, condition, WHOLE, shortest=1.0, gap=0.3)
    assert len(found) == 1
    assert (found[0].start, found[0].end) == pytest.approx((1.0, 4.0), abs=0.06)


spans = st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 10)), max_size=12).map(
    lambda pairs: merge(Span(a, a + b) for a, b in pairs)
)


@given(spans, st.floats(0, 100), st.floats(0, 50))
def test_overlaps_agree_with_the_spans_themselves(found, start, length):
    window = Span(start, start + length)
    expected = total(span.clip(window) for span in found)
    got = sampling.overlaps(found, np.array([window.start]), np.array([window.end]))
    assert got[0] == pytest.approx(expected, abs=1e-6)


@given(spans, st.lists(st.floats(-5, 120), max_size=30))
def test_within_agrees_with_the_spans_themselves(found, times):
    expected = [any(span.contains(t) for span in found) for t in times]
    assert sampling.within(np.array(times), found).tolist() == expected


def test_windows_slide_over_the_span_and_stay_inside():
    starts, ends = sampling.windows(Span(3.0, 33.0), 10.0, 5.0)
    assert starts.tolist() == [3.0, 8.0, 13.0, 18.0, 23.0]
    assert ends[-1] == 33.0


def test_the_last_window_ends_with_the_span():
    starts, ends = sampling.windows(Span(0.0, 22.0), 10.0, 5.0)
    assert starts.tolist() == [0.0, 5.0, 10.0, 12.0]
    assert ends.tolist() == [10.0, 15.0, 20.0, 22.0]


def test_a_span_shorter_than_a_window_is_one_window():
    starts, ends = sampling.windows(Span(3.0, 7.0), 10.0, 5.0)
    assert (starts.tolist(), ends.tolist()) == ([3.0], [7.0])


def test_the_deviation_in_a_window_is_that_of_its_values():
    times = np.arange(0.0, 10.0, 0.01)
    values = np.sin(2 * np.pi * times)
    found = sampling.window_deviations(
        times, values, np.full(len(times), 0.01), np.array([0.0]), np.array([10.0])
    )
    assert found[0] == pytest.approx(np.sqrt(0.5), abs=1e-3)


def test_a_window_without_samples_has_no_mean():
    found = sampling.window_means(
        np.array([1.0]), np.array([5.0]), np.array([1.0]), np.array([0.0, 5.0]), np.array([2.0, 6.0])
    )
    assert found[0] == 5.0
    assert np.isnan(found[1])


def test_quantiles_count_time():
    values, weights = np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 8.0])
    assert sampling.weighted_quantile(values, weights, 0.5) == 3.0
    assert sampling.weighted_quantile(values, weights, 0.1) == 1.0
