"""Where a persona of one's own is kept: one private folder each, named by its id.

`home/personas/ID` holds persona.json, for one with the likeness of a real person photo.webp, voice.flac and
consent.json, what is made from these (rig.npz, matched_voice.npz), and cache/ with sound that was made.
"""

from __future__ import annotations

import logging
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from realtalk.errors import RealTalkError
from realtalk.settings import settings
from realtalk.store.writing import told, write

logger = logging.getLogger(__name__)

PERSONA, CONSENT = "persona.json", "consent.json"
PHOTO, VOICE = "photo.webp", "voice.flac"
RIG, MATCHED_VOICE, CACHE = "rig.npz", "matched_voice.npz", "cache"

PATIENCE = 15.0
"""Seconds that one change waits for another to end. House rule: each takes a second at most."""

ABANDONED = 3600.0
"""Seconds after which what a crash left half-made is removed. House rule: to write a persona takes one."""

ROOM_FOR_A_NUMBER = 5
"""Characters of an id that are kept for the number that tells two of one name apart."""

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|random.*")
"""Names that Windows gives to devices, and those that mean a random person."""


def personas_folder() -> Path:
    """The folder of all of them; it need not be there."""
    return settings().home / "personas"


def folder(persona: str) -> Path:
    """The folder of an own persona. Raises `RealTalkError` where there is none of that id."""
    # Asked first: only what fits the pattern may become part of a path.
    if _ID.fullmatch(persona):
        path = personas_folder() / persona
        if path.is_dir() and not path.is_symlink():
            return path
    raise RealTalkError("This persona is not on this machine.", "Choose another from the list.")


def ids() -> tuple[str, ...]:
    """The ids of all own personas, in order of the alphabet."""
    try:
        return tuple(
            sorted(
                path.name
                for path in personas_folder().iterdir()
                if _ID.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
            )
        )
    except OSError:
        return ()


def free_id(name: str, taken: frozenset[str]) -> str:
    """An id made from a name that nobody has: Zoë becomes zoe, a second one zoe-2.

    Names without a letter that can be written so become "persona". `taken` are ids besides those kept here.
    """
    plain = unicodedata.normalize("NFKD", name[:400]).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: 40 - ROOM_FOR_A_NUMBER].strip("-")
    if not stem or _RESERVED.fullmatch(stem):
        stem = "persona"
    number, found = 1, stem
    while found in taken or (personas_folder() / found).exists():
        number += 1
        found = f"{stem}-{number}"
    return found


@contextmanager
def changing() -> Generator[None, None, None]:
    """Have the personas to oneself while one is kept, changed or removed. Raises `RealTalkError` where
    somebody else goes on changing them for long.
    """
    with told():
        settings().home.mkdir(parents=True, exist_ok=True, mode=0o700)
        personas_folder().mkdir(exist_ok=True, mode=0o700)
        lock = FileLock(personas_folder() / ".lock", timeout=PATIENCE, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise RealTalkError(
                "The personas are being changed somewhere else.", "Try again in a moment.", retryable=True
            ) from error
    try:
        _sweep()
        yield
    finally:
        lock.release()


def make(persona: str, files: Mapping[str, bytes]) -> Path:
    """A new folder with these files, whole or not there, where somebody is `changing` them."""
    draft = personas_folder() / f".new-{secrets.token_hex(6)}"
    try:
        with told():
            draft.mkdir(mode=0o700)
            (draft / CACHE).mkdir(mode=0o700)
            put(draft, files)
            return draft.rename(personas_folder() / persona)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def put(into: Path, files: Mapping[str, bytes]) -> None:
    """Write files that only their owner may read, all or none. Raises `RealTalkError`."""
    with told():
        write(into, files)
        for name in files:
            (into / name).chmod(0o600)


def remove(path: Path) -> None:
    """Remove a file or a folder and see that it is gone; one that is gone already is no error.

    Raises `RealTalkError` where something of it is still there.
    """
    with suppress(FileNotFoundError):
        if path.is_dir() and not path.is_symlink():
            doomed = path
            with suppress(OSError):  # gone for everybody at once, where the disk allows it
                doomed = path.rename(personas_folder() / f".gone-{secrets.token_hex(6)}")
            shutil.rmtree(doomed, ignore_errors=True)
            if doomed.exists():
                raise _left(doomed)
        else:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    if path.exists() or path.is_symlink():
        raise _left(path)


def _left(path: Path) -> RealTalkError:
    return RealTalkError(
        f"Not everything could be deleted: {path} is still there.",
        "Close whatever has it open, or delete it by hand.",
        retryable=True,
    )


def _sweep() -> None:
    """Remove what was cut off while it was made or deleted."""
    with suppress(OSError):
        for path in personas_folder().iterdir():
            if not path.name.startswith((".new-", ".gone-")):
                continue
            with suppress(OSError):
                if path.name.startswith(".gone-") or time.time() - path.stat().st_mtime > ABANDONED:
                    shutil.rmtree(path, ignore_errors=True)
