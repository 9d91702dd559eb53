"""The hair on the head, grown and painted: what lies behind the neck first, the rest over the face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits import palette
from realtalk.partner.portraits.canvas import OVER, SHIFT, SIZE, Canvas, fixed, pixels, whole
from realtalk.partner.portraits.hairstyles import STYLES, Style
from realtalk.partner.portraits.head import SKULL, SKULL_CENTRE, Head
from realtalk.partner.portraits.sitter import Hair, Sitter
from realtalk.partner.portraits.strands import Places, Skull, Tress, bed, grown, locks, paint, turned

HAIRLINE_X = (0.0, 2.0, 4.0, 5.4, 6.5, 7.2, 7.6, 8.2)
HAIRLINE_Y = (8.9, 8.9, 8.5, 7.5, 5.6, 3.2, 0.8, 0.2)
"""Where hair begins on the forehead and before the ears, in centimetres."""

SOFT = ("back", "up", "pinned", "side")
"""Combings that leave the hairline open to view, where hair begins finely."""

BEHIND_EARS = -0.8
"""Depth behind which the hairline is the nape."""


@dataclass(frozen=True, slots=True, eq=False)
class Growth:
    """Hair ready to be painted; `front` says of each strand whether it lies before the neck."""

    tress: Tress
    front: NDArray[np.bool_]
    roots: Places
    style: Style
    skull: Skull


def grow(sitter: Sitter, head: Head) -> Growth | None:
    """The sitter's hair; None where there is none to be seen."""
    style = STYLES.get(sitter.hair)
    if style is None:
        return None
    chance = np.random.default_rng(sitter.seed + 17)
    skull = skull_of(head)
    roots = _roots(style, skull, sitter, chance)
    outwards = skull.outwards(roots)
    comb = _combed(style, roots, outwards, chance)
    length = _lengths(style, roots) * chance.uniform(0.86, 1.06, len(roots))
    volume = (
        style.volume * chance.uniform(0.45, 1.15, len(roots)) * np.clip(0.35 + (roots[:, 1] - 1) / 8, 0.3, 1)
    )
    guides = grown(
        roots,
        comb,
        length.astype(np.float32),
        skull,
        volume=volume.astype(np.float32),
        stiff=style.stiff,
        cling=style.cling,
        tuck=style.tuck,
        steps=20 if style.crown > 12 else 14,
        face_edge=_face_edge(head) if style.covers_ears else None,
    )
    lines, owner, facing = locks(
        guides,
        chance,
        each=style.each,
        spread=style.spread,
        gather=style.gather,
        curl=style.curl,
        pitch=style.pitch,
        frizz=style.frizz,
        loose=style.loose,
        uneven=0.18 if style.crown < 15 else 0.12,
    )
    ahead = (roots[:, 2] > -3.6) & (roots[:, 1] > np.where(roots[:, 2] > BEHIND_EARS, 0.0, 3.4))
    front = ahead[owner]
    lock_tone = chance.normal(0, 0.055, len(roots))[owner]
    tone = (lock_tone + chance.normal(0, 0.05, len(owner)))[:, None] + style.ring * facing[:, 1:]
    grey = chance.uniform(0, 1, len(owner)) < sitter.grey**0.8
    tress = Tress(lines, _mass_normals(lines, skull), tone.astype(np.float32), grey)
    return Growth(tress, front, roots, style, skull)


def skull_of(head: Head) -> Skull:
    """The skull under a head's hair."""
    x, y, rx, ry = head.skull
    return Skull(np.array((x, y, SKULL_CENTRE[2]), np.float32), np.array((rx, ry, SKULL[2]), np.float32))


def paint_behind(canvas: Canvas, sitter: Sitter, growth: Growth) -> None:
    """Hair that hangs behind the neck."""
    if growth.style.bun is not None and growth.style.bun[0] < 0:
        _paint_bun(canvas, sitter, growth.style.bun)
    _paint(canvas, sitter, growth, ~growth.front, True)


