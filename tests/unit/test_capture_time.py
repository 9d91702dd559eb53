from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from realtalk.capture.recording import open_recording, spoken_time
from realtalk.media import SAMPLE_RATE, AudioChunk
from tests.builders import Audio, Picture, Video, build_clip, flash_and_beep, plain, tone
from tests.reading import onset_of_light, onset_of_sound, read


def test_pictures_come_when_they_were_taken_at_any_rhythm(tmp_path: Path) -> None:
    times = (0.0, 0.05, 0.06, 0.5, 0.52, 1.3, 2.9)
    path = build_clip(tmp_path / "a.mkv", 3.0, video=Video(plain((64, 48)), (64, 48), times=times))
    with open_recording(path) as recording:
        assert [one.t for one in read(recording, picture_rate=None)[0]] == pytest.approx(times, abs=1e-3)
        assert [one.t for one in read(recording, picture_rate=10)[0]] == pytest.approx(
            (0, 0.5, 1.3, 2.9), abs=1e-3
        )


def test_b_frames_come_in_the_order_in_which_they_are_seen(tmp_path: Path) -> None:
    def grey(t: float) -> np.ndarray:
        return np.full((48, 64, 3), 20 + 8 * round(t * 25), np.uint8)

    options = (("preset", "medium"), ("b_strategy", "0"))
    path = build_clip(
        tmp_path / "a.mp4", 1.0, video=Video(grey, (64, 48), bframes=3, gop=12, options=options)
    )
    with open_recording(path) as recording:
        frames, _ = read(recording, picture_rate=None)
    levels = [int(one.rgb.mean()) for one in frames]
    assert len(levels) == 25
    assert levels == sorted(levels)
    assert frames[0].t == 0


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mkv", "libx264"), ("a.mp4", "libx264"), ("a.ts", "mpeg2video")]
)
def test_timestamps_that_start_anywhere_start_at_0(tmp_path: Path, name: str, codec: str) -> None:
    picture, pcm = flash_and_beep((64, 48), [0.52], 1.2)
    path = build_clip(
        tmp_path / name,
        1.2,
        video=Video(picture, (64, 48), codec=codec, start=100.0),
        audio=Audio(pcm, codec="mp2" if name == "a.ts" else "aac", start=100.0),
    )
    with open_recording(path) as recording:
        frames, heard = read(recording, picture_rate=None)
    assert onset_of_light(frames) == pytest.approx(0.52, abs=0.02)
    assert onset_of_sound(heard) == pytest.approx(0.52, abs=0.02)
    assert recording.read_until == pytest.approx(1.2, abs=0.1)


@pytest.mark.parametrize(
    ("name", "video", "audio"),
    [
        ("a.mp4", "libx264", "aac"),
        ("a.mov", "libx265", "aac"),
        ("a.mkv", "libx264", "aac"),
        ("a.avi", "mjpeg", "pcm_s16le"),
        ("a.mpg", "mpeg1video", "mp2"),
        ("a.webm", "libvpx-vp9", "libopus"),
    ],
)
@pytest.mark.parametrize("late", [0.0, 0.3])
def test_a_flash_and_its_beep_stay_together_here_and_in_the_player(
    tmp_path: Path, name: str, video: str, audio: str, late: float
) -> None:
    """Within 20 ms, also where the sound begins after the picture."""
    late = 0.0 if name == "a.avi" else late  # an avi cannot say that its sound begins late
    times = [0.52, 1.6]
    picture, pcm = flash_and_beep((160, 120), times, 2.4)
    pcm = pcm[round(late * 48_000) :]
    path = build_clip(
        tmp_path / name,
        2.4,
        video=Video(picture, codec=video, pix_fmt="yuvj420p" if video == "mjpeg" else "yuv420p"),
        audio=Audio(pcm, codec=audio, start=late),
    )
    with open_recording(path) as recording:
        seen = read(recording, picture_rate=None, proxy=tmp_path / "p.mp4")
    with open_recording(tmp_path / "p.mp4") as proxy:
        played = read(proxy, picture_rate=None)
    for frames, heard in (seen, played):
        for t in times:
            later = [one for one in frames if one.t > t - 0.2]
            quiet = round((t - 0.2) * SAMPLE_RATE)
            light, beep = onset_of_light(later), onset_of_sound(heard[quiet:]) + t - 0.2
            assert light == pytest.approx(t, abs=0.02)
            assert beep == pytest.approx(t, abs=0.02)


