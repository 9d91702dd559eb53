import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.ui.devices import Device, Devices, read, remedy

FOUND = {
    "cameras": [{"id": "c1", "label": "Front"}, {"id": "c2", "label": ""}],
    "microphones": [{"id": "m1", "label": "Headset"}],
    "camera": "c2",
    "microphone": "m1",
    "camera_error": None,
    "microphone_error": None,
}


def test_what_the_browser_found_is_taken_over():
    assert read(FOUND) == Devices(
        (Device("c1", "Front"), Device("c2", "")), (Device("m1", "Headset"),), "c2", "m1"
    )


def test_nothing_asked_yet_is_nothing_found():
    assert read(None) is None


def test_a_chosen_device_must_be_one_of_those_found():
    found = read(FOUND | {"camera": "elsewhere"})
    assert (found.camera, found.microphone) == (None, "m1")
    assert found.any


def test_sound_alone_or_picture_alone_is_enough_to_practise_with():
    assert read(FOUND | {"camera": None}).any
    assert read(FOUND | {"microphone": None}).any
    assert not read(FOUND | {"camera": None, "microphone": None}).any


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from([*FOUND, "id", "label"]), inner, max_size=6)
        ),
        max_leaves=20,
    )
)
def test_whatever_a_browser_sends_is_either_understood_or_passed_over(told):
    found = read(told)
    assert found is None or all(isinstance(each.id, str) for each in (*found.cameras, *found.microphones))


def test_nothing_that_a_browser_sends_is_long():
    found = read(
        FOUND | {"cameras": [{"id": "x" * 10**6, "label": "y" * 10**6}], "camera_error": "z" * 10**6}
    )
    assert len(found.cameras[0].id) == len(found.cameras[0].label) == len(found.camera_error) == 300


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("NotAllowedError", "camera sign in the address bar"),
        ("NotFoundError", "Plug one in"),
        ("NotReadableError", "another program uses"),
        ("insecure", "127.0.0.1"),
        ("SomethingElse", "another browser"),
    ],
)
def test_every_failure_says_what_to_do(error, says):
    assert says in remedy("camera", error)
    assert says in remedy("camera and microphone", error)


def test_the_advice_is_about_what_is_missing_alone():
    assert Devices().advice is None
    assert "your microphone." in str(Devices(camera="c", microphone_error="NotAllowedError").advice)
    assert "no camera on" in str(Devices(microphone="m", camera_error="NotFoundError").advice)
    nothing = str(Devices(camera_error="NotAllowedError", microphone_error="NotAllowedError").advice)
    assert "your camera and microphone." in nothing
    assert "allow them" in nothing
