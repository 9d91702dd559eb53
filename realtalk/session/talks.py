"""Which talks go on, and which ended without anybody having been told how: by the browser they belong to."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from realtalk.session.live import LiveSession

FORGOTTEN = 24 * 3600.0
"""Seconds after which an ended talk that nobody asked about is no longer told: it stands in the list."""

_LIVE: list[LiveSession] = []


def listed(live: LiveSession) -> None:
    """Let a talk be found by its browser; old ones that nobody came back for are let go."""
    since = time.monotonic() - FORGOTTEN
    for each in _LIVE.copy():
        if each.over_since is not None and each.over_since < since:
            told(each)
    if live.plan.keep and live.plan.owner:
        _LIVE.append(live)


def running(owner: str) -> LiveSession | None:
    """The newest talk of this browser that goes on, or that ended without anybody having been told how."""
    return next((live for live in reversed(_LIVE.copy()) if live.owner == owner), None)


def told(live: LiveSession) -> None:
    """Somebody has seen how it ended: `running` finds it no more."""
    with suppress(ValueError):
        _LIVE.remove(live)
