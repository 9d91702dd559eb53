"""The model's own process: when it starts and ends, who waits for whom, and what happens when it dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from realtalk.errors import Cancelled, MissingWeights, RealTalkError
from realtalk.language import embedded
from realtalk.language.client import Message, answered
from realtalk.language.embedded import EmbeddedModel
from tests.chat_process import COMMAND, lives, script

ASK = (Message("user", "Say hello."),)


@pytest.fixture
def made(tmp_path):
    models = []

    def make(idle=60.0, memory=400_000_000, **wanted):
        file = script(tmp_path / "model.json", **wanted)
        models.append(EmbeddedModel(lambda: file, command=COMMAND, idle=idle, memory=memory))
        return models[-1], file

    yield make
    for model in models:
        model.stop()


def gone(process, seconds=5.0):
    """Whether a process that is no child of ours ends in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{process}/stat").read_text().split(")")[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def until(holds, seconds=5.0):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_it_starts_with_the_first_question_serves_the_next_and_ends_when_told(made):
    model, file = made()
    assert not model.running
    assert answered(model, ASK) == "Hello"
    assert answered(model, ASK) == "Hello"
    assert len(lives(file)) == 1
    assert model.running
    model.stop()
    assert gone(lives(file)[0])


def test_it_rests_after_a_while_and_starts_again(made):
    model, file = made(idle=0.2)
    answered(model, ASK)
    assert until(lambda: not model.running)
    assert answered(model, ASK) == "Hello"
    assert len(lives(file)) == 2


def test_an_answer_goes_on_when_the_process_dies_in_the_middle(made):
    model, file = made(pieces=["One ", "two ", "three ", "four"], every=0.2, dying=0.5)
    assert answered(model, ASK) == "One two three four"
    assert len(lives(file)) == 2


def test_a_process_that_dies_again_is_not_started_a_third_time(made):
    model, file = made(pieces=["One ", "two "], every=0.5, dying=0.1, mortal=True)
    with pytest.raises(RealTalkError, match="not enough free memory"):
        answered(model, ASK)
    assert len(lives(file)) == 2


def test_questions_wait_for_each_other_in_the_order_they_came(made):
    model, _ = made(pieces=["x"], every=0.3)
    answered(model, ASK)
    order = []
    threads = []
    for n in range(3):
        threads.append(threading.Thread(target=lambda n=n: order.append((n, answered(model, ASK)))))
        threads[-1].start()
        assert until(lambda n=n: model.waiting == n + 1)
    for thread in threads:
        thread.join(10)
    assert order == [(0, "x"), (1, "x"), (2, "x")]
    assert model.waiting == 0


def test_who_waits_may_leave_and_is_told_who_is_ahead(made):
    model, _ = made(pieces=["x"] * 40, every=0.1)
    first = model.write(ASK)
    next(first)
    with pytest.raises(Cancelled):
        answered(model, ASK, cancelled=lambda: True)
    with pytest.raises(RealTalkError, match="busy with another answer"):
        answered(model, ASK, seconds=0.2)
    first.close()
    assert model.waiting == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not bound it")
def test_more_memory_than_is_allowed_is_told_as_such(made):
    model, _ = made(hungry=True)
    with pytest.raises(RealTalkError, match="not enough free memory") as refused:
        answered(model, ASK)
    assert refused.value.retryable
    assert not model.running


def test_too_little_free_memory_is_noticed_before_it_starts(made, monkeypatch):
    monkeypatch.setattr(embedded, "NEEDED", 1 << 60)
    model, file = made()
    with pytest.raises(RealTalkError, match="it needs 2 GB"):
        answered(model, ASK)
    assert lives(file) == []


def test_a_model_that_does_not_load_is_told(made):
    model, _ = made(broken=True)
    with pytest.raises(RealTalkError, match="did not start"):
        answered(model, ASK)


def test_a_start_can_be_stopped(made):
    model, file = made(slow=30)
    with pytest.raises(Cancelled):
        answered(model, ASK, cancelled=lambda: bool(lives(file)))
    assert gone(lives(file)[0])


def test_without_its_file_it_says_how_to_fetch_it():
    def missing():
        raise MissingWeights("It is not here.", "Fetch it.")

    with pytest.raises(MissingWeights):
        answered(EmbeddedModel(missing, command=COMMAND), ASK)


def test_nobody_without_its_key_is_answered(made):
    import openai

    model, _ = made()
    answered(model, ASK)
    address = model._server.model.address
    other = openai.OpenAI(base_url=address, api_key="guess", max_retries=0)
    with other, pytest.raises(openai.AuthenticationError):
        other.chat.completions.create(model="m", messages=[{"role": "user", "content": "Hello"}])
    line = Path(f"/proc/{model._server.process.pid}/cmdline")
    assert not line.exists() or model._server.model.key not in line.read_text()


def test_it_ends_with_an_app_that_is_killed(tmp_path):
    file = script(tmp_path / "model.json")
    app = (
        "import pathlib, time\n"
        "from realtalk.language.client import Message, answered\n"
        "from realtalk.language.embedded import EmbeddedModel\n"
        "from tests.chat_process import COMMAND\n"
        f"model = EmbeddedModel(lambda: pathlib.Path({str(file)!r}), command=COMMAND)\n"
        "answered(model, [Message('user', 'Hello')])\n"
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", app], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "up\n"
        parent.send_signal(signal.SIGKILL)
    assert gone(lives(file)[0])
