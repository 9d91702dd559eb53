"""The portraits that come with RealTalk, and any number of others by chance."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.partner.portraits.chance import random_sitter
from realtalk.partner.portraits.drawing import draw
from realtalk.partner.portraits.historical import HISTORICAL
from realtalk.partner.portraits.sitter import Beard, Clothes, Glasses, Hair, Headwear, Sitter

__all__ = ["PORTRAITS", "draw", "portrait", "random_sitter", "sitter"]

RANDOM = "random:"
"""Begins the id of a portrait by chance; a whole number follows."""

_OWN: Mapping[str, Sitter] = {
    "grey-bob-glasses": Sitter(
        "Grey bob and glasses", "A woman in her sixties with a grey bob and glasses", "female", 63, 0.12,
        seed=1, hair=Hair.BOB, hair_colour=(120, 112, 104), grey=0.85, eyes=(92, 116, 128),
        clothes=Clothes.BLAZER, cloth=(58, 74, 92), second_cloth=(232, 226, 214), glasses=Glasses.ROUND,
        glasses_colour=(70, 52, 44), backdrop=(196, 190, 176), smile=0.45, face_width=-0.1, cheeks=0.3,
        lips=-0.1, earrings=True, lipstick=0.3,
    ),
    "dark-side-part-blazer": Sitter(
        "Side parting and blazer", "A man in his thirties with dark parted hair and a navy blazer", "male",
        34, 0.30, seed=2, hair=Hair.SIDE_PART, hair_colour=(44, 32, 27), eyes=(84, 58, 38),
        clothes=Clothes.BLAZER, cloth=(44, 54, 76), second_cloth=(226, 230, 234), backdrop=(178, 186, 186),
        beard=Beard.STUBBLE, jaw=0.3, nose_length=0.2, smile=0.3,
    ),
    "afro-mustard-jumper": Sitter(
        "Afro and mustard jumper", "A woman in her twenties with an afro and a mustard jumper", "female", 26,
        0.76, seed=3, hair=Hair.AFRO, hair_colour=(40, 30, 27), eyes=(62, 42, 30), clothes=Clothes.JUMPER,
        cloth=(196, 148, 58), backdrop=(150, 164, 160), lips=0.7, nose_width=0.55, smile=0.4, cheeks=0.3,
        eye_size=0.3, earrings=True,
    ),
    "white-beard-cardigan": Sitter(
        "White beard", "A man in his seventies with a white beard and thinning hair", "male", 74, 0.16,
        seed=4, hair=Hair.RECEDING, hair_colour=(150, 144, 138), grey=1.0, beard=Beard.FULL,
        eyes=(96, 122, 140), clothes=Clothes.SHIRT, cloth=(112, 126, 122), backdrop=(190, 178, 160),
        smile=0.35, nose_length=0.4, nose_width=0.3, brow_weight=0.5, fullness=0.2,
    ),
    "black-bun-blouse": Sitter(
        "Black bun and green blouse", "A woman in her thirties with black hair in a bun and a green blouse",
        "female", 35, 0.24, seed=5, hair=Hair.BUN, hair_colour=(34, 27, 26), eyes=(56, 38, 28),
        clothes=Clothes.BLOUSE, cloth=(62, 96, 84), backdrop=(206, 192, 178), eye_tilt=0.5, nose_bridge=-0.3,
        nose_length=-0.2, cheeks=0.35, hooded=0.4, lipstick=0.45, smile=0.3,
    ),
    "bald-beard-rollneck": Sitter(
        "Shaven head and roll-neck",
        "A man in his forties with a shaven head, a short beard and a dark roll-neck", "male", 44, 0.88,
        seed=6, hair=Hair.BALD, hair_colour=(34, 28, 26), grey=0.12, beard=Beard.SHORT, eyes=(58, 40, 30),
        clothes=Clothes.ROLL_NECK, cloth=(54, 58, 66), backdrop=(176, 158, 138), lips=0.5, nose_width=0.6,
        jaw=0.3, brow_weight=0.2,
    ),
    "headscarf-teal": Sitter(
        "Teal headscarf", "A woman in her forties with a teal headscarf", "female", 42, 0.42, seed=7,
        hair=Hair.COVERED, hair_colour=(50, 36, 30), eyes=(84, 60, 40), clothes=Clothes.JUMPER,
        cloth=(70, 72, 80), headwear=Headwear.HIJAB, headwear_colour=(62, 118, 122),
        backdrop=(202, 190, 172), smile=0.45, brow_arch=0.3, eye_size=0.3, lips=0.2, lipstick=0.2,
    ),
    "red-waves-freckles": Sitter(
        "Red waves and freckles", "A woman in her twenties with long red waves and freckles", "female", 24,
        0.03, seed=8, hair=Hair.LONG_WAVY, hair_colour=(158, 84, 44), eyes=(104, 132, 104),
        clothes=Clothes.JUMPER, cloth=(72, 92, 110), backdrop=(176, 186, 178), freckles=0.9, smile=0.4,
        nose_length=-0.2, face_width=-0.2, eye_size=0.3, brow_weight=-0.3,
    ),
    "turban-grey-beard": Sitter(
        "Turban and beard", "A man in his fifties with a blue turban and a greying beard", "male", 54, 0.50,
        seed=9, hair=Hair.COVERED, hair_colour=(52, 42, 38), grey=0.45, beard=Beard.FULL, eyes=(70, 48, 34),
        clothes=Clothes.BLAZER, cloth=(74, 70, 68), second_cloth=(230, 226, 218), headwear=Headwear.TURBAN,
        headwear_colour=(56, 84, 128), backdrop=(204, 190, 166), nose_length=0.3, smile=0.35,
        brow_weight=0.4,
    ),
    "curly-tee-twenties": Sitter(
        "Dark curls and t-shirt", "A man in his twenties with dark curls and a light t-shirt", "male", 23,
        0.38, seed=10, hair=Hair.CURLY_SHORT, hair_colour=(48, 34, 28), eyes=(86, 62, 40),
        clothes=Clothes.TEE, cloth=(214, 206, 190), backdrop=(148, 160, 168), face_width=-0.4, smile=0.35,
        lips=0.2, nose_bridge=0.3,
    ),
    "silver-long-seventies": Sitter(
        "Silver bun and roll-neck",
        "A woman in her seventies with silver hair in a bun and a plum roll-neck", "female", 75, 0.34,
        seed=11, hair=Hair.BUN, hair_colour=(130, 124, 120), grey=0.97, eyes=(80, 58, 42),
        clothes=Clothes.ROLL_NECK, cloth=(106, 66, 84), backdrop=(188, 184, 172), smile=0.45, cheeks=0.2,
        nose_length=0.2, earrings=True,
    ),
    "coily-glasses-shirt": Sitter(
        "Short coils and glasses", "A man in his thirties with short coily hair, glasses and a white shirt",
        "male", 31, 0.66, seed=12, hair=Hair.COILY_SHORT, hair_colour=(34, 27, 25), eyes=(60, 42, 32),
        clothes=Clothes.SHIRT, cloth=(224, 224, 220), glasses=Glasses.SQUARE, glasses_colour=(40, 34, 32),
        backdrop=(166, 178, 174), lips=0.4, nose_width=0.4, smile=0.35, face_width=-0.2,
    ),
    "blond-bob-thirties": Sitter(
        "Blonde bob and blazer", "A woman in her thirties with a blonde bob and a burgundy blazer", "female",
        38, 0.08, seed=13, hair=Hair.BOB, hair_colour=(182, 142, 88), eyes=(96, 126, 150),
        clothes=Clothes.BLAZER, cloth=(112, 50, 60), second_cloth=(236, 228, 218), backdrop=(186, 192, 190),
        lipstick=0.4, jaw=0.2, smile=0.3, brow_weight=-0.2,
    ),
    "salt-pepper-swept": Sitter(
        "Salt-and-pepper, swept back",
        "A man in his fifties with salt-and-pepper hair swept back and a moustache", "male", 56, 0.44,
        seed=14, hair=Hair.SWEPT_BACK, hair_colour=(58, 50, 46), grey=0.55, beard=Beard.MOUSTACHE,
        eyes=(76, 54, 38), clothes=Clothes.BLAZER, cloth=(92, 84, 72), second_cloth=(206, 216, 224),
        backdrop=(196, 186, 170), fullness=0.35, nose_width=0.3, smile=0.3, brow_weight=0.4,
    ),
    "long-black-forties": Sitter(
        "Long black hair", "A woman in her forties with long black hair and a terracotta blouse", "female",
        47, 0.56, seed=15, hair=Hair.LONG, hair_colour=(32, 25, 24), grey=0.06, eyes=(58, 40, 30),
        clothes=Clothes.BLOUSE, cloth=(166, 92, 66), backdrop=(172, 182, 172), smile=0.35, brow_arch=0.3,
        lips=0.3, nose_bridge=0.2, lipstick=0.25,
    ),
    "pixie-silver-fifties": Sitter(
        "Silver pixie cut", "A woman in her fifties with a short silver haircut and a dark blouse", "female",
        57, 0.70, seed=16, hair=Hair.PIXIE, hair_colour=(92, 86, 82), grey=0.8, eyes=(60, 44, 34),
        clothes=Clothes.BLOUSE, cloth=(64, 60, 78), backdrop=(200, 186, 168), smile=0.4, lips=0.4,
        nose_width=0.35, earrings=True, cheeks=0.2,
    ),
    "sandy-tousled-jumper": Sitter(
        "Sandy hair and jumper", "A man in his twenties with tousled sandy hair and a blue jumper", "male",
        28, 0.07, seed=17, hair=Hair.TEXTURED, hair_colour=(150, 112, 68), eyes=(100, 128, 146),
        clothes=Clothes.JUMPER, cloth=(66, 88, 112), backdrop=(206, 194, 172), freckles=0.35, smile=0.4,
        chin=0.2, beard=Beard.STUBBLE,
    ),
    "curly-long-twenties": Sitter(
        "Long dark curls", "A woman in her twenties with long dark curls and a cream jumper", "female", 29,
        0.48, seed=18, hair=Hair.CURLY_LONG, hair_colour=(54, 36, 28), eyes=(94, 66, 42),
        clothes=Clothes.JUMPER, cloth=(222, 208, 184), backdrop=(152, 168, 166), smile=0.45, lips=0.4,
        eye_size=0.3, nose_width=0.2,
    ),
    "bald-top-grey-sixties": Sitter(
        "Bald with grey sides",
        "A man in his sixties, bald on top with grey sides, in oval glasses and a blue shirt", "male", 66,
        0.22, seed=19, hair=Hair.FRINGE_OF_HAIR, hair_colour=(120, 112, 104), grey=0.8, eyes=(88, 112, 124),
        clothes=Clothes.SHIRT, cloth=(176, 190, 206), glasses=Glasses.OVAL, glasses_colour=(96, 84, 66),
        backdrop=(184, 178, 164), fullness=0.5, smile=0.35, nose_width=0.3,
    ),
    "buzz-goatee-thirties": Sitter(
        "Cropped hair and goatee", "A man in his thirties with cropped hair, a goatee and an olive t-shirt",
        "male", 37, 0.58, seed=20, hair=Hair.BUZZ, hair_colour=(38, 29, 26), beard=Beard.GOATEE,
        eyes=(72, 50, 36), clothes=Clothes.TEE, cloth=(96, 100, 74), backdrop=(190, 180, 166), jaw=0.2,
        nose_width=0.3, smile=0.25, lips=0.2,
    ),
}  # fmt: skip

PORTRAITS: Mapping[str, Sitter] = MappingProxyType({**_OWN, **HISTORICAL})
"""Every portrait of ours, by id. Nobody sat for any of them."""


def sitter(portrait_id: str) -> Sitter:
    """Who a portrait's id stands for. Raises `RealTalkError` for an id that is none."""
    if portrait_id in PORTRAITS:
        return PORTRAITS[portrait_id]
    number = portrait_id.removeprefix(RANDOM)
    if portrait_id.startswith(RANDOM) and number.isdecimal() and len(number) < 19:
        return random_sitter(int(number))
    raise RealTalkError(
        f"There is no portrait called {portrait_id[:60]!r}.",
        f"Choose one of {', '.join(PORTRAITS)}, or random: with a number, such as random:7.",
    )


def portrait(portrait_id: str) -> NDArray[np.uint8]:
    """A portrait by its id, `(768, 768, 3)`. Raises `RealTalkError` for an id that is none."""
    return draw(sitter(portrait_id))
