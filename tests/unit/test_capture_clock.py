from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.capture.clock import Clock, Placed, Stamp

VIDEO, AUDIO = 0, 1


def packets(stream: int, start: float, end: float, step: float) -> list[Stamp[float]]:
    count = round((end - start) / step)
    return [Stamp(stream, t, t, step, t) for t in (start + i * step for i in range(count))]


def mixed(*streams: Iterable[Stamp[float]]) -> list[Stamp[float]]:
    return sorted((one for stream in streams for one in stream), key=lambda one: one.decoded or 0.0)


def placed(clock: Clock[float], stamps: Iterable[Stamp[float]]) -> dict[int, list[float]]:
    times: dict[int, list[float]] = {VIDEO: [], AUDIO: []}
    for one in clock.place(stamps):
        times[one.stream].append(one.item + one.offset)
    return times


def both(start: float, end: float) -> list[Stamp[float]]:
    return mixed(packets(VIDEO, start, end, 0.04), packets(AUDIO, start, end, 0.02))


@pytest.mark.parametrize("start", [0.0, 1000.0, -3.0])
def test_wherever_timestamps_start_the_clock_starts_at_0(start: float) -> None:
    clock: Clock[float] = Clock((VIDEO, AUDIO), start)
    times = placed(clock, both(start, start + 5))
    assert times[VIDEO][0] == pytest.approx(0)
    assert clock.end == pytest.approx(5)
    assert not clock.jumps


@pytest.mark.parametrize("second", [3600.0, 12.0, 0.0, 4.0])
def test_a_jump_that_both_streams_share_is_closed(second: float) -> None:
    """Two recordings behind each other, the second with a clock of its own: ahead, behind, from 0 again."""
    clock: Clock[float] = Clock((VIDEO, AUDIO), 0.0)
    times = placed(clock, [*both(0.0, 6.0), *both(second, second + 6.0)])
    assert clock.end == pytest.approx(12.0, abs=0.05)
    assert clock.jumps == [pytest.approx(6.0, abs=0.05)]
    for stream, step in ((VIDEO, 0.04), (AUDIO, 0.02)):
        steps = [b - a for a, b in zip(times[stream], times[stream][1:], strict=False)]
        assert steps == pytest.approx([step] * len(steps), abs=0.03)


def test_picture_and_sound_stay_together_across_a_jump() -> None:
    late = mixed(packets(VIDEO, 500.0, 506.0, 0.04), packets(AUDIO, 500.1, 506.0, 0.02))
    clock: Clock[float] = Clock((VIDEO, AUDIO), 0.0)
    offsets: dict[int, set[float]] = {VIDEO: set(), AUDIO: set()}
    for one in clock.place([*both(0.0, 6.0), *late]):
        offsets[one.stream].add(one.offset)
    assert offsets[VIDEO] == offsets[AUDIO]
    assert len(offsets[VIDEO]) == 2


def test_a_hole_in_one_stream_stays_a_hole() -> None:
    sound = [*packets(AUDIO, 0.0, 2.0, 0.02), *packets(AUDIO, 40.0, 42.0, 0.02)]
    clock: Clock[float] = Clock((VIDEO, AUDIO), 0.0)
    times = placed(clock, mixed(packets(VIDEO, 0.0, 42.0, 0.04), sound))
    assert not clock.jumps
    assert times[AUDIO][100] == pytest.approx(40.0)


def test_slides_without_many_pictures_are_no_jumps() -> None:
    clock: Clock[float] = Clock((VIDEO, AUDIO), 0.0)
    times = placed(clock, mixed(packets(VIDEO, 0.0, 60.0, 10.0), packets(AUDIO, 0.0, 60.0, 0.02)))
    assert not clock.jumps
    assert times[VIDEO] == pytest.approx([0, 10, 20, 30, 40, 50])


def test_a_stream_alone_keeps_short_breaks_and_closes_long_ones() -> None:
    stamps = [*packets(AUDIO, 0, 5, 0.02), *packets(AUDIO, 15, 20, 0.02), *packets(AUDIO, 9000, 9005, 0.02)]
    clock: Clock[float] = Clock((AUDIO,), 0.0)
    placed(clock, stamps)
    assert clock.end == pytest.approx(25.0, abs=0.05)
    assert clock.jumps == [pytest.approx(20.0, abs=0.05)]


def test_a_stream_that_ended_does_not_stop_the_other() -> None:
    video = [*packets(VIDEO, 0, 10, 0.04), *packets(VIDEO, 5000, 5010, 0.04)]
    clock: Clock[float] = Clock((VIDEO, AUDIO), 0.0)
    times = placed(clock, mixed(video, packets(AUDIO, 0, 5, 0.02)))
    assert len(times[VIDEO]) == len(video)
    assert clock.end == pytest.approx(20.0, abs=0.05)


def test_packets_without_times_follow_on() -> None:
    stamps = [Stamp(AUDIO, None if i else 0.0, None if i else 0.0, 0.02, float(i)) for i in range(50)]
    clock: Clock[float] = Clock((AUDIO,), 0.0)
    assert len(list(clock.place(stamps))) == 50
    assert clock.end == pytest.approx(1.0)


@given(
    st.lists(st.tuples(st.integers(0, 1), st.none() | st.floats(-1e6, 1e6), st.floats(0, 10)), max_size=200)
)
def test_any_timestamps_lose_no_packet_and_keep_the_order(raw: list[tuple[int, float | None, float]]) -> None:
    stamps = [Stamp(stream, t, t, duration, float(i)) for i, (stream, t, duration) in enumerate(raw)]
    out: list[Placed[float]] = list(Clock[float]((VIDEO, AUDIO), 0.0).place(stamps))
    assert [one.item for one in out] == [one.item for one in stamps]
    assert all(one.stream == stamp.stream for one, stamp in zip(out, stamps, strict=True))
