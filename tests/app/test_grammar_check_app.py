"""The section "Your grammar" on the Review page, run without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.errors import RealTalkError
from realtalk.session.assessment import Source, assess, read_words
from realtalk.store import sessions
from realtalk.timeline import Timeline
from realtalk.ui import answer_help, grammar_check
from tests.app.practising import texts, until
from tests.scripted_model import Scripted
from tests.timelines import said, speech_of

PAGE = Path(__file__).parents[2] / "pages" / "review.py"
OBSERVED = read_words(
    Timeline(speech_of(said("We built a bridge there. It took us summer and half of work. ")))
)
SOURCE = Source("talk.mp3", 60.0, has_video=False, has_audio=True, notes=())
BUTTON = "Look at my grammar more closely"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    for summary in sessions.listing():
        sessions.delete(summary.id)
    monkeypatch.setattr(answer_help, "language_model", lambda: None)
    monkeypatch.setattr(grammar_check, "language_model", lambda: None)
    sessions.save(sessions.new_folder(), assess(OBSERVED, SOURCE), OBSERVED)
    page = AppTest.from_file(str(PAGE), default_timeout=30).run()
    next(b for b in page.button if b.label.startswith("Open")).click().run()
    return page


def look(page: AppTest, monkeypatch: pytest.MonkeyPatch, model: Scripted) -> None:
    monkeypatch.setattr(grammar_check, "language_model", lambda: model)
    page.run()
    next(b for b in page.button if b.label == BUTTON).click().run()


def test_without_a_model_the_way_to_one_is_told(page: AppTest):
    assert "choose one on the Settings page" in texts(page)
    assert BUTTON not in [b.label for b in page.button]


def test_what_the_model_finds_is_told_and_marked(page: AppTest, monkeypatch: pytest.MonkeyPatch):
    answers = ("We built a bridge there.", "It took us a summer and half of work.")
    look(page, monkeypatch, Scripted(*answers))
    until(page, "1 correction more, marked in the words above.")
    kept = sessions.load(sessions.listing()[0].id)
    assert ("summer", "a summer") in [(c.text, c.suggestion) for c in kept.rundown.corrections]
    assert BUTTON in [b.label for b in page.button]


def test_trouble_is_told_and_it_can_be_tried_again(page: AppTest, monkeypatch: pytest.MonkeyPatch):
    look(page, monkeypatch, Scripted(RealTalkError("The model is gone.", "Start it.", retryable=True)))
    until(page, "The model is gone")
    assert BUTTON in [b.label for b in page.button]
