"""The slides on the page: what the browser gets of them, and to whom their pictures are given."""

from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from realtalk.capture.slides import Deck, Slide
from realtalk.session.slides import PICTURES, OpenSlides
from realtalk.ui.media_route import COOKIE
from realtalk.ui.slides_route import MOST, grant, route
from realtalk.ui.slides_view import LONGEST, MOST_LINES, chosen, payload

SLIDES = (
    Slide(1, "A <b>title</b>", ("A <b>title</b>", "x" * 400), 24.0, 2, charts=1),
    Slide(3, "", tuple(f"line {n}" for n in range(40)), 9.0, 0),
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / PICTURES).mkdir()
    (tmp_path / PICTURES / "001.webp").write_bytes(b"picture")
    return tmp_path


def opened(folder, kind="pdf"):
    return OpenSlides("a", folder / "slides", Deck("A", kind, SLIDES), 1)


@pytest.fixture
def client():
    return TestClient(Starlette(routes=[route]), cookies={COOKIE: "mine"})


def test_a_slide_is_told_as_text_no_longer_than_fits_on_a_card(folder):
    cards = payload(opened(folder, "pptx"), 3, "mine")["slides"]
    assert [card["title"] for card in cards] == ["A <b>title</b>", "Slide 3"]
    assert [len(line) for line in cards[0]["lines"]] == [LONGEST]
    assert len(cards[1]["lines"]) == MOST_LINES
    assert cards[0]["also"] == "2 pictures, 1 chart"
    assert [card["picture"] for card in cards] == [None, None]


def test_pictures_go_to_the_browser_that_added_the_slides_and_to_no_other(folder, client):
    address = payload(opened(folder), 1, "mine")["slides"][0]["picture"]
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, b"picture")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"].startswith("private")
    client.cookies.set(COOKIE, "another")
    assert client.get(address).status_code == 404


def test_what_is_not_drawn_and_what_was_never_granted_is_missing_alike(folder, client):
    address = payload(opened(folder), 1, "mine")["slides"][1]["picture"]
    for wrong in (address, "/slides/guess/1", f"{address}999", f"{address}%2F..%2F1"):
        assert client.get(wrong).status_code == 404
    assert client.get(address).headers["cache-control"] == "no-store"


def test_without_a_cookie_there_are_no_pictures(folder):
    assert payload(opened(folder), 1, "")["slides"][0]["picture"] is None


def test_an_address_stays_until_many_others_came(folder, tmp_path):
    first = grant(folder, "mine")
    assert grant(folder, "mine") == first
    for number in range(MOST):
        grant(tmp_path / str(number), "mine")
    assert grant(folder, "mine") != first


@pytest.mark.parametrize("told", [None, "3", True, 2, 2.5, -1, 10**9, float("nan"), [3]])
def test_a_slide_that_the_browser_makes_up_is_not_believed(folder, told):
    assert chosen(SimpleNamespace(slide=told), opened(folder)) is None


@pytest.mark.parametrize("told", [3, 3.0])
def test_a_slide_that_is_there_is_believed(folder, told):
    assert chosen(SimpleNamespace(slide=told), opened(folder)) == 3
    assert chosen(None, opened(folder)) is None
