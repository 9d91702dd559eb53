"""The Review page's script run without a browser: its states and what it remembers."""

import threading
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.coaching.guess import Guess
from realtalk.errors import Cancelled, RealTalkError, UnreadableMedia
from realtalk.metrics.catalogue import METRICS
from realtalk.session import upload
from realtalk.settings import settings
from realtalk.store import sessions
from realtalk.timeline import Timeline
from realtalk.ui import media_route, review_session
from tests.rundowns import rundown

PAGES = Path(__file__).parents[2] / "pages"


@pytest.fixture(autouse=True)
def _empty_home():
    for summary in sessions.listing():
        sessions.delete(summary.id)


@pytest.fixture
def page():
    return AppTest.from_file(PAGES / "review.py", default_timeout=30)


def keep(made=None, **more):
    return sessions.save(sessions.new_folder(), made or rundown(**more), Timeline())


def until(page, done):
    """Run the page until it shows something."""
    for _ in range(50):
        page.run()
        if done():
            return
        threading.Event().wait(0.05)


def texts(page):
    found = [*page.title, *page.subheader, *page.markdown, *page.caption]
    return "\n".join(element.value for element in found).replace("\\", "")


def button(page, label):
    """By its label, of which a list's buttons add the file they are about."""
    return next(found for found in page.button if found.label.split(" **")[0] == label)


@dataclass
class Reviewed:
    timeline: Timeline
    rundown: object


def test_a_new_user_sees_what_to_do(page):
    page.run()
    assert not page.exception
    assert page.title[0].value == "See how you come across"
    assert button(page, "Try it with a sample")
    assert "Your earlier rundowns" not in texts(page)


def test_kept_rundowns_are_listed_newest_first_and_open(page):
    keep(file="first.mp4")
    page.run()
    assert "first.mp4" in texts(page)
    button(page, "Open").click().run()
    assert not page.exception
    assert page.title[0].value == "first.mp4"


def test_what_was_guessed_before_a_rundown_stands_over_it_here_too(page):
    keep(replace(rundown(file="Free talk"), guesses=(Guess("speech_rate", 100.0),)))
    page.run()
    button(page, "Open").click().run()
    assert "How you thought it went" in texts(page)
    assert any("You guessed 100 words a minute" in html.proto.body for html in page.get("html"))


def test_a_damaged_session_is_listed_and_can_only_be_deleted(page):
    kept = keep()
    (settings().home / "sessions" / kept / "summary.json").write_text("{")
    page.run()
    assert not page.exception
    assert "cannot be opened" in texts(page)
    assert not [b for b in page.button if b.label.startswith("Open")]


def test_a_session_that_went_away_says_so(page):
    kept = keep()
    page.run()
    sessions.delete(kept)
    button(page, "Open").click().run()
    assert "not on this machine" in texts(page)
    assert page.title[0].value == "See how you come across"


def test_a_review_shows_its_progress_and_can_be_stopped(page, monkeypatch):
    began, ended = threading.Event(), threading.Event()

    def engine(path, *, on_progress, cancelled, **_more):
        on_progress(upload.Progress("Watching and listening", 0.25, 42.0))
        began.set()
        while not cancelled():
            ended.wait(0.01)
        raise Cancelled

    monkeypatch.setattr(upload, "review", engine)
    page.run()
    button(page, "Try it with a sample").click().run()
    assert began.wait(10)
    page.run()
    assert page.title[0].value == "Your rundown is on its way"
    bar = page.get("progress")[0].proto
    assert (bar.value, bar.text) == (25, "Watching and listening: 25%, about 40 seconds left")
    button(page, "Stop the review").click().run()
    assert page.title[0].value == "See how you come across"


def test_a_finished_review_opens_by_itself_and_is_kept(page, monkeypatch):
    monkeypatch.setattr(
        upload, "review", lambda path, *, name, **_more: Reviewed(Timeline(), rundown(file=name))
    )
    page.run()
    button(page, "Try it with a sample").click().run()
    for _ in range(50):
        page.run()
        if page.title[0].value.startswith("Sample"):
            break
        threading.Event().wait(0.05)
    assert texts(page).startswith("Sample: an interview answer.mp4")
    assert len(sessions.listing()) == 1


def test_trouble_says_what_happened_and_what_to_do(page, monkeypatch):
    def engine(path, **_more):
        raise UnreadableMedia("RealTalk could not read it: it is empty.", "Record it again.")

    monkeypatch.setattr(upload, "review", engine)
    page.run()
    button(page, "Try it with a sample").click().run()
    for _ in range(50):
        page.run()
        if "it is empty" in texts(page):
            break
        threading.Event().wait(0.05)
    assert "Record it again" in texts(page)
    assert page.title[0].value == "See how you come across"


def test_what_is_measured_lists_every_metric():
    page = AppTest.from_file(PAGES / "measures.py", default_timeout=30).run()
    assert not page.exception
    assert all(metric.title in texts(page) for metric in METRICS)
    assert len(page.caption) == len(METRICS)


