from __future__ import annotations

import itertools
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.capture.recording import open_recording
from realtalk.media import AudioChunk, Frame
from realtalk.session.recorder import Recorder
from realtalk.session.recording_file import RecordingFile
from realtalk.session.recording_tracks import recorded_size
from tests.builders import flash_and_beep, plain, swaying, tone
from tests.recordings import (
    RATE,
    Holes,
    beeps,
    duration,
    flashes,
    kinds,
    packets,
    pictures_in,
    record,
    regular,
    sound_in,
)

TIMES = [1.0, 2.2, 3.6]


@pytest.mark.parametrize("rate", [48_000, 44_100, 16_000])
def test_picture_and_sound_stay_together(tmp_path: Path, rate: int) -> None:
    picture, pcm = flash_and_beep((160, 120), TIMES, 5.0, rate)
    jitter = np.random.default_rng(1).uniform(-0.03, 0.03, 75)
    times = sorted({*(max(0.0, t + float(j)) for t, j in zip(regular(5.0), jitter, strict=True)), *TIMES})
    path = tmp_path / "a.mp4"
    recorder = record(path, picture, pcm, times, rate=rate)
    assert (recorder.trouble, recorder.notes) == (None, ())
    assert [t for t, _ in pictures_in(path)] == pytest.approx(sorted({0.0, *times}), abs=1e-4)
    assert flashes(path) == pytest.approx(TIMES, abs=1e-4)
    assert beeps(path) == pytest.approx(TIMES, abs=0.005)
    assert duration(path) == pytest.approx(5.0, abs=0.03)
    assert [one.name for one in tmp_path.iterdir()] == ["a.mp4"]


def test_what_analyses_a_recording_sees_the_same_times(tmp_path: Path) -> None:
    picture, pcm = flash_and_beep((160, 120), TIMES, 5.0)
    record(tmp_path / "a.mp4", picture, pcm, regular(5.0))
    with open_recording(tmp_path / "a.mp4") as recording:
        media = list(recording.media(picture_rate=None))
        assert (recording.notes, recording.gaps) == ((), ())
    light = [one.t for one in media if isinstance(one, Frame) and one.rgb.mean() > 120]
    loud = [
        one.t + np.argmax(np.abs(one.pcm) > 0.1) / 16_000
        for one in media
        if isinstance(one, AudioChunk) and np.abs(one.pcm).max(initial=0) > 0.1
    ]
    for start in TIMES:
        assert min(t for t in light if t > start - 0.05) == pytest.approx(start, abs=0.01)
        assert min(t for t in loud if t > start - 0.05) == pytest.approx(start, abs=0.01)


def test_every_browser_can_play_it_and_jump_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    record(path, swaying((320, 240)), tone(440, 6.0), regular(6.0))
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"moof" not in data
    with av.open(str(path)) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        assert (video.codec_context.name, video.pix_fmt) == ("h264", "yuv420p")
        assert video.profile in ("Baseline", "Constrained Baseline")
        assert (audio.codec_context.name, audio.layout.name, audio.rate) == ("aac", "mono", RATE)
        assert (video.start_time, audio.start_time) == (0, 0)
    shown = packets(path, "video")
    assert all(packet.t == packet.decoded for packet in shown)
    keys = [packet.t for packet in shown if packet.keyframe]
    assert keys == pytest.approx(range(6), abs=1e-3)


def test_colours_are_kept(tmp_path: Path) -> None:
    record(tmp_path / "a.mp4", plain((160, 120), (60, 120, 180)), None, regular(1.0), audio=False)
    with av.open(str(tmp_path / "a.mp4")) as file:
        frame = next(file.decode(video=0))
        assert (frame.colorspace, frame.color_range) == (Colorspace.ITU709, ColorRange.MPEG)
    with open_recording(tmp_path / "a.mp4") as recording:
        seen = next(one for one in recording.media() if isinstance(one, Frame))
    assert np.abs(seen.rgb.mean(axis=(0, 1)) - (60, 120, 180)).max() < 3


@pytest.mark.parametrize(
    ("camera", "recorded"),
    [
        ((640, 480), (640, 480)),
        ((321, 241), (320, 240)),
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((1440, 1080), (960, 720)),
        ((2000, 20), (1280, 16)),
    ],
)
def test_the_recording_is_as_large_as_the_first_picture_within_720p(
    camera: tuple[int, int], recorded: tuple[int, int]
) -> None:
    assert recorded_size(*camera) == recorded


def test_a_camera_that_changes_its_size_keeps_its_shape(tmp_path: Path) -> None:
    sizes = [(320, 240), (640, 480), (960, 540), (180, 320), (322, 241)]
    bright = [np.full((high, wide, 3), 200, np.uint8) for wide, high in sizes]
    path = tmp_path / "a.mp4"
    record(path, lambda t: bright[min(4, int(t))], None, regular(5.0), audio=False)
    seen = pictures_in(path)
    assert {rgb.shape for _, rgb in seen} == {(240, 320, 3)}

    def light(second: int) -> tuple[int, int]:
        rgb = next(rgb for t, rgb in seen if t >= second + 0.5)[:, :, 1] > 100
        return int(rgb[120].sum()), int(rgb[:, 160].sum())

    whole = (320, 240)
    assert [light(second) for second in (0, 1, 4)] == [whole] * 3
    assert light(2) == pytest.approx((320, 180), abs=3)
    assert light(3) == pytest.approx((135, 240), abs=3)


