"""What the newest analysed picture showed, ready to be drawn over the own picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from realtalk.media import AudioChunk, Frame
from realtalk.observations import EMOTIONS, EmotionObservation, Observation
from realtalk.session.overlay import DrawnFace, Overlay

if TYPE_CHECKING:
    from realtalk.perception.face import FaceAnalyzer
    from realtalk.perception.hands import HandsAnalyzer
    from realtalk.perception.posture import PostureAnalyzer
    from realtalk.session.senses import Thinned


class Canvas:
    """Stands last among the analyzers of a live talk, and puts together what the others found.

    `overlay` may be read from any thread: it is exchanged as a whole.
    """

    def __init__(self) -> None:
        self.overlay: Overlay | None = None
        self._looks: tuple[FaceAnalyzer, Thinned | None, HandsAnalyzer, PostureAnalyzer] | None = None

    def follow(
        self, faces: FaceAnalyzer, emotions: Thinned | None, hands: HandsAnalyzer, posture: PostureAnalyzer
    ) -> None:
        """The analyzers whose findings are drawn."""
        self._looks = faces, emotions, hands, posture

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if not isinstance(media, Frame) or self._looks is None:
            return ()
        faces, emotions, hands, posture = self._looks
        read = emotions.newest if emotions else ()
        looks = dict(_strongest(each) for each in read if isinstance(each, EmotionObservation))
        drawn = [DrawnFace(face.box, face.mesh, *looks.get(face.person, (None, None))) for face in faces.seen]
        self.overlay = Overlay(media.t, tuple(drawn), hands.seen, posture.seen)
        return ()

    def finish(self) -> Iterable[Observation]:
        self.overlay = None
        return ()


def _strongest(observation: EmotionObservation) -> tuple[int, tuple[str, float]]:
    index = max(range(len(EMOTIONS)), key=observation.probabilities.__getitem__)
    return observation.person, (EMOTIONS[index], observation.probabilities[index])
