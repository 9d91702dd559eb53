from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.coaching.readiness import (
    CLEAR,
    FAINT,
    LOUD,
    NO_EYES,
    NO_FACE,
    NO_PICTURE,
    NO_SHOULDERS,
    NO_SILENCE,
    NO_SOUND,
    NO_VOICE,
    RESTLESS,
    Baseline,
    Check,
    State,
    baseline,
    readiness,
)
from realtalk.media import Span
from realtalk.metrics.picture import REMEDIES
from realtalk.observations import (
    BLENDSHAPES,
    Box,
    FaceObservation,
    Observation,
    PictureObservation,
    SpeechSpan,
)
from realtalk.timeline import Timeline
from tests.timelines import body, face, postures, seen, shapes, voice

NOW = 15.0
SPOKEN = (Span(4.0, 7.0), Span(8.0, 10.0))
SILENT = Span(0.0, 5.0)
ALOUD = Span(5.0, 10.0)


def said(
    level: float = -22.0, room: float = -60.0, spoken: Sequence[Span] = SPOKEN, seconds: float = NOW
) -> list[Observation]:
    """A voice at a level in a room at another."""
    at = lambda t: level if any(s.contains(t) for s in spoken) else room  # noqa: E731
    return [*voice(seconds, level=at), *(SpeechSpan(span) for span in spoken)]


def looked(of: Callable[[float], FaceObservation | None] = face, rate: float = 5.0) -> list[Observation]:
    return seen(NOW, rate=rate, of=of)


def checks(*observations: Observation, now: float = NOW, video: bool = True, audio: bool = True):
    found = readiness(Timeline(observations), has_video=video, has_audio=audio, now=now)
    assert all(isinstance(check, Check) for check in found)
    return {check.key: check for check in found}


def test_all_is_fine_in_a_good_room():
    found = checks(*looked(), *said())
    assert list(found) == [
        "camera", "face", "light", "distance", "framing", "sharpness", "microphone", "room",
    ]  # fmt: skip
    assert {check.state for check in found.values()} == {State.FINE}
    assert not any(check.remedy for check in found.values())


def test_only_what_is_used_is_checked():
    assert list(checks(*looked(), video=False)) == ["microphone", "room"]
    assert "room" not in checks(*looked(), audio=False)


def test_at_first_everything_is_waited_for():
    assert {check.state for check in checks(now=1.0).values()} == {State.WAIT}


def test_a_camera_and_a_microphone_that_give_nothing_are_told():
    found = checks()
    assert (found["camera"].state, found["microphone"].state) == (State.FIX, State.FIX)
    assert found["camera"].remedy
    assert found["microphone"].remedy
    assert found["face"].state is found["light"].state is found["room"].state is State.WAIT


def test_a_camera_that_stopped_is_told():
    assert checks(*looked(), *said(), now=NOW + 4.0)["camera"].state is State.FIX


def test_too_few_pictures_are_told_with_their_number():
    slow = checks(*looked(rate=1.0))["camera"]
    assert slow.state is State.FIX
    assert "1.0 pictures" in slow.text
    assert checks(*looked(rate=2.5))["camera"].state is State.FINE


def test_nobody_and_a_crowd_are_told():
    assert checks(*looked(lambda t: None))["face"].text == "Nobody can be seen."
    crowd = [replace(o, faces=2) if isinstance(o, PictureObservation) else o for o in looked()]
    assert checks(*crowd)["face"].text == "More than one face is in the picture."
    passing = [
        replace(o, faces=2) if isinstance(o, PictureObservation) and o.t > NOW - 2.0 else o for o in looked()
    ]
    assert checks(*passing)["face"].state is State.FINE


def test_a_covered_face_is_told():
    assert checks(*looked(lambda t: face(t, read=False)))["face"].text == "Your face is hard to read."


@pytest.mark.parametrize(
    ("key", "fault", "of"),
    [
        ("light", "Light from behind", lambda t: face(t, light=0.15)),
        ("light", "Too bright", lambda t: face(t, light=0.95)),
        ("distance", "Too far", lambda t: face(t, box=Box(0.6, 0.4, 0.08, 0.1))),
        ("distance", "Too near", lambda t: face(t, box=Box(0.35, 0.1, 0.6, 0.7))),
        ("framing", "Off to one side", lambda t: face(t, box=Box(0.1, 0.25, 0.26, 0.34))),
        ("framing", "Too low", lambda t: face(t, box=Box(0.53, 0.6, 0.26, 0.34))),
        ("sharpness", "Blurred", lambda t: face(t, sharpness=8.0)),
    ],
)
def test_a_fault_of_the_picture_comes_with_its_remedy(key: str, fault: str, of):
    found = checks(*looked(of))
    assert (found[key].state, found[key].text) == (State.FIX, f"{fault}.")
    assert found[key].remedy.lower() == f"{REMEDIES[fault]}.".lower()
    assert {check.state for check in found.values() if check.key in {"light", "sharpness"} - {key}} == {
        State.FINE
    }


