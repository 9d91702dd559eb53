"""A portrait, painted from the wall behind the sitter to the glasses on the nose."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtalk.partner.portraits import accessories, beard, clothes, features, finish, hair, head, skin
from realtalk.partner.portraits.canvas import Canvas
from realtalk.partner.portraits.sitter import Sitter

Picture = NDArray[np.uint8]


def draw(sitter: Sitter) -> Picture:
    """The sitter's portrait, `(768, 768, 3)`: the same to the last pixel each time.

    Raises `MissingWeights` where the face landmarker has not been fetched.
    """
    canvas = Canvas()
    shape = head.shape(sitter)
    growth = hair.grow(sitter, shape)
    finish.paint_backdrop(canvas, sitter)
    if growth is not None:
        hair.paint_behind(canvas, sitter, growth)
    skin.paint_neck(canvas, sitter, shape)
    clothes.paint_clothes(canvas, sitter, shape)
    skin.paint_ears(canvas, sitter, shape)
    skin.paint_head(canvas, sitter, shape)
    skin.paint_time(canvas, sitter, shape)
    features.paint_nose(canvas, sitter, shape)
    features.paint_mouth(canvas, sitter, shape)
    features.paint_eyes(canvas, sitter, shape)
    features.paint_brows(canvas, sitter, shape)
    beard.paint_beard(canvas, sitter, shape)
    accessories.paint_earrings(canvas, sitter, shape)
    if growth is not None:
        hair.paint_before(canvas, sitter, growth, shape)
    accessories.paint_headwear(canvas, sitter, shape)
    accessories.paint_glasses(canvas, sitter, shape)
    return finish.finished(canvas, sitter)
