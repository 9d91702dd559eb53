"""The end of a live talk: what still waits is worked off, then the rundown is made and kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from realtalk.coaching.wording import counted
from realtalk.errors import Cancelled, RealTalkError
from realtalk.media import Span, merge, total
from realtalk.observations import Gap, PictureObservation, VoiceObservation
from realtalk.session.assessment import Source, assess, read_words
from realtalk.session.keeping import keep
from realtalk.session.post import Post
from realtalk.session.recorder import Recorder
from realtalk.session.workers import SharedTimeline
from realtalk.store import sessions

if TYPE_CHECKING:
    from realtalk.session.live import Plan

PATIENCE = 60.0
"""Seconds at most that the end waits for all workers: a recogniser that hangs is not to keep the talk."""

SHORTEST = 2.0
"""Seconds that a talk must have to be kept. House rule: less is a slip of the finger."""


class TooShort(RealTalkError):
    """There is nothing to make a rundown of."""

    def __init__(self) -> None:
        super().__init__(
            "You stopped before there was anything to look at, so nothing was kept.",
            "Start again when you like, and talk for at least half a minute.",
        )


class Ending:
    """Finishes one talk. Whatever happens, no thread and no file of it is left behind but the kept ones."""

    def __init__(
        self,
        plan: Plan,
        shared: SharedTimeline,
        posts: Sequence[Post[Any]],
        recorder: Recorder | None,
        folder: Path | None,
    ) -> None:
        self._plan, self._shared, self._posts = plan, shared, posts
        self._recorder, self._folder = recorder, folder
        self._notes: list[str] = []

    def keep(
        self,
        notes: Sequence[str],
        pauses: int,
        *,
        stopped: threading.Event,
        waiting: Callable[[RealTalkError], None],
    ) -> str | None:
        """The id of the kept session; None where nothing was to be kept. `stopped` gives up what there is.

        Raises `TooShort` where there is nothing to keep.
        """
        kept = False
        try:
            if self._folder is None or stopped.is_set():
                return None
            recording = threading.Thread(target=self._finish_recording, name="realtalk-recording")
            recording.start()
            self._work_off(stopped)
            recording.join()
            session = self._keep(self._folder, [*notes, *_paused(pauses)], stopped, waiting)
            kept = True
            return session
        except Cancelled:
            return None
        finally:
            for post in self._posts:
                post.stop()
            if self._recorder is not None and not kept:
                self._recorder.discard()
            if self._folder is not None and not kept:
                sessions.discard(self._folder)

    def _finish_recording(self) -> None:
        if self._recorder is None:
            return
        try:
            self._recorder.finish()
        except RealTalkError as error:
            self._notes.append(f"There is no recording of this talk. {error.what}")
            return
        if trouble := self._recorder.trouble:
            self._notes.append(f"The recording ends early. {trouble.what}")
        self._notes.extend(self._recorder.notes)

    def _work_off(self, stopped: threading.Event) -> None:
        for post in self._posts:
            post.close()
        until = time.monotonic() + PATIENCE
        for post in self._posts:
            while not post.wait(0.05) and not stopped.is_set():
                if time.monotonic() > until:
                    self._notes.append(f"RealTalk did not get to the end with {post.what}.")
                    break

    def _keep(
        self,
        folder: Path,
        notes: Sequence[str],
        stopped: threading.Event,
        waiting: Callable[[RealTalkError], None],
    ) -> str:
        lost = merge((span for post in self._posts for span in post.lost), gap=0.5)
        with self._shared.lock:
            timeline = self._shared.timeline
            timeline.add(Gap(span, "this machine could not keep up") for span in lost)
            seen, heard = bool(timeline.track(PictureObservation)), bool(timeline.track(VoiceObservation))
            end = timeline.span.end
        if not (seen or heard) or end < SHORTEST:
            raise TooShort
        timeline = read_words(timeline)
        told = (*notes, *self._notes, *_lost(lost))
        source = Source(self._plan.title, end, seen, heard, told)
        return keep(folder, assess(timeline, source), timeline, stopped=stopped, waiting=waiting)


def _paused(pauses: int) -> Sequence[str]:
    if pauses == 1:
        return ["You paused once; the pause is cut out."]
    return [f"You paused {counted(pauses, 'time')}; the pauses are cut out."] if pauses else ()


def _lost(lost: Sequence[Span]) -> Sequence[str]:
    missing = total(lost)
    if missing <= 0:
        return ()
    return [f"For {missing:.0f} seconds this machine could not keep up with the sound; it is missing there."]
