"""What the sitter wears on the shoulders."""

from __future__ import annotations

import numpy as np

from realtalk.partner.portraits.canvas import Canvas
from realtalk.partner.portraits.head import Head
from realtalk.partner.portraits.sitter import Clothes, Sitter
from realtalk.partner.portraits.trimmings import (
    band,
    collar,
    cravat,
    drapes,
    flat_collar,
    lapels,
    placket,
    roll,
)
from realtalk.partner.portraits.wardrobe import BOTTOM, Wardrobe, garment


def paint_clothes(canvas: Canvas, sitter: Sitter, head: Head) -> None:
    """The sitter's clothes."""
    w = Wardrobe(sitter, head)
    cloth, second = np.asarray(sitter.cloth, np.float32), np.asarray(sitter.second_cloth, np.float32)
    n, c, pit = w.neck, w.chin, w.pit
    match sitter.clothes:
        case Clothes.TEE:
            garment(
                canvas,
                w,
                w.torso([(n + 1.2, c - 4.2), (n + 0.2, c - 5.6), (n * 0.6, pit - 0.6), (0, pit - 1.2)]),
                cloth,
            )
            band(
                canvas,
                [(n + 1.2, c - 4.2), (n + 0.2, c - 5.6), (n * 0.6, pit - 0.6), (0, pit - 1.2)],
                cloth,
                0.9,
            )
        case Clothes.JUMPER:
            garment(
                canvas,
                w,
                w.torso([(n + 1.0, c - 4.0), (n + 0.1, c - 5.2), (n * 0.6, pit), (0, pit - 0.6)], 0.3),
                cloth,
                knit=True,
            )
            band(
                canvas,
                [(n + 1.0, c - 4.0), (n + 0.1, c - 5.2), (n * 0.6, pit), (0, pit - 0.6)],
                cloth,
                1.5,
                ribs=True,
            )
        case Clothes.ROLL_NECK:
            garment(
                canvas,
                w,
                w.torso([(n + 0.8, c - 3.6), (n * 0.7, c - 4.4), (n * 0.3, c - 4.8), (0, c - 4.9)], 0.3),
                cloth,
                knit=True,
            )
            roll(canvas, w, cloth)
        case Clothes.SHIRT:
            garment(
                canvas,
                w,
                w.torso([(n + 0.8, c - 3.6), (n * 0.75, c - 5.2), (n * 0.35, pit - 0.6), (0, pit - 2.4)]),
                cloth,
            )
            placket(canvas, w, cloth, pit - 2.2)
            collar(canvas, w, cloth, 1.0)
        case Clothes.BLOUSE:
            v = [(n + 1.0, c - 3.7), (n * 0.98, c - 5.2), (n * 0.62, pit - 1.2), (0, pit - 5.0)]
            garment(canvas, w, w.torso(v), cloth)
            lapels(canvas, w, v, cloth, 2.2)
        case Clothes.BLAZER:
            garment(
                canvas,
                w,
                w.torso([(n + 0.8, c - 3.6), (n * 0.75, c - 5.2), (n * 0.35, pit - 0.6), (0, pit - 2.0)]),
                second,
            )
            placket(canvas, w, second, pit - 2.0)
            collar(canvas, w, second, 0.9)
            v = [
                (n + 1.3, c - 3.6),
                (n + 0.9, c - 5.2),
                (n * 0.78, pit - 2.4),
                (n * 0.42, pit - 6.0),
                (0, pit - 10.0),
            ]
            garment(canvas, w, w.torso(v, 0.7), cloth)
            lapels(canvas, w, v, cloth, 3.6)
        case Clothes.VICTORIAN_COAT:
            garment(
                canvas,
                w,
                w.torso([(n + 0.6, c - 2.8), (n * 0.75, c - 3.6), (n * 0.3, c - 4.2), (0, c - 4.4)]),
                second,
            )
            cravat(canvas, w)
            waist = [(n + 1.2, c - 4.2), (n * 0.8, c - 7.5), (n * 0.4, pit - 4.2), (0, pit - 6.5)]
            garment(canvas, w, w.torso(waist, 0.2), cloth * 1.25 + 8)
            v = [
                (n + 1.4, c - 3.6),
                (n + 1.1, c - 5.4),
                (n * 0.95, pit - 2.6),
                (n * 0.70, pit - 6.5),
                (n * 0.45, BOTTOM),
            ]
            garment(canvas, w, w.torso(v, 0.8), cloth)
            lapels(canvas, w, v, cloth, 3.6)
        case Clothes.HIGH_COLLAR:
            garment(
                canvas,
                w,
                w.torso([(n + 0.6, c - 2.6), (n * 0.75, c - 3.2), (n * 0.3, c - 3.6), (0, c - 3.7)], 0.2),
                cloth,
            )
            roll(canvas, w, second if sum(second) > 600 else cloth, low=True)
            placket(canvas, w, cloth, c - 6.4)
        case Clothes.OFF_SHOULDER:
            garment(
                canvas,
                w,
                w.torso([(n + 5.4, c - 6.8), (n + 3.4, pit - 2.8), (n * 0.8, pit - 4.4), (0, pit - 4.9)]),
                cloth,
            )
            band(
                canvas,
                [(n + 5.4, c - 6.8), (n + 3.4, pit - 2.8), (n * 0.8, pit - 4.4), (0, pit - 4.9)],
                second,
                1.5,
                frill=w.chance,
            )
        case Clothes.RUFF:
            garment(
                canvas,
                w,
                w.torso([(n + 0.6, c - 2.8), (n * 0.75, c - 3.6), (n * 0.3, c - 4.2), (0, c - 4.4)]),
                cloth,
            )
            placket(canvas, w, cloth, pit - 2.0)
            flat_collar(canvas, w, second)
        case Clothes.NECKERCHIEF:
            garment(
                canvas,
                w,
                w.torso([(n + 0.6, c - 2.8), (n * 0.75, c - 3.6), (n * 0.3, c - 4.2), (0, c - 4.4)]),
                cloth,
            )
            flat_collar(canvas, w, second, deep=4.2)
        case Clothes.DRAPED:
            v = [(n + 2.6, c - 5.0), (n + 1.2, pit - 1.2), (n * 0.6, pit - 2.8), (0, pit - 3.4)]
            garment(canvas, w, w.torso(v, 0.4), cloth)
            drapes(canvas, w, cloth)
