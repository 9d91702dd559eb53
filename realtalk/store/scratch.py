"""Folders for what is made and not kept: they go with whoever asked for them, and where a process was killed,
with the next one that asks.

Below `home/scratch` each process has a folder of its own, and holds the lock beside it as long as it lives.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from realtalk.settings import settings
from realtalk.store.writing import told

_HELD: dict[Path, tuple[Path, BaseFileLock]] = {}
_HOLDING = threading.Lock()


def scratch_folder() -> Path:
    """A new empty folder that only this user can read; it is on the caller to delete it.

    Raises `DiskFull` or another `RealTalkError`.
    """
    with told(), _HOLDING:
        own = _own(settings().home)
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Path(tempfile.mkdtemp(dir=own))


@contextmanager
def scratch() -> Generator[Path]:
    """The same for as long as the block runs."""
    folder = scratch_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _own(home: Path) -> Path:
    """The folder of this process, after those of processes that died were removed."""
    if home not in _HELD:
        beside = home / "scratch"
        beside.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(beside)
        own = beside / secrets.token_hex(8)
        lock = _lock(own)
        lock.acquire(blocking=False)  # before the folder is there, or another process would sweep it
        _HELD[home] = own, lock
    return _HELD[home][0]


def _sweep(beside: Path) -> None:
    for folder in [each for each in beside.iterdir() if each.is_dir()]:
        lock = _lock(folder)
        with suppress(OSError, Timeout), lock.acquire(blocking=False):
            shutil.rmtree(folder, ignore_errors=True)
            Path(lock.lock_file).unlink(missing_ok=True)


def _lock(folder: Path) -> BaseFileLock:
    return FileLock(folder.with_name(f"{folder.name}.lock"), thread_local=False)
