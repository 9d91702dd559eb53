"""Saving what was made, however long it takes until that can be done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from realtalk.coaching.rundown import Rundown
from realtalk.errors import Cancelled, DiskFull, RealTalkError
from realtalk.store import sessions
from realtalk.timeline import Timeline

AGAIN = 5.0
"""Seconds between two attempts to save. House rule: soon enough to seem at once when room was made."""


def keep(
    folder: Path,
    rundown: Rundown,
    timeline: Timeline,
    *,
    stopped: threading.Event,
    waiting: Callable[[RealTalkError], None],
) -> str:
    """Save a session; its id. `waiting` is told what is in the way, as on a full disk, before each new
    attempt. Raises `Cancelled` when `stopped` is set.
    """
    while not stopped.is_set():
        try:
            return sessions.save(folder, rundown, timeline)
        except RealTalkError as error:
            waiting(error)
        stopped.wait(AGAIN)
    raise Cancelled


def missing(error: RealTalkError) -> str:
    """What a finished session waits for, as a part of a sentence."""
    return "room on the disk" if isinstance(error, DiskFull) else "a folder that can be written"
