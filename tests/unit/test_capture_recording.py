from __future__ import annotations

import gc
import resource
import threading
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from av.stream import Disposition
from av.video.stream import VideoStream

from realtalk.capture.recording import open_recording
from realtalk.media import SAMPLE_RATE, AudioChunk, Frame
from tests.builders import Audio, Video, build_clip, plain, tone
from tests.reading import pitch, read

BLUE = (40, 90, 200)


@pytest.mark.parametrize(
    ("name", "video", "audio"),
    [
        ("a.mp4", "libx264", "aac"),
        ("a.mov", "libx265", "aac"),
        ("a.mkv", "libx264", "libopus"),
        ("a.mkv", "ffv1", "flac"),
        ("a.webm", "libvpx-vp9", "libopus"),
        ("a.webm", "libvpx", "libvorbis"),
        ("a.avi", "mpeg4", "libmp3lame"),
        ("a.avi", "mjpeg", "pcm_s16le"),
        ("a.mpg", "mpeg1video", "mp2"),
        ("a.mpg", "mpeg2video", "ac3"),
        ("a.mp4", "mpeg4", None),
        ("a.mp3", None, "libmp3lame"),
        ("a.m4a", None, "aac"),
        ("a.wav", None, "pcm_s24le"),
        ("a.flac", None, "flac"),
        ("a.ogg", None, "libvorbis"),
        ("a.ogg", None, "libopus"),
        ("a.ts", "libx264", "aac"),
        # Not libsvtav1: as root it gives its calling thread, and all that this starts, a real-time priority.
        ("a.mp4", "libaom-av1", "aac"),
    ],
)
def test_every_format_gives_its_pictures_and_its_sound(
    tmp_path: Path, name: str, video: str | None, audio: str | None
) -> None:
    pix_fmt = "yuvj420p" if video == "mjpeg" else "yuv420p"
    path = build_clip(
        tmp_path / name,
        1.2,
        video=Video(plain((160, 120), BLUE), codec=video, pix_fmt=pix_fmt) if video else None,
        audio=Audio(tone(440, 1.2), codec=audio) if audio else None,
    )
    with open_recording(path) as recording:
        frames, pcm = read(recording)
    info = recording.info
    assert (info.name, info.has_video, info.has_audio) == (name, video is not None, audio is not None)
    if video:
        assert (info.width, info.height, info.rate) == (160, 120, 25)
        assert 11 <= len(frames) <= 13
        assert np.abs(frames[5].rgb[60, 80].astype(int) - BLUE).max() < 12
    if audio:
        assert len(pcm) / SAMPLE_RATE == pytest.approx(1.2, abs=0.06)
        assert pitch(pcm) == pytest.approx(440, abs=3)
        assert np.sqrt(np.mean(pcm[4000:14_000] ** 2)) == pytest.approx(0.354, abs=0.03)
    assert recording.notes == ()
    assert recording.gaps == ()
    assert recording.read_until == pytest.approx(1.2, abs=0.1)


@pytest.mark.parametrize(
    ("codec", "pix_fmt"),
    [
        ("libx265", "yuv420p10le"),
        ("libx264", "yuv444p"),
        ("libx264", "yuv422p10le"),
        ("ffv1", "gray"),
        ("ffv1", "yuva420p"),
        ("ffv1", "bgra"),
        ("ffv1", "gray16le"),
        ("ffv1", "gbrp10le"),
        ("ffv1", "yuv420p12le"),
    ],
)
def test_every_way_of_storing_points_is_seen_in_its_colours(tmp_path: Path, codec: str, pix_fmt: str) -> None:
    path = build_clip(
        tmp_path / "a.mkv", 0.2, video=Video(plain((64, 48), BLUE), (64, 48), codec=codec, pix_fmt=pix_fmt)
    )
    with open_recording(path) as recording:
        frames, _ = read(recording, proxy=tmp_path / "p.mp4")
    expected = np.array(BLUE if "gray" not in pix_fmt else [88] * 3)
    assert np.abs(frames[0].rgb[24, 32].astype(int) - expected).max() < 12
    with av.open(str(tmp_path / "p.mp4")) as proxy:
        shown = next(proxy.decode(video=0))
        assert shown.format.name == "yuv420p"
        from_601 = shown.reformat(
            format="rgb24", src_colorspace=shown.colorspace, dst_colorspace=5
        ).to_ndarray()
        assert np.abs(from_601[24, 32].astype(int) - expected).max() < 12