def test_a_dark_room_is_told():
    dark = [replace(o, light=0.2) if isinstance(o, PictureObservation) else o for o in looked()]
    dark = [replace(o, light=0.15) if isinstance(o, FaceObservation) else o for o in dark]
    assert checks(*dark)["light"].text == "Too dark."


def test_a_face_cut_off_at_the_edge_is_told():
    found = checks(*looked(lambda t: face(t, box=Box(0.5, -0.05, 0.3, 0.45))))["framing"]
    assert (found.state, found.text) == (State.FIX, "Cut off at the edge.")


def test_what_was_put_right_is_seen_within_seconds():
    mended = looked(lambda t: face(t, light=0.1 if t < NOW - 3.0 else 0.5))
    assert checks(*mended)["light"].state is State.FINE


def test_a_muted_microphone_is_told():
    muted = voice(NOW, level=-100.0, pitch=np.nan)
    assert checks(*muted)["microphone"].text == "Your microphone is silent."


def test_silence_after_speech_is_no_muted_microphone():
    assert checks(*said(room=-100.0))["microphone"].state is State.FINE


def test_before_a_word_is_said_the_microphone_waits():
    found = checks(*voice(NOW, level=-60.0, pitch=np.nan))
    assert (found["microphone"].state, found["room"].state) == (State.WAIT, State.WAIT)
    assert "sentence" in found["microphone"].remedy


@pytest.mark.parametrize(
    ("level", "state"),
    [(FAINT - 1, State.FIX), (FAINT + 1, State.FINE), (LOUD - 1, State.FINE), (LOUD + 1, State.FIX)],
)
def test_a_voice_may_be_neither_faint_nor_distorted(level: float, state: State):
    assert checks(*said(level, room=-90.0))["microphone"].state is state


@pytest.mark.parametrize(("above", "state"), [(CLEAR - 1, State.FIX), (CLEAR + 1, State.FINE)])
def test_a_voice_must_stand_above_the_room(above: float, state: State):
    assert checks(*said(-25.0, room=-25.0 - above))["room"].state is state


def test_speech_that_has_not_ended_is_no_noise():
    syllables = lambda t: -22.0 if t > 8.0 and t % 0.5 < 0.4 else -60.0  # noqa: E731
    going_on = [*voice(NOW, level=lambda t: -22.0 if 4.0 <= t < 7.0 else syllables(t)), SpeechSpan(SPOKEN[0])]
    assert checks(*going_on)["room"].state is State.FINE


def test_a_room_is_not_judged_without_silence():
    found = checks(*said(spoken=[Span(0.0, NOW)]))["room"]
    assert found.state is State.WAIT
    assert "nothing" in found.remedy


def taken(
    *,
    look: Callable[[float], tuple[float, float] | None] = lambda t: (3.0, -8.0),
    of: Callable[[float], FaceObservation | None] = face,
    nose: float | None = 0.42,
    spoken: Sequence[Span] = (Span(5.5, 9.0),),
    level: float = -24.0,
    room: float = -62.0,
    **wanted: bool,
) -> Baseline:
    """The baseline of ten seconds, five of them silent."""
    sitting = postures(10.0, lambda t: body(nose=nose)) if nose is not None else []
    sounds = said(level, room, spoken, 10.0)
    timeline = Timeline([*seen(10.0, rate=5.0, of=of, gaze=look), *sitting, *sounds])
    return baseline(timeline, SILENT, ALOUD, **wanted)


