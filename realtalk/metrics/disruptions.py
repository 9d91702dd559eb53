"""What breaks a talk: restarts, silences, absences, other people, noise."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from realtalk.media import Span, merge, total
from realtalk.metrics.language import foreign
from realtalk.metrics.loudness import own_level
from realtalk.metrics.metric import Moment
from realtalk.metrics.pauses import stalls
from realtalk.metrics.sampling import share, stretches, within
from realtalk.metrics.signals import pictures, sound
from realtalk.metrics.turns import others, speech
from realtalk.metrics.words import ends_sentence, plain, spoken, timed
from realtalk.observations import PictureObservation, Word
from realtalk.timeline import Timeline

LONGEST_RESTART = 3
"""Words that are said twice in a restart, at most. House rule."""

AT_ONCE = 2.0
"""Seconds within which the words come again. House rule."""

MEANT = frozenset(
    {"very", "really", "so", "no", "yes", "yeah", "ha", "bye", "that", "had", "many", "much", "far", "never",
     "again", "well", "okay", "ok", "now", "there", "long", "more", "over", "thank"}
)  # fmt: skip
"""Words that are doubled on purpose, or by grammar."""

ABSENT = 1.5
VISIT = 1.0
"""Seconds without a face, or with another one, that break a talk. House rule."""

COMPANY = 0.5
"""The share of time from which other people in the picture belong there. House rule."""

ASIDE = 0.1
"""The share of the talk up to which another voice is an interruption, not a conversation. House rule."""

CUT_IN = 1.0
"""Seconds after the speaker's last word in which another voice cuts in. House rule: later it fills a
silence."""

NOISE = 0.2
NEAR_SPEECH = 0.15
"""Seconds of sound as loud as the speaker that make a noise, and around speech that still belong to it.
House rule."""


def restarts(timeline: Timeline) -> list[Span] | None:
    """Where the speaker breaks off and begins again: "I want I want to", "the pro- the project"; None where
    there are no words to tell, and of somebody who stammers.
    """
    words = spoken(timeline)
    if timeline.calibration.stammers or foreign(timeline) or not timed(words):
        return None
    texts = [plain(w.text) for w in words]
    found: list[Span] = []
    index = 0
    while index < len(words):
        length = _repeated(words, texts, index)
        if length:
            found.append(Span(words[index].span.start, words[index + 2 * length - 1].span.end))
            index += length
        elif words[index].timed and words[index].text.strip().endswith(("-", "—", "–")):
            found.append(words[index].span)
            index += 1
        else:
            index += 1
    return found


def _repeated(words: list[Word], texts: list[str], index: int) -> int:
    """How many words from here come again at once, 0 where none do."""
    for length in range(LONGEST_RESTART, 0, -1):
        second = index + length
        end = second + length
        if end > len(words) or texts[index:second] != texts[second:end]:
            continue
        if length == 1 and texts[index] in MEANT:
            continue
        if any(ends_sentence(word) for word in words[index:second]) or not all(
            w.timed for w in words[index:end]
        ):
            continue
        if words[second].span.start - words[second - 1].span.end <= AT_ONCE:
            return length
    return 0


def absences(timeline: Timeline) -> tuple[Span, ...] | None:
    """Where the speaker left the picture and came back; None where they were never in it."""
    looked = pictures(timeline)
    if not looked.present.any():
        return None
    first, last = looked.times[looked.present][[0, -1]]
    out = ~looked.present & (looked.times > first) & (looked.times < last)
    return stretches(looked.times, out, timeline.span, shortest=ABSENT, gap=0.3, hold=0.5)


def visits(timeline: Timeline) -> tuple[Span, ...] | None:
    """Where another person came into the picture who is not there most of the time; None without one."""
    track = timeline.track(PictureObservation)
    if not track:
        return None
    looked = pictures(timeline)
    company = np.array([o.faces for o in track], dtype=np.float64) > np.where(looked.present, 1, 0)
    if share(company, looked.weights) >= COMPANY:
        return ()
    return stretches(looked.times, company, timeline.span, shortest=VISIT, gap=1.0, hold=0.5)


def intrusions(timeline: Timeline) -> list[Span] | None:
    """Where another voice cut in: in mid-sentence, or at all where the speaker is otherwise alone; None
    where the voices cannot be told apart, or not where sentences end.
    """
    if timeline.speaker is None or timeline.speaker.voice is None:
        return None
    theirs, mine = others(timeline), speech(timeline)
    if total(theirs) <= ASIDE * (total(theirs) + total(mine)):
        return list(merge(theirs, gap=2.0))
    words = timeline.track(Word)
    if foreign(timeline) or not timed(words):
        return None
    middles = [word.span.middle for word in words]
    found: list[Span] = []
    for span in theirs:
        index = bisect_left(middles, span.start) - 1
        if index < 0 or not words[index].timed or span.start - words[index].span.end > CUT_IN:
            continue
        if not ends_sentence(words[index]):
            found.append(span)
    return found


def noises(timeline: Timeline) -> tuple[Span, ...] | None:
    """Sounds outside of all speech that are as loud as the speaker; None where the speaker's level is not
    known.
    """
    level = own_level(timeline)
    heard = sound(timeline)
    known = ~np.isnan(heard.level)
    if level is None or not known.any():
        return None
    spoken = merge(
        Span(s.start - NEAR_SPEECH, s.end + NEAR_SPEECH) for s in (*speech(timeline), *others(timeline))
    )
    times = heard.times[known]
    loud = (heard.level[known] >= level) & ~within(times, spoken)
    return stretches(times, loud, timeline.span, shortest=NOISE, gap=0.5, hold=float(heard.weights.max()) / 2)


def disruptions(timeline: Timeline) -> dict[str, list[Moment]]:
    """Everything that broke the talk, by kind; a kind that could not be looked for is left out."""
    kinds = {
        "Restarts": (restarts(timeline), "The same words again"),
        "Breaks in mid-sentence": (stalls(timeline), "A silence of {:.1f} s in mid-sentence"),
        "Leaving the picture": (absences(timeline), "You leave the picture"),
        "Another person": (visits(timeline), "Another person is in the picture"),
        "Another voice": (intrusions(timeline), "Another voice cuts in"),
        "Loud noise": (noises(timeline), "A loud noise"),
    }
    return {
        kind: [Moment(span, note.format(span.duration)) for span in spans]
        for kind, (spans, note) in kinds.items()
        if spans is not None
    }
