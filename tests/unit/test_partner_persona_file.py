from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from realtalk.errors import RealTalkError
from realtalk.partner import own_personas
from realtalk.partner.cast import ready_made
from realtalk.partner.consent import NoConsent, SpokenPhrase, agree, consented
from realtalk.partner.likeness_files import packed_voice, sound_hash, unpacked_voice
from realtalk.partner.persona import Fact, Persona, VoiceChoice
from realtalk.partner.persona_file import LARGEST, LARGEST_FILE, look_into, packed, take_in

MAYA = Persona(
    id="maya",
    name="Maya Okafor",
    role="Head of design",
    kind="own",
    background="Leads twelve people.",
    greeting="Good morning.",
    questions=("What did you build last?",),
    face="random:7",
    voice=VoiceChoice("heart", 1.1, -0.5),
    facts=(Fact("I draw first.", "Her book"),),
)


def photo() -> np.ndarray:
    return np.kron(
        np.random.default_rng(0).integers(0, 255, (6, 8, 3), np.uint8), np.ones((40, 40, 1), np.uint8)
    )


def real_maya() -> Persona:
    pcm = np.random.default_rng(0).normal(0, 0.1, 112_000).clip(-1, 1).astype(np.float32)
    spoken = SpokenPhrase("a b", "a b", 1.0, 0.9, sound_hash(pcm), datetime.now(UTC))
    return own_personas.keep(MAYA, photo(), pcm, agree(True, spoken=spoken))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(
    content: dict[str, bytes], *, honest: bool = True, change: Callable[[zipfile.ZipInfo], None] | None = None
) -> bytes:
    """A file of these members, whose manifest fits them if it is honest."""
    content = dict(content)
    if honest and "manifest.json" in content:
        manifest = json.loads(content["manifest.json"])
        manifest["members"] = {
            name: hashlib.sha256(data).hexdigest()
            for name, data in content.items()
            if name != "manifest.json"
        }
        content["manifest.json"] = json.dumps(manifest).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change is not None:
                change(info)
            archive.writestr(info, data)
    return file.getvalue()


def refused(data: bytes | Path, why: str) -> None:
    with pytest.raises(RealTalkError, match=why):
        look_into(data)


def test_a_persona_is_handed_on(home: Path, tmp_path: Path) -> None:
    kept = own_personas.keep(MAYA)
    path = tmp_path / "maya.persona"
    path.write_bytes(packed(kept))
    found = look_into(path)
    assert found.persona == kept
    assert not found.has_likeness
    again = take_in(found)
    assert again.id == "maya-okafor-2"
    own_personas.delete(kept.id)
    own_personas.delete(again.id)
    assert take_in(found) == kept
    assert packed(kept) == packed(kept), "nothing in it tells when it was written"


def test_every_ready_made_persona_can_be_handed_on(home: Path) -> None:
    for persona in ready_made():
        taken = take_in(look_into(packed(persona)))
        assert taken.id == f"{persona.id}-2" or persona.id != taken.id
        assert (taken.name, taken.facts) == (persona.name, persona.facts)


def test_a_likeness_stays_here_unless_it_is_asked_for(home: Path) -> None:
    kept = real_maya()
    data = packed(kept)
    assert members(data).keys() == {"manifest.json", "persona.json"}
    taken = take_in(look_into(data))
    assert not taken.real
    assert taken.face.startswith("random:")
    assert taken.voice.voice == "heart"


def test_a_likeness_is_handed_on_with_its_consent_and_needs_a_tick_again(home: Path) -> None:
    kept = real_maya()
    found = look_into(packed(kept, with_likeness=True))
    assert found.has_likeness
    with pytest.raises(NoConsent):
        take_in(found)
    assert [each.id for each in own_personas.every()] == [kept.id]
    taken = take_in(found, agreed=True)
    assert (taken.real, taken.face) == (True, "photo")
    assert own_personas.load(taken.id) == taken
    old, new = (consented(own_personas.folder(each.id)) for each in (kept, taken))
    assert new.photo.agreement.at > old.photo.agreement.at
    drawn = take_in(found, with_likeness=False)
    assert not drawn.real