@pytest.mark.parametrize("size", [(3840, 2160), (321, 241), (1, 1), (17, 301), (1279, 35)])
def test_every_size_is_read_and_shrunk_to_the_longest_side(tmp_path: Path, size: tuple[int, int]) -> None:
    path = build_clip(tmp_path / "a.mkv", 0.08, video=Video(plain(size, BLUE), size, codec="ffv1"))
    with open_recording(path) as recording:
        frames, _ = read(recording, max_side=640, proxy=tmp_path / "p.mp4")
    assert (recording.info.width, recording.info.height) == size
    height, width, _ = frames[0].rgb.shape
    assert max(width, height) == min(640, max(size))
    assert width / height == pytest.approx(size[0] / size[1], rel=0.04)
    with av.open(str(tmp_path / "p.mp4")) as proxy:
        shown = next(proxy.decode(video=0))
        assert max(shown.width, shown.height) <= 1280
        assert min(shown.width, shown.height) <= 720


def test_points_that_are_not_square_are_shown_in_shape(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.mpg",
        0.4,
        video=Video(plain((352, 288)), (352, 288), codec="mpeg2video", aspect=Fraction(16, 11)),
    )
    with open_recording(path) as recording:
        frames, _ = read(recording, proxy=tmp_path / "p.mp4")
    assert recording.info.width / recording.info.height == pytest.approx(16 / 9, rel=0.01)
    assert frames[0].rgb.shape[1] / frames[0].rgb.shape[0] == pytest.approx(16 / 9, rel=0.01)
    with av.open(str(tmp_path / "p.mp4")) as proxy:
        shown = next(proxy.decode(video=0))
        assert shown.width / shown.height == pytest.approx(16 / 9, rel=0.01)


@pytest.mark.parametrize("layout", ["mono", "stereo", "5.1"])
@pytest.mark.parametrize("rate", [8000, 48_000, 192_000])
def test_any_number_of_channels_at_any_rate(tmp_path: Path, layout: str, rate: int) -> None:
    channels = {"mono": 1, "stereo": 2, "5.1": 6}[layout]
    pcm = np.zeros((channels, rate), np.float32)
    pcm[2 if channels == 6 else slice(None)] = tone(440, 1.0, rate)
    path = build_clip(tmp_path / "a.wav", 1.0, audio=Audio(pcm, rate, "pcm_s16le", layout))
    with open_recording(path) as recording:
        _, heard = read(recording, proxy=tmp_path / "p.mp4")
    assert len(heard) == pytest.approx(SAMPLE_RATE, abs=32)
    assert pitch(heard) == pytest.approx(440, abs=3)
    assert np.abs(heard).max() == pytest.approx(0.25 if layout == "5.1" else 0.5, abs=0.03)
    with open_recording(tmp_path / "p.mp4") as proxy:
        assert pitch(read(proxy)[1]) == pytest.approx(440, abs=3)


def test_the_default_streams_are_read_and_never_a_cover(tmp_path: Path) -> None:
    red, blue = (Video(plain((160, 120), colour)) for colour in ((220, 30, 30), BLUE))
    quiet, loud = Audio(tone(300, 1.0), default=False), Audio(tone(600, 1.0))
    other = Video(red.picture, default=False)
    path = build_clip(tmp_path / "a.mkv", 1.0, video=(other, blue), audio=(quiet, loud))
    with open_recording(path) as recording:
        frames, pcm = read(recording)
    assert np.abs(frames[3].rgb[60, 80].astype(int) - BLUE).max() < 12
    assert pitch(pcm) == pytest.approx(600, abs=3)

    with av.open(str(tmp_path / "song.mp3"), "w") as file:
        cover = cast(VideoStream, file.add_stream("mjpeg", rate=1))
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        setattr(cover, "disposition", Disposition.attached_pic.value)  # noqa: B010
        sound = cast(AudioStream, file.add_stream("libmp3lame", rate=48_000))
        file.mux(cover.encode(av.VideoFrame(64, 64, "yuvj420p")))
        sound_frame = av.AudioFrame.from_ndarray(tone(440, 1.0).reshape(1, -1), format="fltp", layout="mono")
        sound_frame.sample_rate = 48_000
        for part in av.AudioResampler("fltp", "stereo", 48_000, frame_size=1152).resample(sound_frame):
            file.mux(sound.encode(part))
        file.mux(sound.encode(None))
    with open_recording(tmp_path / "song.mp3") as recording:
        assert not recording.info.has_video
        assert not read(recording)[0]


