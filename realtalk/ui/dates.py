"""Points in time as people say them."""

from __future__ import annotations

from datetime import datetime


def when(moment: datetime) -> str:
    """A moment on this machine's clock, as part of a sentence: "today at 14:05", "on 3 May 2026"."""
    made = moment.astimezone()
    return f"today at {made:%H:%M}" if _today(made) else f"on {_day(made)}"


def stamp(moment: datetime) -> str:
    """A moment on this machine's clock, on its own: "Today, 14:05", "3 May 2026, 14:05"."""
    made = moment.astimezone()
    return f"{'Today' if _today(made) else _day(made)}, {made:%H:%M}"


def _today(made: datetime) -> bool:
    return made.date() == datetime.now().astimezone().date()


def _day(made: datetime) -> str:
    return f"{made.day} {made:%B %Y}"