@pytest.mark.parametrize(
    ("lost", "silent"),
    [(((1.4, 1.42),), 0.02), (((1.4, 1.46),), 0.06), (((1.4, 2.0),), 0.6), (((0.0, 0.7),), 0.7)],
    ids=["a packet", "three packets", "a while", "the beginning"],
)
def test_a_hole_in_the_sound_is_silence_and_moves_nothing(tmp_path: Path, lost: Holes, silent: float) -> None:
    picture, _ = flash_and_beep((64, 48), TIMES, 5.0)
    pcm = tone(100, 5.0, level=0.09)
    for start in TIMES:
        pcm[round(start * RATE) : round((start + 0.1) * RATE)] = tone(1000, 0.1)
    path = tmp_path / "a.mp4"
    record(path, picture, pcm, regular(5.0), holes=lost)
    assert beeps(path) == pytest.approx(TIMES, abs=0.005)
    assert flashes(path) == pytest.approx(TIMES, abs=0.001)
    heard = sound_in(path)
    (a, b) = lost[0]
    inside = heard[round((a + 0.005) * RATE) : round((b - 0.005) * RATE)]
    assert np.abs(inside).max() < 0.05
    assert b - a == pytest.approx(silent)
    assert len(heard) / RATE == pytest.approx(5.0, abs=0.03)


def test_sound_that_overlaps_is_heard_once(tmp_path: Path) -> None:
    picture, pcm = flash_and_beep((64, 48), TIMES, 5.0)
    path = tmp_path / "a.mp4"
    record(path, picture, pcm, regular(5.0), shift=lambda t: t - 0.03 if t > 1.5 else t)
    assert beeps(path) == pytest.approx([1.0, 2.17, 3.57], abs=0.005)
    assert len(sound_in(path)) / RATE == pytest.approx(4.97, abs=0.03)


def test_a_microphone_whose_clock_runs_fast_keeps_to_the_picture(tmp_path: Path) -> None:
    starts = [1.0, 11.0, 19.0]
    picture, pcm = flash_and_beep((64, 48), starts, 20.0)
    path = tmp_path / "a.mp4"
    record(path, picture, pcm, regular(20.0), shift=lambda t: t * 0.998)
    assert flashes(path) == pytest.approx([t * 0.998 for t in starts], abs=0.001)
    assert beeps(path) == pytest.approx(flashes(path), abs=0.015)


def test_a_jump_in_time_keeps_picture_and_sound_together(tmp_path: Path) -> None:
    picture, pcm = flash_and_beep((64, 48), TIMES, 5.0)
    path = tmp_path / "a.mp4"
    record(path, picture, pcm, regular(5.0), shift=lambda t: t + 12 if t > 1.5 else t)
    assert flashes(path) == pytest.approx([1.0, 14.2, 15.6], abs=0.001)
    assert beeps(path) == pytest.approx([1.0, 14.2, 15.6], abs=0.005)
    assert duration(path) == pytest.approx(17.0, abs=0.03)


@pytest.mark.parametrize("late", [0.3, 4.0, 8.0])
def test_a_picture_that_comes_late_is_in_its_place(tmp_path: Path, late: float) -> None:
    starts = [late + 1.0, late + 2.0]
    picture, pcm = flash_and_beep((64, 48), starts, late + 3.0)
    path = tmp_path / "a.mp4"
    recorder = record(path, picture, pcm, regular(late + 3.0, start=late))
    assert flashes(path) == pytest.approx(starts, abs=0.001)
    assert beeps(path) == pytest.approx(starts, abs=0.005)
    lit = [t for t, rgb in pictures_in(path) if rgb.mean() > 10]
    assert lit[:2] == pytest.approx([late, late + 1 / 15] if late > 1 else [0.0, late], abs=0.001)
    begins = [f"The picture of the recording begins at 0:0{late:.0f}."] if late > 2 else []
    assert list(recorder.notes) == begins


@pytest.mark.parametrize("seconds", [2.0, 8.0])
def test_without_a_picture_the_sound_alone_is_recorded(tmp_path: Path, seconds: float) -> None:
    recorder = record(tmp_path / "a.mp4", None, tone(440, seconds))
    assert kinds(tmp_path / "a.mp4") == ["audio"]
    assert duration(tmp_path / "a.mp4") == pytest.approx(seconds, abs=0.03)
    assert recorder.notes == ("No picture came, so the recording has only sound.",)


