"""Hands in view (MediaPipe's hand landmarker)."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from mediapipe.tasks.python import vision
from numpy.typing import NDArray

from realtalk.media import AudioChunk, Frame
from realtalk.observations import Hand, HandsObservation, Observation, Point
from realtalk.perception.mediapipe_task import Milliseconds, base_options, image
from realtalk.perception.rate import Rate

IDLE = 2.0
"""Looks a second while no hand is in view: finding one costs twice as much as following it."""

LONGEST = 640
"""Pixels of the long side that is searched: enough for hands at arm's length from a webcam."""

WRIST, MIDDLE_KNUCKLE = 0, 9
"""Points of the hand."""

OWN_SIDE = {"Left": "right", "Right": "left"}
"""MediaPipe names hands as in a mirror; a recording shows people as others see them."""


class HandsAnalyzer:
    """Up to two hands, `per_second` times a second while there are any, else `idle_per_second` times.

    `seen` holds the joints of the hands in the newest analysed picture, that at `seen_at`, for drawing: each
    `(21, 2)` in picture heights.
    """

    def __init__(self, per_second: float, idle_per_second: float = IDLE) -> None:
        self._rate, self._idle_rate = Rate(per_second), Rate(idle_per_second)
        self.seen: tuple[NDArray[np.float32], ...] = ()
        self.seen_at = -1.0
        self._in_view = False
        self._clock = Milliseconds()
        self._landmarker = vision.HandLandmarker.create_from_options(
            vision.HandLandmarkerOptions(
                base_options=base_options("hand_landmarker"),
                running_mode=vision.RunningMode.VIDEO,
                num_hands=2,
            )
        )

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if not isinstance(media, Frame):
            return
        due, idle_due = self._rate.due(media.t), self._idle_rate.due(media.t)
        if not (due if self._in_view else idle_due):
            return
        aspect = media.rgb.shape[1] / media.rgb.shape[0]
        result = self._landmarker.detect_for_video(image(media.rgb, LONGEST), self._clock.at(media.t))
        hands: list[Hand] = []
        joints: list[NDArray[np.float32]] = []
        for landmarks, sides in zip(result.hand_landmarks, result.handedness, strict=True):
            points = [Point(float(p.x) * aspect, float(p.y)) for p in landmarks]
            wrist, knuckle = points[WRIST], points[MIDDLE_KNUCKLE]
            centre = Point(sum(p.x for p in points) / len(points), sum(p.y for p in points) / len(points))
            size = math.hypot(wrist.x - knuckle.x, wrist.y - knuckle.y)
            hands.append(Hand(OWN_SIDE[str(sides[0].category_name)], wrist, centre, size))
            joints.append(np.array([(p.x, p.y) for p in points], np.float32))
        self._in_view = bool(hands)
        self.seen, self.seen_at = tuple(joints), media.t
        yield HandsObservation(media.t, tuple(hands))

    def finish(self) -> Iterable[Observation]:
        self._landmarker.close()
        return ()
