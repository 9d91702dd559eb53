"""A head keeps the mean face's order and takes on the sitter's proportions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits.canonical import mean_face
from realtalk.partner.portraits.gallery import PORTRAITS
from realtalk.partner.portraits.head import STEP, TOP, face_points, shape
from realtalk.partner.portraits.sitter import Sitter

PLAIN = Sitter("Plain", "A plain man", "male", 35, 0.3)


def width(who: Sitter, left: int, right: int) -> float:
    points = face_points(who)
    return float(points[right, 0] - points[left, 0])


def test_the_mean_face_is_a_face() -> None:
    face = mean_face()
    assert face.shape == (468, 3)
    assert face[:, 2].argmax() in (1, 4), "the nose is nearest"
    assert face[lm.FOREHEAD, 1] > face[159, 1] > face[lm.NOSE_TIP, 1] > face[13, 1] > face[lm.CHIN, 1]
    assert face[lm.LEFT_CHEEK, 0] == pytest.approx(-face[lm.RIGHT_CHEEK, 0], abs=0.05)


@pytest.mark.parametrize("name", sorted(PORTRAITS))
def test_lips_are_closed_and_eyes_open(name: str) -> None:
    points = face_points(PORTRAITS[name])
    gaps = points[list(lm.INNER_TOP), 1] - points[list(lm.INNER_BOTTOM), 1]
    assert (np.abs(gaps) < 0.06).all()
    assert points[159, 1] - points[145, 1] > 0.4
    assert points[386, 1] - points[374, 1] > 0.4


@pytest.mark.parametrize(
    ("parameter", "left", "right"),
    [("face_width", 234, 454), ("nose_width", 129, 358), ("mouth_width", 61, 291), ("jaw", 172, 397)],
)
def test_a_width_widens(parameter: str, left: int, right: int) -> None:
    narrow, wide = (replace(PLAIN, **{parameter: value}) for value in (-1.0, 1.0))
    assert width(wide, left, right) > 1.02 * width(narrow, left, right)


def test_age_thins_the_lips() -> None:
    def lips(age: int) -> float:
        points = face_points(replace(PLAIN, age=age))
        return float(points[0, 1] - points[17, 1])

    assert lips(25) > 1.1 * lips(75)


def test_the_surface_goes_through_the_face() -> None:
    head = shape(PLAIN)
    tip = head.points[lm.NOSE_TIP]
    row, column = round((TOP - tip[1]) / STEP), round((tip[0] + 10.5) / STEP)
    assert head.height[row, column] == pytest.approx(tip[2], abs=0.3)
    assert np.isfinite(head.height).all()


def test_the_outline_holds_the_face() -> None:
    head = shape(PLAIN)
    outline = head.outline()
    assert outline[:, 1].max() > head.points[lm.FOREHEAD, 1] + 3, "there is a skull over the forehead"
    assert outline[:, 1].min() == pytest.approx(head.points[:, 1].min(), abs=0.05)
