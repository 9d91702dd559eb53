"""Pictures of slides for the page that shows them, to the browser that added them and to nobody else."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from realtalk.ui.media_route import COOKIE

MOST = 64
"""Folders that can be asked for at one time; the oldest make room. House rule: more than people who talk."""

_GRANTED: dict[str, tuple[Path, str]] = {}


def grant(folder: Path, browser: str) -> str:
    """The beginning of the addresses at which the browser with this cookie finds the pictures of a folder.

    It is the same for the same two, so that nothing is fetched again.
    """
    for token, known in _GRANTED.copy().items():
        if known == (folder, browser):
            return f"/slides/{token}/"
    while len(_GRANTED) >= MOST:
        del _GRANTED[next(iter(_GRANTED))]
    token = secrets.token_urlsafe(18)
    _GRANTED[token] = (folder, browser)
    return f"/slides/{token}/"


async def picture(request: Request) -> Response:
    """One slide; 404 for one that is not drawn yet, as for all that this browser may not see."""
    missing = PlainTextResponse("No such slide.", status_code=404, headers={"Cache-Control": "no-store"})
    folder, browser = _GRANTED.get(request.path_params["token"], (None, ""))
    if folder is None or not browser:
        return missing
    if not hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), browser.encode()):
        return missing
    path = folder / f"{request.path_params['number']:03}.webp"
    if not path.is_file():
        return missing
    return FileResponse(
        path,
        media_type="image/webp",
        headers={"Cache-Control": "private, max-age=86400", "Cross-Origin-Resource-Policy": "same-origin"},
    )


route = Route("/slides/{token:str}/{number:int}", picture, methods=["GET", "HEAD"])
