from __future__ import annotations

import itertools
from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.capture.resample import Resampler, mono
from tests.builders import tone


def frame_of(samples: np.ndarray, format: str, layout: str, rate: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), format=format, layout=layout)
    frame.sample_rate = rate
    frame.time_base = Fraction(1, rate)
    return frame


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000])
def test_a_tone_keeps_its_pitch_level_length_and_place_at_any_rate(rate: int) -> None:
    resampler = Resampler()
    pcm = np.concatenate((resampler.feed_mono(tone(440, 1.0, rate), rate), resampler.finish()))
    assert abs(len(pcm) - 16_000) <= 16
    expected = tone(440, 1.0, 16_000)
    middle = slice(2000, 14_000)
    assert np.abs(pcm[middle] - expected[middle]).max() < 0.01


@pytest.mark.parametrize(
    ("format", "dtype", "scale", "zero"),
    [
        ("u8", np.uint8, 127, 128),
        ("s16", np.int16, 32767, 0),
        ("s32", np.int32, 2**31 - 128, 0),
        ("flt", np.float32, 1, 0),
        ("dbl", np.float64, 1, 0),
        ("u8p", np.uint8, 127, 128),
        ("s16p", np.int16, 32767, 0),
        ("s32p", np.int32, 2**31 - 128, 0),
        ("fltp", np.float32, 1, 0),
        ("dblp", np.float64, 1, 0),
    ],
)
def test_every_sample_format_reads_the_same(format: str, dtype: type, scale: float, zero: int) -> None:
    wave = tone(300, 0.05, 16_000)
    stereo = (np.stack((wave, wave)).astype(np.float64) * scale + zero).astype(dtype)
    packed = stereo if format.endswith("p") else stereo.T.reshape(1, -1)
    heard = Resampler().feed(frame_of(packed, format, "stereo", 16_000))
    assert np.abs(heard - wave).max() < 0.02


@pytest.mark.parametrize(
    ("layout", "channels"),
    [("mono", 1), ("stereo", 2), ("2.1", 3), ("3.0", 3), ("quad", 4), ("5.0", 5), ("5.1", 6), ("7.1", 8)],
)
def test_full_scale_everywhere_does_not_clip(layout: str, channels: int) -> None:
    loud = np.ones((1, channels * 160), np.float32)
    packed = frame_of(loud, "flt", layout, 16_000)
    assert mono(packed).max() == pytest.approx(1.0)
    (planar,) = av.AudioResampler(format="fltp").resample(packed)
    assert mono(planar).max() == pytest.approx(1.0)


def test_a_voice_that_is_only_in_the_centre_keeps_half_its_level() -> None:
    surround = np.zeros((6, 1600), np.float32)
    surround[2] = tone(300, 0.1, 16_000, level=0.8)  # FL FR FC LFE SL SR
    heard = mono(frame_of(surround, "fltp", "5.1", 16_000))
    assert np.abs(heard).max() == pytest.approx(0.4, abs=0.01)


def test_bass_effects_and_damaged_numbers_are_left_out() -> None:
    surround = np.zeros((6, 160), np.float32)
    surround[3] = 1.0
    assert not mono(frame_of(surround, "fltp", "5.1", 16_000)).any()
    broken = np.full((1, 160), np.nan, np.float32)
    assert not mono(frame_of(broken, "fltp", "mono", 16_000)).any()


@settings(max_examples=40, deadline=None)
@given(
    rate=st.sampled_from([8000, 16_000, 44_100, 48_000, 96_000]),
    cuts=st.lists(st.integers(0, 9600), max_size=12),
)
def test_cutting_changes_nothing(rate: int, cuts: list[int]) -> None:
    pcm = np.random.default_rng(7).uniform(-0.5, 0.5, 9600).astype(np.float32)
    edges = [0, *sorted(cuts), len(pcm)]
    cut, whole = Resampler(), Resampler()
    pieces = [cut.feed_mono(pcm[a:b], rate) for a, b in itertools.pairwise(edges)]
    pieces.append(cut.finish())
    expected = np.concatenate((whole.feed_mono(pcm, rate), whole.finish()))
    assert np.array_equal(np.concatenate(pieces), expected)
    assert abs(len(expected) - len(pcm) * 16_000 / rate) <= 20


def test_a_change_of_rate_in_the_middle_keeps_the_length() -> None:
    resampler = Resampler()
    parts = [
        resampler.feed_mono(tone(440, 0.5, 48_000), 48_000),
        resampler.feed_mono(tone(440, 0.5, 16_000), 16_000),
        resampler.feed_mono(tone(440, 0.5, 44_100), 44_100),
        resampler.finish(),
    ]
    assert abs(sum(map(len, parts)) - 24_000) <= 40
