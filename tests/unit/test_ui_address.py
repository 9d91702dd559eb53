"""The app serves this machine, and ends with a sentence on any other address."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def start(port: int, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    return subprocess.Popen(
        [*command, "--server.headless", "true"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_another_address_is_refused_before_anything_is_served(address: str) -> None:
    port = free_port()
    with start(port, "--server.address", address) as app:
        said = app.communicate(timeout=60)[0]
    assert app.returncode != 0
    assert f"RealTalk does not start on {address}" in said
    assert "Traceback" not in said


def test_without_a_word_about_it_this_machine_is_served() -> None:
    port = free_port()
    with start(port) as app:
        try:
            health = wait_for(f"http://127.0.0.1:{port}/_stcore/health", app)
            everywhere = [line for line in listeners() if line.endswith(f":{port:04X}")]
        finally:
            app.terminate()
    assert health == b"ok"
    assert everywhere in ([], [f"0100007F:{port:04X}"])


def wait_for(url: str, app: subprocess.Popen[str]) -> bytes:
    for _ in range(300):
        assert app.poll() is None
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the app did not answer within 30 s")


def listeners() -> list[str]:
    """Addresses that are listened on, as Linux writes them; empty elsewhere."""
    lines = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).exists()
        for line in Path(table).read_text().splitlines()[1:]
    ]
    return [fields[1] for fields in lines if fields[3] == "0A"]
