import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from realtalk.metrics.catalogue import METRICS
from tests.browser.conftest import Visit
from tests.builders import BECKETT, astronaut_clip

pytestmark = pytest.mark.browser

REVIEW = 240_000
"""Milliseconds that a review of a minute may take on a busy machine."""


def time_of(page: Page) -> float:
    return page.locator("video").evaluate("video => video.currentTime")


def number(element: Locator, attribute: str) -> float:
    return float(element.get_attribute(attribute) or "nan")


def playing(page: Page) -> bool:
    return page.locator("video").evaluate("video => !video.paused")


def wait_for_rundown(page: Page) -> None:
    page.locator(".plot .main-svg").first.wait_for(timeout=REVIEW)
    page.wait_for_function(
        "() => { for (const e of document.querySelectorAll('*')) {"
        " const v = e.shadowRoot?.querySelector('video'); if (v) return v.readyState >= 2 } return false }"
    )


def open_earlier(page: Page, name: str) -> None:
    line = page.locator("[class*=st-key-rt-line-]").filter(has_text=name).first
    line.get_by_role("button", name="Open").click()
    wait_for_rundown(page)


def sideways(page: Page) -> int:
    return page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollWidth - m.clientWidth }"
    )


SAMPLE = "Sample: an interview answer"


@pytest.fixture(scope="module")
def reviewed(app, browser):
    """The sample, reviewed once through the page, from the empty state over progress to the rundown."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(app.address)
    page.get_by_role("button", name="Try it with a sample").click()
    expect(page.get_by_role("heading", name="Your rundown is on its way")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Watching and listening: \d+%"))).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Stop the review")).to_be_visible()
    wait_for_rundown(page)
    page.context.close()


@pytest.fixture(scope="module")
def opened(reviewed, app, browser):
    """The sample's rundown, opened once for all tests that only look at it and play it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    made = Visit(page, [], [])
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    page.on("request", lambda sent: made.elsewhere.append(sent.url))
    page.goto(app.address)
    open_earlier(page, SAMPLE)
    yield made
    context.close()


@pytest.fixture
def rundown(opened: Visit) -> Visit:
    """The opened rundown as it is when it opens: paused at the start, nothing unfolded, at the top."""
    page = opened.page
    if not page.locator(".plot .main-svg").first.is_visible():
        page.goto(page.url)
        open_earlier(page, SAMPLE)
    page.locator("video").evaluate("video => { video.pause(); video.currentTime = 0 }")
    for unfolded in page.locator(".why[aria-expanded=true]").all():
        unfolded.click()
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
    page.locator(".transcript").evaluate("box => box.scrollTo(0, 0)")
    expect(page.locator(".screen.mini")).to_have_count(0)
    page.mouse.move(0, 0)
    return opened


def test_the_sample_leads_to_three_cards_that_play_their_clips(rundown: Visit, app):
    page = rundown.page
    cards = page.locator(".card")
    expect(cards).to_have_count(3)
    for index in range(3):
        button = cards.nth(index).locator(".clip")
        start, end = number(button, "data-start"), number(button, "data-end")
        button.click()
        page.wait_for_timeout(700)
        assert start - 0.2 <= time_of(page) <= end + 0.2
    assert not rundown.errors
    ours = (app.address, "ws://127.0.0.1", "blob:", "data:")
    assert rundown.elsewhere
    assert not [address for address in rundown.elsewhere if not address.startswith(ours)]


def test_a_clip_stops_at_its_end(rundown: Visit):
    page = rundown.page
    button = page.locator(".next .clip").first
    end = number(button, "data-end")
    button.click()
    page.locator("video").evaluate("(video, end) => { video.currentTime = end - 0.6 }", end)
    expect(page.locator(".clip.playing")).to_have_count(0, timeout=10_000)
    assert not playing(page)
    assert abs(time_of(page) - end) < 0.4


def test_a_click_on_a_word_plays_from_there(rundown: Visit):
    page = rundown.page
    word = page.locator(".para .w").nth(25)
    word.click()
    page.wait_for_timeout(300)
    assert playing(page)
    start = number(word, "data-start")
    assert start - 0.1 <= time_of(page) <= start + 3
    expect(page.locator(".w.now")).to_have_count(1)


def test_a_click_in_a_lane_seeks_and_moves_the_playhead(rundown: Visit):
    page = rundown.page
    plot = page.locator(".plot")
    box = plot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + 70)
    page.wait_for_timeout(400)
    there = time_of(page)
    assert 20 < there < 40
    assert number(plot, "aria-valuenow") == pytest.approx(there, abs=0.5)
    head = page.locator(".playhead").bounding_box()
    assert head is not None
    assert head["x"] == pytest.approx(box["x"] + box["width"] * 0.6, abs=6)


def test_the_timeline_and_the_transcript_work_from_the_keyboard(rundown: Visit):
    page = rundown.page
    page.locator(".plot").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert time_of(page) == pytest.approx(10, abs=0.3)
    page.locator(".transcript").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    here = number(page.locator(".w.here"), "data-start")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert here - 0.1 <= time_of(page) <= here + 3


