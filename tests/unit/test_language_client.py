"""Asking a model over the wire, from a server of ours that answers well and badly."""

import logging
import socket
import threading
import time
from dataclasses import replace

import pytest

from realtalk.errors import Cancelled, RealTalkError
from realtalk.language.client import Message, ServedModel, answered, here
from tests.chat_server import Answer, refusal, serving

ASK = (Message("system", "Be short."), Message("user", "Say hello."))
KEY = "sk-very-secret"
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False}


@pytest.fixture(scope="module")
def everybody():
    answered_first()
    with serving() as server:
        yield server


def answered_first():
    """The package is imported before any test counts seconds."""
    import openai

    assert openai


@pytest.fixture
def server(everybody):
    everybody.answer, everybody.key = lambda _: Answer(), None
    everybody.asked.clear()
    everybody.headers.clear()
    everybody.left.clear()
    return everybody


@pytest.fixture
def model(server):
    return ServedModel("A model", True, "small", server.address, KEY)


def refused(model, **options):
    with pytest.raises(RealTalkError) as caught:
        answered(model, ASK, **options)
    assert KEY not in f"{caught.value!r} {caught.value}"
    assert caught.value.what.endswith(".")
    assert caught.value.remedy.endswith((".", "small"))
    return caught.value


def test_an_answer_comes_piece_by_piece(server, model):
    server.answer = lambda _: Answer(("One", " two", " three."), every=0.3)
    began, times = time.monotonic(), []
    pieces = []
    for piece in model.write(ASK):
        pieces.append(piece)
        times.append(time.monotonic() - began)
    assert pieces == ["One", " two", " three."]
    assert times[2] - times[0] > 0.15  # of 0.6: a busy machine sees the first piece late


def test_what_is_asked_arrives_as_it_was_put(server, model):
    assert answered(model, ASK, most_tokens=7, temperature=0.5) == "Hello there."
    asked = server.asked[0]
    assert [(each["role"], each["content"]) for each in asked["messages"]] == [
        ("system", "Be short."),
        ("user", "Say hello."),
    ]
    assert (asked["model"], asked["max_tokens"], asked["temperature"]) == ("small", 7, 0.5)
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert "reasoning_effort" not in asked


def test_what_the_environment_means_for_other_programs_is_not_sent(server, model, monkeypatch):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    answered(replace(model, key=""), ASK)
    assert "other" not in str(server.headers)


def test_to_stop_reading_hangs_up(server, model):
    server.answer = lambda _: Answer(("Word ",) * 200, every=0.05)
    for _ in model.write(ASK):
        break
    assert server.left.wait(5)


def test_a_stop_before_the_first_word_hangs_up_too(server, model):
    server.answer = lambda _: Answer(wait=30)
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        answered(model, ASK, cancelled=stop.is_set)
    assert time.monotonic() - began < 3
    assert server.left.wait(5)


def test_silence_ends_when_its_time_is_up(server, model):
    server.answer = lambda _: Answer(wait=30)
    error = refused(replace(model, first_sign=0.3))
    assert "no sign of an answer" in error.what
    assert error.retryable


def test_an_answer_that_never_ends_is_ended(server, model):
    server.answer = lambda _: Answer(("Hm",), stall=True)
    error = refused(model, seconds=0.5)
    assert "had not finished" in error.what
    assert server.left.wait(5)


def test_a_cut_answer_gives_what_came_and_says_so(server, model):
    server.answer = lambda _: Answer(cut=True)
    pieces = model.write(ASK)
    assert [next(pieces), next(pieces)] == ["Hello", " there."]
    with pytest.raises(RealTalkError, match="broke off") as caught:
        next(pieces)
    assert caught.value.retryable


