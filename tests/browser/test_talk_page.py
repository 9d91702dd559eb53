"""Conversations with a persona in a real browser: seen, heard, spoken to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from realtalk.partner.cast import find
from realtalk.partner.persona import VoiceChoice
from realtalk.partner.speech.speaking import speak
from tests.browser.conftest import App, Visit, launch, visiting
from tests.browser.fake_media import FakeDevices, picture_file, sound_file
from tests.browser.microphone import MICROPHONE, say
from tests.browser.talking import SENTENCE, begin_typed, choose, end, mine, start, theirs, type_in

pytestmark = pytest.mark.browser

PERSONA = "hiring-manager"

ANSWER = (
    "In my last job our warehouse system stopped on a Monday, so I called every driver and wrote the lists "
    "by hand."
)

LISTENING = "Listening to you"

LOOK = """() => {
    const figure = document.querySelector(".rt-partner figure")
    const lines = [...document.querySelectorAll(".rt-partner .line")]
    return {
        energy: Number(figure?.dataset.energy ?? 0), mouth: Number(figure?.dataset.mouth ?? 0),
        now: document.querySelector(".rt-partner .now").textContent,
        theirs: lines.filter(line => line.classList.contains("theirs")).map(line => line.innerText),
        mine: lines.filter(line => line.classList.contains("mine")).map(line => line.innerText),
    }
}"""

PIXELS = """() => {
    const canvas = document.querySelector(".rt-partner canvas")
    const small = document.createElement("canvas")
    small.width = small.height = 64
    const pen = small.getContext("2d")
    pen.drawImage(canvas, 0, 0, 64, 64)
    return [...pen.getImageData(0, 0, 64, 64).data].filter((_, i) => i % 4 < 3)
}"""


@dataclass(frozen=True)
class Spoken:
    """A conversation that was spoken: how it looked while they greeted, and after it, and the page at its
    rundown.
    """

    visit: Visit
    greeting: list[dict[str, Any]]
    quiet: list[dict[str, Any]]
    pictures: list[np.ndarray]
    ended: dict[str, Any]


@pytest.fixture(scope="module")
def equipped(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("talk-devices")
    silence = sound_file(folder / "silence.wav", np.zeros(48_000, np.int16))
    devices = FakeDevices(picture_file(folder / "face.mjpeg", 4.0), silence)
    started = launch(
        playwright, *devices.flags, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"
    )
    yield started
    started.close()


def watched(page: Page, most: int, until: str = "") -> list[dict[str, Any]]:
    """So many looks at most, 50 ms or a picture apart, until it stands there who has the word."""
    return page.evaluate(
        f"""async ([most, until]) => {{
            const look = {LOOK}, looks = [look()]
            while (looks.length < most && looks.at(-1).now !== until) {{
                await new Promise(done => setTimeout(done, 50))
                looks.push(look())
            }}
            return looks
        }}""",
        [most, until],
    )


def begin_spoken(page: Page, app: App) -> None:
    """Into a conversation with camera and microphone, to its first words."""
    choose(page, app, PERSONA)
    page.get_by_role("button", name="Turn on camera and microphone").click()
    expect(page.get_by_role("button", name="Start the conversation")).to_be_enabled()
    start(page)
    theirs(page).first.wait_for()


@pytest.fixture(scope="module")
def spoken(app: App, equipped: Browser) -> Iterator[Spoken]:
    with visiting(equipped, app, MICROPHONE, permissions=["camera", "microphone"]) as visit:
        page = visit.page
        begin_spoken(page, app)
        page.locator(".rt-partner .loading").wait_for(state="hidden")
        greeting = watched(page, 12)
        pictures = [np.array(page.evaluate(PIXELS))]
        greeting += watched(page, 600, LISTENING)[:-1]
        expect(page.locator(".rt-partner .now")).to_have_text(LISTENING)
        quiet = watched(page, 5)
        pictures.append(np.array(page.evaluate(PIXELS)))
        say(page, speak(ANSWER, VoiceChoice("leo")))
        page.locator(".rt-partner .line.mine:not(.draft)").first.wait_for(timeout=60_000)
        expect(theirs(page).nth(1).locator("span").first).to_have_text(SENTENCE)
        ended = page.evaluate(LOOK)
        page.get_by_role("button", name="End the conversation").click()
        page.locator(".plot .main-svg").first.wait_for(timeout=60_000)
        yield Spoken(visit, greeting, quiet, pictures, ended)


def test_they_greet_with_a_voice_and_a_mouth_that_moves_with_it(spoken: Spoken) -> None:
    energy = np.array([look["energy"] for look in spoken.greeting])
    mouth = np.array([look["mouth"] for look in spoken.greeting])
    assert energy.max() > 0.02
    assert mouth.max() > 0.15
    assert np.corrcoef(np.sqrt(energy), mouth)[0, 1] > 0.3
    assert any("is speaking" in look["now"] for look in spoken.greeting)


def test_they_listen_with_a_closed_mouth_and_in_silence(spoken: Spoken) -> None:
    assert max(look["energy"] for look in spoken.quiet) == 0
    assert max(look["mouth"] for look in spoken.quiet) < 0.05


def test_the_face_is_drawn_and_moves(spoken: Spoken) -> None:
    first, second = spoken.pictures
    assert first.std() > 20
    assert np.abs(first - second).mean() > 0.5


def test_what_the_user_said_is_understood_and_answered(spoken: Spoken) -> None:
    (mine,) = spoken.ended["mine"]
    assert {"warehouse", "driver", "lists"} & set(re.findall(r"[a-z]+", mine.lower()))
    assert len(spoken.ended["theirs"]) == 2
    assert len(spoken.ended["theirs"][1].split()) > 5


def test_the_rundown_tells_of_both_and_of_each_answer(spoken: Spoken) -> None:
    page = spoken.visit.page
    expect(page.get_by_role("heading", name=f"Talk with {find(PERSONA).name}")).to_be_visible()
    expect(page.get_by_text("Your answers, one by one (1)")).to_be_visible()
    expect(page.get_by_text("Your share of the talk").first).to_be_visible()
    expect(page.locator(".para.other").first).to_contain_text(f"{find(PERSONA).name}:")
    expect(page.get_by_text("Who is speaking?")).to_have_count(0)
    expect(page.get_by_text("Longest turn").first).to_be_visible()
    assert spoken.visit.errors == []
    assert spoken.visit.elsewhere == []


def test_a_reload_in_mid_talk_offers_its_rundown(app: App, equipped: Browser) -> None:
    with visiting(equipped, app, MICROPHONE, permissions=["camera", "microphone"]) as visit:
        page = visit.page
        begin_spoken(page, app)
        say(page, speak(ANSWER, VoiceChoice("leo")))
        expect(mine(page).first).to_contain_text("warehouse", timeout=60_000)
        page.reload()
        found = page.locator(".st-key-rt-found")
        expect(found).to_contain_text(f"Talk with {find(PERSONA).name}")
        found.get_by_role("button", name="End it and see how it went").click()
        heading = page.get_by_role("heading", name=f"Talk with {find(PERSONA).name}")
        expect(heading).to_be_visible(timeout=60_000)
        expect(page.get_by_text("warehouse").first).to_be_visible()
        assert visit.errors == []


def test_typing_works_too_and_interrupts_them(app: App, equipped: Browser) -> None:
    with visiting(equipped, app) as visit:
        page = visit.page
        begin_typed(page, app, "friendly-stranger")
        expect(page.locator(".rt-partner .now")).to_contain_text("is speaking")
        type_in(page, "Sorry, may I sit here? <b>I come from Porto</b>.")
        page.get_by_text("You took the word.").wait_for()
        theirs(page).nth(1).wait_for()
        assert mine(page).locator("b").count() == 1, "what was typed is text, not markup"
        end(page)
        expect(page.get_by_text("I come from Porto").first).to_be_visible()
        page.get_by_role("button", name="Somebody else").click()
        expect(page.get_by_role("heading", name="Who would you like to talk with?")).to_be_visible()
        assert visit.errors == []
