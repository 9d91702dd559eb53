"""What makes cloth a garment: collars, lapels, bands, buttons, bows and drapes."""

from __future__ import annotations

import numpy as np

from realtalk.partner.portraits.canvas import Canvas, smooth, whole
from realtalk.partner.portraits.wardrobe import BOTTOM, Line, Wardrobe


def band(
    canvas: Canvas,
    opening: list[tuple[float, float]],
    colour: Line,
    width: float,
    ribs: bool = False,
    frill: np.random.Generator | None = None,
) -> None:
    """An edge along a neckline."""
    half = smooth(np.array(opening), False)
    line = np.concatenate((half, (half * (-1, 1))[::-1][1:]))
    outer = line + np.stack(
        (
            np.sign(line[:, 0]) * 0.25 * width * np.minimum(np.abs(line[:, 0]) / 2, 1),
            np.full(len(line), -0.85 * width),
        ),
        1,
    )
    if frill is not None:
        outer = outer + frill.normal(0, 0.16, outer.shape)
    area = np.concatenate((line, outer[::-1]))
    canvas.fill(area - (0, 0.3), (40, 30, 30), blur=4, opacity=0.4, multiply=True)
    canvas.fill(area, colour * 0.92, blur=0.9)
    inside = whole(area, 0.9)
    canvas.fill(area[: len(line)] + np.array((1.5, 0)), colour * 0.6, blur=8, opacity=0.25, within=inside)
    right = np.concatenate((line[len(line) // 2 :], outer[len(line) // 2 :][::-1]))
    canvas.fill(right, colour * 0.55, blur=10, opacity=0.45, within=inside)
    if ribs or frill is not None:
        step = 1 if ribs else 2
        lines = [np.stack((line[i], (line[i] + outer[i]) / 2, outer[i])) for i in range(0, len(line), step)]
        canvas.stroke(lines, colour * 0.62, 0.10, blur=1.2, opacity=0.4, within=inside)
    canvas.stroke([line], np.minimum(colour * 1.15 + 8, 255), 0.12, blur=1, opacity=0.45)


def roll(canvas: Canvas, w: Wardrobe, colour: Line, low: bool = False) -> None:
    """A folded or a standing collar round the neck."""
    n, c = w.neck, w.chin
    top, bottom = c - (1.9 if low else 2.1), c - (4.3 if low else 5.6)
    out = 0.25 if low else 0.75
    area = smooth(
        [
            (-n - out, top + 0.7),
            (-n * 0.5, top - 0.2),
            (0, top - 0.5),
            (n * 0.5, top - 0.2),
            (n + out, top + 0.7),
            (n + out + 0.5, bottom + 0.6),
            (n * 0.5, bottom - 0.7),
            (0, bottom - 0.95),
            (-n * 0.5, bottom - 0.7),
            (-n - out - 0.5, bottom + 0.6),
        ]
    )
    canvas.fill(area - (0, 0.5), (44, 32, 32), blur=6, opacity=0.5, multiply=True)
    canvas.fill(area, colour * 0.86, blur=1.0)
    inside = whole(area, 1.0)
    canvas.fill(
        [(-n - 1.5, top + 1), (-n * 0.45, top + 1), (-n * 0.4, bottom - 2), (-n - 2, bottom - 1)],
        np.minimum(colour * 1.15 + 6, 255),
        blur=14,
        opacity=0.7,
        within=inside,
    )
    canvas.fill(
        [(n * 0.3, top + 1), (n + 2, top + 1), (n + 2, bottom - 2), (n * 0.5, bottom - 2)],
        colour * 0.45,
        blur=16,
        opacity=0.7,
        within=inside,
    )
    canvas.fill(
        smooth([(-n, top + 1.0), (n + 1, top + 1.0), (n, top - 0.9), (0.4, top - 1.6), (-n, top - 0.8)]),
        colour * 0.35,
        blur=8,
        opacity=0.5,
        within=inside,
    )
    if not low:
        ribs = [
            smooth(
                [
                    (x, top - 0.5 + 0.04 * x * x),
                    (x * 1.04, (top + bottom) / 2),
                    (x * 1.07, bottom - 0.7 + 0.03 * x * x),
                ],
                False,
                4,
            )
            for x in np.arange(-n, n + 0.1, 0.42)
        ]
        canvas.stroke(ribs, colour * 0.6, 0.10, blur=1.2, opacity=0.28, within=inside)


def collar(canvas: Canvas, w: Wardrobe, colour: Line, size: float) -> None:
    """The two points of a shirt's collar."""
    n, c, pit = w.neck, w.chin, w.pit
    for mirror, tone in ((-1.0, 1.05), (1.0, 0.86)):
        p = np.array(
            [
                (n + 0.35, c - 2.5),
                (n + 1.3, c - 3.9),
                (n * 0.98, pit - 0.4 * size),
                (n * 0.60, pit - 2.7 * size),
                (0.35, pit - 1.5),
                (n * 0.45, pit + 0.4),
                (n * 0.86, c - 4.4),
            ],
            np.float32,
        ) * (mirror, 1)
        area = np.concatenate(
            [np.linspace(a, b, 8, endpoint=False) for a, b in zip(p, np.roll(p, -1, 0), strict=True)]
        )
        canvas.fill(area + np.array((0.12, -0.42)), (66, 54, 54), blur=4, opacity=0.55, multiply=True)
        canvas.fill(area, np.minimum(colour * tone, 255), blur=0.9)
        inside = whole(area, 1)
        canvas.fill(
            np.stack((p[0], p[6], p[5], p[4], p[5] + (mirror * 0.5, -0.1), p[6] + (mirror * 0.6, 0))),
            colour * 0.5,
            blur=5,
            opacity=0.5,
            within=inside,
        )
        canvas.stroke([np.stack((p[3], p[2], p[1]))], colour * 0.72, 0.08, blur=0.8, opacity=0.5)
        canvas.stroke(
            [smooth(np.stack((p[0], p[6], p[5], p[4])), False)],
            np.minimum(colour * 1.15 + 6, 255),
            0.13,
            blur=1,
            opacity=0.5,
        )


def placket(canvas: Canvas, w: Wardrobe, colour: Line, top: float) -> None:
    """The front edge with its buttons."""
    canvas.stroke(
        [np.array([(0.55, top), (0.6, (top + BOTTOM) / 2), (0.6, BOTTOM)])],
        colour * 0.58,
        0.14,
        blur=1.2,
        opacity=0.55,
    )
    canvas.stroke(
        [np.array([(-0.55, top), (-0.5, (top + BOTTOM) / 2), (-0.5, BOTTOM)])],
        np.minimum(colour * 1.1 + 6, 255),
        0.12,
        blur=1.2,
        opacity=0.4,
    )
    for y in np.arange(top - 1.6, BOTTOM, -3.4):
        a = np.linspace(0, 2 * np.pi, 20, endpoint=False)
        button = np.stack((0.05 + 0.27 * np.cos(a), y + 0.27 * np.sin(a)), 1)
        canvas.fill(button - (0, 0.1), colour * 0.4, blur=1.5, opacity=0.6)
        canvas.fill(button, np.minimum(colour * 0.95 + 22, 255), blur=0.8, opacity=0.95)


def lapels(
    canvas: Canvas, w: Wardrobe, opening: list[tuple[float, float]], colour: Line, width: float
) -> None:
    """Turned-back edges of a jacket: a collar, a notch, and a lapel that runs down to the button."""
    edge = smooth(np.array(opening), False)
    n, c = w.neck, w.chin
    end = edge[-1]
    for mirror, tone in ((-1.0, 1.12), (1.0, 0.76)):
        inner = edge[3:-1]
        split = np.searchsorted(-inner[:, 1], -(c - 7.2 - 0.25 * width))
        neck, front = inner[: split + 1], inner[split:]
        notch = neck[-1] + np.array((0.52 * width, 0.25))
        behind = np.array([(n + 1.0 + 0.40 * width, c - 4.5), (n + 0.9 + 0.52 * width, c - 6.0), notch])
        tip = front[0] + np.array((width, 0.15 * width))
        low = (tip + end) / 2 + np.array((0.10 * width, -0.4))
        leaf = np.concatenate((front, [end], smooth([end, low, tip], False), [notch - np.array((0.1, 0.35))]))
        band_ = np.concatenate((neck, [notch], smooth(behind[::-1], False), [edge[0] + np.array((0.3, 0.2))]))
        for area, light in ((leaf, tone), (band_, tone * 0.94)):
            piece = area * np.array((mirror, 1))
            canvas.fill(piece + np.array((0.15, -0.35)), (40, 32, 34), blur=4, opacity=0.5, multiply=True)
            canvas.fill(piece, np.minimum(colour * light * 0.92 + 5, 255), blur=1.0)
        turn = np.concatenate((smooth([end, low, tip], False), [notch])) * np.array((mirror, 1))
        canvas.stroke([turn], np.minimum(colour * 1.3 + 18, 255), 0.10, blur=0.9, opacity=0.45)
        canvas.stroke([inner * np.array((mirror, 1))], colour * 0.4, 0.20, blur=1.8, opacity=0.5)
        seam = np.stack((neck[-1], notch)) * np.array((mirror, 1))
        canvas.stroke([seam], colour * 0.35, 0.12, blur=0.9, opacity=0.6)


def cravat(canvas: Canvas, w: Wardrobe) -> None:
    """A dark silk scarf tied under a white collar."""
    n, c = w.neck, w.chin
    white, silk = np.array((232, 226, 214), np.float32), np.array((48, 42, 46), np.float32)
    roll(canvas, w, white, low=True)
    band = smooth(
        [
            (-n - 0.5, c - 3.4),
            (0, c - 4.6),
            (n + 0.5, c - 3.4),
            (n + 0.7, c - 5.2),
            (0, c - 6.2),
            (-n - 0.7, c - 5.2),
        ]
    )
    canvas.fill(band - (0, 0.3), (40, 32, 32), blur=4, opacity=0.5, multiply=True)
    canvas.fill(band, silk, blur=1)
    for mirror in (-1.0, 1.0):
        bow = smooth(
            np.array([(0.3, c - 5.1), (2.3, c - 4.5), (3.0, c - 5.6), (2.0, c - 6.6), (0.3, c - 5.9)])
            * (mirror, 1)
        )
        canvas.fill(bow - (0, 0.25), (30, 24, 24), blur=3, opacity=0.5, multiply=True)
        canvas.fill(bow, silk * (1.5 if mirror < 0 else 1.05), blur=1)
        canvas.stroke(
            [smooth(np.array([(0.5, c - 5.4), (1.5, c - 5.3), (2.5, c - 5.3)]) * (mirror, 1), False)],
            silk * 0.4,
            0.2,
            blur=1.5,
            opacity=0.7,
        )
    canvas.fill(
        smooth([(-0.6, c - 4.9), (0.6, c - 4.9), (0.6, c - 6.2), (-0.6, c - 6.2)]), silk * 1.3, blur=1
    )


def flat_collar(canvas: Canvas, w: Wardrobe, colour: Line, deep: float = 2.6) -> None:
    """A white collar that lies on the shoulders."""
    n, c = w.neck, w.chin
    area = smooth(
        [
            (-n - 0.4, c - 2.6),
            (-n * 0.5, c - 4.3),
            (0, c - 4.9),
            (n * 0.5, c - 4.3),
            (n + 0.4, c - 2.6),
            (n + 2.6 + 0.3 * deep, c - 3.9 - 0.5 * deep),
            (n * 0.7, c - 5.0 - deep),
            (0.25, c - 5.1 - 0.7 * deep),
            (0, c - 5.2),
            (-0.25, c - 5.1 - 0.7 * deep),
            (-n * 0.7, c - 5.0 - deep),
            (-n - 2.6 - 0.3 * deep, c - 3.9 - 0.5 * deep),
        ]
    )
    canvas.fill(area + np.array((0.15, -0.5)), (40, 32, 32), blur=5, opacity=0.55, multiply=True)
    canvas.fill(area, colour * 0.96, blur=1)
    inside = whole(area, 1)
    canvas.fill(
        [(0.5, c - 2), (n + 6, c - 2), (n + 6, c - 10), (1.5, c - 10)],
        colour * 0.55,
        blur=20,
        opacity=0.6,
        within=inside,
    )
    canvas.fill(
        smooth([(-n, c - 2), (n + 1, c - 2), (n, c - 4.8), (0.4, c - 6), (-n, c - 4.6)]),
        colour * 0.45,
        blur=9,
        opacity=0.45,
        within=inside,
    )
    folds = [
        smooth(
            [
                (s * u * n, c - 4.6 + 1.2 * u),
                (s * (u * n + 0.6), c - 5.4),
                (s * (u * n + 1.0), c - 4.6 - deep),
            ],
            False,
        )
        for s in (-1, 1)
        for u in (0.2, 0.55, 0.9)
    ]
    canvas.stroke(folds, colour * 0.6, 0.25, blur=2.5, opacity=0.3, within=inside)


def drapes(canvas: Canvas, w: Wardrobe, colour: Line) -> None:
    """Long folds that fall from the shoulders."""
    n, c, pit = w.neck, w.chin, w.pit
    for k in range(7):
        u = k / 6
        fold = smooth(
            [
                (n + 2.0 + 5 * u, c - 5.5 - 1.2 * u),
                (n * 0.7 + 2.2 * u, pit - 4.2 - 1.2 * u),
                (-n * 0.6, pit - 5.0 - 2.2 * u),
                (-n - 3 - 2 * u, c - 8.5 - 2.5 * u),
            ],
            False,
        )
        canvas.stroke([fold], colour * 0.5, 0.7, blur=4, opacity=0.45)
        canvas.stroke(
            [fold + np.array((0.05, 0.5))], np.minimum(colour * 1.2 + 12, 255), 0.5, blur=3, opacity=0.4
        )
