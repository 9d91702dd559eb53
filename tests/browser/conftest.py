"""The real app on a port of its own, and a real browser to use it with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from realtalk.settings import settings
from setup.install import find_browser

ROOT = Path(__file__).parent.parent.parent
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class App:
    """A running app: its address, its process, and the folder it keeps sessions in."""

    address: str
    pid: int
    home: Path


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"REALTALK_HOME": str(home), "REALTALK_WEIGHTS": str(settings().weights)}
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
def browser() -> Iterator[Browser]:
    """The one that set-up found or fetched: after it there is one, so that none is a failure."""
    with sync_playwright() as playwright:
        path = find_browser() or playwright.chromium.executable_path
        if not Path(path).is_file():
            pytest.fail(f"There is no browser at {path}; `make tools` finds or fetches one.")
        started = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        yield started
        started.close()


@dataclass
class Visit:
    """A page and what went wrong on it."""

    page: Page
    errors: list[str]
    elsewhere: list[str]


@pytest.fixture
def visit(app: App, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, height = getattr(request, "param", (1280, 900))
    context = browser.new_context(viewport={"width": width, "height": height})
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
    page.goto(app.address)
    page.get_by_role("heading", name="See how you come across").wait_for()
    yield made
    context.close()
