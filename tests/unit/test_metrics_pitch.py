from __future__ import annotations

import numpy as np
import pytest

from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.metrics.pitch import semitones
from realtalk.observations import SpeechSpan
from realtalk.timeline import Timeline
from tests.timelines import voice


def melody(deviation: float, *, seconds: float = 40, base: float = 120.0) -> Timeline:
    """A voice whose pitch swings with a standard deviation in semitones."""
    swing = deviation * np.sqrt(2)
    heard = voice(seconds, pitch=lambda t: base * 2 ** (swing * float(np.sin(2 * np.pi * t)) / 12))
    return Timeline([*heard, SpeechSpan(Span(0, seconds))])


def read(timeline: Timeline) -> Reading:
    result = metric("pitch_variation").measure(timeline)
    assert isinstance(result, Reading)
    return result


@pytest.mark.parametrize("deviation", [0.0, 1.0, 3.0, 5.0])
def test_the_swing_put_in_comes_out(deviation):
    assert read(melody(deviation)).value == pytest.approx(deviation, abs=0.05)


@pytest.mark.parametrize("base", [90.0, 220.0])
def test_high_and_low_voices_are_alike(base):
    assert read(melody(3.0, base=base)).value == pytest.approx(3.0, abs=0.05)


@pytest.mark.parametrize(
    ("deviation", "band"), [(1.0, Band.WORK), (2.5, Band.WATCH), (4.5, Band.GOOD), (7.8, Band.WATCH)]
)
def test_too_much_is_worse_again(deviation, band):
    assert read(melody(deviation)).band == band


def test_slips_by_an_octave_do_not_count():
    def pitch(t: float) -> float:
        return 120.0 * (2.2 if int(t * 10) % 10 == 0 else 1.0)

    timeline = Timeline([*voice(30, pitch=pitch), SpeechSpan(Span(0, 30))])
    assert read(timeline).value == pytest.approx(0.0, abs=0.05)


def test_sounds_outside_of_speech_do_not_count():
    heard = voice(30, pitch=lambda t: 120.0 if t < 20 else 180.0)
    timeline = Timeline([*heard, SpeechSpan(Span(0, 20))])
    assert read(timeline).value == pytest.approx(0.0, abs=0.01)
    assert semitones(timeline)[0].max() < 20


def test_a_flat_stretch_is_a_moment():
    heard = voice(60, pitch=lambda t: 120.0 if 20 <= t < 40 else 120.0 * 2 ** (5 * float(np.sin(4 * t)) / 12))
    reading = read(Timeline([*heard, SpeechSpan(Span(0, 60))]))
    assert reading.moments[0].note == "Your voice stays on nearly one note"
    assert 18 <= reading.moments[0].span.start < reading.moments[0].span.end <= 42


@pytest.mark.parametrize("seconds", [10, 13, 40])
def test_all_that_was_followed_counts_as_covered(seconds):
    assert read(melody(3.0, seconds=seconds)).coverage == pytest.approx(1.0, abs=0.01)


def test_a_whisper_cannot_be_measured():
    timeline = Timeline([*voice(30, pitch=float("nan")), SpeechSpan(Span(0, 30))])
    assert isinstance(metric("pitch_variation").measure(timeline), Unmeasured)
