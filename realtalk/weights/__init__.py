"""The model files: find them, fetch them, and make sure that they are the ones RealTalk knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from realtalk.settings import settings
from realtalk.weights.manifest import read
from realtalk.weights.shelf import Shelf, Status
from realtalk.weights.sources import Progress

__all__ = ["Progress", "Status", "fetch", "listing", "path", "remove", "verify"]


def path(name: str) -> Path:
    """The file or folder a model is loaded from. Raises `MissingWeights` where it is not here yet."""
    return _shelf().path(name)


def fetch(
    names: Iterable[str] | None = None, progress: Callable[[Progress], None] | None = None
) -> tuple[str, ...]:
    """Bring the named models here, by default the essential ones; returns those that had to be fetched.

    What `progress` raises, such as `Cancelled`, ends the fetch; the next one goes on from there. Raises
    `RealTalkError` where no source gives a file, `DiskFull` where there is no room.
    """
    return _shelf().fetch(names, progress)


def remove(name: str) -> None:
    """Take a model off the disk, with what has arrived of it. Raises `RealTalkError` if that is refused."""
    _shelf().remove(name)


def verify() -> tuple[Status, ...]:
    """Every model that is essential or here, with every byte hashed."""
    return _shelf().verify()


def listing() -> tuple[Status, ...]:
    """Every model and whether it is here, by a quick check."""
    return _shelf().listing()


def _shelf() -> Shelf:
    return Shelf(read(), settings().weights)
