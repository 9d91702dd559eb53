from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.coaching.advice import INFLUENCE
from realtalk.coaching.cues import (
    AGAIN,
    APART,
    FIRST,
    HEARD,
    ON_SCREEN,
    OUT,
    RAREST,
    SEEN,
    TARGET,
    Cue,
    CueCoach,
)
from realtalk.coaching.gauges import WINDOW
from realtalk.media import Span
from realtalk.observations import Box, Observation
from realtalk.timeline import Calibration, Timeline
from tests.timelines import SENTENCE, face, said, seen, session, speech_of, voice

At = Callable[[float], float]
LEVEL = -25.0


@dataclass
class Talk:
    """A talk that can change in the middle: words a minute, dB, semitones up and down, gaze over time."""

    seconds: float = 90.0
    pace: At = lambda t: 150.0
    level: At = lambda t: LEVEL
    melody: At = lambda t: 6.0
    look: At = lambda t: 0.0
    there: Callable[[float], bool] = lambda t: True
    speaks: Callable[[float], bool] = lambda t: True

    def timeline(self, *, has_video: bool = True, has_audio: bool = True) -> Timeline:
        found: list[Observation] = []
        t = 0.0
        while has_audio and t < self.seconds:
            if self.speaks(t):
                found += speech_of(said(SENTENCE, start=t, rate=self.pace(t)))
                t += len(SENTENCE.split()) * 60.0 / self.pace(t) + 0.3
            else:
                t += 1.0
        sings = lambda t: 120.0 * 2.0 ** (self.melody(t) * ((t % 2.0) - 1.0) / 12.0)  # noqa: E731
        if has_audio:
            found += voice(self.seconds, level=self.level, pitch=sings, hop=0.05)
        if has_video:
            found += seen(
                self.seconds,
                rate=4.0,
                of=lambda t: face(t) if self.there(t) else None,
                gaze=lambda t: (self.look(t), 0.0),
            )
        return Timeline(found, calibration=Calibration(gaze_yaw=0.0, gaze_pitch=0.0))


def cues(
    talk: Talk | Timeline,
    *,
    target: float | None = None,
    own_level: float | None = LEVEL,
    every: float = 1.0,
    has_video: bool = True,
    has_audio: bool = True,
    unheard: float = 0.0,
) -> tuple[Cue, ...]:
    """What is shown over a talk that is looked at every second, as far as it is known by then; of its last
    `unheard` seconds nothing is.
    """
    whole = talk.timeline(has_video=has_video, has_audio=has_audio) if isinstance(talk, Talk) else talk
    coach = CueCoach(target=target, has_video=has_video, has_audio=has_audio)
    now = every
    while now <= whole.span.end:
        heard = whole.between(Span(max(0.0, now - WINDOW), max(0.0, now - unheard) + 1e-3))
        coach.look(now, heard, own_level, unheard)
        now += every
    return coach.shown


def texts(shown: tuple[Cue, ...]) -> list[str]:
    return [cue.text for cue in shown]


def test_a_talk_at_ease_has_no_cue():
    assert cues(Talk()) == ()
    assert cues(Timeline(session(90.0))) == ()


@pytest.mark.parametrize(
    ("talk", "text", "about"),
    [
        (Talk(60, pace=lambda t: 225.0), "Slower", "speech_rate"),
        (Talk(60, melody=lambda t: 1.0), "Vary pitch", "pitch_variation"),
        (Talk(60, look=lambda t: 40.0), "Eye contact", "eye_contact"),
        (Talk(60, level=lambda t: LEVEL - 8.0), "Louder", "loudness"),
        (Talk(60, there=lambda t: t < 30.0), "Into view", "face_visible"),
    ],
)
def test_the_first_cue_names_what_is_wrong(talk: Talk, text: str, about: str):
    first = cues(talk)[0]
    assert (first.text, first.metric, first.praise) == (text, about, False)
    assert first.start >= FIRST
    assert first.until == first.start + ON_SCREEN


