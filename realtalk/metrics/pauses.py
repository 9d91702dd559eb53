"""The silences inside the speaker's speech."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

import numpy as np

from realtalk.media import Span, merge, total
from realtalk.metrics.evidence import judged, no_sound
from realtalk.metrics.language import foreign
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import overlaps, series, windows
from realtalk.metrics.signals import coverage
from realtalk.metrics.stammer import blocks, note
from realtalk.metrics.stammer import floor as held_floor
from realtalk.metrics.turns import others, speech, turns
from realtalk.metrics.words import ends_sentence, timed
from realtalk.observations import Gap, Word
from realtalk.timeline import Timeline

SHORTEST = 0.25
"""Seconds from which a silence is a pause: Hincks 2005; shorter ones belong to consonants."""

MEDIUM = 0.5
LONG = 1.5
"""Seconds from which a pause is medium, and long."""

STALL = 2.5
"""Seconds of silence in mid-sentence from which listeners wonder how it goes on. House rule."""

FREQUENT = 1.0
"""Stalls a minute from which they are work. House rule."""

FEW = 3
"""Pauses, one of them medium, from which one may say that the speaker pauses well. House rule: somebody who
rushes through makes none."""

FLOAT = 1e-6
"""Seconds by which sums of times may be off."""

WINDOW = 30.0
STEP = 10.0


def pauses(timeline: Timeline) -> tuple[Span, ...]:
    """The silences of 0.25 s and more within the speaker's own turns; missing sound is no pause, nor is a
    block of somebody who stammers.
    """
    spoken = speech(timeline)
    if len(spoken) < 2:
        return ()
    silences = [Span(a.end, b.start) for a, b in pairwise(spoken)]
    starts = np.array([s.start for s in silences])
    ends = np.array([s.end for s in silences])
    own = overlaps(turns(timeline), starts, ends) >= ends - starts - FLOAT
    broken = merge(gap.span for gap in timeline.track(Gap))
    free = overlaps(others(timeline), starts, ends) + overlaps(broken, starts, ends) <= FLOAT
    long = ends - starts >= SHORTEST - FLOAT
    held_up = set(blocks(timeline))
    return tuple(silences[i] for i in np.flatnonzero(own & free & long) if silences[i] not in held_up)


def stalls(timeline: Timeline) -> tuple[Span, ...] | None:
    """The pauses of more than 2.5 s in mid-sentence; None where there are no words, with times,
    to tell where sentences end. Of somebody who stammers there are none.
    """
    if timeline.calibration.stammers:
        return ()
    words = timeline.track(Word)
    if foreign(timeline) or not timed(words):
        return None
    middles = [word.span.middle for word in words]
    found: list[Span] = []
    for pause in pauses(timeline):
        if pause.duration <= STALL:
            continue
        index = bisect_right(middles, pause.middle) - 1
        if index < 0 or index + 1 >= len(words):
            continue
        before, after = words[index], words[index + 1]
        if before.timed and after.timed and not ends_sentence(before):
            found.append(pause)
    return tuple(found)


def _band(stalled: tuple[Span, ...] | None, found: tuple[Span, ...], floor: float) -> Band | None:
    if stalled is None:
        return None
    if not stalled:
        breathes = len(found) >= FEW and any(pause.duration >= MEDIUM - FLOAT for pause in found)
        return Band.GOOD if breathes else None
    return Band.WATCH if 60.0 * len(stalled) / max(floor, 60.0) <= FREQUENT else Band.WORK


def _pauses(timeline: Timeline) -> Reading | Unmeasured:
    if missing := no_sound("pauses", timeline):
        return missing
    found = pauses(timeline)
    floor = total(held_floor(timeline))
    lengths = np.array([pause.duration for pause in found])
    stalled = stalls(timeline)
    details = [
        Detail("Pauses", float(len(found)), "pauses"),
        Detail("Pauses a minute", 60.0 * len(found) / floor, "per minute"),
        Detail("Short, under 0.5 s", float((lengths < MEDIUM).sum()), "pauses"),
        Detail("Medium, from 0.5 s", float(((lengths >= MEDIUM) & (lengths < LONG)).sum()), "pauses"),
        Detail("Long, from 1.5 s", float((lengths >= LONG).sum()), "pauses"),
    ]
    if stalled is not None:
        details.append(Detail("Over 2.5 s in mid-sentence", float(len(stalled)), "pauses"))
    flagged = sorted(stalled or (), key=lambda pause: -pause.duration)
    rest = sorted(
        (p for p in found if p.duration >= LONG and p not in flagged), key=lambda pause: -pause.duration
    )
    moments = [Moment(p, f"A silence of {p.duration:.1f} s in mid-sentence") for p in flagged]
    moments += [Moment(p, f"A pause of {p.duration:.1f} s", praise=True) for p in rest]
    if not moments and found:
        longest = max(found, key=lambda pause: pause.duration)
        moments = [Moment(longest, f"Your longest pause, {longest.duration:.1f} s", praise=True)]
    starts, ends = windows(timeline.span, WINDOW, STEP)
    held = overlaps(held_floor(timeline), starts, ends)
    shares = 100.0 * overlaps(found, starts, ends) / np.where(held >= WINDOW / 3, held, np.nan)
    return Reading(
        "pauses",
        100.0 * total(found) / floor,
        timeline.span,
        coverage(floor, timeline.span),
        judged(_band(stalled, found, floor), floor),
        tuple(moments),
        tuple(details),
        series((starts + ends) / 2, shares),
        note(timeline),
    )


PAUSES = Metric(
    key="pauses",
    title="Pauses",
    group="Voice",
    unit="%",
    definition="How much of your speaking time is silence of a quarter of a second or more; pauses are good, "
    "and only those over 2.5 seconds in the middle of a sentence are marked.",
    ideal=None,
    plausible=Range(0.0, 100.0),
    source="Hincks 2005 for pauses from 250 ms. House rule for the mark at 2.5 s: by then listeners wonder "
    "how it goes on.",
    measure=_pauses,
)
