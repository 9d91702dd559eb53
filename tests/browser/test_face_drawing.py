"""The browser draws the same face as Python does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, Playwright

from realtalk.partner.face.drawing import Drawing
from realtalk.partner.face.motion import COLUMN, PARAMETERS
from realtalk.partner.face.photo import SIZE
from realtalk.partner.face.rig import Rig
from tests.browser.conftest import launch
from tests.browser_face import WEBGL, BrowserFace

MOST_DIFFERENT = 4.0
"""Of 255, on average over a picture: what WebP and 8-bit blending may cost."""

ROWS = (
    {},
    {"jaw": 0.5, "round": 0.6},
    {"round": 0.8, "jaw": 0.2, "yaw": 3, "roll": -2},
    {"tongue": 1, "jaw": 0.2, "blink_left": 0.5, "blink_right": 1},
    {"tuck": 1, "gaze_x": 0.8, "gaze_y": -0.5, "brow_left": 1},
    {"press": 1, "jaw": 1, "smile": 1, "pitch": 3, "shift_x": 0.03, "breath": 1},
)


@pytest.fixture(scope="module")
def page(playwright: Playwright) -> Iterator[Page]:
    browser = launch(playwright, *WEBGL)
    try:
        yield browser.new_page()
    finally:
        browser.close()


@pytest.fixture(scope="module")
def started(page: Page, astronaut_rig: Rig) -> BrowserFace:
    face = BrowserFace(page, astronaut_rig)
    assert face.size == [SIZE, SIZE]
    return face


def row(**told: float) -> np.ndarray:
    made = np.zeros(len(PARAMETERS), np.float32)
    for name, value in told.items():
        made[COLUMN[name]] = value
    return made


def difference(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a.astype(float) - b.astype(float)).mean())


@pytest.mark.browser
def test_the_browser_draws_what_python_draws(started: BrowserFace, astronaut_rig: Rig) -> None:
    drawing = Drawing(astronaut_rig)
    for told in ROWS:
        assert difference(started.picture(row(**told)), drawing.picture(row(**told))) < MOST_DIFFERENT, told


@pytest.mark.browser
def test_a_lost_context_comes_back_with_the_same_picture(started: BrowserFace) -> None:
    before = started.picture(row(jaw=0.6))
    started.page.evaluate("""() => new Promise((done) => {
      const lost = window.canvas.getContext("webgl").getExtension("WEBGL_lose_context");
      window.canvas.addEventListener("webglcontextlost", () => setTimeout(() => lost.restoreContext(), 50));
      window.canvas.addEventListener("webglcontextrestored", () => setTimeout(done, 50));
      lost.loseContext();
    })""")
    assert difference(started.picture(row(jaw=0.6)), before) == 0
