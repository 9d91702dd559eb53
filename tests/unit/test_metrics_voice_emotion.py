from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.coaching.readiness import baseline
from realtalk.coaching.wording import in_words
from realtalk.media import Span
from realtalk.metrics.calibration import calibrate
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.metrics.voice_emotion import VOICE_EMOTION, lane, neutral_voice, sounded
from realtalk.metrics.voice_geometry import GEOMETRY
from realtalk.metrics.voice_neutral import at, intonation, neutral, of_own, probabilities
from realtalk.observations import Observation, SpeechSpan, VoiceEmotionObservation, VoiceTurn
from realtalk.timeline import Calibration, Speaker, Timeline
from tests.timelines import voice

NEUTRAL, HAPPY, NERVOUS = GEOMETRY.means
OWN = GEOMETRY.population
PITCH = np.array([12 * np.log2(1.2), 0.0])  # what `voice` says at 120 Hz
Place = Callable[[float], np.ndarray]


def talk(seconds: float, place: Place, own: Sequence[float] = OWN, start: float = 0.0) -> list[Observation]:
    """Three seconds of speech in every four, each at a place from the speaker's own neutral voice."""
    found: list[Observation] = voice(seconds, start=start)
    for t in np.arange(start, start + seconds - 3.0, 4.0):
        happy, nervous = np.asarray(own) + place(float(t)) - PITCH @ GEOMETRY.pitch
        span = Span(float(t), float(t) + 3.0)
        found += [SpeechSpan(span), VoiceEmotionObservation(span, (0.0, float(happy), float(nervous)))]
    return found


def known(own: Sequence[float] = OWN) -> Calibration:
    return Calibration(voice_emotion=(0.0, float(own[0]), float(own[1])))


def shares(reading: Reading | Unmeasured) -> dict[str, float]:
    assert isinstance(reading, Reading), reading
    return {detail.label: detail.value for detail in reading.details}


def measured(observations: list[Observation], calibration: Calibration | None = None) -> dict[str, float]:
    return shares(VOICE_EMOTION.measure(Timeline(observations, calibration=calibration)))


@pytest.mark.parametrize("kind", ["Neutral", "Happy", "Nervous"])
def test_a_voice_is_told_against_its_own_neutral_one(kind):
    place = {"Neutral": NEUTRAL, "Happy": HAPPY * [1.4, 1.0], "Nervous": NERVOUS * [0.8, 1.2]}[kind]
    half = lambda t: place if t < 60 else NEUTRAL  # noqa: E731
    found = measured(talk(120, half), known())
    assert found[kind] == pytest.approx(100 if kind == "Neutral" else 50, abs=6)


def test_moments_say_where_and_how_sure():
    timeline = Timeline(
        talk(120, lambda t: NERVOUS * [0.8, 1.2] if 40 <= t < 60 else NEUTRAL), calibration=known()
    )
    reading = VOICE_EMOTION.measure(timeline)
    assert isinstance(reading, Reading)
    (moment,) = reading.moments
    assert moment.note.startswith("Sounded nervous, ")
    assert moment.span.overlap(Span(40, 60)) > 15
    assert reading.band is None
    assert "sounded neutral" in in_words(VOICE_EMOTION, reading)


def test_a_talk_that_is_nervous_throughout_is_not_called_neutral():
    found = VOICE_EMOTION.measure(Timeline(talk(120, lambda t: NERVOUS * [0.8, 1.1])))
    if isinstance(found, Reading):
        assert shares(found)["Neutral"] < 40
    sure = measured(talk(120, lambda t: NERVOUS * [0.8, 1.1]), known())
    assert sure["Nervous"] > 60


def test_a_usual_voice_is_neutral_without_a_baseline_as_well():
    assert measured(talk(120, lambda t: NEUTRAL))["Neutral"] > 80


@settings(max_examples=15, deadline=None)
@given(st.tuples(st.floats(-6, 6), st.floats(-6, 6)))
def test_another_voice_with_its_own_baseline_gives_the_same(shift):
    place = lambda t: NERVOUS if 30 <= t < 60 else NEUTRAL  # noqa: E731
    own = OWN + np.array(shift)
    assert measured(talk(90, place, own), known(own)) == pytest.approx(
        measured(talk(90, place), known()), abs=1
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(-20, 30), st.floats(-20, 30)), min_size=1, max_size=20))
def test_likelihoods_are_shares_of_one(places):
    found = np.array(places)
    zero = neutral(found, np.ones(len(found)), GEOMETRY)
    for likely in (probabilities(found, zero, GEOMETRY), of_own(found, GEOMETRY)):
        assert likely.sum(axis=1) == pytest.approx(np.ones(len(found)))
        assert (likely >= 0).all()
    assert zero.likely.sum() == pytest.approx(1)


def test_the_sentence_before_a_talk_is_the_baseline():
    said = Timeline(talk(12, lambda t: NEUTRAL, OWN + 1.0))
    found = baseline(said, Span(0, 0.1), Span(0, 12), has_video=False).calibration.voice_emotion
    assert found == pytest.approx((0.0, OWN[0] + 1.0, OWN[1] + 1.0), abs=1e-4)
    assert neutral_voice(Timeline(voice(5))) is None
    assert calibrate(Timeline(voice(5), calibration=known())).voice_emotion == known().voice_emotion


def test_without_anything_clear_nothing_is_said():
    between = (NEUTRAL + NERVOUS) / 2
    likely = probabilities(np.array([OWN + between]), at(OWN), GEOMETRY)
    found = VOICE_EMOTION.measure(Timeline(talk(60, lambda t: between), calibration=known()))
    assert likely.max() < 0.9
    if likely.max() < 0.6:
        assert isinstance(found, Unmeasured)
    unheard = [o for o in talk(60, lambda t: NEUTRAL) if not isinstance(o, VoiceEmotionObservation)]
    silent = VOICE_EMOTION.measure(Timeline(unheard))
    assert isinstance(silent, Unmeasured)
    assert "not listened for" in silent.why


def test_another_persons_voice_does_not_count():
    mine, theirs = talk(60, lambda t: NEUTRAL), talk(60, lambda t: NERVOUS * 1.3, start=60)
    both = Timeline(
        [*mine, *theirs, VoiceTurn(Span(0, 60), 0), VoiceTurn(Span(60, 120), 1)], calibration=known()
    )
    focused = both.focus(Speaker(None, 0))
    assert sounded(focused).ends.max() <= 60
    assert shares(VOICE_EMOTION.measure(focused))["Nervous"] == 0


def test_the_lanes_are_as_likely_as_the_reading():
    timeline = Timeline(talk(60, lambda t: NEUTRAL), calibration=known())
    together = zip(*(lane(timeline, kind).values for kind in ("neutral", "happy", "nervous")), strict=True)
    assert [sum(values) for values in together] == pytest.approx([1.0] * 15)


def test_intonation_is_the_middle_and_the_spread_of_the_pitch():
    sweep = lambda t: 100 * 2 ** (((t % 1.0) - 0.5) / 2)  # noqa: E731, six semitones, evenly
    (found,) = intonation(Timeline(voice(10, pitch=sweep)), [Span(0, 10)])
    assert found == pytest.approx([0.0, 0.8 * 6 / 2.563], abs=0.1)
    assert np.isnan(intonation(Timeline(voice(10, pitch=float("nan"))), [Span(0, 10)])).all()