def test_without_a_sound_the_picture_alone_is_recorded(tmp_path: Path) -> None:
    recorder = record(tmp_path / "a.mp4", swaying((64, 48)), None, regular(8.0))
    assert kinds(tmp_path / "a.mp4") == ["video"]
    assert duration(tmp_path / "a.mp4") == pytest.approx(8.0, abs=0.01)
    assert recorder.notes == ("No sound came, so the recording is silent.",)


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_only_what_was_promised_is_recorded(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.mp4"
    recorder = record(
        path, swaying((64, 48)), tone(440, 3.0), regular(3.0), video=kind == "video", audio=kind == "audio"
    )
    assert (kinds(path), recorder.notes) == ([kind], ())
    assert duration(path) == pytest.approx(3.0, abs=0.03)


def test_the_last_picture_stays_until_the_sound_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    record(path, swaying((64, 48)), tone(440, 6.0), [0.0, 0.5, 1.2])
    assert packets(path, "video")[-1].end == pytest.approx(6.0, abs=0.03)


def test_while_no_picture_comes_the_last_one_stays_and_can_be_jumped_to(tmp_path: Path) -> None:
    picture, pcm = flash_and_beep((64, 48), [0.7, 5.5], 8.0, width=0.3)
    path = tmp_path / "a.mp4"
    record(path, picture, pcm, [0.0, 0.7, 5.5, 7.2])
    seen = pictures_in(path)
    assert [t for t, _ in seen] == pytest.approx([0.0, 0.7, 1, 2, 3, 4, 5.5, 6, 7.2], abs=0.001)
    assert [rgb.mean() > 120 for _, rgb in seen] == [False, *[True] * 7, False]
    keys = [packet.t for packet in packets(path, "video") if packet.keyframe]
    assert keys == pytest.approx([0, 1, 2, 3, 4, 5.5, 6, 7.2], abs=0.001)


def test_sound_that_stops_leaves_silence_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    record(path, swaying((64, 48)), tone(440, 2.0), regular(9.0))
    heard = sound_in(path)
    assert len(heard) / RATE == pytest.approx(9.0, abs=0.1)
    assert np.abs(heard[round(2.05 * RATE) :]).max() < 0.01


def test_nothing_at_all_leaves_no_file(tmp_path: Path) -> None:
    recorder = record(tmp_path / "a.mp4", None, None)
    assert (recorder.trouble, recorder.notes, recorder.seconds) == (None, (), 0.0)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_picture_and_no_sound_is_passed_over(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.mp4", video=True, audio=True)
    for odd in (np.zeros((0, 0, 3)), np.zeros((48, 64)), np.zeros((48, 64, 4)), np.zeros((8, 64, 3))):
        recorder.picture(0.0, odd.astype(np.uint8))
    for t in (np.nan, np.inf, -1.0):
        recorder.picture(t, plain((64, 48))(0))
    recorder.sound(np.nan, tone(440, 0.1), RATE)
    recorder.sound(0.0, np.empty(0, np.float32), RATE)
    recorder.sound(0.0, tone(440, 0.1), 0)
    for i in range(15):
        recorder.picture(i / 15, plain((64, 48))(0))
        recorder.picture(i / 15 - 0.2, plain((64, 48))(0))
        recorder.sound(i / 15, np.full(RATE // 15, np.nan, np.float32), RATE)
    recorder.finish()
    assert recorder.trouble is None
    assert len(pictures_in(tmp_path / "a.mp4")) == 15
    assert np.isfinite(sound_in(tmp_path / "a.mp4")).all()


def test_sound_waits_only_so_long_for_a_picture(tmp_path: Path) -> None:
    file = RecordingFile(tmp_path / "a.mp4", video=True, audio=True)
    for i in range(400):
        file.sound(i / 50, tone(440, 0.02), RATE)
    assert not file._early
    file.remove()
    assert list(tmp_path.iterdir()) == []


MOMENTS = st.lists(
    st.tuples(
        st.booleans(),
        st.floats(-0.1, 1.5),
        st.sampled_from([(64, 48), (48, 64), (160, 90), (33, 47)]),
        st.sampled_from([8000, 44_100, 48_000]),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=12, deadline=None)
@given(MOMENTS)
def test_whatever_comes_the_file_is_whole(tmp_path_factory: pytest.TempPathFactory, moments) -> None:
    path = tmp_path_factory.mktemp("any") / "a.mp4"
    recorder = Recorder(path, video=True, audio=True)
    t = end = 0.0
    sees = hears = False
    for is_picture, step, size, rate in moments:
        t += step
        if is_picture and t >= 0:
            recorder.picture(t, plain(size)(0))
            end, sees = max(end, t), True
        elif not is_picture:
            recorder.sound(t, tone(440, 0.1, rate), rate)
            end, hears = max(end, t + 0.1), True
    recorder.finish()
    assert recorder.trouble is None
    if not (sees or hears):
        assert not path.exists()
        return
    assert kinds(path) == ["audio"] * hears + ["video"] * sees
    assert duration(path) == pytest.approx(end, abs=0.25)
    for kind in kinds(path):
        times = [packet.decoded for packet in packets(path, kind)]
        assert all(a < b for a, b in itertools.pairwise(times))
    if sees:
        assert pictures_in(path)[0][0] == 0.0
    if hears:
        assert len(sound_in(path)) / RATE == pytest.approx(end, abs=0.03)
