"""From everything observed to the rundown: the same for a recording and a live talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from realtalk.capture.slides import Deck
from realtalk.coaching.guess import Guess
from realtalk.coaching.rundown import Rundown, make_rundown
from realtalk.language.structure import answer_parts, kind_of
from realtalk.language.transcript import understand
from realtalk.media import meeting
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.catalogue import WORDLESS as WORDLESS_METRICS
from realtalk.metrics.catalogue import measure_all
from realtalk.metrics.language import reads_english
from realtalk.metrics.metric import Reading, Series, Unmeasured
from realtalk.metrics.pauses import pauses
from realtalk.metrics.slides import presented
from realtalk.metrics.speaker import choose, people, voices
from realtalk.metrics.tracks import WORDLESS as WORDLESS_LANES
from realtalk.metrics.tracks import tracks
from realtalk.observations import AnswerPart, Asked, Correction, Sentence, SpeechSpan, Word
from realtalk.perception.wordless import wordless
from realtalk.timeline import Speaker, Timeline

WORTH_TELLING = 3.0
"""Seconds of speech without a word from which the speaker is told. House rule: about eight words at an easy
pace."""


@dataclass(frozen=True, slots=True)
class Source:
    """What was recorded: its `name` as the user knows it, seconds, whether there was picture and sound.

    `notes` say what limits the evidence. `deck` are the slides that were shown, None without.
    """

    name: str
    duration: float
    has_video: bool
    has_audio: bool
    notes: tuple[str, ...]
    deck: Deck | None = None


def source_of(rundown: Rundown) -> Source:
    """What a rundown was made of."""
    return Source(
        rundown.file, rundown.duration, rundown.has_video, rundown.has_audio, rundown.recording_notes,
        rundown.deck,
    )  # fmt: skip


def read_words(timeline: Timeline) -> Timeline:
    """The timeline with fillers marked, sentences and corrections; unchanged where the words are not
    English.
    """
    if not timeline.track(Word) or not reads_english(timeline):
        return timeline
    understood = [understand(said) for said in _by_voice(timeline)]
    timeline = timeline.replaced(Word, (word for each in understood for word in each.words))
    timeline = timeline.replaced(Sentence, (sentence for each in understood for sentence in each.sentences))
    return timeline.replaced(Correction, (slip for each in understood for slip in each.corrections))


def _by_voice(timeline: Timeline) -> list[list[Word]]:
    """Each voice's words apart, so that no sentence is made of two people's."""
    said: dict[int | None, list[Word]] = {}
    for word in timeline.track(Word):
        said.setdefault(timeline.voice_at(word.span.middle), []).append(word)
    return list(said.values())


def assess(
    timeline: Timeline,
    source: Source,
    speaker: Speaker | None = None,
    guesses: Sequence[Guess] = (),
    *,
    before: Rundown | None = None,
) -> Rundown:
    """The rundown of one speaker, by default the one that the evidence points to.

    A baseline in the timeline's calibration is taken as that speaker's, and so are `guesses`. `before` is the
    same speaker's rundown of the same session with other words: what does not depend on these is taken from
    there.
    """
    speaker = speaker or choose(timeline)
    focused = timeline.focus(speaker)
    focused = read_answer(focused.calibrated(calibrate(focused)), source.name)
    readings: dict[str, Reading | Unmeasured] = {}
    lanes: dict[str, Series] = {}
    if before is not None and focused.track(SpeechSpan):
        readings = {m.key: r for m, r in before.results if m.key in WORDLESS_METRICS}
        lanes = {name: lane for name, lane in before.tracks.items() if name in WORDLESS_LANES}
    rundown = make_rundown(
        file=source.name,
        duration=source.duration,
        has_video=source.has_video,
        has_audio=source.has_audio,
        notes=source.notes,
        timeline=focused,
        full_timeline=timeline,
        people=people(timeline),
        voices=voices(timeline),
        results=measure_all(focused, readings),
        tracks=tracks(focused, lanes),
        pauses=pauses(focused),
    )
    notes = (*rundown.notes, *_not_understood(focused))
    rundown = replace(rundown, notes=notes, guesses=tuple(guesses))
    return rundown if source.deck is None else with_slides(timeline, rundown, source.deck)


def with_slides(timeline: Timeline, rundown: Rundown, deck: Deck) -> Rundown:
    """The rundown of a session with the slides that were shown in it."""
    return replace(rundown, slides=presented(deck, timeline.focus(rundown.speaker)))


def read_answer(timeline: Timeline, title: str) -> Timeline:
    """The timeline with what was asked, where its `title` is a question, and the parts of the speaker's
    answer.
    """
    kind = kind_of(title)
    if kind is not None:
        timeline = timeline.replaced(Asked, [Asked(timeline.span, title, kind)])
    if kind not in (None, "story") or not reads_english(timeline):
        return timeline
    asked = timeline.track(Asked)
    if len(asked) > 1:
        answers = (timeline.between(each.span) for each in asked if each.kind == "story")
        return timeline.replaced(
            AnswerPart, (part for answer in answers for part in answer_parts(answer.track(Word)))
        )
    return timeline.replaced(AnswerPart, answer_parts(timeline.track(Word)))


def reworded(timeline: Timeline, rundown: Rundown) -> Rundown:
    """The rundown of the same session after some of its words were put right."""
    return assess(timeline, source_of(rundown), rundown.speaker, rundown.guesses, before=rundown)


def _not_understood(timeline: Timeline) -> Iterator[str]:
    speech, words = [each.span for each in timeline.track(SpeechSpan)], timeline.track(Word)
    missed = sum(
        each.overlap(stretch) for stretch in wordless(speech, words) for each in meeting(speech, stretch)
    )
    if words and missed >= WORTH_TELLING:
        yield (
            f"For {missed:.0f} seconds of your speech no word was understood. "
            "Your pace and your words are told from the rest."
        )
