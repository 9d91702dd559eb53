from __future__ import annotations

import pytest

from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading
from realtalk.metrics.picture import REMEDIES
from realtalk.observations import Box, FaceObservation, PictureObservation
from realtalk.timeline import Timeline
from tests.timelines import ASPECT, face, seen


def read(timeline: Timeline) -> Reading:
    result = metric("picture").measure(timeline)
    assert isinstance(result, Reading)
    return result


def boxed(x: float, y: float, height: float) -> Box:
    return Box(x - 0.4 * height, y - height / 2, 0.8 * height, height)


MIDDLE = ASPECT / 2


@pytest.mark.parametrize(
    ("fault", "made"),
    [
        ("Too dark", {"light": 0.1}),
        ("Too bright", {"light": 0.97}),
        ("Too far", {"box": boxed(MIDDLE, 0.4, 0.08)}),
        ("Too near", {"box": boxed(MIDDLE, 0.5, 0.8)}),
        ("Off to one side", {"box": boxed(0.2, 0.4, 0.3)}),
        ("Too high", {"box": boxed(MIDDLE, 0.1, 0.15)}),
        ("Too low", {"box": boxed(MIDDLE, 0.8, 0.3)}),
        ("Blurred", {"sharpness": 3.0}),
    ],
)
def test_each_fault_is_found_with_its_remedy(fault, made):
    pictures = [
        PictureObservation(o.t, ASPECT, 0.15 if fault == "Too dark" else 0.5, 1)
        if isinstance(o, PictureObservation)
        else o
        for o in seen(60, of=lambda t: face(t, **made) if t >= 30 else face(t))
    ]
    reading = read(Timeline(pictures))
    assert reading.value == pytest.approx(50, abs=2)
    assert reading.band == Band.WORK
    assert [m.note for m in reading.moments] == [f"{fault}: {REMEDIES[fault]}"]
    assert reading.note.startswith(fault)


def test_a_window_behind_is_told_from_a_dark_room():
    found = [
        PictureObservation(o.t, ASPECT, 0.7, 1) if isinstance(o, PictureObservation) else o
        for o in seen(30, of=lambda t: face(t, light=0.15))
    ]
    assert read(Timeline(found)).moments[0].note.startswith("Light from behind")


@pytest.mark.parametrize(("light", "sharpness"), [(0.2, 90.0), (0.2, 10.0), (0.15, 200.0)])
def test_dark_skin_in_a_room_with_light_is_no_fault(light, sharpness):
    found = [
        PictureObservation(o.t, ASPECT, 0.4, 1) if isinstance(o, PictureObservation) else o
        for o in seen(30, of=lambda t: face(t, light=light, sharpness=sharpness))
    ]
    assert read(Timeline(found)).value == 100


def test_a_face_that_can_hardly_be_made_out_is_too_dark_in_any_room():
    found = [
        PictureObservation(o.t, ASPECT, 0.31, 1) if isinstance(o, PictureObservation) else o
        for o in seen(30, of=lambda t: face(t, light=0.11))
    ]
    assert read(Timeline(found)).note.startswith("Too dark")


def test_a_good_picture_has_nothing_to_mend():
    reading = read(Timeline(seen(60)))
    assert (reading.value, reading.band, reading.moments, reading.note) == (100, Band.GOOD, (), "")


def test_a_flicker_is_no_fault():
    def of(t: float) -> FaceObservation:
        return face(t, light=0.1 if t % 5 < 0.1 else 0.5)

    assert read(Timeline(seen(60, of=of))).value == 100
