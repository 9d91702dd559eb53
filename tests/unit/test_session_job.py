import errno
import threading
from dataclasses import dataclass
from typing import Any

import pytest

from realtalk import settings
from realtalk.errors import Cancelled, DiskFull, UnreadableMedia
from realtalk.session import keeping
from realtalk.session.job import Line, Phase, ReviewJob, running
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.rundowns import rundown


@dataclass
class Progress:
    stage: str
    done: float
    left: float | None


@dataclass
class Reviewed:
    timeline: Timeline
    rundown: object


class Engine:
    """Stands for the real one: reports once, then waits until the test lets it end."""

    def __init__(self, error=None):
        self.began, self.go, self.error = threading.Event(), threading.Event(), error

    def __call__(self, path, *, name, emotion, stammers, proxy, on_progress, cancelled):
        on_progress(Progress("Watching and listening", 0.4, 20.0))
        self.began.set()
        while not self.go.wait(0.01):
            if cancelled():
                raise Cancelled
        if self.error:
            raise self.error
        proxy.write_bytes(b"a recording")
        return Reviewed(Timeline(), rundown(file=name))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(sessions, "settings", lambda: settings.Settings(home=tmp_path))
    return tmp_path


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "talk.mp4"
    path.write_bytes(b"x")
    return path


def job(source, engine, line=None, **more: Any):
    return ReviewJob(source, sessions.new_folder(), engine=engine, line=line or Line(1), **more)


def test_a_review_reports_and_is_kept(source):
    engine = Engine()
    review = job(source, engine, name="my talk.mov")
    assert engine.began.wait(5)
    state = review.state()
    assert (state.phase, state.stage, state.done) == (Phase.RUNNING, "Watching and listening", 0.4)
    assert state.left is not None
    assert 0 < state.left <= 20
    engine.go.set()
    end = review.wait(5)
    assert end.phase is Phase.DONE
    stored = sessions.load(end.session or "")
    assert stored.rundown.file == "my talk.mov"
    assert stored.media is not None
    assert stored.media.read_bytes() == b"a recording"
    assert source.exists()


def test_our_own_copy_of_a_recording_is_removed(source):
    engine = Engine()
    engine.go.set()
    assert job(source, engine, owned=True).wait(5).phase is Phase.DONE
    assert not source.exists()


def test_an_upload_inside_the_folder_is_removed_with_its_own(home):
    folder = sessions.new_folder()
    upload = folder / "original" / "talk.mov"
    upload.parent.mkdir()
    upload.write_bytes(b"x")
    engine = Engine()
    engine.go.set()
    end = ReviewJob(upload, folder, owned=True, engine=engine, line=Line(1)).wait(5)
    kept = home / "sessions" / (end.session or "")
    assert {path.name for path in kept.iterdir()} == {
        sessions.MEDIA, sessions.RUNDOWN, sessions.SUMMARY, sessions.TIMELINE,
    }  # fmt: skip


