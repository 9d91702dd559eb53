import cv2
import numpy as np
import pytest

from realtalk.media import Frame
from realtalk.observations import HandsObservation
from realtalk.perception.hands import IDLE, WRIST, HandsAnalyzer

JOINTS = 180 * np.array(
    [
        (0, 0), (-0.22, -0.1), (-0.38, -0.28), (-0.48, -0.44), (-0.58, -0.56), (-0.17, -0.52),
        (-0.22, -0.75), (-0.25, -0.9), (-0.27, -1.02), (0, -0.55), (0, -0.82), (0, -0.98), (0, -1.12),
        (0.15, -0.52), (0.18, -0.77), (0.2, -0.92), (0.21, -1.04), (0.28, -0.45), (0.35, -0.63),
        (0.39, -0.75), (0.42, -0.85),
    ]
) + (320, 300)  # fmt: skip
"""Where the joints of the painted hand are, in pixels."""

PALM, FINGERS = (
    [0, 1, 2, 5, 9, 13, 17],
    [[2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16], [17, 18, 19, 20]],
)
SKIN, EDGE = (214, 160, 130), (176, 120, 95)


def painted_hand() -> np.ndarray:
    picture = np.full((480, 640, 3), 204, np.uint8)
    joints = JOINTS.astype(np.int32)
    for colour, wider in ((EDGE, 4), (SKIN, 0)):
        cv2.fillPoly(picture, [joints[PALM]], colour)
        cv2.polylines(picture, [joints[PALM]], True, colour, 30 + wider, cv2.LINE_AA)
        cv2.polylines(picture, [joints[finger] for finger in FINGERS], False, colour, 30 + wider, cv2.LINE_AA)
        cv2.line(picture, joints[0].tolist(), (int(joints[0][0]), 480), colour, 68 + wider, cv2.LINE_AA)
    for one, other in ((5, 9), (9, 13), (13, 17)):
        x, y = ((JOINTS[one] + JOINTS[other]) / 2).astype(int).tolist()
        cv2.line(picture, (x, y), (x, y - 36), EDGE, 3, cv2.LINE_AA)
    return cv2.GaussianBlur(picture, (0, 0), 1.2)


def looks(analyzer: HandsAnalyzer, picture: np.ndarray, start: float = 0.0) -> list[HandsObservation]:
    found = [o for i in range(20) for o in analyzer.feed(Frame(start + i / 10, picture))]
    return [o for o in found if isinstance(o, HandsObservation)]


def test_the_joints_of_a_hand_are_kept_for_drawing() -> None:
    analyzer = HandsAnalyzer(10.0)
    assert analyzer.seen == ()
    *_, last = looks(analyzer, painted_hand())
    (joints,), (hand,) = analyzer.seen, last.hands
    assert joints.shape == (21, 2)
    assert joints.dtype == np.float32
    assert np.linalg.norm(joints - JOINTS / 480, axis=1).max() < 0.08
    assert joints[WRIST].tolist() == pytest.approx((hand.wrist.x, hand.wrist.y), abs=1e-6)
    assert analyzer.seen_at == last.t
    *_, later = looks(analyzer, np.full((480, 640, 3), 204, np.uint8), start=10.0)
    assert analyzer.seen == ()
    assert analyzer.seen_at == later.t


@pytest.mark.parametrize(("idle", "expected"), [(IDLE, 4), (10.0, 20)])
def test_how_often_it_looks_for_a_hand_can_be_chosen(idle: float, expected: int) -> None:
    found = looks(HandsAnalyzer(10.0, idle_per_second=idle), np.full((480, 640, 3), 204, np.uint8))
    assert [o.hands for o in found] == [()] * expected
