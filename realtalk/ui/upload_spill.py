"""Uploads go straight to disk: Streamlit keeps whole files in memory, so it is handed a receipt instead.

`SpillUploads` stands before Streamlit's upload route. Streamlit still checks who uploads before it asks for
the first byte; the bytes then flow into `settings().home/"uploads"` and Streamlit receives a file of a few
bytes that names where they lie. `claim` turns that receipt into a file.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import anyio.to_thread
import streamlit as st
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from realtalk.errors import DiskFull, RealTalkError
from realtalk.settings import settings

UPLOAD_PREFIX = "/_stcore/upload_file/"
ABANDONED_AFTER = 24 * 3600
"""Seconds after which what was left behind is removed: longer than any upload or review takes, since another
server may run on the same folder."""

WRITE_AT = 1 << 20
"""Bytes gathered before a write: large enough that the disk, not the call, sets the pace."""

_RECEIPT = b"realtalk-upload:"
_FULL = b"realtalk-upload-full"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class Uploaded(Protocol):
    """What `st.file_uploader` returns."""

    name: str

    def getbuffer(self) -> memoryview: ...


def uploads_folder() -> Path:
    """Where uploads lie until a review takes them."""
    return settings().home / "uploads"


def claim(uploaded: Uploaded, folder: Path) -> Path:
    """Move an uploaded file into a sub-folder of `folder`, under a safe form of its own name.

    Raises `DiskFull` if there was no room for it.
    """
    data = bytes(uploaded.getbuffer()[:64])
    target = folder / "original" / safe_name(uploaded.name)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    if data == _FULL:
        raise DiskFull(
            f"There is not enough room on this machine's disk for {uploaded.name}.",
            "Nothing was kept. Free some space, then upload it again.",
        )
    token = data.removeprefix(_RECEIPT).decode("ascii", "replace")
    if data.startswith(_RECEIPT) and _TOKEN.fullmatch(token):
        spilled = uploads_folder() / token
        if not spilled.is_file():
            raise RealTalkError(f"{uploaded.name} is no longer here.", "Please upload it again.")
        shutil.move(spilled, target)
    else:
        with _private_file(target) as file:
            file.write(uploaded.getbuffer())
    return target


def safe_name(name: str) -> str:
    """A file name without folders, control characters or leading dots; its ending kept.

    >>> safe_name("../../etc/my talk.MOV")
    'my talk.MOV'
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = kept, "", ""
    room = 120 - len(ending.encode()) - 1
    return (stem.encode()[:room].decode(errors="ignore") or "recording") + dot + ending


def remove_abandoned(now: float | None = None) -> None:
    """Delete what nobody has touched for a day: uploads not claimed, and uploads of reviews cut off."""
    before = (time.time() if now is None else now) - ABANDONED_AFTER
    for path in uploads_folder().glob("*"):
        with suppress(OSError):
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()
    for original in (settings().home / "unfinished").glob("*/original"):
        with suppress(OSError):
            near = (original.parent, *original.parent.iterdir(), *original.iterdir())
            if max(path.lstat().st_mtime for path in near) < before:
                shutil.rmtree(original, ignore_errors=True)


def _make_private(folder: Path) -> None:
    """The folder, and the home it is in, made for this user alone."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)


def _private_file(path: Path) -> BinaryIO:
    return open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600))


class SpillUploads:
    """Middleware that writes uploads to disk as they arrive; memory stays flat whatever their size."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or UPLOAD_PREFIX not in scope["path"]:
            await self.app(scope, receive, send)
            return
        spill = _Spill(Headers(scope=scope), receive)
        headers = MutableHeaders(raw=list(scope["headers"]))
        headers["Content-Type"] = f"multipart/form-data; boundary={spill.boundary}"
        accepted = False

        async def watch(message: Message) -> None:
            nonlocal accepted
            if message["type"] == "http.response.start":
                accepted = message["status"] == 204
            await send(message)

        try:
            await self.app({**scope, "headers": headers.raw}, spill.receive, watch)
        finally:
            spill.close(keep=accepted)


class _Spill:
    """One upload on its way to disk."""

    def __init__(self, headers: Headers, receive: Receive) -> None:
        self.boundary = secrets.token_hex(16)
        self._headers = headers
        self._upstream = receive
        self._token = secrets.token_urlsafe(24)
        self._file: BinaryIO | None = None
        self._part_headers: list[tuple[bytes, bytes]] = []
        self._name = b""
        self._value = b""
        self._waiting: list[bytes] = []
        self._full = False
        self._done = False

    @property
    def path(self) -> Path:
        return uploads_folder() / self._token

    async def receive(self) -> Message:
        """The whole upload as one small message, once it is on disk."""
        if self._done:
            return await self._upstream()
        self._done = True
        parser = self._parser()
        await anyio.to_thread.run_sync(self._open)
        limit = int(st.get_option("server.maxUploadSize")) << 20
        gathered = received = 0
        while True:
            message = await self._upstream()
            if message["type"] == "http.disconnect":
                return message
            body: bytes = message.get("body", b"")
            gathered += len(body)
            received += len(body)
            if received > limit + WRITE_AT:
                raise HTTPException(413, "File too large")
            parser.write(body)
            more = message.get("more_body", False)
            if gathered >= WRITE_AT or not more:
                await anyio.to_thread.run_sync(self._write)
                gathered = 0
            if not more:
                return {"type": "http.request", "body": self._replacement(), "more_body": False}

    def close(self, *, keep: bool) -> None:
        if self._file is not None:
            self._file.close()
        if self._full or not keep:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _open(self) -> None:
        try:
            _make_private(uploads_folder())
            self._file = _private_file(self.path)
        except OSError:
            self._full = True

    def _write(self) -> None:
        chunks, self._waiting = self._waiting, []
        if self._full or self._file is None:
            return
        try:
            for chunk in chunks:
                self._file.write(chunk)
            self._file.flush()
        except OSError:
            self._full = True
            with suppress(OSError):
                self._file.close()
                self.path.unlink(missing_ok=True)

    def _parser(self) -> MultipartParser:
        _, options = parse_options_header(self._headers.get("content-type", ""))

        def gather(name: str) -> Callable[[bytes, int, int], None]:
            def add(data: bytes, start: int, end: int) -> None:
                setattr(self, name, getattr(self, name) + data[start:end])

            return add

        def header_end() -> None:
            self._part_headers.append((self._name, self._value))
            self._name = self._value = b""

        def part_data(data: bytes, start: int, end: int) -> None:
            self._waiting.append(data[start:end])

        return MultipartParser(
            options.get(b"boundary", b"-"),
            {
                "on_header_field": gather("_name"),
                "on_header_value": gather("_value"),
                "on_header_end": header_end,
                "on_part_data": part_data,
            },
        )

    def _replacement(self) -> bytes:
        receipt = _FULL if self._full else _RECEIPT + self._token.encode()
        head = b"".join(name + b": " + value + b"\r\n" for name, value in self._part_headers)
        edge = b"--" + self.boundary.encode()
        return edge + b"\r\n" + head + b"\r\n" + receipt + b"\r\n" + edge + b"--\r\n"
