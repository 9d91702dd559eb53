"""Glasses, earrings and what is worn on the head."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits.canvas import Canvas, smooth, whole
from realtalk.partner.portraits.head import Head
from realtalk.partner.portraits.sitter import Glasses, Headwear, Sitter

Line = NDArray[Any]


def paint_glasses(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Thin frames round the eyes, with a trace of their shadow and of the window in the lenses."""
    if sitter.glasses is Glasses.NONE:
        return
    p = head.points
    colour = np.asarray(sitter.glasses_colour, np.float32)
    rims: list[Line] = []
    for top, bottom, sign in (
        (lm.LEFT_EYE_TOP, lm.LEFT_EYE_BOTTOM, -1.0),
        (lm.RIGHT_EYE_TOP, lm.RIGHT_EYE_BOTTOM, 1.0),
    ):
        eye = p[[*top, *bottom], :2]
        x, y = float(eye[:, 0].mean()) + 0.12 * sign, float(eye[:, 1].mean()) - 0.22
        a = np.linspace(0, 2 * np.pi, 64, endpoint=False)
        match sitter.glasses:
            case Glasses.ROUND:
                power, rx, ry = 1.0, 2.30, 2.15
            case Glasses.OVAL:
                power, rx, ry = 0.92, 2.50, 1.75
            case _:
                power, rx, ry = 0.58, 2.52, 1.85
        cos, sin = np.cos(a), np.sin(a)
        rim = np.stack(
            (x + rx * np.sign(cos) * np.abs(cos) ** power, y + ry * np.sign(sin) * np.abs(sin) ** power), 1
        )
        rims.append(rim.astype(np.float32))
    thin = 0.17 if sitter.glasses is not Glasses.SQUARE else 0.24
    shadows = [np.concatenate((r, r[:3])) + np.array((0.14, -0.28)) for r in rims]
    for shadow in shadows:
        _ring(canvas, shadow, (120, 80, 70), thin * 1.6, 2.4, 0.30, True)
    for rim, sign in zip(rims, (-1.0, 1.0), strict=True):
        inside = whole(rim, 1)
        x, y = rim.mean(0)
        canvas.fill(
            [(x - 2.2, y + 1.9), (x - 0.9, y + 2.2), (x - 1.9, y - 0.6), (x - 2.6, y - 0.2)],
            (255, 255, 255),
            blur=3,
            opacity=0.16,
            within=inside,
        )
        _ring(canvas, rim, colour, thin, 0.6, 0.97)
        upper = rim[4:29] + np.array((0, 0.02))
        canvas.stroke([upper], np.minimum(colour * 1.5 + 60, 255), 0.06, blur=0.6, opacity=0.55)
        outer = rim[0 if sign > 0 else 32]
        hinge = rim[5 if sign > 0 else 27]
        cheek = p[lm.RIGHT_CHEEK if sign > 0 else lm.LEFT_CHEEK]
        arm = smooth(
            [
                hinge,
                (hinge + np.array((cheek[0], hinge[1] + 0.25))) / 2 + np.array((0, 0.06)),
                (float(cheek[0]) - 0.1 * sign, hinge[1] + 0.12),
            ],
            False,
        )
        canvas.stroke([arm], colour * 0.9, thin * 1.15, blur=0.7, opacity=0.92)
        del outer
    left, right = rims[0][3], rims[1][29]
    bridge = smooth([left, (left + right) / 2 + (0, 0.32), right], False)
    canvas.stroke([bridge - (-0.05, 0.22)], (120, 80, 70), thin, blur=2, opacity=0.3, multiply=True)
    canvas.stroke([bridge], colour, thin * 1.25, blur=0.6, opacity=0.97)


def _ring(
    canvas: Canvas,
    rim: Line,
    colour: NDArray[Any] | tuple[int, int, int],
    width: float,
    blur: float,
    opacity: float,
    multiply: bool = False,
) -> None:
    middle = rim.mean(0)
    out = rim - middle
    out = out / np.linalg.norm(out, axis=1, keepdims=True) * width / 2
    closed = np.concatenate((rim + out, (rim + out)[:1], (rim - out)[:1], (rim - out)[::-1]))
    canvas.fill(closed, colour, blur=blur, opacity=opacity, multiply=multiply)


