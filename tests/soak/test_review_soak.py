"""Memory does not follow the length of a recording, and nothing is left of reviews that were stopped."""

import gc
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import psutil
import pytest

from realtalk.errors import Cancelled
from realtalk.session.upload import review
from tests.benchmark.clips import base_clip, looped

MEGABYTE = 1e6

TIMELINE_A_MINUTE = 2.5
"""Megabytes that a minute's observations may take: they are the result and grow with it."""


def peak(clip: Path) -> float:
    """The largest memory, in megabytes, of one review as a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "realtalk", "review", str(clip), "--json", str(clip.with_suffix(".json"))],
        stderr=subprocess.DEVNULL,
    )
    watched, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            most = max(most, watched.memory_info().rss)
        except psutil.Error:
            break
        time.sleep(0.05)
    assert process.wait() == 0
    return most / MEGABYTE


def grown(folder: Path, base_seconds: float, times: int) -> Iterator[float]:
    """Megabytes more for a recording `times` as long, beyond what its observations may take, measured anew
    each time: a busy machine adds up to 90 to one measurement, where memory that follows the length is there
    in all.
    """
    base = base_clip(folder / "base.mp4", base_seconds)
    longer = looped(base, folder / "longer.mp4", times)
    while True:
        yield peak(longer) - peak(base) - TIMELINE_A_MINUTE * base_seconds * (times - 1) / 60


def test_memory_does_not_follow_the_length(tmp_path: Path) -> None:
    # From half a minute on, the pictures that may wait have all the room they get.
    assert any(more < 150 for more in islice(grown(tmp_path, 36.0, 3), 3))


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_memory_does_not_follow_half_an_hour(tmp_path: Path) -> None:
    assert next(grown(tmp_path, 60.0, 30)) < 120


def stopped_reviews(clip: Path, times: int) -> tuple[int, float]:
    """Threads and megabytes more after so many reviews stopped half-way than after a whole one."""
    player = clip.with_name("player.mp4")
    review(clip, proxy=player)
    player.unlink()
    threads, memory = _workers(), _megabytes()
    for _ in range(times):
        asked = count()
        with pytest.raises(Cancelled):
            review(clip, proxy=player, cancelled=lambda asked=asked: next(asked) > 60)
        assert not player.exists()
    return _workers() - threads, _megabytes() - memory


def _megabytes() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / MEGABYTE


def _workers() -> int:
    return sum(thread.name == "realtalk-worker" for thread in threading.enumerate())


def test_a_stopped_review_leaves_nothing(tmp_path: Path) -> None:
    threads, megabytes = stopped_reviews(base_clip(tmp_path / "base.mp4", 8.0), 2)
    assert threads <= 0
    assert megabytes < 120


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_twenty_stopped_reviews_leave_nothing(tmp_path: Path) -> None:
    threads, megabytes = stopped_reviews(base_clip(tmp_path / "base.mp4", 20.0), 20)
    assert threads <= 0
    assert megabytes < 150