def test_every_metric_has_a_row_with_its_definition_one_click_away(rundown: Visit):
    page = rundown.page
    expect(page.locator(".row")).to_have_count(len(METRICS))
    row = page.locator(".row[data-metric=fillers]")
    expect(row.locator(".panel")).to_be_hidden()
    row.get_by_role("button", name=re.compile("^Why")).click()
    expect(row.locator(".panel")).to_contain_text("Source:")
    assert row.locator(".moments .clip").count() >= 1
    expect(row.locator(".band svg")).to_have_count(1)


def test_captions_are_on_the_video(rundown: Visit):
    track = "video => { const t = video.textTracks[0]; t.mode = 'showing'; return t.kind }"
    video = rundown.page.locator("video")
    assert video.evaluate(track) == "captions"
    rundown.page.wait_for_timeout(500)
    assert video.evaluate("video => video.textTracks[0].cues.length") > 3


def test_the_recording_is_not_for_another_browser(rundown: Visit, browser):
    address = rundown.page.locator("video").evaluate("video => video.src")
    assert rundown.page.request.get(address, headers={"Range": "bytes=0-99"}).status == 206
    other = browser.new_context()
    assert other.request.get(address).status == 404
    other.close()


def test_another_page_and_back_keeps_the_rundown(rundown: Visit):
    page = rundown.page
    page.get_by_role("link", name="What is measured").first.click()
    expect(page.get_by_role("heading", name="What is measured, and how")).to_be_visible()
    page.get_by_role("link", name="Review").first.click()
    wait_for_rundown(page)
    expect(page.get_by_role("heading", name=SAMPLE)).to_be_visible()


def test_a_reload_finds_the_rundown_in_the_list(rundown: Visit):
    rundown.page.reload()
    open_earlier(rundown.page, SAMPLE)


def test_emotions_can_be_switched_off(rundown: Visit):
    page = rundown.page
    expect(page.locator(".row[data-metric=emotion]")).to_have_count(1)
    switch = page.get_by_role("switch", name="Show facial emotions").or_(
        page.get_by_role("checkbox", name="Show facial emotions")
    )
    switch.focus()
    page.keyboard.press("Space")
    expect(page.locator(".row[data-metric=emotion]")).to_have_count(0)
    expect(page.get_by_text("How your face looked")).to_have_count(0)
    expect(switch).to_be_focused()
    assert "emotion" not in json.loads(download(page, "Data"))["readings"]
    switch.focus()
    page.keyboard.press("Space")
    expect(page.locator(".row[data-metric=emotion]")).to_have_count(1)
    expect(switch).to_be_focused()


def download(page: Page, name: str) -> bytes:
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=False).click()
    return Path(waiting.value.path()).read_bytes()


def test_downloads_hold_the_rundown(rundown: Visit):
    page = rundown.page
    data = json.loads(download(page, "Data"))
    assert {"version", "file", "readings", "words", "tracks", "strength", "priority", "drill"} <= data.keys()
    assert set(data["readings"]) == {metric.key for metric in METRICS}
    captions = download(page, "Captions").decode()
    assert captions.startswith("WEBVTT")
    tables = zipfile.ZipFile(io.BytesIO(download(page, "Tables")))
    assert all(list(csv.reader(io.StringIO(tables.read(name).decode()))) for name in tables.namelist())
    report = download(page, "Report").decode()
    assert data["priority"]["title"] in report


