import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from realtalk.errors import RealTalkError
from realtalk.partner.clip.certificate import FOLDER, credentials, known
from realtalk.partner.clip.encoding import encoded
from realtalk.partner.clip.signing import SignedClip, signed, verify
from tests.homes import home_at


@pytest.fixture(scope="module")
def clip() -> bytes:
    import av

    from realtalk.partner.clip.encoding import painted

    frames = [painted(np.full((64, 64, 3), shade, np.uint8)) for shade in range(0, 200, 10)]
    assert isinstance(frames[0], av.VideoFrame)
    return encoded(frames, np.zeros(20 * 960, np.float32), (64, 64))


def _kept(folder: Path, data: bytes) -> Path:
    path = folder / "clip.mp4"
    path.write_bytes(data)
    return path


def test_a_signed_clip_says_who_made_it_and_that_it_is_made_by_ai(home, tmp_path, clip):
    path = _kept(tmp_path, signed(clip))
    assert verify(path) == SignedClip(valid=True, own=True, ai_generated=True, generator="RealTalk")


def test_a_clip_without_a_signature_has_none(home, tmp_path, clip):
    assert verify(_kept(tmp_path, clip)) is None
    assert verify(_kept(tmp_path, b"no clip at all")) is None
    assert not home.exists()  # nothing is made for a look


def test_a_tampered_clip_is_not_valid(home, tmp_path, clip):
    data = bytearray(signed(clip))
    data[data.find(b"mdat") + 400] ^= 1
    found = verify(_kept(tmp_path, bytes(data)))
    assert found is not None
    assert not found.valid
    assert not found.own


def test_words_changed_in_the_tags_are_noticed(home, tmp_path, clip):
    data = signed(clip).replace(b"AI-generated", b"Human-spoken")
    assert data != signed(clip)
    found = verify(_kept(tmp_path, data))
    assert found is None or not found.valid


def test_another_machine_sees_a_valid_clip_that_is_not_its_own(home, tmp_path, clip):
    path = _kept(tmp_path, signed(clip))
    with home_at(tmp_path / "other"):
        credentials()
        assert verify(path) == SignedClip(valid=True, own=False, ai_generated=True, generator="RealTalk")


def test_the_certificate_is_what_c2pa_demands(home):
    kept = credentials()
    signer, root = x509.load_pem_x509_certificates(kept.chain)
    signer.verify_directly_issued_by(root)
    usage = signer.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert not usage.value.key_cert_sign
    purposes = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert ExtendedKeyUsageOID.EMAIL_PROTECTION in purposes
    assert ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE not in purposes
    assert not signer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert signer.not_valid_after_utc > datetime.now(UTC) + timedelta(days=3000)
    named = {attribute.value for attribute in signer.subject}
    assert named == {"RealTalk", "RealTalk clips on this machine"}  # nobody's name


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of Unix")
def test_the_keys_are_made_once_and_readable_by_nobody_else(home):
    first = credentials()
    assert credentials() == first
    folder = home / FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 3
    assert "PRIVATE" not in repr(first)


def test_threads_and_processes_at_once_agree_on_one(home):
    home.mkdir(parents=True)
    code = "from realtalk.partner.clip.certificate import credentials; print(hash(credentials().root))"
    environment = {**os.environ, "REALTALK_HOME": str(home), "PYTHONHASHSEED": "0"}
    others = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    with ThreadPoolExecutor(8) as pool:
        mine = {each.root for each in pool.map(lambda _: credentials(), range(16))}
    theirs = {other.communicate(timeout=30)[0] for other in others}
    assert len(mine) == len(theirs) == 1
    assert [each.name for each in home.iterdir()] == [FOLDER]


@pytest.mark.parametrize("name", ["chain.pem", "key.pem"])
def test_a_certificate_that_is_of_no_use_is_said(home, clip, name):
    credentials()
    (home / FOLDER / name).write_bytes(b"rubbish")
    with pytest.raises(RealTalkError, match="signing"):
        signed(clip)


def test_an_empty_folder_is_filled(home):
    (home / FOLDER).mkdir(parents=True)
    assert known() is None
    assert credentials() == known()


def test_a_home_that_cannot_be_written_is_said(tmp_path, clip):
    (tmp_path / "file").write_text("")
    with home_at(tmp_path / "file"), pytest.raises(RealTalkError, match="cannot write"):
        signed(clip)


def test_a_missing_file_is_said(home, tmp_path):
    with pytest.raises(RealTalkError, match=r"gone\.mp4"):
        verify(tmp_path / "gone.mp4")