def test_a_voice_is_left_out_until_a_phrase_is_read_here(home: Path) -> None:
    found = look_into(packed(real_maya(), with_likeness=True))
    assert found.has_voice_left_out
    taken = take_in(found, agreed=True)
    assert taken.voice == VoiceChoice("heart", 1.1, -0.5)
    where = own_personas.folder(taken.id)
    assert not (where / "voice.flac").exists()
    assert consented(where).voice is None
    spoken = SpokenPhrase("c d", "c d", 1.0, 0.9, sound_hash(found.voice), datetime.now(UTC))
    own_personas.give_likeness(taken.id, None, found.voice, agree(True, spoken=spoken))
    assert own_personas.load(taken.id).voice.voice == "matched"
    assert consented(where).voice.agreement.spoken == spoken


def test_a_file_with_a_voice_alone_gives_a_persona_without_a_likeness(home: Path) -> None:
    kept = real_maya()
    voice = unpacked_voice(own_personas.folder(kept.id) / "voice.flac")
    spoken = SpokenPhrase("a b", "a b", 1.0, 0.9, sound_hash(voice), datetime.now(UTC))
    heard = own_personas.keep(MAYA, None, voice, agree(True, spoken=spoken))
    found = look_into(packed(heard, with_likeness=True))
    taken = take_in(found, agreed=True)
    assert (taken.real, taken.voice.voice) == (False, "heart")
    assert [path.name for path in own_personas.folder(taken.id).glob("*.*")] == ["persona.json"]


def test_a_likeness_that_may_not_be_used_is_not_handed_on(home: Path) -> None:
    kept = real_maya()
    (own_personas.folder(kept.id) / "photo.webp").write_bytes(b"another")
    with pytest.raises(NoConsent):
        packed(kept, with_likeness=True)
    assert members(packed(kept)).keys() == {"manifest.json", "persona.json"}


def test_a_likeness_without_its_consent_is_refused(home: Path) -> None:
    content = members(packed(real_maya(), with_likeness=True))
    other_voice = packed_voice(np.random.default_rng(1).normal(0, 0.1, 112_000).astype(np.float32))
    consent = json.loads(content["consent.json"])
    consent["voice"]["sha256"] = hashlib.sha256(other_voice).hexdigest()
    unspoken = json.loads(content["consent.json"])
    del unspoken["voice"]["spoken"]
    for changed in (
        {name: data for name, data in content.items() if name != "consent.json"},
        {name: data for name, data in content.items() if name != "photo.webp"},
        {**content, "photo.webp": content["photo.webp"] + b"x"},
        {**content, "voice.flac": other_voice},
        {**content, "voice.flac": other_voice, "consent.json": json.dumps(consent).encode()},
        {**content, "consent.json": json.dumps(unspoken).encode()},
        {**content, "consent.json": b"{}"},
    ):
        with pytest.raises(NoConsent):
            look_into(rebuilt(changed))


@pytest.mark.parametrize(
    "name",
    [
        "../persona.json",
        "/etc/passwd",
        "persona.json/",
        "C:\\x",
        "rig.npz",
        "cache/x",
        "PERSONA.JSON",
        "\u202epersona.json",
        "x",
    ],
)
def test_a_member_that_belongs_to_no_persona_is_refused(home: Path, tmp_path: Path, name: str) -> None:
    refused(rebuilt({**members(packed(MAYA)), name: b"x"}), "belongs to no persona")
    assert not home.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_refused() -> None:
    def link(info: zipfile.ZipInfo) -> None:
        if info.filename == "persona.json":
            info.external_attr = 0o120777 << 16

    refused(rebuilt(members(packed(MAYA)), change=link), "no plain file")


def test_a_member_twice_is_refused() -> None:
    content = members(packed(MAYA))
    file = io.BytesIO(rebuilt(content))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("persona.json", content["persona.json"])
    refused(file.getvalue(), "belongs to no persona")


