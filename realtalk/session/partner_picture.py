"""Pictures of personas for the page."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from realtalk.partner.faces import picture_of
from realtalk.partner.persona import Persona
from realtalk.partner.persona_codec import PHOTO
from realtalk.partner.portraits.album import packed

SIDE = 400
"""Pixels: twice what a card shows, for screens that have twice as many."""

HEAD = (0.1, 0.18, 0.64)
"""The square of a drawn portrait that shows head and collar: top, left and side, in parts of the whole."""


def picture(persona: Persona) -> bytes:
    """A small picture of a persona as WebP. Raises `RealTalkError`.

    Two seconds for somebody random, who has still to be drawn.
    """
    return _small(persona) if persona.face == PHOTO else _kept(persona.face, persona)


@lru_cache(maxsize=64)
def _kept(_face: str, persona: Persona) -> bytes:
    return _small(persona)


def _small(persona: Persona) -> bytes:
    rgb = picture_of(persona)
    height, width = rgb.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 3, (width - side) // 2
    square = rgb[top : top + side, left : left + side]
    if persona.face != PHOTO:
        top, left, side = (round(part * side) for part in HEAD)
        square = square[top : top + side, left : left + side]
    small = cv2.resize(square, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return packed(np.asarray(small, np.uint8), 88)
