"""The real app on a port of its own, and a real browser to use it with."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from realtalk.settings import settings
from setup.install import find_browser

ROOT = Path(__file__).parent.parent.parent
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip
expect.set_options(timeout=30_000)

TALKS = 2
"""People who may practise at once, whatever machine the tests run on."""


@dataclass(frozen=True)
class App:
    """A running app: its address, its process, and the folder it keeps sessions in."""

    address: str
    pid: int
    home: Path


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with serving(tmp_path_factory.mktemp("home")) as served:
        yield served


@contextmanager
def serving(home: Path, **environment: str) -> Generator[App]:
    """An app of somebody's own for a while, with more in its environment than all have."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"REALTALK_HOME": str(home), "REALTALK_WEIGHTS": str(settings().weights)}
    env |= {"REALTALK_LIVE": str(TALKS)} | environment
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.headless=true",
        f"--server.port={port}",
    ]
    log = (home / "log.txt").open("wb")
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/_stcore/health", process)
        yield App(address, process.pid, home)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the app ended at once")
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the app did not start")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = launch(playwright)
    yield started
    started.close()


def launch(playwright: Playwright, *flags: str) -> Browser:
    """The one that set-up found or fetched: after it there is one, so that none is a failure."""
    path = find_browser() or playwright.chromium.executable_path
    if not Path(path).is_file():
        pytest.fail(f"There is no browser at {path}; `make tools` finds or fetches one.")
    return playwright.chromium.launch(executable_path=path, headless=True, args=[*FLAGS, *flags])


@dataclass
class Visit:
    """A page and what went wrong on it."""

    page: Page
    errors: list[str]
    elsewhere: list[str]


def visit_of(context: BrowserContext, app: App) -> Visit:
    """A new tab, and what will have gone wrong in it."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    made = Visit(page, [], [])
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    page.on(
        "request",
        lambda sent: (
            made.elsewhere.append(sent.url)
            if not sent.url.startswith((app.address, "ws://127.0.0.1", "blob:", "data:"))
            else None
        ),
    )
    return made


@contextmanager
def visiting(browser: Browser, app: App, *scripts: str, **options: Any) -> Generator[Visit]:
    """A browser of somebody's own with one tab; `scripts` run in each of its frames before their own."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
    for script in scripts:
        context.add_init_script(script)
    try:
        yield visit_of(context, app)
    finally:
        context.close()


@pytest.fixture
def visit(app: App, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, height = getattr(request, "param", (1280, 900))
    with visiting(browser, app, viewport={"width": width, "height": height}) as made:
        made.page.goto(app.address)
        made.page.get_by_role("heading", name="See how you come across").wait_for()
        yield made


def to_check(
    visit: Visit, app: App, occasion: str = "Interview question", slides: Path | None = None
) -> Page:
    """From the start of Practise to where the browser has been asked for camera and microphone."""
    page = visit.page
    page.goto(f"{app.address}/practise")
    page.get_by_role("button", name=occasion).or_(page.get_by_role("radio", name=occasion)).click()
    if slides is not None:
        page.locator("input[type=file]").set_input_files(slides)
        page.get_by_role("button", name="Without slides").wait_for()
    page.get_by_role("button", name="Next: camera and microphone").click()
    page.get_by_role("button", name="Turn on camera and microphone").click()
    return page


def start_talking(page: Page) -> None:
    """Into a talk that counts."""
    page.get_by_role("button", name="Start talking").click()
    expect(page.locator(".rt-live .status")).to_contain_text("ecording")
    expect(page.locator(".rt-live .timer .now")).to_have_text(re.compile(r"0:(?!00)\d\d"))


def stop_talking(page: Page) -> None:
    """To the question of how it went."""
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("heading", name="How do you think it went?")).to_be_visible()


def see_rundown(page: Page) -> None:
    """From the guess to the rundown, with its charts drawn and its recording loaded."""
    page.get_by_role("button", name="See how it went").click()
    page.locator(".plot .main-svg").first.wait_for()
    page.wait_for_function(
        "() => [...document.querySelectorAll('*')].some("
        "e => (e.shadowRoot?.querySelector('video, audio')?.readyState ?? 0) >= 2)"
    )
