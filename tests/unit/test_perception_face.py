import cv2
import numpy as np
import pytest

from realtalk.media import Frame
from realtalk.observations import (
    EMOTIONS,
    EmotionObservation,
    FaceObservation,
    GazeObservation,
    HandsObservation,
    Observation,
    PictureObservation,
    PostureObservation,
)
from realtalk.perception.analyzer import Analyzer, observe
from realtalk.perception.emotion import EmotionAnalyzer
from realtalk.perception.face import FaceAnalyzer
from realtalk.perception.gaze import head_angles
from realtalk.perception.hands import HandsAnalyzer
from realtalk.perception.posture import PostureAnalyzer
from tests.builders import astronaut


def photo(width: int = 640, height: int = 480) -> np.ndarray:
    return np.ascontiguousarray(astronaut((width, height)))


def seen(pictures: list[np.ndarray], *analyzers: Analyzer, rate: float = 10.0) -> list[Observation]:
    return list(observe([Frame(i / rate, rgb) for i, rgb in enumerate(pictures)], analyzers))


def only(kind: type, found: list[Observation]) -> list:
    return [o for o in found if isinstance(o, kind)]


def small_in_a_large_room(size: tuple[int, int], face: int) -> np.ndarray:
    room = np.full((size[1], size[0], 3), 120, np.uint8)
    person = cv2.resize(photo(), (face * 4, face * 3), interpolation=cv2.INTER_AREA)
    y, x = (size[1] - person.shape[0]) // 2, (size[0] - person.shape[1]) // 2
    room[y : y + person.shape[0], x : x + person.shape[1]] = person
    return room


@pytest.mark.parametrize("size", [(320, 240), (640, 480), (1280, 720), (3840, 2160)])
def test_a_face_is_read_at_every_size_of_picture(size: tuple[int, int]) -> None:
    found = seen([photo(*size)] * 2, FaceAnalyzer(10.0))
    faces = only(FaceObservation, found)
    assert len(faces) == 2
    assert all(face.blendshapes is not None for face in faces)
    assert [p.faces for p in only(PictureObservation, found)] == [1, 1]


def test_a_far_face_is_found() -> None:
    faces = only(FaceObservation, seen([small_in_a_large_room((1280, 720), 100)], FaceAnalyzer(10.0)))
    assert len(faces) == 1
    assert faces[0].blendshapes is not None


def test_nobody_is_evidence_not_an_error() -> None:
    found = seen([np.full((480, 640, 3), 90, np.uint8)] * 3, FaceAnalyzer(10.0))
    assert [type(o) for o in found] == [PictureObservation] * 3
    assert all(p.faces == 0 for p in only(PictureObservation, found))


def test_looking_at_the_lens_is_near_zero_and_a_mirror_turns_yaw_round() -> None:
    rgb = photo()
    (gaze,) = only(GazeObservation, seen([rgb], FaceAnalyzer(10.0)))
    assert abs(gaze.yaw) < 12
    assert abs(gaze.pitch) < 15
    (face,) = only(FaceObservation, seen([rgb], FaceAnalyzer(10.0)))
    (mirrored,) = only(FaceObservation, seen([np.ascontiguousarray(rgb[:, ::-1])], FaceAnalyzer(10.0)))
    assert mirrored.yaw == pytest.approx(-face.yaw, abs=4)
    assert mirrored.roll == pytest.approx(-face.roll, abs=4)
    assert mirrored.pitch == pytest.approx(face.pitch, abs=4)


def test_where_a_face_stands_in_the_picture_does_not_turn_its_gaze() -> None:
    rgb, wide = photo(), []
    for x in (0, 320, 640):
        room = np.full((480, 1280, 3), 120, np.uint8)
        room[:, x : x + 640] = rgb
        wide.append(room)
    yaws = [only(GazeObservation, seen([room], FaceAnalyzer(10.0)))[0].yaw for room in wide]
    assert max(yaws) - min(yaws) < 3


