"""Every metric, in the order in which people see them."""

from __future__ import annotations

from collections.abc import Mapping

from realtalk.metrics.conversation import INTERRUPTIONS, LONGEST_TURN, TALK_SHARE
from realtalk.metrics.emotion import EMOTION
from realtalk.metrics.face import EXPRESSIVENESS, FACE_VISIBLE, SMILE
from realtalk.metrics.fillers import FILLERS
from realtalk.metrics.gaze import EYE_CONTACT
from realtalk.metrics.gestures import GESTURES
from realtalk.metrics.grammar import GRAMMAR
from realtalk.metrics.loudness import LOUDNESS
from realtalk.metrics.metric import Metric, Reading, Unmeasured
from realtalk.metrics.movement import MOVEMENT
from realtalk.metrics.pace import ARTICULATION_RATE, SPEECH_RATE
from realtalk.metrics.pauses import PAUSES
from realtalk.metrics.picture import PICTURE
from realtalk.metrics.pitch import PITCH_VARIATION
from realtalk.metrics.posture import POSTURE
from realtalk.metrics.sentiment import SENTIMENT
from realtalk.metrics.structure import STRUCTURE
from realtalk.metrics.vocabulary import VOCABULARY
from realtalk.metrics.vocal_tone import VOCAL_TONE
from realtalk.metrics.voice_emotion import VOICE_EMOTION
from realtalk.timeline import Timeline

METRICS: tuple[Metric, ...] = (
    EYE_CONTACT,
    MOVEMENT,
    FILLERS,
    PAUSES,
    SPEECH_RATE,
    INTERRUPTIONS,
    VOCABULARY,
    STRUCTURE,
    SMILE,
    EXPRESSIVENESS,
    PITCH_VARIATION,
    LOUDNESS,
    GRAMMAR,
    SENTIMENT,
    VOCAL_TONE,
    GESTURES,
    FACE_VISIBLE,
    PICTURE,
    POSTURE,
    LONGEST_TURN,
    TALK_SHARE,
    ARTICULATION_RATE,
    VOICE_EMOTION,
    EMOTION,
)
"""What moves listeners most comes first: eye contact (.45 with ratings) and head movement (.43;
Martin-Raugh 2023), then fluency, unique words and smiles (Naim 2015), then voice and text; labels of
emotion predict least."""

_BY_KEY = {metric.key: metric for metric in METRICS}


def metric(key: str) -> Metric:
    """The metric of a key. Raises `KeyError` for a key that is not in the catalogue."""
    return _BY_KEY[key]


WORDLESS = frozenset(
    {metric.key for metric in METRICS if metric.group in ("Eyes and face", "Body", "Picture")}
    | {LOUDNESS.key, PITCH_VARIATION.key, VOICE_EMOTION.key}
)
"""What is measured of a picture, or of a sound whose speech is known, whatever words were said."""


def measure_all(
    timeline: Timeline, known: Mapping[str, Reading | Unmeasured] | None = None
) -> tuple[tuple[Metric, Reading | Unmeasured], ...]:
    """Every metric with its reading, or with why there is none, of a timeline focused on its speaker and
    calibrated. Those that are `known` by their key are not measured again.
    """
    known = known or {}
    return tuple((metric, known.get(metric.key) or metric.measure(timeline)) for metric in METRICS)
