"""The real language model on this machine: it answers, keeps to a schema, stops and gives memory back."""

import json
import sys
import time
from pathlib import Path

import pytest

from realtalk.errors import Cancelled, MissingWeights, RealTalkError
from realtalk.language.client import Message, answered
from realtalk.language.embedded import MEMORY, EmbeddedModel
from realtalk.session.language_model import WEIGHTS
from realtalk.weights import path

pytestmark = pytest.mark.soak

SECONDS = 300.0
"""Room for a busy machine."""


@pytest.fixture(scope="module")
def model():
    try:
        path(WEIGHTS)
    except MissingWeights:
        pytest.skip("the language model is not on this machine")
    model = EmbeddedModel(lambda: path(WEIGHTS))
    yield model
    model.stop()


def user(text):
    return [Message("user", text)]


def test_it_answers_and_says_the_same_again(model):
    ask = user("What is the capital of France? Answer in one word.")
    said = answered(model, ask, most_tokens=10, seconds=SECONDS)
    assert "Paris" in said
    assert answered(model, ask, most_tokens=10, seconds=SECONDS) == said


def test_it_keeps_to_a_schema(model):
    schema = {
        "type": "object",
        "properties": {"city": {"type": "string"}, "people": {"type": "integer"}},
        "required": ["city", "people"],
        "additionalProperties": False,
    }
    said = answered(model, user("Tell me about Rome."), most_tokens=80, seconds=SECONDS, schema=schema)
    assert set(json.loads(said)) == {"city", "people"}


def test_a_text_that_is_too_long_is_told(model):
    with pytest.raises(RealTalkError, match="too long"):
        answered(model, user("word " * 5000), seconds=SECONDS)


def test_a_stop_frees_it_for_the_next_question(model):
    began = time.monotonic()
    with pytest.raises(Cancelled):
        answered(
            model, user("Tell me a long story. " * 100), seconds=SECONDS,
            cancelled=lambda: time.monotonic() > began + 2,
        )  # fmt: skip
    assert answered(model, user("Say hello."), most_tokens=10, seconds=SECONDS)


def test_it_goes_on_where_it_was_killed(model):
    ask = user("Count from one to twenty in words, separated by commas.")
    whole = answered(model, ask, most_tokens=60, seconds=SECONDS)
    model.stop()
    pieces = model.write(ask, most_tokens=60, seconds=SECONDS)
    said = next(pieces) + next(pieces)
    model._server.process.kill()
    assert said + "".join(pieces) == whole


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not bound it")
def test_it_stays_within_its_memory_and_says_so_where_that_is_too_little(model):
    answered(model, user("Summarise: " + "we met the team " * 300), most_tokens=5, seconds=900.0)
    status = Path(f"/proc/{model._server.process.pid}/status").read_text()
    data = int(status.split("VmData:")[1].split()[0]) * 1024
    assert data < MEMORY
    small = EmbeddedModel(lambda: path(WEIGHTS), memory=500_000_000)
    with pytest.raises(RealTalkError, match="2 GB of free memory"):
        answered(small, user("Hello."), seconds=SECONDS)
    small.stop()
