"""The chart library for the browser: fetched once and kept there, never sent with a page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

PLOTLY_ADDRESS = f"/assets/plotly-{plotly.__version__}.min.js"


@cache
def _plotly() -> Path:
    return Path(str(files("plotly") / "package_data" / "plotly.min.js"))


async def plotly_script(_request: Request) -> Response:
    """plotly.js out of plotly's own Python package; its address changes with its version."""
    return FileResponse(
        _plotly(),
        media_type="text/javascript",
        headers={"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"},
    )


route = Route(PLOTLY_ADDRESS, plotly_script, methods=["GET", "HEAD"])
