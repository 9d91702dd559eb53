"""The colours of charts and bands: one hue a metric wherever it is drawn.

Every hue of `HUES` has a contrast of at least 3:1 against both page colours, so that a metric keeps its
colour in light and dark; neighbours in the chart differ in lightness as well as hue.
"""

from __future__ import annotations

PAGE = {"light": "#fbf8f3", "dark": "#1b1815"}
INK = {"light": "#2c2621", "dark": "#eee7dc"}
QUIET = {"light": "#6f655a", "dark": "#aea496"}
GRID = {"light": "#e6ddcf", "dark": "#38322b"}

HUES = {
    "pace": "#3a84b0",
    "pitch": "#9a6fc0",
    "loudness": "#b5792c",
    "eye_contact": "#2f9183",
    "emotion": "#bd6684",
    "voice_emotion": "#6f7ec4",
    "fillers": "#a5694f",
    "pauses": "#7d8792",
    "expressiveness": "#8f8a2c",
    "movement": "#5f8f3e",
    "moments": "#7c7f8f",
}

EMOTION_HUES = {
    "angry": "#915635",
    "disgust": "#79986e",
    "fear": "#9283db",
    "happy": "#a77f06",
    "sad": "#326998",
    "surprise": "#049190",
    "neutral": "#676462",
}
"""One hue an emotion, on the own picture and in charts, none of them red.

Each has a contrast of 3:1 against both page colours. Any two differ by at least 12 in CIEDE2000 to people
with any kind of colour vision (Machado and others 2009, full severity).
"""

METRIC_LANE = {
    "speech_rate": "pace",
    "articulation_rate": "pace",
    "pitch_variation": "pitch",
    "loudness": "loudness",
    "eye_contact": "eye_contact",
    "emotion": "emotion",
    "voice_emotion": "voice_emotion",
    "vocal_tone": "voice_emotion",
    "fillers": "fillers",
    "pauses": "pauses",
    "expressiveness": "expressiveness",
    "movement": "movement",
}
"""The lane of the timeline that a metric belongs to; the others share "moments"."""


def hue(metric: str) -> str:
    """The colour of a metric, by its key or its lane's."""
    return HUES.get(METRIC_LANE.get(metric, metric), HUES["moments"])
