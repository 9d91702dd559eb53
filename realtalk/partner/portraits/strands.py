"""Hair, strand by strand: each grows from the skull, is combed, falls, and shines along its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from realtalk.partner.portraits.canvas import SHIFT, Canvas, fixed, pixels
from realtalk.partner.portraits.light import FILL, HALF, KEY
from realtalk.partner.portraits.palette import GREY, Rgb

Places = NDArray[Any]
"""`(n, 3)` in centimetres."""

TONES = 40
"""Steps from the darkest to the brightest hair: more are not seen."""

FINE = 9
"""Pieces of one turn of a curl: fewer show corners."""

DEPTHS = 26
"""Layers from back to front in which strands are painted."""


@dataclass(frozen=True, slots=True, eq=False)
class Skull:
    """An ellipsoid that hair lies on: middle and half-axes."""

    middle: NDArray[Any]
    axes: NDArray[Any]

    def outwards(self, places: Places) -> Places:
        """Unit normals of the ellipsoid at places on or near it."""
        n = (places - self.middle) / self.axes**2
        return n / np.linalg.norm(n, axis=1, keepdims=True)

    def lifted(self, places: Places, above: NDArray[Any]) -> tuple[Places, NDArray[np.bool_]]:
        """The places, brought out to `above` centimetres over the skull where they are lower; and which
        were.
        """
        axes = self.axes + above[:, None]
        reach = np.linalg.norm((places - self.middle) / axes, axis=1)
        low = reach < 1
        out = self.middle + (places - self.middle) / np.maximum(reach, 1e-3)[:, None]
        return np.where(low[:, None], out, places).astype(np.float32), low

    def settled(self, places: Places, above: NDArray[Any]) -> Places:
        """The places, brought to `above` centimetres over the skull."""
        reach = np.linalg.norm((places - self.middle) / (self.axes + above[:, None]), axis=1)
        return self.middle + (places - self.middle) / np.maximum(reach, 1e-3)[:, None]


@dataclass(frozen=True, slots=True, eq=False)
class Tress:
    """Strands of one kind. `lines` is `(n, steps, 3)`; `tone` `(n, 1)` or `(n, steps - 1)` is their own
    lightness about 0;
    `grey` `(n,)` says which have turned; `normal` `(n, steps, 3)` points out of the mass of hair.
    """

    lines: NDArray[Any]
    normal: NDArray[Any]
    tone: NDArray[Any]
    grey: NDArray[np.bool_]


def grown(
    roots: Places,
    comb: Places,
    length: NDArray[Any],
    skull: Skull,
    *,
    volume: NDArray[Any],
    stiff: float,
    cling: float = 0.0,
    tuck: float = 0.0,
    steps: int = 22,
    face_edge: tuple[NDArray[Any], NDArray[Any]] | None = None,
) -> NDArray[Any]:
    """`(n, steps, 3)`: guide strands that leave the roots along `comb`, bend down by their weight (`stiff`
    1 keeps the combed direction, 0 lets them hang at once) and lie `volume` centimetres over the skull, more
    closely the more they `cling` (0..1); `tuck` draws them back behind the ears. `face_edge` gives, for
    heights, how far from the middle hair has to stay.
    """
    place = roots.copy()
    heading = comb / np.maximum(np.linalg.norm(comb, axis=1, keepdims=True), 1e-6)
    step = (length / (steps - 1))[:, None]
    lines = [place]
    down = np.array((0.0, -1.0, 0.0), np.float32)
    for i in range(steps - 1):
        weight = 1 - stiff ** (float(step.mean()) * 0.9)
        heading = heading * (1 - weight) + down * weight
        heading[:, 2] -= tuck * np.clip((6.0 - place[:, 1]) / 3, 0, 1)
        heading /= np.maximum(np.linalg.norm(heading, axis=1, keepdims=True), 1e-6)
        moved = place + heading * step
        rise = volume * min(1.0, (i + 1) / (0.22 * steps))
        moved, touched = skull.lifted(moved, rise.astype(np.float32))
        if cling > 0:
            near = cling * np.clip((moved[:, 1] - skull.middle[1] + 2.5) / 3, 0, 1)
            surface = skull.settled(moved, rise.astype(np.float32))
            moved = (moved + (surface - moved) * near[:, None]).astype(np.float32)
            touched |= near > 0.3
        if face_edge is not None:
            edge = np.interp(moved[:, 1], *face_edge)
            sign = np.where(moved[:, 0] < 0, -1.0, 1.0)
            inside = (np.abs(moved[:, 0]) < edge) & (moved[:, 2] > -3)
            moved[:, 0] = np.where(inside, sign * (0.35 * np.abs(moved[:, 0]) + 0.65 * edge), moved[:, 0])
        true = moved - place
        norm = np.maximum(np.linalg.norm(true, axis=1, keepdims=True), 1e-6)
        heading = np.where(touched[:, None], true / norm, heading).astype(np.float32)
        place = place + true / norm * step
        lines.append(place.astype(np.float32))
    return np.stack(lines, 1)


def locks(
    guides: NDArray[Any],
    chance: np.random.Generator,
    *,
    each: int,
    spread: float,
    gather: float,
    curl: float = 0.0,
    pitch: float = 2.0,
    frizz: float = 0.03,
    loose: float = 0.35,
    uneven: float = 0.25,
) -> tuple[NDArray[Any], NDArray[np.intp], NDArray[Any]]:
    """`(n * each, steps, 3)`: `each` strands round each guide, `spread` centimetres wide at the root and
    `gather` times that at the tip, wound `curl` centimetres wide with `pitch` centimetres a turn; and each
    strand's guide.
    """
    if curl > 0:
        guides = _finer(guides, 1 + int(FINE * float(_run(guides)[:, -1].max()) / pitch / guides.shape[1]))
    count, steps, _ = guides.shape
    owner = np.repeat(np.arange(count), each)
    lines = guides[owner]
    t = np.linspace(0, 1, steps, dtype=np.float32)
    around = chance.standard_normal((len(owner), 1, 3)).astype(np.float32) * spread
    lines = lines + around * (1 + (gather - 1) * t**1.2)[None, :, None]
    wander = np.cumsum(chance.standard_normal(lines.shape).astype(np.float32), axis=1) * frizz
    lines = lines + wander * t[None, :, None]
    facing = np.zeros(lines.shape[:2], np.float32)
    if curl > 0:
        run = _run(guides)[owner]
        phase = chance.uniform(0, 2 * np.pi, count)[owner] + chance.normal(0, loose, len(owner))
        turn = run / pitch * 2 * np.pi + phase[:, None]
        size = curl * np.clip(run / 1.5, 0, 1)
        lines = lines + np.stack(
            (size * np.cos(turn), 0.4 * size * np.sin(turn * 1.0), size * np.sin(turn)), 2
        )
    share = 1 - uneven * chance.uniform(0, 1, len(owner)) ** 2
    whole = np.linspace(0, steps - 1, steps)
    at = share[:, None] * whole[None, :]
    low = np.minimum(at.astype(int), steps - 2)
    part = (at - low)[..., None]
    rows = np.arange(len(owner))[:, None]
    cut = lines[rows, low] * (1 - part) + lines[rows, low + 1] * part
    return cut.astype(np.float32), owner, facing[rows, low]


def _run(lines: NDArray[Any]) -> NDArray[Any]:
    """How far along its strand each place lies."""
    piece = np.linalg.norm(np.diff(lines, axis=1), axis=2)
    return np.concatenate((np.zeros((len(lines), 1)), np.cumsum(piece, 1)), 1)


def _finer(lines: NDArray[Any], times: int) -> NDArray[Any]:
    """The same strands with `times` as many pieces."""
    if times < 2:
        return lines
    at = np.linspace(0, lines.shape[1] - 1, (lines.shape[1] - 1) * times + 1)
    low = np.minimum(at.astype(int), lines.shape[1] - 2)
    part = (at - low)[None, :, None]
    return (lines[:, low] * (1 - part) + lines[:, low + 1] * part).astype(np.float32)


def turned(colour: ArrayLike, grey: float) -> Rgb:
    """A hair's colour once a share `grey` of its own has gone."""
    own = np.asarray(colour, np.float32)
    return own + (GREY - own) * np.float32(grey)


