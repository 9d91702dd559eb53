"""A recording from file to rundown."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from realtalk.capture.recording import Recording, open_recording
from realtalk.coaching.rundown import Rundown
from realtalk.errors import Cancelled
from realtalk.language.transcript import load
from realtalk.media import Frame
from realtalk.session.assessment import Source, assess, read_words, source_of
from realtalk.session.inbox import SOUND_ROOM, Queue
from realtalk.session.memory import GIVE_BACK, give_back, share_heaps
from realtalk.session.senses import PICTURES, listen, measure_voice, watch_body, watch_faces
from realtalk.session.workers import SharedTimeline, Worker
from realtalk.timeline import Calibration, Speaker, Timeline

PICTURE_ROOM = 128 * 2**20
"""Bytes of pictures that may wait for one worker: half a minute at 640x480, so that the recogniser, which
takes half a minute of sound at a time, has its next phrase before pictures are done with the last."""

TICK = 0.2
"""Seconds between two words of progress."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is: the stage in the user's words, `done` 0..1, seconds `left` or None while
    unknown.
    """

    stage: str
    done: float
    left: float | None


@dataclass(frozen=True, slots=True)
class Review:
    """What came of a recording."""

    timeline: Timeline
    rundown: Rundown


OPENING, WATCHING, FINISHING = (
    "Opening the recording",
    "Watching and listening",
    "Putting the rundown together",
)


def review(
    path: Path,
    *,
    name: str | None = None,
    emotion: bool = True,
    stammers: bool = False,
    proxy: Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Review:
    """The rundown of a recording, and a `proxy` that browsers play, written in the same pass.

    `name` is what the user calls the file, `stammers` what they told of themselves. Raises `RealTalkError`
    with what to do about it, `Cancelled` soon after `cancelled` says so; then no proxy is left behind.
    """
    tell = on_progress or (lambda progress: None)
    stop = cancelled or (lambda: False)
    share_heaps()
    tell(Progress(OPENING, 0.0, None))
    with open_recording(path) as recording:
        timeline = _observe(recording, emotion, proxy, tell, stop)
        tell(Progress(FINISHING, 0.99, None))
        timeline.add(recording.gaps)
        source = Source(
            name or path.name,
            recording.read_until,
            recording.info.has_video,
            recording.info.has_audio,
            recording.notes,
        )
    timeline = read_words(timeline.calibrated(Calibration(stammers=stammers)))
    rundown = assess(timeline, source)
    tell(Progress(FINISHING, 1.0, 0.0))
    return Review(timeline, rundown)


def remeasure(timeline: Timeline, rundown: Rundown, speaker: Speaker) -> Rundown:
    """The rundown of another face or voice in the same recording."""
    return assess(timeline, source_of(rundown), speaker, rundown.guesses)


def _observe(
    recording: Recording,
    emotion: bool,
    proxy: Path | None,
    tell: Callable[[Progress], None],
    stop: Callable[[], bool],
) -> Timeline:
    shared = SharedTimeline()
    watching = (lambda: watch_faces(emotion), watch_body) if recording.info.has_video else ()
    listening = (measure_voice, listen) if recording.info.has_audio else ()
    eyes = [Worker(prepare, shared, Queue(PICTURE_ROOM)) for prepare in watching]
    ears = [Worker(prepare, shared, Queue(SOUND_ROOM)) for prepare in listening]
    workers = [*eyes, *ears]
    pace, given_back = _Pace(recording, tell), 0.0
    media, rewriting = recording.media(picture_rate=PICTURES, proxy=proxy), recording.finish_proxy()
    try:
        for piece in media:
            for worker in eyes if isinstance(piece, Frame) else ears:
                worker.feed(piece)
            _check(stop)
            pace.tell(workers)
            if piece.t >= given_back + GIVE_BACK:
                given_back = piece.t
                give_back()
        for worker in workers:
            worker.close()
        for _ in rewriting:
            _check(stop)
            pace.tell(workers)
        reader = threading.Thread(target=load, name="realtalk-reader")
        if ears:
            reader.start()
        for worker in workers:
            while not worker.join(TICK):
                _check(stop)
                pace.tell(workers)
        if ears:
            reader.join()
    finally:
        media.close()
        rewriting.close()
        for worker in workers:
            worker.stop()
        give_back()
    return shared.timeline


def _check(stop: Callable[[], bool]) -> None:
    if stop():
        raise Cancelled


class _Pace:
    """Tells how far the workers are on average, and how long the rest will take at the speed so far."""

    def __init__(self, recording: Recording, tell: Callable[[Progress], None]) -> None:
        self._recording, self._tell = recording, tell
        self._started = self._told = time.monotonic()

    def tell(self, workers: Sequence[Worker]) -> None:
        now = time.monotonic()
        if now - self._told < TICK or not workers:
            return
        self._told = now
        reached = sum(worker.reached for worker in workers) / len(workers)
        done = min(0.98, self._share(reached))
        left = (now - self._started) * (1 - done) / done if done > 0.02 else None
        self._tell(Progress(WATCHING, done, left))

    def _share(self, reached: float) -> float:
        """How much of the recording so many seconds are; by what was read of it where its length is not
        stated.
        """
        if self._recording.info.duration:
            return reached / self._recording.info.duration
        read_until = self._recording.read_until
        return (self._recording.share_read or 0.0) * reached / read_until if read_until > 0 else 0.0
