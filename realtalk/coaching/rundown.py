"""The rundown: everything a speaker is told about one session."""

from __future__ import annotations

from dataclasses import dataclass

from realtalk.media import Span
from realtalk.metrics.metric import Metric, Reading, Series, Unmeasured
from realtalk.observations import Correction, EmotionObservation, Sentence, Word
from realtalk.timeline import Speaker

VERSION = 1
"""Of the rundown's JSON; raised when a reader of the old one would misread the new one."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One of the three cards. `clip` is the stretch to play, None where no single moment shows it."""

    title: str
    text: str
    metric: str
    clip: Span | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to try next time, quoting the speaker's own moment."""

    text: str
    metric: str
    quote: str | None
    clip: Span | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody seen in the recording: `share` of the pictures they are in, and one picture's box to tell them by."""

    person: int
    share: float
    best_at: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody heard in the recording: the seconds they spoke, and a stretch to listen to."""

    voice: int
    seconds: float
    sample: Span


@dataclass(frozen=True, slots=True)
class Rundown:
    """Everything a speaker is told about one session, in the order they see it.

    `results` pairs every metric of the catalogue with its reading or with why there is none; `tracks` are
    the lanes of the chart by name; `pauses` the silences inside speech; `notes` say what limits the evidence
    ("The file ends early; 12:10 of it could be read").
    """

    file: str
    duration: float
    has_video: bool
    has_audio: bool
    language: str | None
    speaker: Speaker
    people: tuple[Person, ...]
    voices: tuple[Voice, ...]
    strength: Advice | None
    priority: Advice | None
    drill: Advice | None
    results: tuple[tuple[Metric, Reading | Unmeasured], ...]
    suggestions: tuple[Suggestion, ...]
    words: tuple[Word, ...]
    others: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    corrections: tuple[Correction, ...]
    pauses: tuple[Span, ...]
    emotions: tuple[EmotionObservation, ...]
    tracks: dict[str, Series]
    notes: tuple[str, ...]
