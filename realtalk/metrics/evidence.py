"""Whether there is enough to measure, and the sentence that says why not."""

from __future__ import annotations

from realtalk.media import Span, total
from realtalk.metrics.language import foreign
from realtalk.metrics.metric import Band, Unmeasured
from realtalk.metrics.signals import coverage
from realtalk.metrics.turns import speech
from realtalk.metrics.words import spoken
from realtalk.observations import FaceObservation
from realtalk.timeline import Timeline

LEAST_SPEECH = 5.0
"""Seconds of speech under which nothing is said of a voice. House rule: two or three phrases."""

LEAST_FACE = 2.0
"""Seconds of a face under which nothing is said of it. House rule: a glance into the room is no evidence."""

LEAST_JUDGED = 10.0
"""Seconds of evidence from which a value is judged. House rule: two or three sentences, or as many looks up
and down; less is chance."""

LEAST_COVERAGE = 0.2
"""The share of the session from which a value of what is seen is judged. House rule: a face that comes into
view for a minute of ten says little of the other nine. What is heard needs no such share, since the rest of
the time the speaker is silent."""


def no_sound(key: str, timeline: Timeline, least: float = LEAST_SPEECH) -> Unmeasured | None:
    """Why nothing can be said of the voice, if so."""
    spoke = total(speech(timeline))
    if not timeline.heard and not spoke:
        return Unmeasured(key, "There is no sound to listen to.")
    if spoke <= 0:
        return Unmeasured(key, "No speech was heard.")
    if spoke < least:
        return Unmeasured(key, f"You spoke for less than {seconds(least)}.")
    return None


def no_words(key: str, timeline: Timeline, least: int) -> Unmeasured | None:
    """Why nothing can be said of the words, if so."""
    if silent := no_sound(key, timeline, least=0.0):
        return silent
    if why := foreign(timeline):
        return Unmeasured(key, why)
    count = len(spoken(timeline))
    if count == 0:
        return Unmeasured(key, "No words could be made out.")
    if count < least:
        said = "one word was" if count == 1 else f"{count} words were"
        return Unmeasured(key, f"Only {said} understood; {least} are needed.")
    return None


def no_picture(key: str, timeline: Timeline) -> Unmeasured | None:
    """Why nothing can be said of what is seen, if so."""
    if not timeline.watched:
        return Unmeasured(key, "There is no picture to look at.")
    return None


def no_face(key: str, timeline: Timeline, seen: float, least: float = LEAST_FACE) -> Unmeasured | None:
    """Why nothing can be said of the face, which was seen for some seconds, if so."""
    if missing := no_picture(key, timeline):
        return missing
    if not timeline.track(FaceObservation):
        return Unmeasured(key, "No face was seen.")
    if seen < least:
        return Unmeasured(key, f"Your face could be read for less than {seconds(least)}.")
    return None


def judged(band: Band | None, evidence: float, span: Span | None = None) -> Band | None:
    """The band where some seconds of evidence suffice for one, else None; `span` is the session for what is
    seen.
    """
    if evidence < LEAST_JUDGED - 1e-6:
        return None
    return band if span is None or coverage(evidence, span) >= LEAST_COVERAGE else None


def seconds(count: float) -> str:
    """A whole number of seconds in words.

    >>> seconds(1.0), seconds(5.0)
    ('1 second', '5 seconds')
    """
    return "1 second" if count == 1 else f"{count:.0f} seconds"