@pytest.mark.parametrize(
    "name", ["persona.json", "photo.webp", "voice.flac", "consent.json", "manifest.json"]
)
def test_a_bomb_is_refused_before_it_is_unpacked(name: str) -> None:
    data = rebuilt({**members(packed(MAYA)), name: bytes(LARGEST[name] + 1)}, honest=False)
    assert len(data) < 40_000
    refused(data, "far too large")
    lying = bytearray(data)  # says that it is small, in the member's own head and in the table at the end
    size = struct.pack("<I", LARGEST[name] + 1)
    assert lying.count(size) == 2
    refused(bytes(lying.replace(size, struct.pack("<I", 100))), "damaged|large|changed")


def test_a_locked_or_strangely_packed_file_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in members(packed(MAYA)).items():
            archive.writestr(name, data)
    refused(file.getvalue(), "packed in a way")
    locked = bytearray(rebuilt(members(packed(MAYA))))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    refused(bytes(locked), "no plain file")


def test_what_was_changed_after_it_was_written_is_refused() -> None:
    content = members(packed(MAYA))
    refused(
        rebuilt({**content, "persona.json": content["persona.json"] + b" "}, honest=False),
        "changed or damaged",
    )
    refused(rebuilt({"persona.json": content["persona.json"]}), "no persona's file")
    refused(rebuilt({"manifest.json": content["manifest.json"]}), "no persona's file")


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (b"", "damaged"),
        (b"[]", "damaged"),
        (b"[" * 8000, "damaged"),
        (b"\xff", "damaged"),
        (b'{"format": "other"}', "no persona's file"),
        (b'{"format": "realtalk-persona", "version": 2}', "another version"),
        (b'{"format": "realtalk-persona", "version": "1"}', "another version"),
        (b'{"format": "realtalk-persona", "version": 1, "members": null}', "changed or damaged"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(manifest: bytes, why: str) -> None:
    refused(rebuilt({**members(packed(MAYA)), "manifest.json": manifest}, honest=False), why)


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.update(extra=1),
        lambda p: p.update(id="../x"),
        lambda p: p.update(face="../../photo"),
        lambda p: p.update(name="x" * 9000),
        lambda p: p.update(questions=["why"] * 41),
        lambda p: p.update(facts="none"),
        lambda p: p.update(real="yes"),
        lambda p: p["voice"].update(voice="/etc/passwd"),
        lambda p: p["voice"].update(speed=40),
        lambda p: p.pop("greeting"),
    ],
)
def test_a_persona_that_none_may_be_is_refused(change: Callable[[dict[str, object]], None]) -> None:
    content = members(packed(MAYA))
    document = json.loads(content["persona.json"])
    change(document["persona"])
    refused(rebuilt({**content, "persona.json": json.dumps(document).encode()}), r"\w")


def test_a_persona_that_claims_a_likeness_gets_none(home: Path) -> None:
    content = members(packed(MAYA))
    document = json.loads(content["persona.json"])
    document["persona"] |= {"face": "photo", "real": True}
    document["persona"]["voice"]["voice"] = "matched"
    taken = take_in(look_into(rebuilt({**content, "persona.json": json.dumps(document).encode()})))
    assert not taken.real
    assert taken.face.startswith("random:")


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"hello", b"PK\x05\x06" + bytes(18), b"\x00" * (LARGEST_FILE + 1)]
)
def test_what_is_no_file_of_a_persona_is_refused(data: bytes, tmp_path: Path) -> None:
    refused(data, "cannot be taken in")
    (tmp_path / "x.persona").write_bytes(data)
    refused(tmp_path / "x.persona", "cannot be taken in")


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "not there, or no file")
    refused(tmp_path / "none", "not there, or no file")
    refused(Path("/dev/zero"), "not there, or no file")
    refused(Path("a\x00b"), "cannot be opened|not there")


@given(at=st.integers(0, 10**6), junk=st.binary(min_size=1, max_size=6))
@examples(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_never_gets_past(at: int, junk: bytes) -> None:
    whole = packed(MAYA)
    data = bytearray(whole)
    at %= len(data)
    data[at : at + len(junk)] = junk
    try:
        found = look_into(bytes(data))
    except RealTalkError:
        return
    assert found.persona == look_into(whole).persona