def ramp(colour: ArrayLike, grey: float = 0.0) -> Rgb:
    """`(TONES, 3)`: the hair from deep shade to the brightest shine."""
    base = turned(colour, grey)
    deep = np.array((0.30, 0.26, 0.27), np.float32)
    shade = base * (deep + (0.46 - deep) * grey) + np.array((3, 2, 3))
    shine = np.minimum(base * 1.40 + (52, 46, 38), 250 - 22 * grey)
    t = np.linspace(0, 1, TONES, dtype=np.float32)
    knots = np.array((0.0, 0.25, 0.60, 1.0))
    stops = np.stack((shade * 0.8, shade, base, shine))
    return np.stack([np.interp(t, knots, stops[:, c]) for c in range(3)], 1).astype(np.float32)


def paint(
    canvas: Canvas,
    tress: Tress,
    colour: ArrayLike,
    *,
    grey: float = 0.0,
    width: float = 1.6,
    gloss: float = 1.0,
    back: bool = False,
    rooted: float = 0.38,
    hidden: NDArray[np.bool_] | None = None,
) -> None:
    """Paint strands from back to front, `width` painted pixels wide; `back` is hair in the shade of the
    head; `rooted` is how much darker they are where they grow;
    pieces that are `hidden` are left out.
    """
    lines = tress.lines
    along = np.diff(lines, axis=1)
    along /= np.maximum(np.linalg.norm(along, axis=2, keepdims=True), 1e-6)
    middle = (lines[:, 1:] + lines[:, :-1]) / 2
    n = tress.normal[:, 1:]
    diffuse = np.clip(n @ KEY * 0.55 + 0.45, 0, 1)
    cross = np.sqrt(np.clip(1 - (along @ HALF) ** 2, 0, 1))
    spec = cross**18 * np.clip(n @ HALF * 1.2, 0, 1) * gloss
    fill = np.clip(n @ FILL, 0, 1)
    tone = 0.16 + 0.49 * diffuse**1.3 + 0.13 * fill + 0.34 * spec + tress.tone
    tone *= 1 - rooted + rooted * np.clip(np.linspace(0, 5, lines.shape[1] - 1), 0, 1)[None, :]
    if back:
        tone *= 0.62
    level = np.clip((tone * (TONES - 1)).round(), 0, TONES - 1).astype(int)
    z = middle[..., 2]
    low, high = np.percentile(z, (1, 99))
    depth = np.clip(((z - low) / max(high - low, 1e-3) * (DEPTHS - 1)).astype(int), 0, DEPTHS - 1)
    key = (depth * 2 + tress.grey[:, None]) * TONES + level
    drawn = fixed(pixels(lines))
    segments = np.stack((drawn[:, :-1], drawn[:, 1:]), 2).reshape(-1, 2, 2)
    flat = key.reshape(-1)
    order = np.argsort(flat, kind="stable")
    if hidden is not None:
        order = order[~hidden.reshape(-1)[order]]
    borders = np.flatnonzero(np.diff(flat[order])) + 1
    ramps = np.stack((ramp(colour, 0.55 * grey), ramp(colour, 0.20 + 0.75 * grey)))
    for group in np.split(order, borders):
        which = int(flat[group[0]])
        shade = ramps[(which // TONES) % 2, which % TONES]
        cv2.polylines(
            canvas.rgb, list(segments[group]), False, shade.tolist(), max(1, round(width)), cv2.LINE_8, SHIFT
        )


def bed(
    canvas: Canvas,
    lines: NDArray[Any],
    colour: ArrayLike,
    width: float,
    *,
    grey: float = 0.0,
    shade: float = 1.0,
) -> None:
    """Paint a dark, soft mass under the fine strands, so that nothing shines through the hair."""
    mass = np.zeros(canvas.rgb.shape[:2], np.uint8)
    cv2.polylines(mass, list(fixed(pixels(lines))), False, 255, max(1, round(width)), cv2.LINE_8, SHIFT)
    soft = np.asarray(cv2.GaussianBlur(mass, (0, 0), 3.0), np.float32) / 255
    canvas.lay(ramp(colour, grey)[TONES // 5] * shade, soft)
