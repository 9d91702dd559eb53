from __future__ import annotations

import itertools
import resource
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import PictureType

from realtalk.capture.proxy import STEP, player_rate
from realtalk.capture.recording import open_recording
from realtalk.errors import RealTalkError
from tests.builders import Audio, Video, build_clip, plain, swaying, tone


def proxy_of(path: Path) -> Path:
    proxy = path.parent / "proxy.mp4"
    with open_recording(path) as recording:
        for _ in recording.media(proxy=proxy):
            assert not proxy.exists()
        for _ in recording.finish_proxy():
            assert not proxy.exists()
    assert proxy.exists()
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([path.name, "proxy.mp4"])
    return proxy


def packets(path: Path, kind: str) -> list[bytes]:
    with av.open(str(path)) as file:
        streams = [stream for stream in file.streams if stream.type == kind]
        return [bytes(packet) for packet in file.demux(streams) if packet.size]


def keyframes(path: Path) -> list[float]:
    with av.open(str(path)) as file:
        return [
            float(p.pts * p.time_base) for p in file.demux(video=0) if p.pts is not None and p.is_keyframe
        ]


def test_the_index_stands_first_so_that_playing_starts_at_once(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.avi", 2.0, video=Video(plain((160, 120)), codec="mpeg4"), audio=Audio(tone(440, 2.0))
    )
    data = proxy_of(path).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_what_browsers_play_is_copied_unchanged(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.mp4", 3.0, video=Video(swaying((160, 120)), gop=25), audio=Audio(tone(440, 3.0))
    )
    proxy = proxy_of(path)
    assert packets(proxy, "video") == packets(path, "video")
    assert packets(proxy, "audio") == packets(path, "audio")


@pytest.mark.parametrize(
    "video",
    [
        Video(plain((160, 120)), gop=250, fps=25),
        Video(plain((160, 120)), codec="libx265"),
        Video(plain((160, 120)), codec="mpeg4"),
        Video(plain((160, 120)), pix_fmt="yuv444p"),
        Video(plain((1920, 1080)), (1920, 1080), fps=10),
        Video(plain((120, 2000)), (120, 2000), fps=50),
    ],
    ids=["rare keyframes", "hevc", "mpeg4", "4:4:4", "1080p", "tall"],
)
def test_everything_else_is_encoded_for_browsers(tmp_path: Path, video: Video) -> None:
    path = build_clip(tmp_path / "a.mkv", 3.0, video=video)
    proxy = proxy_of(path)
    with av.open(str(proxy)) as file:
        stream = file.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        sides = sorted((stream.width, stream.height))
        assert sides[0] <= 720
        assert sides[1] <= 1280
        assert stream.width / stream.height == pytest.approx(video.size[0] / video.size[1], rel=0.02)
        times = [frame.time for frame in file.decode(video=0)]
    assert all(b - a >= STEP - 1e-3 for a, b in itertools.pairwise(times))
    assert len(times) == pytest.approx(3 * min(video.fps, 25), abs=2)
    steps = [b - a for a, b in zip(keyframes(proxy), [*keyframes(proxy)[1:], 3.0], strict=True)]
    assert max(steps) <= 1.1


