"""Sitters by chance, spread evenly over ages, skins and looks."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from realtalk.partner.portraits.sitter import Beard, Clothes, Colour, Glasses, Hair, Headwear, Sex, Sitter

_Choice = TypeVar("_Choice")

YOUNGEST, OLDEST = 20, 78
"""Years of the sitters by chance: adults."""

GOLDEN, PLASTIC = 0.6180339887498949, 0.7548776662466927
"""Steps that spread successive seeds evenly over 0..1 (Kronecker sequences of the golden and the plastic
number).
"""

WOMENS = (Hair.BOB, Hair.LONG, Hair.LONG_WAVY, Hair.CURLY_LONG, Hair.BUN, Hair.PIXIE, Hair.CENTRE_BUN)
MENS = (Hair.SHORT, Hair.SIDE_PART, Hair.SWEPT_BACK, Hair.TEXTURED, Hair.CURLY_SHORT, Hair.BUZZ)
OLD_MENS = (Hair.RECEDING, Hair.FRINGE_OF_HAIR, Hair.SWEPT_BACK, Hair.SIDE_PART, Hair.SHORT)
DEEP_WOMENS = (Hair.AFRO, Hair.COILY_SHORT, Hair.CURLY_LONG, Hair.BUN)
DEEP_MENS = (Hair.COILY_SHORT, Hair.BUZZ, Hair.BALD, Hair.AFRO)

LIGHT_HAIR: tuple[Colour, ...] = ((182, 142, 88), (150, 108, 66), (112, 76, 48), (78, 54, 40), (158, 84, 44))
DARK_HAIR: tuple[Colour, ...] = ((56, 40, 32), (40, 30, 27), (34, 27, 25))
LIGHT_EYES: tuple[Colour, ...] = ((96, 124, 146), (104, 130, 106), (112, 98, 66), (92, 64, 42))
DARK_EYES: tuple[Colour, ...] = ((84, 58, 38), (62, 43, 31), (56, 38, 28))
BACKDROPS: tuple[Colour, ...] = (
    *((196, 188, 172), (178, 186, 184), (164, 176, 172), (204, 190, 170), (188, 180, 176)),
    *((156, 166, 172), (184, 172, 152), (172, 182, 168)),
)
CLOTHS: tuple[Colour, ...] = (
    *((58, 72, 94), (104, 60, 66), (66, 94, 84), (92, 84, 76), (72, 68, 84), (164, 104, 72)),
    *((196, 150, 72), (70, 92, 112), (120, 128, 116), (56, 56, 62), (206, 196, 178)),
)
CUTS = (Clothes.SHIRT, Clothes.BLAZER, Clothes.JUMPER, Clothes.ROLL_NECK, Clothes.TEE)


def random_sitter(seed: int, sex: Sex | None = None, age: int | None = None) -> Sitter:
    """Somebody by chance: the same for the same seed. Sex and age can be given."""
    chance = np.random.default_rng((seed, 20240519))
    if sex is None:
        sex = "female" if seed % 2 == 0 else "male"
    even = (seed * GOLDEN + 0.31) % 1
    if age is None:
        age = round(YOUNGEST + even * (OLDEST - YOUNGEST))
    skin = float((seed * PLASTIC + 0.17) % 1)

    def pick(choices: tuple[_Choice, ...]) -> _Choice:
        return choices[int(chance.integers(len(choices)))]

    def vary(width: float = 0.4) -> float:
        return float(np.clip(chance.normal(0, width), -1, 1))

    female = sex == "female"
    hair = pick(WOMENS if female else OLD_MENS if age > 52 else MENS)
    if skin > 0.6 and chance.uniform() < 0.7:
        hair = pick(DEEP_WOMENS if female else DEEP_MENS)
    headwear = Headwear.NONE
    if 0.2 < skin < 0.75 and chance.uniform() < 0.10:
        hair, headwear = Hair.COVERED, Headwear.HIJAB if female else Headwear.TURBAN
    beard = Beard.NONE
    if not female:
        beards = (
            Beard.NONE,
            Beard.NONE,
            Beard.NONE,
            Beard.STUBBLE,
            Beard.STUBBLE,
            Beard.SHORT,
            Beard.FULL,
            Beard.GOATEE,
        )
        beard = Beard.FULL if headwear is Headwear.TURBAN else pick(beards)
    turned = float(np.clip((age - 38) / 32 + chance.normal(0, 0.15), 0, 1)) if age > 36 else 0.0
    return Sitter(
        title="Somebody",
        alt=_words(sex, age, hair, headwear, turned),
        sex=sex,
        age=age,
        skin=skin,
        seed=seed % 100_000 + 1000,
        warmth=vary(0.5),
        hair=hair,
        hair_colour=pick(LIGHT_HAIR if skin < 0.22 else DARK_HAIR),
        grey=turned,
        beard=beard,
        eyes=pick(LIGHT_EYES if skin < 0.22 else DARK_EYES),
        brow_weight=vary(),
        clothes=pick((*CUTS, Clothes.BLOUSE) if female else CUTS),
        cloth=pick(CLOTHS),
        second_cloth=pick(((234, 230, 222), (214, 222, 230), (226, 216, 200))),
        headwear=headwear,
        headwear_colour=pick(((62, 112, 118), (120, 70, 82), (70, 84, 124), (164, 140, 108))),
        glasses=pick((Glasses.ROUND, Glasses.OVAL, Glasses.SQUARE))
        if chance.uniform() < 0.2 + 0.2 * (age > 50)
        else Glasses.NONE,
        glasses_colour=pick(((48, 40, 36), (92, 70, 52), (70, 70, 76))),
        backdrop=pick(BACKDROPS),
        freckles=max(0.0, vary(0.5)) if skin < 0.2 else 0.0,
        lipstick=float(chance.uniform(0, 0.45)) if female else 0.0,
        earrings=female and headwear is Headwear.NONE and bool(chance.uniform() < 0.4),
        smile=float(chance.uniform(0.15, 0.5)),
        face_width=vary(),
        face_length=vary(),
        jaw=vary(),
        chin=vary(),
        cheeks=vary(),
        fullness=vary(),
        forehead=vary(0.3),
        nose_length=vary(),
        nose_width=vary() + 0.5 * (skin > 0.6),
        nose_bridge=vary(),
        eye_size=vary(0.3),
        eye_spacing=vary(0.3),
        eye_tilt=vary(0.3),
        hooded=abs(vary(0.3)),
        brow_height=vary(0.3),
        brow_arch=vary(0.3),
        lips=vary(0.3) + 0.4 * (skin > 0.6),
        mouth_width=vary(0.3),
    )


def _words(sex: Sex, age: int, hair: Hair, headwear: Headwear, grey: float) -> str:
    """The portrait in a sentence, for who does not see it."""
    who = "A woman" if sex == "female" else "A man"
    when = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies")[
        min(max(age // 10 - 2, 0), 5)
    ]
    if headwear is not Headwear.NONE:
        return f"{who} in {'her' if sex == 'female' else 'his'} {when} with a {headwear.value}"
    turned = "grey " if grey > 0.6 else "greying " if grey > 0.25 else ""
    worn = {
        Hair.BALD: "a shaven head",
        Hair.BUZZ: "cropped hair",
        Hair.SHORT: f"short {turned}hair",
        Hair.SIDE_PART: f"parted {turned}hair",
        Hair.SWEPT_BACK: f"{turned}hair swept back",
        Hair.RECEDING: f"receding {turned}hair",
        Hair.FRINGE_OF_HAIR: "a bald crown",
        Hair.CURLY_SHORT: f"short {turned}curls",
        Hair.TEXTURED: f"tousled {turned}hair",
        Hair.AFRO: "an afro",
        Hair.COILY_SHORT: f"short coily {turned}hair",
        Hair.PIXIE: f"a short {turned}haircut",
        Hair.BOB: f"a {turned}bob",
        Hair.LONG: f"long {turned}hair",
        Hair.LONG_WAVY: f"long {turned}waves",
        Hair.CURLY_LONG: f"long {turned}curls",
        Hair.BUN: f"{turned}hair in a bun",
        Hair.CENTRE_BUN: f"{turned}hair parted in the middle and pinned up",
    }
    return f"{who} in {'her' if sex == 'female' else 'his'} {when} with {worn.get(hair, 'hair')}"
