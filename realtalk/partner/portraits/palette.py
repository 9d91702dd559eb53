"""Colours of skin, hair and light."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from realtalk.partner.portraits.sitter import Sitter

Rgb = NDArray[Any]

SKINS = np.array(
    [
        (241, 208, 186),
        (231, 189, 160),
        (210, 165, 133),
        (170, 124, 98),
        (128, 89, 69),
        (90, 63, 51),
    ],
    np.float32,
)
"""Skin from the lightest to the deepest, evenly spaced. House rule: chosen by eye under the same painted
light.
"""

GREY = np.array((176, 172, 168), np.float32)
"""Grey hair."""


def linear(colour: ArrayLike) -> Rgb:
    """Light that a colour of 0..255 stands for, 0..1."""
    return (np.asarray(colour, np.float32) / 255) ** 2.2


def shown(light: ArrayLike) -> Rgb:
    """The colour, 0..255, of light of 0..1; more than that is rolled off softly."""
    x = np.asarray(light, np.float32)
    x = np.where(x > 0.7, 0.7 + 0.3 * np.tanh((x - 0.7) / 0.3), np.maximum(x, 0))
    return 255 * np.asarray(x, np.float32) ** (1 / 2.2)


def skin(sitter: Sitter) -> Rgb:
    """The sitter's skin in full light."""
    at = sitter.skin * (len(SKINS) - 1)
    colour = np.array([np.interp(at, range(len(SKINS)), SKINS[:, c]) for c in range(3)], np.float32)
    return colour * (1 + sitter.warmth * np.array((0.02, 0.0, -0.05), np.float32))


def lip(sitter: Sitter) -> Rgb:
    """The sitter's lips in full light."""
    own = skin(sitter)
    natural = own * 0.50 + np.array((190, 86, 84), np.float32) * (0.50 - 0.16 * sitter.skin)
    natural = natural * (0.96 - 0.06 * sitter.skin)
    if sitter.sex == "male":
        natural = 0.45 * own + 0.55 * natural
    painted = np.array((168, 62, 66), np.float32) * (1 - 0.25 * sitter.skin)
    return natural + (painted - natural) * sitter.lipstick


def mixed(a: ArrayLike, b: ArrayLike, share: float) -> Rgb:
    """A colour between two."""
    return np.asarray(a, np.float32) * (1 - share) + np.asarray(b, np.float32) * share
