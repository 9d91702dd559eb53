"""What a persona said, saved as a video from a real browser."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from realtalk.partner.cast import find
from realtalk.partner.clip.signing import verify
from tests.browser.conftest import App, visiting
from tests.browser.talking import begin_typed, end, theirs

pytestmark = pytest.mark.browser

PERSONA = "friendly-stranger"


def test_what_they_said_is_watched_on_the_page_and_saved_as_a_signed_video(
    app: App, browser: Browser, tmp_path: Path
) -> None:
    with visiting(browser, app) as visit:
        page = visit.page
        begin_typed(page, app, PERSONA)
        expect(page.locator(".rt-partner .now")).to_have_text("Listening to you")
        greeting = theirs(page).first.locator("span").first.inner_text()
        end(page)
        made = page.locator(".st-key-rt-clip")
        made.get_by_role("button", name="Make the video").click()
        save = made.get_by_role("button", name="Save the video")
        expect(save).to_be_visible(timeout=120_000)
        page.wait_for_function("() => document.querySelector('.st-key-rt-clip video')?.readyState >= 2")
        assert page.evaluate("() => document.querySelector('.st-key-rt-clip video').duration") > 1
        with page.expect_download() as saving:
            save.click()
        file = tmp_path / "clip.mp4"
        saving.value.save_as(file)
        assert saving.value.suggested_filename == f"{find(PERSONA).name}.mp4"
        with av.open(str(file)) as clip:
            sound = np.concatenate([frame.to_ndarray().reshape(-1) for frame in clip.decode(audio=0)])
            seconds = len(sound) / clip.streams.audio[0].rate
        assert np.abs(sound).max() > 0.05
        assert 0.2 < seconds / len(greeting.split()) < 1.0
        signature = verify(file)
        assert signature is not None
        assert signature.valid
        assert signature.ai_generated
        assert visit.errors == []
        assert visit.elsewhere == []
