"""Which photos can be brought to life, and why others cannot."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import data as pictures

from realtalk.errors import RealTalkError
from realtalk.partner.face.photo import SIZE, _check_view, checked
from realtalk.perception.face_points import face_points

ASTRONAUT = np.asarray(pictures.astronaut(), np.uint8)

CLIPS = (
    ("d19.mp4", "glasses, a beard of some days"),
    ("d9.mp4", "glasses, closed mouth"),
    ("swiz3n.mpg", "dark skin, moustache, open mouth"),
    ("noface_face.mov", "a wide smile"),
    ("brbk7n.mpg", "light skin, small"),
)


def face_share(rgb: np.ndarray, factor: float) -> np.ndarray:
    return np.asarray(cv2.resize(rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def frame_of(path: Path, share: float) -> np.ndarray:
    video = cv2.VideoCapture(str(path))
    video.set(cv2.CAP_PROP_POS_FRAMES, int(video.get(cv2.CAP_PROP_FRAME_COUNT) * share))
    _, bgr = video.read()
    return np.ascontiguousarray(bgr[..., ::-1])


def refused(rgb: np.ndarray) -> str:
    with pytest.raises(RealTalkError) as caught:
        checked(np.asarray(rgb, np.uint8))
    assert caught.value.remedy
    return caught.value.what


def test_a_face_stands_upright_in_the_middle_of_its_frame() -> None:
    photo = checked(ASTRONAUT)
    assert photo.rgb.shape == (SIZE, SIZE, 3)
    eyes = photo.points[[468, 473]]
    assert abs(eyes[0, 1] - eyes[1, 1]) < 4
    assert abs(photo.points[1, 0] - SIZE / 2) < 0.08 * SIZE
    assert 0.4 * SIZE < photo.points[152, 1] - photo.points[10, 1] < 0.6 * SIZE


def test_what_is_seen_depends_on_no_other_picture_or_thread() -> None:
    shifted = [np.roll(ASTRONAUT, 20 * step, axis=1) for step in range(4)]
    alone = [face_points(rgb).points for rgb in shifted]
    assert alone[1][1, 0] - alone[0][1, 0] == pytest.approx(20, abs=4)
    with ThreadPoolExecutor(4) as pool:
        for _ in range(2):
            together = list(pool.map(face_points, shifted))
            assert all(np.array_equal(a, b.points) for a, b in zip(alone, together, strict=True))


def test_a_tilted_head_is_set_upright() -> None:
    turn = cv2.getRotationMatrix2D((223, 110), 20, 1)
    photo = checked(np.asarray(cv2.warpAffine(ASTRONAUT, turn, (512, 512)), np.uint8))
    across = photo.points[473, :2] - photo.points[468, :2]
    assert abs(np.degrees(np.arctan2(across[1], across[0]))) < 2


@pytest.mark.needs_data
@pytest.mark.parametrize(("name", "who"), CLIPS)
def test_all_kinds_of_faces_are_taken(data: Path, name: str, who: str) -> None:
    assert checked(frame_of(data / "video" / name, 0.9 if "noface" in name else 0.1)).points.shape == (
        478,
        3,
    ), who


def test_a_picture_without_a_face_is_refused() -> None:
    assert "no face" in refused(pictures.coffee())


def test_two_people_are_refused() -> None:
    assert "2 faces" in refused(np.hstack((ASTRONAUT, ASTRONAUT)))


def test_a_tiny_face_is_refused() -> None:
    assert "pixels high" in refused(face_share(ASTRONAUT, 0.45))


def test_a_dark_photo_is_refused() -> None:
    assert "dark" in refused(ASTRONAUT // 8)


def test_a_blurred_photo_is_refused() -> None:
    assert "blurred" in refused(np.asarray(cv2.GaussianBlur(ASTRONAUT, (0, 0), 4), np.uint8))


@pytest.mark.parametrize(("axis", "degrees"), [(1, 35), (1, -35), (0, 32)])
def test_a_face_turned_away_is_refused(axis: int, degrees: float) -> None:
    face = face_points(ASTRONAUT)
    turn = np.zeros((3, 1))
    turn[axis] = np.radians(degrees)
    matrix = face.matrix.copy()
    matrix[:3, :3] = cv2.Rodrigues(turn)[0] @ matrix[:3, :3]
    _check_view(face)
    with pytest.raises(RealTalkError, match="turned too far"):
        _check_view(replace(face, matrix=matrix))


@pytest.mark.parametrize(
    "rgb",
    [np.zeros((300, 300), np.uint8), np.zeros((8, 8, 3), np.uint8), np.zeros((300, 300, 3), np.float32)],
)
def test_what_is_no_picture_is_refused(rgb: np.ndarray) -> None:
    with pytest.raises(RealTalkError, match="not a picture"):
        checked(rgb)
