"""Portraits for the historical personas: they hint at a person by age, hair, beard and dress of the time,
and follow no painting and no photograph.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from realtalk.partner.portraits.sitter import Beard, Clothes, Hair, Headwear, Sitter

HISTORICAL: Mapping[str, Sitter] = MappingProxyType(
    {
        "historical-marie-curie": Sitter(
            "In the manner of Marie Curie",
            "A woman in her forties with pinned-up wavy hair and a high dark collar", "female", 45, 0.08,
            seed=101, hair=Hair.CENTRE_BUN, hair_colour=(128, 106, 84), grey=0.35, eyes=(104, 122, 132),
            clothes=Clothes.HIGH_COLLAR, cloth=(46, 44, 50), second_cloth=(58, 54, 60),
            backdrop=(164, 158, 142), forehead=0.4, smile=0.1, hooded=0.4, jaw=0.2, lips=-0.3,
        ),
        "historical-charles-darwin": Sitter(
            "In the manner of Charles Darwin",
            "An old man with a bald crown, heavy brows and a long white beard", "male", 70, 0.12, seed=102,
            hair=Hair.FRINGE_OF_HAIR, hair_colour=(140, 134, 128), grey=0.95, beard=Beard.LONG,
            eyes=(92, 108, 120), clothes=Clothes.VICTORIAN_COAT, cloth=(44, 40, 40),
            second_cloth=(228, 222, 210), backdrop=(158, 148, 130), brow_weight=1.0, brow_height=-0.5,
            nose_width=0.5, nose_length=0.3, smile=0.15, forehead=0.3,
        ),
        "historical-ada-lovelace": Sitter(
            "In the manner of Ada Lovelace",
            "A young woman of the 1830s with dark parted hair and a low satin gown", "female", 27, 0.05,
            seed=103, hair=Hair.CENTRE_BUN, hair_colour=(48, 34, 30), eyes=(84, 70, 56),
            clothes=Clothes.OFF_SHOULDER, cloth=(104, 58, 88), second_cloth=(238, 228, 214),
            headwear=Headwear.FILLET, headwear_colour=(176, 146, 92), backdrop=(150, 148, 132), smile=0.3,
            lipstick=0.3, face_width=-0.1, chin=-0.2, earrings=True,
        ),
        "historical-frederick-douglass": Sitter(
            "In the manner of Frederick Douglass",
            "A man in his fifties with a mane of greying hair, a beard and a Victorian coat", "male", 52,
            0.64, seed=104, hair=Hair.WILD, hair_colour=(62, 54, 50), grey=0.5, beard=Beard.FULL,
            eyes=(62, 44, 34), clothes=Clothes.VICTORIAN_COAT, cloth=(40, 40, 46),
            second_cloth=(232, 226, 214), backdrop=(168, 154, 132), brow_weight=0.6, brow_height=-0.3,
            nose_width=0.4, smile=0.0, jaw=0.2,
        ),
        "historical-albert-einstein": Sitter(
            "In the manner of Albert Einstein",
            "An old man with wild white hair, a grey moustache and a jumper", "male", 68, 0.18, seed=105,
            hair=Hair.WILD, hair_colour=(168, 162, 156), grey=0.95, beard=Beard.MOUSTACHE, eyes=(84, 64, 48),
            clothes=Clothes.JUMPER, cloth=(112, 106, 100), backdrop=(172, 168, 156), nose_width=0.55,
            nose_length=0.3, hooded=0.5, smile=0.35, brow_weight=0.3, fullness=0.2,
        ),
        "historical-florence-nightingale": Sitter(
            "In the manner of Florence Nightingale",
            "A woman of the 1850s with smooth parted hair, a white lace cap and a dark dress", "female", 36,
            0.06, seed=106, hair=Hair.CENTRE_BUN, hair_colour=(88, 60, 42), eyes=(100, 108, 112),
            clothes=Clothes.RUFF, cloth=(54, 50, 58), second_cloth=(238, 233, 222), headwear=Headwear.CAP,
            headwear_colour=(238, 233, 224), backdrop=(158, 162, 152), face_length=0.3, smile=0.2,
        ),
        "historical-galileo-galilei": Sitter(
            "In the manner of Galileo Galilei",
            "An old man with a grey beard, a high forehead and a flat white collar", "male", 66, 0.26,
            seed=107, hair=Hair.RECEDING, hair_colour=(116, 100, 86), grey=0.7, beard=Beard.FULL,
            eyes=(82, 60, 42), clothes=Clothes.RUFF, cloth=(46, 40, 40), second_cloth=(230, 224, 208),
            backdrop=(146, 128, 104), forehead=0.5, nose_length=0.3, nose_bridge=0.3, smile=0.1,
            brow_weight=0.3,
        ),
        "historical-harriet-tubman": Sitter(
            "In the manner of Harriet Tubman",
            "A woman in her fifties with a patterned head wrap and a white neckerchief", "female", 55, 0.86,
            seed=108, hair=Hair.COVERED, hair_colour=(44, 36, 34), grey=0.3, eyes=(54, 38, 30),
            clothes=Clothes.NECKERCHIEF, cloth=(62, 52, 50), second_cloth=(222, 212, 194),
            headwear=Headwear.HEAD_WRAP, headwear_colour=(142, 66, 52), backdrop=(166, 152, 130), lips=0.4,
            nose_width=0.6, jaw=0.4, smile=0.05, hooded=0.3, brow_weight=0.2,
        ),
        "historical-isaac-newton": Sitter(
            "In the manner of Isaac Newton",
            "A man in his forties with shoulder-long curls and a loose white collar", "male", 46, 0.09,
            seed=109, hair=Hair.SHOULDER_CURLS, hair_colour=(126, 98, 72), grey=0.22, eyes=(96, 112, 122),
            clothes=Clothes.NECKERCHIEF, cloth=(92, 62, 46), second_cloth=(232, 226, 214),
            backdrop=(150, 136, 116), face_width=-0.4, face_length=0.4, nose_length=0.5, nose_bridge=0.6,
            jaw=-0.2, smile=0.0, chin=0.3, beard=Beard.NONE,
        ),
        "historical-hypatia": Sitter(
            "In the manner of Hypatia",
            "A woman in her thirties with dark curls, a gold band and a draped cloak", "female", 36, 0.40,
            seed=110, hair=Hair.SHOULDER_CURLS, hair_colour=(50, 36, 30), eyes=(82, 58, 40),
            clothes=Clothes.DRAPED, cloth=(214, 202, 178), headwear=Headwear.FILLET,
            headwear_colour=(190, 152, 82), backdrop=(170, 150, 124), nose_bridge=0.5, nose_length=0.2,
            smile=0.2, brow_weight=0.3, lips=0.2,
        ),
    }
)  # fmt: skip
"""By id. Age, hair and dress are what is known of the person's time of work; Hypatia's looks are not known
at all.
"""
