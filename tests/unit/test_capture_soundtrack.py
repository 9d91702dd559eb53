from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.capture.soundtrack import DRIFT, HOLE, Soundtrack
from tests.builders import tone

RATE = 16_000


def lay(track: Soundtrack, pcm: np.ndarray, times: list[float | None], size: int = 320) -> np.ndarray:
    pieces: list[np.ndarray] = []
    for i, t in enumerate(times):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(pcm[i * size : (i + 1) * size]).reshape(1, -1), format="flt", layout="mono"
        )
        frame.sample_rate = RATE
        frame.time_base = Fraction(1, RATE)
        pieces += track.lay(frame, t)
    pieces += track.finish()
    return np.concatenate(pieces)


def test_even_timestamps_change_nothing() -> None:
    pcm = tone(300, 2.0, RATE)
    track = Soundtrack(RATE)
    assert np.array_equal(lay(track, pcm, [i * 0.02 for i in range(100)]), pcm)
    assert not track.gaps


def test_missing_timestamps_change_nothing() -> None:
    pcm = tone(300, 2.0, RATE)
    track = Soundtrack(RATE)
    assert np.array_equal(lay(track, pcm, [0.0, *[None] * 99]), pcm)


def test_a_hole_is_filled_with_silence_and_noted() -> None:
    pcm = tone(300, 2.0, RATE)
    track = Soundtrack(RATE)
    heard = lay(track, pcm, [i * 0.02 + (5.0 if i >= 50 else 0.0) for i in range(100)])
    assert len(heard) == 7 * RATE
    assert not heard[RATE : 6 * RATE].any()
    assert np.array_equal(heard[6 * RATE :], pcm[RATE:])
    (gap,) = track.gaps
    assert (gap.span.start, gap.span.end) == (pytest.approx(1.0), pytest.approx(6.0))


def test_an_overlap_is_cut() -> None:
    pcm = tone(300, 2.0, RATE)
    track = Soundtrack(RATE)
    heard = lay(track, pcm, [i * 0.02 - (0.5 if i >= 50 else 0.0) for i in range(100)])
    assert len(heard) == 1.5 * RATE
    assert np.array_equal(heard[RATE:], pcm[int(1.5 * RATE) :])


def test_sound_that_starts_late_is_led_in_by_silence() -> None:
    track = Soundtrack(RATE)
    heard = lay(track, tone(300, 1.0, RATE), [0.4 + i * 0.02 for i in range(50)])
    assert len(heard) == round(1.4 * RATE)
    assert track.gaps[0].span.end == pytest.approx(0.4)


def test_a_lost_packet_is_a_hole_however_small() -> None:
    track = Soundtrack(RATE)
    pcm = tone(300, 1.0, RATE)
    frames = [i for i in range(50) if i != 25]
    pieces: list[np.ndarray] = []
    for i in frames:
        if i == 26:
            track.lose()
        frame = av.AudioFrame.from_ndarray(
            pcm[i * 320 : (i + 1) * 320].reshape(1, -1), format="flt", layout="mono"
        )
        frame.sample_rate = RATE
        pieces += track.lay(frame, i * 0.02)
    heard = np.concatenate(pieces)
    assert not heard[8000:8320].any()
    assert np.array_equal(heard[8320:], pcm[8320:])


@pytest.mark.parametrize("slow", [0.999, 1.001])
def test_a_clock_that_drifts_is_followed_within_lip_sync(slow: float) -> None:
    """A minute whose clock runs a tenth of a percent off would part by 60 ms."""
    count = 3000
    track = Soundtrack(RATE)
    heard = lay(track, tone(300, 60.0, RATE), [i * 0.02 * slow for i in range(count)])
    assert abs(len(heard) / RATE - 60.0 * slow) < 0.02
    assert not track.gaps
    assert track.strayed < 2 * DRIFT


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-HOLE / 2, HOLE / 2), min_size=100, max_size=100))
def test_jitter_is_no_hole_and_keeps_the_length(jitter: list[float]) -> None:
    pcm = tone(300, 2.0, RATE)
    track = Soundtrack(RATE)
    heard = lay(track, pcm, [0.0, *(i * 0.02 + jitter[i] for i in range(1, 100))])
    assert not track.gaps
    assert abs(len(heard) - len(pcm)) <= HOLE * RATE
