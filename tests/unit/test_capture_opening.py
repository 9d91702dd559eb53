from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from realtalk.capture.opening import display_name, open_media
from realtalk.capture.recording import open_recording
from realtalk.errors import UnreadableMedia
from tests.builders import Audio, Video, build_clip, plain, tone
from tests.reading import read


def refused(path: Path) -> str:
    """The sentence with which a file is refused; checks what holds for every refusal."""
    with pytest.raises(UnreadableMedia) as caught:
        open_recording(path)
    error = caught.value
    assert error.what.startswith(f"RealTalk could not read {display_name(path)}: ")
    assert error.what.endswith(".")
    assert error.remedy.endswith(".")
    assert str(path.parent) not in str(error)
    assert "\n" not in str(error)
    return error.what


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return build_clip(tmp_path / "a.mp4", 1.0, video=Video(plain((160, 120))), audio=Audio(tone(440, 1.0)))


def test_what_is_not_there_a_folder_or_empty(tmp_path: Path) -> None:
    assert "not there" in refused(tmp_path / "gone.mp4")
    assert "not there" in refused(tmp_path / "nul\0byte.mp4")
    assert "folder" in refused(tmp_path)
    (tmp_path / "empty.mp4").touch()
    assert "empty" in refused(tmp_path / "empty.mp4")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("notes.txt", b"Four score and seven years ago", "text"),
        ("notes.mp4", "Bär und Fuß, ".encode() * 900, "text"),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:1/a.ts\n", "playlist"),
        ("list.txt", b"ffconcat version 1.0\nfile /etc/passwd\n", "text"),
        ("call.sdp", b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "text"),
        ("talk.pdf", b"%PDF-1.7 \xff\xfe" + bytes(500), "document"),
        ("talk.docx", b"PK\x03\x04" + bytes(500), "document"),
        ("photo.heic", b"\0\0\0\x18ftypheic" + bytes(500), "picture"),
        ("photo.gif", b"GIF89a" + bytes(500), "picture"),
    ],
)
def test_what_is_no_recording_is_called_what_it_is(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind in refused(tmp_path / name)


@pytest.mark.parametrize("codec", ["png", "mjpeg", "bmp", "tiff"])
def test_a_photo_is_no_recording(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "photo.mp4"
    context = av.CodecContext.create(codec, "w")
    assert isinstance(context, av.VideoCodecContext)
    context.width, context.height, context.framerate = 64, 48, Fraction(1)
    context.pix_fmt = {"png": "rgb24", "mjpeg": "yuvj420p", "bmp": "bgr24", "tiff": "rgb24"}[codec]
    context.time_base = Fraction(1)
    frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24").reformat(
        format=context.pix_fmt
    )
    path.write_bytes(b"".join(bytes(packet) for packet in [*context.encode(frame), *context.encode(None)]))
    assert "picture" in refused(path)


@pytest.mark.parametrize("seed", range(4))
def test_noise_is_no_recording(tmp_path: Path, seed: int) -> None:
    (tmp_path / "noise.mp4").write_bytes(np.random.default_rng(seed).bytes(20_000))
    refused(tmp_path / "noise.mp4")
    (tmp_path / "noise.bin").write_bytes(bytes(20_000))
    refused(tmp_path / "noise.bin")


def test_an_mp4_without_its_table_of_contents(clip: Path) -> None:
    data = clip.read_bytes()
    clip.write_bytes(data[: data.index(b"moov") - 4])
    assert "cut off" in refused(clip)


@pytest.mark.parametrize("keep", [40, 400])
@pytest.mark.parametrize("name", ["a.mkv", "a.avi", "a.wav", "a.mp3"])
def test_what_is_cut_down_to_its_header(tmp_path: Path, name: str, keep: int) -> None:
    video = None if name in ("a.wav", "a.mp3") else Video(plain((160, 120)), codec="mpeg4")
    codec = "libmp3lame" if name == "a.mp3" else "pcm_s16le"
    path = build_clip(tmp_path / name, 1.0, video=video, audio=Audio(tone(440, 1.0), codec=codec))
    path.write_bytes(path.read_bytes()[:keep])
    if name == "a.wav" and keep == 400:
        assert open_recording(path).info.has_audio
    else:
        refused(path)


def test_a_recording_that_lasts_no_time(tmp_path: Path) -> None:
    header = (
        b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 16000, 32000, 2, 16)
    )
    (tmp_path / "a.wav").write_bytes(header + b"data" + struct.pack("<I", 0))
    assert "0 seconds" in refused(tmp_path / "a.wav")
    sample = build_clip(tmp_path / "a.m4a", 1.0, audio=Audio(np.zeros(1, np.float32)))
    assert "0 seconds" in refused(sample)
    one = build_clip(tmp_path / "one.mkv", 0.04, video=Video(plain((160, 120))))
    assert "no time" in refused(one)


