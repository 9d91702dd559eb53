from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from skimage import data as pictures

from realtalk.errors import RealTalkError
from realtalk.partner import own_personas
from realtalk.partner.consent import NoConsent, agree, consented
from realtalk.partner.face.rig import Rig
from realtalk.partner.faces import picture_of, rig_of
from realtalk.partner.likeness_files import sound_hash, unpacked_photo, unpacked_voice
from realtalk.partner.persona import VoiceChoice
from tests.unit.test_partner_own_personas import MAYA, photo, real_maya, spoken, voice


def test_a_photo_and_a_voice_need_consent(home: Path):
    pcm = voice()
    for given_agreement in (None, agree(True), agree(True, spoken=spoken(voice(1)))):
        with pytest.raises(NoConsent):
            own_personas.keep(MAYA, None, pcm, given_agreement)
    with pytest.raises(NoConsent):
        own_personas.keep(MAYA, photo())
    with pytest.raises(NoConsent):
        agree(False)
    assert own_personas.every() == ()
    assert not (home / "personas").exists()


def test_a_real_person_is_kept_with_their_consent(home: Path):
    kept = real_maya()
    assert (kept.real, kept.face, kept.voice) == (True, "photo", VoiceChoice("matched", 1.1, -0.5))
    assert own_personas.load(kept.id) == kept
    folder = own_personas.folder(kept.id)
    assert np.abs(unpacked_photo(folder / "photo.webp").astype(int) - photo()).mean() < 6
    assert sound_hash(unpacked_voice(folder / "voice.flac")) == sound_hash(voice())
    document = json.loads((folder / "consent.json").read_text())
    assert document["photo"]["sha256"] != document["voice"]["sha256"]
    assert document["voice"]["spoken"]["phrase"] == "a b c"


def test_a_large_photo_is_made_smaller(home: Path):
    kept = own_personas.keep(MAYA, photo(size=(3000, 1600)), None, agree(True))
    assert unpacked_photo(own_personas.folder(kept.id) / "photo.webp").shape == (1536, 819, 3)


@pytest.mark.parametrize(
    "change", ["photo", "voice", "no consent", "broken consent", "no photo", "more", "unspoken"]
)
def test_a_likeness_that_was_not_agreed_to_is_not_used(home: Path, change: str):
    kept = real_maya()
    folder = own_personas.folder(kept.id)
    consent = folder / "consent.json"
    if change == "photo":
        (folder / "photo.webp").write_bytes((folder / "photo.webp").read_bytes() + b"x")
    elif change == "voice":
        (folder / "voice.flac").write_bytes(b"another")
    elif change == "no consent":
        consent.unlink()
    elif change == "broken consent":
        consent.write_bytes(b"[" * 9000)
    elif change == "no photo":
        (folder / "photo.webp").unlink()
    elif change == "unspoken":
        document = json.loads(consent.read_text())
        del document["voice"]["spoken"]
        consent.write_text(json.dumps(document))
    else:
        document = json.loads(consent.read_text())
        document["voice"] = None
        consent.write_text(json.dumps(document))
    with pytest.raises(NoConsent):
        own_personas.load(kept.id)
    assert own_personas.every() == ()
    assert own_personas.damaged().keys() == {kept.id}
    back = own_personas.revoke(kept.id)
    assert own_personas.every() == (back,)


def test_revoking_leaves_the_persona_and_nothing_of_the_person(home: Path):
    kept = real_maya()
    folder = own_personas.folder(kept.id)
    (folder / "rig.npz").write_bytes(b"rig")
    (folder / "matched_voice.npz").write_bytes(b"voice")
    (folder / "cache").mkdir(exist_ok=True)
    (folder / "cache" / "0.flac").write_bytes(b"sound")
    (folder / ".photo.webp.0badcafe").write_bytes(b"left by a crash")
    back = own_personas.revoke(kept.id)
    assert [path.name for path in folder.iterdir()] == ["persona.json"]
    assert back.face.startswith("random:")
    assert back.voice == VoiceChoice("heart", 1.1, -0.5)
    assert not back.real
    assert own_personas.load(kept.id) == back
    assert consented(folder) is None


def test_revoking_a_damaged_persona_still_deletes_the_likeness(home: Path):
    kept = real_maya()
    folder = own_personas.folder(kept.id)
    (folder / "persona.json").write_bytes(b"{")
    with pytest.raises(RealTalkError):
        own_personas.revoke(kept.id)
    assert [path.name for path in folder.iterdir()] == ["persona.json"]


