import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from realtalk.media import Span
from realtalk.observations import SpeechSpan, VoiceTurn
from realtalk.session.assessment import Source, assess
from realtalk.settings import Settings
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.browser.conftest import Visit
from tests.timelines import said

pytestmark = pytest.mark.browser


def test_another_speaker_is_chosen_by_a_click_and_kept(app, visit: Visit):
    seed_two_voices(app.home)
    page = visit.page
    page.reload()
    line = page.locator("[class*=st-key-rt-line-]").filter(has_text="two of us").first
    line.get_by_role("button", name="Open").click()
    mine = page.locator(".para:not(.other)")
    expect(mine.first).to_contain_text("bridge")
    second = page.get_by_role("button", name=re.compile("^Voice 2"))
    expect(second).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("group", name="Voices")).to_contain_text("Voice 1")
    second.click()
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(second).to_be_focused()
    expect(page.locator(".who")).to_contain_text("about voice 2")
    expect(page.locator(".choice[aria-busy], .choice[aria-disabled]")).to_have_count(0)
    expect(mine.first).to_contain_text("weather")
    page.reload()
    line.get_by_role("button", name="Open").click()
    expect(mine.first).to_contain_text("weather")


def seed_two_voices(home: Path) -> None:
    """Keep a session of two voices: the first speaks of a bridge for longer than the other of the weather."""
    first = said("we built a bridge over the river and then another bridge " * 8)
    second = said("the weather was fine " * 6, start=first[-1].span.end + 1)
    turns = [
        VoiceTurn(Span(part[0].span.start, part[-1].span.end), n) for n, part in enumerate((first, second))
    ]
    timeline = Timeline([*first, *second, *turns, *(SpeechSpan(turn.span) for turn in turns)])
    source = Source("two of us.wav", turns[-1].span.end, has_video=False, has_audio=True, notes=())
    folder = home / "unfinished" / "20200101-000000-00000000"
    folder.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "settings", lambda: Settings(home=home))
        sessions.save(folder, assess(timeline, source), timeline)