def paint_earrings(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """A small pearl under each lobe."""
    if not sitter.earrings:
        return
    for cheek, sign in ((head.points[lm.LEFT_CHEEK], -1.0), (head.points[lm.RIGHT_CHEEK], 1.0)):
        x, y = float(cheek[0]) + 0.16 * sign, -1.45
        a = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        drop = np.stack((x + 0.27 * np.cos(a), y + 0.27 * np.sin(a)), 1)
        canvas.fill(drop - (0, 0.12), (60, 40, 36), blur=2, opacity=0.4)
        canvas.fill(drop, (212, 184, 122), blur=0.7)
        canvas.fill(drop * 0.5 + np.array((x - 0.08, y + 0.08)) * 0.5, (255, 246, 220), blur=1.2, opacity=0.9)


def paint_headwear(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """Headscarf, turban, wrap, cap or band."""
    colour = np.asarray(sitter.headwear_colour, np.float32)
    chance = np.random.default_rng(sitter.seed + 41)
    match sitter.headwear:
        case Headwear.HIJAB:
            _hijab(canvas, colour, head, chance)
        case Headwear.TURBAN:
            _wrapped(canvas, colour, head, 3.0, 1.5, 7.0, chance)
        case Headwear.HEAD_WRAP:
            _wrapped(canvas, colour, head, 2.4, 1.2, 7.3, chance)
        case Headwear.CAP:
            _cap(canvas, colour, head, chance)
        case Headwear.FILLET:
            band = smooth([(-8.0, 6.4), (-4.5, 9.0), (0, 9.9), (4.5, 9.0), (8.0, 6.4)], False)
            canvas.stroke([band - (0, 0.2)], (40, 26, 20), 0.8, blur=3, opacity=0.5)
            canvas.stroke([band], colour, 0.62, blur=0.8)
            canvas.stroke(
                [band[4:-16] + np.array((0, 0.1))],
                np.minimum(colour * 1.4 + 40, 255),
                0.2,
                blur=1.5,
                opacity=0.6,
            )
        case Headwear.NONE:
            pass


def _opening(head: Head, brow: float) -> Line:
    """The edge of a scarf round the face."""
    p = head.points
    right = [(0.0, brow), (3.2, brow - 0.3), (5.6, brow - 1.7)]
    right += [(float(p[k, 0]) * 0.955, float(p[k, 1])) for k in (251, 356, 454, 361, 397, 365)]
    right += [(float(p[k, 0]) * 0.95, float(p[k, 1]) + 0.12) for k in (379, 400)]
    right += [(0.0, float(p[lm.CHIN, 1]) + 0.05)]
    half = np.array(right)
    return smooth(np.concatenate((half, (half[1:-1] * (-1, 1))[::-1])))


def _shaded(canvas: Canvas, area: Line, colour: Line) -> NDArray[Any]:
    mask = whole(area, 1.0)
    canvas.lay(colour * 0.82, mask)
    x0, x1 = float(area[:, 0].min()), float(area[:, 0].max())
    y0, y1 = float(area[:, 1].min()), float(area[:, 1].max())
    canvas.fill(
        smooth(
            [(x0 * 0.8, y1 - 2), (x0 * 0.2, y1 - 1.2), (x0 * 0.35, (y0 + y1) / 2), (x0 * 0.85, (y0 + y1) / 2)]
        ),
        np.minimum(colour * 1.22 + 10, 255),
        blur=22,
        opacity=0.75,
        within=mask,
    )
    canvas.fill(
        smooth([(x1 * 0.55, y1), (x1 * 1.1, y1 - 3), (x1 * 1.1, y0), (x1 * 0.6, y0)]),
        colour * 0.42,
        blur=40,
        opacity=0.75,
        within=mask,
    )
    return mask


def _fold(
    canvas: Canvas,
    line: Line,
    colour: Line,
    mask: NDArray[Any],
    width: float = 0.55,
    strength: float = 0.5,
) -> None:
    canvas.stroke([line], colour * 0.45, width, blur=3.5, opacity=strength, within=mask)
    canvas.stroke(
        [line + np.array((-0.12, width * 0.75))],
        np.minimum(colour * 1.22 + 14, 255),
        width * 0.7,
        blur=3,
        opacity=strength * 0.65,
        within=mask,
    )


def _hijab(canvas: Canvas, colour: Line, head: Head, chance: np.random.Generator) -> None:
    chin = float(head.points[lm.CHIN, 1])
    face = _opening(head, 8.1)
    outer = smooth(
        [
            (0, 13.7),
            (4.6, 12.8),
            (7.9, 9.6),
            (9.0, 4.8),
            (8.9, -1.5),
            (8.5, -6.5),
            (10.5, chin - 4.2),
            (16, chin - 7.5),
            (19, chin - 12),
            (19, chin - 20),
            (-19, chin - 20),
            (-19, chin - 12),
            (-16, chin - 7.5),
            (-10.5, chin - 4.2),
            (-8.5, -6.5),
            (-8.9, -1.5),
            (-9.0, 4.8),
            (-7.9, 9.6),
            (-4.6, 12.8),
        ]
    )
    inside = whole(face, 1.4)
    cast = whole(face, 9)
    canvas.lay((96, 60, 54), inside * (1 - cast) * 0.75, multiply=True)
    kept = canvas.rgb.copy()
    mask = _shaded(canvas, outer, colour)
    for k in range(5):
        u = k / 4
        for sign in (-1.0, 1.0):
            line = smooth(
                [
                    (sign * 1.5, 9.3 + 3.2 * u),
                    (sign * (6.2 + 1.0 * u), 6.6 + 2.4 * u),
                    (sign * (7.6 + 0.9 * u), 1.0),
                    (sign * (7.0 + 1.2 * u), -5.5),
                    (sign * 2.5, chin - 1.8 - 2.2 * u),
                ],
                False,
            )
            _fold(canvas, line + chance.normal(0, 0.08, 2), colour, mask, 0.5, 0.34)
    for k in range(6):
        u = k / 5
        line = smooth(
            [
                (-8.2 - 1.5 * u, -6.5 - 1.5 * u),
                (-3.5, chin - 3.0 - 2.4 * u),
                (3.5, chin - 2.6 - 2.8 * u),
                (8.8 + 2 * u, -6.2 - 2.4 * u),
            ],
            False,
        )
        _fold(canvas, line, colour, mask, 0.75, 0.5)
    sweep = smooth([(8.6, -5), (6, chin - 2.5), (-2, chin - 7), (-9, chin - 10)], False)
    _fold(canvas, sweep, colour, mask, 1.0, 0.6)
    canvas.lay(kept, inside)
    edge = np.concatenate((face, face[:1]))
    canvas.stroke(
        [edge + np.array((0.0, 0.05))], np.minimum(colour * 1.2 + 14, 255), 0.22, blur=1.2, opacity=0.5
    )


def _wrapped(
    canvas: Canvas,
    colour: Line,
    head: Head,
    tall: float,
    wide: float,
    brow: float,
    chance: np.random.Generator,
) -> None:
    """Cloth wound round the head in bands."""
    arch = [(0, 12.4 + tall), (4.6, 11.7 + tall), (7.6 + wide * 0.6, 9.4 + tall * 0.7), (8.2 + wide, 6.9)]
    rim = [(8.2 + 0.6 * wide, 4.6), (7.6, 4.0), (6.2, 5.6), (3.4, brow - 0.1), (0.6, brow + 1.0)]
    right = np.array(arch + rim, np.float32)
    left = right[1:] * np.array((-1, 1), np.float32) + np.array((0.0, 0.12), np.float32)
    outer = smooth(np.concatenate((right, left[::-1])))
    skull = whole(head.outline(), 1)
    shade = whole(outer - (-0.1, 0.7), 5)
    canvas.lay((120, 78, 66), shade * skull * 0.5, multiply=True)
    mask = _shaded(canvas, outer, colour)
    for k in range(9):
        u = k / 8
        for sign in (-1.0, 1.0):
            lead = 1.6 if sign < 0 else 0.0
            y = brow + 0.5 + (3.6 + tall) * u + lead * 0.3
            line = smooth(
                [
                    (sign * (8.5 + wide * (1 - u * 0.5)), 4.4 + 5.0 * u),
                    (sign * (5.4 + wide * 0.5), 6.2 + (4.6 + tall * 0.7) * u),
                    (sign * 2.2, y + 0.1),
                    (-sign * lead, y + 1.0 + 0.5 * lead),
                ],
                False,
            )
            _fold(canvas, line + chance.normal(0, 0.14, 2), colour, mask, 0.85, 0.55)
    top = smooth([(-5.0, 11.2 + tall * 0.8), (-1.5, 11.0 + tall * 0.9), (3.0, 11.9 + tall * 0.8)], False)
    _fold(canvas, top, colour, mask, 1.2, 0.5)


def _cap(canvas: Canvas, colour: Line, head: Head, chance: np.random.Generator) -> None:
    """A white cap of lace over the back of the hair."""
    outer = smooth(
        [
            (0, 13.9),
            (5.0, 13.0),
            (8.6, 10.0),
            (10.0, 5.0),
            (9.8, 0.5),
            (8.4, -2.0),
            (7.9, 1.5),
            (7.6, 5.5),
            (5.6, 9.4),
            (0, 11.4),
            (-5.6, 9.4),
            (-7.6, 5.5),
            (-7.9, 1.5),
            (-8.4, -2.0),
            (-9.8, 0.5),
            (-10.0, 5.0),
            (-8.6, 10.0),
            (-5.0, 13.0),
        ]
    )
    canvas.fill(outer + np.array((0.1, -0.35)), (70, 54, 46), blur=4, opacity=0.5, multiply=True)
    mask = _shaded(canvas, outer, colour)
    for k in range(13):
        a = np.pi * (0.04 + 0.92 * k / 12)
        line = smooth(
            [
                (7.6 * np.cos(a), 2.5 + 7.6 * np.sin(a)),
                (8.6 * np.cos(a), 2.8 + 9.2 * np.sin(a)),
                (9.2 * np.cos(a), 3 + 10.6 * np.sin(a)),
            ],
            False,
        )
        _fold(canvas, line + chance.normal(0, 0.05, 2), colour, mask, 0.3, 0.4)
