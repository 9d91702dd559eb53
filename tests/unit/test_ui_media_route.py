import time
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from realtalk import settings
from realtalk.ui import media_route
from realtalk.ui.media_route import COOKIE, VALID_FOR, BrowserCookie, grant

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def media(tmp_path, monkeypatch):
    monkeypatch.setattr(media_route, "settings", lambda: settings.Settings(home=tmp_path))
    folder = tmp_path / "sessions" / "20260101-120000-0123abcd"
    folder.mkdir(parents=True)
    (tmp_path / "secret.mp4").write_bytes(b"another file")
    (folder / "rundown.json").write_text("{}")
    path = folder / "player.mp4"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def client():
    async def page(_request):
        return HTMLResponse("<p>hello</p>")

    app = Starlette(routes=[media_route.route, Route("/", page)], middleware=[Middleware(BrowserCookie)])
    with TestClient(app) as made:
        made.cookies.set(COOKIE, "mine")
        yield made


def test_the_whole_recording_goes_to_the_browser_that_opened_it(client, media):
    answer = client.get(grant(media, "mine"))
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"].startswith("private")


def test_a_range_is_answered_with_that_range(client, media):
    answer = client.get(grant(media, "mine"), headers={"Range": "bytes=100-199"})
    assert (answer.status_code, answer.content) == (206, CONTENT[100:200])
    assert answer.headers["content-range"] == f"bytes 100-199/{len(CONTENT)}"


def test_the_end_of_a_recording_can_be_asked_for(client, media):
    answer = client.get(grant(media, "mine"), headers={"Range": "bytes=-10"})
    assert (answer.status_code, answer.content) == (206, CONTENT[-10:])


def test_a_range_beyond_the_end_is_refused(client, media):
    assert client.get(grant(media, "mine"), headers={"Range": "bytes=999999-"}).status_code == 416


def test_a_range_of_a_changed_file_gives_the_whole_new_file(client, media):
    etag = client.head(grant(media, "mine")).headers["etag"]
    part = {"Range": "bytes=0-9", "If-Range": etag}
    assert client.get(grant(media, "mine"), headers=part).status_code == 206
    media.write_bytes(CONTENT + b"more")
    assert client.get(grant(media, "mine"), headers=part).status_code == 200


def test_head_tells_the_length_without_the_content(client, media):
    answer = client.head(grant(media, "mine"))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(CONTENT))


def test_another_browser_cannot_use_the_address(client, media):
    client.cookies.clear()
    assert client.get(grant(media, "mine")).status_code == 404
    client.cookies.set(COOKIE, "theirs")
    assert client.get(grant(media, "mine")).status_code == 404


def test_a_browser_without_a_cookie_gets_nothing_even_with_an_address_made_for_it(client, media):
    client.cookies.clear()
    assert client.get(grant(media, "")).status_code == 404


def test_an_address_ends_after_its_time(client, media):
    assert client.get(grant(media, "mine", now=time.time() - VALID_FOR - 1)).status_code == 404


@pytest.mark.parametrize("key", ["", "0" * 64, "é", "x" * 5000])
def test_a_made_up_key_opens_nothing(client, media, key):
    address = urlsplit(grant(media, "mine"))
    until = address.query.split("&")[0]
    assert client.get(address.path, params={"until": until.split("=")[1], "key": key}).status_code == 404


def test_a_longer_time_cannot_be_written_into_an_address(client, media):
    address = grant(media, "mine", now=time.time() - VALID_FOR - 1)
    until = address.split("until=")[1].split("&")[0]
    assert client.get(address.replace(until, str(int(until) + 9999))).status_code == 404


@pytest.mark.parametrize("path", [
    "/recordings/..%2f/secret.mp4", "/recordings/%2e%2e/secret.mp4", "/recordings/..%5c/secret.mp4",
    "/recordings/20260101-120000-0123abcd/..%2f..%2f..%2fsecret.mp4",
])  # fmt: skip
def test_no_path_leads_out_of_the_sessions(client, media, path):
    query = urlsplit(grant(media, "mine")).query
    assert client.get(f"{path}?{query}").status_code == 404


def test_only_recordings_are_served_even_with_a_right_key(client, media):
    assert client.get(grant(media.with_name("rundown.json"), "mine")).status_code == 404


def test_a_link_out_of_the_session_is_not_followed(client, media, tmp_path):
    link = media.with_name("linked.mp4")
    link.symlink_to(tmp_path / "secret.mp4")
    assert client.get(grant(link, "mine")).status_code == 404


def test_a_page_gives_a_new_browser_its_cookie_and_keeps_it(client):
    client.cookies.clear()
    first = client.get("/")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Strict" in first.headers["set-cookie"]
    assert f"Max-Age={365 * 24 * 3600}" in first.headers["set-cookie"]
    assert "set-cookie" not in client.get("/").headers


def test_every_answer_is_kept_out_of_foreign_frames_and_read_as_what_it_is(client, media):
    for answer in (client.get("/"), client.get(grant(media, "mine")), client.get("/nothing")):
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_our_own_pages_may_frame_their_components(client):
    answer = client.get("/component/some.part/index.html")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
