"""Brush, light and hair do what their names say."""

from __future__ import annotations

import numpy as np

from realtalk.partner.portraits.canvas import LEVEL, MIDDLE, Canvas, pixels, ribbon, smooth
from realtalk.partner.portraits.light import lit
from realtalk.partner.portraits.palette import linear, shown, skin
from realtalk.partner.portraits.sitter import Sitter
from realtalk.partner.portraits.strands import Skull, grown, ramp

SQUARE = np.array([(-2, -2), (2, -2), (2, 2), (-2, 2)], np.float32)
SKULL = Skull(np.array((0, 0, 0), np.float32), np.array((8, 9, 9), np.float32))


def test_a_filled_shape_is_coloured_inside_and_nowhere_else() -> None:
    canvas = Canvas()
    canvas.fill(SQUARE, (200, 100, 50))
    inside = canvas.rgb[round(LEVEL), round(MIDDLE)]
    assert np.abs(inside.astype(int) - (200, 100, 50)).max() <= 1
    x, y = pixels(np.array((3.0, 0.0))).astype(int)
    assert not canvas.rgb[y, x].any()


def test_a_half_opaque_colour_lets_the_ground_through() -> None:
    canvas = Canvas()
    canvas.rgb[:] = 100
    canvas.fill(SQUARE, (200, 200, 200), opacity=0.5)
    assert abs(int(canvas.rgb[round(LEVEL), round(MIDDLE), 0]) - 150) <= 1


def test_multiplying_never_lightens() -> None:
    canvas = Canvas()
    canvas.rgb[:] = 100
    canvas.fill(SQUARE, (128, 255, 64), multiply=True)
    assert (canvas.rgb <= 101).all()
    assert canvas.rgb[round(LEVEL), round(MIDDLE)].tolist() == [50, 100, 25]


def test_a_shape_outside_the_picture_changes_nothing() -> None:
    canvas = Canvas()
    canvas.fill(SQUARE + np.array((100, 0)), (255, 255, 255))
    assert not canvas.rgb.any()


def test_a_curve_goes_through_its_points() -> None:
    curve = smooth(SQUARE, per=8)
    for corner in SQUARE:
        assert np.linalg.norm(curve - corner, axis=1).min() < 1e-5


def test_a_stroke_thins_towards_its_ends() -> None:
    line = np.stack((np.linspace(0, 4, 21), np.zeros(21)), 1)
    shape = ribbon(line, 1.0)
    thickness = shape[:21, 1] - shape[:20:-1, 1]
    assert abs(thickness[10] - 1.0) < 1e-5
    assert thickness[0] < 0.3
    assert thickness[-1] < 0.3


def test_light_comes_from_the_upper_left_and_is_warm() -> None:
    albedo = linear((200, 160, 130))
    left, right = (np.array([[(x, 0.3, 0.7)]], np.float32) for x in (-0.65, 0.65))
    bright, dim = lit(albedo, left, 1.0, 0.0), lit(albedo, right, 1.0, 0.0)
    assert (bright > dim).all()
    assert dim[0, 0, 0] / dim[0, 0, 2] > albedo[0] / albedo[2]


def test_colours_come_back_from_light() -> None:
    colours = np.array((10.0, 90.0, 180.0))
    assert np.allclose(shown(linear(colours)), colours, atol=0.5)


def test_skin_darkens_evenly() -> None:
    tones = [skin(Sitter("", "", "male", 30, part)).mean() for part in np.linspace(0, 1, 9)]
    assert (np.diff(tones) < 0).all()


def test_hair_stays_outside_the_skull_and_falls() -> None:
    roots = np.array([(7.9, 1.0, 1.0), (-7.9, 1.0, 1.0), (0.0, 8.9, 1.0)], np.float32)
    sideways = np.array([(1, 0, 0), (-1, 0, 0), (1, 0.2, 0)], np.float32)
    long = np.full(3, 20, np.float32)
    lines = grown(roots, sideways, long, SKULL, volume=np.full(3, 0.5, np.float32), stiff=0.8, steps=24)
    reach = np.linalg.norm((lines - SKULL.middle) / SKULL.axes, axis=2)
    assert (reach > 0.97).all()
    assert (lines[:, -1, 1] < roots[:, 1] - 5).all()
    length = np.linalg.norm(np.diff(lines, axis=1), axis=2).sum(1)
    assert np.allclose(length, 20, rtol=0.02)


def test_hair_has_a_shade_for_each_light() -> None:
    tones = ramp((90, 60, 40)).mean(1)
    assert (np.diff(tones) > 0).all()
    assert ramp((90, 60, 40), 1.0).mean() > ramp((90, 60, 40)).mean()