def test_an_encrypted_recording(tmp_path: Path) -> None:
    path = build_clip(
        tmp_path / "locked.mp4",
        1.0,
        video=Video(plain((160, 120))),
        audio=Audio(tone(440, 1.0)),
        options={
            "encryption_scheme": "cenc-aes-ctr",
            "encryption_key": "00112233445566778899aabbccddeeff",
            "encryption_kid": "00112233445566778899aabbccddeeff",
        },
    )
    assert "encrypted" in refused(path)


def test_a_form_that_nobody_knows(clip: Path) -> None:
    data = clip.read_bytes()
    clip.write_bytes(data.replace(b"avc1", b"zzz1").replace(b"mp4a", b"zzz2").replace(b"esds", b"zzz3"))
    assert "does not know" in refused(clip)


def test_sound_is_read_where_only_the_picture_is_unknown(clip: Path) -> None:
    clip.write_bytes(clip.read_bytes().replace(b"avc1", b"zzz1"))
    info = open_recording(clip).info
    assert (info.has_video, info.has_audio) == (False, True)


def test_a_file_that_may_not_be_read(clip: Path) -> None:
    clip.chmod(0)
    code = (
        "import os, sys, pathlib\n"
        "from realtalk.capture.recording import open_recording\n"
        "from realtalk.errors import UnreadableMedia\n"
        "if os.getuid() == 0: os.setegid(65534); os.seteuid(65534)\n"
        "try: open_recording(pathlib.Path(sys.argv[1]))\n"
        "except UnreadableMedia as error: print(error)\n"
    )
    for folder in (clip.parent, *clip.parent.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/") and "pytest" in folder.name:
            folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", code, str(clip)], capture_output=True, text=True, timeout=60, check=False
    )
    assert "does not allow it" in done.stdout, done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "-rf.mp4",
        "a\nb.mp4",
        'it\'s "quoted".mp4',
        "file:a.mp4",
        "concat:a|b.mp4",
        "http:__127.0.0.1_a.mp4",
        "%03d.mp4",
        "sp ace.mp4",
        "Ünïcödé 口.mp4",
        "pipe:0",
        ".mp4",
        "a.mp4 ",
        "$(id).mp4",
        "data:text,x",
    ],
)
def test_a_hostile_name_is_only_a_name(clip: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(clip, clip.parent / name)
    monkeypatch.chdir(clip.parent)
    with open_recording(Path(name)) as recording:
        assert recording.info.has_video
        assert "\n" not in recording.info.name
        assert len(list(recording.media(proxy=Path("proxy of " + name)))) > 5
    assert (clip.parent / ("proxy of " + name)).stat().st_size > 0


def test_a_name_that_is_no_text_is_still_a_name(clip: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(clip.parent) + b"/\xff\xfe.mp4"))
    try:
        shutil.copy(clip, path)
    except OSError:
        pytest.skip("this disk only takes names that are text")
    with open_recording(path) as recording:
        recording.info.name.encode("utf-8")


def test_a_file_cannot_make_ffmpeg_open_another(tmp_path: Path, clip: Path) -> None:
    """Reference movies, playlists and scripts under the name of a recording are refused."""
    for content in (
        f"ffconcat version 1.0\nfile {clip}\n".encode() + b"\0",
        f"#EXTM3U\n#EXTINF:1,\n{clip}\n#EXT-X-ENDLIST\n".encode() + b"\0\xff",
        f"<?xml version='1.0'?><MPD><BaseURL>{clip}</BaseURL></MPD>".encode() + b"\0\xff",
    ):
        (tmp_path / "trap.mp4").write_bytes(content)
        refused(tmp_path / "trap.mp4")


def test_an_open_file_has_its_default_streams(clip: Path) -> None:
    opened = open_media(clip)
    assert opened.video is not None
    assert opened.audio is not None
    opened.container.close()


@pytest.mark.parametrize(
    ("name", "video", "audio"),
    [
        ("a.mp4", "libx264", "aac"),
        ("a.mkv", "libx264", "libopus"),
        ("a.avi", "mpeg4", "libmp3lame"),
        ("a.mpg", "mpeg1video", "mp2"),
        ("a.flac", None, "flac"),
        ("a.mp3", None, "libmp3lame"),
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_any_damage_is_read_around_or_refused(
    tmp_path: Path, name: str, video: str | None, audio: str, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    pcm = chance.uniform(-0.3, 0.3, 48_000).astype(np.float32)
    pictures = Video(plain((160, 120)), codec=video) if video else None
    path = build_clip(tmp_path / name, 1.0, video=pictures, audio=Audio(pcm, codec=audio))
    data = bytearray(path.read_bytes())
    for _ in range(seed):
        data[chance.integers(len(data))] = chance.integers(256)
    at = int(chance.integers(len(data)))
    data[at : at + 500] = chance.bytes(500)
    path.write_bytes(data)
    try:
        with open_recording(path) as recording:
            read(recording, in_order=False, proxy=tmp_path / "p.mp4")
    except UnreadableMedia:
        assert [one.name for one in tmp_path.iterdir()] == [name]
    else:
        assert sorted(one.name for one in tmp_path.iterdir()) == [name, "p.mp4"]
