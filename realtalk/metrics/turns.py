"""When the speaker spoke, when others did, and when the speaker held the floor."""

from __future__ import annotations

from realtalk.media import Span, merge
from realtalk.observations import SpeechSpan, VoiceTurn, Word
from realtalk.timeline import Timeline

BACKCHANNEL = 1.0
"""Seconds up to which another voice is a listener's "mm-hm" that does not take the floor. House rule."""

BREAK = 20.0
"""Seconds of silence that end a turn. House rule: nobody hears a pause of this length as part of a speech;
a film is being shown, or the talk is over."""


def speech(timeline: Timeline) -> tuple[Span, ...]:
    """The stretches in which the speaker spoke."""
    spans = [observation.span for observation in timeline.track(SpeechSpan)]
    return merge(spans or [word.span for word in timeline.track(Word)])


def others(timeline: Timeline) -> tuple[Span, ...]:
    """The stretches in which another voice spoke; none where the speaker's voice is not known."""
    speaker = timeline.speaker
    if speaker is None or speaker.voice is None:
        return ()
    return merge(turn.span for turn in timeline.track(VoiceTurn) if turn.voice != speaker.voice)


def turns(timeline: Timeline) -> tuple[Span, ...]:
    """The stretches in which the speaker held the floor, pauses included."""
    spoken = speech(timeline)
    taken = [span for span in others(timeline) if span.duration >= BACKCHANNEL]
    joined: list[Span] = []
    index = 0
    for span in spoken:
        while index < len(taken) and taken[index].end <= (joined[-1].end if joined else span.start):
            index += 1
        cut = index < len(taken) and taken[index].start < span.start
        if joined and not cut and span.start - joined[-1].end < BREAK:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
