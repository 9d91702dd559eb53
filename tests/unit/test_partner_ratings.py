from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from realtalk.errors import RealTalkError
from realtalk.partner import own_personas, ratings, tuning
from realtalk.partner.cast import find
from realtalk.partner.persona import AnswerLength, Manner
from realtalk.partner.ratings import Average

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_nobody_has_rated_yet(home: Path) -> None:
    assert ratings.rating("maya") is None
    assert ratings.average("maya") is None
    assert not home.exists()


def test_the_latest_of_each_counts(home: Path) -> None:
    ratings.rate("maya", 2, who="a")
    ratings.rate("maya", 5, "  Asks\nwell\x00 ", who="a", now=NOW)
    ratings.rate("maya", 4, who="b")
    ratings.rate("other", 1, who="b")
    assert ratings.rating("maya", who="a") == ratings.Rating(5, "Asks well", NOW)
    assert ratings.average("maya") == Average(4.5, 2)
    assert ratings.average("other") == Average(1.0, 1)
    ratings.forget("maya")
    assert ratings.average("maya") is None
    assert ratings.average("other") == Average(1.0, 1)


def test_who_rated_cannot_be_read(home: Path) -> None:
    ratings.rate("maya", 3, who="cookie-of-a-browser")
    assert b"cookie-of-a-browser" not in (home / ratings.FILE).read_bytes()


@pytest.mark.parametrize("stars", [0, 6, -1, True])
def test_other_numbers_of_stars_are_refused(home: Path, stars: int) -> None:
    with pytest.raises(RealTalkError, match="stars"):
        ratings.rate("maya", stars)


def test_a_long_note_is_refused(home: Path) -> None:
    with pytest.raises(RealTalkError, match="Shorten"):
        ratings.rate("maya", 3, "x" * 401)
    assert ratings.rating("maya") is None


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"maya": 3}',
        b'{"maya": {"x": {"stars": 9, "note": "", "made": "2026-05-04"}}}',
        b'{"maya": {"x": {"stars": "5", "note": "", "made": "2026-05-04"}}}',
        b'{"maya": {"x": null}}',
        b"[" * 10_000,
        b"\xff",
    ],
)
def test_damage_counts_for_nothing_and_is_mended(home: Path, damage: bytes) -> None:
    home.mkdir()
    (home / ratings.FILE).write_bytes(damage)
    assert ratings.average("maya") is None
    ratings.rate("maya", 3)
    assert ratings.average("maya").stars == 3


def test_two_processes_lose_no_rating(home: Path) -> None:
    script = (
        "import sys\nfrom realtalk.partner import ratings\n"
        "for n in range(25): ratings.rate('maya', 4, who=f'{sys.argv[1]}{n}')\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, who], cwd=ROOT, env={**os.environ, "REALTALK_HOME": str(home)}
        )
        for who in "ab"
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    assert ratings.average("maya") == Average(4.0, 50)


def test_a_ready_made_persona_is_tuned_and_put_back(home: Path) -> None:
    original = find("hiring-manager")
    assert tuning.tuned_ready_made("hiring-manager") == original
    tuned = tuning.tune("hiring-manager", speed=1.2, manner=Manner.TOUGH, answer_length=AnswerLength.LONG)
    assert tuned.voice.speed == 1.2
    assert tuned.voice.voice == original.voice.voice
    again = tuning.tune("hiring-manager", pitch=-2.0, expressiveness=0.9)
    assert tuning.tuned_ready_made("hiring-manager") == again
    assert (again.voice.speed, again.voice.pitch, again.expressiveness) == (1.2, -2.0, 0.9)
    assert (again.manner, again.answer_length) == (Manner.TOUGH, AnswerLength.LONG)
    assert tuning.is_tuned("hiring-manager")
    assert tuning.tuned_ready_made("hr-screener") == find("hr-screener")
    assert tuning.reset("hiring-manager") == original
    assert not tuning.is_tuned("hiring-manager")


@pytest.mark.parametrize(
    "changes",
    [
        {"speed": 3.0},
        {"pitch": float("nan")},
        {"expressiveness": -0.1},
        {"voice": "../x"},
        {"voice": "matched"},
    ],
)
def test_a_tuning_that_none_may_have_is_refused(home: Path, changes: dict[str, object]) -> None:
    with pytest.raises(RealTalkError):
        tuning.tune("hiring-manager", **changes)
    assert not tuning.is_tuned("hiring-manager")


@pytest.mark.parametrize(
    "damage",
    [
        b'{"hiring-manager": {"speed": 99}}',
        b'{"hiring-manager": {"speed": "x"}}',
        b'{"hiring-manager": {"speed": NaN}}',
        b'{"hiring-manager": {"voice": "matched"}}',
        b'{"hiring-manager": {"manner": "cruel"}}',
        b'{"hiring-manager": {"name": "Mallory"}}',
        b'{"hiring-manager": 1}',
    ],
)
def test_a_damaged_tuning_leaves_the_persona_as_we_made_it(home: Path, damage: bytes) -> None:
    home.mkdir()
    (home / tuning.FILE).write_bytes(damage)
    assert tuning.tuned_ready_made("hiring-manager") == find("hiring-manager")


def test_who_is_not_there_cannot_be_tuned(home: Path) -> None:
    with pytest.raises(RealTalkError):
        tuning.tune("nobody", speed=1.1)
    with pytest.raises(RealTalkError):
        tuning.reset("../nobody")


def test_a_persona_that_is_deleted_leaves_no_rating_to_its_namesake(home: Path) -> None:
    kept = own_personas.keep(find("hiring-manager"))
    ratings.rate(kept.id, 1)
    own_personas.delete(kept.id)
    assert own_personas.keep(find("hiring-manager")).id == kept.id
    assert ratings.average(kept.id) is None
