"""A review that runs beside whoever asked for it: it can be watched, stopped, and outlives a closed tab."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Protocol

from realtalk.coaching.rundown import Rundown
from realtalk.errors import Cancelled, RealTalkError
from realtalk.importing import ONE_AT_A_TIME
from realtalk.session.keeping import keep, missing
from realtalk.session.slides import recovered
from realtalk.store import sessions
from realtalk.timeline import Timeline

logger = logging.getLogger(__name__)

CORES_A_REVIEW = 2
"""A review keeps two cores busy, pictures on one, sound on the other: fewer would make all of them late."""

MOST_AT_ONCE = 2
"""Reviews at one time however many cores there are: each holds up to 1.5 GB."""


class Progress(Protocol):
    """How far a review is: what it does now, the share done 0..1, the seconds left or None where unknown."""

    @property
    def stage(self) -> str: ...
    @property
    def done(self) -> float: ...
    @property
    def left(self) -> float | None: ...


class Reviewed(Protocol):
    """What a review makes."""

    @property
    def timeline(self) -> Timeline: ...
    @property
    def rundown(self) -> Rundown: ...


class Engine(Protocol):
    """`realtalk.session.upload.review`."""

    def __call__(
        self,
        path: Path,
        *,
        name: str | None,
        emotion: bool,
        stammers: bool,
        proxy: Path | None,
        on_progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Reviewed: ...


class Phase(Enum):
    """Where a review is in its life; the last three are final.

    UNSAVED is a finished review whose result could not be written yet, as on a full disk: it is kept in
    memory, and saved as soon as that can be done.
    """

    WAITING = "waiting"
    RUNNING = "running"
    UNSAVED = "unsaved"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class JobState:
    """A look at a review. `ahead` counts the reviews before it in line; `session` is the kept session's id
    when done; `error` says what went wrong when failed, what is in the way when unsaved.
    """

    phase: Phase
    stage: str = ""
    done: float = 0.0
    left: float | None = None
    ahead: int = 0
    session: str | None = None
    error: RealTalkError | None = None

    @property
    def over(self) -> bool:
        return self.phase in (Phase.DONE, Phase.FAILED, Phase.STOPPED)


class Line:
    """Lets a few reviews run at once, the others in the order they came."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._order: list[object] = []
        self._changed = threading.Condition()

    def join(self, who: object) -> None:
        with self._changed:
            self._order.append(who)

    def ahead(self, who: object) -> int:
        """How many must finish before this one starts; 0 when it may run."""
        with self._changed:
            return max(0, self._order.index(who) - self._places + 1) if who in self._order else 0

    def wait(self, who: object, stopped: Callable[[], bool]) -> None:
        """Return when it is this one's turn, or when it was stopped."""
        with self._changed:
            while not stopped() and self._order.index(who) >= self._places:
                self._changed.wait(0.2)

    def leave(self, who: object) -> None:
        with self._changed:
            self._order.remove(who)
            self._changed.notify_all()


