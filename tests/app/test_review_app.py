"""The Review page's script run without a browser: its states and what it remembers."""

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.errors import Cancelled, UnreadableMedia
from realtalk.metrics.catalogue import METRICS
from realtalk.session import upload
from realtalk.settings import settings
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.rundowns import rundown

PAGES = Path(__file__).parents[2] / "pages"


@pytest.fixture(autouse=True)
def _empty_home():
    for summary in sessions.listing():
        sessions.delete(summary.id)


@pytest.fixture
def page():
    return AppTest.from_file(PAGES / "review.py", default_timeout=30)


def keep(**more):
    return sessions.save(sessions.new_folder(), rundown(**more), Timeline())


def texts(page):
    found = [*page.title, *page.subheader, *page.markdown, *page.caption]
    return "\n".join(element.value for element in found).replace("\\", "")


def button(page, label):
    return next(found for found in page.button if found.label == label)


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


def test_a_damaged_session_is_listed_and_can_only_be_deleted(page):
    kept = keep()
    (settings().home / "sessions" / kept / "summary.json").write_text("{")
    page.run()
    assert not page.exception
    assert "cannot be opened" in texts(page)
    assert not [b for b in page.button if b.label == "Open"]


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
