import numpy as np
import pytest

from realtalk.coaching.readiness import Check, State
from realtalk.observations import VoiceObservation
from realtalk.timeline import Timeline
from realtalk.ui.check_view import SECONDS, SENTENCE, level, look, payload

CHECKS = (
    Check("camera", "Camera", State.FINE, "Your picture is looked at 12 times a second."),
    Check("face", "Your face", State.FIX, "Nobody can be seen.", "Sit in front of the camera."),
    Check("light", "Light", State.WAIT, "This is told as soon as your face is seen."),
    Check("microphone", "Microphone", State.WAIT, "Your voice has not been heard yet.", "Say a sentence."),
)


def shown(**more):
    given = {"seen": True, "level": 40.0, "connecting": False, "looking": None} | more
    return payload(CHECKS, **given)


def heard(*levels: float) -> Timeline:
    pitch = np.full(len(levels), np.nan, np.float32)
    return Timeline([VoiceObservation(0.0, 0.01, np.array(levels, np.float32), pitch)])


def test_what_is_to_be_put_right_says_how_and_what_is_fine_says_no_more_than_that():
    camera, face, light, microphone = shown()["checks"]
    assert (camera["word"], camera["text"], camera["remedy"]) == ("Fine", "", "")
    assert (face["band"], face["text"], face["remedy"]) == (
        "watch", "Nobody can be seen.", "Sit in front of the camera.",
    )  # fmt: skip
    assert (light["band"], light["text"]) == ("quiet", "")
    assert microphone["remedy"] == "Say a sentence."


def test_only_the_microphone_has_a_level():
    assert [line["level"] for line in shown()["checks"]] == [None, None, None, 40.0]


@pytest.mark.parametrize(
    ("decibels", "percent"), [(-100.0, 0), (-70.0, 0), (-40.0, 50), (-10.0, 100), (0.0, 100)]
)
def test_the_level_bar_goes_from_a_quiet_room_to_distortion(decibels, percent):
    assert level(heard(*[decibels] * 100)) == percent


def test_without_sound_there_is_no_level():
    assert level(Timeline()) is None
    assert level(heard(np.nan, np.nan)) is None


def test_the_look_into_the_lens_is_silent_first_and_then_says_one_sentence():
    assert "be silent" in look(0.0)[0]
    assert look(0.0)[1] == "10 s left"
    assert "be silent" in look(3.9)[0]
    assert SENTENCE in look(4.1)[0]
    assert look(SECONDS) == (look(4.1)[0], "Done")


def test_without_a_camera_nobody_is_asked_to_look_into_one():
    assert "look" not in (look(0.0, False)[0] + look(5.0, False)[0]).lower().replace(SENTENCE.lower(), "")


def test_until_the_picture_comes_the_page_says_that_it_will():
    assert shown(connecting=True)["state"][0] == "Connecting"
    assert shown()["state"] is None
    assert shown(seen=False)["state"][0] == "Listening"
