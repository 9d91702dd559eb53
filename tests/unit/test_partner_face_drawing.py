"""Pictures of a moving face, measured as others will: by what MediaPipe sees in them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from skimage import data

from realtalk.partner.face.drawing import Drawing
from realtalk.partner.face.mark import corner, mark
from realtalk.partner.face.motion import COLUMN, PARAMETERS
from realtalk.partner.face.photo import SIZE
from realtalk.partner.face.rig import Rig
from realtalk.perception.face_points import face_points

CLOSED = 0.01
"""Gap between the lips over the mouth's width at which they count as closed."""


def row(**told: float) -> np.ndarray:
    made = np.zeros(len(PARAMETERS), np.float32)
    for name, value in told.items():
        made[COLUMN[name]] = value
    return made


def gap(picture: np.ndarray) -> float:
    points = face_points(picture).points[:, :2]
    return float(np.linalg.norm(points[13] - points[14]) / np.linalg.norm(points[61] - points[291]))


@pytest.fixture(scope="module")
def drawing(astronaut_rig: Rig) -> Drawing:
    return Drawing(astronaut_rig)


def test_a_toothy_smile_comes_to_rest_with_closed_lips(drawing: Drawing) -> None:
    assert gap(np.asarray(data.astronaut(), np.uint8)) > 0.1
    assert gap(drawing.picture(row())) <= 2 * CLOSED


def test_the_lips_part_as_the_jaw_falls(drawing: Drawing) -> None:
    gaps = [gap(drawing.picture(row(jaw=jaw))) for jaw in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    assert all(b > a for a, b in pairwise(gaps))
    assert 0.3 < gaps[-1] < 0.7


@pytest.mark.parametrize("jaw", [0.0, 0.5, 1.0])
def test_pressed_lips_are_closed_whatever_the_jaw_does(drawing: Drawing, jaw: float) -> None:
    assert gap(drawing.picture(row(press=1, jaw=jaw, upper=0.5, round=0.5))) <= CLOSED


def test_a_blink_is_seen_as_one(drawing: Drawing) -> None:
    shut, ajar, awake = (
        face_points(drawing.picture(row(blink_left=blink, blink_right=blink))).shapes for blink in (1, 0.5, 0)
    )
    for eye in ("eyeBlinkLeft", "eyeBlinkRight"):
        assert shut[eye] > 0.3 > ajar[eye] >= awake[eye]


def test_eyes_and_brows_are_the_faces_own(drawing: Drawing) -> None:
    rest = drawing.picture(row()).astype(int)
    middle = SIZE // 2
    for name in ("blink_left", "brow_left"):
        changed = np.abs(drawing.picture(row(**{name: 1})) - rest).sum(axis=(0, 2))
        assert changed[middle:].sum() > 20 * changed[: middle - 20].sum(), name


@pytest.mark.parametrize(("name", "axis", "way"), [("yaw", 0, 1), ("pitch", 1, -1), ("roll", 0, 1)])
def test_the_head_turns_the_way_it_is_told(drawing: Drawing, name: str, axis: int, way: int) -> None:
    """The nose goes right as the head turns right, up as it looks up; the forehead right as it rolls."""
    point = 10 if name == "roll" else 1
    there, here = (face_points(drawing.picture(row(**{name: turn}))).points for turn in (4, -4))
    assert way * (there[point, axis] - here[point, axis]) > 4


def test_the_gaze_goes_to_the_viewers_right(drawing: Drawing) -> None:
    there, here = (face_points(drawing.picture(row(gaze_x=gaze))).points[[468, 473], 0] for gaze in (1, -1))
    assert (there - here > 3).all()


def test_the_mark_stands_in_the_corner_unless_it_is_left_out(astronaut_rig: Rig, drawing: Drawing) -> None:
    (x, y), plain = corner(), Drawing(astronaut_rig, mark=False).picture(row())
    marked = drawing.picture(row())
    there = np.s_[y : y + mark().shape[0], x : x + mark().shape[1]]
    assert np.abs(marked[there].astype(int) - plain[there]).mean() > 20
    outside = np.ones((SIZE, SIZE), bool)
    outside[there] = False
    assert (marked[outside] == plain[outside]).all()
