import statistics
import time

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import Frame
from realtalk.observations import EMOTIONS, Body, Box, Point
from realtalk.perception.face import FaceAnalyzer
from realtalk.report.palette import EMOTION_HUES
from realtalk.session.overlay import CORNER, DARK, LIGHT, MARGIN, PILL, DrawnFace, Overlay, draw
from tests.builders import astronaut

GREY = 120
FACE = Box(0.5, 0.35, 0.25, 0.3)
OPEN_HAND = np.array(
    [
        (0.4, 0.9), (0.33, 0.87), (0.28, 0.81), (0.25, 0.76), (0.22, 0.72), (0.35, 0.74), (0.33, 0.67),
        (0.32, 0.62), (0.31, 0.58), (0.4, 0.73), (0.4, 0.65), (0.4, 0.6), (0.4, 0.55), (0.45, 0.74),
        (0.46, 0.67), (0.47, 0.62), (0.47, 0.58), (0.49, 0.76), (0.51, 0.71), (0.53, 0.67), (0.54, 0.64),
    ],
    np.float32,
)  # fmt: skip
BODY = Body(
    Point(0.6, 0.4),
    Point(0.9, 0.7),
    Point(0.3, 0.7),
    Point(1.0, 0.9),
    None,
    Point(1.1, 0.8),
    None,
    None,
    None,
)


def grey(width: int = 640, height: int = 480) -> np.ndarray:
    return np.full((height, width, 3), GREY, np.uint8)


def overlay(*faces: DrawnFace, hands: tuple = (), body: Body | None = None) -> Overlay:
    return Overlay(0.0, faces, hands, body)


def unread(box: Box = FACE, mesh: np.ndarray | None = None) -> DrawnFace:
    return DrawnFace(box, mesh, None, None)


def drawn(what: Overlay, *, mirrored: bool = False, size: tuple[int, int] = (640, 480)) -> np.ndarray:
    picture = grey(*size)
    draw(picture, what, mirrored=mirrored)
    return picture


def rgb(emotion: str) -> list[int]:
    return list(bytes.fromhex(EMOTION_HUES[emotion][1:]))


def changed(picture: np.ndarray) -> np.ndarray:
    return (picture != GREY).any(axis=2)


