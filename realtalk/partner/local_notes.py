"""Small JSON files in the home in which this machine's users note something of a persona, by its id."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from filelock import FileLock, Timeout

from realtalk.errors import RealTalkError
from realtalk.settings import settings
from realtalk.store.writing import told, write

logger = logging.getLogger(__name__)

PATIENCE = 15.0
"""Seconds that one change waits for another to end. House rule: each takes a second at most."""

LARGEST = 4 << 20
"""Bytes of such a file. House rule: thousands of notes."""


def noted(name: str) -> dict[str, Any]:
    """What stands in the file of this name; nothing where there is none or it is damaged."""
    path = settings().home / name
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("too large")
        plain: object = json.loads(path.read_bytes().decode())
        if not isinstance(plain, dict):
            raise ValueError("no object")
        return cast("dict[str, Any]", plain)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        logger.warning("notes on personas could not be read: %s", type(error).__name__)
        return {}


def note(name: str, change: Callable[[dict[str, Any]], Mapping[str, Any]]) -> None:
    """Put what `change` makes of it in the place of what stands in the file, whoever else writes there.

    Raises `DiskFull` or another `RealTalkError`; then the file is as it was.
    """
    home = settings().home
    with told():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(home / f".{Path(name).stem}.lock", timeout=PATIENCE, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise RealTalkError(
                "RealTalk is noting something else just now.", "Try again in a moment.", retryable=True
            ) from error
    try:
        with told():
            write(home, {name: json.dumps(change(noted(name)), ensure_ascii=False, allow_nan=False).encode()})
            (home / name).chmod(0o600)
    finally:
        lock.release()