def test_a_hole_in_the_sound_is_silence_and_noted(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.mkv",
        6.0,
        video=Video(plain((64, 48)), (64, 48)),
        audio=Audio(tone(440, 6.0), codec="pcm_s16le", holes=((2.0, 4.0),)),
    )
    with open_recording(path) as recording:
        pcm = np.concatenate([one.pcm for one in recording.media() if isinstance(one, AudioChunk)])
    assert len(pcm) / SAMPLE_RATE == pytest.approx(6.0, abs=0.05)
    assert not pcm[int(2.1 * SAMPLE_RATE) : int(3.9 * SAMPLE_RATE)].any()
    (gap,) = recording.gaps
    assert (gap.span.start, gap.span.end) == (pytest.approx(2.0, abs=0.05), pytest.approx(4.0, abs=0.05))
    assert recording.notes == ("2 seconds of sound are missing from the file.",)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.9, ()),
        (1.0, ("1 second of sound is missing from the file.",)),
        (3.0, ("3 seconds of sound are missing from the file.",)),
        (60.0, ("1 minute of sound is missing from the file.",)),
        (62.0, ("1 minute 2 seconds of sound are missing from the file.",)),
    ],
)
def test_how_much_sound_is_missing_is_said_in_words(
    tmp_path: Path, seconds: float, said: tuple[str, ...]
) -> None:
    """Here the sound ends before the picture."""
    path = build_clip(
        tmp_path / "a.mkv",
        1.0 + seconds,
        video=Video(plain((16, 16)), (16, 16), fps=10, codec="ffv1"),
        audio=Audio(tone(440, 1.0), codec="pcm_s16le"),
    )
    with open_recording(path) as recording:
        read(recording, in_order=False)
    assert recording.notes == said
    (gap,) = recording.gaps
    assert (gap.span.start, gap.span.end) == (pytest.approx(1.0), pytest.approx(1.0 + seconds))
    assert recording.read_until == pytest.approx(1.0 + seconds)


def test_a_picture_that_stops_long_before_the_sound_is_said(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.mkv",
        8.0,
        video=Video(plain((64, 48)), (64, 48), times=tuple(i / 25 for i in range(50))),
        audio=Audio(tone(440, 8.0)),
    )
    with open_recording(path) as recording:
        frames, pcm = read(recording, in_order=False, proxy=tmp_path / "p.mp4")
    assert recording.notes == ("The picture stops at 0:02, the sound goes on to 0:08.",)
    assert recording.gaps == ()
    assert len(frames) == 20
    assert len(pcm) / SAMPLE_RATE == pytest.approx(8.0, abs=0.05)
    assert recording.read_until == pytest.approx(8.0, abs=0.05)


@pytest.mark.parametrize("order", [(0.0, 500.0), (500.0, 0.0)])
def test_a_clock_that_jumps_is_made_one(tmp_path: Path, order: tuple[float, float]) -> None:
    """Two pieces behind each other in one file, as a camera leaves them that was stopped and started."""
    joined = tmp_path / "joined.ts"
    with open(joined, "wb") as file:
        for i, start in enumerate(order):
            picture, pcm = flash_and_beep((64, 48), [1.0], 2.0)
            piece = build_clip(
                tmp_path / f"{i}.ts",
                2.0,
                video=Video(picture, (64, 48), codec="mpeg2video", start=start),
                audio=Audio(pcm, codec="mp2", start=start),
            )
            file.write(piece.read_bytes())
    with open_recording(joined) as recording:
        frames, pcm = read(recording, picture_rate=None, proxy=tmp_path / "p.mp4")
    assert recording.read_until == pytest.approx(4.0, abs=0.2)
    assert len(recording.notes) == 1
    assert "clock" in recording.notes[0]
    later = [one for one in frames if one.t > 2.1]
    light = onset_of_light(later)
    assert light == pytest.approx(3.0, abs=0.15)
    beep = onset_of_sound(pcm[int(2.1 * SAMPLE_RATE) :]) + 2.1
    assert beep == pytest.approx(light, abs=0.03)


