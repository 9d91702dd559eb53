"""The skin: head, ears and neck in the light, with what colours it and what time writes on it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits import palette
from realtalk.partner.portraits.canvas import LEVEL, MIDDLE, OVER, SCALE, Canvas, smooth, whole
from realtalk.partner.portraits.head import LEFT, STEP, TOP, Head
from realtalk.partner.portraits.light import lit, normals
from realtalk.partner.portraits.sitter import Sitter

Plane = NDArray[Any]

PER_CM = SCALE / OVER
"""Shaded points in a centimetre: shading is soft, half the canvas is enough."""


def paint_neck(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Neck and shoulders' slope, in the shadow of the chin."""
    half = (4.1 if sitter.sex == "female" else 5.15) + 0.5 * sitter.fullness + 0.15 * sitter.jaw
    chin = float(head.points[lm.CHIN, 1])
    side = np.array(
        [
            *((half + 0.5, chin + 6), (half + 0.1, chin + 1), (half, chin - 1.6), (half + 0.5, chin - 3.4)),
            *(
                (half + 2.6, chin - 5.2),
                (half + 7.5, chin - 7.2),
                (half + 12, chin - 10.5),
                (half + 12, chin - 18),
            ),
        ]
    )
    outline = np.concatenate((side, (side * (-1, 1))[::-1]))
    shape = smooth(outline, closed=False)
    width, height = round(42 * PER_CM), round(24 * PER_CM)
    x = np.linspace(-21, 21, width, dtype=np.float32)[None, :].repeat(height, 0)
    y = (chin + 6 - np.linspace(0, 24, height, dtype=np.float32))[:, None].repeat(width, 1)
    flare = half + np.clip(chin - 3.2 - y, 0, None) * 2.0
    across = np.clip(x / flare, -0.97, 0.97)
    n = np.dstack((across * 0.9, 0.16 + 0.35 * np.clip((chin - 4 - y) / 6, 0, 1), np.sqrt(1 - across**2)))
    n /= np.linalg.norm(n, axis=2, keepdims=True)
    own = palette.linear(palette.skin(sitter) * (0.98, 0.955, 0.945))
    shadow = np.exp(-((np.clip(chin + 0.2 - y, 0, None) / 3.1) ** 2)) * np.exp(
        -(((x - 0.6) / (half + 1.2)) ** 4)
    )
    light = lit(own, n.astype(np.float32), 1 - 0.55 * shadow, 0.04, 1 - 0.86 * shadow)
    picture = palette.shown(light)
    picture = cv2.resize(picture, (width * OVER, height * OVER), interpolation=cv2.INTER_LINEAR)
    canvas.lay_at(picture, whole(shape, 1.2), round(MIDDLE - 21 * SCALE), round(LEVEL - (chin + 6) * SCALE))
    dark = palette.skin(sitter) * (0.60, 0.50, 0.48)
    pale = palette.skin(sitter) * (1.06, 1.03, 1.0)
    for sign in (-1, 1):
        cord = smooth(
            [(sign * (half - 0.4), chin - 1.0), (sign * half * 0.62, chin - 4.0), (sign * 1.1, chin - 7.4)],
            False,
        )
        canvas.stroke([cord], dark, 0.9, blur=5, opacity=0.28)
        canvas.stroke([cord - (0.5 * sign + 0.35, 0)], pale, 0.6, blur=5, opacity=0.22)
        bone = smooth(
            [
                (sign * 1.2, chin - 7.9),
                (sign * 4, chin - 8.2),
                (sign * 8, chin - 7.9),
                (sign * 12, chin - 8.6),
            ],
            False,
        )
        canvas.stroke([bone], pale, 0.7, blur=4, opacity=0.30)
        canvas.stroke([bone - (0, 0.55)], dark, 0.8, blur=5, opacity=0.25)
    canvas.fill(smooth([(-0.9, chin - 7.3), (0.9, chin - 7.3), (0, chin - 8.9)]), dark, blur=6, opacity=0.3)


