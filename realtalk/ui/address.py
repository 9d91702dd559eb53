"""Who can reach the app: this machine alone, since there are no accounts to keep recordings apart."""

from __future__ import annotations

import sys

from streamlit import config

LOCAL = ("127.0.0.1", "localhost")


def refuse_other_addresses() -> None:
    """End the program with a sentence, unless Streamlit is to listen on this machine's own address.

    To be called before anything is served. Without `server.address` Streamlit would listen on every network.
    """
    address = config.get_option("server.address")
    if address not in LOCAL:
        where = f"on {address}" if address else "on every network of this machine"
        sys.exit(
            f"RealTalk does not start {where}: it has no accounts yet, so anyone there could see "
            "your recordings. Start it from its own folder, with server.address left at 127.0.0.1."
        )
