"""The words the speaker said, as metrics count them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from realtalk.metrics.sampling import overlaps
from realtalk.metrics.turns import speech
from realtalk.observations import LanguageObservation, Word
from realtalk.timeline import Timeline

HESITATIONS = frozenset({"um", "umm", "uh", "uhh", "uhm", "er", "err", "erm", "hm", "hmm", "mm", "mmm", "ah", "eh"})
"""Sounds of thinking: fillers, but not words."""

SURE = 0.5
"""The probability from which the recogniser's word on the language is taken. House rule: more likely than not."""

LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ms": "Malay", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "yue": "Cantonese", "zh": "Chinese",
}  # fmt: skip

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_END = re.compile(r"(?<!\.)[.?!][\"'”’)\]]*$")
"""A full stop, question or exclamation mark ends a sentence; an ellipsis trails off within it."""


def plain(text: str) -> str:
    """A word in lower case without its punctuation.

    >>> plain("Don’t,")
    "don't"
    """
    return _EDGES.sub("", text.strip().replace("’", "'").lower())


def ends_sentence(word: Word) -> bool:
    """Whether a word closes a sentence, by its punctuation."""
    return _END.search(word.text.strip()) is not None


def spoken(timeline: Timeline) -> list[Word]:
    """The speaker's words without hesitations."""
    return [w for w in timeline.track(Word) if (text := plain(w.text)) and text not in HESITATIONS]


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


def timed(words: Sequence[Word]) -> bool:
    """Whether most of the words have times of their own, so that findings can be placed in time."""
    return 2 * sum(word.timed for word in words) > len(words)
