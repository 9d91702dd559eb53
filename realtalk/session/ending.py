"""The end of a live talk: what still waits is worked off, then the rundown is made and kept."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.wording import counted
from realtalk.errors import Cancelled, RealTalkError
from realtalk.media import Span, merge, total
from realtalk.metrics.speaker import choose
from realtalk.observations import Gap, PictureObservation, VoiceObservation
from realtalk.session.assessment import Source, assess, read_words
from realtalk.session.keeping import keep
from realtalk.session.post import Post
from realtalk.session.recorder import Recorder
from realtalk.session.workers import SharedTimeline
from realtalk.store import sessions
from realtalk.timeline import Timeline

if TYPE_CHECKING:
    from realtalk.session.plan import Plan

logger = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds at most that the end waits for all workers: a recogniser that hangs is not to hold the talk up."""

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
        self._recording_notes: list[str] = []

    def keep(
        self,
        notes: Sequence[str],
        pauses: int,
        holes: Sequence[Span],
        *,
        worked_off: Callable[[], None],
        stopped: threading.Event,
        waiting: Callable[[RealTalkError], None],
    ) -> str | None:
        """The id of the kept session; None where nothing was to be kept. `stopped` gives up what there is,
        `holes` are the stretches whose sound never came; `worked_off` is called once all that came is in the
        timeline.

        Raises `TooShort` where there is nothing to keep, `RealTalkError` where no rundown could be made; then
        the recording stays where the error says.
        """
        if self._folder is None or stopped.is_set():
            self.give_up()
            return None
        recording = threading.Thread(target=self._finish_recording, name="realtalk-recording")
        recording.start()
        try:
            self._work_off(stopped)
            worked_off()
            self._notes += [*notes, *_paused(pauses)]
            timeline, rundown = self._measured(holes)
            recording.join()
            rundown = _with_notes(rundown, self._recording_notes)
            session = keep(self._folder, rundown, timeline, stopped=stopped, waiting=waiting)
        except (Cancelled, TooShort) as nothing:
            recording.join()
            self.give_up()
            if isinstance(nothing, TooShort):
                raise
            return None
        except Exception as error:
            logger.exception("no rundown could be made of a talk")
            recording.join()
            self._stop()
            raise _unmeasured(self._folder) from error
        self._stop()
        return session

    def give_up(self) -> None:
        """Keep nothing."""
        self._stop()
        if self._recorder is not None:
            self._recorder.discard()
        if self._folder is not None:
            sessions.discard(self._folder)

    def _stop(self) -> None:
        for post in self._posts:
            post.stop()

    def _finish_recording(self) -> None:
        if self._recorder is None:
            return
        try:
            self._recorder.finish()
        except RealTalkError as error:
            self._recording_notes.append(f"There is no recording of this talk. {error.what}")
            return
        if trouble := self._recorder.trouble:
            self._recording_notes.append(f"The recording ends early. {trouble.what}")
        self._recording_notes.extend(self._recorder.notes)

    def _work_off(self, stopped: threading.Event) -> None:
        for post in self._posts:
            post.close()
        until = time.monotonic() + PATIENCE
        for post in self._posts:
            while not post.wait(0.05) and not stopped.is_set():
                if time.monotonic() > until:
                    self._notes.append(f"RealTalk did not get to the end with {post.what}.")
                    post.leave()
                    break
            if post.failure is not None and not post.given_up:
                self._notes.append(f"RealTalk could not follow {post.what} to the end.")

    def _measured(self, holes: Sequence[Span]) -> tuple[Timeline, Rundown]:
        late = merge((span for post in self._posts if not post.given_up for span in post.lost), gap=0.5)
        unheard = merge((span for post in self._posts if post.given_up for span in post.lost), gap=0.5)
        missing = merge((*late, *unheard, *holes))
        with self._shared.lock:
            shared = self._shared.timeline
            shared.add(Gap(span, "sound is missing here") for span in missing)
            timeline = shared.calibrated(shared.calibration)
        seen, heard = bool(timeline.track(PictureObservation)), bool(timeline.track(VoiceObservation))
        if not (seen or heard) or timeline.span.end < SHORTEST:
            raise TooShort
        speaker = None
        if (company := self._plan.company) is not None:
            timeline = company.alone(timeline)
            chosen = choose(timeline)
            speaker = replace(chosen, voice=chosen.voice if chosen.voice is not None else 0)
            timeline = company.joined(timeline)
        timeline = read_words(timeline)
        notes = (
            *self._notes,
            *_missing(late, "this machine could not keep up with the sound"),
            *_missing(holes, "the sound was lost on its way to this machine"),
        )
        deck = self._plan.slides.deck if self._plan.slides is not None else None
        source = Source(self._plan.title, timeline.span.end, seen, heard, notes, deck)
        return timeline, assess(timeline, source, speaker)


def _paused(pauses: int) -> Sequence[str]:
    if pauses == 1:
        return ["You paused once; the pause is cut out."]
    return [f"You paused {counted(pauses, 'time')}; the pauses are cut out."] if pauses else ()


def _missing(spans: Sequence[Span], why: str) -> Sequence[str]:
    seconds = round(total(spans))
    return [f"For {counted(seconds, 'second')} {why}; it is missing there."] if seconds else ()


def _with_notes(rundown: Rundown, notes: Sequence[str]) -> Rundown:
    """The rundown with what is to be said of its recording."""
    return replace(
        rundown,
        notes=(*rundown.notes, *notes),
        recording_notes=(*rundown.recording_notes, *notes),
    )


def _unmeasured(folder: Path) -> RealTalkError:
    recording = folder / sessions.MEDIA
    remedy = (
        f"Your recording is there: Practise and Review offer it for a week. It lies at {recording}."
        if recording.is_file()
        else "Try it once more. If it happens again, please report it with the lines that the terminal shows."
    )
    return RealTalkError(
        "Something went wrong inside RealTalk, and there is no rundown of your talk.", remedy, retryable=True
    )
