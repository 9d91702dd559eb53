from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from realtalk.media import Span
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.metrics.vocal_tone import CLEAR, KINDS, LEAST, VOCAL_TONE, tones
from realtalk.metrics.voice_emotion import LEAST_CLEAR
from realtalk.metrics.voice_geometry import GEOMETRY
from realtalk.observations import Observation, Sentence, SpeechSpan, VoiceEmotionObservation
from realtalk.timeline import Calibration, Timeline
from tests.timelines import said, voice

NEUTRAL, HAPPY, NERVOUS = GEOMETRY.means
OWN = GEOMETRY.population
KNOWN = Calibration(voice_emotion=(0.0, float(OWN[0]), float(OWN[1])))


def talk(seconds: float, place: np.ndarray, *, loud: Span | None = None) -> list[Observation]:
    """Three seconds of speech in every four, with a voice at a place from the speaker's neutral one."""
    found = voice(seconds, level=lambda t: -15.0 if loud and loud.contains(t) else -25.0)
    happy, nervous = OWN + place - np.array([12 * np.log2(1.2), 0.0]) @ GEOMETRY.pitch
    for t in np.arange(0.0, seconds - 3.0, 4.0):
        span = Span(float(t), float(t) + 3.0)
        words = said("one two three four five six seven", start=float(t), rate=150)
        found += [SpeechSpan(span), *words]
        found.append(VoiceEmotionObservation(span, (0.0, float(happy), float(nervous))))
    return found


def measured(observations: list[Observation]) -> tuple[Reading, dict[str, float]]:
    reading = VOCAL_TONE.measure(Timeline(observations, calibration=KNOWN))
    assert isinstance(reading, Reading), reading
    return reading, {detail.label: detail.value for detail in reading.details}


@pytest.mark.parametrize(
    ("place", "expected"),
    [(NEUTRAL, (0, 100, 0)), (HAPPY * [1.5, 1.0], (100, 0, 0)), (NERVOUS * [0.8, 1.3], (0, 0, 100))],
    ids=["neutral", "happy", "nervous"],
)
def test_a_phrase_sounds_as_its_voice(place, expected):
    reading, details = measured(talk(60, place))
    assert (reading.value, details["Neutral"], details["Negative"]) == pytest.approx(expected)
    assert details["Unclear"] == pytest.approx(0)
    assert reading.band is None


def test_a_louder_phrase_is_likelier_positive():
    flat = tones(Timeline(talk(60, NEUTRAL), calibration=KNOWN))
    lifted = tones(Timeline(talk(60, NEUTRAL, loud=Span(20, 23)), calibration=KNOWN))
    assert lifted.likely.sum(axis=1) == pytest.approx(np.ones(15))
    assert lifted.likely[5, KINDS.index("positive")] > 1.5 * flat.likely[5, KINDS.index("positive")]
    assert lifted.likely[5, KINDS.index("negative")] < flat.likely[5, KINDS.index("negative")]
    assert lifted.likely[2] == pytest.approx(flat.likely[2])


def test_the_words_stand_beside_the_voice():
    sentences = [Sentence(Span(t, t + 3), "So good.", score) for t, score in ((0, 0.8), (4, 0.7), (8, -0.5))]
    _, details = measured([*talk(60, NEUTRAL), *sentences])
    assert details["Sentences with positive words"] == pytest.approx(200 / 3)
    assert details["Sentences with negative words"] == pytest.approx(100 / 3)
    assert "Sentences with positive words" not in measured(talk(60, NEUTRAL))[1]


def test_what_was_not_heard_has_no_tone():
    silent = [o for o in talk(60, NEUTRAL) if not isinstance(o, VoiceEmotionObservation)]
    for observations in (silent, talk(12, NEUTRAL)):
        assert isinstance(VOCAL_TONE.measure(Timeline(observations)), Unmeasured)
    late = [replace(o, span=Span(900.0, 903.0)) if isinstance(o, VoiceEmotionObservation) else o
            for o in talk(60, NEUTRAL)]  # fmt: skip
    assert len(tones(Timeline(late)).starts) == 0


def test_a_few_clear_phrases_among_many_unclear_ones_tell_nothing():
    between = (NEUTRAL + HAPPY + NERVOUS) / 3
    happy = next(o for o in talk(4, HAPPY * [1.5, 1.0]) if isinstance(o, VoiceEmotionObservation))
    mixed = [
        replace(o, scores=happy.scores)
        if isinstance(o, VoiceEmotionObservation) and o.span.start >= 136
        else o
        for o in talk(160, between)
    ]
    found = tones(Timeline(mixed, calibration=KNOWN))
    clear = (found.likely.max(axis=1) >= CLEAR).sum()
    assert LEAST <= clear < LEAST_CLEAR * len(found.starts)
    assert isinstance(VOCAL_TONE.measure(Timeline(mixed, calibration=KNOWN)), Unmeasured)
