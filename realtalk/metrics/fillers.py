"""Um, uh, like, you know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from realtalk.hesitation import is_hesitation
from realtalk.media import Span, total
from realtalk.metrics.evidence import no_words, seconds
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import overlaps, series, windows
from realtalk.metrics.signals import coverage
from realtalk.metrics.stammer import floor as held_floor
from realtalk.metrics.stammer import note, without_sounds
from realtalk.metrics.words import once, plain
from realtalk.observations import Word
from realtalk.timeline import Timeline

FINE = 5.0
MANY = 12.0
"""Fillers a minute up to which they go unnoticed, and from which listeners rate a speaker lower: Laske &
DiGennaro Reed 2024."""

LIGHT = 0.5
"""What "like", "so" or "you know" weighs against "um" and "uh". House rule: they are half words, and heard
as such."""

PHRASES = frozenset({("you", "know"), ("ya", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of")})
"""Fillers of two words, which count once."""

CLUSTER = 4.0
"""Seconds between fillers that are shown as one moment. House rule: one sentence."""

LEAST = 10.0
"""Seconds of floor under which no rate is told. House rule: one um in 5 seconds is not 12 a minute."""

LEAST_RATED = 30.0
"""Seconds of floor from which the rate is judged. House rule: here one um more is 2 a minute, in
10 seconds it is 6."""

LEAST_WORDS = 10
WINDOW = 30.0
STEP = 10.0


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler as it was said; `weight` is 1 for a hesitation, less for a word used as one."""

    text: str
    span: Span
    weight: float
    timed: bool


def fillers(timeline: Timeline) -> tuple[Filler, ...]:
    """The speaker's fillers in time order; sounds and words that a stammer repeats are none."""
    words = timeline.track(Word)
    if timeline.calibration.stammers:
        words = without_sounds(once(words))
    found: list[Filler] = []
    skip = False
    for index, word in enumerate(words):
        if skip or not word.filler:
            skip = False
            continue
        text, span = plain(word.text), word.span
        if index + 1 < len(words) and words[index + 1].filler:
            pair = (text, plain(words[index + 1].text))
            if skip := pair in PHRASES:
                text, span = " ".join(pair), Span(span.start, words[index + 1].span.end)
        found.append(Filler(text, span, 1.0 if is_hesitation(word.text) else LIGHT, word.timed))
    return tuple(found)


def _clusters(found: tuple[Filler, ...]) -> tuple[Moment, ...]:
    groups: list[list[Filler]] = []
    for filler in found:
        if not filler.timed:
            continue
        if groups and filler.span.start - groups[-1][-1].span.end <= CLUSTER:
            groups[-1].append(filler)
        else:
            groups.append([filler])
    groups.sort(key=lambda group: -sum(filler.weight for filler in group))
    return tuple(
        Moment(
            Span(group[0].span.start, group[-1].span.end), ", ".join(f"“{filler.text}”" for filler in group)
        )
        for group in groups
    )


def _fillers(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_words("fillers", timeline, LEAST_WORDS):
        return missing
    held = held_floor(timeline)
    floor = total(held)
    if floor < LEAST:
        return Unmeasured("fillers", f"You spoke for less than {seconds(LEAST)}, too little to tell a rate.")
    found = fillers(timeline)
    rate = 60.0 * sum(filler.weight for filler in found) / floor
    band = Band.GOOD if rate <= FINE else Band.WATCH if rate < MANY else Band.WORK
    counts: dict[str, int] = {}
    for filler in found:
        counts[filler.text] = counts.get(filler.text, 0) + 1
    details = [
        Detail("Fillers", float(len(found)), "fillers"),
        Detail("Fillers a minute, all alike", 60.0 * len(found) / floor, "per minute"),
    ]
    details += [
        Detail(f"“{text}”", float(count), "times")
        for text, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    starts, ends = windows(timeline.span, WINDOW, STEP)
    sure = [filler for filler in found if filler.timed]
    reached = np.concatenate([[0.0], np.cumsum([filler.weight for filler in sure])])
    at = np.array([filler.span.middle for filler in sure])
    weights = reached[np.searchsorted(at, ends)] - reached[np.searchsorted(at, starts)]
    time = overlaps(held, starts, ends)
    rates = 60.0 * weights / np.where(time >= LEAST, time, np.nan)
    return Reading(
        "fillers",
        rate,
        timeline.span,
        coverage(floor, timeline.span),
        band if floor >= LEAST_RATED - 1e-6 else None,
        _clusters(found),
        tuple(details),
        series((starts + ends) / 2, rates) if len(sure) == len(found) else None,
        note(timeline),
    )


FILLERS = Metric(
    key="fillers",
    title="Filler words",
    group="Words",
    unit="per minute",
    definition="How often you say um or uh a minute; words used as fillers, such as like or you know, count "
    "half.",
    ideal=Range(0.0, FINE),
    plausible=Range(0.0, 120.0),
    source="Laske & DiGennaro Reed 2024, doi 10.1002/jaba.1093: up to 5 a minute go unnoticed, 12 and more "
    "cost you. A few help listeners, so none at all is not the aim.",
    measure=_fillers,
)