@pytest.mark.parametrize("name", ["a.mkv", "a.avi", "a.mp4", "a.wav", "a.flac"])
def test_a_truncated_file_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path, name: str) -> None:
    seconds = 8.0
    noise = np.random.default_rng(1).integers(0, 255, (25, 120, 160, 3), np.uint8)
    picture: Picture = lambda t: noise[round(t * 25) % 25]  # noqa: E731
    video = Video(picture, codec="mpeg4" if name == "a.avi" else "libx264")
    audio = Audio(
        np.random.default_rng(2).uniform(-0.3, 0.3, 8 * 48_000).astype(np.float32), codec="pcm_s16le"
    )
    if name == "a.flac":
        audio = Audio(audio.pcm, codec="flac")
    if name == "a.mp4":
        audio = Audio(audio.pcm, codec="aac")
    path = build_clip(
        tmp_path / name,
        seconds,
        video=None if name in ("a.wav", "a.flac") else video,
        audio=audio,
        options={"movflags": "faststart"} if name == "a.mp4" else None,
    )
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with open_recording(path) as recording:
        read(recording, proxy=tmp_path / "p.mp4")
    assert 2.5 < recording.read_until < 5.5
    assert (
        recording.notes[0] == f"The file ends early: {spoken_time(recording.read_until)} of it could be read."
    )
    assert (tmp_path / "p.mp4").stat().st_size > 0


@pytest.mark.parametrize(
    ("name", "video", "audio"),
    [
        ("a.mp3", None, "libmp3lame"),
        ("a.ogg", None, "libvorbis"),
        ("a.mpg", "mpeg1video", "mp2"),
        ("a.ts", "libx264", "aac"),
    ],
)
def test_a_cut_that_leaves_no_trace_is_just_the_end(
    tmp_path: Path, name: str, video: str | None, audio: str
) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (25, 120, 160, 3), np.uint8)
    pictures = Video(lambda t: noise[round(t * 25) % 25], codec=video) if video else None
    pcm = np.random.default_rng(2).uniform(-0.3, 0.3, 6 * 48_000).astype(np.float32)
    path = build_clip(tmp_path / name, 6.0, video=pictures, audio=Audio(pcm, codec=audio))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with open_recording(path) as recording:
        read(recording, in_order=False, proxy=tmp_path / "p.mp4")
    assert 1.5 < recording.read_until < 4.0
    assert recording.notes == ()
    assert (tmp_path / "p.mp4").stat().st_size > 0


def test_damage_in_the_middle_is_skipped_and_noted(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.mkv",
        6.0,
        video=Video(plain((160, 120)), gop=10),
        audio=Audio(np.random.default_rng(2).uniform(-0.3, 0.3, 6 * 48_000).astype(np.float32), codec="flac"),
    )
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 60_000] = np.random.default_rng(3).bytes(60_000)
    path.write_bytes(data)
    with open_recording(path) as recording:
        _, pcm = read(recording, proxy=tmp_path / "p.mp4")
    assert recording.read_until == pytest.approx(6.0, abs=0.3)
    assert len(pcm) / SAMPLE_RATE == pytest.approx(6.0, abs=0.3)
    assert recording.gaps
    assert "Parts of the file are damaged and were skipped." in recording.notes


def test_real_clips_are_read_whole(data: Path, tmp_path: Path) -> None:
    clips = sorted(one for one in (data / "video").iterdir() if one.suffix in (".mp4", ".mov", ".mpg"))
    assert clips
    for clip in clips:
        with open_recording(clip) as recording:
            frames, pcm = read(recording, in_order=False)
        duration = recording.info.duration
        assert duration is not None
        assert recording.read_until == pytest.approx(duration, abs=0.1)
        assert len(frames) == pytest.approx(duration * 10, abs=2)
        assert len(pcm) / SAMPLE_RATE > 2
