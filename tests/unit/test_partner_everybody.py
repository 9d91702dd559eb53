from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from realtalk.errors import RealTalkError
from realtalk.partner import own_personas, tuning
from realtalk.partner.cast import find, ready_made
from realtalk.partner.consent import NoConsent
from realtalk.partner.everybody import everybody, is_ready_made, somebody
from tests.unit.test_partner_own_personas import MAYA, real_maya


def test_everybody_is_somebody(home: Path) -> None:
    own_personas.keep(MAYA)
    people = everybody()
    assert [each.id for each in people] == [*(each.id for each in ready_made()), "maya-okafor"]
    assert all(somebody(each.id) == each for each in people)
    assert [is_ready_made(each.id) for each in people] == [True] * len(ready_made()) + [False]


def test_a_ready_made_persona_is_met_as_it_was_tuned(home: Path) -> None:
    tuning.tune("hiring-manager", speed=1.25)
    assert somebody("hiring-manager").voice.speed == 1.25
    assert next(each for each in everybody() if each.id == "hiring-manager").voice.speed == 1.25
    tuning.reset("hiring-manager")
    assert somebody("hiring-manager") == find("hiring-manager")


def test_a_random_person_is_the_same_for_the_same_number(home: Path) -> None:
    drawn = somebody("random:7")
    assert somebody("random:7") == drawn
    assert somebody(drawn.id) == drawn
    assert somebody("random:8") != drawn
    assert own_personas.keep(drawn).name == drawn.name


def test_an_own_persona_does_not_hide_a_ready_made_one(home: Path) -> None:
    folder = own_personas.folder(own_personas.keep(MAYA).id)
    folder.rename(folder.with_name("hiring-manager"))
    assert somebody("hiring-manager") == find("hiring-manager")


@pytest.mark.parametrize(
    "id",
    ["", "nobody", "..", "../personas", "random:", "random:-1", "random:1e9", "random:" + "9" * 40, "\x00"],
)
def test_who_is_not_there_is_told(home: Path, id: str) -> None:
    with pytest.raises(RealTalkError, match="Nobody goes by that id"):
        somebody(id)


def test_what_is_wrong_with_an_own_persona_is_told(home: Path) -> None:
    kept = real_maya()
    (own_personas.folder(kept.id) / "consent.json").unlink()
    with pytest.raises(NoConsent, match="consent"):
        somebody(kept.id)
    assert kept.id not in [each.id for each in everybody()]
    own_personas.revoke(kept.id)
    assert somebody(kept.id) == replace(own_personas.load(kept.id))
