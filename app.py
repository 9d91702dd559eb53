"""The app as `streamlit run app.py` serves it: the pages, our own routes beside them, this machine alone."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from starlette.middleware import Middleware
from streamlit.starlette import App

from realtalk.session.warming import warm_up
from realtalk.ui import assets_route, media_route, partner_route, slides_route
from realtalk.ui.address import ThisMachineAlone, refuse_other_addresses
from realtalk.ui.upload_spill import SpillUploads, remove_abandoned

refuse_other_addresses()
remove_abandoned()
import_module("pandas")  # Streamlit and DeepFace would import it in two threads at once


@asynccontextmanager
async def lifespan(_app: App) -> AsyncGenerator[None]:
    warm_up()
    yield


app = App(
    Path(__file__).with_name("pages") / "navigation.py",
    lifespan=lifespan,
    routes=[media_route.route, slides_route.route, *assets_route.routes, *partner_route.routes],
    middleware=[
        Middleware(ThisMachineAlone),
        Middleware(media_route.BrowserCookie),
        Middleware(SpillUploads),
    ],
)
