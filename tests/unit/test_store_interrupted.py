"""Talks that were cut off: a process that dies in mid-talk leaves what it recorded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from realtalk.capture.recording import open_recording
from realtalk.media import AudioChunk, Frame
from realtalk.session import live
from realtalk.session.job import Phase, ReviewJob
from realtalk.store import interrupted, sessions

pytestmark = pytest.mark.usefixtures("home")

ROOT = Path(__file__).parents[2]
SAMPLE = Path(live.__file__).parent.parent / "ui" / "sample" / "sample.mp4"
TALK = f"""
import sys, time
from pathlib import Path
from realtalk.session.live import LiveSession
from realtalk.session.plan import Plan
from realtalk.session.studio import Studio
from tests.replaying import Replay, pictures_of, sound_of
sample = Path({str(SAMPLE)!r})
pictures, sound = pictures_of(sample, 15.0)[:300], sound_of(sample)[: 48_000 * 20]
studio, session = Studio(), LiveSession(Plan("Cut & dried", emotion=False))
studio.attend(session)
with Replay(studio, pictures, sound):
    while session.now() < 6:
        time.sleep(0.1)
    print("talking", flush=True)
    time.sleep(60)
"""


def cut_off(title: str = "A talk", name: str = ".player-1.part", content: bytes = b"film") -> Path:
    """The folder of a talk whose process died."""
    folder = sessions.new_folder()
    interrupted.hold(folder, title).release()
    (folder / name).write_bytes(content)
    return folder


def test_a_talk_whose_process_was_killed_is_found_with_its_picture_and_sound(home: Path) -> None:
    talking = subprocess.Popen([sys.executable, "-c", TALK], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert talking.stdout is not None
    assert talking.stdout.readline() == "talking\n"
    assert interrupted.found() == ()
    talking.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    talking.wait(10)
    (talk,) = interrupted.found()
    assert talk.title == "Cut & dried"
    assert datetime.now(UTC) - talk.begun < timedelta(minutes=2)
    with open_recording(talk.media) as recording:
        media = list(recording.media())
    assert max(piece.t for piece in media if isinstance(piece, Frame)) > 3.5
    assert max(piece.t for piece in media if isinstance(piece, AudioChunk)) > 3.5

    folder = sessions.new_folder()
    ended = ReviewJob(talk.media, folder, name=talk.title, emotion=False, owned=True).wait(60)
    assert ended.phase is Phase.DONE
    kept = sessions.load(ended.session or "")
    assert kept.rundown.file == "Cut & dried"
    assert kept.rundown.words
    assert interrupted.found() == ()


def test_a_talk_that_goes_on_is_not_cut_off() -> None:
    folder = sessions.new_folder()
    hold = interrupted.hold(folder, "A talk")
    (folder / ".player-1.part").write_bytes(b"film")
    assert interrupted.found() == ()
    hold.release()
    assert [talk.title for talk in interrupted.found()] == ["A talk"]


def test_nothing_is_offered_where_nothing_was_recorded_or_the_note_is_damaged(home: Path) -> None:
    assert interrupted.found() == ()
    cut_off(content=b"")
    damaged = cut_off()
    for note in (b"", b"[]", b"{}", b'{"title": "a"}', b'{"title": 1, "begun": "never"}', b"\xff"):
        (damaged / sessions.NOTE).write_bytes(note)
        assert interrupted.found() == ()


def test_the_newest_comes_first_and_the_whole_recording_before_its_fragments() -> None:
    older = cut_off("Older")
    os.utime(older / ".player-1.part", (1, 1))
    (older / ".player-2.part").write_bytes(b"half of the plain one")
    newer = older.with_name("29991231-000000-00000000")
    newer.mkdir()
    interrupted.hold(newer, "Newer").release()
    (newer / sessions.MEDIA).write_bytes(b"film")
    (newer / ".player-1.part").write_bytes(b"film")
    assert [(talk.title, talk.media.name) for talk in interrupted.found()] == [
        ("Newer", sessions.MEDIA),
        ("Older", ".player-1.part"),
    ]


def test_what_is_removed_is_gone_with_its_folder(home: Path) -> None:
    folder = cut_off()
    (talk,) = interrupted.found()
    interrupted.remove(talk)
    interrupted.remove(talk)
    assert not folder.exists()
    assert interrupted.found() == ()


def test_a_recording_waits_a_week_for_a_decision_and_stale_locks_go(home: Path) -> None:
    folder = cut_off()
    stale = folder.with_name("20200101-000000-00000000" + sessions.LOCK)
    stale.touch()
    for days, there in ((2, True), (8, False)):
        for path in (*folder.iterdir(), folder):
            os.utime(path, (time.time() - days * 86_400,) * 2)
        sessions.new_folder()
        assert folder.exists() is there
    assert not stale.exists()


def test_a_talk_goes_on_where_its_note_cannot_be_written(home: Path) -> None:
    interrupted.hold(home / "unfinished" / "nowhere", "A talk").release()