def test_a_file_name_is_shown_letter_for_letter(page):
    keep(file="[click](http://x) :red[a] <b>$b$</b> *c*.mp4")
    page.run()
    button(page, "Open").click().run()
    shown = page.title[0].value
    for sign in "[](:<$*":
        assert sign not in shown.replace("\\" + sign, "")


def test_the_buttons_of_the_list_name_their_file(page):
    keep(file="first [1].mp4")
    page.run()
    labels = [b.label.replace("\\", "") for b in page.button]
    assert {"Open **first [1].mp4**", "Delete **first [1].mp4**"} <= set(labels)


def test_what_can_be_tried_again_has_a_button_that_does(page, monkeypatch):
    tries = []

    def engine(path, *, name, **_more):
        tries.append(path.read_bytes())
        if len(tries) == 1:
            raise RealTalkError("The recogniser did not answer.", "Check your connection.", retryable=True)
        return Reviewed(Timeline(), rundown(file=name))

    monkeypatch.setattr(upload, "review", engine)
    page.run()
    page.file_uploader[0].upload("talk.mp4", b"these are words", "video/mp4").run()
    until(page, lambda: "did not answer" in texts(page))
    button(page, "Try again").click().run()
    until(page, lambda: page.title[0].value.startswith("talk"))
    assert tries == [b"these are words"] * 2
    assert not list((settings().home / "unfinished").iterdir())


def test_what_cannot_be_tried_again_has_no_such_button_and_keeps_no_upload(page, monkeypatch):
    def engine(path, **_more):
        raise UnreadableMedia("RealTalk could not read it: it is empty.", "Record it again.")

    monkeypatch.setattr(upload, "review", engine)
    page.run()
    page.file_uploader[0].upload("talk.mp4", b"these are words", "video/mp4").run()
    until(page, lambda: "it is empty" in texts(page))
    assert "Try again" not in [b.label for b in page.button]
    assert not list((settings().home / "unfinished").iterdir())


def test_an_error_that_nobody_foresaw_gives_a_sentence_and_a_way_on(page, monkeypatch, caplog):
    keep(file="first.mp4")
    page.run()
    with monkeypatch.context() as broken:
        broken.setattr(review_session, "prepare", lambda *_: 1 / 0)
        button(page, "Open").click().run()
    assert not page.exception
    assert "Something went wrong inside RealTalk" in texts(page)
    assert "earlier rundowns are as they were" in texts(page)
    assert "ZeroDivisionError" in caplog.text
    button(page, "Back to the start").click().run()
    assert page.title[0].value == "See how you come across"


def test_an_action_that_breaks_gives_a_sentence_too(page, monkeypatch, caplog):
    keep(file="first.mp4")
    page.run()
    with monkeypatch.context() as broken:
        broken.setattr(sessions, "load", lambda _: 1 / 0)
        button(page, "Open").click().run()
    assert not page.exception
    assert "Something went wrong inside RealTalk" in texts(page)
    assert "ZeroDivisionError" in caplog.text
    button(page, "Try again").click().run()
    assert page.title[0].value == "first.mp4"


def test_no_traceback_is_shown_to_people():
    config = tomllib.loads((PAGES.parent / ".streamlit" / "config.toml").read_text())
    assert config["client"]["showErrorDetails"] == "none"


def named(page, label):
    return next(b for b in page.button if b.label.replace("\\", "") == label)


def toggle(page, label):
    return next((found for found in page.toggle if found.label == label), None)


def test_looking_at_emotions_and_showing_them_are_two_things(page):
    keep(file="first.mp4")
    keep(replace(rundown(file="second.mp4"), emotions=()))
    page.run()
    toggle(page, "Look at facial emotions").set_value(False).run()
    named(page, "Open **second.mp4**").click().run()
    assert toggle(page, "Show facial emotions") is None
    assert "No facial emotions were read for this rundown" in texts(page)
    button(page, "Another recording").click().run()
    assert toggle(page, "Look at facial emotions").value is False
    named(page, "Open **first.mp4**").click().run()
    assert toggle(page, "Show facial emotions").value is True
    toggle(page, "Show facial emotions").set_value(False).run()
    remembered = page.session_state["review"]
    assert remembered.shown().emotions == ()
    assert remembered.ready().payload["html"].count('data-metric="emotion"') == 0
    button(page, "Another recording").click().run()
    named(page, "Open **first.mp4**").click().run()
    assert toggle(page, "Show facial emotions").value is False


def test_the_address_of_a_recording_is_renewed_before_it_ends(page, monkeypatch):
    folder = sessions.new_folder()
    (folder / sessions.MEDIA).write_bytes(b"film")
    sessions.save(folder, rundown(), Timeline())
    now = 1_700_000_000.0
    monkeypatch.setattr(review_session.time, "time", lambda: now)
    page.run()
    button(page, "Open").click().run()

    def address():
        page.run()
        return page.session_state["review"].ready().payload["media"]

    first = address()
    assert address() == first
    for _ in range(40):
        now += 3600
        until_then = int(address().split("until=")[1].split("&")[0])
        assert until_then > now + media_route.VALID_FOR / 2 - 1
    assert address() != first
