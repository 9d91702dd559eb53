from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from realtalk.errors import DiskFull, RealTalkError
from realtalk.partner import own_personas, persona_folder
from realtalk.partner.consent import NoConsent, SpokenPhrase, agree
from realtalk.partner.likeness_files import sound_hash
from realtalk.partner.persona import AnswerLength, Fact, Manner, Persona, VoiceChoice
from realtalk.partner.persona_codec import checked, decode, encode

ROOT = Path(__file__).parents[2]
MAYA = Persona(
    id="draft",
    name="Maya Okafor",
    role="Head of design",
    kind="own",
    background="Leads twelve people.\nLikes plain words.",
    greeting="Good morning.",
    manner=Manner.TOUGH,
    questions=("What did you build last?",),
    face="random:7",
    voice=VoiceChoice("heart", 1.1, -0.5),
    expressiveness=0.7,
    answer_length=AnswerLength.SHORT,
    years="1980 to now",
    facts=(Fact("I draw first.", "Her book, page 3"),),
    beyond="That I do not know.",
)


def photo(seed: int = 0, size: tuple[int, int] = (300, 400)) -> np.ndarray:
    small = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), np.uint8)
    return np.kron(small, np.ones((size[0] // 6, size[1] // 8, 1), np.uint8))


def voice(seed: int = 0, seconds: float = 7.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, round(seconds * 16_000)).clip(-1, 1).astype(np.float32)


def spoken(pcm: np.ndarray) -> SpokenPhrase:
    return SpokenPhrase("a b c", "a b c", 1.0, 0.9, sound_hash(pcm), datetime.now(UTC))


def real_maya() -> Persona:
    pcm = voice()
    return own_personas.keep(MAYA, photo(), pcm, agree(True, spoken=spoken(pcm)))


def test_a_persona_comes_back_as_it_was_kept(home: Path):
    kept = own_personas.keep(MAYA)
    assert kept == replace(MAYA, id="maya-okafor", background="Leads twelve people. Likes plain words.")
    assert own_personas.load("maya-okafor") == kept
    assert own_personas.every() == (kept,)


def test_two_of_one_name_are_two(home: Path):
    first, second, third = (own_personas.keep(replace(MAYA, name=name)) for name in ("Zoë", "zoe!", "ZOE"))
    assert [each.id for each in (first, second, third)] == ["zoe", "zoe-2", "zoe-3"]
    own_personas.delete("zoe-2")
    assert own_personas.keep(replace(MAYA, name="Zoe")).id == "zoe-2"


def test_nothing_kept_is_nobody(home: Path):
    assert own_personas.every() == ()
    assert own_personas.damaged() == {}
    assert not home.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_only_its_owner_may_read_it(home: Path):
    kept = real_maya()
    for path in [home / "personas", *(home / "personas" / kept.id).rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("..", "persona"),
        ("/", "persona"),
        ("C:\\Windows\\con", "c-windows-con"),
        ("con", "persona"),
        ("random:7", "persona"),
        ("Ada\x00\x1b[31m", "ada-31m"),
        ("\u202eevil\u202c", "evil"),
        ("面試官", "persona"),
        ("a" * 120, "a" * 35),
        ("a-" * 60, "a-" * 17 + "a"),
        ("\ud800 Lone", "lone"),
    ],
)
def test_a_name_never_becomes_a_path(home: Path, name: str, id: str):
    kept = own_personas.keep(replace(MAYA, name=name))
    assert kept.id == id
    assert (home / "personas" / id / "persona.json").is_file()
    assert own_personas.load(id) == kept
    assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for char in kept.name)


@pytest.mark.parametrize(
    "id", ["..", ".", "", "../personas/x", "/etc", "a\x00", "A", "a" * 41, ".lock", "x/../x", "\u202ex"]
)
def test_an_id_from_outside_leads_nowhere(home: Path, id: str):
    own_personas.keep(replace(MAYA, name="x"))
    with pytest.raises(RealTalkError, match="not on this machine"):
        own_personas.load(id)
    with pytest.raises(RealTalkError):
        own_personas.change(id, MAYA)
    own_personas.delete(id)
    assert [each.id for each in own_personas.every()] == ["x"]
    assert home.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_to_another_folder_is_no_persona(home: Path, tmp_path: Path):
    own_personas.keep(MAYA)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "persona.json").write_bytes(encode(MAYA))
    (home / "personas" / "linked").symlink_to(elsewhere, target_is_directory=True)
    assert [each.id for each in own_personas.every()] == ["maya-okafor"]
    own_personas.delete("linked")
    assert (elsewhere / "persona.json").exists()


