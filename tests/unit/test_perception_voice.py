import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import SAMPLE_RATE, AudioChunk
from realtalk.observations import VoiceObservation
from realtalk.perception.voice import SILENCE_DB, VoiceAnalyzer


def harmonic(pitch: np.ndarray, level: float = 0.1) -> np.ndarray:
    """A buzz like a voice's, `pitch` hertz at each sample."""
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    return (level * np.sum([np.sin(k * phase) / k for k in range(1, 9)], axis=0)).astype(np.float32)


def analysed(pcm: np.ndarray, sizes: list[int] | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    analyzer, found, at = VoiceAnalyzer(), [], 0
    for size in [*(sizes or []), len(pcm)]:
        if at < len(pcm):
            found += analyzer.feed(AudioChunk(at / SAMPLE_RATE, pcm[at : at + size]))
            at += size
    found += analyzer.finish()
    assert all(isinstance(o, VoiceObservation) for o in found)
    return (
        np.concatenate([o.times() for o in found]),
        np.concatenate([o.level for o in found]),
        np.concatenate([o.pitch for o in found]),
    )


def test_a_sweep_of_known_pitch_is_followed() -> None:
    sweep = np.geomspace(110, 330, 4 * SAMPLE_RATE)
    times, _, pitch = analysed(harmonic(sweep))
    inner = (times > 0.2) & (times < 3.8)
    truth = 110 * 3 ** (times / 4)
    off = 12 * np.abs(np.log2(pitch[inner] / truth[inner]))
    assert np.isfinite(pitch[inner]).mean() > 0.98
    assert np.nanmedian(off) < 0.1
    assert np.nanpercentile(off, 95) < 0.3


def test_level_is_in_decibels_of_full_scale() -> None:
    t = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    for amplitude in (0.5, 0.05):
        _, level, _ = analysed((amplitude * np.sin(2 * np.pi * 220 * t)).astype(np.float32))
        assert np.median(level) == pytest.approx(20 * np.log10(amplitude / np.sqrt(2)), abs=0.3)


def test_silence_and_noise_have_no_pitch() -> None:
    _, level, pitch = analysed(np.zeros(2 * SAMPLE_RATE, np.float32))
    assert np.isnan(pitch).all()
    assert (level == SILENCE_DB).all()
    noise = np.random.default_rng(1).normal(0, 0.05, 2 * SAMPLE_RATE).astype(np.float32)
    assert np.isnan(analysed(noise)[2]).mean() > 0.9


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 20_000), max_size=20))
def test_cutting_the_sound_changes_nothing(sizes: list[int]) -> None:
    pcm = harmonic(np.linspace(120, 180, 3 * SAMPLE_RATE + 123))
    for whole, pieces in zip(analysed(pcm), analysed(pcm, sizes), strict=True):
        assert np.array_equal(whole, pieces, equal_nan=True)
