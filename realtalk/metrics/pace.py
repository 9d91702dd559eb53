"""How fast the speaker talks."""

from __future__ import annotations

import numpy as np

from realtalk.media import Span, total
from realtalk.metrics.evidence import no_sound, no_words, seconds
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import Array, overlaps, series, windows
from realtalk.metrics.signals import coverage
from realtalk.metrics.stammer import floor as held_floor
from realtalk.metrics.stammer import fluent, note
from realtalk.metrics.turns import speech
from realtalk.metrics.words import spoken, timed
from realtalk.timeline import Timeline

EASY = Range(140.0, 160.0)
"""Words a minute that public guidance agrees on."""

QUIET = Range(110.0, 190.0)
"""Words a minute that nothing is said about: good speakers are found all over this range."""

FAR = Range(90.0, 210.0)
"""Words a minute beyond which listeners lose the thread. House rule: 20 beyond what is passed over."""

WINDOW = 20.0
STEP = 5.0
"""Seconds of the windows that show how the pace varies, and between their starts: long enough for about 50
words."""

LEAST = 10.0
"""Seconds of floor under which no pace is told. House rule: about 25 words."""

LEAST_WORDS = 10

MIDDLE = 150.0
"""Words a minute in the middle of the easy pace."""

MOST_MOMENTS = 12
"""Clips that the reading offers at most. House rule: more are not looked at."""


def windowed(timeline: Timeline) -> tuple[Array, Array, Array]:
    """Starts, ends and words a minute of sliding windows; NaN where the speaker hardly had the floor."""
    said = spoken(timeline)
    starts, ends = windows(timeline.span, WINDOW, STEP)
    if not timed(said):
        return starts, ends, np.full(len(starts), np.nan)
    middles = np.sort([word.span.middle for word in said])
    counts = np.searchsorted(middles, ends) - np.searchsorted(middles, starts)
    floor = overlaps(held_floor(timeline), starts, ends)
    rates = 60.0 * counts / np.where(floor >= LEAST, floor, np.nan)
    return starts, ends, rates


def band(rate: float) -> Band | None:
    """Good where guidance agrees, nothing where good speakers are still found, and a remark beyond."""
    if rate in EASY:
        return Band.GOOD
    if rate in QUIET:
        return None
    return Band.WATCH if rate in FAR else Band.WORK


def _moments(starts: Array, ends: Array, rates: Array) -> tuple[Moment, ...]:
    """The window farthest from an easy pace first, then the one at the other end, then every one out of
    range.
    """
    known = np.flatnonzero(~np.isnan(rates))
    if not len(known):
        return ()
    fastest, slowest = int(known[np.argmax(rates[known])]), int(known[np.argmin(rates[known])])
    ends_first = (
        (fastest, slowest) if rates[fastest] - MIDDLE >= MIDDLE - rates[slowest] else (slowest, fastest)
    )
    unusual = known[(rates[known] > (QUIET.high or 0)) | (rates[known] < (QUIET.low or 0))]
    unusual = unusual[np.argsort(-np.abs(rates[unusual] - MIDDLE), kind="stable")]
    taken: list[int] = []
    for index in (*ends_first, *unusual):
        if all(ends[index] <= starts[other] or starts[index] >= ends[other] for other in taken):
            taken.append(int(index))
    varies = round(rates[fastest]) > round(rates[slowest])
    notes = {slowest: "Your slowest stretch", fastest: "Your fastest stretch"} if varies else {}
    return tuple(
        Moment(
            Span(float(starts[i]), float(ends[i])),
            f"{notes.get(i) or _pace(float(rates[i]))}: {rates[i]:.0f} words a minute",
        )
        for i in taken[:MOST_MOMENTS]
    )


def _pace(rate: float) -> str:
    if rate in QUIET:
        return "Your pace"
    return "You speak fast" if rate > MIDDLE else "You speak slowly"


def _speech_rate(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_words("speech_rate", timeline, LEAST_WORDS):
        return missing
    floor = total(held_floor(timeline))
    if floor < LEAST:
        return Unmeasured(
            "speech_rate", f"You spoke for less than {seconds(LEAST)}, too little to tell a pace."
        )
    rate = 60.0 * len(spoken(timeline)) / floor
    starts, ends, rates = windowed(timeline)
    known = rates[~np.isnan(rates)]
    details: tuple[Detail, ...] = ()
    if len(known) > 1:
        details = (
            Detail("Variation over time", float(known.std()), "words a minute"),
            Detail("Slowest 20 seconds", float(known.min()), "words a minute"),
            Detail("Fastest 20 seconds", float(known.max()), "words a minute"),
        )
    return Reading(
        "speech_rate",
        rate,
        timeline.span,
        coverage(floor, timeline.span),
        band(rate),
        _moments(starts, ends, rates),
        details,
        series((starts + ends) / 2, rates) if len(known) else None,
        note(timeline),
    )


def _articulation_rate(timeline: Timeline) -> Reading | Unmeasured:
    key = "articulation_rate"
    if missing := no_sound(key, timeline) or no_words(key, timeline, LEAST_WORDS):
        return missing
    voiced = total(fluent(speech(timeline), timeline))
    starts, ends, rates = windowed(timeline)
    share = overlaps(fluent(speech(timeline), timeline), starts, ends)
    floor = overlaps(held_floor(timeline), starts, ends)
    rates = rates * floor / np.where(share > 0, share, np.nan)
    return Reading(
        key,
        60.0 * len(spoken(timeline)) / voiced,
        timeline.span,
        coverage(voiced, timeline.span),
        moments=_moments(starts, ends, rates)[:2],
        series=series((starts + ends) / 2, rates) if not np.isnan(rates).all() else None,
    )


SPEECH_RATE = Metric(
    key="speech_rate",
    title="Pace",
    group="Voice",
    unit="words per minute",
    definition="How many words you say a minute while you have the floor, your pauses included.",
    ideal=EASY,
    plausible=Range(0.0, 400.0),
    source="Range of public guidance for talks (100 to 165 words a minute) and of admired talks, which are "
    "faster: 140 to 160 is safe, 110 to 190 is passed over.",
    measure=_speech_rate,
)

ARTICULATION_RATE = Metric(
    key="articulation_rate",
    title="Articulation rate",
    group="Voice",
    unit="words per minute",
    definition="How many words you say a minute of sounding speech, your pauses left out.",
    ideal=None,
    plausible=Range(0.0, 600.0),
    source="House rule: reported and never judged, since what is known of good pace counts the pauses in.",
    measure=_articulation_rate,
)
