from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from realtalk.capture.recording import open_recording
from realtalk.errors import DiskFull, RealTalkError
from realtalk.session import recorder as recorder_module
from realtalk.session import recording_disk
from realtalk.session.recorder import PICTURE_ROOM, Recorder
from realtalk.session.recording_tracks import PictureTrack
from tests.builders import flash_and_beep, plain, swaying, tone
from tests.reading import read
from tests.recordings import (
    RATE,
    beeps,
    duration,
    flashes,
    hand_over,
    kinds,
    packets,
    pictures_in,
    record,
    regular,
    sound_in,
)

NOISE = np.random.default_rng(0).integers(0, 255, (240, 320, 3), np.uint8)


def noise(t: float) -> np.ndarray:
    return np.roll(NOISE, round(t * 100))


def left_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def until(condition, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.005)


class Stalled:
    """A writer that a slow disk holds up until `gate` is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gate = threading.Event()
        write = recording_disk.Scratch.pour

        def held_up(scratch: recording_disk.Scratch) -> bool:
            self.gate.wait(30)
            return write(scratch)

        monkeypatch.setattr(recording_disk.Scratch, "pour", held_up)


def test_calls_return_at_once_though_the_writer_is_held_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stalled = Stalled(monkeypatch)
    recorder = Recorder(tmp_path / "a.mp4", video=True, audio=True)
    picture, pcm = plain((640, 480))(0), tone(440, 0.02)
    took: list[float] = []
    for i in range(1000):
        before = time.perf_counter()
        recorder.sound(i / 50, pcm, RATE)
        took.append(time.perf_counter() - before)
        if i % 3 == 0:
            before = time.perf_counter()
            recorder.picture(i / 50, picture)
            took.append(time.perf_counter() - before)
    assert np.percentile(took, 99) < 0.001
    assert recorder._picture_bytes <= PICTURE_ROOM
    stalled.gate.set()
    recorder.finish()
    taken = {round(one.t * 50) for one in packets(tmp_path / "a.mp4", "video")} & set(range(0, 1000, 3))
    kept = len(taken)
    assert 30 <= kept < 60
    assert len(sound_in(tmp_path / "a.mp4")) / RATE == pytest.approx(20.0, abs=0.03)
    assert recorder.notes == (
        f"This machine could not keep up: {recorder._lost_pictures} pictures are missing from the recording.",
    )


def test_sound_is_left_out_only_when_nothing_else_helps_and_is_silence_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "SOUND_ROOM", 3 * RATE * 4)
    stalled = Stalled(monkeypatch)
    recorder = Recorder(tmp_path / "a.mp4", video=False, audio=True)
    _, pcm = flash_and_beep((64, 48), [1.0, 5.0, 9.0], 10.0)
    hand_over(recorder, None, pcm[: 8 * RATE])
    stalled.gate.set()
    until(lambda: not recorder._waiting)
    for at in range(8 * RATE, 10 * RATE, 960):
        recorder.sound(at / RATE, pcm[at : at + 960], RATE)
    recorder.finish()
    assert beeps(tmp_path / "a.mp4") == pytest.approx([1.0, 9.0], abs=0.005)
    assert recorder.notes == (
        "This machine could not keep up: 5 seconds of sound are missing from the recording.",
    )


@pytest.mark.parametrize(
    ("seen", "heard", "video"),
    [(10, 10, True), (2, 10, True), (10, 2, True), (0, 10, True), (10, 0, True), (0, 10, False)],
    ids=["both", "the picture stops", "the sound stops", "no picture", "no sound", "sound alone"],
)
def test_it_is_written_while_it_goes_on(tmp_path: Path, seen: int, heard: int, video: bool) -> None:
    recorder = Recorder(tmp_path / "a.mp4", video=video, audio=True)
    hand_over(recorder, swaying((64, 48)), tone(440, heard), regular(seen))
    until(lambda: not recorder._waiting)
    (scratch,) = tmp_path.iterdir()
    assert duration(scratch) > 5.5
    assert 5.5 < recorder.seconds <= 10
    recorder.finish()
    assert recorder.seconds == pytest.approx(10.0, abs=0.1)
    assert duration(tmp_path / "a.mp4") == pytest.approx(10.0, abs=0.1)


def test_the_thread_and_the_files_are_gone_afterwards(tmp_path: Path) -> None:
    def open_files() -> int:
        return len(os.listdir("/proc/self/fd"))

    record(tmp_path / "first.mp4", swaying((64, 48)), tone(440, 1.0), regular(1.0))
    threads, files = threading.active_count(), open_files()
    for i in range(4):
        record(tmp_path / f"{i}.mp4", swaying((64, 48)), tone(440, 2.0), regular(2.0))
        for _ in range(2):
            recorder = Recorder(tmp_path / "no.mp4", video=True, audio=True)
            hand_over(recorder, swaying((64, 48)), tone(440, 2.0), regular(2.0))
            recorder.discard()
        Recorder(tmp_path / "none.mp4", video=True, audio=True).finish()
        broken = Recorder(tmp_path / "gone" / "a.mp4", video=True, audio=True)
        hand_over(broken, swaying((64, 48)), tone(440, 1.0), regular(1.0))
        with pytest.raises(RealTalkError):
            broken.finish()
    assert (threading.active_count(), open_files()) == (threads, files)
    assert left_in(tmp_path) == ["0.mp4", "1.mp4", "2.mp4", "3.mp4", "first.mp4"]


def test_what_is_discarded_leaves_nothing_even_after_it_was_finished(tmp_path: Path) -> None:
    recorder = record(tmp_path / "a.mp4", swaying((64, 48)), tone(440, 1.0), regular(1.0))
    assert left_in(tmp_path) == ["a.mp4"]
    recorder.discard()
    recorder.discard()
    recorder.finish()
    assert left_in(tmp_path) == []


def test_the_end_may_be_told_twice_and_from_everywhere(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.mp4", video=True, audio=True)
    hand_over(recorder, swaying((64, 48)), tone(440, 3.0), regular(3.0))
    ends = [threading.Thread(target=end) for end in [recorder.finish] * 3]
    for end in ends:
        end.start()
    for end in ends:
        end.join(20)
    recorder.picture(4.0, plain((64, 48))(0))
    recorder.sound(4.0, tone(440, 1.0), RATE)
    recorder.finish()
    assert duration(tmp_path / "a.mp4") == pytest.approx(3.0, abs=0.03)
    assert recorder._waiting == recorder_module.deque()


def test_a_folder_that_is_not_there_is_told_and_stops_the_recording(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "gone" / "a.mp4", video=True, audio=True)
    recorder.picture(0.0, plain((64, 48))(0))
    until(lambda: recorder.trouble is not None)
    assert "gone" in recorder.trouble.remedy
    assert not isinstance(recorder.trouble, DiskFull)
    for i in range(1, 50):
        recorder.picture(i / 15, plain((640, 480))(0))
    assert not recorder._waiting
    with pytest.raises(RealTalkError, match="could not write"):
        recorder.finish()
    assert recorder.notes == ()


def test_an_encoder_that_breaks_leaves_what_was_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay = PictureTrack.lay

    def breaks(track: PictureTrack, t: float, rgb: np.ndarray) -> Iterator:
        if t > 4:
            raise ValueError("an encoder broke")
        return lay(track, t, rgb)

    monkeypatch.setattr(PictureTrack, "lay", breaks)
    recorder = record(tmp_path / "a.mp4", swaying((64, 48)), tone(440, 6.0), regular(6.0))
    assert "went wrong" in recorder.trouble.what
    assert 2.5 < duration(tmp_path / "a.mp4") <= 4.2
    assert kinds(tmp_path / "a.mp4") == ["audio", "video"]
    assert left_in(tmp_path) == ["a.mp4"]


def test_fragments_play_where_a_plain_file_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("a file that cannot be read back")

    monkeypatch.setattr(recording_disk, "remux", fails)
    picture, pcm = flash_and_beep((64, 48), [1.0, 2.2], 4.0)
    path = tmp_path / "a.mp4"
    recorder = record(path, picture, pcm, regular(4.0))
    assert recorder.trouble is None
    assert path.read_bytes().count(b"moof") == 4
    assert flashes(path) == pytest.approx([1.0, 2.2], abs=0.001)
    assert beeps(path) == pytest.approx([1.0, 2.2], abs=0.005)
    assert left_in(tmp_path) == ["a.mp4"]


LIMITED = """
import resource, sys
from pathlib import Path
from realtalk.capture.recording import open_recording
from realtalk.errors import DiskFull
from tests.recordings import hand_over, regular
from tests.unit.test_session_recorder import noise
from tests.builders import tone
from realtalk.session.recorder import Recorder
room = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
recorder = Recorder(Path(sys.argv[1]), video=True, audio=True)
hand_over(recorder, noise, tone(440, 8.0), regular(8.0))
try: recorder.finish()
except DiskFull as error: sys.stderr.write("raised: " + str(error) + "\\n")
sys.stderr.write("trouble: " + str(recorder.trouble) + "\\n")
"""


def recorded_with(path: Path, room: int) -> str:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, str(path), str(room)],
        capture_output=True, text=True, timeout=60, check=False, cwd=root,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on the size of files")
@pytest.mark.parametrize("room", [0, 2_000_000])
def test_a_full_disk_is_told_and_what_was_written_before_is_kept(tmp_path: Path, room: int) -> None:
    said = recorded_with(tmp_path / "a.mp4", room)
    assert "trouble: There is no room left on the disk" in said, said
    if room == 0:
        assert "raised: There is no room left" in said
        assert left_in(tmp_path) == []
        return
    assert "raised" not in said
    assert left_in(tmp_path) == ["a.mp4"]
    seen = pictures_in(tmp_path / "a.mp4")
    assert 1 < seen[-1][0] < 7
    assert len(seen) == pytest.approx(seen[-1][0] * 15, abs=2)
    assert len(sound_in(tmp_path / "a.mp4")) / RATE == pytest.approx(seen[-1][0], abs=0.5)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_fills_up_keeps_the_recording_and_room_for_the_rundown(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_disk, "SHARE", 0.3)
    path = small_disk / "a.mp4"
    recorder = record(path, noise, tone(440, 8.0), regular(8.0))
    assert isinstance(recorder.trouble, DiskFull)
    assert left_in(small_disk) == ["a.mp4"]
    assert path.stat().st_size > 800_000
    assert shutil.disk_usage(small_disk).free >= 0.3 * 2 * 2**20
    assert b"moof" in path.read_bytes()
    assert len(pictures_in(path)) > 15
    assert kinds(path) == ["audio", "video"]


def test_a_process_that_dies_leaves_what_it_had_written(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from tests.recordings import hand_over, regular\n"
        "from tests.builders import flash_and_beep\n"
        "from realtalk.session.recorder import Recorder\n"
        "recorder = Recorder(Path(sys.argv[1]), video=True, audio=True)\n"
        "picture, pcm = flash_and_beep((64, 48), [1.0, 2.2], 6.0)\n"
        "hand_over(recorder, picture, pcm, regular(6.0))\n"
        "while recorder.seconds < 5: time.sleep(0.01)\n"
        "print('written', flush=True)\n"
        "time.sleep(60)\n"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-B", "-c", code, str(tmp_path / "a.mp4")], stdout=subprocess.PIPE, cwd=root
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.communicate(timeout=20)
    (scratch,) = tmp_path.iterdir()
    assert duration(scratch) > 4.5
    assert flashes(scratch) == pytest.approx([1.0, 2.2], abs=0.001)
    assert beeps(scratch) == pytest.approx([1.0, 2.2], abs=0.005)
    whole = scratch.read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole[: whole.rindex(b"mdat") + 100])
    with open_recording(cut) as recording:
        pictures, _ = read(recording, picture_rate=None)
    assert len(pictures) == pytest.approx(duration(scratch) * 15, abs=16)
