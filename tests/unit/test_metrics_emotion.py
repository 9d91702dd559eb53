import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.metrics.emotion import steadied
from realtalk.observations import EMOTIONS, EmotionObservation

HAPPY, SAD = EMOTIONS.index("happy"), EMOTIONS.index("sad")


def look(t, kind, sure=0.8):
    rest = (1 - sure) / (len(EMOTIONS) - 1)
    return EmotionObservation(t, 0, tuple(sure if i == kind else rest for i in range(len(EMOTIONS))))


def test_one_face_read_unsteadily_is_steadied():
    rng = np.random.default_rng(0)
    looks = [look(t / 2, HAPPY, 0.7 + rng.uniform(-0.15, 0.15)) for t in range(200)]
    before = np.std([each.probabilities[HAPPY] for each in looks])
    after = np.std([each.probabilities[HAPPY] for each in steadied(looks)])
    assert after < 0.7 * before


def test_a_change_stays_where_it_was_and_as_sharp():
    looks = [look(t / 2, HAPPY if t < 20 else SAD) for t in range(40)]
    for given_, shown in zip(looks, steadied(looks), strict=True):
        assert shown.probabilities == pytest.approx(given_.probabilities, abs=0.02)


def test_an_expression_of_a_single_look_is_not_hidden():
    looks = [look(t / 2, HAPPY if t == 10 else SAD) for t in range(21)]
    assert steadied(looks)[10].probabilities[HAPPY] > 0.7


def test_looks_far_apart_leave_each_other_alone():
    looks = [look(0.0, HAPPY, 0.9), look(5.0, HAPPY, 0.7)]
    assert steadied(looks) == tuple(looks)
    assert steadied([]) == ()


@given(st.lists(st.tuples(st.floats(0.1, 3), st.integers(0, 6), st.floats(0.2, 1)), max_size=30))
def test_steadied_looks_keep_their_times_and_sum_to_one(steps):
    t, looks = 0.0, []
    for apart, kind, sure in steps:
        t += apart
        looks.append(look(t, kind, sure))
    shown = steadied(looks)
    assert [each.t for each in shown] == [each.t for each in looks]
    for each in shown:
        assert sum(each.probabilities) == pytest.approx(1)
        assert min(each.probabilities) >= 0
