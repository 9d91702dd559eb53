"""Beards and moustaches, hair by hair along the jaw."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits import palette
from realtalk.partner.portraits.canvas import SHIFT, Canvas, fixed, pixels, smooth, whole
from realtalk.partner.portraits.head import LEFT, STEP, TOP, Head
from realtalk.partner.portraits.light import normals
from realtalk.partner.portraits.sitter import Beard, Sitter
from realtalk.partner.portraits.strands import Tress, paint, turned

Line = NDArray[Any]

LENGTHS = {Beard.SHORT: 0.9, Beard.FULL: 2.6, Beard.LONG: 8.5, Beard.GOATEE: 1.2, Beard.MOUSTACHE: 1.2}
"""Centimetres of hair at the chin."""


def paint_beard(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """The sitter's beard; nothing for a shaven face."""
    if sitter.beard is Beard.NONE:
        return
    areas = _areas(sitter, head)
    colour = np.asarray(sitter.hair_colour, np.float32)
    skin = palette.skin(sitter)
    dark = turned(colour, 0.85 * sitter.grey) * 0.62
    mouth = whole(np.concatenate((_lips(head)[0], _lips(head)[1][::-1])), 1.5)
    for area, strength in areas:
        if sitter.beard is Beard.STUBBLE:
            canvas.fill(
                area,
                palette.mixed(dark, skin * 0.62, 0.5),
                blur=12,
                opacity=0.34 * strength,
                within=1 - mouth,
            )
        else:
            canvas.fill(area, dark, blur=9, opacity=0.85 * strength, within=1 - mouth)
    chance = np.random.default_rng(sitter.seed + 37)
    if sitter.beard is Beard.STUBBLE:
        _stubble(canvas, areas, palette.mixed(dark, skin * 0.6, 0.3), chance, mouth)
        return
    length = LENGTHS[sitter.beard]
    kept = canvas.rgb.copy()
    for i, (area, _) in enumerate(areas):
        moustache = i == 0
        count = int(cv2.contourArea(area.astype(np.float32)) * (130 if not moustache else 170))
        roots = _scattered(area, count, chance)
        own = np.full(len(roots), 0.75 if moustache else length)
        if not moustache:
            side = np.clip((np.abs(roots[:, 0]) - 3.0) / 3.5, 0, 1)
            high = np.clip((roots[:, 1] - float(head.points[lm.CHIN, 1]) - 2.0) / 5, 0, 1)
            own = own * (1 - 0.72 * np.maximum(side, high)) + 0.25
        elif sitter.beard in (Beard.LONG, Beard.FULL, Beard.MOUSTACHE):
            own = own * 1.6
        lines = _hairs(roots, own * chance.uniform(0.7, 1.1, len(roots)), moustache, chance, float(length))
        n = _at(head, roots)
        normal = np.repeat(n[:, None, :], lines.shape[1], 1)
        z = 0.05 * (12 - roots[:, 1]) + chance.normal(0, 0.12, len(roots))
        full = np.dstack((lines, np.repeat(z[:, None], lines.shape[1], 1))).astype(np.float32)
        grey = chance.uniform(0, 1, len(roots)) < min(1.0, sitter.grey * 1.15)
        tone = chance.normal(0.02, 0.075, (len(roots), 1)).astype(np.float32)
        paint(
            canvas,
            Tress(full, normal.astype(np.float32), tone, grey),
            colour,
            grey=sitter.grey,
            width=1.4,
            gloss=0.5,
            rooted=0.12,
        )
    lips = mouth * (0.75 if length > 2 else 0.95)
    canvas.lay(kept, lips)


def _lips(head: Head) -> tuple[Line, Line]:
    p = head.points
    return tuple(smooth(p[list(k), :2], False) for k in (lm.LIP_TOP, lm.LIP_BOTTOM))  # type: ignore[return-value]


