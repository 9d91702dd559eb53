"""Every finished session on this machine: one folder each, whole or not there.

`home/sessions/ID` holds summary.json, rundown.json, timeline.json.gz, for a recording player.mp4, and once a
word was put right words.json (`store.put_right`); `home/unfinished/ID` is the scratch of a review or a talk
that still goes on. IDs are our own, the time and a random part, so that no file name ever becomes a path.
Several processes may read and write at once.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import secrets
import shutil
import time
import zlib
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from filelock import FileLock, Timeout

from realtalk.coaching.rundown import Rundown
from realtalk.errors import RealTalkError
from realtalk.metrics.metric import Reading
from realtalk.observations import Word
from realtalk.settings import settings
from realtalk.store import codec, put_right
from realtalk.store.put_right import PutRight
from realtalk.store.writing import told, write
from realtalk.timeline import Timeline

MEDIA = "player.mp4"
"""The file's name in a folder, for whoever writes the recording that a browser plays."""

GROWING = ".player-*.part"
"""What a recording of a talk is called while it grows."""

NOTE, LOCK = "talk.json", ".lock"
"""A talk's note of itself in its folder, and what follows an ID in the name of its lock while it goes on
(`store.interrupted`).
"""

SLIDES = {"pdf": "slides.pdf", "pptx": "slides.pptx"}
"""What slides are called in a folder, by their kind (`session.slides`)."""

SLIDE_LOG = "slides.jsonl"
"""A talk's note of when which slide was shown, while it goes on."""

RUNDOWN, TIMELINE, SUMMARY = "rundown.json", "timeline.json.gz", "summary.json"
WORDS = "words.json"

PATIENCE = 15.0
"""Seconds that one change of a session waits for another to end. House rule: each takes one at most."""

ABANDONED = 24 * 3600.0
"""Seconds after which an untouched scratch folder is removed. House rule: no review takes a day."""

RECORDED = 7 * ABANDONED
"""The same where a recording lies in it, of which somebody has yet to decide."""