def until(review, phase):
    for _ in range(500):
        if review.state().phase is phase:
            return review.state()
        threading.Event().wait(0.01)
    raise AssertionError(f"never {phase}, but {review.state()}")


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that takes nothing more until the event is set."""
    room, fsync = threading.Event(), sessions.os.fsync

    def write(handle):
        if not room.is_set():
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(sessions.os, "fsync", write)
    monkeypatch.setattr(keeping, "AGAIN", 0.02)
    return room


def test_a_finished_review_waits_for_room_and_loses_nothing(source, full_disk):
    engine = Engine()
    engine.go.set()
    review = job(source, engine, owned=True, owner="me")
    state = until(review, Phase.UNSAVED)
    assert isinstance(state.error, DiskFull)
    assert "room on the disk" in state.stage
    assert not state.over
    assert source.exists()
    assert running("me") is review
    full_disk.set()
    end = review.wait(5)
    assert end.phase is Phase.DONE
    assert sessions.load(end.session or "").media is not None
    assert not source.exists()


def test_others_need_not_wait_until_there_is_room(source, full_disk):
    line, first, second = Line(1), Engine(), Engine()
    first.go.set()
    unsaved = job(source, first, line)
    until(unsaved, Phase.UNSAVED)
    following = job(source, second, line)
    assert second.began.wait(5)
    for review in (unsaved, following):
        review.cancel()
        review.wait(5)


def test_a_home_that_can_be_written_again_gets_the_review(source, home, monkeypatch):
    monkeypatch.setattr(keeping, "AGAIN", 0.02)
    (home / "sessions").write_text("in the way")
    engine = Engine()
    engine.go.set()
    review = job(source, engine)
    state = until(review, Phase.UNSAVED)
    assert "cannot write" in (state.error.what if state.error else "")
    (home / "sessions").unlink()
    assert review.wait(5).phase is Phase.DONE


def test_an_unsaved_review_can_be_given_up(source, home, full_disk):
    engine = Engine()
    engine.go.set()
    review = job(source, engine)
    until(review, Phase.UNSAVED)
    review.cancel()
    assert review.wait(5).phase is Phase.STOPPED
    assert not list((home / "unfinished").iterdir())


def test_a_stopped_review_leaves_nothing(source, home):
    engine = Engine()
    review = job(source, engine)
    assert engine.began.wait(5)
    review.cancel()
    assert review.wait(5).phase is Phase.STOPPED
    assert sessions.listing() == ()
    assert not list((home / "unfinished").iterdir())


@pytest.mark.parametrize(
    "error", [UnreadableMedia("It is empty.", "Record again."), DiskFull("Full.", "Free some.")]
)
def test_trouble_is_told_and_leaves_nothing(source, home, error):
    engine = Engine(error)
    engine.go.set()
    state = job(source, engine).wait(5)
    assert (state.phase, state.error) == (Phase.FAILED, error)
    assert not list((home / "unfinished").iterdir())


def test_an_unforeseen_error_becomes_a_sentence(source, caplog):
    engine = Engine(ZeroDivisionError("inside"))
    engine.go.set()
    state = job(source, engine).wait(5)
    assert state.phase is Phase.FAILED
    assert state.error is not None
    assert "inside RealTalk" in state.error.what
    assert "talk.mp4" not in caplog.records[0].getMessage()


def test_reviews_wait_for_their_turn_in_order(source):
    line, engines = Line(1), [Engine(), Engine(), Engine()]
    jobs = [job(source, engine, line=line) for engine in engines]
    assert engines[0].began.wait(5)
    assert [review.state().ahead for review in jobs] == [0, 1, 2]
    assert jobs[1].state().phase is Phase.WAITING
    jobs[1].cancel()
    assert jobs[1].wait(5).phase is Phase.STOPPED
    assert jobs[2].state().ahead == 1
    engines[0].go.set()
    assert engines[2].began.wait(5)
    engines[2].go.set()
    assert jobs[2].wait(5).phase is Phase.DONE
    assert not engines[1].began.is_set()


def test_a_running_review_is_found_again_by_its_owner_alone(source):
    engine = Engine()
    review = job(source, engine, owner="me")
    assert engine.began.wait(5)
    assert running("me") is review
    assert running("you") is None
    engine.go.set()
    review.wait(5)
    assert running("me") is None


def test_a_review_is_found_until_its_end_is_told(source, monkeypatch):
    ending, go_on = threading.Event(), threading.Event()

    def discard(folder):
        ending.set()
        assert go_on.wait(5)

    monkeypatch.setattr(sessions, "discard", discard)
    engine = Engine()
    review = job(source, engine, owner="me")
    review.cancel()
    assert ending.wait(5)
    assert running("me") is review
    assert not review.state().over
    go_on.set()
    assert review.wait(5).phase is Phase.STOPPED
    assert running("me") is None


def test_a_failure_nobody_saw_is_told_once_after_a_reload(source):
    engine = Engine(UnreadableMedia("It is empty.", "Record again."))
    review = job(source, engine, owner="me")
    engine.go.set()
    review._thread.join(5)
    later = Engine()
    busy = job(source, later, owner="me")
    assert later.began.wait(5)
    assert running("me") is busy, "what still runs comes first"
    busy.cancel()
    busy.wait(5)
    found = running("me")
    assert found is not None
    assert found is review
    assert found.state().error is engine.error
    assert running("me") is None
