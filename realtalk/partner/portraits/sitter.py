"""Who is drawn: every choice that makes one portrait."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Sex = Literal["female", "male"]


class Hair(Enum):
    """How the hair is worn."""

    BALD = "bald"
    BUZZ = "buzz"
    SHORT = "short"
    SIDE_PART = "side part"
    SWEPT_BACK = "swept back"
    RECEDING = "receding"
    FRINGE_OF_HAIR = "bald on top"
    CURLY_SHORT = "short curls"
    TEXTURED = "tousled"
    AFRO = "afro"
    COILY_SHORT = "short coils"
    PIXIE = "pixie"
    BOB = "bob"
    LONG = "long"
    LONG_WAVY = "long waves"
    CURLY_LONG = "long curls"
    BUN = "bun"
    CENTRE_BUN = "centre parting with a low bun"
    WILD = "wild"
    SHOULDER_CURLS = "curls to the shoulders"
    COVERED = "covered"


class Beard(Enum):
    """What grows on the lower face."""

    NONE = "none"
    STUBBLE = "stubble"
    SHORT = "short"
    FULL = "full"
    LONG = "long"
    GOATEE = "goatee"
    MOUSTACHE = "moustache"


class Clothes(Enum):
    """What is worn on the shoulders."""

    SHIRT = "shirt"
    BLAZER = "blazer"
    JUMPER = "jumper"
    ROLL_NECK = "roll-neck"
    BLOUSE = "blouse"
    TEE = "t-shirt"
    VICTORIAN_COAT = "dark coat, waistcoat and cravat"
    HIGH_COLLAR = "high lace collar"
    OFF_SHOULDER = "low gown"
    RUFF = "flat white collar"
    DRAPED = "draped cloth"
    NECKERCHIEF = "white neckerchief"


class Headwear(Enum):
    """What is worn on the head."""

    NONE = "none"
    HIJAB = "headscarf"
    TURBAN = "turban"
    HEAD_WRAP = "head wrap"
    CAP = "lace cap"
    FILLET = "band"


class Glasses(Enum):
    """The frames worn."""

    NONE = "none"
    ROUND = "round"
    OVAL = "oval"
    SQUARE = "square"


Colour = tuple[int, int, int]
"""Red, green and blue, 0..255."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who does not exist. Shape parameters run from -1 to 1 around the mean face of the sex.

    `age` is in years, `skin` runs from 0 (the lightest) to 1 (the deepest), `grey` from 0 to 1. `seed`
    decides what is left to chance: every strand, freckle and fold.
    """

    title: str
    alt: str
    sex: Sex
    age: int
    skin: float
    seed: int = 0
    warmth: float = 0.0
    hair: Hair = Hair.SHORT
    hair_colour: Colour = (70, 48, 36)
    grey: float = 0.0
    beard: Beard = Beard.NONE
    eyes: Colour = (92, 64, 42)
    brow_weight: float = 0.0
    clothes: Clothes = Clothes.SHIRT
    cloth: Colour = (62, 78, 98)
    second_cloth: Colour = (238, 234, 226)
    headwear: Headwear = Headwear.NONE
    headwear_colour: Colour = (120, 60, 60)
    glasses: Glasses = Glasses.NONE
    glasses_colour: Colour = (48, 40, 36)
    backdrop: Colour = (196, 188, 172)
    freckles: float = 0.0
    lipstick: float = 0.0
    earrings: bool = False
    smile: float = 0.25
    face_width: float = 0.0
    face_length: float = 0.0
    jaw: float = 0.0
    chin: float = 0.0
    cheeks: float = 0.0
    fullness: float = 0.0
    forehead: float = 0.0
    nose_length: float = 0.0
    nose_width: float = 0.0
    nose_bridge: float = 0.0
    eye_size: float = 0.0
    eye_spacing: float = 0.0
    eye_tilt: float = 0.0
    hooded: float = 0.0
    brow_height: float = 0.0
    brow_arch: float = 0.0
    lips: float = 0.0
    mouth_width: float = 0.0