_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list of sessions.

    `made` is when its review began, in UTC. `values` holds the readings by metric; `strength` and `priority`
    are the titles of those cards. `damage` is None, or says why the session cannot be opened (then the rest
    may be empty).
    """

    id: str
    made: datetime
    file: str = ""
    duration: float = 0.0
    has_video: bool = False
    has_audio: bool = False
    strength: str | None = None
    priority: str | None = None
    values: dict[str, float] = field(default_factory=dict[str, float])
    damage: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A session as it was kept; `media` is the file that a browser plays, None where there is none."""

    id: str
    rundown: Rundown
    media: Path | None
    folder: Path

    @property
    def timeline(self) -> Timeline:
        """Everything observed, everybody included, with the words as they were put right; read from disk
        each time. Raises `RealTalkError`.
        """
        words = self.put_right
        return self.observed if words is None else words.over(self.observed)

    @property
    def observed(self) -> Timeline:
        """Everything as it was observed, which never changes. Raises `RealTalkError`."""
        timeline = _read(self.folder / TIMELINE, self.id)
        if not isinstance(timeline, Timeline):
            raise _damaged(self.id)
        return timeline

    @property
    def put_right(self) -> PutRight | None:
        """The words as they were put right; None where none was. Raises `RealTalkError`."""
        try:
            return put_right.decode((self.folder / WORDS).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise _damaged(self.id) from error

    @property
    def edition(self) -> int:
        """Another number after each word that was put right."""
        try:
            return (self.folder / WORDS).stat().st_mtime_ns
        except OSError:
            return 0


def unfinished() -> Path:
    """Where the folders lie whose review or talk still goes on, or was cut off."""
    return settings().home / "unfinished"


def new_folder() -> Path:
    """An empty folder for a review to write its `MEDIA` in, until `save` or `discard` takes it.

    Raises `RealTalkError` where nothing can be written.
    """
    with told():
        _private(unfinished())
        _sweep()
        made = datetime.now(UTC)
        folder = unfinished() / f"{made:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
    return folder


def save(folder: Path, rundown: Rundown, timeline: Timeline) -> str:
    """Keep a session for good, with whatever `MEDIA` lies in its folder; its id.

    `folder` is one of `new_folder`, `timeline` holds everybody. Once kept, anything else in the folder is
    removed. Raises `DiskFull` or another `RealTalkError`; then nothing half-written is left, and the folder
    stays as it was for another try.
    """
    if not _ID.fullmatch(folder.name):
        raise ValueError(f"{folder.name!r} is no folder that new_folder made")
    sessions = _sessions()
    try:
        with told():
            _private(sessions)
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            packed = gzip.compress(codec.encode(timeline).encode(), compresslevel=6, mtime=0)
            write(folder, {TIMELINE: packed, **_of_rundown(rundown)})
            folder.rename(sessions / folder.name)
    except RealTalkError:
        for name in (TIMELINE, RUNDOWN, SUMMARY):
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
        with suppress(OSError):
            os.utime(folder)  # not abandoned
        raise
    _tidy(sessions / folder.name)
    return folder.name


def discard(folder: Path) -> None:
    """Remove the folder of a review that came to nothing."""
    if _ID.fullmatch(folder.name):
        shutil.rmtree(folder, ignore_errors=True)


def listing() -> tuple[Summary, ...]:
    """Every session, the newest first; a damaged one says what is wrong with it."""
    try:
        names = [entry.name for entry in os.scandir(_sessions()) if entry.is_dir()]
    except OSError:
        return ()
    return tuple(_summary(name) for name in sorted(filter(_ID.fullmatch, names), reverse=True))


def load(session: str) -> Stored:
    """A session by its id. Raises `RealTalkError` where there is none or it is damaged."""
    folder = _folder(session)
    rundown = _read(folder / RUNDOWN, session)
    if not isinstance(rundown, Rundown):
        raise _damaged(session)
    media = folder / MEDIA
    return Stored(session, rundown, media if media.is_file() else None, folder)


def update(session: str, rundown: Rundown) -> None:
    """Exchange a session's rundown, as when another speaker was chosen."""
    folder = _folder(session)
    with told():
        write(folder, _of_rundown(rundown))


def correct(session: str, rundown: Rundown, words: PutRight) -> None:
    """Exchange a session's words and its rundown, where somebody is `changing` it.

    Where there is no room for both, both stay as they were. After a crash between the two the words count,
    and `behind` says so.
    """
    folder = _folder(session)
    try:
        with told():
            write(folder, {WORDS: put_right.encode(words).encode(), **_of_rundown(rundown)})
    except RealTalkError:
        _folder(session)  # says so where it was deleted meanwhile
        raise


def behind(stored: Stored, words: PutRight) -> bool:
    """Whether a rundown was made before the words were put right as they are now."""
    return {*stored.rundown.words, *stored.rundown.others} != set(words.words.track(Word))


@contextmanager
def changing(session: str) -> Generator[None, None, None]:
    """Have a session to oneself while it is changed, whoever else has it open. Raises `RealTalkError` where
    somebody else goes on changing it for long.
    """
    _folder(session)
    with told():
        _private(unfinished())
        lock = FileLock(unfinished() / f"{session}{LOCK}", timeout=PATIENCE)
        try:
            lock.acquire()
        except Timeout as error:
            raise RealTalkError(
                "This session is being changed somewhere else.", "Try again in a moment.", retryable=True
            ) from error
    try:
        yield
    finally:
        lock.release()


def delete(session: str) -> None:
    """Remove a session and its recording; one that is gone already is no error."""
    try:
        folder = _folder(session)
    except RealTalkError:
        return
    with told(), suppress(FileNotFoundError):
        _private(unfinished())
        doomed = unfinished() / f"{session}-{secrets.token_hex(4)}"
        folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


def _private(folder: Path) -> None:
    """Make a folder of the home, and the home, for nobody but this user."""
    settings().home.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.mkdir(exist_ok=True, mode=0o700)


def _sessions() -> Path:
    return settings().home / "sessions"


def _folder(session: str) -> Path:
    folder = _sessions() / session
    if not _ID.fullmatch(session) or not folder.is_dir():
        raise RealTalkError(
            "This session is not on this machine.", "It may have been deleted. Choose another from the list."
        )
    return folder


def _summary(name: str) -> Summary:
    made = _made(name)
    try:
        plain: dict[str, Any] = json.loads((_sessions() / name / SUMMARY).read_bytes())
        summary = Summary(
            id=name,
            made=made,
            file=str(plain["file"]),
            duration=float(plain["duration"]),
            has_video=bool(plain["has_video"]),
            has_audio=bool(plain["has_audio"]),
            strength=cast("str | None", plain["strength"]),
            priority=cast("str | None", plain["priority"]),
            values={str(key): float(value) for key, value in plain["values"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Summary(id=name, made=made, damage=_damaged(name).what)
    if not (_sessions() / name / RUNDOWN).is_file():
        return Summary(id=name, made=made, file=summary.file, damage=_damaged(name).what)
    return summary


def _made(name: str) -> datetime:
    try:
        return datetime.strptime(name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _of_rundown(rundown: Rundown) -> dict[str, bytes]:
    """The files of a rundown."""
    summary = {
        "file": rundown.file,
        "duration": rundown.duration,
        "has_video": rundown.has_video,
        "has_audio": rundown.has_audio,
        "strength": rundown.strength.title if rundown.strength else None,
        "priority": rundown.priority.title if rundown.priority else None,
        "values": {m.key: r.value for m, r in rundown.results if isinstance(r, Reading)},
    }
    return {RUNDOWN: codec.encode(rundown).encode(), SUMMARY: json.dumps(summary).encode()}


def _tidy(folder: Path) -> None:
    """Remove from a session's folder what is not of the session, such as the upload it was made from."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name in SLIDES.values():
                continue
            if path.name in (RUNDOWN, TIMELINE, SUMMARY, WORDS, MEDIA):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _read(path: Path, session: str) -> object:
    try:
        content = path.read_bytes()
        return codec.decode((gzip.decompress(content) if path.suffix == ".gz" else content).decode())
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise _damaged(session) from error


def _damaged(session: str) -> RealTalkError:
    return RealTalkError(
        "This session cannot be opened: a file in its folder is missing or damaged.",
        f"Review the recording again, or delete the session. Its folder is {_sessions() / session}.",
    )


def _sweep() -> None:
    """Remove what reviews that were cut off have left behind."""
    for entry in unfinished().iterdir():
        with suppress(OSError):
            if entry.suffix == LOCK:
                if not (entry.with_suffix("").exists() or (_sessions() / entry.stem).exists()):
                    entry.unlink()
                continue
            newest = max(p.stat().st_mtime for p in (entry, *entry.iterdir()))
            if time.time() - newest > (RECORDED if (entry / NOTE).exists() else ABANDONED):
                shutil.rmtree(entry, ignore_errors=True)