def paint_ears(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Both ears, mostly in the shade of the head."""
    own = palette.skin(sitter)
    for cheek, sign in ((head.points[lm.LEFT_CHEEK], -1.0), (head.points[lm.RIGHT_CHEEK], 1.0)):
        x, y = float(cheek[0]) - 0.12 * sign, 0.75
        tone = 0.93 if sign < 0 else 0.70
        base = own * tone * (1.0, 0.90, 0.87)

        def at(
            points: list[tuple[float, float]], x: float = x, y: float = y, sign: float = sign
        ) -> NDArray[Any]:
            return np.array([(x + sign * 0.9 * u, y + 0.9 * v) for u, v in points], np.float32)

        rim = at(
            [
                (-0.6, 2.4),
                (0.2, 3.1),
                (0.9, 3.2),
                (1.35, 2.5),
                (1.35, 1.2),
                (1.0, 0),
                (0.72, -1.2),
                (0.3, -2.2),
                (-0.3, -2.3),
                (-0.7, -1),
            ]
        )
        canvas.fill(smooth(rim), base, blur=1.0)
        canvas.fill(
            smooth(at([(0.0, 2.0), (0.6, 2.5), (0.95, 1.9), (0.85, 0.7), (0.45, -0.4), (-0.1, -0.9)])),
            base * (0.66, 0.56, 0.54),
            blur=3,
            opacity=0.75,
        )
        fold = at([(0.15, 1.9), (0.62, 1.7), (0.66, 0.7), (0.4, -0.3), (0.15, -0.9)])
        canvas.stroke([smooth(fold, False)], base * 1.07, 0.34, blur=1.6, opacity=0.7)
        edge = at([(0.0, 2.85), (0.75, 3.0), (1.2, 2.4), (1.2, 1.2), (0.88, 0.0), (0.6, -1.1)])
        canvas.stroke([smooth(edge, False)], np.minimum(base * 1.16, 255), 0.26, blur=1.4, opacity=0.6)


def paint_head(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """The face and the skull under the hair, without eyes, lips and brows."""
    height = cv2.resize(head.height, None, fx=STEP * PER_CM, fy=STEP * PER_CM, interpolation=cv2.INTER_LINEAR)
    height = np.asarray(cv2.GaussianBlur(height, (0, 0), 2.2), np.float32)
    rows, columns = height.shape
    x = LEFT + (np.arange(columns, dtype=np.float32) + 0.5)[None, :] / PER_CM
    y = TOP - (np.arange(rows, dtype=np.float32) + 0.5)[:, None] / PER_CM
    n = normals(height, 1 / PER_CM)
    hollow = np.clip(cv2.GaussianBlur(height, (0, 0), 0.9 * PER_CM) - height, 0, 1.2)
    fine = np.clip(cv2.GaussianBlur(height, (0, 0), 0.3 * PER_CM) - height, 0, 0.5)
    sky = np.exp(-1.0 * hollow - 2.0 * fine).astype(np.float32)
    albedo = palette.linear(_coloured(sitter, head, x, y))
    shine = (0.16 + 0.05 * sitter.skin) * _shine(x, y)
    hidden = _cast(head, x, y)
    picture = palette.shown(lit(albedo, n, sky, shine, hidden * (0.55 + 0.45 * sky)))
    picture = cv2.resize(picture, (columns * OVER, rows * OVER), interpolation=cv2.INTER_LINEAR)
    left, top = round(MIDDLE + LEFT * SCALE), round(LEVEL - TOP * SCALE)
    canvas.lay_at(picture, whole(smooth(head.outline(), per=4), 1.3), left, top)


def _bell(x: Plane, y: Plane, cx: float, cy: float, sx: float, sy: float) -> Plane:
    """Both sides alike."""
    return np.exp(-(((np.abs(x) - cx) / sx) ** 2) - (((y - cy) / sy) ** 2))


def _shine(x: Plane, y: Plane) -> Plane:
    """Where skin is a little oily: forehead, nose, the height of the cheeks."""
    return (
        0.25
        + 0.8 * _bell(x, y, 0, 0.2, 0.7, 2.8)
        + 0.5 * _bell(x, y, 0, 6.8, 4, 1.6)
        + 0.4 * _bell(x, y, 4.6, 0.3, 1.6, 1.2)
    )


def _cast(head: Head, x: Plane, y: Plane) -> Plane:
    """1 where the key light reaches, less in the shadow of nose and lower lip."""
    tip = head.points[lm.NOSE_BASE]
    nose = np.exp(-(((x - tip[0] - 0.75) / 1.35) ** 2) - (((y - tip[1] + 0.50) / 0.50) ** 2))
    lip = head.points[17]
    under = np.exp(-(((x - lip[0] - 0.15) / 1.5) ** 2) - (((y - lip[1] + 0.42) / 0.36) ** 2))
    return 1 - 0.42 * nose - 0.34 * under


def _coloured(sitter: Sitter, head: Head, x: Plane, y: Plane) -> NDArray[Any]:
    """The skin's own colours: warmer cheeks and nose, paler brow, darker around the eyes."""
    p = head.points
    own = palette.skin(sitter)
    pale = 1 - 0.75 * sitter.skin
    cheek = _bell(x, y, 4.3, float(p[50, 1]) - 0.2, 2.1, 1.7)
    nose = _bell(x, y, 0, float(p[lm.NOSE_TIP, 1]) - 0.2, 1.7, 1.1)
    chin = _bell(x, y, 0, float(p[lm.CHIN, 1]) + 1.3, 2.0, 1.3)
    red = (0.75 * cheek + 0.65 * nose + 0.3 * chin) * (0.55 + 0.45 * pale)
    red = red + 0.22 * _bell(x, y, 3.2, 3.4, 2.2, 0.8)
    socket = _bell(x, y, 3.0, 1.9, 1.7, 0.9) + 0.7 * _bell(x, y, 2.0, 3.0, 0.9, 1.0)
    brow = _bell(x, y, 0, 7.2, 5.5, 2.2)
    old = float(np.clip((sitter.age - 40) / 35, 0, 1))
    colour = np.broadcast_to(own, (*np.broadcast_shapes(x.shape, y.shape), 3)).copy()
    colour *= 1 + red[..., None] * np.array((0.03, -0.11, -0.10), np.float32)
    colour *= 1 - socket[..., None] * np.array((0.07, 0.105, 0.07), np.float32) * (0.7 + 0.5 * old)
    colour *= 1 + brow[..., None] * np.array((0.015, 0.02, -0.01), np.float32)
    if sitter.sex == "male" and sitter.age > 19:
        shadow = (
            _bell(x, y, 0, -8.0, 5.4, 2.3)
            + _bell(x, y, 5.2, -5.2, 1.4, 2.6)
            + 0.6 * _bell(x, y, 0, -2.7, 2.2, 0.6)
        )
        colour *= 1 - np.clip(shadow, 0, 1)[..., None] * np.array((0.085, 0.05, 0.03), np.float32) * (
            1.1 - 0.5 * sitter.skin
        )
    return colour * _mottled(sitter, colour.shape[:2])[..., None]


def _mottled(sitter: Sitter, shape: tuple[int, ...]) -> Plane:
    """The unevenness that makes skin alive."""
    chance = np.random.default_rng(sitter.seed + 11)
    total = np.ones(shape, np.float32)
    for size, strength in ((6, 0.010), (20, 0.008), (70, 0.008)):
        noise = chance.standard_normal((shape[0] // size + 3, shape[1] // size + 3)).astype(np.float32)
        total += strength * cv2.resize(noise, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return total


def paint_time(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Freckles, and the lines of age."""
    p = head.points
    own = palette.skin(sitter)
    chance = np.random.default_rng(sitter.seed + 5)
    if sitter.freckles > 0:
        for _ in range(int(170 * sitter.freckles)):
            fx = chance.normal(0, 3.0)
            fy = float(p[50, 1]) + 0.5 + chance.normal(0, 0.9) + 0.35 * np.exp(-(fx**2))
            r = chance.uniform(0.04, 0.10)
            spot = np.array([(fx + r * np.cos(a), fy + 0.8 * r * np.sin(a)) for a in np.arange(0, 6.28, 0.7)])
            canvas.fill(spot, own * (0.72, 0.55, 0.45), blur=0.7, opacity=float(chance.uniform(0.25, 0.6)))
    age = float(np.clip((sitter.age - 28) / 45, 0, 1))
    dark, pale = own * (0.66, 0.54, 0.50), np.minimum(own * (1.10, 1.07, 1.05), 255)

    def crease(points: list[tuple[float, float]], width: float, strength: float, light: float = 0.5) -> None:
        line = smooth(np.array(points), False)
        canvas.stroke([line], dark, width, blur=1.8, opacity=strength)
        canvas.stroke(
            [line + np.array((-0.05, -width * 0.8))], pale, width, blur=2.2, opacity=strength * light
        )

    for sign, wing, corner, outer, inner, low in ((-1, 129, 61, 33, 133, 145), (1, 358, 291, 263, 362, 374)):
        w, c, o, i, b = (p[k, :2] for k in (wing, corner, outer, inner, low))
        fold = [
            (w[0] + sign * 0.25, w[1] + 0.3),
            (w[0] + sign * 0.85, w[1] - 0.6),
            (c[0] + sign * 0.62, (w[1] + c[1]) / 2 - 0.3),
            (c[0] + sign * 0.75, c[1] + 0.1),
        ]
        crease(fold, 0.30, 0.14 + 0.42 * age)
        bag = [
            (i[0] + sign * 0.25, i[1] - 0.45),
            (b[0] - sign * 0.4, b[1] - 0.62),
            (b[0] + sign * 0.6, b[1] - 0.62),
            (o[0] - sign * 0.1, o[1] - 0.55),
        ]
        crease(bag, 0.20, 0.08 + 0.34 * age)
        if age > 0.18:
            for k in range(int(2 + 2 * age)):
                dy = 0.32 - 0.32 * k
                crow = [
                    (o[0] + sign * 0.45, o[1] + dy * 0.5),
                    (o[0] + sign * 0.9, o[1] + dy),
                    (o[0] + sign * 1.4, o[1] + dy * 1.9),
                ]
                crease(crow, 0.09, 0.10 + 0.30 * age)
        if age > 0.45:
            crease(
                [
                    (c[0] + sign * 0.2, c[1] - 0.2),
                    (c[0] + sign * 0.35, c[1] - 0.8),
                    (c[0] + sign * 0.4, c[1] - 1.5),
                ],
                0.2,
                0.35 * age,
            )
        if age > 0.3:
            v = p[9, :2]
            crease(
                [(sign * 0.38, v[1] - 0.7), (sign * 0.45, v[1]), (sign * 0.42, v[1] + 0.6)], 0.13, 0.22 * age
            )
    if age > 0.22:
        for k, level in enumerate((6.05, 6.9, 7.65)[: 1 + int(2.3 * age)]):
            y = level + 0.4 * sitter.forehead
            width = 3.9 - 0.4 * k
            wobble = chance.normal(0, 0.07, 5)
            crease(
                [
                    (u * width, y + 0.12 * np.cos(2.5 * u) + float(wobble[j]))
                    for j, u in enumerate((-1, -0.5, 0, 0.5, 1))
                ],
                0.17,
                0.13 + 0.24 * age,
            )
