from __future__ import annotations

import numpy as np
import pytest

from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.observations import Box
from realtalk.timeline import Timeline
from tests.timelines import body, face, postures, seen


def read(timeline: Timeline) -> Reading:
    result = metric("movement").measure(timeline)
    assert isinstance(result, Reading)
    return result


def drift(t: float) -> float:
    """A body that goes to and fro by 10% of its shoulder width a second."""
    return 0.66 + 0.04 * (7.5 - abs(t % 30 - 15))


@pytest.mark.parametrize("rate", [1, 2.5, 7, 30])
def test_a_known_speed_comes_out_at_any_rate(rate):
    timeline = Timeline([*seen(60), *postures(60, lambda t: body(x=drift(t)), rate=rate)])
    assert read(timeline).value == pytest.approx(10, abs=1)


def test_somebody_still_does_not_move_and_noise_adds_little():
    random = np.random.default_rng(2)
    still = Timeline([*seen(60), *postures(60)])
    noisy = Timeline(
        [*seen(60), *postures(60, lambda t: body(x=0.66 + float(random.normal(0, 0.002))), rate=10)]
    )
    assert read(still).value == pytest.approx(0, abs=1e-6)
    assert read(noisy).value < 0.5


def test_noisy_looks_once_a_second_hardly_add_to_a_sway():
    random = np.random.default_rng(4)

    def of(noise: float, rate: float) -> float:
        def sway(t: float):
            return body(x=0.66 + 0.015 * np.sin(t / 1.7) + float(random.normal(0, noise)))

        return read(Timeline([*seen(60), *postures(60, sway, rate=rate)])).value

    assert of(0.008, 1) < 1.6 * of(0.0, 30)


@pytest.mark.parametrize("gone", [30.05, 30.3, 30.6, 30.9])
def test_who_slips_out_of_the_picture_does_not_move_by_the_chance_of_one_look(gone):
    def of(t: float):
        way = (t - gone) * 0.5 if gone < t < 35 else 0.0
        return body(x=0.66 - way) if way < 0.3 else None

    assert read(Timeline([*seen(60), *postures(60, of, rate=1)])).value < 0.5


def test_the_face_alone_tells_it_where_the_body_is_not_seen():
    def of(t: float):
        return face(t, box=Box(drift(t) - 0.08, 0.3, 0.16, 0.2))

    assert read(Timeline(seen(60, of=of))).value == pytest.approx(10, abs=1)


def test_sway_and_leaning_are_told_apart():
    swaying = read(Timeline([*seen(60), *postures(60, lambda t: body(x=drift(t)))]))
    figures = {d.label: d.value for d in swaying.details}
    assert figures["Sway from side to side"] > 10
    assert figures["Leaning in and out"] == pytest.approx(0, abs=0.01)


def test_the_liveliest_and_the_stillest_stretch_are_shown():
    timeline = Timeline([*seen(60), *postures(60, lambda t: body(x=drift(t) if t >= 30 else 0.66))])
    most, least = read(timeline).moments
    assert most.span.middle >= 30
    assert least.span.end <= 30


def test_nobody_in_view_does_not_move():
    assert isinstance(metric("movement").measure(Timeline(seen(60, of=lambda t: None))), Unmeasured)