@pytest.mark.parametrize(("yaw", "pitch"), [(0, 0), (20, 0), (-20, 0), (0, 15), (10, -10)])
def test_head_angles_of_a_known_pose(yaw: float, pitch: float) -> None:
    a, b = np.radians(yaw), np.radians(-pitch)
    about_y = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    matrix = np.eye(4)
    matrix[:3, :3] = 1.3 * about_y @ about_x
    matrix[:3, 3] = (0, 0, -40)
    assert head_angles(matrix.astype(np.float32))[:2] == pytest.approx((yaw, pitch), abs=0.5)


def test_two_people_keep_their_numbers() -> None:
    left, right = photo(480, 480), photo(480, 480)[:, ::-1]
    both = np.concatenate([left, right], axis=1)
    alone = np.concatenate([left, np.full_like(right, 100)], axis=1)
    found = seen([both, both, alone, alone, both, both], FaceAnalyzer(10.0))
    faces = only(FaceObservation, found)
    sides = {(face.person, face.box.centre.x > 1.0) for face in faces}
    assert len(sides) == 2
    assert {person for person, _ in sides} == {0, 1}
    assert max(p.faces for p in only(PictureObservation, found)) == 2


def test_a_blurred_face_is_less_sharp_and_a_dark_one_less_light() -> None:
    rgb = photo()
    sharp, blurred, dark = (
        only(FaceObservation, seen([np.ascontiguousarray(p)], FaceAnalyzer(10.0)))[0]
        for p in (rgb, cv2.GaussianBlur(rgb, (0, 0), 4), (rgb * 0.35).astype(np.uint8))
    )
    assert blurred.sharpness < sharp.sharpness / 3
    assert dark.light == pytest.approx(sharp.light * 0.35, rel=0.2)


def test_a_smile_looks_happy() -> None:
    faces = FaceAnalyzer(10.0)
    found = seen([photo()] * 10, faces, EmotionAnalyzer(faces, 2.0))
    emotions = only(EmotionObservation, found)
    assert len(emotions) == 2
    assert sum(emotions[0].probabilities) == pytest.approx(1.0)
    assert EMOTIONS[int(np.argmax(emotions[0].probabilities))] == "happy"
    assert only(FaceObservation, found)[0].blendshape("mouthSmileLeft") > 0.3


def test_shoulders_are_found_and_no_hand_is_made_up() -> None:
    found = seen([photo()] * 6, PostureAnalyzer(10.0), HandsAnalyzer(10.0))
    body = only(PostureObservation, found)[-1].body
    assert body is not None
    assert body.left_shoulder.x > body.nose.x > body.right_shoulder.x
    assert all(hands.hands == () for hands in only(HandsObservation, found))


@pytest.mark.needs_data
def test_real_clips_with_and_without_a_face(data) -> None:
    from realtalk.capture.recording import open_recording

    shares = {}
    for name in ("single_face.mp4", "no_face.mp4"):
        with open_recording(data / "video" / name) as recording:
            found = list(observe(recording.media(picture_rate=5.0), [FaceAnalyzer(5.0)]))
        pictures = only(PictureObservation, found)
        readable = {f.t for f in only(FaceObservation, found) if f.blendshapes is not None}
        shares[name] = len(readable) / len(pictures)
    assert shares["single_face.mp4"] > 0.95
    assert shares["no_face.mp4"] == 0


def test_the_light_of_a_picture_is_its_own_every_time() -> None:
    rooms = [np.full((240, 320, 3), level, np.uint8) for level in (40, 200)] * 150
    lights = [o.light for o in only(PictureObservation, seen(rooms, FaceAnalyzer(10.0)))]
    assert lights == pytest.approx([40 / 255, 200 / 255] * 150, abs=0.01)


def test_a_face_that_fills_the_picture_is_read() -> None:
    face = only(FaceObservation, seen([photo()], FaceAnalyzer(10.0)))[0].box
    side = round(0.85 * 480 * max(face.width, face.height))
    left, top = round(480 * face.centre.x) - side // 2, round(480 * face.centre.y) - side // 2
    (close,) = only(
        FaceObservation, seen([photo()[top : top + side, left : left + side]], FaceAnalyzer(10.0))
    )
    assert close.blendshapes is not None
    assert close.box.width == pytest.approx(480 * face.width / side, rel=0.15)
