"""Slides beside a talk: opened where they can do no harm, followed while one talks, kept with the session."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, cast

import realtalk
from realtalk.capture.slides import AS_PDF, Deck, Slide, UnreadableSlides
from realtalk.capture.slides_process import from_plain, picture_name
from realtalk.coaching.rundown import Rundown
from realtalk.errors import RealTalkError
from realtalk.importing import ONE_AT_A_TIME
from realtalk.media import Span
from realtalk.observations import SlideShown
from realtalk.session.talk_time import TalkTime
from realtalk.session.workers import SharedTimeline
from realtalk.store import sessions
from realtalk.timeline import Timeline

logger = logging.getLogger(__name__)

PATIENCE = 90.0
"""Seconds that reading a file may take. House rule: 500 pages take five."""

PICTURES = "slide-pictures"
"""The folder beside the slides that their drawn pages lie in."""


@dataclass(frozen=True, slots=True)
class OpenSlides:
    """Slides that are at hand: what the user calls their `file`, what is on them.

    `first` is the number of the slide to begin with.
    """

    name: str
    file: Path
    deck: Deck
    first: int

    def picture(self, number: int) -> Path:
        """Where the drawn page of a number lies once it is drawn; a PowerPoint file's never is."""
        return self.file.parent / PICTURES / picture_name(number)

    def beginning_at(self, number: int) -> OpenSlides:
        """The same slides, beginning with another one; with the first where there is no such slide."""
        return replace(self, first=number) if self.deck.slide(number) is not None else self


def open_slides(path: Path, name: str) -> OpenSlides:
    """Read slides, and begin to draw them beside their file, which is to lie in a folder of its own.

    Raises `UnreadableSlides`.
    """
    deck = read(path, name)
    if deck.kind == "pdf":
        _draw(path)
    return OpenSlides(name, path, deck, deck.slides[0].number)


