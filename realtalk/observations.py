"""What perception sees and hears, as numbers and words: never pixels, never sound.

Positions are in picture heights from the upper left corner (x to the right, y down), so that angles and
distances hold for any shape of picture. Angles are in degrees; left and right are the speaker's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from realtalk.media import Span

EMOTIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""The seven facial emotions, in the order of `EmotionObservation.probabilities`."""

VOICE_EMOTIONS = ("neutral", "happy", "nervous")
"""What a voice may sound like, in the order of `VoiceEmotionObservation.scores`."""

BLENDSHAPES = (
    "_neutral", "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
    "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "eyeBlinkLeft", "eyeBlinkRight", "eyeLookDownLeft",
    "eyeLookDownRight", "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight",
    "eyeLookUpLeft", "eyeLookUpRight", "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight",
    "jawForward", "jawLeft", "jawOpen", "jawRight", "mouthClose", "mouthDimpleLeft", "mouthDimpleRight",
    "mouthFrownLeft", "mouthFrownRight", "mouthFunnel", "mouthLeft", "mouthLowerDownLeft",
    "mouthLowerDownRight", "mouthPressLeft", "mouthPressRight", "mouthPucker", "mouthRight",
    "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthSmileLeft",
    "mouthSmileRight", "mouthStretchLeft", "mouthStretchRight", "mouthUpperUpLeft", "mouthUpperUpRight",
    "noseSneerLeft", "noseSneerRight",
)  # fmt: skip
"""MediaPipe's 52 facial movements, each 0..1, in the order of `FaceObservation.blendshapes`."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in picture heights: upper left corner, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True, slots=True)
class PictureObservation:
    """One analysed picture, whether or not anybody was in it: the evidence that we looked.

    `aspect` is width / height; `light` the mean brightness 0..1; `faces` how many people were found.
    """

    t: float
    aspect: float
    light: float
    faces: int


@dataclass(frozen=True, slots=True, eq=False)
class FaceObservation:
    """One person's face in one picture. `person` is the same number for the same person throughout.

    `blendshapes` is `(52,)` float32, or None for a face turned away or too small to read (then the head
    angles and `lips` are None as well). Head angles are against the line from the face to the lens: yaw
    positive to the speaker's left, pitch positive up, roll positive towards the speaker's left shoulder;
    all uncalibrated. `lips` is the gap between the lips over the height of the face. `light` and
    `sharpness` are those of the face: mean brightness 0..1, and the variance of the Laplacian of the face
    scaled to 128 pixels across.
    """

    t: float
    person: int
    box: Box
    score: float
    blendshapes: NDArray[np.float32] | None
    yaw: float | None
    pitch: float | None
    roll: float | None
    lips: float | None
    light: float
    sharpness: float

    def blendshape(self, name: str) -> float | None:
        """One facial movement, 0..1, by MediaPipe's name."""
        return None if self.blendshapes is None else float(self.blendshapes[BLENDSHAPES.index(name)])


@dataclass(frozen=True, slots=True)
class GazeObservation:
    """Where a person looked, against the lens, in degrees and uncalibrated; absent while the eyes are
    closed.
    """

    t: float
    person: int
    yaw: float
    pitch: float


@dataclass(frozen=True, slots=True)
class EmotionObservation:
    """How likely each of `EMOTIONS` was on a person's face; the seven sum to 1."""

    t: float
    person: int
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand: `side` is "left" or "right"; `size` the length from wrist to middle knuckle."""

    side: str
    wrist: Point
    centre: Point
    size: float


@dataclass(frozen=True, slots=True)
class HandsObservation:
    """The hands in one analysed picture; an empty tuple is evidence that none was in view."""

    t: float
    hands: tuple[Hand, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The joints of the upper body that stand out enough to be trusted; None for those that do not."""

    nose: Point
    left_shoulder: Point
    right_shoulder: Point
    left_elbow: Point | None
    right_elbow: Point | None
    left_wrist: Point | None
    right_wrist: Point | None
    left_hip: Point | None
    right_hip: Point | None


