"""Talks that were cut off, as the pages offer them."""

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.store import interrupted, sessions
from realtalk.ui.review_session import ReviewSession
from tests.app.practising import PAGE, press, texts


def cut_off(title="Cut *off*"):
    folder = sessions.new_folder()
    interrupted.hold(folder, title).release()
    (folder / sessions.MEDIA).write_bytes(b"film")
    return folder


@pytest.mark.parametrize("name", ["practise.py", "review.py"])
def test_a_talk_that_was_cut_off_is_offered_and_can_be_deleted(stand_ins, name):
    folder = cut_off()
    page = AppTest.from_file(PAGE.with_name(name), default_timeout=30).run()
    assert "Your talk was cut off: Cut *off*" in texts(page)
    assert "today at" in texts(page)
    press(page, "Delete it")
    assert not folder.exists()
    assert "cut off" not in texts(page)


def test_a_talk_that_was_cut_off_is_reviewed(stand_ins, monkeypatch):
    folder, begun = cut_off(), []
    monkeypatch.setattr(ReviewSession, "_review", lambda _self, *of, **how: begun.append((*of, how)))
    page = AppTest.from_file(PAGE.with_name("review.py"), default_timeout=30).run()
    press(page, "See how it went until then")
    assert begun == [(folder / sessions.MEDIA, "Cut *off*", {"owned": True})]
    sessions.discard(folder)
