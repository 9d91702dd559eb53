"""How clean the grammar is."""

from __future__ import annotations

from realtalk.media import total
from realtalk.metrics.evidence import no_words
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.signals import coverage
from realtalk.metrics.words import spoken
from realtalk.observations import Correction, Sentence
from realtalk.timeline import Timeline

GOOD, FAIR = 9.0, 7.0
"""Scores: one slip in a hundred words is good, three are to be watched. House rule."""

LEAST_WORDS = 30
"""Words under which no score is told. House rule: two or three sentences."""

ENOUGH_WORDS = 100
"""Words from which one slip or none is judged; more slips are in fewer words, too. House rule: in a hundred
words, one slip takes a single point."""


def _grammar(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_words("grammar", timeline, LEAST_WORDS):
        return missing
    sentences = timeline.track(Sentence)
    if not sentences:
        return Unmeasured("grammar", "The grammar of this session was not checked.")
    corrections = timeline.track(Correction)
    per_hundred = 100.0 * len(corrections) / len(spoken(timeline))
    score = max(0.0, 10.0 - per_hundred)
    told = len(corrections) > 1 or len(spoken(timeline)) >= ENOUGH_WORDS
    band = Band.GOOD if score >= GOOD else Band.WATCH if score >= FAIR else Band.WORK
    return Reading(
        "grammar",
        score,
        timeline.span,
        coverage(total(sentence.span for sentence in sentences), timeline.span),
        band if told else None,
        tuple(Moment(c.span, f"“{c.text}” could be “{c.suggestion}”: {c.message}") for c in corrections),
        (
            Detail("Corrections", float(len(corrections)), "corrections"),
            Detail("Corrections per 100 words", per_hundred, "per 100 words"),
        ),
    )


GRAMMAR = Metric(
    key="grammar",
    title="Grammar",
    group="Words",
    unit="of 10",
    definition="How clean your grammar is, where each correction in a hundred words takes one point off ten.",
    ideal=Range(GOOD, None),
    plausible=Range(0.0, 10.0),
    source="House rule: 10 less the corrections per 100 words, so that a score means the same for short "
    "and long talks.",
    measure=_grammar,
)
