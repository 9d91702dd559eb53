"""A talk's recording: the camera's callbacks hand over pictures and sound, a thread writes them."""

from __future__ import annotations

import logging
import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from realtalk.capture.recording import spoken_length, spoken_time
from realtalk.capture.webrtc import Heard, Seen
from realtalk.coaching.wording import counted
from realtalk.errors import RealTalkError
from realtalk.session.recording_file import RecordingFile

logger = logging.getLogger(__name__)

PICTURE_ROOM = 32 * 2**20
"""Bytes that may wait before pictures are left out: two seconds at 640x480, far more than a disk's hiccup."""

SOUND_ROOM = 16 * 2**20
"""Bytes of sound that may wait on top of them: more than a minute, since a hole in what was said is worse
than a picture that stands still."""

MENTIONED = 15
"""Pictures that must be missing to be worth a word: a second of them."""

LATE = 2.0
"""Seconds into the talk from which a first picture is worth a word."""


class _State(Enum):
    OPEN = auto()
    ENDING = auto()
    ENDED = auto()


class Recorder:
    """Writes a talk to an mp4 as it happens, in a thread of its own, which `finish` or `discard` ends.

    `video` and `audio` say what is expected. Times are seconds of the talk. The file's picture is as large as
    the first one, at most 720p; what has another shape gets bars. Missing sound is silence.
    """

    def __init__(self, path: Path, *, video: bool, audio: bool) -> None:
        self._path = Path(os.path.abspath(path))
        self._video, self._audio = video, audio
        self._file = RecordingFile(self._path, video=video, audio=audio)
        self._waiting: deque[Seen | Heard] = deque()
        self._picture_bytes = self._sound_bytes = 0
        self._lost_pictures, self._lost_sound = 0, 0.0
        self._changed = threading.Condition()
        self._state = _State.OPEN
        self._trouble: RealTalkError | None = None
        self._error: RealTalkError | None = None
        self._published = self._dropped = False
        self._thread = threading.Thread(target=self._run, name="realtalk-recorder", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> RealTalkError | None:
        """Why the recording stopped before the talk did; None while it goes on. What was written is kept."""
        return self._trouble

    @property
    def seconds(self) -> float:
        """How much of the talk is on the disk, to about a second."""
        return self._file.seconds

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the speaker about what is missing from the recording; complete after `finish`."""
        return tuple(self._notes())

    def picture(self, t: float, rgb: NDArray[np.uint8]) -> None:
        """Hand over a picture, `(h, w, 3)`, that nobody changes afterwards. Returns at once; when this
        machine cannot keep up, it is left out.
        """
        with self._changed:
            if self._closed or not self._video:
                return
            if self._picture_bytes + rgb.nbytes > PICTURE_ROOM:
                self._lost_pictures += 1
                return
            self._picture_bytes += rgb.nbytes
            self._append(Seen(t, rgb))

    def sound(self, t: float, pcm: NDArray[np.float32], rate: int) -> None:
        """Hand over mono sound, `(n,)`, whose first sample is heard at `t`, and that nobody changes
        afterwards. Returns at once; when this machine has not kept up for a minute, it is left out.
        """
        with self._changed:
            if self._closed or not self._audio or rate <= 0:
                return
            if self._sound_bytes + pcm.nbytes > SOUND_ROOM:
                self._lost_sound += len(pcm) / rate
                return
            self._sound_bytes += pcm.nbytes
            self._append(Heard(t, pcm, rate))

    def finish(self) -> None:
        """Write what waits and put the whole recording at its path; none, where nothing was recorded.

        Raises `DiskFull` or another `RealTalkError` where something was, but nothing of it could be kept.
        """
        if self._ends():
            try:
                self._thread.join()
                self._published = self._file.publish()
                self._error = None if self._published else self._trouble
            except RealTalkError as error:
                self._error = error
            finally:
                self._end()
        if self._error is not None:
            raise self._error

    def discard(self) -> None:
        """Leave nothing, not even what `finish` put at the path."""
        if self._ends(drop=True):
            try:
                self._thread.join()
                self._file.remove()
            finally:
                self._end()
        elif self._published:
            self._published = False
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    @property
    def _closed(self) -> bool:
        return self._state is not _State.OPEN or self._trouble is not None

    def _ends(self, *, drop: bool = False) -> bool:
        """Whether it is on the caller to end the recording; if another one does, wait for that."""
        with self._changed:
            if self._state is not _State.OPEN:
                self._changed.wait_for(lambda: self._state is _State.ENDED)
                return False
            self._state, self._dropped = _State.ENDING, drop
            if drop:
                self._clear()
            self._changed.notify_all()
            return True

    def _end(self) -> None:
        with self._changed:
            self._state = _State.ENDED
            self._changed.notify_all()

    def _append(self, piece: Seen | Heard) -> None:
        self._waiting.append(piece)
        self._changed.notify_all()

    def _clear(self) -> None:
        self._waiting.clear()
        self._picture_bytes = self._sound_bytes = 0

    def _take(self) -> Seen | Heard | None:
        """The next piece, when there is one; None when no more will come."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._state is not _State.OPEN)
            if not self._waiting:
                return None
            piece = self._waiting.popleft()
            if isinstance(piece, Seen):
                self._picture_bytes -= piece.rgb.nbytes
            else:
                self._sound_bytes -= piece.pcm.nbytes
            return piece

    def _run(self) -> None:
        """The writing thread."""
        try:
            while (piece := self._take()) is not None:
                if isinstance(piece, Seen):
                    self._file.picture(piece.t, piece.rgb)
                else:
                    self._file.sound(piece.t, piece.pcm, piece.rate)
            if not self._dropped:
                self._file.close()
        except RealTalkError as error:
            self._stop(error)
        except Exception:
            logger.exception("a recording broke")
            self._stop(_unexpected())

    def _stop(self, trouble: RealTalkError) -> None:
        """Record nothing more; what was written stays."""
        with self._changed:
            self._trouble = trouble
            self._clear()
        self._file.abandon()

    def _notes(self) -> Iterator[str]:
        first, heard = self._file.first_picture, self._file.heard
        if (first is None and not heard) or self._error is not None:
            return
        if self._video and first is None:
            yield "No picture came, so the recording has only sound."
        elif first is not None and first >= LATE:
            yield f"The picture of the recording begins at {spoken_time(first)}."
        if self._audio and not heard:
            yield "No sound came, so the recording is silent."
        if self._lost_pictures >= MENTIONED:
            lost = counted(self._lost_pictures, "picture")
            yield f"This machine could not keep up: {lost} are missing from the recording."
        if self._lost_sound >= 1.0:
            lost = spoken_length(self._lost_sound)
            yield f"This machine could not keep up: {lost} of sound are missing from the recording."


def _unexpected() -> RealTalkError:
    return RealTalkError(
        "Something went wrong inside RealTalk while it recorded your talk.",
        "If it happens again, please report it with the lines that the terminal shows.",
    )
