"""Stands for the process with the model: the real one around a server of the tests, which does what its model
file says.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from realtalk.language.embedded_server import Orders, run
from tests.chat_server import Answer, ChatServer

COMMAND = (sys.executable, "-m", "tests.chat_process")


def script(file: Path, **wanted: Any) -> Path:
    """A model file. `pieces` come `every` so many seconds; the first life ends `dying` seconds after a
    question, every one with `mortal`; `hungry` asks for more memory than is allowed, `slow` takes that long
    to start, `broken` does not.
    """
    file.write_text(json.dumps(wanted), encoding="utf-8")
    return file


def lives(file: Path) -> list[int]:
    """The processes that served a model file, in order."""
    log = file.with_suffix(".lives")
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def _serve(orders: Orders) -> str:
    file = Path(orders.file)
    wanted = json.loads(file.read_text(encoding="utf-8"))
    first = not lives(file)
    with file.with_suffix(".lives").open("a") as log:
        log.write(f"{os.getpid()}\n")
    time.sleep(wanted.get("slow", 0))
    if wanted.get("hungry"):
        bytearray(orders.memory)
    if wanted.get("broken"):
        raise ValueError("no model")
    server = ChatServer()
    server.key = orders.key

    def answer(_body: dict[str, Any]) -> Answer:
        if "dying" in wanted and (first or wanted.get("mortal")):
            threading.Timer(wanted["dying"], lambda: os._exit(9)).start()
        return Answer(tuple(wanted.get("pieces", ("Hello",))), every=wanted.get("every", 0.0))

    server.answer = answer
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server.address


if __name__ == "__main__":
    run(_serve)
