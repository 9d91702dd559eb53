"""Whether the language heard is one that RealTalk reads."""

from __future__ import annotations

import numpy as np

from realtalk.metrics.sampling import overlaps
from realtalk.metrics.turns import speech
from realtalk.observations import LanguageObservation
from realtalk.timeline import Timeline

SURE = 0.5
"""The probability from which the recogniser's word on the language is taken. House rule: more likely than
not."""

LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ms": "Malay",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "yue": "Cantonese",
    "zh": "Chinese",
}  # fmt: skip


def reads_english(timeline: Timeline) -> bool:
    """Whether the words can be read: most of the speech was in English, or nothing is known against it."""
    return foreign(timeline) is None


def foreign(timeline: Timeline) -> str | None:
    """Why the words cannot be read, where most of the speech was in another language than English."""
    heard = [o for o in timeline.track(LanguageObservation) if o.probability >= SURE]
    if not heard:
        return None
    starts = np.array([o.span.start for o in heard], dtype=np.float64)
    ends = np.array([o.span.end for o in heard], dtype=np.float64)
    weights = overlaps(speech(timeline), starts, ends)
    if weights.sum() <= 0:
        weights = np.maximum(ends - starts, 1e-6)
    shares: dict[str, float] = {}
    for observation, weight in zip(heard, weights, strict=True):
        shares[observation.language] = shares.get(observation.language, 0.0) + float(weight)
    most = max(shares, key=lambda language: shares[language])
    if shares.get("en", 0.0) >= sum(shares.values()) / 2:
        return None
    name = LANGUAGES.get(most if most != "en" else next(k for k in shares if k != "en"), "another language")
    return f"RealTalk reads English; this recording sounds like {name}."
