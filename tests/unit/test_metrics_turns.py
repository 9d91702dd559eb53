from __future__ import annotations

from realtalk.media import Span
from realtalk.metrics.turns import others, speech, turns
from realtalk.observations import SpeechSpan, VoiceTurn
from realtalk.timeline import Speaker, Timeline


def dialogue(*stretches: tuple[float, float, int]) -> Timeline:
    found = [VoiceTurn(Span(a, b), voice) for a, b, voice in stretches]
    heard = [SpeechSpan(Span(a, b)) for a, b, _ in stretches]
    return Timeline([*found, *heard]).focus(Speaker(None, 0))


def test_a_pause_keeps_the_floor():
    assert turns(dialogue((0, 5, 0), (8, 12, 0))) == (Span(0, 12),)


def test_another_voice_takes_the_floor():
    timeline = dialogue((0, 5, 0), (5.5, 9, 1), (10, 14, 0))
    assert turns(timeline) == (Span(0, 5), Span(10, 14))
    assert others(timeline) == (Span(5.5, 9),)
    assert speech(timeline) == (Span(0, 5), Span(10, 14))


def test_a_listeners_yes_does_not_take_the_floor():
    assert turns(dialogue((0, 5, 0), (5.2, 5.8, 1), (6, 14, 0))) == (Span(0, 14),)


def test_a_long_silence_ends_a_turn():
    assert turns(dialogue((0, 5, 0), (40, 45, 0))) == (Span(0, 5), Span(40, 45))


def test_nobody_holds_the_floor_in_silence():
    assert turns(Timeline()) == ()
