"""The app serves this machine, under this machine's names, and ends with a sentence on any other address."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config
from streamlit.testing.v1 import AppTest

from realtalk.ui.address import ThisMachineAlone

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


HERE = ("127.0.0.1", 50000)


def visitor(host: str, client: tuple[str, int] = HERE) -> TestClient:
    async def page(_request) -> PlainTextResponse:
        return PlainTextResponse("the page")

    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("the page")
        await socket.close()

    app = Starlette(
        routes=[Route("/", page), WebSocketRoute("/stream", stream)],
        middleware=[Middleware(ThisMachineAlone)],
    )
    return TestClient(app, base_url=f"http://{host}", client=client)


def served(visit: TestClient) -> bool:
    """Whether this visitor gets the page; the WebSocket must say the same."""
    page = visit.get("/").text == "the page"
    try:
        with visit.websocket_connect(f"ws://{visit.base_url.netloc.decode()}/stream") as socket:
            stream = socket.receive_text() == "the page"
    except WebSocketDisconnect:
        stream = False
    assert page == stream
    return page


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8501", "localhost", "LOCALHOST:8501"])
def test_this_machine_is_served_under_its_own_names(host: str) -> None:
    assert served(visitor(host))


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"],
)
def test_a_name_that_someone_else_points_here_opens_nothing(host: str) -> None:
    assert not served(visitor(host))


@pytest.mark.parametrize(
    "named", ["", "localhost:", "localhost:80@evil.example", "user@localhost", "a, localhost"]
)
def test_a_host_that_is_no_name_opens_nothing(named: str) -> None:
    answer = visitor("localhost").get("/", headers={"Host": named})
    assert answer.status_code == 403


@pytest.mark.parametrize("client", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_clients_of_this_machine_are_served(client: str) -> None:
    assert served(visitor("localhost", (client, 50000)))


@pytest.mark.parametrize(
    "client", ["10.0.0.2", "192.168.1.7", "::", "2001:db8::1", "::ffff:10.0.0.2", "unknown"]
)
def test_clients_of_other_machines_are_refused_whatever_the_server_listens_on(client: str) -> None:
    assert not served(visitor("localhost", (client, 50000)))


def test_the_app_refuses_a_foreign_name_on_the_page_and_on_its_socket() -> None:
    port = free_port()
    with start(port) as app:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", app)
            page = said(port, "GET / HTTP/1.1", "Host: evil.example")
            own = said(port, "GET / HTTP/1.1", f"Host: localhost:{port}")
            upgrade = (
                "GET /_stcore/stream HTTP/1.1", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            )  # fmt: skip
            stream = said(port, *upgrade, "Host: evil.example", "Origin: http://evil.example")
        finally:
            app.terminate()
    assert page.startswith("HTTP/1.1 403")
    assert own.startswith("HTTP/1.1 200")
    assert "x-frame-options: deny" in own.lower()
    assert stream.startswith("HTTP/1.1 403")


def said(port: int, *lines: str) -> str:
    """The head of the answer to a request."""
    connection = "Connection: " + ("Upgrade" if "Upgrade: websocket" in lines else "close")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as server:
        server.sendall("\r\n".join((*lines, connection, "", "")).encode())
        return server.recv(4096).decode(errors="replace").partition("\r\n\r\n")[0]


def test_the_pages_show_nothing_but_a_sentence_when_served_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    option = config.get_option
    elsewhere = {"server.address": "0.0.0.0"}
    monkeypatch.setattr(config, "get_option", lambda name: elsewhere.get(name) or option(name))
    page = AppTest.from_file(ROOT / "pages" / "navigation.py", default_timeout=30).run()
    assert "RealTalk does not start on 0.0.0.0" in page.error[0].value
    assert not page.title
    assert not page.button
