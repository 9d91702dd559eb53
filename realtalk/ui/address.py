"""Who can reach the app: this machine alone, since there are no accounts to keep recordings apart."""

from __future__ import annotations

import sys
from ipaddress import IPv6Address, ip_address

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import config
from streamlit.runtime.scriptrunner import get_script_run_ctx

LOCAL = ("127.0.0.1", "localhost")


def refuse_other_addresses() -> None:
    """End the program with a sentence, unless Streamlit is to listen on this machine's own address.

    To be called before anything is served: without `server.address` Streamlit would listen on every network.
    In a page, which runs when it is served already, the sentence is all that is shown.
    """
    address = config.get_option("server.address")
    if address in LOCAL:
        return
    where = f"on {address}" if address else "on every network of this machine"
    sentence = (
        f"RealTalk does not start {where}: it has no accounts yet, so anyone there could see "
        "your recordings. Start it from its own folder, with server.address left at 127.0.0.1."
    )
    if get_script_run_ctx(suppress_warning=True) is None:
        sys.exit(sentence)
    st.error(sentence)
    st.stop()


class ThisMachineAlone:
    """Middleware that answers nobody but this machine, whatever address the server listens on.

    Browsers here are answered only under a name of this machine: a site that points its own name here (DNS
    rebinding) could read everything otherwise.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or (_from_here(scope) and _named_here(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008, "this machine alone")(scope, receive, send)
        else:
            refusal = PlainTextResponse("RealTalk answers this machine alone, as 127.0.0.1.", status_code=403)
            await refusal(scope, receive, send)


def _from_here(scope: Scope) -> bool:
    client = scope.get("client")
    try:
        address = ip_address(client[0]) if client else None
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address is not None and address.is_loopback


def _named_here(scope: Scope) -> bool:
    hosts = Headers(scope=scope).getlist("host")
    if len(hosts) != 1:
        return False
    name, colon, port = hosts[0].lower().partition(":")
    return name in LOCAL and (not colon or (port.isascii() and port.isdigit()))
