from __future__ import annotations

import numpy as np
import pytest

from realtalk.perception.gaze import ASIDE, EYE_TURN, gaze_angles
from tests.benchmark.renderings import RENDERINGS
from tests.benchmark.seen_fairness import Look, read
from tests.builders import astronaut
from tests.timelines import face, shapes

AHEAD = {"eyeLookOutLeft": ASIDE, "eyeLookInRight": ASIDE}
"""What the model reads in eyes that look straight ahead: a lean to one side."""


ONE_FACE = 8.0
"""Degrees by which a rendering may move the gaze of a single small picture."""


def test_eyes_straight_ahead_look_where_the_head_points() -> None:
    assert gaze_angles(face(0.0, blendshapes=shapes(**AHEAD), yaw=7.0, pitch=-3.0)) == pytest.approx(
        (7.0, -3.0)
    )


def test_eyes_make_up_for_the_head() -> None:
    left = shapes(eyeLookOutLeft=0.5 + ASIDE, eyeLookInRight=0.5 + ASIDE)
    right = shapes(eyeLookInLeft=0.5 - ASIDE, eyeLookOutRight=0.5 - ASIDE)
    up = shapes(eyeLookUpLeft=0.5, eyeLookUpRight=0.5, **AHEAD)
    turn = EYE_TURN / 2
    assert gaze_angles(face(0.0, blendshapes=left, yaw=-turn)) == pytest.approx((0.0, 0.0), abs=1e-5)
    assert gaze_angles(face(0.0, blendshapes=right, yaw=turn)) == pytest.approx((0.0, 0.0), abs=1e-5)
    assert gaze_angles(face(0.0, blendshapes=up, pitch=-turn)) == pytest.approx((0.0, 0.0), abs=1e-5)


def test_covered_eyes_and_faces_that_cannot_be_read_tell_no_gaze() -> None:
    assert gaze_angles(face(0.0, blendshapes=shapes(eyeBlinkLeft=0.6))) is None
    assert gaze_angles(face(0.0, read=False)) is None


@pytest.fixture(scope="module")
def plain() -> tuple[np.ndarray, Look]:
    rgb = np.ascontiguousarray(astronaut((640, 480)))
    return rgb, read(rgb)


@pytest.mark.parametrize("name", RENDERINGS)
def test_skin_glasses_light_and_a_mirror_leave_the_gaze(name: str, plain: tuple[np.ndarray, Look]) -> None:
    rgb, before = plain
    assert before.gaze is not None
    assert before.mesh is not None
    after = read(RENDERINGS[name](rgb, before.mesh))
    assert after.gaze is not None
    yaw = -after.gaze[0] if name == "mirrored" else after.gaze[0]
    assert np.hypot(yaw - before.gaze[0], after.gaze[1] - before.gaze[1]) < ONE_FACE
