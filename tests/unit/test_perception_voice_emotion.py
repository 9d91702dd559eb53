from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from realtalk.capture.recording import open_recording
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import SpeechSpan, VoiceEmotionObservation
from realtalk.perception.hearing import HearingAnalyzer
from realtalk.perception.phrases import SOON, THOROUGH, Phrase, Phrasing
from realtalk.perception.voice_emotion import LAYER, LEAST, MOST, Stretches, VoiceEmotion
from tests.builders import speech


def cut(spans: Sequence[tuple[float, float]], seconds: float, block: float = 1.024) -> list[Phrase]:
    stretches, found, t = Stretches(), [], 0.0
    while t < seconds:
        end = min(t + block, seconds)
        ended = [
            Span(*s) for s in spans if t < s[1] + 0.25 <= end or (end == seconds and s[1] + 0.25 > end > t)
        ]
        going = [s[0] for s in spans if s[0] < end < s[1] + 0.25 and end < seconds]
        pcm = np.zeros(round(end * SAMPLE_RATE) - round(t * SAMPLE_RATE), np.float32)
        found += stretches.add(AudioChunk(t, pcm), ended, going[0] if going else None)
        t = end
    return found + list(stretches.finish())


def reach(stretches: Sequence[Phrase]) -> list[tuple[float, float]]:
    return [(round(s.speech[0].start, 3), round(s.speech[-1].end, 3)) for s in stretches]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(1, 2), (2.5, 3.8)], [(1, 3.8)]),
        ([(1, 2), (4, 5)], [(1, 2), (4, 5)]),
        ([(1, 11)], [(1, 4), (4, 7), (7, 11)]),
        ([(1, 2), (2.5, 9)], [(1, 2), (2.5, 5.5), (5.5, 9)]),
        ([(1, 1.3)], []),
        ([], []),
    ],
)
@pytest.mark.parametrize("block", [0.256, 1.024, 12.0])
def test_stretches_follow_from_the_speech_alone(spans, expected, block):
    assert reach(cut(spans, 12.0, block)) == expected


@given(st.lists(st.tuples(st.floats(0.1, 8.0), st.floats(0.3, 3.0)), min_size=1, max_size=8))
def test_every_stretch_is_long_enough_and_none_too_long(pieces):
    spans, t = [], 0.5
    for length, pause in pieces:
        spans.append((t, t + length))
        t += length + pause
    found = cut(spans, t + 1.0)
    for stretch in found:
        assert sum(s.duration for s in stretch.speech) >= LEAST - 1e-6
        assert stretch.speech[-1].end - stretch.speech[0].start <= MOST + 1e-6
        assert stretch.pieces[0].start <= stretch.speech[0].start
        assert stretch.pieces[0].end >= min(stretch.speech[-1].end, t + 1.0) - 1e-3
    assert reach(found) == reach(cut(spans, t + 1.0, 0.256))


@cache
def spoken() -> np.ndarray:
    voice = speech("beckett")
    return resample_poly(voice.pcm, SAMPLE_RATE, voice.rate).astype(np.float32)[: 12 * SAMPLE_RATE]


def heard(pcm: np.ndarray, phrasing: Phrasing = THOROUGH, sizes: Sequence[int] = ()) -> list:
    analyzer, found, at = HearingAnalyzer(None, None, phrasing, VoiceEmotion()), [], 0
    for size in [*sizes, len(pcm)]:
        if at < len(pcm):
            found += analyzer.feed(AudioChunk(at / SAMPLE_RATE, pcm[at : at + size]))
            at += size
    return [o for o in [*found, *analyzer.finish()] if isinstance(o, VoiceEmotionObservation | SpeechSpan)]


@cache
def whole() -> tuple:
    return tuple(heard(spoken()))


def test_a_live_talk_and_its_recording_sound_the_same():
    live, recorded = (
        [o for o in found if isinstance(o, VoiceEmotionObservation)]
        for found in (heard(spoken(), SOON, [480] * 1000), whole())
    )
    assert len(recorded) >= 2
    assert [o.scores for o in live] == [o.scores for o in recorded]
    for one, other in zip(live, recorded, strict=True):
        assert (one.span.start, one.span.end) == pytest.approx((other.span.start, other.span.end))


@settings(max_examples=3, deadline=None)
@given(st.lists(st.integers(1, 60_000), max_size=8))
def test_how_the_sound_is_cut_changes_nothing(sizes):
    assert heard(spoken(), sizes=sizes) == list(whole())


def test_a_quiet_microphone_changes_nothing():
    near = [o.scores for o in whole() if isinstance(o, VoiceEmotionObservation)]
    far = [o.scores for o in heard(spoken() * 0.25) if isinstance(o, VoiceEmotionObservation)]
    assert np.array(far) == pytest.approx(np.array(near), abs=0.3)


def test_silence_sounds_like_nothing():
    assert heard(np.zeros(5 * SAMPLE_RATE, np.float32)) == []


def test_the_layer_is_small_and_holds_numbers_alone():
    assert LAYER.stat().st_size < 200_000
    with np.load(LAYER, allow_pickle=False) as kept:
        assert {name: kept[name].shape for name in kept} == {"weights": (512, 3)}
        assert np.isfinite(kept["weights"]).all()
    assert hashlib.sha256(LAYER.read_bytes()).hexdigest().startswith("fee363fe2d5ecec2")


@pytest.mark.needs_data
def test_an_actors_fear_and_joy_score_higher_than_the_same_words_said_calmly(data: Path):
    found = {}
    for emotion in ("02", "03", "06"):
        path = next((data / "speech_emotion" / "ravdess").rglob(f"03-01-{emotion}-02-01-01-02.flac"))
        with open_recording(path) as recording:
            pcm = np.concatenate([piece.pcm for piece in recording.media() if isinstance(piece, AudioChunk)])
        found[emotion] = VoiceEmotion().whole(AudioChunk(0.0, pcm)).scores
    calm, happy, afraid = (np.array(found[e]) - found[e][0] for e in ("02", "03", "06"))
    assert happy[1] > calm[1] + 2
    assert afraid[2] > calm[2] + 2
