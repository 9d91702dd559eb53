from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from realtalk.coaching.rundown import Rundown
from realtalk.errors import DiskFull, RealTalkError
from realtalk.media import Span
from realtalk.observations import Word
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.homes import home_at
from tests.rundowns import rundown

ROOT = Path(__file__).parents[2]
TIMELINE = Timeline([Word("Hello.", Span(0.0, 0.5), 0.9)])


def keep(kept: Rundown | None = None, *, media: bytes | None = b"film") -> str:
    folder = sessions.new_folder()
    if media is not None:
        (folder / sessions.MEDIA).write_bytes(media)
    return sessions.save(folder, kept or rundown(), TIMELINE)


def test_nothing_kept_is_an_empty_list(home: Path):
    assert sessions.listing() == ()
    assert not home.exists()


def test_a_session_comes_back_whole(home: Path):
    session = keep()
    stored = sessions.load(session)
    assert stored.rundown == rundown()
    assert stored.timeline.track(Word) == TIMELINE.track(Word)
    assert stored.media is not None
    assert stored.media.read_bytes() == b"film"
    assert list((home / "unfinished").iterdir()) == []


def test_what_is_not_of_a_session_is_removed_once_it_is_kept(home: Path):
    folder = sessions.new_folder()
    (folder / "original").mkdir()
    (folder / "original" / "talk.mov").write_bytes(b"upload")
    (folder / "left.tmp").write_bytes(b"x")
    session = sessions.save(folder, rundown(), TIMELINE)
    names = {path.name for path in (home / "sessions" / session).iterdir()}
    assert names == {sessions.RUNDOWN, sessions.SUMMARY, sessions.TIMELINE}


def test_a_scratch_folder_that_went_away_does_not_lose_the_session(home: Path):
    folder = sessions.new_folder()
    folder.rmdir()
    assert sessions.load(sessions.save(folder, rundown(), TIMELINE)).rundown == rundown()


def test_a_session_without_a_recording(home: Path):
    assert sessions.load(keep(media=None)).media is None


def test_the_list_is_newest_first_and_says_what_was_found(home: Path):
    ids = [keep(rundown(file=f"take {n}.mp4")) for n in range(3)]
    for n, session in enumerate(ids):
        moved = f"2024010{n + 1}-120000-0000000{n}"
        (home / "sessions" / session).rename(home / "sessions" / moved)
    found = sessions.listing()
    assert [s.file for s in found] == ["take 2.mp4", "take 1.mp4", "take 0.mp4"]
    assert found[0].made == datetime(2024, 1, 3, 12, tzinfo=UTC)
    assert found[0].strength == "You spoke at an easy pace"
    assert found[0].damage is None
    assert "eye_contact" in found[0].values


def test_an_id_tells_when_it_was_made(home: Path):
    keep()
    assert datetime.now(UTC) - sessions.listing()[0].made < timedelta(minutes=1)


def test_a_changed_rundown_takes_the_place_of_the_old_one(home: Path):
    session = keep()
    sessions.update(session, replace(rundown(), file="other.mp4", strength=None))
    assert sessions.load(session).rundown.file == "other.mp4"
    assert sessions.listing()[0].file == "other.mp4"
    assert sessions.listing()[0].strength is None


def test_a_deleted_session_is_gone_with_its_recording(home: Path):
    session = keep()
    sessions.delete(session)
    sessions.delete(session)
    assert sessions.listing() == ()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_review_that_came_to_nothing_leaves_nothing(home: Path):
    folder = sessions.new_folder()
    (folder / sessions.MEDIA).write_bytes(b"half")
    sessions.discard(folder)
    assert not folder.exists()
    assert sessions.listing() == ()


def test_what_a_crash_left_is_swept_a_day_later(home: Path):
    left, running = sessions.new_folder(), sessions.new_folder()
    (left / "half").write_bytes(b"")
    for path in (left / "half", left):
        os.utime(path, (time.time() - 90_000, time.time() - 90_000))
    sessions.new_folder()
    assert not left.exists()
    assert running.exists()


@pytest.mark.parametrize("name", [sessions.RUNDOWN, sessions.SUMMARY])
@pytest.mark.parametrize(
    "damage", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"version": 9, "content": 1}', None]
)
def test_a_damaged_session_spoils_no_other(home: Path, name: str, damage: bytes | None):
    good, bad = keep(), keep()
    path = home / "sessions" / bad / name
    path.unlink() if damage is None else path.write_bytes(damage)
    found = {s.id: s for s in sessions.listing()}
    assert found[good].damage is None
    if name == sessions.SUMMARY or damage is None:
        assert "damaged" in (found[bad].damage or "")
    if name == sessions.RUNDOWN:
        with pytest.raises(RealTalkError, match="damaged"):
            sessions.load(bad)
    sessions.delete(bad)
    assert [s.id for s in sessions.listing()] == [good]


