"""Talks that were cut off, as by a crash or a power cut: what was recorded of them waits for a decision.

While a talk goes on, its folder of `sessions.new_folder` holds talk.json, and its process holds the lock
ID.lock beside it. A folder with a recording, with talk.json and with nobody who holds its lock was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from filelock import BaseFileLock, FileLock, Timeout

from realtalk.store import sessions


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A recording without a rundown: `begun` when, in UTC, `media` its file, which may end in mid-talk."""

    title: str
    begun: datetime
    media: Path


class Hold:
    """Says that a talk goes on, until `release` or the end of this process."""

    def __init__(self, lock: BaseFileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        """The talk is over."""
        self._lock.release()
        with suppress(OSError):
            Path(self._lock.lock_file).unlink(missing_ok=True)


def hold(folder: Path, title: str) -> Hold:
    """Say that a talk goes on in a folder. Where that cannot be written, the talk goes on without."""
    lock = _lock(folder)
    note = {"title": title, "begun": datetime.now(UTC).isoformat(timespec="seconds")}
    with suppress(OSError, Timeout):
        lock.acquire(blocking=False)
        (folder / sessions.NOTE).write_text(json.dumps(note), encoding="utf-8")
    return Hold(lock)


def found() -> tuple[Interrupted, ...]:
    """What was cut off on this machine, the newest first."""
    try:
        notes = sorted(sessions.unfinished().glob(f"*/{sessions.NOTE}"), reverse=True)
    except OSError:
        return ()
    talks = (_talk(folder) for folder in (note.parent for note in notes) if not _held(folder))
    return tuple(talk for talk in talks if talk is not None)


def remove(talk: Interrupted) -> None:
    """Delete what was recorded."""
    if talk.media.parent.parent == sessions.unfinished():
        sessions.discard(talk.media.parent)


def _talk(folder: Path) -> Interrupted | None:
    """What a folder holds; None where it is damaged or nothing was recorded."""
    try:
        note: object = json.loads((folder / sessions.NOTE).read_text(encoding="utf-8"))
        if not isinstance(note, Mapping) or (media := _media(folder)) is None:
            return None
        told = cast("Mapping[str, object]", note)
        return Interrupted(str(told["title"]), datetime.fromisoformat(str(told["begun"])), media)
    except (OSError, ValueError, KeyError):
        return None


def _media(folder: Path) -> Path | None:
    """The recording, or as much of it as came to the disk: a plain one in the making is the later file."""
    parts = [part for part in folder.glob(sessions.GROWING) if part.stat().st_size]
    whole = folder / sessions.MEDIA
    return whole if whole.is_file() else min(parts, key=lambda part: part.stat().st_mtime, default=None)


def _held(folder: Path) -> bool:
    lock = _lock(folder)
    try:
        with lock.acquire(blocking=False):
            return False
    except (OSError, Timeout):
        return True


def _lock(folder: Path) -> BaseFileLock:
    return FileLock(folder.with_name(folder.name + sessions.LOCK), thread_local=False)
