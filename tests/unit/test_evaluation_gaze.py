from pathlib import Path

import cv2
import numpy as np
import pytest

from realtalk.errors import RealTalkError
from realtalk.evaluation.gaze import KINDS, balanced_interval, evaluate, look
from tests.builders import astronaut


def photo() -> np.ndarray:
    return np.ascontiguousarray(astronaut((640, 480)))


def written(folder: Path, name: str, rgb: np.ndarray) -> None:
    cv2.imwrite(str(folder / name), rgb[:, :, ::-1])


def test_pictures_are_judged_against_their_labels(tmp_path: Path) -> None:
    written(tmp_path, "look.png", photo())
    written(tmp_path, "empty.png", np.full((240, 320, 3), 90, np.uint8))
    labels = "gaze\tfile\ncamera\tlook.png\nnot camera\tempty.png\n\nnot_camera\tlook.png\n"
    (tmp_path / "labels.tsv").write_text(labels)
    figures = evaluate(tmp_path)
    assert figures["n"] == 3
    assert figures["accuracy"] == pytest.approx(2 / 3)
    assert figures["balanced_accuracy"] == pytest.approx(0.75)
    assert figures["confusion"]["not_camera"] == {"camera": 1, "not_camera": 1}
    assert figures["unread"] == {"no_face": 1}


def test_a_picture_that_is_all_face_is_read() -> None:
    assert look(np.ascontiguousarray(photo()[95:215, 232:332])) in KINDS


def test_one_picture_leaves_the_next_alone() -> None:
    aside = np.roll(photo(), 150, axis=1)
    assert [look(photo()), look(aside), look(photo())] == ["camera"] * 3


@pytest.mark.parametrize(
    ("labels", "what"),
    [
        (None, "could not read"),
        ("", "names no pictures"),
        ("file\tgaze\n", "names no pictures"),
        ("a.png\tperhaps\n", "Line 1"),
        ("a.png\n", "Line 1"),
        ("missing.png\tcamera\n", "missing.png"),
    ],
)
def test_what_is_wrong_with_the_data_is_said(tmp_path: Path, labels: str | None, what: str) -> None:
    if labels is not None:
        (tmp_path / "labels.tsv").write_text(labels)
    with pytest.raises(RealTalkError, match=what):
        evaluate(tmp_path)


def test_the_interval_of_the_balanced_accuracy_narrows_with_more_pictures() -> None:
    few, many = (balanced_interval(np.array([[8, 2], [4, 6]]) * k) for k in (1, 100))
    assert few is not None
    assert many is not None
    assert few[0] < many[0] < 0.7 < many[1] < few[1]
    assert balanced_interval(np.array([[8, 2], [0, 0]])) is None
