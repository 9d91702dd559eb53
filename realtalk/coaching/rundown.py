"""The rundown: everything a speaker is told about one session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realtalk.capture.slides import Deck
from realtalk.coaching import advice
from realtalk.coaching.advice import Advice, Suggestion
from realtalk.coaching.guess import Guess
from realtalk.coaching.wording import counted
from realtalk.media import Span
from realtalk.metrics.emotion import steadied
from realtalk.metrics.metric import Metric, Reading, Series, Unmeasured
from realtalk.metrics.slides import Presented
from realtalk.metrics.speaker import Person, Voice
from realtalk.observations import (
    Correction,
    EmotionObservation,
    LanguageObservation,
    PersonaVoice,
    Sentence,
    VoiceTurn,
    Word,
)
from realtalk.timeline import Speaker, Timeline

VERSION = 1
"""Of the rundown's JSON; raised when a reader of the old one would misread the new one."""

ENOUGH = 5
"""Judged readings from which "all is well" may be said. House rule: fewer may simply have missed the
trouble."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody made by RealTalk who talked with the speaker, and when."""

    name: str
    turns: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Rundown:
    """Everything a speaker is told about one session, in the order they see it.

    `results` pairs every metric of the catalogue with its reading or with why there is none; `tracks` are
    the lanes of the chart by name; `pauses` the silences inside speech; `recording_notes`, those of `notes`
    that hold whoever is chosen, say what limits the evidence ("The file ends early; 12:10 of it could be
    read"). `guesses` are what the speaker guessed of themselves before they saw it. `slides` are those that
    were shown, None without. `others` are the words of everybody else, `companions` those of them whose names
    are known.
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
    recording_notes: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    slides: Presented | None = None
    companions: tuple[Companion, ...] = ()

    @property
    def deck(self) -> Deck | None:
        """The slides that were shown; None without."""
        return self.slides.deck if self.slides is not None else None

    def said_by(self, word: Word) -> str:
        """Who said a word of the others'; "" where that is not known."""
        at = word.span.middle
        return next((c.name for c in self.companions if any(turn.contains(at) for turn in c.turns)), "")


def make_rundown(
    *,
    file: str,
    duration: float,
    has_video: bool,
    has_audio: bool,
    timeline: Timeline,
    full_timeline: Timeline,
    people: Sequence[Person],
    voices: Sequence[Voice],
    results: Sequence[tuple[Metric, Reading | Unmeasured]],
    tracks: Mapping[str, Series],
    pauses: Sequence[Span],
    notes: Sequence[str],
) -> Rundown:
    """The rundown of one session.

    `file` is the recording's own name without its folder. `timeline` is focused on the speaker and
    calibrated, `full_timeline` holds everybody. `results`, `tracks` and `pauses` were measured on `timeline`.
    Where nothing could be judged there is no strength, no priority and no drill, and a note says so.
    """
    words = tuple(timeline.track(Word))
    corrections = tuple(timeline.track(Correction))
    readings = [(metric, result) for metric, result in results if isinstance(result, Reading)]
    strength = advice.strength(readings, words, duration)
    chosen = advice.priority(readings, duration)
    return Rundown(
        file=file,
        duration=duration,
        has_video=has_video,
        has_audio=has_audio,
        language=_language(full_timeline),
        speaker=timeline.speaker or Speaker(None, None),
        people=tuple(people),
        voices=tuple(voices),
        strength=strength,
        priority=chosen[1] if chosen else None,
        drill=advice.drill(*chosen[0]) if chosen else None,
        results=tuple(results),
        suggestions=advice.suggestions(readings, words, corrections, duration),
        words=words,
        others=_others(words, full_timeline),
        companions=_companions(full_timeline),
        sentences=tuple(timeline.track(Sentence)),
        corrections=corrections,
        pauses=tuple(pauses),
        emotions=steadied(timeline.track(EmotionObservation)),
        tracks=dict(tracks),
        recording_notes=tuple(notes),
        notes=(*notes, *_said_of_advice(strength, bool(advice.in_need(readings)), readings)),
    )


def _language(timeline: Timeline) -> str | None:
    """The language heard for the longest time, weighed by how sure the recogniser was."""
    heard: defaultdict[str, float] = defaultdict(float)
    for found in timeline.track(LanguageObservation):
        heard[found.language] += max(found.span.duration, 0.1) * found.probability
    return max(sorted(heard), key=lambda language: heard[language], default=None)


def _others(words: Sequence[Word], full: Timeline) -> tuple[Word, ...]:
    """The words that were not the speaker's."""
    mine = {(word.span, word.text) for word in words}
    return tuple(word for word in full.track(Word) if (word.span, word.text) not in mine)


def _companions(full: Timeline) -> tuple[Companion, ...]:
    turns = full.track(VoiceTurn)
    return tuple(
        Companion(persona.name, tuple(turn.span for turn in turns if turn.voice == persona.voice))
        for persona in full.track(PersonaVoice)
    )


def _said_of_advice(
    strength: Advice | None, to_work_on: bool, readings: Sequence[tuple[Metric, Reading]]
) -> tuple[str, ...]:
    judged = sum(reading.band is not None for _, reading in readings)
    if not judged:
        return (
            "There was too little to see or hear for advice. A minute of talking to the camera, with the"
            " microphone on, is enough.",
        )
    if strength is None:
        return ("Nothing stands out as a strength yet. All of this can be practised, one thing at a time.",)
    if not to_work_on and judged < ENOUGH:
        return (f"Only {counted(judged, 'reading')} could be judged here. A minute of talking tells more.",)
    if not to_work_on:
        return ("All that could be judged is where listeners like it. Keep doing what you do.",)
    return ()