def paint_before(canvas: Canvas, sitter: Sitter, growth: Growth, head: Head) -> None:
    """Hair over the skull and beside the face, with its shadow on the skin."""
    colour = _colour(sitter)
    seen = (growth.roots[:, 2] > -3.5) & (
        growth.roots[:, 1] > np.where(growth.roots[:, 2] > BEHIND_EARS, 0.0, 3.4)
    )
    tint = _drawn_mask(growth.roots[seen][:, None, :].repeat(2, 1), 30)
    tint = cv2.GaussianBlur(tint, (0, 0), 9.0) * (0.62 if sitter.hair is not Hair.BUZZ else 0.55)
    canvas.lay(turned(colour, sitter.grey) * 0.5, np.asarray(tint, np.float32))
    bare = canvas.rgb.copy()
    lines = growth.tress.lines[growth.front]
    if growth.style.crown > 2:
        cast = _drawn_mask(lines[::4], 6)
        cast = cv2.warpAffine(cast, np.array(((1, 0, 7), (0, 1, 16)), np.float32), cast.shape[::-1])
        cast = np.asarray(cv2.GaussianBlur(cast, (0, 0), 11), np.float32) * 0.42
        outline = np.zeros((SIZE * OVER, SIZE * OVER), np.uint8)
        cv2.fillPoly(outline, [fixed(pixels(head.outline()))], 255, cv2.LINE_AA, SHIFT)
        canvas.lay((120, 70, 62), cast * (outline / np.float32(255)), multiply=True)
    if growth.style.bun is not None and growth.style.bun[0] > 0:
        _paint_bun(canvas, sitter, growth.style.bun)
    _paint(canvas, sitter, growth, growth.front, False)
    if growth.style.comb in SOFT and not growth.style.fringe:
        thick = cv2.GaussianBlur(_drawn_mask(growth.roots[seen][:, None, :].repeat(2, 1), 34), (0, 0), 14)
        face = whole(head.points[list(lm.OVAL), :2] * np.array((1.0, 1.04)), 6)
        canvas.lay(bare, np.asarray(np.clip((0.62 - thick) / 0.5, 0, 0.8) * face, np.float32))


def _paint(canvas: Canvas, sitter: Sitter, growth: Growth, which: NDArray[np.bool_], back: bool) -> None:
    tress, style = growth.tress, growth.style
    if not which.any():
        return
    part = Tress(tress.lines[which], tress.normal[which], tress.tone[which], tress.grey[which])
    colour = _colour(sitter)
    if style.crown > 2.5:
        end = part.lines.shape[1] // 2 if style.bun and not back else None
        under = part.lines[::4, 0 if back else 2 : end]
        bed(canvas, under, colour, 5.0, grey=sitter.grey, shade=0.6 if back else 0.9)
    hidden = None if back else _behind_head(part.lines, growth.skull)
    paint(
        canvas, part, colour, grey=sitter.grey, width=style.width, gloss=style.gloss, back=back, hidden=hidden
    )


def _behind_head(lines: NDArray[Any], skull: Skull) -> NDArray[np.bool_]:
    """`(n, steps - 1)`: which pieces of the strands the head itself hides."""
    middle = (lines[:, 1:] + lines[:, :-1]) / 2
    flat = np.hypot(*((middle[..., i] - skull.middle[i]) / skull.axes[i] for i in (0, 1)))
    return (middle[..., 2] < skull.middle[2]) & (flat < 0.97)


def _colour(sitter: Sitter) -> palette.Rgb:
    return np.asarray(sitter.hair_colour, np.float32)


def _drawn_mask(lines: NDArray[Any], width: int) -> NDArray[Any]:
    mask = np.zeros((SIZE * OVER, SIZE * OVER), np.uint8)
    cv2.polylines(mask, list(fixed(pixels(lines))), False, 255, width, cv2.LINE_AA, SHIFT)
    return np.asarray(mask, np.float32) / 255


def _roots(style: Style, skull: Skull, sitter: Sitter, chance: np.random.Generator) -> Places:
    """Places on the skull where guides grow, evenly."""
    count = style.guides * 3
    i = np.arange(count) + 0.5
    up = 1 - 2 * i / count
    turn = i * (np.pi * (1 + 5**0.5))
    flat = np.sqrt(1 - up**2)
    directions = np.stack((flat * np.cos(turn), up, flat * np.sin(turn)), 1)
    directions += chance.normal(0, 0.012, directions.shape)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    p = (skull.middle + directions * skull.axes).astype(np.float32)
    x = np.abs(p[:, 0])
    temple = style.recede * (0.35 + 0.9 * np.exp(-(((x - 4.2) / 1.6) ** 2)))
    wave = 0.22 * np.sin(x * 2.3 + sitter.seed) + chance.normal(0, 0.13, count)
    line = np.interp(x, HAIRLINE_X, HAIRLINE_Y) + 0.5 * sitter.forehead + temple + wave
    before = p[:, 2] > BEHIND_EARS
    keep = np.where(before, p[:, 1] > line, p[:, 1] > style.nape) & (
        p[:, 1] < style.bare + chance.normal(0, 0.25, count)
    )
    return p[keep & (p[:, 2] > -11)]


