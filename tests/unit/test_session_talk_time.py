import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.capture.webrtc import Heard
from realtalk.media import SAMPLE_RATE, Span
from realtalk.session.talk_time import TalkSound, TalkTime


def heard(t: float, seconds: float = 0.02, level: float = 0.5) -> Heard:
    return Heard(t, np.full(round(48_000 * seconds), level, np.float32), 48_000)


def test_nothing_before_the_start_belongs_to_the_talk() -> None:
    talk = TalkTime()
    assert talk.at(time.monotonic()) is None
    before = time.monotonic() - 1
    talk.start()
    assert talk.at(before) is None
    assert talk.at(time.monotonic() + 2.0) == pytest.approx(2.0, abs=0.05)


def test_a_pause_is_cut_out() -> None:
    talk = TalkTime()
    talk.start()
    started = time.monotonic()
    time.sleep(0.05)
    talk.pause()
    inside = time.monotonic()
    time.sleep(0.2)
    assert talk.at(inside + 0.1) is None
    assert talk.now == pytest.approx(0.05, abs=0.03)
    talk.resume()
    assert talk.at(started + 0.25 + 1.0) == pytest.approx(1.05, abs=0.05)
    assert talk.pauses == 1


def test_pausing_twice_is_one_pause_and_resuming_twice_adds_no_time() -> None:
    talk = TalkTime()
    talk.start()
    talk.pause()
    talk.pause()
    talk.resume()
    talk.resume()
    assert talk.pauses == 1
    assert talk.now < 0.1


@given(st.lists(st.integers(100, 2000), min_size=2, max_size=40))
def test_sound_is_the_same_however_it_is_cut(cuts: list[int]) -> None:
    pcm = np.sin(np.arange(sum(cuts)) / 30).astype(np.float32)
    whole, parts, given_so_far = TalkSound(), TalkSound(), 0
    expected = [*whole.feed(1.0, Heard(1.0, pcm, 48_000)), *whole.finish()]
    found = []
    for cut in cuts:
        piece = pcm[given_so_far : given_so_far + cut]
        found += parts.feed(1.0 + given_so_far / 48_000, Heard(0.0, piece, 48_000))
        given_so_far += cut
    found += parts.finish()
    one = np.concatenate([chunk.pcm for chunk in expected])
    other = np.concatenate([chunk.pcm for chunk in found])
    assert np.array_equal(one, other)
    assert found[0].t == expected[0].t == 1.0
    assert all(b.t == pytest.approx(a.end) for a, b in itertools.pairwise(found))


def test_a_hole_keeps_later_sound_where_it_belongs() -> None:
    sound = TalkSound()
    chunks = [*sound.feed(0.0, heard(0.0, 1.0)), *sound.feed(3.0, heard(3.0, 1.0)), *sound.finish()]
    after = [chunk for chunk in chunks if chunk.t >= 3.0 - 1e-6]
    assert sum(len(chunk.pcm) for chunk in after) == pytest.approx(SAMPLE_RATE, abs=20)
    assert after[0].t == pytest.approx(3.0)
    assert sound.holes == [Span(pytest.approx(1.0), 3.0)]


def test_small_jitter_of_packets_leaves_no_holes() -> None:
    sound, rng = TalkSound(), np.random.default_rng(1)
    chunks = [c for i in range(100) for c in sound.feed(i * 0.02 + rng.uniform(-0.01, 0.01), heard(0.0))]
    assert all(b.t == pytest.approx(a.end) for a, b in itertools.pairwise(chunks))
