"""What one browser is to show of a partner: told in order, and asked back what was really heard."""

from __future__ import annotations

import json
import struct
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from realtalk.partner.face.motion import Motion
from realtalk.partner.speech.speech import RATE, Speech

REMEMBERED = 2000
"""Events that are kept for a browser that comes back: more than an hour of talk."""

KEPT = 40
"""Clips that are kept: what a browser has not fetched after so many more it never will."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A sentence to be said: its sound and the face's motion."""

    number: int
    speech: Speech
    motion: Motion

    def packed(self) -> bytes:
        """As the browser reads it: four bytes of length, a JSON header of as many, 16-bit sound, float32
        rows.
        """
        header = json.dumps(
            {
                "number": self.number,
                "rate": RATE,
                "samples": len(self.speech.pcm),
                "rows": len(self.motion.values),
            }
        ).encode()
        header += b" " * (-(len(header) + 4) % 4)
        pcm = np.clip(self.speech.pcm * 32767, -32768, 32767).astype("<i2")
        pcm = np.pad(pcm, (0, len(pcm) % 2))
        rows = self.motion.values.astype("<f4")
        return struct.pack("<I", len(header)) + header + pcm.tobytes() + rows.tobytes()


class Stage:
    """Between a conversation and its browser. Any thread may call anything."""

    def __init__(self) -> None:
        self._events: deque[dict[str, Any]] = deque(maxlen=REMEMBERED)
        self._clips: dict[int, Clip] = {}
        self._count = 0
        self._clip_count = 0
        self._lock = threading.Lock()
        self._watchers = 0
        self._seen_at = time.monotonic()

    def tell(self, kind: str, **what: Any) -> int:
        """Let the browser know something; its number."""
        with self._lock:
            self._count += 1
            self._events.append({"n": self._count, "kind": kind, **what})
            return self._count

    def say(self, speech: Speech, motion: Motion, **what: Any) -> Clip:
        """Let the browser say a sentence after those before it."""
        with self._lock:
            self._clip_count += 1
            clip = Clip(self._clip_count, speech, motion)
            self._clips[clip.number] = clip
            for old in [number for number in self._clips if number <= clip.number - KEPT]:
                del self._clips[old]
        self.tell("say", clip=clip.number, seconds=round(speech.duration, 3), text=speech.text, **what)
        return clip

    def clip(self, number: int) -> Clip | None:
        """A sentence by its number; None for one that is long past."""
        return self._clips.get(number)

    @property
    def told(self) -> int:
        """The number of the newest event."""
        return self._count

    def after(self, number: int) -> list[dict[str, Any]]:
        """What is to be known after the event of this number."""
        with self._lock:
            if number >= self._count:
                return []
            return [event for event in self._events if event["n"] > number]

    def watched(self, more: int) -> None:
        """A browser began (1) or ceased (-1) to look."""
        with self._lock:
            self._watchers += more
            self._seen_at = time.monotonic()

    @property
    def alone_for(self) -> float:
        """Seconds since the last browser looked; 0 while one does."""
        with self._lock:
            return 0.0 if self._watchers > 0 else time.monotonic() - self._seen_at


def packed_idle(motions: Mapping[str, Motion]) -> bytes:
    """How the face moves while it says nothing, by state, as the browser reads it: as a clip is, without
    sound.
    """
    header = json.dumps({name: len(motion.values) for name, motion in motions.items()}).encode()
    header += b" " * (-(len(header) + 4) % 4)
    rows = b"".join(motion.values.astype("<f4").tobytes() for motion in motions.values())
    return struct.pack("<I", len(header)) + header + rows


def as_told(told: dict[str, Any]) -> tuple[str, int, float] | None:
    """What a browser sent, checked; None for what makes no sense."""
    kind, clip, seconds = told.get("kind"), told.get("clip"), told.get("seconds", 0.0)
    if kind not in ("began", "ended", "stopped") or not isinstance(clip, int):
        return None
    if not isinstance(seconds, int | float) or not 0 <= seconds < 600:
        return None
    return kind, clip, float(seconds)
