"""The Settings page's script run without a browser."""

import threading
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.errors import DiskFull
from realtalk.language.embedded import EmbeddedModel
from realtalk.session import language_fetch
from realtalk.session import language_model as models
from realtalk.session.language_model import EMBEDDED, OFF, OPENAI, Choice
from realtalk.settings import settings
from realtalk.weights import Progress
from tests.app.choices import choices
from tests.chat_process import COMMAND, script
from tests.chat_server import Answer, refusal, serving

PAGE = Path(__file__).parents[2] / "pages" / "settings.py"


@pytest.fixture(autouse=True)
def nothing_chosen(home, monkeypatch):
    monkeypatch.delenv("REALTALK_LANGUAGE_MODEL", raising=False)
    monkeypatch.setenv("REALTALK_WEIGHTS", str(home / "weights"))
    settings.cache_clear()
    models.forget()
    language_fetch._LAST.clear()
    yield
    models.forget()
    language_fetch._LAST.clear()


@pytest.fixture
def page():
    return AppTest.from_file(PAGE, default_timeout=30).run()


@pytest.fixture
def server():
    with serving() as server:
        yield server


def texts(page):
    found = [*page.title, *page.subheader, *page.markdown, *page.caption]
    return "\n".join(element.value for element in found).replace("\\", "")


def labels(page):
    return [button.label for button in page.button]


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def choose(page, kind):
    page.radio[0].set_value(kind).run()
    assert not page.exception


def fill(page, label, text):
    next(field for field in page.text_input if field.label == label).set_value(text).run()


def test_nothing_writes_until_somebody_says_so(page):
    assert not page.exception
    assert "No language model is in use." in texts(page)
    assert page.radio[0].value == OFF
    assert labels(page) == []


def test_before_words_leave_it_is_said_where_they_go(page):
    choose(page, OPENAI)
    assert "Your words leave this computer and go to api.openai.com." in texts(page)
    assert "Never your picture" in texts(page)
    assert "Send my words to OpenAI" in labels(page)
    assert models.language_model() is None
    press(page, "Send my words to OpenAI")
    assert "OpenAI wants a key." in texts(page)


def test_a_key_is_kept_only_if_its_owner_wants_that(page, home):
    choose(page, OPENAI)
    before = [type(element) for element in page.main]
    assert page.toggle[0].disabled
    fill(page, "Key", "sk-mine")
    assert [type(element) for element in page.main] == before, "the button moved from under the pointer"
    assert not page.toggle[0].disabled
    assert "not encrypted" in texts(page)
    page.toggle[0].set_value(False).run()
    assert "forgets the key when it ends" in texts(page)
    press(page, "Send my words to OpenAI")
    assert "In use: gpt-5.4-mini at OpenAI" in texts(page)
    assert "sk-mine" not in (home / models.FILE).read_text()
    assert models.language_model() is not None
    page.toggle[0].set_value(True).run()
    press(page, "Keep these changes")
    assert "sk-mine" in (home / models.FILE).read_text()
    press(page, "Forget this choice and its key")
    assert not (home / models.FILE).exists()
    assert "No language model is in use." in texts(page)


def test_the_kind_of_model_says_in_each_run_how_it_stands(page):
    models.choose(Choice(OPENAI, key="sk-mine"))
    again = AppTest.from_file(PAGE, default_timeout=30).run()
    again.run()
    assert choices(again)["Which one to use"] == OPENAI


def test_a_kept_key_is_not_sent_to_the_browser(page):
    models.choose(Choice(OPENAI, key="sk-mine"))
    page.radio(key="language-kind").set_value(OPENAI).run()
    assert "sk-mine" not in str(page)
    assert "Yours is known" in next(each for each in page.text_input if each.label == "Key").placeholder


def test_an_address_of_ones_own_is_asked_for_its_models_and_tried(page, server):
    server.models = ("small", "large")
    server.answer = lambda _: Answer(("You will", " do *well*."))
    choose(page, "custom")
    fill(page, "Address", server.address)
    press(page, "Show which models it has")
    page.selectbox[0].set_value("large").run()
    assert "Your words stay on this computer" in texts(page)
    press(page, "Use this address")
    assert "In use: large on this computer" in texts(page)
    press(page, "Say one sentence")
    assert "You will do *well*." in texts(page)
    assert "It works. First word after" in texts(page)
    assert server.asked[0]["model"] == "large"


def test_an_address_elsewhere_without_encryption_is_pointed_out(page):
    choose(page, "custom")
    fill(page, "Address", "http://192.168.1.9/v1")
    assert "go to 192.168.1.9" in texts(page)
    assert "unencrypted" in texts(page)


def test_trouble_with_a_service_says_what_to_do(page, server):
    server.answer = lambda _: refusal(404)
    models.choose(Choice("custom", "gone", server.address))
    page.run()
    press(page, "Say one sentence")
    assert "has no model named gone." in texts(page)
    assert "Choose one that it has" in texts(page)


def test_what_the_environment_says_cannot_be_changed_here(page, monkeypatch):
    monkeypatch.setenv("REALTALK_LANGUAGE_MODEL", "ollama")
    settings.cache_clear()
    page.run()
    assert "In use: llama3.2 on this computer" in texts(page)
    assert "REALTALK_LANGUAGE_MODEL" in texts(page)
    assert not page.radio


def test_fetching_shows_how_far_it_is_can_be_stopped_and_goes_on(page, monkeypatch):
    going = threading.Event()

    def bring(_names, progress):
        going.set()
        for step in range(1000):
            progress(Progress("language_model", "a", 300_000_000 + step, 500_000_000))
            time.sleep(0.02)

    monkeypatch.setattr(language_fetch, "Fetch", lambda made=language_fetch.Fetch: made(bring))
    choose(page, EMBEDDED)
    assert "1.1 GB" in texts(page)
    press(page, "Fetch it (1.1 GB)")
    assert going.wait(5)
    page.run()
    assert "0.30 of 1.12 GB" in page.get("progress")[0].proto.text
    press(page, "Stop fetching")
    language_fetch.latest().wait(5)
    page.run()
    assert "You stopped it. What has arrived is kept." in texts(page)
    assert "Go on fetching" in labels(page)


def test_a_full_disk_is_told_with_a_way_to_go_on(page, monkeypatch):
    def bring(_names, progress):
        progress(Progress("language_model", "a", 5, 50))
        raise DiskFull("full", "run a command")

    monkeypatch.setattr(language_fetch, "Fetch", lambda made=language_fetch.Fetch: made(bring))
    choose(page, EMBEDDED)
    press(page, "Fetch it (1.1 GB)")
    language_fetch.latest().wait(5)
    page.run()
    assert "not enough room on the disk" in texts(page)
    assert "Go on fetching" in labels(page)


def test_the_model_on_this_computer_is_used_tried_and_removed(page, monkeypatch, tmp_path):
    file = script(tmp_path / "model.json", pieces=["Good", " luck."])
    model = EmbeddedModel(lambda: file, command=COMMAND)
    monkeypatch.setattr(models, "embedded", lambda: model)
    monkeypatch.setattr(models.weights, "path", lambda _: file)
    models.choose(Choice(OFF))
    page.run()
    choose(page, EMBEDDED)
    press(page, "Use it")
    assert "In use: Qwen2.5 on this computer" in texts(page)
    press(page, "Say one sentence")
    assert "Good luck." in texts(page)
    assert model.running
    press(page, "Remove it")
    assert "This frees 1.1 GB." in texts(page)
    model.stop()
