"""People by chance: the same for the same seed, and spread over everybody."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.partner.portraits.chance import OLDEST, YOUNGEST, random_sitter
from realtalk.partner.portraits.sitter import Beard, Headwear

PEOPLE = [random_sitter(seed) for seed in range(40)]


def test_the_same_seed_is_the_same_person() -> None:
    assert random_sitter(7) == random_sitter(7)
    assert random_sitter(7) != random_sitter(9)


def test_both_sexes_are_as_frequent() -> None:
    assert Counter(who.sex for who in PEOPLE) == {"female": 20, "male": 20}


@pytest.mark.parametrize("sex", ["female", "male"])
def test_ages_and_skins_are_spread_evenly(sex: str) -> None:
    group = [who for who in PEOPLE if who.sex == sex]
    ages = Counter(min((who.age - YOUNGEST) * 4 // (OLDEST - YOUNGEST), 3) for who in group)
    skins = Counter(min(int(who.skin * 4), 3) for who in group)
    assert min(ages[part] for part in range(4)) >= 3
    assert min(skins[part] for part in range(4)) >= 3


def test_looks_vary() -> None:
    assert len({who.hair for who in PEOPLE}) >= 10
    assert len({who.clothes for who in PEOPLE}) >= 5
    assert len({who.backdrop for who in PEOPLE}) >= 5


@given(st.integers(0, 2**60), st.sampled_from(["female", "male"]), st.integers(YOUNGEST, OLDEST))
def test_sex_and_age_can_be_given(seed: int, sex: str, age: int) -> None:
    who = random_sitter(seed, "female" if sex == "female" else "male", age)
    assert (who.sex, who.age) == (sex, age)
    assert 0 <= who.skin < 1
    assert 0 <= who.grey <= 1
    assert who.alt.startswith("A woman" if sex == "female" else "A man")


def test_beards_are_men_s_and_scarves_cover_the_hair() -> None:
    for who in (random_sitter(seed) for seed in range(200)):
        assert who.sex == "male" or who.beard is Beard.NONE
        assert (who.headwear is Headwear.NONE) == (who.hair.value != "covered")