@pytest.mark.parametrize("damage", [b"", b"not gzip", b"\x1f\x8b\x08\x00broken", None])
def test_a_damaged_timeline_leaves_the_rundown_readable(home: Path, damage: bytes | None):
    session = keep()
    path = home / "sessions" / session / sessions.TIMELINE
    path.unlink() if damage is None else path.write_bytes(damage)
    stored = sessions.load(session)
    assert stored.rundown == rundown()
    with pytest.raises(RealTalkError, match="damaged"):
        _ = stored.timeline


def test_strange_things_in_the_folder_are_passed_over(home: Path):
    session = keep()
    (home / "sessions" / "notes.txt").write_text("mine")
    (home / "sessions" / "holiday").mkdir()
    (home / "sessions" / "99999999-999999-00000000").mkdir()
    assert [s.id for s in sessions.listing() if s.damage is None] == [session]
    assert len(sessions.listing()) == 2


@pytest.mark.parametrize(
    "session", ["", ".", "..", "../unfinished", "/etc", "20240101-120000-0000000G", "x\x00y"]
)
def test_only_ids_of_our_own_open_anything(home: Path, session: str):
    keep()
    with pytest.raises(RealTalkError, match="not on this machine"):
        sessions.load(session)
    sessions.delete(session)
    assert len(sessions.listing()) == 1


@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=300) | st.just("../../../etc/passwd\x00\udcff.mp4"))
def test_no_file_name_matters_to_the_disk(home: Path, name: str):
    session = keep(replace(rundown(), file=name), media=None)
    assert sessions.load(session).rundown.file == name
    assert sessions.listing()[0].damage is None
    sessions.delete(session)


def test_a_home_that_cannot_be_written_is_named(home: Path):
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("a file, no folder")
    with pytest.raises(RealTalkError, match="REALTALK_HOME"):
        sessions.new_folder()
    assert sessions.listing() == ()


def elsewhere(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run code that uses the store in another process."""
    head = "from realtalk.store import sessions\nfrom tests.unit.test_store_sessions import *\n"
    environment = {**os.environ, "REALTALK_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(code)],
        capture_output=True, text=True, env=environment, timeout=60, cwd=ROOT, check=False,
    )  # fmt: skip


def test_a_full_disk_leaves_nothing_half_written(home: Path):
    run = elsewhere(
        """
        import resource
        folder = sessions.new_folder()
        (folder / sessions.MEDIA).write_bytes(b"film")
        resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))
        try:
            sessions.save(folder, rundown(), TIMELINE)
        except DiskFull as error:
            print(error)
        print(sorted(path.name for path in folder.iterdir()), sessions.listing())
        """,
        home,
    )
    assert "no room left" in run.stdout, run.stderr
    assert "['player.mp4'] ()" in run.stdout


def test_a_failed_update_keeps_the_old_rundown(home: Path):
    session = keep()
    run = elsewhere(
        f"""
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))
        try:
            sessions.update("{session}", rundown(file="new.mp4"))
        except DiskFull:
            print("full")
        """,
        home,
    )
    assert run.stdout.strip() == "full", run.stderr
    assert sessions.load(session).rundown.file == rundown().file
    assert [p.name for p in (home / "sessions" / session).iterdir() if p.name.startswith(".")] == []


def test_two_processes_keep_what_each_has_done(home: Path):
    head = "from tests.unit.test_store_sessions import *\n"
    code = head + "for n in range(8): keep(media=None); sessions.listing()"
    environment = {**os.environ, "REALTALK_HOME": str(home), "PYTHONPATH": str(ROOT)}
    both = [subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT) for _ in range(2)]
    while any(process.poll() is None for process in both):
        assert all(s.damage is None for s in sessions.listing())
        time.sleep(0.02)
    assert [process.returncode for process in both] == [0, 0]
    assert len(sessions.listing()) == 16
    assert len({s.id for s in sessions.listing()}) == 16


def test_recordings_are_for_their_owner_alone(home: Path):
    session = keep()
    for folder in (home / "sessions", home / "sessions" / session):
        assert folder.stat().st_mode & 0o077 == 0


__all__ = ["TIMELINE", "DiskFull", "keep", "rundown", "sessions"]


def test_a_home_made_for_the_first_session_is_this_users_alone(tmp_path: Path) -> None:
    with home_at(tmp_path / "new" / "home") as home:
        folder = sessions.new_folder()
    assert [path.stat().st_mode & 0o077 for path in (home, home / "unfinished", folder)] == [0, 0, 0]


def test_a_session_that_is_being_changed_stays_so_while_reviews_begin(home: Path, monkeypatch):
    session = keep()
    monkeypatch.setattr(sessions, "PATIENCE", 0.05)
    with sessions.changing(session):
        sessions.new_folder()
        with pytest.raises(RealTalkError, match="being changed"), sessions.changing(session):
            pass
    sessions.delete(session)
    sessions.new_folder()
    assert not list(sessions.unfinished().glob("*.lock"))