def rare_later(path: Path, last: float = 5.0, end: float = 16.0) -> Path:
    """A keyframe every second up to `last`, while the file is looked at, and none afterwards."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream(
            "libx264", rate=25, options={"preset": "ultrafast", "g": "1000", "sc_threshold": "0"}
        )
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for i in range(round(end * 25)):
            frame = av.VideoFrame.from_ndarray(plain((160, 120))(i / 25), format="rgb24").reformat(
                format="yuv420p"
            )
            frame.pts, frame.time_base = i, Fraction(1, 25)
            frame.pict_type = PictureType.I if i <= last * 25 and i % 25 == 0 else PictureType.NONE
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    assert keyframes(path) == pytest.approx(range(round(last) + 1))
    return path


def test_a_copy_that_turns_out_bad_is_made_again(tmp_path: Path) -> None:
    proxy = proxy_of(rare_later(tmp_path / "a.mp4"))
    assert max(b - a for a, b in itertools.pairwise([*keyframes(proxy), 16.0])) <= 1.1


@pytest.mark.parametrize(("end", "copied"), [(7.4, True), (7.8, False)])
def test_the_last_keyframe_is_no_further_from_the_end_than_any_other(
    tmp_path: Path, end: float, copied: bool
) -> None:
    path = rare_later(tmp_path / "a.mp4", end=end)
    proxy = proxy_of(path)
    assert (packets(proxy, "video") == packets(path, "video")) is copied


def test_making_the_copy_again_goes_in_small_steps_and_changes_nothing_else(tmp_path: Path) -> None:
    path, proxy = rare_later(tmp_path / "a.mp4"), tmp_path / "p.mp4"
    with open_recording(path) as recording:
        assert list(recording.finish_proxy()) == []
        assert len(list(recording.media(proxy=proxy))) == 160
        assert [one.name for one in tmp_path.iterdir()] == ["a.mp4"]
        before = (recording.read_until, recording.share_read, recording.notes, recording.gaps)
        assert before == (pytest.approx(16.0), 1.0, (), ())
        done = []
        for seconds in recording.finish_proxy():
            done.append(seconds)
            assert (recording.read_until, recording.share_read, recording.notes, recording.gaps) == before
        assert all(0 <= b - a <= 0.1 for a, b in itertools.pairwise([0.0, *done]))
        assert done[-1] == pytest.approx(16.0)
        assert proxy.exists()
        assert list(recording.finish_proxy()) == []


@pytest.mark.parametrize("close", ["iterator", "recording"])
def test_making_the_copy_again_can_be_stopped_and_leaves_nothing(tmp_path: Path, close: str) -> None:
    path, proxy = rare_later(tmp_path / "a.mp4"), tmp_path / "p.mp4"
    with open_recording(path) as recording:
        list(recording.media(proxy=proxy))
        steps = recording.finish_proxy()
        assert next(steps) < next(one for one in steps if one > 3.0) < 3.2
        (steps if close == "iterator" else recording).close()
        assert list(steps) == []
        assert [one.name for one in tmp_path.iterdir()] == ["a.mp4"]
        assert list(recording.finish_proxy())
        assert proxy.exists()


def test_a_copy_that_is_good_is_there_with_the_last_picture(tmp_path: Path) -> None:
    path = build_clip(tmp_path / "a.mp4", 3.0, video=Video(plain((160, 120)), gop=25))
    with open_recording(path) as recording:
        list(recording.media(proxy=tmp_path / "p.mp4"))
        assert (tmp_path / "p.mp4").exists()
        assert list(recording.finish_proxy()) == []


def test_a_hole_in_copied_sound_makes_the_copy_again_with_silence(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.mkv",
        6.0,
        video=Video(plain((64, 48)), (64, 48)),
        audio=Audio(tone(440, 6.0), holes=((2.0, 4.0),)),
    )
    with av.open(str(proxy_of(path))) as file:
        times = [frame.time or 0.0 for frame in file.decode(audio=0)]
    steps = [b - a for a, b in itertools.pairwise(times)]
    assert max(steps) < 0.03


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.mp3", "libmp3lame"),
        ("a.m4a", "aac"),
        ("a.wav", "pcm_s16le"),
        ("a.flac", "flac"),
        ("a.ogg", "libopus"),
    ],
)
def test_sound_alone_is_played_too(tmp_path: Path, name: str, codec: str) -> None:
    proxy = proxy_of(build_clip(tmp_path / name, 1.5, audio=Audio(tone(440, 1.5), codec=codec)))
    with av.open(str(proxy)) as file:
        assert [stream.type for stream in file.streams] == ["audio"]
        assert file.streams.audio[0].codec_context.name == "aac"
        assert sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0)) == pytest.approx(
            1.5, abs=0.06
        )


def test_sound_is_played_at_a_rate_that_browsers_know() -> None:
    assert [player_rate(rate) for rate in (8000, 16_000, 37_000, 48_000, 192_000)] == [
        16_000,
        16_000,
        44_100,
        48_000,
        48_000,
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = build_clip(tmp_path / "a.wav", 0.5, audio=Audio(tone(440, 0.5), codec="pcm_s16le"))
    with open_recording(path) as recording, pytest.raises(RealTalkError, match="gone"):
        list(recording.media(proxy=tmp_path / "gone" / "p.mp4"))


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on the size of files")
@pytest.mark.parametrize("room", [0, 3_000, 60_000])
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, room: int) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (120, 160, 3), np.uint8)
    video = Video(lambda t: np.roll(noise, round(t * 100)), codec="mpeg4")
    path = build_clip(tmp_path / "a.avi", 4.0, video=video, audio=Audio(tone(440, 4.0), codec="pcm_s16le"))
    code = (
        "import resource, sys, pathlib\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
        "from realtalk.capture.recording import open_recording\n"
        "from realtalk.errors import DiskFull\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "try: list(open_recording(path).media(proxy=path.parent / 'p.mp4'))\n"
        "except DiskFull as error: sys.stderr.write('told: ' + str(error))\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert "told: There is no room left" in done.stderr, done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["a.avi"]