@dataclass(frozen=True, slots=True)
class PostureObservation:
    """The most prominent body in one analysed picture; None where none could be read."""

    t: float
    body: Body | None


@dataclass(frozen=True, slots=True, eq=False)
class VoiceObservation:
    """About a second of level and pitch, sampled every `hop` seconds from `t`.

    `level` is `(n,)` in dB of full scale (silence is -100), NaN where another person spoke; `pitch` is
    `(n,)` in hertz, NaN where no voice was heard.
    """

    t: float
    hop: float
    level: NDArray[np.float32]
    pitch: NDArray[np.float32]

    @property
    def span(self) -> Span:
        return Span(self.t, self.t + self.hop * len(self.level))

    def times(self) -> NDArray[np.float64]:
        """The time of each sample, `(n,)` seconds."""
        return self.t + self.hop * np.arange(len(self.level), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class SpeechSpan:
    """A stretch in which somebody spoke without a break of 0.25 s or more."""

    span: Span


@dataclass(frozen=True, slots=True)
class VoiceTurn:
    """A stretch spoken by one voice; the same number is the same voice throughout."""

    span: Span
    voice: int


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word with its punctuation. `filler` marks hesitations ("um") and discourse fillers
    ("like").

    `timed` is False where the recogniser gave no times and they were spread over the phrase. `by_hand` says
    that the speaker put the word, or its `filler`, right: nothing else changes it from then on.
    """

    text: str
    span: Span
    probability: float
    filler: bool = False
    timed: bool = True
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class VoiceEmotionObservation:
    """What a stretch of speech sounded like: a score for each of `VOICE_EMOTIONS`, uncalibrated.

    A score is the logarithm of a likelihood up to a constant; a speaker's own neutral scores are to be taken
    off before they are compared.
    """

    span: Span
    scores: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class SlideShown:
    """A slide of a presentation, counted from 1, and when it was on the screen. `deck` is the mark of the
    slides it belongs to, empty where it is not known.
    """

    span: Span
    slide: int
    deck: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the transcript. `sentiment` is VADER's compound score, -1..1, fillers removed first."""

    span: Span
    text: str
    sentiment: float


ANSWER_PARTS = ("situation", "task", "action", "result")
"""The parts of an answer about one's own past, in the order in which they are told (STAR)."""

TALK_PARTS = ("opening", "preview", "signposts", "close")
"""The parts that lead listeners through a presentation."""


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """Words that show a part of an answer: `part` is one of `ANSWER_PARTS` or `TALK_PARTS`."""

    span: Span
    part: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was to be said: a `question`, and whether it asks for a "story" of the speaker's own past, for a
    "presentation", or for "other" things.
    """

    span: Span
    question: str
    kind: str


@dataclass(frozen=True, slots=True)
class PersonaVoice:
    """Somebody made by RealTalk who takes part in a conversation: their `name`, and the number of their
    `voice` among the turns.
    """

    span: Span
    voice: int
    name: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A grammatical slip: `text` could better be `suggestion`; `message` says why."""

    span: Span
    text: str
    suggestion: str
    message: str


@dataclass(frozen=True, slots=True)
class LanguageObservation:
    """The language heard in a stretch, as an ISO 639-1 code, and how sure the recogniser was, 0..1."""

    span: Span
    language: str
    probability: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch whose sound or picture is missing, and why."""

    span: Span
    reason: str


Observation: TypeAlias = (
    PictureObservation | FaceObservation | GazeObservation | EmotionObservation | HandsObservation
    | PostureObservation | VoiceObservation | SpeechSpan | VoiceTurn | Word | Sentence | Correction
    | LanguageObservation | Gap | VoiceEmotionObservation | SlideShown | AnswerPart | Asked
    | PersonaVoice
)  # fmt: skip


def span_of(observation: Observation) -> Span:
    """When it was observed; an instant is a span of no length."""
    span = getattr(observation, "span", None)
    return span if isinstance(span, Span) else Span(observation.t, observation.t)  # type: ignore[union-attr]
