import pytest

from realtalk.errors import RealTalkError
from realtalk.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch):
    for name in ("ICE", "TURN_USER", "TURN_PASSWORD", "RECORD", "PICTURES", "LIVE", "LANGUAGE_MODEL"):
        monkeypatch.delenv(f"REALTALK_{name}", raising=False)


def test_without_a_word_talks_are_recorded_and_no_server_elsewhere_is_asked():
    read = Settings.read()
    assert (read.record, read.pictures, read.live, read.ice) == (True, 15.0, None, ())


def test_the_servers_that_connect_stand_apart_by_spaces_or_commas(monkeypatch):
    monkeypatch.setenv("REALTALK_ICE", " stun:a.example:3478, turn:b.example?transport=tcp\nturns:c.example ")
    assert Settings.read().ice == ("stun:a.example:3478", "turn:b.example?transport=tcp", "turns:c.example")


@pytest.mark.parametrize(
    ("text", "meant"), [("no", False), ("0", False), ("Off", False), ("yes", True), ("1", True), ("", True)]
)
def test_recording_is_switched_in_words_or_figures(monkeypatch, text, meant):
    monkeypatch.setenv("REALTALK_RECORD", text)
    assert Settings.read().record is meant


def test_numbers_are_read(monkeypatch):
    monkeypatch.setenv("REALTALK_PICTURES", "7.5")
    monkeypatch.setenv("REALTALK_LIVE", "3")
    read = Settings.read()
    assert (read.pictures, read.live) == (7.5, 3)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PICTURES", "many"), ("PICTURES", "0"), ("PICTURES", "nan"), ("PICTURES", "inf"), ("LIVE", "-1"),
        ("LANGUAGE_MODEL", "oracle"), ("RECORD", "perhaps"),
        ("ICE", "http://a.example"), ("ICE", "stun:a.example nonsense"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_names_the_setting_and_says_what_to_do(monkeypatch, name, text):
    monkeypatch.setenv(f"REALTALK_{name}", text)
    with pytest.raises(RealTalkError, match=f"REALTALK_{name}") as refused:
        Settings.read()
    assert "unset it" in refused.value.remedy


def test_what_writes_is_named_with_its_model_and_address(monkeypatch):
    monkeypatch.setenv("REALTALK_LANGUAGE_MODEL", "Custom")
    monkeypatch.setenv("REALTALK_LANGUAGE_MODEL_NAME", "qwen")
    monkeypatch.setenv("REALTALK_LANGUAGE_MODEL_ADDRESS", "http://127.0.0.1:8000/v1")
    monkeypatch.setenv("REALTALK_LANGUAGE_MODEL_KEY", "open sesame")
    read = Settings.read()
    assert (read.language_model, read.language_model_name) == ("custom", "qwen")
    assert read.language_model_key == "open sesame"
    assert "sesame" not in repr(read)


def test_the_password_of_a_server_is_never_printed(monkeypatch):
    monkeypatch.setenv("REALTALK_TURN_PASSWORD", "open sesame")
    read = Settings.read()
    assert read.turn_password == "open sesame"
    assert "sesame" not in repr(read)
