"""Folders for what is not kept: private, and gone with whoever made them, however they ended."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from realtalk.errors import RealTalkError
from realtalk.store import scratch as module
from realtalk.store.scratch import scratch, scratch_folder

OTHER = """
from realtalk.store.scratch import scratch_folder
folder = scratch_folder()
(folder / "voice").write_bytes(b"somebody")
print(folder, flush=True)
input()
"""


@pytest.fixture(autouse=True)
def own(home, monkeypatch) -> Path:
    """A process that has asked for nothing yet."""
    monkeypatch.setattr(module, "_HELD", {})
    return home


def other_process() -> tuple[subprocess.Popen, Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    return process, Path(process.stdout.readline().strip())


def test_a_folder_is_empty_private_and_nobody_elses(own):
    one, two = scratch_folder(), scratch_folder()
    assert one != two
    assert [*one.iterdir(), *two.iterdir()] == []
    assert own in one.parents
    assert {folder.stat().st_mode & 0o077 for folder in (one, one.parent, one.parent.parent)} == {0}


def test_a_block_leaves_nothing_even_where_it_fails():
    with suppress(ValueError), scratch() as folder:
        (folder / "voice").write_bytes(b"somebody")
        raise ValueError("half-way")
    assert not folder.exists()


def test_what_a_killed_process_left_goes_and_what_another_works_on_stays(own):
    killed, left = other_process()
    killed.kill()
    killed.wait(10)
    working, used = other_process()
    try:
        assert not left.exists(), "the next process removes it"
        mine = scratch_folder()
        assert (used / "voice").read_bytes() == b"somebody"
    finally:
        working.kill()
        working.wait(10)
    assert mine.exists()
    module._HELD.clear()  # as the next process
    scratch_folder()
    assert not used.exists()


def test_where_nothing_can_be_written_it_is_said(own):
    own.mkdir(parents=True, exist_ok=True)
    (own / "scratch").write_bytes(b"in the way")
    with pytest.raises(RealTalkError, match="cannot write"):
        scratch_folder()