def test_what_cannot_be_deleted_is_told(home: Path, monkeypatch: pytest.MonkeyPatch):
    kept = real_maya()
    stays = own_personas.folder(kept.id) / "voice.flac"
    real = Path.unlink

    def refuses(path: Path, missing_ok: bool = False) -> None:  # a file that another program has open
        if path == stays:
            raise PermissionError(13, "in use")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuses)
    with pytest.raises(RealTalkError, match="still there"):
        own_personas.revoke(kept.id)


def test_a_new_photo_replaces_the_old_one_and_its_rig(home: Path):
    kept = real_maya()
    folder = own_personas.folder(kept.id)
    (folder / "rig.npz").write_bytes(b"rig")
    (folder / "matched_voice.npz").write_bytes(b"voice")
    before = (folder / "photo.webp").read_bytes()
    changed = own_personas.give_likeness(kept.id, photo(5), agreement=agree(True))
    assert changed == kept
    assert own_personas.load(kept.id) == kept
    assert (folder / "photo.webp").read_bytes() != before
    assert not (folder / "rig.npz").exists()
    assert (folder / "matched_voice.npz").exists()


def test_a_drawn_persona_can_be_given_a_photo_later(home: Path):
    kept = own_personas.keep(MAYA)
    changed = own_personas.give_likeness(kept.id, photo(), agreement=agree(True))
    assert (changed.face, changed.voice, changed.real) == ("photo", MAYA.voice, True)
    assert own_personas.load(kept.id) == changed


def test_a_drawn_face_may_be_chosen_again_while_the_photo_is_kept(home: Path):
    kept = real_maya()
    drawn = own_personas.change(kept.id, replace(kept, face="random:3", voice=VoiceChoice("heart")))
    assert drawn.real
    assert own_personas.change(kept.id, kept) == kept


def test_a_persona_that_names_a_likeness_it_has_not_gets_a_drawn_one(home: Path):
    kept = own_personas.keep(replace(MAYA, face="photo", voice=VoiceChoice("matched"), real=True))
    assert kept.face.startswith("random:")
    assert kept.voice.voice == "heart"
    assert not kept.real


def astronaut_maya():
    return own_personas.keep(MAYA, pictures.astronaut(), None, agree(True))


def test_a_face_is_made_once_from_the_photo_and_then_kept(home: Path, monkeypatch: pytest.MonkeyPatch):
    kept = astronaut_maya()
    shares: list[float] = []
    rig = rig_of(kept, shares.append)
    assert shares[0] == 0
    assert shares[-1] == 1
    file = own_personas.folder(kept.id) / "rig.npz"
    assert file.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr("realtalk.partner.faces.make_rig", lambda *_: pytest.fail("made again"))
    again = rig_of(kept)
    assert (again.atlas == rig.atlas).all()
    assert {path.name for path in file.parent.iterdir()} == {
        *("persona.json", "photo.webp", "consent.json", "rig.npz", "cache")
    }


def test_a_damaged_face_is_made_again(home: Path):
    kept = astronaut_maya()
    file = own_personas.folder(kept.id) / "rig.npz"
    file.write_bytes(b"no rig")
    assert rig_of(kept).atlas.shape[1] == 512
    assert file.stat().st_size > 10_000


def test_a_face_is_not_shown_without_consent(home: Path, astronaut_rig: Rig):
    kept = astronaut_maya()
    astronaut_rig.save(own_personas.folder(kept.id) / "rig.npz")
    assert rig_of(kept).line.shape == astronaut_rig.line.shape
    (own_personas.folder(kept.id) / "consent.json").unlink()
    for use in (rig_of, picture_of):
        with pytest.raises(NoConsent):
            use(kept)
    own_personas.revoke(kept.id)
    with pytest.raises(NoConsent):
        rig_of(kept)


def test_a_face_whose_photo_is_revoked_meanwhile_is_not_kept(home: Path):
    kept = astronaut_maya()

    def revoked_halfway(share: float) -> None:
        if share == 1:
            own_personas.revoke(kept.id)

    rig_of(kept, revoked_halfway)
    assert [path.name for path in own_personas.folder(kept.id).iterdir()] == ["persona.json"]


def test_a_photo_without_a_face_makes_none(home: Path):
    kept = own_personas.keep(MAYA, pictures.coffee(), None, agree(True))
    with pytest.raises(RealTalkError, match="face"):
        rig_of(kept)


def test_whoever_looks_while_a_photo_is_exchanged_finds_the_old_or_the_new(home: Path):
    kept = own_personas.keep(MAYA, photo(), None, agree(True))
    stop = threading.Event()
    refused: list[RealTalkError] = []

    def look() -> None:
        while not stop.is_set():
            try:
                own_personas.load(kept.id)
            except RealTalkError as error:
                refused.append(error)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for seed in range(12):
            own_personas.give_likeness(kept.id, photo(seed), agreement=agree(True))
    finally:
        stop.set()
        looking.join()
    assert refused == []
