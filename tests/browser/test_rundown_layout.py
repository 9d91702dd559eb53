"""How a rundown is laid out at every width, drawn from the templates without the app."""

from dataclasses import replace

import pytest

from realtalk.report.html import figure_data, to_html
from realtalk.report.markup import asset, view
from tests.rundowns import ANSWER
from tests.rundowns import rundown as make_up

pytestmark = pytest.mark.browser

BELOW = """() => {
    const box = document.querySelector(".transcript")
    const screen = document.querySelector(".screen")
    const clipped = getComputedStyle(box).overflowY !== "visible"
    const last = box.lastElementChild.getBoundingClientRect().bottom
    const bottom = clipped ? Math.min(last, box.getBoundingClientRect().bottom) : last
    const above = Math.max(bottom, document.querySelector(".plot").getBoundingClientRect().bottom)
    return {
        room: document.querySelector(".next").getBoundingClientRect().top - above,
        left: box.getBoundingClientRect().top - screen.getBoundingClientRect().bottom,
        height: box.clientHeight, screen: innerHeight,
    }
}"""


@pytest.mark.parametrize("width", [390, 800, 1280])
@pytest.mark.parametrize("lanes", [1, 8])
def test_nothing_is_printed_over_the_transcript(browser, width, lanes):
    made = make_up(duration=600, text=ANSWER * 8)
    if lanes == 1:
        made = replace(made, tracks={}, emotions=(), pauses=(), results=())
    drawn = figure_data(made)["figure"]["layout"]["height"]
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_content(
        f"<style>{asset('rundown.css')}</style><div class=rt><div class=body>{view(made)}</div></div>"
    )
    page.locator(".screen").evaluate(
        "screen => { const v = document.createElement('video'); v.style.height = '22rem'; screen.append(v) }"
    )
    page.locator(".plot").evaluate(f"plot => plot.style.minHeight = '{drawn}px'")
    seen = page.evaluate(BELOW)
    assert seen["room"] >= 0
    assert seen["left"] >= 0 or width < 900
    assert 150 <= seen["height"] <= seen["screen"] * 0.75
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_titles_of_a_lane_never_meet(browser, tmp_path, width):
    report = tmp_path / "report.html"
    report.write_text(to_html(make_up()))
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(report.as_uri())
    page.locator("#rt-plot .main-svg").first.wait_for()
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('#rt-plot .annotation')].map(a => {"
        " const b = a.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })"
    )
    assert len(boxes) >= 10
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= width
        for other in boxes[place + 1 :]:
            assert other[1] > bottom - 2 or other[3] < top + 2 or other[0] > right or other[2] < left
    page.close()
