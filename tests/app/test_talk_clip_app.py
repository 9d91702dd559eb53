"""What a persona said as a video on the Talk page: made, stopped, refused, saved."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import av
import pytest
from streamlit.testing.v1 import AppTest

from realtalk.partner import own_personas
from realtalk.partner.cast import find
from realtalk.partner.clip import filming
from realtalk.partner.clip.signing import verify
from realtalk.partner.consent import agree
from realtalk.partner.conversation import Conversation
from realtalk.partner.persona import Persona
from realtalk.session import clip_making
from realtalk.session.job import Phase
from realtalk.session.partner_talk import PartnerTalk
from realtalk.ui import talk_session
from realtalk.ui.talk_clip import SHOWN, Clips, said
from realtalk.ui.talk_session import Step
from tests.app.practising import labels, press, texts, until
from tests.homes import home_at
from tests.unit.test_partner_own_personas import MAYA, photo

PAGE = Path(__file__).parents[2] / "pages" / "talk.py"

STRANGER = replace(find("friendly-stranger"), greeting="Hello there.")


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory) -> Iterator[Path]:
    """One for all of these: a face takes seconds."""
    with home_at(tmp_path_factory.mktemp("home")) as folder:
        yield folder


@pytest.fixture(autouse=True)
def unprepared(monkeypatch) -> None:
    monkeypatch.setattr(talk_session, "get_ready", lambda _persona: None)


def clips_on_disk(home: Path) -> list[Path]:
    """The videos that are made or shown now."""
    return [*home.glob("scratch/*/*")]


def talked(persona: Persona) -> PartnerTalk:
    """A conversation in which the persona greeted, and which then ended."""
    talk = PartnerTalk(persona, Conversation(persona, None))
    assert [each.text for each in talk.conversation.opening()] == [persona.greeting]
    talk.finish()
    return talk


def after(persona: Persona) -> AppTest:
    """The page after it."""
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    session = page.session_state["talk"]
    session.persona, session.talk, session.step = persona, talked(persona), Step.READ
    page.run()
    assert not page.exception
    return page


def clips(page: AppTest) -> Clips:
    return page.session_state["talk-clip"]


@contextmanager
def another_is_made() -> Generator[None]:
    """Somebody else's video, ahead of ours."""
    other = object()
    clip_making._LINE.join(other)
    try:
        yield
    finally:
        clip_making._LINE.leave(other)


def test_what_they_said_is_saved_as_a_video_that_says_what_it_is(home) -> None:
    page = after(STRANGER)
    assert "Save what" in texts(page)
    assert page.selectbox(key="clip-part").options == [f"{STRANGER.name}: Hello there."]
    press(page, "Make the video")
    job = clips(page).job
    assert job is not None
    assert job.wait(60).phase is Phase.DONE
    until(page, "marked and signed as AI-generated")
    assert [button.proto.label for button in page.get("download_button")] == [
        "Save what was said",
        "Save the video",
    ]
    assert len(page.get("video")) == 1

    found = verify(job.path)
    assert found is not None
    assert found.valid
    assert found.own
    assert found.ai_generated
    with av.open(str(job.path)) as file:
        seconds = (file.duration or 0) / av.time_base
        frames = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    assert 0.5 < seconds < 3
    assert len(frames) == pytest.approx(seconds * 25, abs=3)
    assert abs(frames[0].astype(int) - frames[len(frames) // 2]).max() > 60, "the face moves"

    assert clips_on_disk(home) == [job.path.parent]
    press(page, "Somebody else")
    assert clips(page).job is None
    del job
    gc.collect()
    assert clips_on_disk(home) == [], "it lies nowhere but where it was saved"


def test_a_video_waits_for_that_of_somebody_else_and_can_be_stopped(home) -> None:
    page = after(STRANGER)
    with another_is_made():
        press(page, "Make the video")
        assert page.get("progress")[0].proto.text == "One video is ahead of yours. It starts by itself."
        assert "Make the video" not in labels(page)
        press(page, "Stop the video")
        until(page, "The video was stopped.")
    assert "Make the video" in labels(page)
    assert clips_on_disk(home) == []


def test_a_full_disk_is_told_and_can_be_tried_again(monkeypatch, home) -> None:
    page = after(STRANGER)
    real = shutil.disk_usage
    monkeypatch.setattr(filming.shutil, "disk_usage", lambda path: real(path)._replace(free=0))
    press(page, "Make the video")
    until(page, "There is no room left on the disk for the clip.")
    assert "Free some space on this computer" in texts(page)
    assert clips_on_disk(home) == []
    monkeypatch.setattr(filming.shutil, "disk_usage", real)
    with another_is_made():
        press(page, "Try again")
        assert "no room left" not in texts(page)
        assert len(page.get("progress")) == 1
        press(page, "Stop the video")
        until(page, "The video was stopped.")


def test_no_room_even_for_a_folder_is_told(monkeypatch) -> None:
    def full(**_more: str) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    page = after(STRANGER)
    monkeypatch.setattr(tempfile, "mkdtemp", full)
    press(page, "Make the video")
    until(page, "There is no room left on the disk")


def test_a_face_that_may_not_be_used_is_told() -> None:
    kept = own_personas.keep(replace(MAYA, face="photo"), photo(), None, agree(True))
    page = after(kept)
    (own_personas.folder(kept.id) / "consent.json").unlink()
    press(page, "Make the video")
    until(page, "consent is missing or damaged")
    assert "Make the video" in labels(page)
    own_personas.delete(kept.id)


def test_a_picture_without_a_face_is_told() -> None:
    kept = own_personas.keep(replace(MAYA, face="photo"), photo(), None, agree(True))
    page = after(kept)
    press(page, "Make the video")
    until(page, "face")
    assert clips(page).job.state().error is not None
    own_personas.delete(kept.id)


def test_fine_tuning_is_seen_in_a_video_of_ones_own_words() -> None:
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    press_talk = page.button(key=f"talk-with-{STRANGER.id}")
    press_talk.click().run()
    page.slider(key=f"tune-{STRANGER.id}-speed").set_value(1.2).run()
    page.text_input(key=f"tune-{STRANGER.id}-words").set_value("Good evening, my dear.").run()
    with another_is_made():
        press(page, "Make the video")
        making, job = clips(page).making, clips(page).job
        assert making is not None
        assert (making.text, making.persona.voice.speed) == ("Good evening, my dear.", 1.2)
        press(page, "Somebody else")
        assert clips(page).job is None, "who goes away needs none"
        assert job.wait(10).phase is Phase.STOPPED
    page.button(key=f"talk-with-{STRANGER.id}").click().run()
    press(page, "As they were")


def test_long_turns_are_cut_in_the_list_and_not_in_the_video() -> None:
    long = "Good morning to you, and " + " ".join(["it is good to see you again."] * 4)
    talk = talked(replace(STRANGER, greeting=long))
    (only,) = said(talk)
    assert len(only.label) < len(STRANGER.name) + SHOWN + 5
    assert only.label.endswith("…")
    assert only.text == long
    list(talk.conversation.reply("I am on my way to Porto."))
    whole, first, second = said(talk)
    assert whole.label == f"All that {STRANGER.name} said"
    assert whole.text == f"{first.text} {second.text}"


def test_a_conversation_without_a_word_offers_no_video() -> None:
    assert said(PartnerTalk(STRANGER, Conversation(STRANGER, None))) == []
    assert said(None) == []
