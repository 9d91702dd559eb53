from itertools import combinations

import numpy as np
import pytest
from skimage.color import deltaE_ciede2000, rgb2lab

from realtalk.observations import EMOTIONS
from realtalk.report.palette import EMOTION_HUES, PAGE

# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
VISION = {
    "common": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)
    ),
}  # fmt: skip


def linear(colour: str) -> np.ndarray:
    value = np.array(list(bytes.fromhex(colour[1:]))) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ (0.2126, 0.7152, 0.0722))


def seen(colour: str, vision: str) -> np.ndarray:
    value = np.clip(np.array(VISION[vision]) @ linear(colour), 0, 1)
    return rgb2lab(np.where(value <= 0.0031308, 12.92 * value, 1.055 * value ** (1 / 2.4) - 0.055))


def test_every_emotion_has_a_hue() -> None:
    assert tuple(EMOTION_HUES) == EMOTIONS


@pytest.mark.parametrize("vision", VISION)
def test_emotions_are_told_apart_with_any_colour_vision(vision: str) -> None:
    for one, other in combinations(EMOTION_HUES.values(), 2):
        assert deltaE_ciede2000(seen(one, vision), seen(other, vision)) >= 12, (one, other)


@pytest.mark.parametrize("mode", PAGE)
def test_emotions_stand_out_from_the_page(mode: str) -> None:
    for colour in EMOTION_HUES.values():
        low, high = sorted((luminance(colour), luminance(PAGE[mode])))
        assert (high + 0.05) / (low + 0.05) >= 3, colour


def test_no_emotion_is_red() -> None:
    for name, colour in EMOTION_HUES.items():
        _, a, b = seen(colour, "common")
        assert np.hypot(a, b) < 20 or not -10 <= np.degrees(np.arctan2(b, a)) <= 40, name
