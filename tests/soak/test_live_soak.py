"""Half an hour of live talk, and one session after another: nothing grows, lags, is lost or left behind."""

from __future__ import annotations

import gc
import math
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from realtalk.observations import Gap, Word
from realtalk.session import upload
from realtalk.session.live import LiveSession
from realtalk.session.memory import give_back
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.session.studio import Studio
from realtalk.session.talks import told
from realtalk.store import sessions
from tests.builders import swaying
from tests.replaying import PACKET, RATE, Replay, Sound, sound_of

pytestmark = pytest.mark.soak

MINUTES = float(os.environ.get("REALTALK_SOAK_MINUTES") or 30)
"""How long the talk is; a shorter one tries the test itself."""

SETTLED = min(180.0, MINUTES * 20)
"""Seconds after which nothing grows any more but the observations."""

SAMPLE = Path(upload.__file__).parent.parent / "ui" / "sample" / "sample.mp4"
SWAY = 4.0
"""Seconds after which the pictures begin anew, without a jump."""

STEP = 0.05
"""Seconds of sound whose loudness is compared."""

PIECE = 20.0
"""Seconds of the recording that are looked for in what was played: long enough to be found in one place."""

MEGABYTE = 2**20


@dataclass(frozen=True)
class LongTalk:
    """A long talk: looks at it every second, with the memory then, and what was kept of it."""

    looks: list[tuple[Snapshot, float]]
    stored: sessions.Stored
    sound: Sound


@pytest.fixture(scope="module")
def pictures() -> list[NDArray[np.uint8]]:
    sway = swaying()
    return [sway(i / 15) for i in range(round(15 * SWAY))]


