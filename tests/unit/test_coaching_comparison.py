from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from realtalk.coaching.comparison import Difference, compare
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.observations import Observation, Point, SpeechSpan
from realtalk.timeline import Calibration, Timeline
from tests.timelines import (
    SENTENCE,
    body,
    face,
    hands,
    postures,
    said,
    seen,
    session,
    shapes,
    speech_of,
    voice,
)

At = Callable[[float], float]
ZERO = Calibration(gaze_yaw=0.0, gaze_pitch=0.0, neutral_face=shapes(), nose_height=0.7, level=-25.0)


def take(
    seconds: float = 30.0,
    *,
    pace: float = 150.0,
    fillers: int = 0,
    pause: float = 0.3,
    contact: float = 1.0,
    smiling: float = 0.0,
    melody: float = 8.0,
    level: At | float = -25.0,
    nose: At = lambda t: 0.42,
    start: float = 0.0,
    calibration: Calibration = ZERO,
    picture: bool = True,
) -> Timeline:
    """A part of a talk in which everything is as wished; shares of the time are 0..1."""
    found: list[Observation] = []
    t, left = start, fillers
    while t < start + seconds - 5.0:
        text = f"um, {SENTENCE}" if left > 0 else SENTENCE
        left -= 1
        words = said(text, start=t, rate=pace, fillers=("um",))
        found += speech_of(words)
        t = words[-1].span.end + pause
    sings = lambda at: 120.0 * 2.0 ** (melody * ((at % 2.0) - 1.0) / 12.0)  # noqa: E731
    found += voice(seconds, level=level, pitch=sings, start=start, hop=0.05)
    if picture:
        at_ease = shapes(mouthSmileLeft=0.8, mouthSmileRight=0.8)
        found += seen(
            seconds,
            rate=5.0,
            start=start,
            of=lambda at: face(at, blendshapes=at_ease if (at - start) / seconds < smiling else None),
            gaze=lambda at: (0.0 if (at - start) / seconds < contact else 40.0, 0.0),
        )
        found += postures(seconds, lambda at: body(nose=nose(at)), start=start)
    return Timeline(found, calibration=calibration, window=Span(start, start + seconds))


def differences(before: Timeline, after: Timeline) -> dict[str, Difference]:
    return {each.metric.key: each for each in compare(before, after)}


def one(key: str, before: Timeline, after: Timeline) -> Difference:
    return differences(before, after)[key]


def test_a_calmer_pace_is_easier_to_follow():
    found = one("speech_rate", take(pace=190.0), take(pace=155.0))
    assert isinstance(found.before, Reading)
    assert isinstance(found.after, Reading)
    assert found.before.value > 175
    assert found.after.value < 155
    assert found.text == (
        f"Pace: {found.before.value:.0f} to {found.after.value:.0f} words a minute, easier to follow"
    )
    assert found.better is True


def test_the_other_way_round_is_worse():
    found = one("speech_rate", take(pace=155.0), take(pace=190.0))
    assert found.text.endswith("harder to follow")
    assert found.better is False


@pytest.mark.parametrize(
    ("key", "before", "after", "end"),
    [
        ("speech_rate", take(pace=110.0), take(pace=155.0), "brisker and easier to follow"),
        ("fillers", take(fillers=8), take(), "less to listen past"),
        ("eye_contact", take(contact=0.2), take(contact=0.9), "your viewers feel spoken to more"),
        ("pitch_variation", take(melody=2.0), take(melody=8.0), "livelier"),
        ("posture", take(nose=lambda t: 0.55), take(), "more upright"),
    ],
)
def test_what_comes_nearer_to_good_is_better_and_back_again_is_worse(
    key: str, before: Timeline, after: Timeline, end: str
):
    forth, back = one(key, before, after), one(key, after, before)
    assert (forth.better, back.better) == (True, False)
    assert forth.text.endswith(end)
    assert " to " in back.text


