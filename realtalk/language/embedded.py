"""The language model on this machine: a process of its own that starts when needed and rests when not."""

from __future__ import annotations

import atexit
import json
import logging
import math
import os
import queue
import secrets
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realtalk.errors import Cancelled, RealTalkError
from realtalk.language import client_errors
from realtalk.language.client import Message, ServedModel
from realtalk.language.embedded_server import Orders, written

log = logging.getLogger(__name__)

NAME = "Qwen2.5 on this computer"

CONTEXT = 4096
"""Tokens of a question and its answer: half an hour's answer to a question would take one core minutes to
read, and each thousand holds 28 MB."""

MEMORY = 1_500_000_000
"""Bytes that the process may hold besides the model's file of 1.1 GB: measured are 1.05 GB."""

NEEDED = 2_100_000_000
"""Bytes that must be free to start: measured are 2.0 GB at the most, the file among them."""

IDLE = 300.0
"""Seconds without a question after which it gives its memory back. House rule: to start takes seconds."""

STARTING = 120.0
"""Seconds to start in: a slow disk reads the file in one minute."""

COMMAND = (sys.executable, "-m", "realtalk.language.embedded_server")

_PULSE = 0.1


@dataclass(frozen=True, slots=True)
class _Server:
    process: subprocess.Popen[str]
    model: ServedModel

    def died(self) -> bool:
        """Whether the process is gone; one that just broke off a connection is given a moment to be."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(0.5)
        return self.process.poll() is not None


class EmbeddedModel:
    """A `LanguageModel` on this machine, started with the first question.

    `file` gives the model's file, or raises `MissingWeights`. It answers one question at a time, in the order
    they were asked. After `idle` seconds without one it gives its memory back; it ends with this process,
    however that ends. Where it dies in the middle of an answer it is started once more, and the answer goes
    on.
    """

    name = NAME
    local = True

    def __init__(
        self, file: Callable[[], Path], *, command: Sequence[str] = COMMAND, idle: float = IDLE,
        memory: int = MEMORY,
    ) -> None:  # fmt: skip
        self._file = file
        self._command = tuple(command)
        self._idle = idle
        self._memory = memory
        self._line = _Line()
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._rest: threading.Timer | None = None
        atexit.register(self.stop)

    def write(
        self,
        messages: Sequence[Message],
        *,
        most_tokens: int = 400,
        seconds: float = 60.0,
        temperature: float = 0.0,
        schema: Mapping[str, Any] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[str]:
        """As `LanguageModel.write`. `seconds` count from when its turn has come and the model stands; it
        waits as long again at the most for its turn.
        """
        with self._line.turn(seconds, cancelled or _never):
            self._stay()
            try:
                sent = ""
                for again in (False, True):
                    server = self._started(cancelled or _never)
                    pieces = server.model.write(
                        messages,
                        most_tokens=most_tokens,
                        seconds=seconds,
                        temperature=temperature,
                        schema=schema,
                        cancelled=cancelled,
                    )
                    try:
                        for piece in _after(sent, pieces, server.model):
                            sent += piece
                            yield piece
                        return
                    except Cancelled:
                        raise
                    except RealTalkError:
                        if not server.died():
                            raise
                        log.warning("the language model's process ended with %s", server.process.returncode)
                        if again:
                            raise _no_memory() from None
            finally:
                self._rest_later()

    @property
    def waiting(self) -> int:
        """How many questions are asked and not yet answered."""
        return self._line.length

    @property
    def running(self) -> bool:
        """Whether its process stands, and holds memory."""
        server = self._server
        return server is not None and server.process.poll() is None

    def stop(self) -> None:
        """End its process; the next question starts another."""
        with self._lock:
            self._stay()
            if self._server is not None:
                _end(self._server.process)
                self._server = None

    def _started(self, cancelled: Callable[[], bool]) -> _Server:
        with self._lock:
            if self._server is None or self._server.process.poll() is not None:
                self._server = self._start(cancelled)
            return self._server

    def _start(self, cancelled: Callable[[], bool]) -> _Server:
        file, key = self._file(), secrets.token_urlsafe(24)
        free = _free()
        if free is not None and free < NEEDED:
            raise _no_memory()
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=_environment(),
            start_new_session=True,  # a Ctrl-C in the terminal is for the app, which ends this by itself
        )
        try:
            said = _first_line(process, Orders(str(file), key, _threads(), CONTEXT, self._memory), cancelled)
        except BaseException:
            _end(process)
            raise
        if "address" not in said:
            _end(process)
            raise _not_started(said.get("problem"))
        model = ServedModel(
            NAME, True, "Qwen2.5", said["address"], key, service="The language model", first_sign=math.inf
        )
        return _Server(process, model)

    def _stay(self) -> None:
        if self._rest is not None:
            self._rest.cancel()

    def _rest_later(self) -> None:
        self._rest = threading.Timer(self._idle, self._rest_now)
        self._rest.daemon = True
        self._rest.start()

    def _rest_now(self) -> None:
        if not self.waiting:
            self.stop()


class _Line:
    """One at a time, in the order they came."""

    def __init__(self) -> None:
        self._order: deque[object] = deque()
        self._changed = threading.Condition()

    @property
    def length(self) -> int:
        return len(self._order)

    @contextmanager
    def turn(self, seconds: float, cancelled: Callable[[], bool]) -> Generator[None]:
        """Wait for one's turn, for at most some seconds, and have it."""
        me, until = object(), time.monotonic() + seconds
        with self._changed:
            self._order.append(me)
        try:
            with self._changed:
                while self._order[0] is not me:
                    if cancelled():
                        raise Cancelled
                    if time.monotonic() > until:
                        raise _busy(self._order.index(me))
                    self._changed.wait(_PULSE)
            yield
        finally:
            with self._changed:
                self._order.remove(me)
                self._changed.notify_all()