def _places() -> int:
    return max(1, min(MOST_AT_ONCE, (os.cpu_count() or 1) // CORES_A_REVIEW))


_LINE = Line(_places())


class ReviewJob:
    """One recording on its way to a kept session.

    `folder` is one of `sessions.new_folder`; it becomes the session, or is removed if nothing comes of it.
    `owner` tells whose it is, for `running`. `name` is what the user calls the file. `owned` says that
    `source` is our own copy: it is removed once the session is kept, with its folder if that is then empty.
    """

    def __init__(
        self, source: Path, folder: Path, *, name: str | None = None, owner: str = "",
        emotion: bool = True, stammers: bool = False, owned: bool = False, engine: Engine | None = None,
        line: Line = _LINE,
    ) -> None:  # fmt: skip
        self.name = name or source.name
        self.owner = owner
        self._source = source
        self._folder = folder
        self._emotion, self._stammers = emotion, stammers
        self._owned = owned
        self._engine = engine
        self._line = line
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._state = JobState(Phase.WAITING)
        self._deadline: float | None = None
        line.join(self)
        _RUNNING.append(self)
        self._thread = threading.Thread(target=self._run, name="review", daemon=True)
        self._thread.start()

    def state(self) -> JobState:
        """A look at it now; the time left counts down between two reports.

        Who looks at a review that is over has been told how it ended: `running` finds it no more.
        """
        with self._lock:
            state, deadline = self._state, self._deadline
        if state.over:
            _forget(self)
        if state.phase is Phase.WAITING:
            return replace(state, ahead=self._line.ahead(self))
        if deadline is not None and state.phase is Phase.RUNNING:
            return replace(state, left=max(0.0, deadline - time.monotonic()))
        return state

    @property
    def over(self) -> bool:
        """Whether it is over; to ask this is not yet to be told how."""
        with self._lock:
            return self._state.over

    def cancel(self) -> None:
        """Stop it as soon as it can; nothing is kept."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> JobState:
        """Wait until it is over, or for at most some seconds."""
        self._thread.join(seconds)
        return self.state()

    def _run(self) -> None:
        try:
            end = self._keep(self._review())
        except Cancelled:
            end = JobState(Phase.STOPPED)
        except RealTalkError as error:
            end = JobState(Phase.FAILED, error=error)
        except Exception:
            logger.exception("a review broke")
            end = JobState(Phase.FAILED, error=unexpected("the review could not be finished"))
        if end.phase is not Phase.DONE:
            sessions.discard(self._folder)
        self._show(end)
        # A failure that nobody has seen waits for its owner, a kept session stands in the list.
        if end.phase is not Phase.FAILED or not self.owner:
            _forget(self)

    def _review(self) -> Reviewed:
        try:
            self._line.wait(self, self._stop.is_set)
            self._check()
            self._show(JobState(Phase.RUNNING, stage="Getting ready"))
            engine = self._engine or _engine()
            made = engine(
                self._source,
                name=self.name,
                emotion=self._emotion,
                stammers=self._stammers,
                proxy=self._folder / sessions.MEDIA,
                on_progress=self._report,
                cancelled=self._stop.is_set,
            )
            return recovered(self._source, self._folder, made) if self._owned else made
        finally:
            self._line.leave(self)

    def _keep(self, made: Reviewed) -> JobState:
        """Save it, however long it takes until there is room; only then is our copy of the source gone."""
        session = keep(
            self._folder,
            made.rundown,
            made.timeline,
            stopped=self._stop,
            waiting=lambda error: self._show(_unsaved(error)),
        )
        if self._owned:
            with suppress(OSError):
                self._source.unlink(missing_ok=True)
                self._source.parent.rmdir()
        return JobState(Phase.DONE, done=1.0, left=0.0, session=session)

    def _check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _show(self, state: JobState) -> None:
        with self._lock:
            self._state = state

    def _report(self, progress: Progress) -> None:
        with self._lock:
            self._state = JobState(
                Phase.RUNNING, stage=progress.stage, done=progress.done, left=progress.left
            )
            self._deadline = None if progress.left is None else time.monotonic() + progress.left


_RUNNING: list[ReviewJob] = []


def running(owner: str) -> ReviewJob | None:
    """The newest review of this owner that is not over, to find again after a reload; where there is none,
    one that failed without anybody seeing it.
    """
    jobs = [job for job in reversed(_RUNNING.copy()) if job.owner == owner]
    return next((job for job in jobs if not job.over), jobs[0] if jobs else None)


def _forget(job: ReviewJob) -> None:
    with suppress(ValueError):
        _RUNNING.remove(job)


def _engine() -> Engine:
    """The real one, imported when it is first needed: its models take seconds to load."""
    with ONE_AT_A_TIME:
        from realtalk.session.upload import review

    return review


def _unsaved(error: RealTalkError) -> JobState:
    stage = f"Your rundown is done and waits for {missing(error)}"
    return JobState(Phase.UNSAVED, stage=stage, done=1.0, error=error)


def unexpected(failed: str) -> RealTalkError:
    """What to say of a failure of a job that nobody foresaw; `failed` is what came of it."""
    return RealTalkError(
        f"Something went wrong inside RealTalk, and {failed}.",
        "Try it once more. If it happens again, please report it with the lines that the terminal shows.",
        retryable=True,
    )
