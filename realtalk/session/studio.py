"""One browser tab's camera and microphone: their callbacks, whoever listens to them now."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from realtalk.capture.webrtc import Tracks
from realtalk.errors import RealTalkError
from realtalk.session.live import LiveSession
from realtalk.session.overlay import Overlay, draw

logger = logging.getLogger(__name__)

FLOWING = 2.0
"""Seconds since the last picture or sound within which a stream is there."""

REMEMBERED = 1000
"""Callbacks whose times are kept, for the status and the benchmark: about a minute of pictures."""

AWAITED = 64
"""Pictures whose overlay may still come: several seconds of them."""


class Studio:
    """Hands every picture and every sound to the session that attends, and gives the own picture back.

    The picture is mirrored, as people know themselves. Nothing that goes wrong here leaves a callback: an
    exception there freezes the video without a word, so it is kept as `trouble`.
    """

    def __init__(self) -> None:
        self._tracks = Tracks()
        self._tracking = threading.Lock()
        self._live: LiveSession | None = None
        self._last = 0.0
        self._waiting: dict[float, float] = {}
        self._drawn: Overlay | None = None
        self.show_everything = False
        """Whether boxes, meshes, hands and pose are drawn."""
        self.trouble: RealTalkError | None = None
        self.took: deque[float] = deque(maxlen=REMEMBERED)
        """Seconds that the newest callbacks took."""
        self.delays: deque[float] = deque(maxlen=REMEMBERED)
        """Seconds from the arrival of a picture to its findings on the screen's own picture."""

    def attend(self, live: LiveSession | None) -> None:
        """Who gets picture and sound from now on."""
        self._live, self._drawn, self._waiting, self.trouble = live, None, {}, None
        if live is not None:
            live.source = self

    def flowing(self) -> bool:
        """Whether picture or sound came just now."""
        return time.monotonic() - self._last < FLOWING

    def on_video(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Take in a picture; the own picture to show."""
        arrived = self._last = time.monotonic()
        try:
            with self._tracking:
                seen = self._tracks.picture(frame, arrived)
            live = self._listener()
            t = live.picture(seen) if live is not None else None
            own = np.asarray(cv2.flip(seen.rgb, 1), np.uint8)
            if live is not None:
                self._draw(own, live.overlay, t, arrived)
            shown = av.VideoFrame.from_numpy_buffer(own, format="rgb24")
        except Exception:
            self._tell()
            return frame
        self.took.append(time.monotonic() - arrived)
        return shown

    def on_audio(self, frame: av.AudioFrame) -> None:
        """Take in a piece of sound."""
        arrived = self._last = time.monotonic()
        try:
            with self._tracking:
                heard = self._tracks.sound(frame, arrived)
            if (live := self._listener()) is not None:
                live.sound(heard)
        except Exception:
            self._tell()
        self.took.append(time.monotonic() - arrived)

    def on_ended(self) -> None:
        """The stream was stopped, or the page left: a talk that goes on ends soon, unless it is renewed."""
        if (live := self._listener()) is not None:
            live.closed()

    def _listener(self) -> LiveSession | None:
        """Who attends, unless another tab has taken over."""
        live = self._live
        return live if live is not None and live.source is self else None

    def _draw(self, own: NDArray[np.uint8], overlay: Overlay | None, t: float | None, arrived: float) -> None:
        if t is not None:
            self._waiting[t] = arrived
            if len(self._waiting) > AWAITED:
                del self._waiting[next(iter(self._waiting))]
        if overlay is None:
            return
        if self.show_everything:
            draw(own, overlay, mirrored=True)
        if overlay is not self._drawn:
            self._drawn = overlay
            came = self._waiting.get(overlay.t)
            if came is not None:
                self.delays.append(time.monotonic() - came)
        self._waiting = {each: came for each, came in [*self._waiting.items()][-AWAITED:] if each > overlay.t}

    def _tell(self) -> None:
        if self.trouble is None:
            logger.exception("a camera callback broke")
            self.trouble = RealTalkError(
                "RealTalk stumbled over what the camera or microphone sent.",
                "Your talk goes on. If the picture stands still, stop and start again.",
                retryable=True,
            )
