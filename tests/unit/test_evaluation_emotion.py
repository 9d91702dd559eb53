import io
import json

import numpy as np
import pytest

from realtalk.cli import main
from realtalk.errors import RealTalkError
from realtalk.evaluation.emotion import evaluate, figures
from realtalk.observations import EMOTIONS
from tests.builders import astronaut


def test_figures_count_what_was_said_of_each_emotion():
    probabilities = np.eye(7)[[0, 0, 3, 3]] * 0.94 + 0.01
    found = figures(probabilities / probabilities.sum(axis=1, keepdims=True), np.array([0, 3, 3, 3]))
    assert found["n"] == 4
    assert found["accuracy"] == 0.75
    assert found["balanced_accuracy"] == pytest.approx((1 + 2 / 3) / 2)
    assert found["confusion"]["happy"]["angry"] == 1
    assert found["ece"] == pytest.approx(0.94 - 0.75, abs=0.01)


def test_a_real_smile_is_read_as_happy_whatever_the_light_and_the_size(capsys, tmp_path):
    face = astronaut()[60:190, 160:290]
    dark = (face * 0.4).astype(np.uint8)
    file = tmp_path / "faces.npz"
    np.savez(file, images=np.stack([face, dark, face[:, ::-1]]), labels=np.full(3, EMOTIONS.index("happy")))
    assert main(["evaluate", "emotion", str(file), "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["n"] == 3
    assert found["accuracy"] == 1.0
    assert 0 < found["ms_per_face"] < 100


@pytest.mark.parametrize(
    "arrays",
    [
        {"images": np.zeros((2, 48, 48), np.uint8)},
        {"images": np.zeros((2, 48, 48), np.float32), "labels": np.zeros(2, np.uint8)},
        {"images": np.zeros((2, 48, 48), np.uint8), "labels": np.zeros(3, np.uint8)},
        {"images": np.zeros((2, 48, 48), np.uint8), "labels": np.full(2, 9)},
        {"images": np.zeros((0, 48, 48), np.uint8), "labels": np.zeros(0, np.uint8)},
        {"images": np.array([{}], object), "labels": np.zeros(1, np.uint8)},
    ],
)
def test_data_of_another_kind_is_refused_in_words(tmp_path, arrays):
    file = tmp_path / "faces.npz"
    np.savez(file, **arrays)
    with pytest.raises(RealTalkError, match=r"faces\.npz"):
        evaluate(file)


def packed(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@pytest.mark.parametrize("content", [b"PK\x03\x04 not really", b"", packed(np.zeros(3))])
def test_a_file_that_is_no_npz_is_refused_in_words(tmp_path, content):
    file = tmp_path / "faces.npz"
    file.write_bytes(content)
    with pytest.raises(RealTalkError, match="no labelled faces"):
        evaluate(file)
