from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.capture.webrtc import HELD_SOUND, SETTLING, TrackClock, Tracks


def picture(count: float, size: tuple[int, int] = (64, 48), grey: int = 90) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(np.full((size[1], size[0], 3), grey, np.uint8), format="rgb24")
    frame.pts, frame.time_base = round(count * 90_000), Fraction(1, 90_000)
    return frame


def sound(count: float, samples: int = 960) -> av.AudioFrame:
    """As aiortc gives it: 20 ms of packed 16-bit stereo at 48 kHz."""
    frame = av.AudioFrame.from_ndarray(
        np.full((1, 2 * samples), 8192, np.int16), format="s16", layout="stereo"
    )
    frame.sample_rate = 48_000
    frame.pts, frame.time_base = round(count * 48_000), Fraction(1, 48_000)
    return frame


def test_a_track_is_placed_by_the_piece_that_came_with_the_least_delay() -> None:
    clock = TrackClock()
    assert clock.at(0.0, 100.30) == pytest.approx(100.30)
    assert clock.at(0.1, 100.15) == pytest.approx(100.15)
    assert clock.at(0.2, 100.50) == pytest.approx(100.25)


def test_once_placed_a_track_counts_on_by_itself() -> None:
    clock = TrackClock()
    for i in range(200):
        clock.at(i * 0.02, 50.0 + i * 0.02)
    late = clock.at(SETTLING + 5, 50.0 + SETTLING + 5 + 0.4)
    early = clock.at(SETTLING + 6, 50.0 + SETTLING + 6 - 0.1)
    assert late == pytest.approx(50.0 + SETTLING + 5)
    assert early == pytest.approx(50.0 + SETTLING + 6)


def test_a_count_that_begins_anew_is_placed_anew() -> None:
    clock = TrackClock()
    clock.at(1000.0, 10.0)
    assert clock.at(0.0, 20.0) == pytest.approx(20.0)


@given(st.lists(st.floats(0.0, 0.3), min_size=150, max_size=150))
def test_time_never_runs_backwards_after_settling(delays: list[float]) -> None:
    clock = TrackClock()
    times = [clock.at(i * 0.02, 5.0 + i * 0.02 + delay) for i, delay in enumerate(delays)]
    settled = times[round(SETTLING / 0.02) + 20 :]
    assert settled == sorted(settled)


def test_sound_is_mixed_to_one_channel_and_timed_by_its_first_sample() -> None:
    tracks = Tracks()
    heard = tracks.sound(sound(7.0), arrived=100.0)
    assert heard.rate == 48_000
    assert heard.pcm.shape == (960,)
    assert heard.pcm == pytest.approx(0.25)
    assert heard.t == pytest.approx(100.0 - HELD_SOUND - 0.02)


def test_a_picture_is_an_array_of_any_size_with_the_time_the_camera_took_it() -> None:
    tracks = Tracks()
    for i in range(59):
        tracks.picture(picture(i / 15, (64, 48)), arrived=20.0 + i / 15)
    seen = tracks.picture(picture(59 / 15, (32, 24)), arrived=20.0 + 59 / 15)
    assert seen.rgb.shape == (24, 32, 3)
    assert seen.t == pytest.approx(20.0 + 59 / 15 - 1 / 15, abs=0.01)


def lead_after(minutes: float, drift: float) -> float:
    """How far pictures are from where the sound says they belong, when the camera's clock runs off."""
    tracks, seen, heard = Tracks(), None, None
    for i in range(round(minutes * 60 * 15)):
        now = 10.0 + i / 15
        heard = tracks.sound(sound(i / 15), now)
        seen = tracks.picture(picture(i / 15 * (1 + drift), (4, 4)), now)
    assert seen is not None
    assert heard is not None
    return (seen.t + 1 / 15) - (heard.t + HELD_SOUND + 0.02)


@pytest.mark.parametrize("drift", [1e-4, -1e-4])
def test_pictures_keep_with_the_sound_though_the_cameras_clock_drifts(drift: float) -> None:
    assert abs(lead_after(10, drift)) < 0.02


def test_a_network_that_holds_pictures_back_for_a_while_hardly_moves_them() -> None:
    tracks, times = Tracks(), []
    for i in range(15 * 120):
        now = 10.0 + i / 15
        tracks.sound(sound(i / 15), now)
        jam = 0.3 if 40 < i / 15 < 80 else 0.0
        times.append(tracks.picture(picture(i / 15, (4, 4)), now + jam).t - now)
    assert max(times[300:]) - min(times[300:]) < 0.04


def test_a_stall_of_the_network_loses_no_time() -> None:
    clock, times = TrackClock(), []
    for i in range(400):
        stalled = 200 <= i < 300
        times.append(clock.at(i * 0.02, 50.0 + (300 * 0.02 if stalled else i * 0.02)))
    assert times == pytest.approx([50.0 + i * 0.02 for i in range(400)])


def test_a_sender_that_was_asleep_is_placed_anew_once_it_stays_late() -> None:
    clock = TrackClock()
    for i in range(100):
        clock.at(i * 0.02, 50.0 + i * 0.02)
    late = [clock.at(i * 0.02, 650.0 + i * 0.02) for i in range(100, 500)]
    assert late[-1] == pytest.approx(650.0 + 499 * 0.02)
