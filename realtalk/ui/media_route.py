"""Recordings for the player, by range requests, to the browser that opened them and to nobody else.

`grant` makes an address for one file. The address carries its own expiry and a signature over the file, the
expiry and the browser's cookie, so that it works in that browser alone and only while this process runs.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from realtalk.settings import settings

COOKIE = "realtalk_browser"
"""Tells one browser from another; a random number, read by this server alone."""

KNOWN_FOR = 365 * 24 * 3600
"""Seconds that a browser keeps its cookie: what it may find again, as its baselines, is kept for as long."""

VALID_FOR = 12 * 3600
"""Seconds that an address works: a working day, after which a new look at the page makes a new one."""

TYPES = {".mp4": "video/mp4"}
"""What a session may hold for the player, with or without a picture."""

_SECRET = secrets.token_bytes(32)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


def sessions_folder() -> Path:
    """The folder whose sub-folders hold one session's recording each."""
    return settings().home / "sessions"


def grant(media: Path, browser: str, *, now: float | None = None) -> str:
    """An address at which the browser with this cookie can play a kept recording."""
    until = int((time.time() if now is None else now) + VALID_FOR)
    session, file = media.parent.name, media.name
    return f"/recordings/{session}/{file}?until={until}&key={_sign(session, file, until, browser)}"


def _sign(session: str, file: str, until: int, browser: str) -> str:
    said = "\n".join((session, file, str(until), browser)).encode()
    return hmac.new(_SECRET, said, hashlib.sha256).hexdigest()


def _allowed(request: Request, session: str, file: str) -> bool:
    browser = request.cookies.get(COOKIE, "")
    until = request.query_params.get("until", "")
    if not browser or not until.isascii() or not until.isdigit() or len(until) > 12:
        return False
    right = _sign(session, file, int(until), browser)
    given = request.query_params.get("key", "")
    return hmac.compare_digest(right.encode(), given.encode()) and int(until) > time.time()


async def recording(request: Request) -> Response:
    """One file of one session; 404 alike for what is missing and what this browser may not see."""
    session, file = request.path_params["session"], request.path_params["file"]
    missing = PlainTextResponse("No such recording.", status_code=404, headers={"Cache-Control": "no-store"})
    if not (_NAME.fullmatch(session) and _NAME.fullmatch(file)):
        return missing
    kind = TYPES.get(Path(file).suffix.lower())
    if kind is None or not _allowed(request, session, file):
        return missing
    root = sessions_folder().resolve()
    path = (root / session / file).resolve()
    if path.parent.parent != root or not path.is_file():
        return missing
    return FileResponse(
        path,
        media_type=kind,
        headers={
            "Cache-Control": "private, max-age=3600",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


class BrowserCookie:
    """Gives each browser its `COOKIE` with the first page it loads, and every answer its protective headers.

    No site may put our pages in a frame, to catch clicks that are meant for them. Streamlit shows some
    components in frames of its own, which stay allowed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        component = "/component/" in scope["path"]
        known = COOKIE in Request(scope).cookies

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["X-Frame-Options"] = "SAMEORIGIN" if component else "DENY"
                headers["Content-Security-Policy"] = "frame-ancestors " + (
                    "'self'" if component else "'none'"
                )
                if not known and headers.get("content-type", "").startswith("text/html"):
                    cookie = f"{COOKIE}={secrets.token_urlsafe(24)}; Max-Age={KNOWN_FOR}"
                    headers.append("Set-Cookie", f"{cookie}; Path=/; HttpOnly; SameSite=Strict")
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers)


route = Route("/recordings/{session}/{file}", recording, methods=["GET", "HEAD"])