def _combed(style: Style, p: Places, n: Places, chance: np.random.Generator) -> Places:
    """Which way hair leaves the skull."""
    count = len(p)
    side = np.where(p[:, 0] + chance.normal(0, 0.12, count) > style.part, 1.0, -1.0)
    one = np.ones(count)
    away = p[:, 0] / 8
    low = np.clip((6.5 - p[:, 1]) / 4, 0, 1)
    match style.comb:
        case "back":
            c = np.stack((0.35 * away, 0.15 * one - 0.5 * low, -one), 1) + 0.45 * n * (1 - low)[:, None]
        case "side":
            c = np.stack((side, 0.10 - 1.1 * low, -0.45 * one), 1) + 0.55 * n * (1 - low)[:, None]
        case "centre":
            front = np.clip((p[:, 2] + 1) / 5, 0, 1)
            flat = (0.75 + 0.4 * front) * (1 - 0.95 * low)
            c = (
                np.stack((side * flat, -0.15 - 1.0 * low, -0.55 * front), 1)
                + 0.28 * n * (1 - 0.8 * low)[:, None]
            )
        case "pinned":
            front = np.clip((p[:, 2] + 1) / 5, 0, 1)
            c = (
                np.stack((side * (1 - 0.9 * low), -0.1 - 0.25 * low, -0.35 - 0.9 * low), 1)
                + 0.25 * n * front[:, None]
            )
        case "forward":
            c = np.stack((0.2 * away, -0.4 * one, 0.7 * one), 1)
        case "out":
            c = n + chance.normal(0, 0.10, n.shape)
        case "up":
            c = np.stack((-0.1 * away, one, -0.75 * one), 1) + 0.3 * n * (1 - low)[:, None]
        case "loose":
            c = np.stack((0.9 * away + 0.3 * side, 0.15 - 0.5 * low, -0.4 * one), 1) + 0.75 * n
            c = c + chance.normal(0, 0.30, n.shape)
    if style.fringe:
        over = (p[:, 1] > 8.2) & (p[:, 2] > 0.5)
        forward = np.stack((-0.9 * one, -0.45 * one, 0.8 * one), 1)
        c = np.where(over[:, None], forward + 0.2 * n, c)
    return c.astype(np.float32)


def _lengths(style: Style, p: Places) -> NDArray[Any]:
    high = np.clip((p[:, 1] - 4.5) / 4.5, 0, 1)
    length = style.sides + (style.crown - style.sides) * high
    behind = np.clip((-p[:, 2] - 4) / 4, 0, 1)
    length = length + (style.behind - length) * behind * (1 - 0.5 * high)
    if style.crown < 9:
        length = np.where(p[:, 1] < 2.4, np.minimum(length, 1.0 + 0.3 * style.sides), length)
    if style.fringe:
        length = np.where((p[:, 1] > 8.2) & (p[:, 2] > 0.5), style.fringe, length)
    return length.astype(np.float32)


def _mass_normals(lines: NDArray[Any], skull: Skull) -> NDArray[Any]:
    """Normals of the whole mass, so that it is lit as one form."""
    place = lines.copy()
    place[..., 1] = np.maximum(place[..., 1], skull.middle[1] - 0.5)
    n = (place - skull.middle) / skull.axes**2
    n[..., 2] = np.maximum(n[..., 2], -0.02)
    return (n / np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-6)).astype(np.float32)


def _face_edge(head: Head) -> tuple[NDArray[Any], NDArray[Any]]:
    """How far from the middle hair stays, for each height, so that it frames the face and never crosses
    it.
    """
    oval = head.points[list(lm.OVAL)][2:19]
    y = np.concatenate((oval[::-1, 1], [8.8, 10.5]))
    x = np.concatenate((np.abs(oval[::-1, 0]) - 0.35, [2.5, -1.0]))
    chin = float(oval[:, 1].min())
    x = np.where(y < chin + 6, np.maximum(x, 6.0), x)
    return np.concatenate(([-40.0], y)).astype(np.float32), np.concatenate(([6.2], x)).astype(np.float32)


def _paint_bun(canvas: Canvas, sitter: Sitter, bun: tuple[float, float, float]) -> None:
    """A knot of hair on the crown, wound round itself."""
    y, z, r = bun
    chance = np.random.default_rng(sitter.seed + 19)
    n = 420
    t = np.linspace(0, 1, 16)
    start = chance.uniform(0, 2 * np.pi, n)
    sweep = chance.uniform(1.2, 2.6, n)
    ring = r * np.sqrt(chance.uniform(0.02, 1, n))
    angle = start[:, None] + sweep[:, None] * t[None, :]
    wide = ring[:, None] * (1 + 0.06 * np.sin(3 * angle))
    px, py = wide * np.cos(angle) * 1.08, y + 0.86 * wide * np.sin(angle)
    pz = z + np.sqrt(np.maximum(r**2 - np.minimum(wide, r) ** 2, 0))
    lines = np.stack((px, py, pz), 2).astype(np.float32)
    normal = (lines - (0, y, z)) / r
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    tress = Tress(
        lines,
        normal.astype(np.float32),
        chance.normal(0, 0.07, (n, 1)).astype(np.float32),
        chance.uniform(0, 1, n) < sitter.grey,
    )
    bed(canvas, lines, _colour(sitter), 9, grey=sitter.grey)
    paint(canvas, tress, _colour(sitter), grey=sitter.grey, width=2)
