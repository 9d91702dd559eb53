"""Whether there is enough to measure, and the sentence that says why not."""

from __future__ import annotations

from math import floor

from realtalk.media import total
from realtalk.metrics.language import foreign
from realtalk.metrics.metric import Unmeasured
from realtalk.metrics.turns import speech
from realtalk.metrics.words import spoken
from realtalk.observations import FaceObservation
from realtalk.timeline import Timeline

LEAST_SPEECH = 5.0
"""Seconds of speech under which nothing is said of a voice. House rule: two or three phrases."""

LEAST_FACE = 2.0
"""Seconds of a face under which nothing is said of it. House rule: a glance into the room is no evidence."""


def no_sound(key: str, timeline: Timeline, least: float = LEAST_SPEECH) -> Unmeasured | None:
    """Why nothing can be said of the voice, if so."""
    spoke = total(speech(timeline))
    if not timeline.heard and not spoke:
        return Unmeasured(key, "There is no sound to listen to.")
    if spoke <= 0:
        return Unmeasured(key, "No speech was heard.")
    if spoke < least:
        return Unmeasured(key, f"You spoke for only {_seconds(spoke)}; {least:.0f} seconds are needed.")
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
        return Unmeasured(
            key, f"Your face could be read for only {_seconds(seen)}; {least:.0f} seconds are needed."
        )
    return None


def _seconds(value: float) -> str:
    """Rounded down, so that it stays under what is needed."""
    tenths = floor(10 * value) / 10
    return "one second" if tenths == 1.0 else f"{tenths:.1f} seconds"