def _after(sent: str, pieces: Iterator[str], model: ServedModel) -> Iterator[str]:
    """What comes after the part of an answer that was sent before, where the answer is the same again."""
    again = ""
    for piece in pieces:
        if len(again) >= len(sent):
            yield piece
            continue
        again += piece
        if len(again) >= len(sent):
            if not again.startswith(sent):
                break
            if len(again) > len(sent):
                yield again[len(sent) :]
    if not again.startswith(sent):
        raise client_errors.broken_off(model.place)


def _first_line(
    process: subprocess.Popen[str], orders: Orders, cancelled: Callable[[], bool]
) -> dict[str, Any]:
    """What the process says once it serves or cannot; {} where it died without a word."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):
        process.stdin.write(written(orders))
        process.stdin.flush()
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(process, lines), name="embedded", daemon=True).start()
    until = time.monotonic() + STARTING
    while True:
        if cancelled():
            raise Cancelled
        try:
            line = lines.get(timeout=_PULSE)
        except queue.Empty:
            if time.monotonic() > until:
                raise _not_started("too slow") from None
            continue
        return json.loads(line) if line else {}


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    assert process.stdout is not None
    try:
        lines.put(process.stdout.readline())
    except (OSError, ValueError):
        lines.put("")


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _environment() -> dict[str, str]:
    """Ours, with what the process needs: our packages, and heaps that do not each take room of their own."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REALTALK_LANGUAGE")}
    return kept | {"PYTHONPATH": path, "MALLOC_ARENA_MAX": "2"}


def _threads() -> int:
    """All cores but one, which is for whoever talks meanwhile: two on two busy cores were slower than one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, cores - 1)


def _free() -> int | None:
    """Bytes of memory that can be had, where the system says."""
    with suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _never() -> bool:
    return False


def _no_memory() -> RealTalkError:
    return RealTalkError(
        "There is not enough free memory for the language model on this computer: it needs 2 GB.",
        "Close other programs, then try again.",
        retryable=True,
    )


def _not_started(problem: str | None) -> RealTalkError:
    if problem in (None, "memory"):
        return _no_memory()
    if problem == "ModuleNotFoundError":
        return RealTalkError(
            "The package that runs the language model, xllamacpp, is not installed.",
            "Start RealTalk with: make run",
        )
    log.warning("the language model did not start: %s", problem)
    return RealTalkError(
        "The language model on this computer did not start.",
        "It needs 2 GB of free memory: close other programs, then try again. If that does not help, remove "
        "the model under Settings and fetch it afresh.",
        retryable=True,
    )


def _busy(ahead: int) -> RealTalkError:
    others = "another answer" if ahead == 1 else f"{ahead} other answers"
    return RealTalkError(
        f"The language model is still busy with {others}.", "Try again in a minute.", retryable=True
    )
