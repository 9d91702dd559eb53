"""Writing so that a file is whole or as it was, and a failure of the disk is said in words."""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from realtalk.errors import DiskFull, RealTalkError, disk_full
from realtalk.settings import settings


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Every file whole or none of them: all are written beside the old ones, forced to disk, then put in
    their places in this order. Raises `OSError`.
    """
    beside = {folder / f".{name}.{secrets.token_hex(4)}": name for name in files}
    try:
        for path, name in beside.items():
            with path.open("xb") as file:
                file.write(files[name])
                file.flush()
                os.fsync(file.fileno())
        for path, name in beside.items():
            path.replace(folder / name)
    except BaseException:
        for path in beside:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise


@contextmanager
def told() -> Generator[None, None, None]:
    """Failures of the disk, said in words."""
    home = settings().home
    try:
        yield
    except OSError as error:
        if disk_full(error):
            raise DiskFull(
                f"There is no room left on the disk that holds {home}.",
                "Make some room, or set REALTALK_HOME to a folder on another disk, then try again.",
                retryable=True,
            ) from error
        raise RealTalkError(
            f"RealTalk cannot write in {home}: {(error.strerror or 'the disk refused').lower()}.",
            "Make the folder writable, or set REALTALK_HOME to one that is.",
        ) from error