def test_reading_can_be_stopped_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    path = build_clip(tmp_path / "a.mkv", 6.0, video=Video(plain((160, 120))), audio=Audio(tone(440, 6.0)))
    before = threading.active_count()
    recording = open_recording(path)
    media = recording.media(proxy=tmp_path / "p.mp4")
    next(media)
    recording.close()
    assert list(media) == []
    assert threading.active_count() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.mkv"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = build_clip(tmp_path / "a.mp4", 2.0, video=Video(plain((160, 120))), audio=Audio(tone(440, 2.0)))
    with open_recording(path) as recording:
        first, once = read(recording)
        second, with_copy = read(recording, proxy=tmp_path / "p.mp4")
    assert np.array_equal(once, with_copy)
    assert all(a.t == b.t and np.array_equal(a.rgb, b.rgb) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("sound_alone", [False, True])
def test_how_far_a_file_is_read_is_known_where_it_does_not_say_how_long_it_is(
    tmp_path: Path, sound_alone: bool
) -> None:
    """A webm as browsers record it: without a length and without an index."""
    noise = np.random.default_rng(1).integers(0, 255, (25, 120, 160, 3), np.uint8)
    video = Video(lambda t: noise[round(t * 25) % 25], codec="libvpx", options=(("deadline", "realtime"),))
    path = build_clip(
        tmp_path / "live.webm",
        6.0,
        video=None if sound_alone else video,
        audio=Audio(tone(440, 6.0), codec="libopus"),
        options={"live": "1"},
    )
    with open_recording(path) as recording:
        assert recording.info.duration is None
        assert recording.share_read is None
        shares = []
        for piece in recording.media(proxy=tmp_path / "p.mp4"):
            assert recording.share_read is not None
            assert recording.share_read == pytest.approx(piece.t / 6.0, abs=0.2)
            shares.append(recording.share_read)
    assert shares == sorted(shares)
    assert recording.share_read == 1.0
    assert recording.read_until == pytest.approx(6.0, abs=0.1)
    assert recording.notes == ()


@pytest.mark.parametrize(
    ("name", "codec", "sound"),
    [
        ("a.mp4", "libx264", "aac"),
        ("a.mkv", "ffv1", "pcm_s16le"),
        ("a.mov", "libx265", "aac"),
        ("a.webm", "libvpx", "libopus"),
    ],
)
def test_one_picture_with_sound(tmp_path: Path, name: str, codec: str, sound: str) -> None:
    path = build_clip(
        tmp_path / name,
        1.0,
        video=Video(plain((160, 120), BLUE), codec=codec, times=(0.0,)),
        audio=Audio(tone(440, 1.0), codec=sound),
    )
    with open_recording(path) as recording:
        frames, pcm = read(recording, proxy=tmp_path / "p.mp4")
    assert [one.t for one in frames] == [pytest.approx(0, abs=0.05)]
    assert len(pcm) / SAMPLE_RATE == pytest.approx(1.0, abs=0.06)
    assert recording.notes == ()
    assert (tmp_path / "p.mp4").stat().st_size > 0


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.wav", "pcm_s16le"), ("a.flac", "flac"), ("a.mp3", "libmp3lame"), ("a.ogg", "libopus")],
)
def test_one_sample_of_sound(tmp_path: Path, name: str, codec: str) -> None:
    path = build_clip(tmp_path / name, 1.0, audio=Audio(np.full(1, 0.5, np.float32), codec=codec))
    with open_recording(path) as recording:
        frames, pcm = read(recording, proxy=tmp_path / "p.mp4")
    assert not frames
    assert len(pcm) <= 0.05 * SAMPLE_RATE
    assert recording.read_until <= 0.05
    assert recording.notes == ()
    assert (tmp_path / "p.mp4").stat().st_size > 0


def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "a.wav", 600.0, audio=Audio(np.zeros(600 * 8000, np.float32), 8000, "pcm_s16le")
    )
    with open_recording(path) as recording:
        media = recording.media(proxy=tmp_path / "p.mp4")
        for piece in media:
            if piece.t > 60:
                break
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for piece in media:
            assert isinstance(piece, AudioChunk)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert recording.read_until == pytest.approx(600, abs=0.1)
    assert after - before < 12_000  # KiB; the sound of the rest is 34,000


def test_pictures_are_freed_without_a_garbage_collection(tmp_path: Path) -> None:
    path = build_clip(tmp_path / "a.mp4", 10.0, video=Video(plain((640, 480)), (640, 480)))
    gc.disable()
    try:
        with open_recording(path) as recording:
            media = recording.media(picture_rate=None)
            for piece in media:
                if piece.t > 2:
                    break
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            for piece in media:
                assert isinstance(piece, Frame)
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    finally:
        gc.enable()
    assert after - before < 30_000  # KiB; the pictures of the rest are 180,000