def reach(marked: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is marked, in pixels."""
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def of_colour(picture: np.ndarray, colour: list[int]) -> np.ndarray:
    return (picture == colour).all(axis=2)


@pytest.fixture(scope="module")
def portrait() -> DrawnFace:
    analyzer = FaceAnalyzer(10.0)
    list(analyzer.feed(Frame(0.0, astronaut((640, 480)))))
    analyzer.finish()
    (face,) = analyzer.seen
    return DrawnFace(face.box, face.mesh, "happy", 0.82)


@pytest.mark.parametrize("size", [(320, 240), (640, 480), (1280, 720)])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_box_stands_around_the_face(size: tuple[int, int], mirrored: bool) -> None:
    width, height = size
    margin = MARGIN * FACE.width
    left, right = FACE.x - margin, FACE.x + FACE.width + margin
    if mirrored:
        left, right = width / height - right, width / height - left
    expected = (left, FACE.y - margin, right, FACE.y + FACE.height + margin)
    found = reach(changed(drawn(overlay(unread()), mirrored=mirrored, size=size)))
    assert np.array(found) / height == pytest.approx(expected, abs=4 / 480 + 2 / height)


def test_every_face_has_its_own_box() -> None:
    boxes = [Box(x, 0.4, 0.15, 0.2) for x in (0.1, 0.55, 1.0)]
    picture = drawn(overlay(*(unread(box) for box in boxes)))
    for box in boxes:
        corner = round((box.y - MARGIN * box.width) * 480), round(box.centre.x * 480)
        assert changed(picture)[corner[0] - 4 : corner[0] + 5, corner[1] - 50 : corner[1] + 50].any()
        assert not changed(picture)[round(box.centre.y * 480), round(box.centre.x * 480)]


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_a_box_and_its_label_have_the_colour_of_the_emotion(emotion: str) -> None:
    picture = drawn(overlay(DrawnFace(FACE, None, emotion, 0.6)))
    margin = MARGIN * FACE.width
    side = CORNER * (FACE.width + 2 * margin)
    top = round((FACE.y - margin) * 480 - 0.5)
    for x in (FACE.x - margin + 0.7 * side, FACE.x + FACE.width + margin - 0.7 * side):
        assert picture[top, round(x * 480)].tolist() == rgb(emotion)
    assert of_colour(picture[: top - 8], rgb(emotion)).sum() > 40
    others = [rgb(other) for other in EMOTIONS if other != emotion]
    assert not any(of_colour(picture, other).any() for other in others)


def test_a_face_whose_emotion_is_unread_has_no_label() -> None:
    picture = drawn(overlay(unread()))
    assert of_colour(picture, list(DARK)).any()
    assert reach(changed(picture))[1] > (FACE.y - MARGIN * FACE.width) * 480 - 6


def test_words_can_be_read_in_a_mirror() -> None:
    middle = Box(640 / 480 / 2 - 0.125, 0.35, 0.25, 0.3)
    plain, mirrored = (
        drawn(overlay(DrawnFace(middle, None, "sad", 0.7)), mirrored=mirrored) for mirrored in (False, True)
    )
    above = round((middle.y - MARGIN * middle.width) * 480) - 6
    assert changed(plain[:above]).any()
    assert np.array_equal(plain[:above], mirrored[:above])


def test_a_mirrored_drawing_is_the_mirror_image() -> None:
    what = overlay(unread(), hands=(OPEN_HAND,), body=BODY)
    plain, mirrored = drawn(what), drawn(what, mirrored=True)[:, ::-1]
    differing = np.abs(plain.astype(int) - mirrored).max(axis=2) > 60
    assert differing.sum() < 0.05 * changed(plain).sum()


def test_nothing_is_drawn_away_from_the_face() -> None:
    margin = MARGIN * FACE.width
    picture = drawn(overlay(DrawnFace(FACE, None, "surprise", 0.99)))
    left, top, right, bottom = reach(changed(picture))
    assert left >= (FACE.x - margin) * 480 - 5
    assert right <= (FACE.x + FACE.width + margin) * 480 + 5
    assert top >= (FACE.y - margin) * 480 - 48
    assert bottom <= (FACE.y + FACE.height + margin) * 480 + 5


def test_nothing_seen_leaves_the_picture_as_it_was() -> None:
    assert not changed(drawn(overlay())).any()


def label(picture: np.ndarray) -> tuple[int, int, int, int]:
    """Where a label's ground is, which is wider than any line."""
    ground = np.rint(PILL * np.array(LIGHT) + (1 - PILL) * GREY)
    marked = of_colour(picture, ground.astype(int).tolist()).astype(np.uint8)
    return reach(cv2.erode(marked, np.ones((4, 4), np.uint8)))


@pytest.mark.parametrize("size", [(320, 240), (640, 480), (1280, 720)])
@pytest.mark.parametrize(
    "box",
    [Box(0.01, 0.0, 0.3, 0.3), Box(1.1, 0.02, 0.3, 0.3), Box(-0.1, -0.2, 1.6, 1.5), Box(1.0, -0.1, 0.4, 1.0)],
)
def test_a_label_lies_wholly_in_the_picture(box: Box, size: tuple[int, int]) -> None:
    def found(box: Box) -> tuple[int, int, int, int]:
        return label(drawn(overlay(DrawnFace(box, None, "surprise", 1.0)), size=size))

    left, top, right, bottom = found(box)
    whole = found(Box(0.4, 0.4, 0.2, 0.2))
    assert (right - left, bottom - top) == (whole[2] - whole[0], whole[3] - whole[1])
    assert left > 0
    assert top > 0
    assert right < size[0]
    assert bottom < size[1]


def test_a_face_outside_the_picture_gets_no_label() -> None:
    assert not changed(drawn(overlay(DrawnFace(Box(3.0, 0.3, 0.2, 0.2), None, "happy", 0.9)))).any()


def test_the_mesh_leaves_the_face_visible(portrait: DrawnFace) -> None:
    photo = astronaut((640, 480))
    picture = photo.copy()
    draw(picture, overlay(unread(portrait.box, portrait.mesh)), mirrored=False)
    box = portrait.box
    rows = slice(round(box.y * 480), round((box.y + box.height) * 480))
    columns = slice(round(box.x * 480), round((box.x + box.width) * 480))
    change = np.abs(picture.astype(int) - photo)[rows, columns].max(axis=2)
    assert (change > 3).mean() > 0.3
    assert change.mean() < 35
    assert np.corrcoef(picture[rows, columns].ravel(), photo[rows, columns].ravel())[0, 1] > 0.9


@pytest.mark.parametrize("mirrored", [False, True])
def test_joints_of_hands_and_shoulders_are_marked(mirrored: bool) -> None:
    picture = drawn(overlay(hands=(OPEN_HAND,), body=BODY), mirrored=mirrored)
    shoulders = [(joint.x, joint.y) for joint in (BODY.left_shoulder, BODY.right_shoulder)]
    for x, y in [*OPEN_HAND.tolist(), *shoulders, (0.75, 0.7)]:
        across = 640 / 480 - x if mirrored else x
        near = picture[round(y * 480) - 2 : round(y * 480) + 2, round(across * 480) - 2 :][:, :4]
        assert of_colour(near, list(LIGHT)).any(), (x, y)


def test_an_arm_is_drawn_only_as_far_as_it_is_seen() -> None:
    marked = changed(drawn(overlay(body=BODY)))
    assert marked[round(0.8 * 480), round(0.95 * 480)]
    assert not marked[round(0.72 * 480) :, : round(0.85 * 480)].any()


def test_drawing_everything_takes_little_of_a_picture(portrait: DrawnFace) -> None:
    what = overlay(portrait, hands=(OPEN_HAND, OPEN_HAND + np.float32(0.4)), body=BODY)
    taken: list[float] = []
    for _ in range(40):
        picture = astronaut((640, 480)).copy()
        began = time.perf_counter()
        draw(picture, what, mirrored=True)
        taken.append(time.perf_counter() - began)
    assert statistics.median(taken) < 0.015


places = st.floats(-3, 3) | st.sampled_from([0.0, 1.0, -1e9, 1e9])
lengths = st.floats(0, 3) | st.sampled_from([0.0, 1e-6, 1e6])


@settings(max_examples=150, deadline=None)
@given(
    size=st.tuples(st.integers(1, 400), st.integers(1, 300)) | st.sampled_from([(320, 240), (1280, 720)]),
    box=st.builds(Box, places, places, lengths, lengths),
    emotion=st.sampled_from([*EMOTIONS, None]),
    probability=st.none() | st.floats(0, 1),
    limbs=st.tuples(
        *[st.builds(Point, places, places)] * 3, *[st.none() | st.builds(Point, places, places)] * 6
    ),
    mirrored=st.booleans(),
)
def test_nothing_that_is_seen_breaks_the_picture(size, box, emotion, probability, limbs, mirrored) -> None:
    spread = np.random.default_rng(0).random((478, 2))
    mesh = (spread * (box.width, box.height) + (box.x, box.y)).astype(np.float32)
    what = overlay(DrawnFace(box, mesh, emotion, probability), hands=(mesh[:21],), body=Body(*limbs))
    assert drawn(what, mirrored=mirrored, size=size).shape == (size[1], size[0], 3)