def test_a_face_out_of_view_is_told_after_three_seconds():
    (first,) = cues(Talk(60, there=lambda t: t < 30.0 or t > 36.0))[:1]
    assert 30.0 + OUT - 0.3 <= first.start <= 30.0 + OUT + 1.0


def test_a_face_gone_for_two_seconds_is_not_told():
    assert cues(Talk(60, there=lambda t: not 30.0 < t < 32.0)) == ()


def test_a_face_cut_off_at_the_edge_is_told():
    found = [
        *speech_of(said(" ".join([SENTENCE] * 12))),
        *seen(60, rate=5.0, of=lambda t: face(t, box=Box(-0.1, 0.3, 0.3, 0.3))),
    ]
    assert texts(cues(Timeline(found), own_level=None))[0] == "Into view"


def test_slow_speech_has_no_cue():
    assert cues(Talk(pace=lambda t: 70.0), has_video=False) == ()


def test_without_an_own_level_nobody_is_too_quiet():
    assert cues(Talk(level=lambda t: -60.0), own_level=None, has_video=False) == ()


def test_who_is_silent_is_left_alone():
    shown = cues(Talk(80, pace=lambda t: 225.0, speaks=lambda t: t < 8.0 or t > 60.0), has_video=False)
    assert shown[0].start > 60.0


def test_who_talks_on_is_told_though_what_they_say_is_heard_late():
    hasty = Talk(60, pace=lambda t: 225.0)
    assert texts(cues(hasty, has_video=False, unheard=8.0))[0] == "Slower"
    thinking = replace(hasty, seconds=80.0, speaks=lambda t: t < 8.0 or t > 60.0)
    assert cues(thinking, has_video=False, unheard=0.9)[0].start > 60.0


def test_who_may_be_held_up_in_a_word_is_left_alone_until_they_are_heard():
    hasty = Talk(60, pace=lambda t: 225.0).timeline(has_video=False)
    stammering = hasty.calibrated(replace(hasty.calibration, stammers=True))
    assert "Slower" in texts(cues(stammering, has_video=False))
    assert cues(stammering, has_video=False, unheard=4.0) == ()


def test_thin_evidence_gives_no_cue():
    assert cues(Timeline([*speech_of(said(SENTENCE, rate=300.0)), *voice(20, pitch=100.0)])) == ()


def test_what_is_not_there_is_not_judged():
    talk = Talk(60, look=lambda t: 40.0, melody=lambda t: 0.5).timeline()
    assert {cue.metric for cue in cues(talk, has_video=False)} == {"pitch_variation"}
    assert {cue.metric for cue in cues(talk, has_audio=False)} == {"eye_contact"}


def test_without_a_baseline_the_zero_is_found_as_in_the_rundown():
    askew = Talk(60, look=lambda t: 12.0).timeline().calibrated(Calibration())
    assert cues(askew) == ()


def test_coming_back_is_praised_once():
    shown = cues(Talk(150, pace=lambda t: 225.0 if t < 30.0 else 150.0), has_video=False)
    assert texts(shown) == ["Slower", "Good pace"]
    assert shown[1].praise
    assert APART <= shown[1].start - shown[0].start <= APART + 10.0


@pytest.mark.parametrize(
    ("talk", "praise"),
    [
        (Talk(90, melody=lambda t: 1.0 if t < 25.0 else 9.0), "Lively voice"),
        (Talk(90, look=lambda t: 40.0 if t < 20.0 else 0.0), "Good contact"),
        (Talk(90, level=lambda t: LEVEL - 8.0 if t < 20.0 else LEVEL), "Well heard"),
        (Talk(90, there=lambda t: not 20.0 < t < 28.0), "Well framed"),
    ],
)
def test_every_kind_is_praised_on_coming_back(talk: Talk, praise: str):
    assert texts(cues(talk))[1] == praise


def test_half_way_back_is_neither_blamed_nor_praised():
    flat_then_middling = Talk(120, melody=lambda t: 1.0 if t < 25.0 else 4.6)
    assert texts(cues(flat_then_middling, has_video=False)) == ["Vary pitch"]


