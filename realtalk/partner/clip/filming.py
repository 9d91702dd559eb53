"""Speech and the motion to it made into a clip that one may keep."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import Protocol

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.errors import Cancelled, DiskFull, RealTalkError, disk_full
from realtalk.partner.clip.certificate import credentials
from realtalk.partner.clip.encoding import TAGS, encoded, painted
from realtalk.partner.clip.signing import signed
from realtalk.partner.face.motion import FPS, PARAMETERS, Motion
from realtalk.partner.speech.speech import RATE, Speech
from realtalk.store.writing import write

BETWEEN = 0.2
"""Seconds of silence between two pieces, in which the face goes from where one ends to where the next begins.
House rule: voices leave some at both ends of a sentence already."""

LONGEST = 15 * 60.0
"""Seconds of a clip at most: it is put together in memory."""

_BYTES_A_SECOND = 250_000
"""Room on the disk that is asked for before the work begins: what lively faces come to, twice over."""

_AHEAD = 8
"""Pictures a thread draws ahead of the encoder: enough that neither waits, few enough for the memory."""

_DRAWN = 0.98
"""Share of the work that is done when all is drawn and encoded: what is left is signing and writing."""

_PER_ROW = RATE // FPS

Pieces = Sequence[tuple[Speech, Motion]]


class Draws(Protocol):
    """What draws a face; used by one thread."""

    def picture(self, row: NDArray[np.float32]) -> NDArray[np.uint8]: ...


class ClipCancelled(Cancelled):
    """The user stopped a clip while it was made."""

    def __init__(self) -> None:
        RealTalkError.__init__(
            self, "The clip was stopped.", "Nothing was kept. Start it again when you like."
        )


def filmed(
    drawing: Callable[[], Draws],
    pieces: Pieces,
    out: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    between: float = BETWEEN,
) -> Path:
    """A signed mp4 at `out` of what is said, one piece after the other; `drawing` makes one drawing for each
    thread. `progress` hears the share that is done, 0..1. A file that was there is
    replaced only by a whole one.

    Raises `ClipCancelled`, `DiskFull` or another `RealTalkError`; then nothing is left behind.
    """
    seconds = sum(max(speech.duration, motion.duration) for speech, motion in pieces)
    if not seconds:
        raise RealTalkError("There is nothing to film.", "Give the persona something to say.")
    if seconds > LONGEST:
        raise RealTalkError(
            f"That would be a clip of {seconds / 60:.0f} minutes.",
            f"Film {LONGEST / 60:.0f} minutes at most at a time.",
        )
    with _room(out):
        _require(out.parent, round(seconds * _BYTES_A_SECOND))
    credentials()  # made now where there are none: a clip that cannot be signed need not be drawn
    rows, pcm = track(pieces, between)
    with closing(_frames(drawing, rows, progress, cancelled or (lambda: False))) as frames:
        first = next(frames)
        bare = encoded(chain((first,), frames), pcm, (first.width, first.height))
    clip = signed(bare, TAGS["title"])
    if cancelled is not None and cancelled():
        raise ClipCancelled
    with _room(out):
        write(out.parent, {out.name: clip})
    if progress is not None:
        progress(1.0)
    return out


def track(pieces: Pieces, between: float = BETWEEN) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Rows `(n, len(PARAMETERS))`, and sound `(n * RATE / FPS,)`, of pieces one after the other."""
    rows: list[NDArray[np.float32]] = []
    sound: list[NDArray[np.float32]] = []
    gap = round(between * FPS)
    last: NDArray[np.float32] | None = None
    for speech, motion in pieces:
        values = motion.values
        missing = -(-len(speech.pcm) // _PER_ROW) - len(values)
        if missing > 0:
            held = values[-1:] if len(values) else np.zeros((1, len(PARAMETERS)), np.float32)
            values = np.concatenate((values, np.repeat(held, missing, axis=0)))
        if not len(values):
            continue
        if last is not None and gap:
            share = (np.arange(1, gap + 1, dtype=np.float32) / (gap + 1))[:, None]
            eased = share * share * (3 - 2 * share)
            rows.append(last + (values[0] - last) * eased)
            sound.append(np.zeros(gap * _PER_ROW, np.float32))
        rows.append(values)
        sound.append(np.pad(speech.pcm, (0, len(values) * _PER_ROW - len(speech.pcm))))
        last = values[-1]
    if not rows:
        return np.zeros((0, len(PARAMETERS)), np.float32), np.zeros(0, np.float32)
    return np.concatenate(rows).astype(np.float32), np.concatenate(sound).astype(np.float32)


def _frames(
    drawing: Callable[[], Draws],
    rows: NDArray[np.float32],
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool],
) -> Generator[av.VideoFrame, None, None]:
    """The rows drawn, in order, by as many threads as there are cores."""
    mine = threading.local()
    threads = os.cpu_count() or 1

    def drawn(row: NDArray[np.float32]) -> av.VideoFrame:
        if not hasattr(mine, "drawing"):
            mine.drawing = drawing()
        return painted(mine.drawing.picture(row))

    waiting: deque[Future[av.VideoFrame]] = deque()
    shown = 0
    with _one_thread_a_picture(), ThreadPoolExecutor(threads, "clip") as pool:
        try:
            for row in (*rows, *[None] * len(rows)):
                if cancelled():
                    raise ClipCancelled
                if row is not None:
                    waiting.append(pool.submit(drawn, row))
                if waiting and (row is None or len(waiting) > threads * _AHEAD):
                    yield waiting.popleft().result()
                    shown += 1
                    if progress is not None:
                        progress(shown / len(rows) * _DRAWN)
        finally:
            for each in waiting:
                each.cancel()


@contextmanager
def _one_thread_a_picture() -> Generator[None, None, None]:
    """Keep OpenCV from splitting each picture among threads that are all at work: that costs a seventh."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def _require(folder: Path, size: int) -> None:
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if shutil.disk_usage(folder).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def _room(out: Path) -> Generator[None, None, None]:
    """Failures of the disk, as people read them."""
    try:
        yield
    except OSError as error:
        if disk_full(error):
            raise DiskFull(
                "There is no room left on the disk for the clip.",
                "Free some space, or choose another place, then try again.",
                retryable=True,
            ) from error
        raise RealTalkError(
            f"RealTalk cannot write in the folder {out.parent.name}.",
            "Check that it exists and may be written to, or choose another place.",
        ) from error