@pytest.fixture(scope="module")
def talk(pictures: list[NDArray[np.uint8]]) -> LongTalk:
    sound = sound_of(SAMPLE)
    whole = math.lcm(PACKET, round(STEP * RATE))
    sound = sound[: len(sound) // whole * whole]
    looks: list[tuple[Snapshot, float]] = []
    session, studio = begun()
    with Replay(studio, pictures, sound):
        while session.now() < 60 * MINUTES:
            time.sleep(1.0)
            # Without its charts: half an hour of them, kept every second, would be what grows.
            looks.append((replace(session.snapshot(), charts={}, captions=()), megabytes()))
        session.finish()
        ended = session.wait(120)
    told(session)
    assert ended.phase is Phase.DONE
    print_course(looks)
    return LongTalk(looks, sessions.load(ended.session or ""), sound)


def begun() -> tuple[LiveSession, Studio]:
    """A talk that counts, and the studio that feeds it."""
    session, studio = LiveSession(Plan("Long talk")), Studio()
    studio.attend(session)
    studio.show_everything = True
    while session.snapshot().phase is Phase.WARMING:
        time.sleep(0.05)
    return session, studio


def megabytes() -> float:
    return psutil.Process().memory_info().rss / MEGABYTE


def print_course(looks: list[tuple[Snapshot, float]]) -> None:
    """One line a minute, for whoever runs this with -s."""
    for look, memory in looks[::60]:
        print(
            f"{look.t:6.0f} s  {memory:6.0f} MB  {look.behind:4.1f} s behind  {look.analysed:4.1f} pictures/s"
        )


@pytest.mark.timeout(60 * MINUTES + 600)
def test_memory_does_not_follow_the_talk(talk: LongTalk) -> None:
    settled = [memory for look, memory in talk.looks if SETTLED - 30 < look.t < SETTLED + 30]
    newest = [memory for _, memory in talk.looks[-60:]]
    grown = float(np.median(newest) - np.median(settled))
    print(f"{grown:.0f} MB more after {MINUTES:.0f} minutes")
    assert grown < 50


def test_words_lag_no_more_at_the_end_than_at_the_start(talk: LongTalk) -> None:
    behind = np.array([look.behind for look, _ in talk.looks])
    first, last = behind[: len(behind) // 3], behind[-len(behind) // 3 :]
    print(f"behind {first.mean():.2f} s at first, {last.mean():.2f} s at last, {behind.max():.1f} s at most")
    assert last.mean() < first.mean() + 0.5
    assert np.quantile(behind, 0.99) < 5.0


def test_no_sound_is_lost_on_the_way_to_the_recording(talk: LongTalk) -> None:
    assert talk.stored.media is not None
    kept, played = loudness(recorded(talk.stored.media)), loudness(iter([talk.sound / np.float32(32768)]))
    pieces = [kept[at : at + round(PIECE / STEP)] for at in range(0, len(kept), round(PIECE / STEP))]
    assert len(kept) * STEP == pytest.approx(60 * MINUTES, abs=3)
    places = np.array([found(piece, played, at * PIECE) for at, piece in enumerate(pieces[:-1])])
    print(f"the recording runs off by {np.ptp(places):.2f} s")
    assert np.ptp(places) <= 4 * STEP


def recorded(path: Path) -> Iterator[NDArray[np.float32]]:
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            yield frame.to_ndarray()[0].astype(np.float32)


def loudness(pieces: Iterator[NDArray[np.float32]]) -> NDArray[np.float64]:
    """The effective value of each `STEP` of sound at `RATE`."""
    step, rest, levels = round(STEP * RATE), np.empty(0, np.float32), list[NDArray[np.float64]]()
    for piece in pieces:
        rest = np.concatenate((rest, piece))
        whole = rest[: len(rest) // step * step].reshape(-1, step).astype(np.float64)
        rest = rest[whole.size :]
        levels.append(np.sqrt((whole**2).mean(axis=1)))
    return np.concatenate(levels)


def found(piece: NDArray[np.float64], played: NDArray[np.float64], start: float) -> float:
    """Where a stretch of the recording was in what was played over and over, in seconds from where it would
    be if the two had begun together; the whole of it must be there.
    """
    likeness = [np.corrcoef(piece, np.roll(played, -at)[: len(piece)])[0, 1] for at in range(len(played))]
    assert max(likeness) > 0.95, f"at {start:.0f} s"
    length = len(played) * STEP
    return (int(np.argmax(likeness)) * STEP - start + length / 2) % length - length / 2


def test_nothing_is_said_to_be_missing(talk: LongTalk) -> None:
    assert not talk.stored.timeline.track(Gap)
    assert not talk.stored.rundown.notes
    words = talk.stored.timeline.track(Word)
    minutes = np.bincount([int(word.span.start // 60) for word in words])
    assert minutes[: int(MINUTES)].min() > 0.8 * np.median(minutes[: int(MINUTES)])


@pytest.mark.timeout(900)
def test_twenty_sessions_leave_nothing_behind(pictures: list[NDArray[np.uint8]]) -> None:
    sound = sound_of(SAMPLE)
    opened_and_closed(pictures, sound, keep=True)
    threads, before = threads_now(), settled_megabytes()
    for turn in range(20):
        opened_and_closed(pictures, sound, keep=turn % 2 == 0)
    left = threads_now() - threads
    grown = settled_megabytes() - before
    print(f"{grown:.0f} MB more, threads left: {sorted(left)}")
    assert not left
    assert grown < 50


def opened_and_closed(pictures: list[NDArray[np.uint8]], sound: Sound, *, keep: bool) -> None:
    """A talk of some seconds, which is kept, or given up half-way."""
    session, studio = begun()
    with Replay(studio, pictures, sound):
        while session.now() < 4.0:
            time.sleep(0.1)
        session.finish() if keep else session.discard()
        ended = session.wait(60)
    studio.attend(None)
    told(session)
    assert ended.phase is Phase.DONE
    if ended.session is not None:
        sessions.delete(ended.session)


def threads_now() -> Counter[str]:
    """How many threads of each name serve talks."""
    return Counter(each.name for each in threading.enumerate() if each.name.startswith("realtalk-"))


def settled_megabytes() -> float:
    gc.collect()
    give_back()
    return megabytes()
