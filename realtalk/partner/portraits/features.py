"""What a face is known by: eyes, brows, nose and mouth, each where its landmarks lie."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits import palette
from realtalk.partner.portraits.canvas import Canvas, smooth, whole
from realtalk.partner.portraits.head import Head
from realtalk.partner.portraits.sitter import Sitter

Line = NDArray[Any]

IRIS = 0.60
"""Radius of an iris in centimetres: 11.7 mm across, the same in all adults (Rüfer et al., Cornea 2005)."""


def _curve(head: Head, indices: tuple[int, ...]) -> Line:
    return smooth(head.points[list(indices), :2], closed=False)


def _circle(x: float, y: float, r: float, ry: float | None = None) -> Line:
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    return np.stack((x + r * np.cos(a), y + (ry or r) * np.sin(a)), 1).astype(np.float32)


def paint_eyes(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Both eyes, open and looking at the viewer."""
    for top, bottom, sign in (
        (lm.LEFT_EYE_TOP, lm.LEFT_EYE_BOTTOM, -1.0),
        (lm.RIGHT_EYE_TOP, lm.RIGHT_EYE_BOTTOM, 1.0),
    ):
        _eye(canvas, sitter, _curve(head, top), _curve(head, bottom), sign)


def _eye(canvas: Canvas, sitter: Sitter, top: Line, bottom: Line, sign: float) -> None:
    own = palette.skin(sitter)
    female = sitter.sex == "female"
    old = float(np.clip((sitter.age - 40) / 35, 0, 1))
    outer, inner = top[0], top[-1]
    opening = np.concatenate((top, bottom[::-1][1:-1]))
    inside = whole(opening, 0.9)
    centre = np.array((top[:, 0].mean() - 0.03 * sign, 0.0), np.float32)
    upper, lower = (
        float(np.interp(centre[0], np.sort(c[:, 0]), c[np.argsort(c[:, 0]), 1])) for c in (top, bottom)
    )
    centre[1] = (upper + lower) / 2 + 0.07
    # the socket's own shading
    crease = top + np.stack(
        (np.zeros(len(top)), 0.16 + 0.24 * np.sin(np.linspace(0.05, np.pi * 0.96, len(top)))), 1
    )
    lid = np.concatenate((top, crease[::-1]))
    canvas.fill(lid, own * (0.80, 0.68, 0.65), blur=2.5, opacity=0.42)
    canvas.stroke([crease[2:]], own * (0.42, 0.31, 0.29), 0.13, blur=1.1, opacity=0.62 if female else 0.5)
    canvas.stroke(
        [crease[4:-6] + np.array((0, -0.16))],
        np.minimum(own * (1.10, 1.06, 1.03), 255),
        0.14,
        blur=1.8,
        opacity=0.42,
    )
    # the ball
    white = np.array((226, 217, 208), np.float32) * (1 - 0.05 * old) * (0.98 - 0.07 * sitter.skin)
    canvas.fill(opening, white, blur=0.6)
    canvas.fill(
        _circle(float(outer[0]), float(outer[1]), 0.75), (168, 138, 128), blur=5, opacity=0.6, within=inside
    )
    canvas.fill(
        _circle(float(inner[0]), float(inner[1]), 0.62), (176, 132, 122), blur=4.5, opacity=0.6, within=inside
    )
    canvas.fill(
        _circle(float(inner[0]) + sign * 0.09, float(inner[1]) - 0.03, 0.15),
        (198, 124, 114),
        blur=1.4,
        opacity=0.85,
        within=inside,
    )
    x, y = float(centre[0]), float(centre[1])
    iris = np.asarray(sitter.eyes, np.float32)
    canvas.fill(_circle(x, y, IRIS), iris * 0.36, blur=1.1, within=inside)
    canvas.fill(_circle(x, y, IRIS * 0.87), iris * 0.92, blur=1.6, within=inside)
    chance = np.random.default_rng(sitter.seed + 3)
    rays: list[Line] = []
    for angle in np.arange(0, 2 * np.pi, 2 * np.pi / 44):
        a = angle + chance.normal(0, 0.05)
        near, far = chance.uniform(0.40, 0.5) * IRIS, chance.uniform(0.72, 0.9) * IRIS
        rays.append(
            np.array(
                [(x + r * np.cos(a), y + r * np.sin(a)) for r in (near, (near + far) / 2, far)], np.float32
            )
        )
    canvas.stroke(rays[::2], np.minimum(iris * 1.5 + 16, 255), 0.035, blur=0.6, opacity=0.6, within=inside)
    canvas.stroke(rays[1::2], iris * 0.5, 0.035, blur=0.6, opacity=0.5, within=inside)
    glow = _circle(x + 0.12, y - 0.27, 0.30, 0.20)
    canvas.fill(glow, np.minimum(iris * 1.75 + 26, 255), blur=2.6, opacity=0.62, within=inside)
    canvas.fill(_circle(x, y, 0.25), (16, 12, 11), blur=0.8, within=inside)
    shade = np.concatenate((top + np.array((0, 0.15)), (top - (0, 0.27))[::-1]))
    canvas.fill(shade, (62, 42, 38), blur=2.6, opacity=0.62, within=inside)
    canvas.fill(
        _circle(x - 0.17, y + 0.19, 0.115, 0.135), (255, 253, 248), blur=0.7, opacity=0.96, within=inside
    )
    canvas.fill(_circle(x + 0.20, y - 0.22, 0.07), (255, 250, 244), blur=1.2, opacity=0.34, within=inside)
    # the lids' edges
    wet = np.concatenate((bottom[2:-3], (bottom[2:-3] - (0, 0.09))[::-1]))
    canvas.fill(wet, np.minimum(own * (1.04, 0.90, 0.87), 255), blur=0.8, opacity=0.75)
    canvas.stroke([bottom[1:-2] - (0, 0.10)], own * (0.50, 0.36, 0.33), 0.08, blur=0.9, opacity=0.55)
    under = bottom[2:-3] - np.stack(
        (np.zeros(len(bottom) - 5), 0.10 + 0.20 * np.sin(np.linspace(0, np.pi, len(bottom) - 5))), 1
    )
    canvas.stroke([under], np.minimum(own * (1.08, 1.02, 0.99), 255), 0.16, blur=2.0, opacity=0.35)
    lash = np.array((34, 24, 22), np.float32) if sitter.skin > 0.15 or female else own * 0.32
    wing = outer + np.array((sign * (0.15 if female else 0.06), -0.02 if not female else 0.05), np.float32)
    edge = np.concatenate((wing[None], top[1:-2])) + np.array((0, 0.03))
    canvas.stroke([smooth(edge[::4], False)], lash, 0.19 if female else 0.145, blur=0.7, opacity=0.92)
    lashes: list[Line] = []
    for k in range(3, len(top) - 8, 1 if female else 2):
        t = k / len(top)
        root = top[k] + (0, 0.03)
        out = sign * (0.75 - 1.25 * t)
        length = (0.27 if female else 0.13) * (1.15 - 0.8 * t) * chance.uniform(0.75, 1.1)
        tip = root + np.array((out * length, length * 0.62), np.float32)
        mid = (root + tip) / 2 + np.array((out * 0.03, -0.045), np.float32)
        lashes.append(smooth([root, mid, tip], False, 4))
    canvas.stroke(lashes, lash, 0.05, blur=0.5, opacity=0.75 if female else 0.5)