@pytest.mark.parametrize(
    ("key", "before", "after", "end"),
    [
        ("smile", take(smiling=0.1), take(smiling=0.6), "you smile more"),
        ("pauses", take(pause=1.6), take(pause=0.4), "less time to think along"),
        ("expressiveness", take(smiling=0.1), take(smiling=0.9), "livelier"),
    ],
)
def test_without_a_target_a_change_is_told_and_not_judged(
    key: str, before: Timeline, after: Timeline, end: str
):
    found = one(key, before, after)
    assert found.text.endswith(end)
    assert found.better is None


def test_hands_that_join_in_are_told():
    def waving(cycles: float) -> Timeline:
        moved = hands(30, lambda t: Point(0.9, 0.9 + 0.15 * float(np.sin(2 * np.pi * cycles * t / 60.0))))
        return Timeline([*postures(30), *moved, *seen(30)], window=Span(0.0, 30.0), calibration=ZERO)

    assert one("gestures", waving(10.0), waving(30.0)).text.endswith("your hands join in more")


def test_the_same_again_is_as_before():
    found = differences(take(), take())
    assert all(each.better is None for each in found.values())
    assert all(each.text.endswith("as before") for each in found.values())


def test_a_change_within_reach_of_good_is_told_and_not_judged():
    found = one("speech_rate", take(pace=170.0), take(pace=158.0))
    assert found.better is None
    assert found.text.endswith("words a minute, slower")


def test_a_small_change_is_about_the_same():
    found = one("eye_contact", take(contact=0.4), take(contact=0.46))
    assert found.text.endswith("about the same")
    assert found.better is None


def test_one_filler_less_is_chance():
    assert one("fillers", take(20, fillers=3), take(20, fillers=2)).better is None


def test_beyond_good_is_neither_better_nor_worse():
    found = one("eye_contact", take(contact=0.6), take(contact=1.0))
    assert found.text.endswith("more of it")
    assert found.better is None


def test_a_voice_that_is_heard_again_is_better():
    found = one("loudness", take(level=-34.0), take(level=-24.0))
    assert found.better is True
    assert found.text.endswith("10 decibels louder on the whole")
    back = one("loudness", take(level=-24.0), take(level=-34.0))
    assert back.better is False
    assert back.text.endswith("10 decibels softer on the whole")


def test_both_are_as_loud_as_against_one_own_level():
    other_microphone = take(level=-25.0, calibration=Calibration(level=-35.0))
    found = one("loudness", take(level=-25.0), other_microphone)
    assert found.text.endswith("as before")
    assert found.better is None


def test_a_moment_is_cut_out_of_its_session():
    whole = Timeline(
        [*take(30, pace=150.0).observations(), *take(30, pace=200.0, start=30.0).observations()],
        calibration=ZERO,
    )
    moment = whole.between(Span(30.0, 60.0))
    assert one("speech_rate", moment, take(pace=155.0)).better is True
    assert one("speech_rate", whole.between(Span(0.0, 30.0)), take(pace=155.0)).better is None


def test_what_was_seen_only_once_is_told_and_not_judged():
    lost = one("eye_contact", take(), take(picture=False))
    assert isinstance(lost.after, Unmeasured)
    assert lost.text == "Eye contact: 100% of the time on the camera before; now it could not be measured"
    new = one("eye_contact", take(picture=False), take())
    assert new.text.endswith("on the camera now; before, it could not be measured")
    assert lost.better is new.better is None


def test_what_was_measured_neither_time_is_left_out():
    assert "eye_contact" not in differences(take(picture=False), take(picture=False))
    assert compare(Timeline(), Timeline()) == ()
    silence = Timeline([SpeechSpan(Span(0.0, 0.2))], window=Span(0.0, 10.0))
    assert compare(silence, silence) == ()


def test_the_order_is_the_catalogues_and_short_parts_have_no_long_measures():
    keys = list(differences(Timeline(session(30.0)), Timeline(session(40.0))))
    order = [metric.key for metric in METRICS]
    assert keys == sorted(keys, key=order.index)
    assert {"speech_rate", "fillers", "pauses", "eye_contact", "smile", "loudness"} <= set(keys)
    assert not {"interruptions", "vocabulary", "grammar", "longest_turn"} & set(keys)
