"""The weights folder: what is on it, what is missing, and putting files in place whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock

from realtalk.errors import MissingWeights, RealTalkError
from realtalk.weights import conversion
from realtalk.weights.manifest import Digest, Weight, WeightFile
from realtalk.weights.sources import Progress, Report, Unavailable, describe, disk_full, forget, gather

log = logging.getLogger(__name__)

_SPARE = 64 << 20
"""Bytes to leave free beside a download: house rule, so that a full disk is noticed before it is full."""
_COPIES = 2
"""What arrives and what is put together from it are on the disk at once."""


@dataclass(frozen=True, slots=True)
class Status:
    """One weight, and what is wrong with it here: `problem` is None, "missing" or "damaged"."""

    weight: Weight
    path: Path
    problem: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The weights of a manifest in a folder. Several processes may use one folder at once."""

    weights: Mapping[str, Weight]
    folder: Path

    def path(self, name: str) -> Path:
        """Where a weight is loaded from. Raises `MissingWeights` where a file of it is absent or cut."""
        weight = self.weight(name)
        if any(_size(self.folder / file.path) != file.digest.bytes for file in weight.files):
            raise MissingWeights(
                f"RealTalk's model file {name} is not on this machine yet.",
                f"Fetch it with: python -m realtalk models fetch {name}",
            )
        return self.folder / weight.path

    def weight(self, name: str) -> Weight:
        """What the manifest says of a weight. Raises `RealTalkError` for a name it does not have."""
        if name not in self.weights:
            raise RealTalkError(
                f"RealTalk has no model named {name}.", f"Its models are: {', '.join(self.weights)}."
            )
        return self.weights[name]

    def listing(self) -> tuple[Status, ...]:
        """Every weight and whether it is here, by the quick check."""
        return tuple(self._status(weight, thorough=False) for weight in self.weights.values())

    def verify(self) -> tuple[Status, ...]:
        """Every weight that is essential or here, with every byte of it hashed."""
        every = (self._status(weight, thorough=True) for weight in self.weights.values())
        return tuple(status for status in every if status.weight.essential or status.problem != "missing")

    def fetch(
        self, names: Iterable[str] | None = None, progress: Callable[[Progress], None] | None = None
    ) -> tuple[str, ...]:
        """Bring the named weights here, by default the essential ones, and say which had to be fetched.

        No network is touched for what is here already. `progress` is called at least once a second while a
        package arrives; what it raises, such as `Cancelled`, ends the fetch, and what has arrived is kept for
        the next. Raises `RealTalkError` where no source gives a file,
        `DiskFull` where there is no room.
        """
        wanted = [self.weight(n) for n in names or (w.name for w in self.weights.values() if w.essential)]
        missing = [weight for weight in wanted if self._status(weight, thorough=False).problem]
        if not missing:
            return ()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self.folder / ".lock"):
                return tuple(weight.name for weight in missing if self._bring(weight, progress))
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise disk_full() from error
            raise RealTalkError(
                f"RealTalk could not write its model files to {self.folder}: {error.strerror}.",
                "Make that folder writable, or name another with REALTALK_WEIGHTS.",
            ) from error

    def remove(self, name: str) -> None:
        """Take a weight off the disk, with what has arrived of it."""
        weight = self.weight(name)
        if not self.folder.exists():
            return
        try:
            with filelock.FileLock(self.folder / ".lock"):
                for file in weight.files:
                    (self.folder / file.path).unlink(missing_ok=True)
                shutil.rmtree(self.folder / ".fetching" / weight.name, ignore_errors=True)
        except OSError as error:
            raise RealTalkError(
                f"RealTalk could not remove {name} from {self.folder}: {error.strerror}.",
                "Close what uses it, or remove it by hand.",
            ) from error

    def _bring(self, weight: Weight, progress: Callable[[Progress], None] | None) -> bool:
        """Fetch one weight under the lock; False where another process did so meanwhile."""
        if not self._status(weight, thorough=False).problem:
            return False
        workspace = self.folder / ".fetching" / weight.name
        workspace.mkdir(parents=True, exist_ok=True)

        def report(source: str, done: int, total: int | None) -> None:
            if progress:
                progress(Progress(weight.name, source, done, total))

        for file in weight.files:
            if not self._file_problem(weight, file, thorough=False):
                continue
            needed = _COPIES * file.original.bytes + _SPARE - _held(workspace)
            if shutil.disk_usage(self.folder).free < needed:
                raise disk_full()
            fresh = self._make(weight, file, workspace, report)
            target = self.folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(fresh, target)
            self._remember(weight, file)
        shutil.rmtree(workspace, ignore_errors=True)
        return True

    def _make(self, weight: Weight, file: WeightFile, workspace: Path, report: Report) -> Path:
        """The file, whole and of the right hash, in the workspace."""
        original = workspace / "original"
        reasons: list[str] = []
        cut_off = False
        for source in file.sources:
            try:
                gather(source, original, workspace, report)
            except Unavailable as failure:
                reasons.append(f"{describe(source)}: {failure.reason}")
                cut_off |= failure.unreachable
                continue
            if _digest(original) == file.original:
                return _converted(file, original, workspace / "built")
            forget(source, workspace)
            reasons.append(f"{describe(source)}: not the file that RealTalk knows, so it was not used")
        remedy = (
            "Check the internet connection, then go on with: python -m realtalk models fetch"
            if cut_off
            else "A newer RealTalk may know where it is now; otherwise please report this."
        )
        raise RealTalkError(
            f"RealTalk could not fetch its model {weight.name} ({'; '.join(reasons)}).",
            remedy,
            retryable=cut_off,
        )

    def _status(self, weight: Weight, *, thorough: bool) -> Status:
        problems = [self._file_problem(weight, file, thorough=thorough) for file in weight.files]
        worst = "missing" if "missing" in problems else next(filter(None, problems), None)
        return Status(weight, self.folder / weight.path, worst)

    def _file_problem(self, weight: Weight, file: WeightFile, *, thorough: bool) -> str | None:
        path = self.folder / file.path
        if _size(path) is None:
            return "missing"
        if _size(path) != file.digest.bytes:
            return "damaged"
        if not thorough and self._stamps(weight).get(file.path) == _stamp(path, file.digest):
            return None
        if _digest(path) != file.digest:
            return "damaged"
        self._remember(weight, file)
        return None

    def _stamps(self, weight: Weight) -> dict[str, Any]:
        try:
            return dict(json.loads((self.folder / ".checked" / weight.name).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def _remember(self, weight: Weight, file: WeightFile) -> None:
        """Note that the file was hashed as it is, so that the next check need only look at size and time."""
        stamps = self._stamps(weight) | {file.path: _stamp(self.folder / file.path, file.digest)}
        note = self.folder / ".checked" / weight.name
        fresh = note.with_name(f"{weight.name}.{os.getpid()}")
        try:
            note.parent.mkdir(exist_ok=True)
            fresh.write_text(json.dumps(stamps), encoding="utf-8")
            os.replace(fresh, note)
        except OSError:
            log.debug("the weights folder cannot be written, so every check will hash", exc_info=True)


def _converted(file: WeightFile, original: Path, built: Path) -> Path:
    if file.build is None:
        return original
    conversion.CONVERSIONS[file.build](original, built)
    if _digest(built) != file.digest:
        raise RealTalkError(
            f"RealTalk could not convert {file.path}: the result is not the one it knows.",
            "Install the exact versions of requirements.lock, then run: python -m realtalk models fetch",
        )
    return built


def _held(workspace: Path) -> int:
    """Bytes that earlier tries left: these need no room a second time."""
    return sum(path.stat().st_size for path in workspace.rglob("*") if path.is_file())


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _stamp(path: Path, digest: Digest) -> list[int | str]:
    facts = path.stat()
    return [facts.st_size, facts.st_mtime_ns, digest.sha256]


def _digest(path: Path) -> Digest:
    with path.open("rb") as file:
        return Digest(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