def test_who_does_not_follow_hears_it_again_later():
    shown = cues(Talk(120, pace=lambda t: 225.0), has_video=False)
    assert set(texts(shown)) == {"Slower"}
    gaps = [b.start - a.start for a, b in pairwise(shown)]
    assert all(AGAIN <= gap <= AGAIN + 5.0 for gap in gaps)


def test_two_troubles_take_turns():
    shown = cues(Talk(100, pace=lambda t: 225.0, look=lambda t: 40.0))
    assert texts(shown)[:4] == ["Eye contact", "Slower", "Eye contact", "Slower"]


def test_cues_thin_out_for_who_comes_back_each_time():
    shown = cues(Talk(480, look=lambda t: 40.0 if t % 60.0 < 35.0 else 0.0), has_audio=False)
    blamed = [cue.start for cue in shown if not cue.praise]
    gaps = [b - a for a, b in pairwise(blamed)]
    assert 3 <= len(blamed) <= 5
    assert gaps == sorted(gaps)
    assert gaps[-1] >= 4 * AGAIN
    assert max(gaps) <= RAREST + 60.0


def test_the_wished_length_is_told_before_and_after():
    shown = cues(Talk(200), target=100.0, has_video=False)
    assert [(cue.text, cue.metric) for cue in shown] == [("Wrap up", TARGET)] * 2
    assert [cue.start for cue in shown] == pytest.approx([90.0, 110.0], abs=4.0)


def test_an_early_end_is_not_wrapped_up():
    assert cues(Talk(80), target=100.0, has_video=False) == ()


def test_wrapping_up_goes_before_how_it_is_said():
    shown = cues(Talk(70, pace=lambda t: 225.0), target=60.0, has_video=False)
    assert "Wrap up" in [cue.text for cue in shown if cue.start < 60.0]


def test_looking_twice_at_one_moment_changes_nothing():
    whole, coach = (
        Talk(60, pace=lambda t: 225.0).timeline(),
        CueCoach(target=None, has_video=True, has_audio=True),
    )
    for now in range(1, 60):
        window = whole.between(Span(max(0.0, now - WINDOW), now + 1e-3))
        assert coach.look(now, window, LEVEL) == coach.look(now, window, LEVEL)


def test_an_empty_window_gives_no_cue():
    coach = CueCoach(target=10.0, has_video=True, has_audio=True)
    assert coach.look(40.0, Timeline(window=Span(10.0, 40.0)), None) is None


def test_cues_come_in_the_order_of_influence():
    keys = [kind.metric for kind in (*SEEN, *HEARD)]
    assert keys[0] == "face_visible"
    assert keys[1:] == sorted(keys[1:], key=lambda key: -INFLUENCE[key])
    assert all(len(text.split()) <= 2 for kind in (*SEEN, *HEARD) for text in (kind.text, kind.praise))


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.sampled_from(["fast", "flat", "away", "quiet", "gone", "fine", "silent"]), min_size=6, max_size=6
    ),
    st.sampled_from([0.7, 1.0, 1.7]),
)
def test_whatever_happens_cues_are_short_and_far_apart(parts: list[str], every: float):
    def of(name: str) -> Callable[[float], bool]:
        return lambda t: parts[min(int(t / 15.0), len(parts) - 1)] == name

    fast, flat, away, quiet = of("fast"), of("flat"), of("away"), of("quiet")
    gone, silent = of("gone"), of("silent")
    talk = Talk(
        90,
        pace=lambda t: 225.0 if fast(t) else 150.0,
        melody=lambda t: 1.0 if flat(t) else 6.0,
        look=lambda t: 40.0 if away(t) else 0.0,
        level=lambda t: LEVEL - 9.0 if quiet(t) else LEVEL,
        there=lambda t: not gone(t),
        speaks=lambda t: not silent(t),
    )
    shown = cues(talk, target=80.0, every=every)
    assert all(b.start - a.start >= APART for a, b in pairwise(shown))
    assert all(cue.start >= FIRST and len(cue.text.split()) <= 2 for cue in shown)
    told: set[str] = set()
    for cue in shown:
        assert not cue.praise or cue.metric in told
        told.discard(cue.metric) if cue.praise else told.add(cue.metric)