@pytest.mark.parametrize(
    ("answer", "what", "remedy", "retryable"),
    [
        (refusal(401, "Incorrect API key"), "does not accept your key", "Settings", False),
        (refusal(400, "API key not valid."), "does not accept your key", "Settings", False),
        (refusal(403), "does not let you use small", "another model", False),
        (refusal(404, "model not found"), "no model named small", "Choose one", False),
        (refusal(429, "slow down"), "no more questions", "Wait a minute", True),
        (refusal(429, "You exceeded", code="insufficient_quota"), "no credit", "Add", False),
        (refusal(500), "trouble of its own (error 500)", "few minutes", True),
        (refusal(503), "trouble of its own (error 503)", "few minutes", True),
        (refusal(418), "refuses what RealTalk asked", "another model", False),
        (refusal(400, "too big", type="exceed_context_size_error"), "too long for small", "shorter", False),
        (Answer(status=307, headers={"Location": "http://127.0.0.1:9/"}), "not follow", "address", False),
        (Answer(pieces=()), "empty answer", "Try again", True),
        (Answer(pieces=(), finish="length"), "used up its time to think", "does not think", False),
        (Answer(pieces=("I",), finish="content_filter"), "declined", "other words", False),
        (Answer(raw=b"<html><p>Welcome: sign in</p></html>"), "as a language model", "/v1", False),
        (Answer(raw=b"data: {not json\n\n"), "as a language model", "/v1", False),
        (Answer(raw=b"data: 17\n\n"), "as a language model", "/v1", False),
        (Answer(raw=b'data: {"error": {"message": "sk-very-secret"}}\n\n'), "as a language", "/v1", False),
    ],
)  # fmt: skip
def test_each_refusal_is_told_with_what_to_do(server, model, answer, what, remedy, retryable):
    server.answer = lambda _: answer
    error = refused(model)
    assert what in error.what
    assert remedy in error.remedy
    assert error.retryable is retryable


def test_a_server_that_is_not_there_is_told_apart_from_a_lost_network(model):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
    assert "Nothing answers at 127.0.0.1" in refused(replace(model, address=nobody)).what
    away = replace(model, address="http://no-such-host.invalid/v1", service="OpenAI")
    assert refused(away).remedy.startswith("Check the internet connection")


def test_a_wrong_key_is_named_nowhere(server, model, caplog, monkeypatch):
    server.key = "the right one"
    with caplog.at_level(logging.DEBUG):
        refused(model)
        server.key = KEY
        answered(model, ASK)
    assert KEY not in caplog.text
    assert "Say hello" not in caplog.text
    assert KEY not in repr(model)


def test_a_schema_is_asked_of_the_server(server, model):
    answered(model, ASK, schema=SCHEMA)
    wanted = server.asked[0]["response_format"]
    assert wanted["json_schema"]["schema"] == SCHEMA
    assert wanted["json_schema"]["strict"] is True


def test_options_that_a_server_refuses_are_left_out_from_then_on(server, model):
    def picky(body):
        if "temperature" in body:
            return refusal(400, "Unsupported value", param="temperature")
        if "max_tokens" in body:
            return refusal(400, "'max_tokens' is not supported. Use 'max_completion_tokens' instead.")
        if "response_format" in body:
            return refusal(400, "json_schema is not available")
        return Answer()

    server.answer = picky
    assert answered(model, ASK, schema=SCHEMA) == "Hello there."
    assert len(server.asked) == 4
    assert server.asked[-1]["max_completion_tokens"] == 400
    assert '"additionalProperties": false' in server.asked[-1]["messages"][0]["content"]
    answered(model, ASK)
    assert len(server.asked) == 5


def test_a_model_that_thinks_is_told_to_think_little_and_given_room(server, model):
    answered(replace(model, thinking=500), ASK, most_tokens=100)
    assert (server.asked[0]["reasoning_effort"], server.asked[0]["max_tokens"]) == ("low", 600)


def test_a_refusal_that_no_option_explains_is_not_asked_again(server, model):
    server.answer = lambda _: refusal(400, "the moon is full")
    refused(model, schema=SCHEMA)
    assert len(server.asked) == 1


def test_a_server_says_which_models_it_has(server, model):
    server.models = ("models/one", "two")
    assert model.models() == ("one", "two")


def test_many_threads_may_ask_one_model(server, model):
    server.answer = lambda body: Answer((body["messages"][0]["content"],), every=0.1)
    got = {}
    threads = [
        threading.Thread(target=lambda n=n: got.update({n: answered(model, [Message("user", f"{n}")])}))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert got == {n: f"{n}" for n in range(4)}


@pytest.mark.parametrize(
    ("address", "own"),
    [("http://127.0.0.1:1/v1", True), ("http://localhost/v1", True), ("http://[::1]:8/v1", True),
     ("https://api.openai.com/v1", False), ("http://192.168.1.4/v1", False), ("http://127.a.example", False)],
)  # fmt: skip
def test_this_machine_is_known_by_its_address(address, own):
    assert here(address) is own


def test_nothing_is_sent_to_who_cannot_show_who_they_are(server, model):
    error = refused(replace(model, address=server.address.replace("http:", "https:")))
    assert "could not show that it is" in error.what
    assert not server.asked