def test_a_good_look_gives_the_whole_zero():
    frown = shapes(browDownLeft=0.3)
    found = taken(of=lambda t: face(t, blendshapes=frown if t < 5.0 else shapes(jawOpen=0.4)))
    zero = found.calibration
    assert found.problems == ()
    assert (zero.gaze_yaw, zero.gaze_pitch) == pytest.approx((3.0, -8.0))
    assert zero.asked
    assert zero.gaze_spread == pytest.approx(0.0, abs=1e-6)
    assert zero.neutral_face is not None
    assert zero.neutral_face[BLENDSHAPES.index("browDownLeft")] == pytest.approx(0.3)
    assert zero.neutral_face[BLENDSHAPES.index("jawOpen")] == 0.0
    assert zero.nose_height == pytest.approx(0.7, abs=0.01)
    assert zero.level == pytest.approx(-24.0, abs=0.1)
    assert zero.noise == pytest.approx(-62.0, abs=0.1)


def test_noisy_looks_give_their_middle():
    random = np.random.default_rng(3)
    zero = taken(look=lambda t: tuple(random.normal((4.0, -6.0), 4.0))).calibration
    assert (zero.gaze_yaw, zero.gaze_pitch) == pytest.approx((4.0, -6.0), abs=2.0)


def test_a_glance_aside_does_not_move_the_zero():
    zero = taken(look=lambda t: (40.0, 0.0) if 2.0 < t < 3.0 else (3.0, -8.0)).calibration
    assert (zero.gaze_yaw, zero.gaze_pitch) == pytest.approx((3.0, -8.0), abs=0.5)


def test_who_reads_the_sentence_off_the_screen_still_has_a_zero():
    zero = taken(look=lambda t: (2.0, 1.0) if t < 5.0 else (0.0, -25.0)).calibration
    assert (zero.gaze_yaw, zero.gaze_pitch) == pytest.approx((2.0, 1.0), abs=1.0)


def test_eyes_that_wander_give_no_zero():
    found = taken(look=lambda t: ((-30.0, 0.0), (0.0, 0.0), (30.0, 0.0))[int(t) % 3])
    assert found.calibration.gaze_yaw is None
    assert found.problems == (RESTLESS,)


@pytest.mark.parametrize(
    ("rest", "side"),
    [
        ((0.0, -22.0), "below"),
        ((5.0, 21.5), "above"),
        ((22.0, 2.0), "to the left of"),
        ((-22.0, 2.0), "to the right of"),
    ],
)
def test_a_steady_look_elsewhere_is_not_the_camera(rest: tuple[float, float], side: str):
    found = taken(look=lambda t: rest)
    assert found.calibration.gaze_pitch is None
    assert found.problems == (f"Your eyes rested 22 degrees {side} the camera. Look at its lens.",)


def test_closed_eyes_a_missing_face_and_missing_shoulders_are_told():
    assert taken(look=lambda t: None).problems == (NO_EYES,)
    assert taken(of=lambda t: face(t) if t > 8.5 else None).problems == (NO_EYES, NO_FACE)
    assert taken(nose=None).problems == (NO_SHOULDERS,)


def test_who_talks_from_the_start_has_no_face_at_rest_and_no_silence():
    found = taken(spoken=(Span(0.0, 9.5),))
    assert found.problems == (NO_FACE, NO_SILENCE)
    assert found.calibration.neutral_face is None
    assert found.calibration.noise is None
    assert found.calibration.level == pytest.approx(-24.0, abs=0.1)


def test_who_says_nothing_has_no_level():
    found = taken(spoken=())
    assert found.problems == (NO_VOICE,)
    assert found.calibration.level is None
    assert found.calibration.noise == pytest.approx(-62.0, abs=0.1)


def test_missing_picture_and_sound_are_told_once_and_only_where_wanted():
    empty = Timeline()
    assert baseline(empty, SILENT, ALOUD).problems == (NO_PICTURE, NO_SOUND)
    assert baseline(empty, SILENT, ALOUD, has_video=False).problems == (NO_SOUND,)
    assert taken(has_audio=False).calibration.level is None
    assert taken(has_video=False).calibration.gaze_yaw is None


@settings(max_examples=25, deadline=None)
@given(
    st.floats(-100.0, 0.0),
    st.floats(-100.0, 0.0),
    st.floats(0.0, 30.0),
    st.lists(st.tuples(st.floats(0.0, 14.0), st.floats(0.1, 6.0)), max_size=3),
)
def test_any_sound_has_an_answer_and_a_fault_has_its_remedy(level, room, now, parts):
    spoken = [Span(start, start + length) for start, length in parts]
    for check in checks(*said(level, room, spoken), now=now).values():
        assert check.text.endswith(".")
        assert bool(check.remedy) or check.state is not State.FIX
        assert not check.remedy or check.state is not State.FINE
