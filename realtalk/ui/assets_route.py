"""Scripts for the browser: fetched once and kept there, never sent with a page."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

PLOTLY_ADDRESS = f"/assets/plotly-{plotly.__version__}.min.js"

_FACE = Path(str(files("realtalk.ui") / "assets" / "face_drawing.js"))

FACE_ADDRESS = f"/assets/face-{hashlib.sha256(_FACE.read_bytes()).hexdigest()[:12]}.js"
"""The drawing of a moving face; its address changes with what is in it."""

KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


@cache
def _plotly() -> Path:
    return Path(str(files("plotly") / "package_data" / "plotly.min.js"))


async def plotly_script(_request: Request) -> Response:
    """plotly.js out of plotly's own Python package; its address changes with its version."""
    return FileResponse(_plotly(), media_type="text/javascript", headers=KEPT)


async def face_script(_request: Request) -> Response:
    """How a face is drawn."""
    return FileResponse(_FACE, media_type="text/javascript", headers=KEPT)


routes = [
    Route(PLOTLY_ADDRESS, plotly_script, methods=["GET", "HEAD"]),
    Route(FACE_ADDRESS, face_script, methods=["GET", "HEAD"]),
]
