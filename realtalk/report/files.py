"""Where the command line puts its results."""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.wording import in_words
from realtalk.errors import DiskFull, RealTalkError, disk_full
from realtalk.metrics.metric import Unmeasured
from realtalk.report.exports import to_csv, to_json
from realtalk.report.html import to_html

MEDIA = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".3gp", ".ts"}
    | {".mp3", ".m4a", ".aac", ".wav", ".flac", ".ogg", ".opus", ".oga"}
)
"""Endings that are taken from a folder; a file named outright is always tried."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One recording to review. `name` is its own among all of them, for the files of its results; `trouble`
    says why a folder gave none, and is None for a recording.
    """

    path: Path
    name: str
    trouble: RealTalkError | None = None


def entries(paths: Sequence[Path]) -> tuple[Entry, ...]:
    """The recordings named, and those in the folders named, in order; the same file only once.

    A name that another recording had first is numbered: `talk.mp4`, `talk (2).mp4`.
    """
    found: dict[str, tuple[Path, RealTalkError | None]] = {}
    for path in paths:
        for file, trouble in _inside(path):
            found.setdefault(os.path.realpath(file), (file, trouble))
    own = {_alike(path.name) for path, _ in found.values()}
    taken: set[str] = set()
    named: list[Entry] = []
    for path, trouble in found.values():
        name, number = path.name, 1
        while _alike(name) in taken or (number > 1 and _alike(name) in own):
            number += 1
            name = f"{path.stem} ({number}){path.suffix}"
        taken.add(_alike(name))
        named.append(Entry(path, name, trouble))
    return tuple(named)


def _inside(path: Path) -> Iterator[tuple[Path, RealTalkError | None]]:
    if not os.path.isdir(path):
        yield path, None
        return
    name = printed(path.name or str(path))
    try:
        found = sorted(p for p in path.iterdir() if p.suffix.lower() in MEDIA and os.path.isfile(p))
    except OSError:
        yield path, RealTalkError(f"The folder {name} could not be read.", "Choose a folder you may open.")
        return
    if not found:
        yield (
            path,
            RealTalkError(
                f"There is no recording in the folder {name}.", "Name a folder with videos or sound files."
            ),
        )
    yield from ((file, None) for file in found)


def _alike(name: str) -> str:
    """What two names share that some disk takes for one."""
    return unicodedata.normalize("NFC", name.casefold())


class Destinations:
    """The files that a result is written to, all or none of one kind.

    With `several` recordings each path is a folder, and each result's file has the name of its entry.
    """

    def __init__(self, json: str | None, csv: Path | None, html: Path | None, several: bool) -> None:
        if json == "-" and several:
            raise RealTalkError(
                "Several results do not fit into one standard output.", "Give --json a folder instead of -."
            )
        self._json, self._csv, self._html, self._several = json, csv, html, several

    def prepare(self) -> None:
        """Make the folders that are missing. Raises `RealTalkError` before any work where they cannot be
        made.
        """
        files = [Path(path) for path in (self._json, self._html) if path and path != "-"]
        folders = [path if self._several else path.parent for path in files]
        for folder in [*folders, *([self._csv] if self._csv else [])]:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                tempfile.TemporaryFile(dir=folder).close()
            except OSError as error:
                raise _unwritten(folder, error) from error

    def write(self, name: str, rundown: Rundown) -> None:
        """Write one result; without any path, a summary goes to standard output."""
        if self._json == "-":
            _say(to_json(rundown))
        elif self._json:
            _write(self._file(Path(self._json), name, ".json"), to_json(rundown))
        if self._html:
            _write(self._file(self._html, name, ".html"), to_html(rundown))
        if self._csv:
            folder = self._csv / name if self._several else self._csv
            for table, text in to_csv(rundown).items():
                _write(folder / table, text)
        if not (self._json or self._html or self._csv):
            _say(summary(rundown) + "\n")

    def _file(self, path: Path, name: str, ending: str) -> Path:
        return path / (name + ending) if self._several or os.path.isdir(path) else path


def summary(rundown: Rundown) -> str:
    """The rundown as a page of plain text."""
    lines = [printed(rundown.file), ""]
    for label, advice in (
        ("Strength", rundown.strength),
        ("Priority", rundown.priority),
        ("Drill", rundown.drill),
    ):
        if advice:
            lines += [f"{label}: {advice.title}", f"  {advice.text}", ""]
    for metric, result in rundown.results:
        if isinstance(result, Unmeasured):
            lines.append(f"{metric.title:22} could not measure: {result.why}")
        else:
            band = f" [{result.band}]" if result.band else ""
            lines.append(f"{metric.title:22} {in_words(metric, result)}{band}")
    return "\n".join([*lines, "", *rundown.notes])


def printed(name: str) -> str:
    """A file's name with whatever would disturb a terminal escaped."""
    return "".join(
        c if c.isprintable() else repr(c)[1:-1] for c in name.encode("utf-8", "replace").decode("utf-8")
    )


def _say(text: str) -> None:
    """Write to standard output at once. Raises `RealTalkError` where it is full or closed."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left unwritten would be tried again, and complained of, when Python ends.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        raise _unwritten(Path("standard output"), error) from error


def _write(path: Path, text: str) -> None:
    """Put a whole file in place, or none."""
    scratch: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".realtalk-")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(scratch, 0o666 & ~_umask())
        os.replace(scratch, path)
    except BaseException as error:
        if scratch:
            with suppress(OSError):
                Path(scratch).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritten(path, error) from error
        raise


def _unwritten(path: Path, error: OSError) -> RealTalkError:
    if disk_full(error):
        return DiskFull(
            f"There is no room on the disk for {printed(path.name)}.", "Free some space and try again."
        )
    return RealTalkError(f"{printed(str(path))} could not be written.", "Choose a place where you may write.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