@given(
    name=st.text(min_size=1, max_size=60),
    role=st.text(min_size=1, max_size=60),
    background=st.text(max_size=200),
)
@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_kept_or_refused_in_words(name: str, role: str, background: str):
    try:
        persona = replace(MAYA, name=name, role=role, background=background)
    except RealTalkError:
        return
    try:
        tidy = decode(encode(checked(persona)))
    except RealTalkError:
        return
    assert "\n" not in tidy.name + tidy.role
    assert decode(encode(tidy)) == tidy


def test_texts_without_spaces_are_bounded_too(home: Path):
    for changed in ({"name": "n" * 5000}, {"facts": (Fact("f" * 5000, "s"),)}, {"beyond": "b" * 5000}):
        with pytest.raises(RealTalkError, match="Shorten"):
            own_personas.keep(replace(MAYA, **changed))
    with pytest.raises(RealTalkError, match="facts"):
        own_personas.keep(replace(MAYA, facts=(Fact("f", "s"),) * 201))
    assert own_personas.every() == ()


@pytest.mark.parametrize("changed", [{"face": "../x"}, {"kind": "boss"}, {"voice": VoiceChoice("../../x")}])
def test_what_persona_cannot_be_is_refused(home: Path, changed: dict[str, object]):
    with pytest.raises(RealTalkError):
        own_personas.keep(replace(MAYA, **changed))


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 99, "persona": {}}',
        b" " * 2_000_000,
        encode(MAYA).replace(b'"tough"', b'"cruel"'),
        encode(MAYA).replace(b"0.7", b"NaN"),
        encode(MAYA).replace(b"0.7", b"1" + b"0" * 400),
        encode(MAYA).replace(b'"expressiveness"', b'"extra": 1, "expressiveness"'),
        encode(MAYA).replace(b'"name"', b'"nome"'),
        None,
    ],
)
def test_a_broken_persona_spoils_no_other(home: Path, damage: bytes | None, caplog: pytest.LogCaptureFixture):
    good, bad = own_personas.keep(MAYA), own_personas.keep(MAYA)
    path = home / "personas" / bad.id / "persona.json"
    path.unlink() if damage is None else path.write_bytes(damage)
    assert own_personas.every() == (good,)
    assert own_personas.damaged().keys() == {bad.id}
    assert "Maya" not in caplog.text
    assert "maya" not in caplog.text
    own_personas.delete(bad.id)
    assert own_personas.damaged() == {}


def test_a_change_keeps_the_id_and_the_likeness(home: Path):
    kept = own_personas.keep(MAYA)
    changed = own_personas.change(
        kept.id, replace(kept, id="other", name="Mia", expressiveness=0.1, real=True)
    )
    assert changed == replace(kept, name="Mia", expressiveness=0.1)
    assert own_personas.every() == (changed,)
    for stolen in (replace(kept, face="photo"), replace(kept, voice=VoiceChoice("matched"))):
        with pytest.raises(NoConsent):
            own_personas.change(kept.id, stolen)
    assert own_personas.load(kept.id) == changed


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix can forbid a process large files")
def test_a_full_disk_leaves_nothing_behind(home: Path):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = own_personas.keep(MAYA)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(DiskFull):
            own_personas.keep(MAYA, photo(size=(1200, 1600)), None, agree(True))
        with pytest.raises(DiskFull):
            own_personas.give_likeness(kept.id, photo(size=(1200, 1600)), None, agree(True))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert own_personas.every() == (kept,)
    left = {path.name for path in (home / "personas").rglob("*")}
    assert left <= {".lock", kept.id, "persona.json", "cache"}


def test_processes_that_keep_at_once_get_an_id_each(home: Path):
    script = (
        "from realtalk.partner import own_personas\n"
        "from realtalk.partner.persona import Persona\n"
        "MAYA = Persona('x', 'Maya Okafor', 'Head of design', 'own', '', 'Hello.')\n"
        "for _ in range(5): own_personas.keep(MAYA)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, env={**os.environ, "REALTALK_HOME": str(home)}
        )
        for _ in range(2)
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(own_personas.every()) == 10
    assert len({each.id for each in own_personas.every()}) == 10


def test_what_a_crash_left_is_swept(home: Path):
    own_personas.keep(MAYA)
    folder = persona_folder.personas_folder()
    (folder / ".new-old").mkdir()
    (folder / ".new-fresh").mkdir()
    (folder / ".gone-x").mkdir()
    os.utime(folder / ".new-old", (0, 0))
    own_personas.keep(MAYA)
    assert {path.name for path in folder.iterdir() if path.name.startswith(".")} == {".lock", ".new-fresh"}


def test_no_own_persona_takes_the_id_of_a_ready_made_one(home: Path):
    assert own_personas.keep(replace(MAYA, name="Friendly Stranger")).id == "friendly-stranger-2"
