import time

import numpy as np
import pytest

from realtalk.partner.face.expression import rest
from realtalk.partner.face.eye_motion import BLINK
from realtalk.partner.face.idle_motion import idle
from realtalk.partner.face.motion import COLUMN, FPS, PARAMETERS
from realtalk.partner.face.prosody import pauses, questions, stresses
from realtalk.partner.face.speaking_motion import speaking
from realtalk.partner.face.visemes import MOUTH
from realtalk.partner.persona import Manner
from tests.spoken import spoken

SENTENCE = "tˈɛl mi əbˈWt ə tˈIm ju sˈɑlvd ə hˈɑɹd pɹˈɑbləm _ ænd wˈʌt ju mˈAd ʌv ɪt"
MANNERS = tuple(Manner)
STATES = ("listening", "thinking", "waiting")
TWO_WAYS = {"smile", "brow_left", "brow_right", "gaze_x", "gaze_y"}
DEGREES = {"yaw", "pitch", "roll"}

FASTEST = {"gaze_x": 0.45, "gaze_y": 0.45, "blink_left": 0.65, "blink_right": 0.65, "press": 1.0, "tuck": 1.0}
"""How far a column may move in a row; the others 0.4, and degrees 1.5."""


def _column(values: np.ndarray, name: str) -> np.ndarray:
    return values[:, COLUMN[name]]


def _assert_in_range(values: np.ndarray) -> None:
    for name in PARAMETERS:
        column = _column(values, name)
        assert np.isfinite(column).all()
        if name in ("yaw", "pitch"):
            assert np.abs(column).max() < 4, name
        elif name == "roll":
            assert np.abs(column).max() < 8
        elif name.startswith("shift"):
            assert np.abs(column).max() < 0.06, name
        else:
            assert column.min() >= (-1 if name in TWO_WAYS else 0), name
            assert column.max() <= 1, name


def _assert_smooth(values: np.ndarray) -> None:
    for name in PARAMETERS:
        step = np.abs(np.diff(_column(values, name))).max()
        assert step <= (1.5 if name in DEGREES else FASTEST.get(name, 0.4)), (name, step)


def _blinks(values: np.ndarray) -> list[int]:
    shut = _column(values, "blink_left") == 1
    return [row for row in range(1, len(shut)) if shut[row] and not shut[row - 1]]


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("expressiveness", [0.0, 0.5, 1.0])
def test_speaking_keeps_every_range_and_moves_without_a_jump(manner, expressiveness):
    for seed in range(6):
        values = speaking(spoken(SENTENCE), manner, expressiveness, seed).values
        _assert_in_range(values)
        _assert_smooth(values)


def test_speaking_lasts_as_long_as_the_speech_rounded_up():
    speech = spoken(SENTENCE)
    motion = speaking(speech, Manner.NEUTRAL, 0.5)
    assert 0 <= motion.duration - speech.duration < 1 / FPS
    assert motion.values.dtype == np.float32
    assert motion.values.shape[1] == len(PARAMETERS)


@pytest.mark.parametrize("manner", MANNERS)
def test_every_motion_begins_and_ends_at_rest_so_that_they_join(manner):
    home = rest(manner, 1.0)
    ends = [speaking(spoken(SENTENCE, edge=edge), manner, 1.0, 3).values[[0, -1]] for edge in (0.0, 0.2)]
    assert np.abs(np.concatenate(ends) - home).max() < 0.05
    for state in STATES:
        ends_of_it = idle(state, 8, manner, 1.0, 3).values[[0, -1]]
        away = np.abs(ends_of_it - home)
        assert away[:, [COLUMN[name] for name in (*MOUTH, *sorted(TWO_WAYS))]].max() < 0.1
        assert away.max() < 0.7  # degrees


def test_a_pause_blinks():
    speech = spoken("tˈɑk ænd tˈɑk ænd tˈɑk _ ænd tˈɑk ænd tˈɑk _ ænd tˈɑk ænd tˈɑk ə ɡˈɛn")
    resting = pauses(speech)
    assert len(resting) == 2
    for seed in range(10):
        rows = np.array(_blinks(speaking(speech, Manner.NEUTRAL, 0.5, seed).values)) / FPS
        assert all(any(pause.start <= t <= pause.end for t in rows) for pause in resting)


def test_eyes_blink_every_few_seconds_of_a_long_speech():
    speech = spoken(" ".join([SENTENCE.replace("_", "")] * 12))
    rows = _blinks(speaking(speech, Manner.NEUTRAL, 0.5).values)
    apart = np.diff(rows) / FPS
    assert speech.duration > 30
    assert apart.min() > 1.2
    assert apart.max() <= 6.1
    whole = _column(speaking(speech, Manner.NEUTRAL, 0.5).values, "blink_right")[rows[0] - 1 :][: len(BLINK)]
    assert whole == pytest.approx(BLINK)


