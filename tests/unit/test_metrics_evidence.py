from __future__ import annotations

import pytest

from realtalk.media import Span
from realtalk.metrics.evidence import judged, no_face, no_sound, no_words
from realtalk.metrics.metric import Band, Unmeasured
from realtalk.observations import SpeechSpan
from realtalk.timeline import Timeline
from tests.timelines import face, said, seen, speech_of, voice


def spoke(seconds: float) -> Timeline:
    return Timeline([*voice(20), SpeechSpan(Span(0, seconds))])


@pytest.mark.parametrize(
    ("timeline", "least", "why"),
    [
        (Timeline(), 5.0, "There is no sound to listen to."),
        (Timeline(voice(20)), 5.0, "No speech was heard."),
        (spoke(0.8), 1.0, "You spoke for less than 1 second."),
        (spoke(1.0), 5.0, "You spoke for less than 5 seconds."),
        (spoke(4.99), 5.0, "You spoke for less than 5 seconds."),
    ],
)
def test_too_little_speech_is_told_in_a_true_sentence(timeline, least, why):
    assert no_sound("pauses", timeline, least) == Unmeasured("pauses", why)


def test_enough_speech_is_enough():
    assert no_sound("pauses", spoke(5.0)) is None


@pytest.mark.parametrize(
    ("seconds", "least", "why"),
    [
        (0.0, 2.0, "Your face could be read for less than 2 seconds."),
        (0.9, 1.0, "Your face could be read for less than 1 second."),
        (2.99, 3.0, "Your face could be read for less than 3 seconds."),
    ],
)
def test_too_little_of_a_face_is_told_in_a_true_sentence(seconds, least, why):
    assert no_face("smile", Timeline(seen(5)), seconds, least) == Unmeasured("smile", why)


def test_an_empty_chair_is_no_face():
    empty = Timeline(seen(5, of=lambda t: None))
    assert no_face("smile", empty, 0.0) == Unmeasured("smile", "No face was seen.")
    assert no_face("smile", Timeline(seen(5, of=face)), 5.0) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("um", "No words could be made out."),
        ("yes", "Only one word was understood; 10 are needed."),
        ("yes we can", "Only 3 words were understood; 10 are needed."),
    ],
)
def test_too_few_words(text, why):
    timeline = Timeline([*speech_of(said(text)), *voice(5)])
    assert no_words("fillers", timeline, 10) == Unmeasured("fillers", why)


def test_a_band_needs_seconds_and_of_what_is_seen_a_share():
    assert judged(Band.GOOD, 9.9) is None
    assert judged(Band.GOOD, 10.0) == Band.GOOD
    assert judged(Band.GOOD, 10.0, Span(0, 600)) is None
    assert judged(Band.GOOD, 120.0, Span(0, 600)) == Band.GOOD
