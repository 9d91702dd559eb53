"""How each style grows: from where, which way, how long, how curly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from realtalk.partner.portraits.sitter import Hair

Comb = Literal["back", "side", "centre", "forward", "out", "up", "pinned", "loose"]


@dataclass(frozen=True, slots=True)
class Style:
    """Lengths in centimetres. `crown` is the length on top, `sides` over the ears, `behind` at the back.
    `recede` lifts the hairline; `bare` is the height over which the crown is bald.
    """

    comb: Comb
    crown: float
    sides: float
    behind: float
    volume: float = 0.7
    stiff: float = 0.9
    cling: float = 0.92
    tuck: float = 0.0
    curl: float = 0.0
    pitch: float = 2.2
    frizz: float = 0.02
    loose: float = 0.35
    ring: float = 0.0
    gather: float = 0.5
    spread: float = 0.32
    guides: int = 520
    each: int = 13
    width: float = 1.6
    gloss: float = 1.0
    part: float = 0.0
    recede: float = 0.0
    bare: float = 99.0
    fringe: float = 0.0
    bun: tuple[float, float, float] | None = None
    """Middle height, depth and radius of a knot of hair."""
    covers_ears: bool = False
    nape: float = -4.5


STYLES: Mapping[Hair, Style] = MappingProxyType(
    {
        Hair.BUZZ: Style(
            "forward", 0.45, 0.35, 0.4, volume=0.12, guides=5200, each=1, width=2.2, gloss=0.3, spread=0.1
        ),
        Hair.SHORT: Style("side", 5.0, 2.2, 2.5, volume=0.9, stiff=0.97, part=2.6, guides=900, each=9),
        Hair.SIDE_PART: Style(
            "side", 7.5, 2.6, 2.5, volume=1.0, stiff=0.95, part=3.6, guides=900, each=9, gloss=1.15
        ),
        Hair.SWEPT_BACK: Style("back", 8.0, 4.0, 4.0, volume=1.0, stiff=0.99, guides=900, each=9, gloss=1.1),
        Hair.RECEDING: Style("back", 5.5, 2.0, 2.4, volume=0.45, stiff=0.98, recede=2.0, guides=800, each=9),
        Hair.FRINGE_OF_HAIR: Style(
            "back", 2.0, 2.2, 3.0, volume=0.5, stiff=0.95, bare=5.6, guides=700, each=9
        ),
        Hair.CURLY_SHORT: Style(
            "loose",
            6.0,
            3.2,
            3.5,
            cling=0.6,
            volume=1.1,
            stiff=0.93,
            curl=0.50,
            pitch=2.1,
            loose=0.25,
            ring=0.14,
            frizz=0.05,
            guides=420,
            each=14,
            gather=0.8,
        ),
        Hair.TEXTURED: Style(
            "loose",
            5.0,
            2.2,
            2.5,
            cling=0.6,
            volume=1.1,
            stiff=0.97,
            frizz=0.04,
            guides=800,
            each=9,
            gather=0.3,
            spread=0.36,
        ),
        Hair.AFRO: Style(
            "out",
            5.4,
            4.6,
            4.6,
            cling=0.0,
            volume=0.0,
            stiff=1.0,
            curl=0.42,
            pitch=1.15,
            frizz=0.16,
            guides=1500,
            each=7,
            gather=2.2,
            spread=0.22,
            gloss=0.45,
        ),
        Hair.COILY_SHORT: Style(
            "out",
            1.5,
            0.9,
            1.0,
            cling=0.0,
            volume=0.0,
            stiff=1.0,
            curl=0.22,
            pitch=0.7,
            frizz=0.08,
            guides=2400,
            each=3,
            gather=1.6,
            spread=0.16,
            gloss=0.4,
        ),
        Hair.PIXIE: Style(
            "side",
            7.2,
            4.2,
            4.2,
            volume=0.9,
            stiff=0.93,
            part=3.2,
            guides=800,
            each=9,
            fringe=5.0,
            gather=0.25,
        ),
        Hair.BOB: Style(
            "centre",
            19.5,
            12.6,
            11.5,
            volume=1.15,
            stiff=0.86,
            part=1.8,
            guides=560,
            each=14,
            covers_ears=True,
        ),
        Hair.LONG: Style(
            "centre",
            34,
            30,
            32,
            volume=0.95,
            stiff=0.85,
            part=0.6,
            curl=0.28,
            pitch=13.0,
            spread=0.42,
            guides=560,
            each=14,
            covers_ears=True,
        ),
        Hair.LONG_WAVY: Style(
            "centre",
            34,
            29,
            31,
            volume=1.25,
            stiff=0.87,
            part=2.2,
            curl=0.55,
            pitch=7.0,
            loose=0.25,
            ring=0.08,
            guides=300,
            each=24,
            covers_ears=True,
            spread=0.40,
        ),
        Hair.CURLY_LONG: Style(
            "centre",
            25,
            21,
            23,
            volume=1.7,
            stiff=0.90,
            part=1.4,
            curl=0.6,
            pitch=2.6,
            loose=0.22,
            ring=0.15,
            frizz=0.06,
            guides=230,
            each=15,
            gather=0.9,
            covers_ears=True,
            spread=0.30,
            gloss=0.8,
        ),
        Hair.BUN: Style(
            "up",
            13,
            10,
            8,
            volume=0.45,
            stiff=1.0,
            guides=900,
            each=9,
            bun=(12.6, -4.5, 2.7),
            gloss=1.2,
            spread=0.2,
            frizz=0.012,
            nape=3.0,
        ),
        Hair.CENTRE_BUN: Style(
            "pinned",
            19.0,
            13.0,
            4,
            volume=0.9,
            nape=1.5,
            curl=0.22,
            pitch=5.0,
            stiff=1.0,
            tuck=0.5,
            guides=900,
            each=9,
            part=0.0,
            bun=(-3.6, -8.0, 3.9),
            gloss=1.25,
            covers_ears=False,
        ),
        Hair.WILD: Style(
            "loose",
            9.5,
            6.5,
            6.0,
            cling=0.25,
            volume=1.6,
            nape=-1.5,
            stiff=0.985,
            frizz=0.13,
            recede=1.1,
            guides=620,
            each=10,
            gather=0.5,
            spread=0.38,
            gloss=0.8,
        ),
        Hair.SHOULDER_CURLS: Style(
            "centre",
            27,
            24,
            26,
            volume=1.2,
            stiff=0.88,
            part=0.2,
            curl=0.62,
            pitch=3.6,
            loose=0.16,
            ring=0.16,
            spread=0.30,
            frizz=0.04,
            guides=190,
            each=20,
            gather=0.8,
            covers_ears=True,
        ),
    }
)
"""Every style but a bare or a covered head."""
