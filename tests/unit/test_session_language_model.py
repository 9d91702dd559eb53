"""Which model writes: what is chosen, kept, forgotten, and what stays on this machine."""

import json
import stat

import pytest

from realtalk.errors import RealTalkError
from realtalk.language.client import Message, ServedModel, answered
from realtalk.session import language_model as chosen_model
from realtalk.session.language_model import CUSTOM, EMBEDDED, FILE, GEMINI, OFF, OLLAMA, OPENAI, Choice
from realtalk.settings import settings
from tests.chat_server import serving


@pytest.fixture(autouse=True)
def kept(home, monkeypatch):
    """A home and a shelf without anything on it, and an environment that says nothing."""
    for name in ("", "_NAME", "_ADDRESS", "_KEY"):
        monkeypatch.delenv(f"REALTALK_LANGUAGE_MODEL{name}", raising=False)
    monkeypatch.setenv("REALTALK_WEIGHTS", str(home / "weights"))
    settings.cache_clear()
    chosen_model.forget()
    yield home / FILE
    chosen_model.forget()


def served():
    """The model behind an address that is chosen now."""
    model = chosen_model.language_model()
    assert isinstance(model, ServedModel)
    return model


def environment(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(f"REALTALK_LANGUAGE_MODEL{name}", value)
    settings.cache_clear()


def test_without_a_choice_nothing_writes():
    assert chosen_model.chosen().kind == OFF
    assert chosen_model.language_model() is None


def test_without_a_choice_the_model_on_this_machine_writes_once_it_is_here(monkeypatch, home):
    monkeypatch.setattr(chosen_model.weights, "path", lambda _: home / "model.gguf")
    model = chosen_model.language_model()
    assert model.local
    assert "on this computer" in model.name
    assert chosen_model.language_model() is model


def test_a_choice_is_kept_in_a_file_that_its_owner_alone_can_read(kept):
    chosen_model.choose(Choice(OPENAI, key="sk-1"))
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(kept.parent.glob(f"{FILE}.*")) == []
    model = served()
    assert (model.address, model.key, model.local) == ("https://api.openai.com/v1", "sk-1", False)
    assert "sk-1" not in repr(model) + repr(chosen_model.chosen())
    assert chosen_model.key_is_kept()
    assert chosen_model.language_model() is model


def test_a_key_for_this_session_is_written_nowhere(kept):
    chosen_model.choose(Choice(GEMINI, key="only-now"), keep_key=False)
    assert "only-now" not in kept.read_text()
    assert served().key == "only-now"
    assert not chosen_model.key_is_kept()
    chosen_model._KEYS.clear()  # as after a new start
    assert chosen_model.language_model() is None


def test_forgetting_leaves_neither_choice_nor_key(kept):
    chosen_model.choose(Choice(OPENAI, key="sk-1"))
    chosen_model.forget()
    assert not kept.exists()
    assert chosen_model.language_model() is None


def test_a_model_that_is_removed_writes_no_more(monkeypatch, home):
    file = home / "weights" / "language_model.gguf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"model")
    chosen_model.remove()
    assert not file.exists()
    assert chosen_model.language_model() is None


def test_off_stays_off_though_the_model_is_here(monkeypatch, home):
    monkeypatch.setattr(chosen_model.weights, "path", lambda _: home / "model.gguf")
    chosen_model.choose(Choice(OFF))
    assert chosen_model.language_model() is None


def test_the_environment_decides_over_what_is_kept(monkeypatch):
    chosen_model.choose(Choice(OPENAI, key="sk-1"))
    environment(monkeypatch, **{"": "ollama", "_NAME": "qwen3:4b"})
    model = served()
    assert (model.model, model.address, model.local) == ("qwen3:4b", "http://127.0.0.1:11434/v1", True)
    assert model.key == ""
    assert chosen_model.by_environment()


def test_a_model_elsewhere_is_asked_where_it_is(monkeypatch):
    with serving() as server:
        address = {"": "custom", "_NAME": "small", "_ADDRESS": server.address, "_KEY": "k"}
        environment(monkeypatch, **address)
        assert answered(chosen_model.language_model(), [Message("user", "Hello")]) == "Hello there."
        assert server.headers[0]["authorization"] == "Bearer k"
        assert chosen_model.models_at(chosen_model.chosen()) == ("small", "large")


@pytest.mark.parametrize(
    ("choice", "what"),
    [
        (Choice(OPENAI), "OpenAI wants a key"), (Choice(CUSTOM, model="m"), "has no address"),
        (Choice(CUSTOM, address="https://a.example/v1"), "Which model"),
        (Choice(CUSTOM, "m", "ftp://a.example"), "no address of a language model"),
        (Choice(CUSTOM, "m", "https://me:word@a.example/v1"), "no address"),
        (Choice(CUSTOM, "m", "https://a.example/v1?key=1"), "no address"),
        (Choice(CUSTOM, "m", "https://a.example:port"), "no address"),
        (Choice(CUSTOM, "m", "http://[x"), "no address"),
        (Choice(CUSTOM, "m", "https://:word@a.example/v1"), "no address"),
        (Choice(OPENAI, key="sk two"), "no key"), (Choice(OPENAI, key="“sk”"), "no key"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_not_kept(kept, choice, what):
    with pytest.raises(RealTalkError, match=what):
        chosen_model.choose(choice)
    assert not kept.exists()


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://a.example/v1/", "https://a.example/v1"),
        (" https://a.example/v1/chat/completions ", "https://a.example/v1"),
        ("localhost:8000/v1", "http://localhost:8000/v1"),
        ("a.example/v1", "https://a.example/v1"),
        ("HTTPS://a.example/v1", "https://a.example/v1"),
    ],
)
def test_addresses_are_taken_as_people_paste_them(given, asked):
    assert Choice(CUSTOM, "m", given).completed().address == asked


@pytest.mark.parametrize(
    ("choice", "host"),
    [
        (Choice(OFF), ""), (Choice(EMBEDDED), ""), (Choice(OLLAMA, "llama3.2"), ""),
        (Choice(OLLAMA, "gpt-oss:120b-cloud"), "ollama.com"), (Choice(OPENAI), "api.openai.com"),
        (Choice(OLLAMA, "llama3.2", "http://192.168.1.9:11434/v1"), "192.168.1.9:11434"),
        (Choice(CUSTOM, "m", "api.example.com/v1"), "api.example.com"),
        (Choice(CUSTOM, "m", "http://[x"), ""),
        (Choice(CUSTOM, "m", "HTTPS://Api.Example.com/v1"), "Api.Example.com"),
        (Choice(GEMINI), "generativelanguage.googleapis.com"), (Choice(CUSTOM, "m", "http://[::1]:1/v1"), ""),
    ],
)  # fmt: skip
def test_where_words_go_is_known_before_they_do(choice, host):
    assert choice.goes_to == host


@pytest.mark.parametrize("text", ["", "not json", "[]", json.dumps({"kind": "oracle"})])
def test_a_damaged_file_means_no_choice(kept, text):
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(text)
    assert chosen_model.chosen().kind == OFF


def test_a_home_that_cannot_be_written_gets_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("REALTALK_HOME", str(tmp_path / "file" / "home"))
    settings.cache_clear()
    with pytest.raises(RealTalkError, match="could not write"):
        chosen_model.choose(Choice(OFF))
