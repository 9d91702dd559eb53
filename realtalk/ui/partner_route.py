"""What the face on the page asks for: what to say and how to move, for the browser it was granted to."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from realtalk.partner.face.motion import Motion
from realtalk.session.stage import Stage, as_told, packed_idle
from realtalk.ui.media_route import COOKIE

MOST = 64
"""Conversations that can be asked for at one time; the oldest make room. House rule: more than people who
talk."""

LOOK = 0.02
"""Seconds between two looks for news: less than one picture."""

BREATH = 10.0
"""Seconds after which a silent stream says that it is there, so that nothing on its way closes it."""

LONGEST = 2_000
"""Bytes that a browser may tell at a time."""


class Shown(Protocol):
    """A conversation that a browser shows: what is on its stage, and who is told what was heard."""

    @property
    def stage(self) -> Stage: ...
    @property
    def over(self) -> bool: ...
    def told(self, kind: str, clip: int, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Granted:
    """A conversation for one browser. `faces` give each persona's face packed for the browser, `idles` how it
    moves in silence; both are made when first asked for.
    """

    talk: Shown
    browser: str
    faces: tuple[Callable[[], bytes], ...]
    idles: tuple[Callable[[], Mapping[str, Motion]], ...]


_GRANTED: dict[str, Granted] = {}


def grant(granted: Granted) -> str:
    """The beginning of the addresses at which its browser finds a conversation; the same one each time."""
    for token, known in _GRANTED.copy().items():
        if known.talk is granted.talk and known.browser == granted.browser:
            return f"/partner/{token}"
    for token, known in _GRANTED.copy().items():
        if known.talk.over:
            _GRANTED.pop(token, None)
    while len(_GRANTED) >= MOST:
        del _GRANTED[next(iter(_GRANTED))]
    token = secrets.token_urlsafe(18)
    _GRANTED[token] = granted
    return f"/partner/{token}"


def withdraw(talk: Shown) -> None:
    """Nobody finds this conversation any more."""
    for token, known in _GRANTED.copy().items():
        if known.talk is talk:
            _GRANTED.pop(token, None)


def _of(request: Request) -> Granted | None:
    granted = _GRANTED.get(request.path_params["token"])
    if granted is None or not granted.browser:
        return None
    same = hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), granted.browser.encode())
    return granted if same else None


def _missing() -> Response:
    return PlainTextResponse("No such conversation.", 404, {"Cache-Control": "no-store"})


def _binary(data: bytes, *, keep: bool) -> Response:
    kept = "private, max-age=86400" if keep else "no-store"
    headers = {"Cache-Control": kept, "Cross-Origin-Resource-Policy": "same-origin"}
    return Response(data, media_type="application/octet-stream", headers=headers)


async def events(request: Request) -> Response:
    """What happens, as server-sent events, from the one after `after` on."""
    granted = _of(request)
    if granted is None:
        return _missing()
    told = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    after = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(granted, request, after), 200, headers, "text/event-stream")


async def _stream(granted: Granted, request: Request, after: int) -> AsyncIterator[str]:
    stage = granted.talk.stage
    # What was said before this browser came is read, and not heard again.
    yield f"data: {json.dumps({'kind': 'hello', 'upto': after or stage.told})}\n\n"
    stage.watched(1)
    quiet = 0.0
    try:
        while True:
            news = stage.after(after)
            for event in news:
                after = event["n"]
                yield f"id: {after}\ndata: {json.dumps(event)}\n\n"
            if not news and granted.talk.over:
                yield 'data: {"kind": "end"}\n\n'
                return
            quiet = 0.0 if news else quiet + LOOK
            if quiet > BREATH:
                quiet = 0.0
                yield ": there\n\n"
                if await request.is_disconnected():
                    return
            await anyio.sleep(LOOK)
    finally:
        stage.watched(-1)


async def clip(request: Request) -> Response:
    """A sentence: its sound and how the face moves."""
    granted = _of(request)
    found = granted.talk.stage.clip(request.path_params["number"]) if granted is not None else None
    return _missing() if found is None else _binary(found.packed(), keep=False)


async def face(request: Request) -> Response:
    """The face of one of those who talk."""
    granted, who = _of(request), request.path_params["who"]
    if granted is None or who >= len(granted.faces):
        return _missing()
    return _binary(await run_in_threadpool(granted.faces[who]), keep=False)


async def idle(request: Request) -> Response:
    """How that face moves in silence."""
    granted, who = _of(request), request.path_params["who"]
    if granted is None or who >= len(granted.idles):
        return _missing()
    return _binary(packed_idle(await run_in_threadpool(granted.idles[who])), keep=False)


async def told(request: Request) -> Response:
    """What the browser tells of a sentence."""
    granted = _of(request)
    if granted is None:
        return _missing()
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            return PlainTextResponse("Too long.", 413)
    try:
        read = json.loads(body)
    except ValueError:
        read = None
    found = as_told(read) if isinstance(read, dict) else None
    if found is None:
        return PlainTextResponse("That makes no sense.", 400)
    await run_in_threadpool(granted.talk.told, *found)
    return Response(status_code=204)


routes = [
    Route("/partner/{token:str}/events", events),
    Route("/partner/{token:str}/clip/{number:int}", clip),
    Route("/partner/{token:str}/face/{who:int}", face),
    Route("/partner/{token:str}/idle/{who:int}", idle),
    Route("/partner/{token:str}/told", told, methods=["POST"]),
]
