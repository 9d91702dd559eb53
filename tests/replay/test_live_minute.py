"""One minute of live talk, played in real time, and the same recording uploaded: they must say the same."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from realtalk.coaching.rundown import Rundown
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Reading
from realtalk.observations import Gap, Word
from realtalk.session import upload
from realtalk.session.live import LiveSession
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.session.studio import Studio
from realtalk.session.talks import told
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.homes import home_at
from tests.replaying import Replay, pictures_of, sound_of

SAMPLE = Path(upload.__file__).parent.parent / "ui" / "sample" / "sample.mp4"

TOLERANCES = {
    "eye_contact": 6.0,
    "movement": 0.35,
    "fillers": 1.5,
    "pauses": 1.5,
    "speech_rate": 6.0,
    "interruptions": 1.0,
    "vocabulary": 6.0,
    "smile": 4.0,
    "expressiveness": 0.35,
    "pitch_variation": 0.2,
    "loudness": 0.5,
    "grammar": 1.0,
    "sentiment": 20.0,
    "gestures": 2.0,
    "face_visible": 2.0,
    "picture": 5.0,
    "posture": 5.0,
    "longest_turn": 2.0,
    "talk_share": 2.0,
    "articulation_rate": 8.0,
    "emotion": 12.0,
}
"""How far the two may differ, in each metric's own unit: "relative" ones are a share of the value (movement,
expressiveness). Words come in shorter phrases live, pictures at times of their own."""

RELATIVE = {"movement", "expressiveness"}

UNSEEN = {"movement": 1.0}
"""Differences that nobody sees: the sample's figure moves by 1.5% of its shoulder width a second, and half
as many pictures of it give values up to 0.6 apart."""


@dataclass(frozen=True)
class Minute:
    """What was seen of a live talk while it went on, and what came of it."""

    looks: list[tuple[float, Snapshot, int]]
    ended: Snapshot
    after_stop: float
    took: list[float]
    delays: list[float]
    rundown: Rundown
    timeline: Timeline


@pytest.fixture(scope="module")
def minute(tmp_path_factory: pytest.TempPathFactory) -> Minute:
    with home_at(tmp_path_factory.mktemp("home")):
        pictures, sound = pictures_of(SAMPLE, 15.0), sound_of(SAMPLE)
        session, studio = LiveSession(Plan("Sample")), Studio()
        studio.attend(session)
        studio.show_everything = True
        while session.snapshot().phase is Phase.WARMING:
            time.sleep(0.05)
        process, looks = psutil.Process(os.getpid()), []
        with Replay(studio, pictures, sound):
            while session.now() < len(sound) / 48_000:
                time.sleep(0.5)
                looks.append((session.now(), session.snapshot(), process.memory_info().rss))
            session.finish()
            stopped = time.monotonic()
            ended = session.wait(60)
            after_stop = time.monotonic() - stopped
        told(session)
        stored = sessions.load(ended.session or "")
        return Minute(
            looks, ended, after_stop, list(studio.took), list(studio.delays), stored.rundown, stored.timeline
        )


@pytest.fixture(scope="module")
def uploaded() -> upload.Review:
    return upload.review(SAMPLE)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.key)
def test_a_live_talk_and_the_uploaded_recording_agree(metric, minute: Minute, uploaded) -> None:
    live, review = (dict((m.key, r) for m, r in each.results) for each in (minute.rundown, uploaded.rundown))
    one, other = live[metric.key], review[metric.key]
    assert isinstance(one, Reading) == isinstance(other, Reading)
    if isinstance(one, Reading) and isinstance(other, Reading):
        tolerance = TOLERANCES[metric.key]
        tolerance *= abs(other.value) if metric.key in RELATIVE else 1.0
        tolerance = max(tolerance, UNSEEN.get(metric.key, 0.0))
        assert one.value == pytest.approx(other.value, abs=tolerance)


def test_the_words_are_the_same(minute: Minute, uploaded) -> None:
    live, review = (
        {word.text.lower().strip(".,?!") for word in timeline.track(Word)}
        for timeline in (minute.timeline, uploaded.timeline)
    )
    assert len(live & review) >= 0.85 * len(review)


def test_no_sound_is_lost_and_words_never_lag(minute: Minute) -> None:
    assert not minute.timeline.track(Gap)
    behind = [look.behind for _, look, _ in minute.looks]
    assert max(behind) < 5.0
    first, last = behind[: len(behind) // 2], behind[len(behind) // 2 :]
    assert sum(last) / len(last) < sum(first) / len(first) + 1.5


def test_memory_does_not_grow_with_the_talk(minute: Minute) -> None:
    settled = [rss for t, _, rss in minute.looks if 20 < t < 35]
    newest = [rss for t, _, rss in minute.looks if t > 40]
    assert max(newest) - max(settled) < 25 * 2**20


def test_captions_and_dials_come_while_one_talks(minute: Minute) -> None:
    assert next(t for t, look, _ in minute.looks if look.captions) < 12
    _, look, _ = minute.looks[-1]
    pace = next(gauge for gauge in look.gauges if gauge.metric.key == "speech_rate")
    assert pace.value is not None
    assert 80 < pace.value < 260
    assert len(look.charts["speech_rate"].times) > 15


def test_callbacks_are_quick(minute: Minute) -> None:
    took = sorted(minute.took)
    assert took[len(took) // 2] < 0.010


def test_the_rundown_is_there_three_seconds_after_stop(minute: Minute) -> None:
    assert minute.ended.phase is Phase.DONE
    assert (
        minute.after_stop < 6.0
    )  # a machine that is busy with other tests; docs/benchmarks.md has the bound