def test_the_report_draws_itself_without_a_network(rundown: Visit, browser, tmp_path):
    report = tmp_path / "report.html"
    report.write_bytes(download(rundown.page, "Report"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(report.as_uri())
    page.locator("#rt-plot .main-svg").first.wait_for()
    page.get_by_role("button", name="Why: Filler words").click()
    expect(page.locator("#rt-why-fillers")).to_be_visible()
    assert not errors
    context.close()


def test_a_word_is_put_right_where_it_stands_and_counts_from_then_on(rundown: Visit):
    page = rundown.page
    fillers = page.locator(".row[data-metric=fillers] .said")
    before = fillers.inner_text()
    word = page.locator(".para .w:not(.filler)").nth(8)
    word.click()
    assert playing(page)
    page.get_by_role("button", name="Put it right").click()
    fix = page.get_by_role("dialog", name=re.compile("^Put .* right$"))
    assert not playing(page)
    expect(fix.get_by_label("What did you say?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(fix).to_be_hidden()
    expect(page.locator(".transcript")).to_be_focused()
    page.keyboard.press("Space")
    fix.get_by_label("What did you say?").fill("um, <b>uh</b>")
    page.keyboard.press("Enter")
    expect(page.locator(".w.hand").first).to_be_visible(timeout=3_000)
    expect(page.locator(".para .w.hand")).to_have_text([re.compile("^um,$"), re.compile(r"^<b>uh</b>\W?$")])
    expect(page.get_by_role("button", name="Undo the last correction")).to_be_visible()
    expect(fillers).not_to_have_text(before)
    page.reload()
    open_earlier(page, SAMPLE)
    expect(fillers).not_to_have_text(before)
    page.get_by_role("button", name="Undo the last correction").click()
    expect(fillers).to_have_text(before)
    expect(page.locator(".para .w.hand")).to_have_count(0)
    assert not rundown.errors


def unfinished(app):
    """What stands in the scratch folder: slides of a tab that was closed may, for a day."""
    return set((app.home / "unfinished").iterdir()) if (app.home / "unfinished").exists() else set()


def test_an_uploaded_clip_is_reviewed_and_deleted(visit: Visit, app, tmp_path):
    page = visit.page
    clip = astronaut_clip(tmp_path / "my first talk.mp4", 10.0)
    before = unfinished(app)
    page.locator("input[type=file]").set_input_files(clip)
    wait_for_rundown(page)
    expect(page.get_by_role("heading", name="my first talk.mp4")).to_be_visible()
    said = page.locator(".transcript").inner_text().lower()
    assert sum(word in said for word in BECKETT.lower().replace(".", "").split()) >= 9
    assert not list((app.home / "uploads").iterdir())
    assert unfinished(app) <= before
    page.get_by_role("button", name="Delete this rundown").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("heading", name="See how you come across")).to_be_visible()
    expect(page.get_by_text("my first talk.mp4")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "content"), [("empty.mp4", b""), ("notes.mp4", b"these are only words\n" * 400)]
)
def test_a_broken_file_gives_its_sentence_and_the_page_goes_on(visit: Visit, app, tmp_path, name, content):
    page = visit.page
    path = tmp_path / name
    path.write_bytes(content)
    before = unfinished(app)
    page.locator("input[type=file]").set_input_files(path)
    trouble = page.locator(".st-key-rt-trouble")
    expect(trouble).to_contain_text(name, timeout=60_000)
    expect(page.get_by_role("button", name="Try it with a sample")).to_be_enabled()
    assert unfinished(app) <= before


def test_a_path_is_reviewed_where_it_lies_and_a_wrong_one_says_so(visit: Visit, tmp_path):
    page = visit.page
    page.get_by_text("More choices").click()
    page.get_by_label("A file over 1 GB").fill(str(tmp_path / "nothing.mkv"))
    page.get_by_role("button", name="Review this file").click()
    expect(page.locator(".st-key-rt-trouble")).to_contain_text("There is no file at")


def test_a_review_can_be_stopped(visit: Visit, app):
    page = visit.page
    before = set((app.home / "sessions").iterdir()) if (app.home / "sessions").exists() else set()
    page.get_by_role("button", name="Try it with a sample").click()
    page.get_by_role("button", name="Stop the review").click()
    expect(page.get_by_role("heading", name="See how you come across")).to_be_visible()
    page.wait_for_timeout(2000)
    assert set((app.home / "sessions").iterdir()) == before if before else True


def test_a_reload_in_mid_review_finds_it_again(visit: Visit):
    page = visit.page
    page.get_by_role("button", name="Try it with a sample").click()
    page.get_by_role("button", name="Stop the review").wait_for()
    page.reload()
    expect(page.get_by_role("heading", name="Your rundown is on its way")).to_be_visible()
    page.get_by_role("button", name="Stop the review").click()
    expect(page.get_by_role("heading", name="See how you come across")).to_be_visible()


@pytest.mark.parametrize("visit", [(390, 844)], indirect=True)
def test_a_phone_never_scrolls_sideways(reviewed, visit: Visit):
    assert sideways(visit.page) == 0
    open_earlier(visit.page, SAMPLE)
    assert sideways(visit.page) == 0
    visit.page.locator(".why").first.click()
    assert sideways(visit.page) == 0
    visit.page.get_by_role("heading", name="Everything that was measured").scroll_into_view_if_needed()
    expect(visit.page.locator("video")).to_be_in_viewport(ratio=0.9)


def test_the_lists_buttons_are_told_apart_by_their_file(reviewed, visit: Visit):
    line = visit.page.locator("[class*=st-key-rt-line-]").filter(has_text=SAMPLE).first
    for does in ("Open", "Delete"):
        one = line.get_by_role("button", name=re.compile(f"{does}.*{SAMPLE}"))
        expect(one).to_be_visible()
        narrow = "button => button.getBoundingClientRect().width < 160"
        visit.page.wait_for_function(narrow, arg=one.element_handle())


def test_a_clip_that_is_played_from_far_below_is_seen(rundown: Visit):
    page = rundown.page
    show = page.locator(".row .show").last
    show.scroll_into_view_if_needed()
    expect(page.locator("video")).not_to_be_in_viewport()
    show.click()
    expect(page.locator("video")).to_be_in_viewport(ratio=0.9)
    page.locator("video").evaluate("video => video.pause()")
    expect(page.locator("video")).not_to_be_in_viewport(timeout=10_000)
