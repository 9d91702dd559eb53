"""What the pages make of words that are to be put right, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.session import correction_keeping
from realtalk.session.assessment import Source, assess, read_words
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.timelines import said, speech_of

REVIEW = Path(__file__).parents[2] / "pages" / "review.py"
WORDS = "Arm, we built a bridge. It was long and we won. " * 2


@pytest.fixture
def page():
    for summary in sessions.listing():
        sessions.delete(summary.id)
    correction_keeping.forget()
    timeline = read_words(Timeline(speech_of(said(WORDS))))
    source = Source("talk.mp3", 20.0, has_video=False, has_audio=True, notes=())
    sessions.save(sessions.new_folder(), assess(timeline, source), timeline)
    return opened()


def opened():
    page = AppTest.from_file(REVIEW, default_timeout=30).run()
    next(b for b in page.button if b.label.startswith("Open")).click().run()
    return page


def ask(page, serial, kind, index=0, put="", **more):
    """As the browser asks; what the page shows of it after it is drawn again."""
    review = page.session_state["review"]
    word = review.stored.rundown.words[index]
    one = {"serial": serial, "kind": kind, "start": word.span.start, "end": word.span.end}
    review.correct({"asked": [one | {"text": word.text, "put": put} | more]})
    page.run()
    assert not page.exception
    return review.words.told_of()


def html(page):
    return page.session_state["review"].ready().payload["html"]


def test_a_correction_is_shown_and_can_be_taken_back_in_another_tab_too(page):
    before = html(page)
    assert "put right by you" not in before
    assert ask(page, 7, "reword", put="um") == {"heard": 7, "told": "", "undo": True}
    assert "put right by you" in html(page)
    assert ">um,</span>" in html(page)
    other = opened()
    assert other.session_state["review"].words.told_of()["undo"]
    assert ask(other, 1, "undo") == {"heard": 1, "told": "", "undo": False}
    assert html(other) == before


def test_what_was_heard_counts_once_however_often_it_is_sent(page):
    ask(page, 5, "add", put="um")
    ask(page, 5, "add", put="um")
    words = [word.text for word in page.session_state["review"].stored.rundown.words]
    assert words.count("um") == 1


def test_a_word_that_another_tab_changed_is_told_and_shown_as_it_is(page):
    other = opened()
    ask(other, 1, "reword", put="um")
    told = ask(page, 2, "remove")
    assert "has changed since your page was drawn" in told["told"]
    assert told["undo"]
    assert ">um,</span>" in html(page)
    assert ask(page, 3, "filler", index=1)["told"] == ""


def test_a_session_that_went_away_is_told_and_stays_on_the_page(page):
    sessions.delete(page.session_state["review"].stored.id)
    assert "not on this machine" in ask(page, 1, "remove")["told"]
    assert page.title[0].value == "talk.mp3"


@pytest.mark.parametrize(
    "asked",
    [None, 3, {"asked": 3}, {"asked": [3, {}, {"serial": "x", "kind": "undo"}]},
     {"asked": [{"serial": 1, "kind": "burn", "start": 0, "end": 1, "text": "a"}]},
     {"asked": [{"serial": 1, "kind": "remove", "start": "nan", "end": 1, "text": "a"}]}],
)  # fmt: skip
def test_what_no_page_of_ours_sends_changes_nothing(page, asked):
    review = page.session_state["review"]
    stored = review.stored
    review.correct(asked)
    assert review.stored is stored
    assert review.words.told_of() == {"heard": 0, "told": "", "undo": False}


def test_an_error_that_nobody_foresaw_is_told(page, monkeypatch, caplog):
    monkeypatch.setattr(correction_keeping, "reworded", lambda *_: 1 / 0)
    assert "could not be put right" in ask(page, 1, "remove")["told"]
    assert "ZeroDivisionError" in caplog.text
