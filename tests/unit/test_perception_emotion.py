"""What the emotion network makes of faces: framed as it learned, seen by a webcam, labelled by people."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from realtalk.observations import EMOTIONS, Box
from realtalk.perception.emotion import MARGIN, RAISED, emotions, framed
from tests.benchmark.accuracy_emotion import held
from tests.benchmark.clips import data
from tests.builders import astronaut

Rgb = NDArray[np.uint8]
HAPPY = EMOTIONS.index("happy")
SMILE = astronaut()[60:190, 160:290]


def test_a_face_is_framed_a_little_wider_than_its_box_and_higher():
    picture = np.zeros((400, 600, 3), np.uint8)
    picture[:, :, 0], picture[:, :, 1] = np.mgrid[0:400, 0:600] // 4
    crop = framed(picture, Box(0.5, 0.4, 0.25, 0.3))  # in heights of the picture
    side = MARGIN * 0.3 * 400
    assert crop.shape[:2] == (round(side), round(side))
    middle = crop[crop.shape[0] // 2, crop.shape[1] // 2].astype(float) * 4
    assert middle[0] == pytest.approx((0.55 - RAISED * 0.3) * 400, abs=6)
    assert middle[1] == pytest.approx(0.625 * 400, abs=6)


def tilted(face: Rgb) -> Rgb:
    size = face.shape[0]
    around = cv2.getRotationMatrix2D((size / 2, size / 2), 10, 1)
    return np.asarray(cv2.warpAffine(face, around, (size, size), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def pressed(face: Rgb) -> Rgb:
    coded = cv2.imencode(".jpg", face, [cv2.IMWRITE_JPEG_QUALITY, 30])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


@pytest.mark.parametrize(
    "camera",
    [
        lambda face: (face * 0.4).astype(np.uint8),
        lambda face: np.asarray(cv2.GaussianBlur(face, (0, 0), 2), np.uint8),
        lambda face: np.asarray(cv2.resize(face, (28, 28), interpolation=cv2.INTER_AREA), np.uint8),
        pressed,
        tilted,
    ],
    ids=["dark", "blurred", "far away", "JPEG", "tilted"],
)
def test_a_smile_stays_one_as_a_webcam_shows_it(camera: Callable[[Rgb], Rgb]):
    read = np.array(emotions(camera(SMILE)))
    assert read.sum() == pytest.approx(1)
    assert read.argmax() == HAPPY
    assert read[HAPPY] > 0.6


def test_light_alone_changes_nothing():
    bright, dark = emotions(SMILE), emotions((SMILE * 0.5).astype(np.uint8))
    assert dark == pytest.approx(bright, abs=0.03)


@pytest.mark.skipif(not (data() / "fer2013").is_dir(), reason="the labelled faces are not here")
def test_it_agrees_with_people_on_faces_that_nothing_was_tuned_on():
    images, labels = held(data())
    some = np.random.default_rng(3).permutation(len(images))[:500]
    said = [int(np.argmax(emotions(np.repeat(images[i][:, :, None], 3, axis=2)))) for i in some]
    assert np.mean(np.array(said) == labels[some]) > 0.61
