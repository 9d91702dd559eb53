"""Where the command line puts its results."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.wording import in_words
from realtalk.errors import DiskFull, RealTalkError
from realtalk.metrics.metric import Unmeasured
from realtalk.report.exports import to_csv, to_json
from realtalk.report.html import to_html

MEDIA = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".3gp", ".ts"}
    | {".mp3", ".m4a", ".aac", ".wav", ".flac", ".ogg", ".opus", ".oga"}
)
"""Endings that are taken from a folder; a file named outright is always tried."""


def media_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The recordings named, and those in the folders named, by name.

    Raises `RealTalkError` for a folder that holds none.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(p for p in path.iterdir() if p.suffix.lower() in MEDIA and p.is_file())
        if not found:
            raise RealTalkError(
                f"There is no recording in the folder {printed(path.name or str(path))}.",
                "Name a folder with videos or sound files.",
            )
        yield from found


class Destinations:
    """The files that a result is written to, all or none of one kind.

    With `several` recordings each path is a folder, and each result's file is named after its recording.
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
                raise _unwritable(folder) from error

    def write(self, recording: Path, rundown: Rundown) -> None:
        """Write one result; without any path, a summary goes to standard output."""
        if self._json == "-":
            sys.stdout.write(to_json(rundown) + "\n")
        elif self._json:
            _write(self._file(Path(self._json), recording, ".json"), to_json(rundown) + "\n")
        if self._html:
            _write(self._file(self._html, recording, ".html"), to_html(rundown))
        if self._csv:
            folder = self._csv / recording.name if self._several else self._csv
            for name, text in to_csv(rundown).items():
                _write(folder / name, text)
        if not (self._json or self._html or self._csv):
            print(summary(rundown))

    def _file(self, path: Path, recording: Path, ending: str) -> Path:
        return path / (recording.name + ending) if self._several or path.is_dir() else path


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
    except OSError as error:
        if scratch:
            Path(scratch).unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise DiskFull(
                f"There is no room on the disk for {printed(path.name)}.", "Free some space and try again."
            ) from error
        raise _unwritable(path) from error


def _unwritable(path: Path) -> RealTalkError:
    return RealTalkError(f"{printed(str(path))} could not be written.", "Choose a place where you may write.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
