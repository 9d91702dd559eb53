"""Conversations with a persona in a browser: how tests begin one, say something in it, and look at it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from realtalk.partner.cast import find
from tests.browser.conftest import App

SOUNDS = """(() => {
    const Usual = window.AudioContext
    if (!Usual) return
    window.sounds = []
    window.AudioContext = class extends Usual {
        constructor(...options) {
            super(...options)
            window.sounds.push(this)
        }
        createAnalyser() {
            return this.meter = super.createAnalyser()
        }
    }
})()"""
"""A script for `visiting`: it keeps what makes sound on the page, to be measured where no face is drawn."""

LOUDNESS = """() => Math.max(0, ...window.sounds.map(context => {
    if (context.state !== "running" || !context.meter) return 0
    const wave = new Float32Array(context.meter.fftSize)
    context.meter.getFloatTimeDomainData(wave)
    return Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length)
}))"""

LOUD = 0.02
"""How loud somebody is who speaks, as an effective value of 0..1."""

LINES = (
    """kind => [...document.querySelectorAll(`.rt-partner .line.${kind} span`)].map(line => line.innerText)"""
)

SENTENCE = re.compile(r"(\S+\s+){3}\S+[.?]", re.DOTALL)
"""More than an "I see."."""


def choose(page: Page, app: App, persona: str) -> None:
    """From anywhere to where one gets ready to talk with them."""
    page.goto(f"{app.address}/talk")
    pick(page, persona)


def pick(page: Page, persona: str) -> None:
    """From the choice of people to one of them."""
    card = page.locator(f".st-key-rt-person-{persona}")
    card.get_by_role("button", name="Talk", exact=True).click()
    expect(page.get_by_role("heading", name=find(persona).name)).to_be_visible()


def to_type(page: Page) -> None:
    """Answer by typing."""
    page.get_by_role("radio", name="Type").or_(page.get_by_role("button", name="Type", exact=True)).click()
    page.get_by_text("You type, they speak.").wait_for()


def start(page: Page) -> None:
    page.get_by_role("button", name="Start the conversation").click()


def end(page: Page) -> None:
    """To what was said, of a conversation that was typed."""
    page.get_by_role("button", name="End the conversation").click()
    expect(page.get_by_role("heading", name="That was it")).to_be_visible()


def begin_typed(page: Page, app: App, persona: str) -> None:
    """Into a conversation, to its first words."""
    page.goto(f"{app.address}/talk")
    begin_typed_here(page, persona)


def begin_typed_here(page: Page, persona: str) -> None:
    """The same from the choice of people."""
    pick(page, persona)
    to_type(page)
    start(page)
    theirs(page).first.wait_for()


def type_in(page: Page, text: str) -> None:
    """Send something by typing it."""
    page.get_by_placeholder("Type your answer").fill(text)
    page.keyboard.press("Enter")


def answered(page: Page, text: str) -> str:
    """Type something, and see a sentence come as the answer to it."""
    line = theirs(page).nth(theirs(page).count()).locator("span").first
    type_in(page, text)
    expect(line).to_have_text(SENTENCE)
    return line.inner_text()


def theirs(page: Page) -> Locator:
    """What the persona said, turn by turn."""
    return page.locator(".rt-partner .line.theirs")


def mine(page: Page) -> Locator:
    """What the user said, turn by turn."""
    return page.locator(".rt-partner .line.mine")


def said(page: Page, kind: str) -> list[str]:
    """The words of all that is "theirs" or "mine"."""
    return page.evaluate(LINES, kind)


def until_loud(page: Page) -> None:
    """Wait until somebody is heard."""
    page.wait_for_function(f"() => ({LOUDNESS})() > {LOUD}")


def silent_for(page: Page, seconds: float) -> bool:
    """Whether nothing is heard for a while."""
    heard: float = page.evaluate(
        f"""async seconds => {{
            const loudness = {LOUDNESS}, until = performance.now() + 1000 * seconds
            let most = 0
            while (performance.now() < until) {{
                most = Math.max(most, loudness())
                await new Promise(done => setTimeout(done, 20))
            }}
            return most
        }}""",
        seconds,
    )
    return heard == 0
