import threading
import time

import numpy as np
import pytest

from realtalk.media import SAMPLE_RATE, AudioChunk, Frame, Span
from realtalk.session.inbox import Backlog, Newest, Queue

PICTURE = np.zeros((4, 4, 3), np.uint8)


def sound(t: float, seconds: float = 1.0) -> AudioChunk:
    return AudioChunk(t, np.zeros(round(seconds * SAMPLE_RATE), np.float32))


def test_a_full_queue_makes_the_giver_wait() -> None:
    queue = Queue(room=sound(0).pcm.nbytes)
    queue.put(sound(0))
    waited = threading.Thread(target=queue.put, args=(sound(1),))
    waited.start()
    waited.join(0.1)
    assert waited.is_alive()
    assert queue.take() is not None
    waited.join(5)
    assert not waited.is_alive()


def test_a_cleared_queue_lets_the_giver_go_and_takes_nothing_more() -> None:
    queue = Queue(room=1)
    queue.put(sound(0))
    waited = threading.Thread(target=queue.put, args=(sound(1),))
    waited.start()
    queue.clear()
    waited.join(5)
    assert not waited.is_alive()
    assert not queue.put(sound(2))
    assert queue.take() is None


def test_a_full_backlog_never_waits_and_says_what_it_left_out() -> None:
    backlog = Backlog(room=3 * sound(0).pcm.nbytes)
    started = time.monotonic()
    taken = [backlog.put(sound(float(t))) for t in range(5)]
    assert time.monotonic() - started < 0.1
    assert taken == [True, True, True, False, False]
    assert backlog.lost == (Span(3.0, 5.0),)
    assert backlog.behind == 3.0
    backlog.take()
    assert backlog.put(sound(5.0))


def test_what_waits_is_given_out_after_the_end() -> None:
    backlog = Backlog(room=1 << 20)
    backlog.put(sound(0))
    backlog.close()
    assert backlog.take() is not None
    assert backlog.take() is None


def test_only_the_newest_picture_is_looked_at() -> None:
    newest = Newest(most=100.0)
    for t in range(5):
        newest.put(Frame(float(t), PICTURE))
    media = newest.take()
    assert media is not None
    assert media.t == 4.0
    newest.close()
    assert newest.take() is None


def looked_at(newest: Newest, cost: float, seconds: float) -> int:
    """How many pictures a thread takes that needs `cost` seconds for each, at sixty a second offered."""
    ended = threading.Event()

    def offer() -> None:
        while not ended.wait(1 / 60):
            newest.put(Frame(time.monotonic(), PICTURE))

    giver = threading.Thread(target=offer)
    giver.start()
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        newest.take()
        count += 1
        time.sleep(cost)
    ended.set()
    giver.join()
    return count


def test_pictures_are_looked_at_no_oftener_than_asked() -> None:
    assert 9 <= looked_at(Newest(most=10.0), cost=0.001, seconds=1.0) <= 13


def test_costly_pictures_are_looked_at_less_often_and_leave_time_for_others() -> None:
    assert looked_at(Newest(most=30.0), cost=0.1, seconds=1.5) <= 13


def test_words_that_lag_make_pictures_rarer() -> None:
    assert looked_at(Newest(most=20.0, behind=lambda: 5.0), cost=0.001, seconds=1.0) <= 10


def test_the_rate_is_what_was_really_looked_at() -> None:
    newest = Newest(most=20.0)
    looked_at(newest, cost=0.001, seconds=3.2)
    assert newest.per_second == pytest.approx(20, abs=5)


def test_what_a_broken_thread_leaves_behind_is_told_as_lost() -> None:
    backlog = Backlog(room=1 << 20)
    backlog.put(sound(0.0))
    backlog.put(sound(1.0))
    backlog.clear()
    backlog.put(sound(2.0))
    assert backlog.lost == (Span(0.0, 3.0),)
    ended = Backlog(room=1 << 20)
    ended.close()
    ended.put(sound(0.0))
    assert ended.lost == ()
