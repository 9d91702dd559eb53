"""Points in time as people say them."""

from __future__ import annotations

from datetime import datetime


def when(moment: datetime) -> str:
    """A moment on this machine's clock, as part of a sentence: "today at 14:05", "on 3 May 2026"."""
    made = moment.astimezone()
    today = made.date() == datetime.now().astimezone().date()
    return f"today at {made:%H:%M}" if today else f"on {made.day} {made:%B %Y}"