def test_the_head_nods_on_a_stress():
    speech = spoken("ə tə ðə tˈɑɑɑɑ tə ðə tə tə")
    (stress,) = stresses(speech, np.ones(round(speech.duration * FPS) + 1, np.float32))
    moved = [_column(speaking(speech, Manner.SUPPORTIVE, 0.8, seed).values, "pitch") for seed in range(12)]
    row = round(stress.t * FPS)
    around = np.mean(moved, axis=0)
    assert around[row - 1 : row + 3].min() < -0.8
    assert around[row - 1 : row + 3].min() == around.min()


def test_brows_rise_at_the_end_of_a_question():
    said = "ɑɹ ju ʃˈʊɹ əv ɪt"
    asked, told = spoken(said + "?"), spoken(said)
    assert len(questions(asked)) == 1
    assert not questions(told)
    row = round(questions(asked)[0] * FPS) - 5
    up = [
        np.mean(
            [_column(speaking(each, Manner.NEUTRAL, 0.5, seed).values, "brow_left")[row] for seed in range(8)]
        )
        for each in (asked, told)
    ]
    assert up[0] > up[1] + 0.15


def test_manners_are_told_apart_and_expressiveness_moves_more():
    smile = [rest(manner, 0.5)[COLUMN["smile"]] for manner in MANNERS]
    brow = [rest(manner, 0.5)[COLUMN["brow_left"]] for manner in MANNERS]
    assert smile == sorted(smile, reverse=True)
    assert smile[0] > 0.2
    assert smile[2] <= 0
    assert brow == sorted(brow, reverse=True)
    moved = [
        np.mean(
            [
                np.ptp(speaking(spoken(SENTENCE), Manner.NEUTRAL, much, seed).values[:, COLUMN["pitch"]])
                for seed in range(8)
            ]
        )
        for much in (0.0, 0.5, 1.0)
    ]
    assert moved[0] * 1.5 < moved[1] < moved[2]


def test_the_same_seed_gives_the_same_motion_and_another_another():
    speech = spoken(SENTENCE)
    one, same, other = (speaking(speech, Manner.NEUTRAL, 0.5, seed).values for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
    assert np.array_equal(
        one[:, : len(MOUTH)], other[:, : len(MOUTH)]
    )  # what is said decides the mouth alone
    waits = [idle("waiting", 6, Manner.NEUTRAL, 0.5, seed).values for seed in (1, 1, 2)]
    assert np.array_equal(waits[0], waits[1])
    assert not np.array_equal(waits[0], waits[2])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("seconds", [0.04, 0.5, 3, 20])
def test_idling_keeps_its_lips_closed_its_ranges_and_its_length(state, seconds):
    for seed in range(4):
        values = idle(state, seconds, Manner.SUPPORTIVE, 1.0, seed).values
        assert len(values) == max(1, round(seconds * FPS))
        _assert_in_range(values)
        assert not values[:, [COLUMN[name] for name in ("jaw", "upper", "lower", "tuck", "tongue")]].any()


@pytest.mark.parametrize("state", STATES)
def test_idling_loops_without_a_jump(state):
    for seed in range(6):
        values = idle(state, 12, Manner.NEUTRAL, 1.0, seed).values
        _assert_smooth(np.concatenate((values, values)))
        inside = np.abs(np.diff(values, axis=0)).max(axis=0)
        seam = np.abs(values[0] - values[-1])
        assert (seam <= inside + 0.02).all()


@pytest.mark.parametrize("seconds", [2.5, 4, 7, 13, 30])
def test_blinks_stay_apart_over_the_seam_of_a_loop(seconds):
    for seed in range(20):
        values = idle("waiting", seconds, Manner.NEUTRAL, 0.5, seed).values
        apart = np.diff(_blinks(np.concatenate((values, values, values)))) / FPS
        assert len(apart) >= 2
        assert apart.min() >= 1.9
        assert apart.max() <= 6.1


def test_listeners_nod_and_thinkers_look_away():
    listening, thinking = (
        [idle(state, 20, Manner.NEUTRAL, 0.5, seed).values for seed in range(6)]
        for state in ("listening", "thinking")
    )
    assert all(_column(each, "pitch").min() < -0.8 for each in listening)
    assert all(np.abs(_column(each, "gaze_x")).mean() < 0.1 for each in listening)
    assert all(np.abs(_column(each, "gaze_x")).mean() > 0.25 for each in thinking)
    assert all(len(_blinks(each)) >= 2 for each in listening)


def test_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="sleeping"):
        idle("sleeping", 3, Manner.NEUTRAL, 0.5)


def test_silence_and_nothing_are_motions_too():
    nothing = speaking(spoken("", edge=0.0), Manner.NEUTRAL, 0.5)
    assert nothing.values.shape == (0, len(PARAMETERS))
    silence = speaking(spoken("", edge=0.1), Manner.NEUTRAL, 0.5).values
    assert len(silence) == 5
    assert not silence[:, : len(MOUTH)].any()


def test_a_second_of_speech_takes_few_milliseconds():
    speech = spoken(" ".join([SENTENCE] * 4))
    took = []
    for seed in range(5):
        began = time.perf_counter()
        speaking(speech, Manner.NEUTRAL, 0.5, seed)
        took.append((time.perf_counter() - began) / speech.duration)
    assert min(took) < 0.010
