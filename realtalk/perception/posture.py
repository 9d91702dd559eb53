"""How somebody holds themselves (MediaPipe's pose landmarker)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mediapipe.tasks.python import vision

from realtalk.media import AudioChunk, Frame
from realtalk.observations import Body, Observation, Point, PostureObservation
from realtalk.perception.mediapipe_task import Milliseconds, base_options, image
from realtalk.perception.rate import Rate

LONGEST = 384
"""Pixels of the long side that is searched: the model works on 256."""

VISIBLE = 0.5
"""MediaPipe's own estimate from which a joint counts as seen; below it its place is a guess."""

NOSE = 0
LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW, LEFT_WRIST, RIGHT_WRIST = 11, 12, 13, 14, 15, 16
LEFT_HIP, RIGHT_HIP = 23, 24
"""Points of the pose."""


class PostureAnalyzer:
    """The most prominent person's upper body, `per_second` times a second.

    `seen` is that of the newest analysed picture, that at `seen_at`, for drawing.
    """

    def __init__(self, per_second: float) -> None:
        self._rate = Rate(per_second)
        self.seen: Body | None = None
        self.seen_at = -1.0
        self._clock = Milliseconds()
        self._landmarker = vision.PoseLandmarker.create_from_options(
            vision.PoseLandmarkerOptions(
                base_options=base_options("pose_landmarker"), running_mode=vision.RunningMode.VIDEO
            )
        )

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if not isinstance(media, Frame) or not self._rate.due(media.t):
            return
        aspect = media.rgb.shape[1] / media.rgb.shape[0]
        result = self._landmarker.detect_for_video(image(media.rgb, LONGEST), self._clock.at(media.t))
        body = _body(result.pose_landmarks[0], aspect) if result.pose_landmarks else None
        self.seen, self.seen_at = body, media.t
        yield PostureObservation(media.t, body)

    def finish(self) -> Iterable[Observation]:
        self._landmarker.close()
        return ()


def _body(landmarks: Any, aspect: float) -> Body | None:
    def joint(index: int) -> Point | None:
        mark = landmarks[index]
        inside = 0 <= mark.x <= 1 and 0 <= mark.y <= 1
        return Point(float(mark.x) * aspect, float(mark.y)) if inside and mark.visibility >= VISIBLE else None

    nose, left, right = joint(NOSE), joint(LEFT_SHOULDER), joint(RIGHT_SHOULDER)
    if nose is None or left is None or right is None:
        return None
    limbs = [joint(i) for i in (LEFT_ELBOW, RIGHT_ELBOW, LEFT_WRIST, RIGHT_WRIST, LEFT_HIP, RIGHT_HIP)]
    return Body(nose, left, right, *limbs)