def read(path: Path, name: str) -> Deck:
    """What is on the slides of a file. Raises `UnreadableSlides`, even where the file breaks its reader."""
    try:
        done = subprocess.run(
            _command("read", path, name),
            env=_environment(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        answer = cast("dict[str, Any]", json.loads(done.stdout))
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        logger.warning("reading slides broke: %s", type(error).__name__)
        raise UnreadableSlides(f"{name} could not be read.", f"Save it once more. {AS_PDF}") from error
    if "error" in answer:
        raise UnreadableSlides(*answer["error"])
    return from_plain(answer["deck"])


def _draw(path: Path) -> None:
    """Begin to draw the pages. What cannot be drawn is shown as text."""
    folder = path.parent / PICTURES
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        drawing = subprocess.Popen(
            _command("draw", path, str(folder)),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        threading.Thread(target=drawing.wait, name="realtalk-slides", daemon=True).start()


def _command(what: str, path: Path, other: str) -> list[str]:
    # A name may not hold the character that ends it for the system.
    return [
        sys.executable,
        "-m",
        "realtalk.capture.slides_process",
        what,
        str(path),
        other.replace("\0", " "),
    ]


def _environment() -> dict[str, str]:
    """The child's surroundings: RealTalk's own code, and one thread, since others talk meanwhile."""
    home = str(Path(realtalk.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": home, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class SlideLog:
    """Which slide is shown when in a live talk. What was shown stands in the talk's timeline as soon as the
    next slide is shown, and every change in the talk's folder at once, should the machine stop.

    May be used by any thread. Without slides it does nothing.
    """

    def __init__(self, slides: OpenSlides | None, time: TalkTime, shared: SharedTimeline) -> None:
        self.slides = slides
        self._time, self._shared = time, shared
        self._lock = threading.Lock()
        self._number = slides.first if slides is not None else 0
        self._mark = slides.deck.mark if slides is not None else ""
        self._since = 0.0
        self._path: Path | None = None
        self._closed = slides is None

    @property
    def number(self) -> int:
        """The slide that is shown."""
        return self._number

    def keep_in(self, folder: Path | None) -> None:
        """Keep the slides, and what is shown when, in the talk's folder. Where that cannot be written, the
        talk goes on without.
        """
        if self.slides is None or folder is None:
            return
        with suppress(OSError), self._lock:
            keep_file(self.slides.file, self.slides.deck, folder)
            self._path = folder / sessions.SLIDE_LOG
            self._write(0.0)

    def turn(self, number: int) -> None:
        """Show another slide from now on; a number that no slide has is passed over."""
        with self._lock:
            if self._closed or self.slides is None or number == self._number:
                return
            if self.slides.deck.slide(number) is None:
                return
            now = self._time.now
            self._told(now)
            self._number = number
            with suppress(OSError):
                self._write(now)

    def close(self) -> None:
        """The talk is over: the last slide was shown until its last picture or sound."""
        with self._lock:
            if not self._closed:
                with self._shared.lock:
                    seen_until = self._shared.timeline.span.end
                self._told(min(self._time.now, seen_until))
                self._closed = True
                self._shared = SharedTimeline()

    def _told(self, now: float) -> None:
        if now > self._since:
            with self._shared.lock:
                self._shared.timeline.add([SlideShown(Span(self._since, now), self._number, self._mark)])
        self._since = max(self._since, now)

    def _write(self, now: float) -> None:
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"t": round(now, 3), "slide": self._number}) + "\n")


def keep_file(file: Path, deck: Deck, folder: Path) -> None:
    """Copy slides into a session's folder. Raises `OSError`."""
    target = folder / sessions.SLIDES[deck.kind]
    copied(file, target).replace(target)


def copied(file: Path, target: Path) -> Path:
    """A copy beside the place where it shall stand, under a hidden name. Raises `OSError` and leaves none."""
    beside = target.with_name(f".{target.name}")
    try:
        shutil.copyfile(file, beside)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def kept_file(folder: Path) -> Path | None:
    """The slides in a session's folder; None without."""
    return next((path for name in sessions.SLIDES.values() if (path := folder / name).is_file()), None)


def logged(folder: Path, end: float, deck: Deck) -> list[SlideShown]:
    """What the log of a talk that was cut off at `end` tells of its slides; damaged lines are passed over."""
    turns: list[tuple[float, int]] = []
    with suppress(OSError, UnicodeDecodeError):
        for line in (folder / sessions.SLIDE_LOG).read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, KeyError, TypeError):
                note: dict[str, Any] = json.loads(line)
                turns.append((float(note["t"]), int(note["slide"])))
    ends = [t for t, _ in turns[1:]] + [end]
    pairs = zip(turns, ends, strict=True) if turns else ()
    spans = [(Span(t, min(stop, end)), slide) for (t, slide), stop in pairs if min(stop, end) > t]
    return [SlideShown(span, slide, deck.mark) for span, slide in spans]


class Reviewed(Protocol):
    """What a review makes."""

    @property
    def timeline(self) -> Timeline: ...
    @property
    def rundown(self) -> Rundown: ...


@dataclass(frozen=True, slots=True)
class WithSlides:
    """A review with slides beside it."""

    timeline: Timeline
    rundown: Rundown


def recovered(source: Path, folder: Path, made: Reviewed) -> Reviewed:
    """The review of a talk that was cut off, with the slides that lay beside its recording `source`; they are
    kept in `folder`. The same review where there were none, or where they can be read no more.
    """
    file = kept_file(source.parent)
    if file is None:
        return made
    try:
        deck = read(file, file.name)
        keep_file(file, deck, folder)
    except (UnreadableSlides, OSError):
        return made
    made.timeline.add(logged(source.parent, made.timeline.span.end, deck))
    return WithSlides(made.timeline, _measured(made.timeline, made.rundown, deck))


def add_slides(session: str, path: Path, name: str) -> None:
    """Put slides beside a kept session, in the place of others. Raises `RealTalkError`."""
    deck = read(path, name)
    with sessions.changing(session):
        stored = sessions.load(session)
        rundown = _measured(stored.timeline, stored.rundown, deck)
        target = stored.folder / sessions.SLIDES[deck.kind]
        try:
            beside = copied(path, target)
        except OSError as error:
            raise RealTalkError(
                f"{name} could not be kept: {(error.strerror or 'the disk refused').lower()}.",
                "Make some room on the disk, then add it again.",
                retryable=True,
            ) from error
        try:
            sessions.update(session, rundown)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        _remove(stored.folder, but=deck.kind)


def remove_slides(session: str) -> None:
    """Take the slides away from a kept session. Raises `RealTalkError`."""
    with sessions.changing(session):
        stored = sessions.load(session)
        sessions.update(session, replace(stored.rundown, slides=None))
        _remove(stored.folder)


def _remove(folder: Path, but: str = "") -> None:
    for kind, name in sessions.SLIDES.items():
        if kind != but:
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)


def _measured(timeline: Timeline, rundown: Rundown, deck: Deck) -> Rundown:
    with ONE_AT_A_TIME:
        from realtalk.session.assessment import with_slides

    return with_slides(timeline, rundown, deck)


def titles(slides: Sequence[Slide]) -> list[str]:
    """What each slide is called in a list."""
    return [slide.title or f"Slide {slide.number}" for slide in slides]
