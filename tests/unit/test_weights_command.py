"""`python -m realtalk.weights`, as a user types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "realtalk.weights", *words]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True)


def test_the_list_says_what_is_here_and_what_it_is_for() -> None:
    answer = run("list")
    assert answer.returncode == 0
    assert "speech to words" in answer.stdout
    assert "language_model" in answer.stdout


def test_a_second_fetch_is_quick_and_needs_no_network() -> None:
    answer = run("fetch", PIP_NO_INDEX="1", http_proxy="http://127.0.0.1:9", https_proxy="http://127.0.0.1:9")
    assert answer.returncode == 0
    assert answer.stdout == "Every model asked for is here.\n"


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    answer = run("verify", REALTALK_WEIGHTS=str(tmp_path))
    assert answer.returncode == 2
    assert "whisper          missing" in answer.stdout
    assert "python -m realtalk models fetch" in answer.stderr


def test_a_wrong_name_gets_a_sentence_and_no_traceback() -> None:
    answer = run("fetch", "no_such_model")
    assert answer.returncode != 0
    assert answer.stderr.startswith("RealTalk has no model named no_such_model.")
    assert "Traceback" not in answer.stderr
