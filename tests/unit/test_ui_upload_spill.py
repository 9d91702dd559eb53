import os
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from realtalk import settings
from realtalk.errors import DiskFull, RealTalkError
from realtalk.ui import upload_spill
from realtalk.ui.upload_spill import SpillUploads, claim, remove_abandoned, safe_name, uploads_folder


@dataclass
class Uploaded:
    name: str
    data: bytes

    def getbuffer(self):
        return memoryview(self.data)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(upload_spill, "settings", lambda: settings.Settings(home=tmp_path))
    return tmp_path


@pytest.fixture
def received():
    return []


@pytest.fixture
def client(received):
    async def upload(request):
        if request.headers.get("x-refused"):
            return Response(status_code=403)
        form = await request.form()
        file = form["file"]
        received.append(Uploaded(file.filename, await file.read()))
        return Response(status_code=204)

    route = Route("/_stcore/upload_file/{session}/{file}", upload, methods=["PUT"])
    with TestClient(Starlette(routes=[route], middleware=[Middleware(SpillUploads)])) as made:
        yield made


ADDRESS = "/_stcore/upload_file/a/b"


def put(client, content, name="my talk.mp4", **headers):
    return client.put(ADDRESS, files={"file": (name, content, "video/mp4")}, headers=headers)


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_500_000])
def test_what_was_uploaded_lies_on_disk_and_streamlit_gets_a_receipt(client, received, tmp_path, size):
    content = os.urandom(size)
    assert put(client, content).status_code == 204
    assert received[0].name == "my talk.mp4"
    assert len(received[0].data) < 64
    path = claim(received[0], tmp_path)
    assert path.read_bytes() == content
    assert path.suffix == ".mp4"
    assert not list(uploads_folder().iterdir())


def test_content_that_looks_like_a_boundary_survives(client, received, tmp_path):
    content = b"\r\n--boundary--\r\nContent-Disposition: form-data\r\n\r\n" * 50
    put(client, content)
    assert claim(received[0], tmp_path).read_bytes() == content


def test_a_refused_upload_is_never_read_to_disk(client):
    assert put(client, b"x" * 1000, **{"x-refused": "1"}).status_code == 403
    assert not uploads_folder().exists() or not list(uploads_folder().iterdir())


def test_a_receipt_counts_once(client, received, tmp_path):
    put(client, b"x")
    claim(received[0], tmp_path)
    with pytest.raises(RealTalkError, match="upload it again"):
        claim(received[0], tmp_path)


def test_a_content_that_plays_a_receipt_cannot_name_a_file(tmp_path):
    (tmp_path / "secret").write_text("secret")
    fake = Uploaded("a.mp4", b"realtalk-upload:../secret")
    assert claim(fake, tmp_path).read_bytes() == fake.data


def test_a_full_disk_is_said_in_words(client, received, tmp_path):
    (tmp_path / "uploads").write_text("a file where the folder should be")
    assert put(client, b"x" * 5000).status_code == 204
    with pytest.raises(DiskFull, match="not enough room"):
        claim(received[0], tmp_path)


def test_more_than_the_limit_is_stopped_on_the_way(client, tmp_path, monkeypatch):
    monkeypatch.setattr(upload_spill.st, "get_option", lambda name: 1)
    assert put(client, b"x" * 4_000_000).status_code == 413
    assert not list(uploads_folder().iterdir())


def test_an_upload_without_the_middleware_is_taken_as_it_is(tmp_path):
    assert claim(Uploaded("talk.wav", b"sound"), tmp_path).read_bytes() == b"sound"


def test_what_nobody_claimed_goes_after_a_day(client, received):
    put(client, b"x")
    remove_abandoned()
    assert len(list(uploads_folder().iterdir())) == 1
    remove_abandoned(now=2e10)
    assert not list(uploads_folder().iterdir())


def test_uploads_of_reviews_that_were_cut_off_go_after_a_day(tmp_path):
    def scratch(name):
        original = tmp_path / "unfinished" / name / "original" / "talk.mp4"
        original.parent.mkdir(parents=True)
        original.write_bytes(b"x")
        (original.parents[1] / "player.mp4").write_bytes(b"x")
        return original

    dead, alive = scratch("20260101-120000-0123abcd"), scratch("20260101-120000-89ef0123")
    for path in (dead, dead.parent, dead.parents[1], dead.parents[1] / "player.mp4", alive):
        os.utime(path, (1e9, 1e9))
    remove_abandoned()
    assert not dead.parent.exists()
    assert alive.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's files apart by itself")
def test_uploads_are_for_their_user_alone(client, received, tmp_path, monkeypatch):
    home = tmp_path / "new home"
    monkeypatch.setattr(upload_spill, "settings", lambda: settings.Settings(home=home))
    before = os.umask(0)
    try:
        put(client, b"x")
        (spilled,) = uploads_folder().iterdir()
        modes = [path.stat().st_mode & 0o777 for path in (home, uploads_folder(), spilled)]
        whole = claim(Uploaded("talk.wav", b"sound"), tmp_path)
        modes += [path.stat().st_mode & 0o777 for path in (whole.parent, whole)]
    finally:
        os.umask(before)
    assert modes == [0o700, 0o700, 0o600, 0o700, 0o600]


def test_an_uploads_folder_that_others_could_read_is_closed(client, tmp_path):
    (tmp_path / "uploads").mkdir(mode=0o755)
    put(client, b"x")
    assert uploads_folder().stat().st_mode & 0o077 == 0


@given(st.text(max_size=300))
def test_a_safe_name_stays_in_its_folder(name):
    safe = safe_name(name)
    assert safe
    assert not safe.startswith(".")
    assert "/" not in safe
    assert "\\" not in safe
    assert len(safe.encode()) <= 130
