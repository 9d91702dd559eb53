"""How the speaker shares the floor, and what breaks the talk."""

from __future__ import annotations

from realtalk.media import Span, merge, total
from realtalk.metrics.disruptions import disruptions
from realtalk.metrics.evidence import judged, no_sound, seconds
from realtalk.metrics.language import foreign
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import stretches
from realtalk.metrics.signals import coverage, pictures
from realtalk.metrics.stammer import note
from realtalk.metrics.turns import BREAK, others, turns
from realtalk.observations import VoiceTurn
from realtalk.timeline import Timeline

MONOLOGUE = 120.0
"""Seconds from which a turn is a monologue: Yoodli."""

FEW, SOME = 10.0, 20.0
"""Interruptions in 10 minutes that are good, and that are to be watched. House rule: one and two a minute."""

MANY = 3
"""Interruptions from which they may be work, however short the session. House rule: two may be chance."""

LEAST_PRESENT = 60.0
"""Seconds in which the speaker is seen or heard that a rate per 10 minutes needs. House rule: in less, one
cough would be more than ten."""

SHOWN = 3


def _longest_turn(timeline: Timeline) -> Reading | Unmeasured:
    key = "longest_turn"
    if missing := no_sound(key, timeline, least=1.0):
        return missing
    held = sorted(turns(timeline), key=lambda span: -span.duration)
    longest = held[0].duration
    shared = bool(others(timeline))
    band = Band.GOOD if longest <= MONOLOGUE else Band.WATCH
    return Reading(
        key,
        longest,
        timeline.span,
        coverage(total(held), timeline.span),
        judged(band, total(held)) if shared else None,
        tuple(Moment(span, f"You talk for {span.duration:.0f} s") for span in held[:SHOWN]),
        (Detail("Turns", float(len(held)), "turns"),),
        note="" if shared else "Only your voice was heard, so the length of your turn is not judged.",
    )


def _talk_share(timeline: Timeline) -> Reading | Unmeasured:
    key = "talk_share"
    if missing := no_sound(key, timeline, least=1.0):
        return missing
    theirs = others(timeline)
    if not theirs:
        return Unmeasured(key, "Only one voice was heard, so there is no conversation to share.")
    voice = timeline.speaker.voice if timeline.speaker else None
    mine = merge(turn.span for turn in timeline.track(VoiceTurn) if turn.voice == voice)
    both = total(mine) + total(theirs)
    longest = sorted(mine, key=lambda span: -span.duration)[:SHOWN]
    return Reading(
        key,
        100.0 * total(mine) / both,
        timeline.span,
        coverage(both, timeline.span),
        moments=tuple(Moment(span, f"You talk for {span.duration:.0f} s") for span in longest),
        details=(Detail("You spoke", total(mine), "s"), Detail("Others spoke", total(theirs), "s")),
    )


def _interruptions(timeline: Timeline) -> Reading | Unmeasured:
    key = "interruptions"
    if missing := no_sound(key, timeline):
        return missing
    there = total(presence(timeline))
    if there < LEAST_PRESENT - 1e-6:
        return Unmeasured(key, f"You were seen or heard for less than {seconds(LEAST_PRESENT)}.")
    found = disruptions(timeline)
    moments = sorted((moment for kind in found.values() for moment in kind), key=lambda m: -m.span.duration)
    rate = 600.0 * len(moments) / there
    why = foreign(timeline)
    return Reading(
        key,
        rate,
        timeline.span,
        coverage(there, timeline.span),
        _band(len(moments), rate),
        tuple(moments),
        tuple(Detail(kind, float(len(those)), "times") for kind, those in found.items()),
        note=f"{why} Restarts are not counted." if why else note(timeline),
    )


def presence(timeline: Timeline) -> tuple[Span, ...]:
    """Where the speaker is there, seen or heard; short absences are bridged, since those are counted."""
    looked = pictures(timeline)
    seen = stretches(looked.times, looked.present, timeline.span, hold=0.5)
    joined = merge((*turns(timeline), *seen), gap=BREAK)
    return tuple(part for span in joined if (part := span.clip(timeline.span)).duration > 0)


def _band(count: int, rate: float) -> Band:
    if rate <= FEW:
        return Band.GOOD
    return Band.WATCH if rate <= SOME or count < MANY else Band.WORK


LONGEST_TURN = Metric(
    key="longest_turn",
    title="Longest turn",
    group="Conversation",
    unit="s",
    definition="How long you talk at the longest before somebody else does.",
    ideal=Range(None, MONOLOGUE),
    plausible=Range(0.0, None),
    source="Yoodli: over 120 seconds is a monologue. House rule: not judged where nobody else is heard.",
    measure=_longest_turn,
)

TALK_SHARE = Metric(
    key="talk_share",
    title="Your share of the talk",
    group="Conversation",
    unit="%",
    definition="How much of the talking in a conversation is yours.",
    ideal=None,
    plausible=Range(0.0, 100.0),
    source="Yoodli reports it; house rule: no target, since a presentation and an interview differ.",
    measure=_talk_share,
)

INTERRUPTIONS = Metric(
    key="interruptions",
    title="Interruptions",
    group="Conversation",
    unit="per 10 minutes",
    definition="How often your talk is broken while you are seen or heard: by a restart, a long silence in "
    "mid-sentence, leaving the picture, another person or voice, or a loud noise.",
    ideal=Range(0.0, FEW),
    plausible=Range(0.0, 1200.0),
    source="House rule: each break costs listeners a moment; one a minute goes by unnoticed.",
    measure=_interruptions,
)