def paint_brows(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Both brows, hair by hair."""
    chance = np.random.default_rng(sitter.seed + 7)
    hair = np.asarray(sitter.hair_colour, np.float32)
    colour = palette.mixed(hair * 0.72, (150, 146, 142), 0.75 * sitter.grey)
    colour = palette.mixed(colour, palette.skin(sitter) * (0.45, 0.36, 0.30), 0.30)
    if sitter.grey < 0.3:
        colour = np.minimum(colour, (120, 92, 70))
    thick = (1.0 if sitter.sex == "male" else 0.72) + 0.3 * sitter.brow_weight
    for top, bottom in ((lm.LEFT_BROW_TOP, lm.LEFT_BROW_BOTTOM), (lm.RIGHT_BROW_TOP, lm.RIGHT_BROW_BOTTOM)):
        high, low = _curve(head, top), _curve(head, bottom)
        middle = (high + low) / 2
        half = (high - low) / 2 * thick * 0.92
        n = len(middle)
        t = np.linspace(0, 1, n)[:, None]
        half = half * np.clip(0.30 + 1.1 * t, 0, 1) * np.clip((1.02 - t) * 6, 0.35, 1)
        area = np.concatenate((middle + half * 0.8, (middle - half * 0.8)[::-1]))
        canvas.fill(area, colour, blur=3.0, opacity=0.42)
        sign = np.sign(middle[0, 0])
        strokes: list[Line] = []
        for _ in range(int(190 * thick)):
            k = int(chance.uniform(0.02, 0.98) * (n - 1))
            v = chance.uniform(-1, 1)
            root = middle[k] + half[k] * v
            along = middle[max(0, k - 3)] - middle[min(n - 1, k + 3)]
            along /= np.linalg.norm(along)
            inner = k / n
            lift = 0.95 * max(0.0, inner - 0.55) / 0.45 - 0.35 * v * (1 - inner) + chance.normal(0, 0.12)
            direction = along + np.array((0, lift), np.float32)
            direction /= np.linalg.norm(direction)
            length = chance.uniform(0.32, 0.62) * (0.75 + 0.25 * thick)
            bend = np.array((-0.04 * sign, 0.05), np.float32)
            strokes.append(
                smooth([root, root + direction * length / 2 + bend, root + direction * length], False, 4)
            )
        third = len(strokes) // 3
        canvas.stroke(strokes[:third], colour * 1.25, 0.055, blur=0.5, opacity=0.55)
        canvas.stroke(strokes[third:], colour * 0.82, 0.05, blur=0.5, opacity=0.62)


def paint_nose(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Nostrils and wings: the form itself is in the light."""
    own = palette.skin(sitter)
    p = head.points
    base = p[lm.NOSE_BASE, :2]
    for sign, wing, inner in ((-1.0, lm.LEFT_WING, 97), (1.0, lm.RIGHT_WING, 326)):
        w, i = p[wing, :2], p[inner, :2]
        x0, x1 = float(base[0]) + sign * 0.34, float(w[0]) - sign * 0.52
        y = float(base[1]) + 0.20
        hole = [
            (x0, y - 0.02),
            (x0 + sign * 0.18, y + 0.16),
            (x1 - sign * 0.1, y + 0.24),
            (x1 + sign * 0.04, y + 0.10),
            ((x0 + x1) / 2, y - 0.06),
        ]
        canvas.fill(smooth(hole), own * (0.20, 0.12, 0.11), blur=1.5, opacity=0.80)
        canvas.stroke(
            [smooth([(x0, y - 0.1), ((x0 + x1) / 2, y - 0.16), (x1 + sign * 0.2, y + 0.08)], False)],
            own * (0.55, 0.42, 0.39),
            0.16,
            blur=2.0,
            opacity=0.5,
        )
        side = [
            (w[0] - sign * 0.16, w[1] + 0.75),
            (w[0] + sign * 0.10, w[1] + 0.42),
            (w[0] + sign * 0.12, w[1] - 0.05),
            (w[0] - sign * 0.18, w[1] - 0.42),
        ]
        canvas.stroke([smooth(side, False)], own * (0.52, 0.38, 0.35), 0.17, blur=1.9, opacity=0.55)
        del i
    tip = p[lm.NOSE_TIP, :2]
    canvas.fill(
        _circle(float(tip[0]) - 0.22, float(tip[1]) + 0.12, 0.30, 0.22),
        np.minimum(own * 1.25 + 24, 255),
        blur=3.5,
        opacity=0.42,
    )


def paint_mouth(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Closed lips: the upper in shade, the lower catching light, one clean line between."""
    own, lip = palette.skin(sitter), palette.lip(sitter)
    p = head.points
    top, bottom = _curve(head, lm.LIP_TOP), _curve(head, lm.LIP_BOTTOM)
    line = smooth((p[list(lm.INNER_TOP), :2] + p[list(lm.INNER_BOTTOM), :2]) / 2, False)
    line = np.concatenate((top[:1] * 0.35 + line[:1] * 0.65, line, top[-1:] * 0.35 + line[-1:] * 0.65))
    upper, lower = np.concatenate((top, line[::-1])), np.concatenate((bottom, line[::-1]))
    strength = 0.92 if sitter.sex == "female" else 0.72
    canvas.fill(upper, lip * (0.74, 0.68, 0.69), blur=1.5, opacity=strength)
    canvas.fill(lower, lip * (0.95, 0.92, 0.92), blur=1.8, opacity=strength * 0.94)
    inside = whole(np.concatenate((top, bottom[::-1])), 1.6)
    middle = float(line[:, 0].mean())
    low = float(p[17, 1])
    ridge = float(line[len(line) // 2, 1])
    thick = ridge - low
    canvas.fill(
        _circle(middle + 1.2, low, 1.5, 0.40), lip * (0.66, 0.58, 0.58), blur=4, opacity=0.55, within=inside
    )
    for x, width in ((middle - 0.50, 0.62), (middle + 0.42, 0.40)):
        canvas.fill(
            _circle(x, ridge - 0.45 * thick, width, 0.17 * thick),
            np.minimum(lip * 1.22 + 30, 255),
            blur=2.6,
            opacity=0.50,
            within=inside,
        )
    chance = np.random.default_rng(sitter.seed + 13)
    folds = [
        smooth(
            [(x, ridge - 0.05), (x * 1.02, ridge - thick * 0.4), (x * 1.05, ridge - thick * 0.8)], False, 4
        )
        for x in chance.uniform(-1.7, 1.7, 16)
    ]
    canvas.stroke(folds, lip * 0.68, 0.05, blur=0.9, opacity=0.28, within=inside)
    canvas.stroke(
        [top + np.array((0, 0.06))], np.minimum(own * (1.10, 1.06, 1.04), 255), 0.14, blur=1.6, opacity=0.32
    )
    dark = lip * (0.30, 0.20, 0.21)
    canvas.stroke([line], dark, 0.15, blur=0.9, opacity=0.85)
    canvas.stroke([line[len(line) // 3 : -len(line) // 3] - (0, 0.05)], dark, 0.12, blur=1.6, opacity=0.4)
    for end, sign in ((line[0], -1.0), (line[-1], 1.0)):
        canvas.fill(
            _circle(float(end[0]) - sign * 0.05, float(end[1]), 0.20, 0.15),
            own * (0.36, 0.24, 0.22),
            blur=2.2,
            opacity=0.6,
        )
    for sign in (-1.0, 1.0):
        groove = [
            (sign * 0.42, float(p[2, 1]) - 0.5),
            (sign * 0.5, (p[2, 1] + p[0, 1]) / 2 - 0.2),
            (sign * 0.58, float(p[37, 1]) + 0.12),
        ]
        canvas.stroke([smooth(groove, False)], own * (0.74, 0.62, 0.58), 0.16, blur=2.4, opacity=0.30)