def _areas(sitter: Sitter, head: Head) -> list[tuple[Line, float]]:
    """Where hair grows: the moustache first, then the beard; with how dense it is."""
    p = head.points
    lip, _ = _lips(head)
    base = p[lm.NOSE_BASE, :2]
    low = lip[np.linspace(0, len(lip) - 1, 13).astype(int)]
    corner = low[-1]
    rise = np.array(
        [
            (corner[0] + 0.3, corner[1] + 0.15),
            (corner[0] * 0.72, corner[1] + 1.0),
            (0.45, base[1] - 0.48),
            (0, base[1] - 0.62),
        ]
    )
    upper = np.concatenate((rise, (rise * (-1, 1))[::-1]))
    moustache = smooth(np.concatenate((upper, low + np.array((0, 0.05))))).astype(np.float32)
    chin = p[lm.CHIN, :2]
    if sitter.beard is Beard.MOUSTACHE:
        return [(moustache, 1.0)]
    mid = float(p[17, 1])
    if sitter.beard is Beard.GOATEE:
        half = [
            (corner[0] + 0.3, corner[1] + 0.2),
            (corner[0] + 0.55, mid - 1),
            (2.6, chin[1] + 1.3),
            (1.5, chin[1] + 0.05),
            (0, chin[1] - 0.25),
        ]
        inner = [(0, mid - 0.55), (0.7, mid - 0.45), (1.3, mid - 0.9), (corner[0] - 0.35, corner[1] - 0.75)]
        area = np.concatenate(
            (
                np.array(half),
                (np.array(half) * (-1, 1))[::-1],
                np.array(inner[::-1]) * (-1, 1),
                np.array(inner),
            )
        )
        return [(moustache, 1.0), (smooth(area, per=5), 1.0)]
    jaw = p[[454, 361, 397, 379, 400, 152], :2]
    jaw = jaw * (0.985, 1) - (0, 0.08)
    half = [(float(jaw[0][0]) - 0.3, 2.6), *[tuple(q) for q in jaw[1:]]]
    cheek = [
        (float(jaw[0][0]) - 0.75, 2.4),
        (float(jaw[0][0]) - 1.25, -1.0),
        (float(jaw[0][0]) - 2.1, -3.1),
        (4.3, -4.5),
        (corner[0] + 0.85, corner[1] + 0.7),
        (corner[0] + 0.28, corner[1] + 0.15),
    ]
    inner = [(corner[0] + 0.12, corner[1] - 0.35), (1.55, mid - 0.75), (0.75, mid - 0.38), (0, mid - 0.52)]
    right = np.array(half[::-1] + cheek + inner)
    area = np.concatenate((right, (right * (-1, 1))[::-1]))
    return [(moustache, 0.9), (smooth(area, per=5), 1.0)]


def _scattered(area: Line, count: int, chance: np.random.Generator) -> Line:
    """Places within an area, thinning out towards its edge as a beard does."""
    low, high = area.min(0) - 0.5, area.max(0) + 0.5
    tried = chance.uniform(low, high, (count * 4, 2)).astype(np.float32)
    box = np.ceil((high - low) * 20).astype(int) + 1
    mask = np.zeros((box[1], box[0]), np.uint8)
    cv2.fillPoly(mask, [np.round((area - low) * 20).astype(np.int32)], 255)
    thick = np.asarray(cv2.GaussianBlur(mask, (0, 0), 7), np.float32) / 255
    at = np.round((tried - low) * 20).astype(int)
    here = thick[np.minimum(at[:, 1], box[1] - 1), np.minimum(at[:, 0], box[0] - 1)]
    return tried[here > 0.18 + 0.6 * chance.uniform(0, 1, len(tried))][:count]


def _hairs(
    roots: Line, length: NDArray[Any], moustache: bool, chance: np.random.Generator, long: float
) -> Line:
    """Hairs that follow the jaw outwards and down and gather below the chin."""
    side = roots[:, 0]
    if moustache:
        dx, dy = np.sign(side) * np.clip(np.abs(side) * 0.7 + 0.25, 0, 1.1), np.full(len(roots), -0.62)
    else:
        dx, dy = side * 0.10, np.full(len(roots), -1.0)
    d = np.stack((dx, dy), 1) + chance.normal(0, 0.20, (len(roots), 2))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    t = np.linspace(0, 1, 9)[None, :, None]
    straight = roots[:, None, :] + d[:, None, :] * length[:, None, None] * t
    pull = np.stack((-0.30 * roots[:, 0] * min(1.0, long / 4), np.zeros(len(roots))), 1)
    pull = pull if not moustache else pull * 0
    wave = 0.10 * np.sin(5 * t + chance.uniform(0, 6.28, (len(roots), 1, 1))) * t * min(1.0, long / 3)
    bent = straight + pull[:, None, :] * t**2
    bent[..., :1] += wave
    return bent.astype(np.float32)


def _at(head: Head, roots: Line) -> NDArray[Any]:
    n = normals(head.height, STEP)
    column = np.clip(((roots[:, 0] - LEFT) / STEP).astype(int), 0, n.shape[1] - 1)
    row = np.clip(((TOP - roots[:, 1]) / STEP).astype(int), 0, n.shape[0] - 1)
    found = n[row, column] + (0, 0.25, 0.1)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def _stubble(
    canvas: Canvas,
    areas: list[tuple[Line, float]],
    dark: palette.Rgb,
    chance: np.random.Generator,
    mouth: NDArray[Any],
) -> None:
    kept = canvas.rgb.copy()
    for area, _ in areas:
        roots = _scattered(area, int(cv2.contourArea(area.astype(np.float32)) * 42), chance)
        ends = roots + np.stack((roots[:, 0] * 0.012, np.full(len(roots), -0.10)), 1)
        lines = np.stack((roots, ends), 1)
        cv2.polylines(canvas.rgb, list(fixed(pixels(lines))), False, dark.tolist(), 1, cv2.LINE_AA, SHIFT)
    canvas.lay(kept, 0.45 + 0.55 * mouth)
