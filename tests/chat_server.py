"""A server on this machine that speaks the OpenAI protocol, well or badly, as a test says."""

from __future__ import annotations

import http.server
import json
import select
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One answer: `pieces` each after `every` seconds, the headers after `wait`; `cut` ends it in the middle,
    `stall` never ends it. `status` and `error` refuse; `raw` is sent in place of a stream.
    """

    pieces: tuple[str, ...] = ("Hello", " there.")
    every: float = 0.0
    wait: float = 0.0
    cut: bool = False
    stall: bool = False
    finish: str = "stop"
    status: int = 200
    error: dict[str, Any] | None = None
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


def refusal(status: int, message: str = "no", **more: Any) -> Answer:
    return Answer(status=status, error={"message": message, **more})


class ChatServer(http.server.ThreadingHTTPServer):
    """`answer` decides what to say to a request's body; `asked` are the bodies, `headers` what came with
    each, by names in small letters. `left` is set when somebody hung up before an answer's end.
    """

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer: Callable[[dict[str, Any]], Answer] = lambda _: Answer()
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.models = ("small", "large")
        self.key: str | None = None
        self.left = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: ChatServer  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._whole(200, {"data": [{"id": name, "object": "model"} for name in self.server.models]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        if self.server.key is not None and self.headers["Authorization"] != f"Bearer {self.server.key}":
            self._whole(401, {"error": {"message": f"Incorrect API key: {self.headers['Authorization']}"}})
            return
        answer = self.server.answer(body)
        if answer.status != 200:
            self._whole(answer.status, {"error": answer.error}, answer.headers)
            return
        try:
            if not self._pause(answer.wait):
                self._stream(answer)
        except OSError:
            self.server.left.set()

    def _stream(self, answer: Answer) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream" if answer.raw is None else "text/html")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if answer.raw is not None:
            self._chunk(answer.raw)
        else:
            for piece in answer.pieces:
                if self._pause(answer.every):
                    return
                self._event({"delta": {"content": piece}, "finish_reason": None})
            if answer.stall:
                self._pause(60)
                return
            if answer.cut:
                return
            self._event({"delta": {}, "finish_reason": answer.finish})
            self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, choice: dict[str, Any]) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "choices": [{"index": 0, **choice}]}
        self._chunk(f"data: {json.dumps(chunk)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _pause(self, seconds: float) -> bool:
        """Wait; True if the one who asked hung up meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            readable, _, _ = select.select([self.connection], [], [], min(0.05, left))
            if readable and not self.connection.recv(1):
                self.server.left.set()
                return True
        return False

    def _whole(self, status: int, content: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Generator[ChatServer]:
    """A server for a while."""
    with ChatServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
