"""Somebody of one's own with a real person's voice, made in a real browser: recorded, read, matched, heard,
taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from realtalk.partner.persona import VoiceChoice
from realtalk.partner.speech.speaking import speak
from tests.browser.conftest import App, launch, visiting
from tests.browser.fake_media import FakeDevices, picture_file, sound_file
from tests.browser.microphone import MICROPHONE, say
from tests.browser.talking import SOUNDS, start, theirs, to_type, until_loud

pytestmark = pytest.mark.browser

NAME = "Ada of the Tests"

RECORDED = (
    "I grew up in a small town by the sea, and I still go back there every summer. "
    "My brother runs the bakery now, and he gets up long before anybody else does."
)

SPOKEN, PHRASE = ".st-key-own-spoken", "[class*=st-key-own-phrase]"

OWN, OTHER = VoiceChoice("heart"), VoiceChoice("leo")


@pytest.fixture(scope="module")
def equipped(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("voice-devices")
    silence = sound_file(folder / "silence.wav", np.zeros(48_000, np.int16))
    started = launch(playwright, *FakeDevices(picture_file(folder / "face.mjpeg", 1.0), silence).flags)
    yield started
    started.close()


def record(page: Page, widget: str, text: str, voice: VoiceChoice) -> None:
    """Say something into one of the page's recorders."""
    speech = speak(text, voice)
    recorder = page.locator(widget)
    recorder.get_by_role("button", name="Record", exact=True).click()
    stop = recorder.get_by_role("button", name="Stop recording")
    stop.wait_for()
    say(page, speech)
    page.wait_for_timeout(1000 * (speech.duration + 0.5))
    stop.click()
    recorder.get_by_role("button", name="Clear recording").wait_for(state="attached")


def read_aloud(page: Page, voice: VoiceChoice) -> str:
    """Record the phrase that stands on the page, and tell it."""
    phrase = page.locator(".st-key-rt-phrase").inner_text().strip()
    assert len(phrase.split()) == 8
    record(page, PHRASE, phrase, voice)
    return phrase


def test_a_voice_is_given_with_a_phrase_read_in_it_and_taken_back(app: App, equipped: Browser) -> None:
    with visiting(equipped, app, SOUNDS, MICROPHONE, permissions=["microphone"]) as visit:
        page = visit.page
        page.goto(f"{app.address}/talk")
        page.get_by_role("button", name="Make your own").click()
        page.get_by_label("Their name").fill(NAME)
        page.get_by_label("Who they are").fill("A baker")
        page.get_by_text("Matched to a recording").click()
        record(page, SPOKEN, RECORDED, OWN)
        page.locator(".st-key-own-voice-agreed label").click()
        refused = read_aloud(page, OTHER)
        page.get_by_role("button", name="Make them").click()
        told = page.locator(".st-key-rt-trouble")
        expect(told).to_contain_text("The phrase was not read in the voice of the recording.")
        expect(page.locator(SPOKEN)).not_to_contain_text("error")
        expect(page.locator(".st-key-rt-phrase")).not_to_contain_text(refused)
        read_aloud(page, OWN)
        page.get_by_role("button", name="Make them").click()
        expect(page.get_by_role("heading", name=NAME)).to_be_visible(timeout=120_000)
        (kept,) = voices_of(app)
        assert kept.stat().st_size > 0
        to_type(page)
        start(page)
        theirs(page).first.wait_for()
        until_loud(page)
        page.get_by_role("button", name="End the conversation").click()
        page.get_by_role("button", name="Talk once more").click()
        page.get_by_role("button", name="Take photo and voice away").click()
        expect(page.get_by_role("button", name="Take photo and voice away")).to_have_count(0)
        assert voices_of(app) == []
        assert visit.errors == []
        assert visit.elsewhere == []


def voices_of(app: App) -> list[Path]:
    """The recordings of voices on the disk of the app."""
    return [*app.home.rglob("voice.flac")]
