"""A clip in which a persona says something, made beside whoever asked for it: watched, stopped, in turn."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from realtalk.errors import Cancelled, DiskFull, RealTalkError
from realtalk.partner.persona import Persona
from realtalk.partner.saying import DRAWING, Stage, say
from realtalk.session.job import JobState, Line, Phase, unexpected
from realtalk.store.scratch import scratch_folder

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 1
"""Clips at one time: a clip keeps all cores busy."""

NICENESS = 10
"""How far a clip stands back behind conversations that go on. House rule: as the drawing of slides."""

SURE = 0.1
"""Share of a clip that must be drawn before it is told how long the rest takes."""

_LINE = Line(MOST_AT_ONCE)

_FILE = "clip.mp4"


class ClipJob:
    """A text on its way to a clip of a persona who says it.

    The clip is a file that lies nowhere but here: when nobody holds the job any more, it is stopped, and its
    file deleted.
    """

    def __init__(self, persona: Persona, text: str, *, line: Line = _LINE) -> None:
        self.persona, self.text = persona, text
        self._making = _Making(persona, text, line)
        weakref.finalize(self, self._making.drop)

    def state(self) -> JobState:
        """A look at it now; the time left counts down between two reports."""
        return self._making.state()

    @property
    def path(self) -> Path:
        """Where the signed mp4 lies once it is made."""
        folder = self._making.folder
        if folder is None:
            raise RuntimeError("the clip is not made yet")
        return folder / _FILE

    def cancel(self) -> None:
        """Stop it as soon as it can; nothing is kept."""
        self._making.stop.set()

    def wait(self, seconds: float | None = None) -> JobState:
        """Wait until it is over, or for at most some seconds."""
        self._making.thread.join(seconds)
        return self.state()


class _Making:
    """The work of a job. Its thread holds it, and not the job, so that a job is seen to be let go."""

    def __init__(self, persona: Persona, text: str, line: Line) -> None:
        self._persona, self._text, self._line = persona, text, line
        self.stop = threading.Event()
        self.folder: Path | None = None
        self._lock = threading.Lock()
        self._state = JobState(Phase.WAITING)
        self._deadline: float | None = None
        self._drawing: tuple[float, float] | None = None
        line.join(self)
        self.thread = threading.Thread(target=self._run, name="realtalk-clip", daemon=True)
        self.thread.start()

    def state(self) -> JobState:
        with self._lock:
            state, deadline = self._state, self._deadline
        if state.phase is Phase.WAITING:
            return replace(state, ahead=self._line.ahead(self))
        if deadline is not None and state.phase is Phase.RUNNING:
            return replace(state, left=max(0.0, deadline - time.monotonic()))
        return state

    def drop(self) -> None:
        """Nobody wants it any more."""
        self.stop.set()
        with self._lock:
            over = self._state.over
        if over:
            self._discard()

    def _run(self) -> None:
        _stand_back()
        try:
            end = self._make()
        except Cancelled:
            end = JobState(Phase.STOPPED)
        except DiskFull as error:
            remedy = "Free some space on this computer, then try again."
            end = JobState(Phase.FAILED, error=DiskFull(error.what, remedy, retryable=True))
        except RealTalkError as error:
            end = JobState(Phase.FAILED, error=error)
        except Exception:
            logger.exception("a clip broke")
            end = JobState(Phase.FAILED, error=unexpected("the video could not be made"))
        if end.phase is not Phase.DONE:
            self._discard()
        self._show(end)
        if self.stop.is_set():
            self._discard()

    def _make(self) -> JobState:
        try:
            self._line.wait(self, self.stop.is_set)
            self._check()
            self._show(JobState(Phase.RUNNING, stage="Getting ready"))
            self.folder = scratch_folder()
            say(
                self._text, self._persona, self.folder / _FILE, progress=self._report,
                cancelled=self.stop.is_set,
            )  # fmt: skip
            return JobState(Phase.DONE, done=1.0, left=0.0)
        finally:
            self._line.leave(self)

    def _report(self, stage: Stage) -> None:
        """Show how far it is; also where a face or a voice is made, which cannot be asked to stop."""
        self._check()
        now = time.monotonic()
        deadline = None
        if stage.stage == DRAWING:
            began, at = self._drawing = self._drawing or (now, stage.done)
            drawn = stage.done - at
            if drawn >= SURE * (1 - at):
                deadline = now + (now - began) * (1 - stage.done) / drawn
        left = None if deadline is None else deadline - now
        with self._lock:
            self._state = JobState(Phase.RUNNING, stage.stage.capitalize(), stage.done, left)
            self._deadline = deadline

    def _check(self) -> None:
        if self.stop.is_set():
            raise Cancelled

    def _show(self, state: JobState) -> None:
        with self._lock:
            self._state = state

    def _discard(self) -> None:
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def _stand_back() -> None:
    """Let this thread, and those that it starts, work only while nobody else does. Only Linux can."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
