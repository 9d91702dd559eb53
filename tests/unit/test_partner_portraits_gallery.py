"""Portraits of nobody: the same each time, of all kinds of people, and read as they were drawn."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.partner.portraits import landmarks as lm
from realtalk.partner.portraits.canvas import OVER, pixels
from realtalk.partner.portraits.gallery import PORTRAITS, portrait, sitter
from realtalk.partner.portraits.head import face_points
from realtalk.perception.face_points import FacePoints, faces_in

SAMPLE = ("bald-beard-rollneck", "grey-bob-glasses", "headscarf-teal", "random:7")
"""A beard, glasses, a scarf, and one by chance."""

HISTORICAL = (
    *("marie-curie", "charles-darwin", "ada-lovelace", "frederick-douglass", "albert-einstein"),
    *("florence-nightingale", "galileo-galilei", "harriet-tubman", "isaac-newton", "hypatia"),
)

MOST_AWAY = 3.0
"""Per cent of the face's width that points lie away from where they were drawn, on the mean. House rule:
beyond, lips and lids would be animated beside themselves.
"""

drawn = cache(portrait)


def read(rgb: NDArray[np.uint8]) -> FacePoints:
    """The one face of a picture."""
    faces = faces_in(rgb)
    assert len(faces) == 1
    points = faces[0].points
    assert points is not None
    return points


def away(portrait_id: str, found: FacePoints) -> NDArray[np.float64]:
    """`(468,)`: how far points were found from where they were drawn, in per cent of the face's width."""
    places = pixels(face_points(sitter(portrait_id))) / OVER
    return np.linalg.norm(found.points[:468, :2] - places, axis=1) / found.width * 100


@pytest.fixture(params=SAMPLE)
def one(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def assert_readable(portrait_id: str, rgb: NDArray[np.uint8]) -> None:
    found = read(rgb)
    assert max(abs(angle) for angle in found.angles) < 8
    assert found.width > 0.25 * rgb.shape[1]
    distance = away(portrait_id, found)
    assert distance.mean() < MOST_AWAY
    assert distance[[*lm.LIP_TOP, *lm.LIP_BOTTOM]].mean() < MOST_AWAY
    assert (
        distance[[*lm.LEFT_EYE_TOP, *lm.RIGHT_EYE_TOP, *lm.LEFT_EYE_BOTTOM, *lm.RIGHT_EYE_BOTTOM]].mean() < 2
    )
    gap = np.linalg.norm(found.points[13, :2] - found.points[14, :2])
    assert gap < 0.02 * found.height, "the lips are closed"
    assert found.shapes["eyeBlinkLeft"] < 0.4
    assert found.shapes["eyeBlinkRight"] < 0.4


def test_a_portrait_is_one_frontal_face_whose_points_lie_where_they_were_drawn(one: str) -> None:
    rgb = drawn(one)
    assert rgb.shape == (768, 768, 3)
    assert rgb.dtype == np.uint8
    assert_readable(one, rgb)


@pytest.mark.soak
@pytest.mark.parametrize("portrait_id", [*PORTRAITS, *(f"random:{seed}" for seed in range(40))])
def test_every_portrait_is_readable(portrait_id: str) -> None:
    assert_readable(portrait_id, portrait(portrait_id))


def test_a_portrait_is_the_same_each_time() -> None:
    assert np.array_equal(drawn("bald-beard-rollneck"), portrait("bald-beard-rollneck"))


def test_portraits_differ() -> None:
    small = {name: drawn(name)[::8, ::8].astype(float) for name in SAMPLE}
    for a, b in combinations(small.values(), 2):
        assert np.abs(a - b).mean() > 12
    people = list(PORTRAITS.values())
    assert len({(p.sex, p.age, p.hair, p.beard, p.clothes, p.skin) for p in people}) == len(people)
    assert len({p.seed for p in people}) == len(people)


def test_a_portrait_is_not_flat_and_not_burnt() -> None:
    face = drawn("grey-bob-glasses")[230:480, 300:470].astype(float)
    assert face.std() > 15
    assert (face > 253).mean() < 0.02


def test_all_ages_skins_and_sexes_are_there() -> None:
    own = [who for name, who in PORTRAITS.items() if not name.startswith("historical-")]
    assert len(own) >= 16
    for sex in ("female", "male"):
        group = [who for who in own if who.sex == sex]
        assert len(group) >= 8
        assert {who.age // 10 for who in group} >= {2, 3, 4, 5, 6, 7}
        assert min(who.skin for who in group) < 0.2
        assert max(who.skin for who in group) > 0.65
    assert sum(who.glasses.value != "none" for who in own) >= 3


def test_every_portrait_is_told_in_words() -> None:
    for name, who in PORTRAITS.items():
        assert who.alt.startswith(("A ", "An ")), name
        assert who.title
        assert len(who.alt) < 120


@pytest.mark.parametrize("name", HISTORICAL)
def test_historical_people_have_a_portrait(name: str) -> None:
    assert f"historical-{name}" in PORTRAITS


@pytest.mark.parametrize(
    "portrait_id", ["", "nobody", "random:", "random:x", "random:-1", "random:" + "9" * 40]
)
def test_an_unknown_portrait_is_refused_with_the_choice(portrait_id: str) -> None:
    with pytest.raises(RealTalkError, match="no portrait"):
        portrait(portrait_id)
