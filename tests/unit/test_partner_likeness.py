from __future__ import annotations

import io
import struct
import time
import zlib
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image

from realtalk.errors import RealTalkError, UnreadableMedia
from realtalk.partner.likeness import LARGEST_PHOTO, take_photo, take_sound, take_voice
from realtalk.partner.likeness_files import (
    LONGEST,
    packed_photo,
    packed_voice,
    sixteen_bits,
    sound_hash,
    unpacked_photo,
    unpacked_voice,
)
from realtalk.partner.voice_print import speech_in, speech_seconds
from tests.builders import astronaut_clip

QUADRANTS = np.zeros((120, 200, 3), np.uint8)
QUADRANTS[:60, :100] = (200, 30, 30)  # red above on the left
QUADRANTS[60:, 100:] = (30, 30, 200)


def saved(kind: str, rgb: np.ndarray = QUADRANTS, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(rgb).save(file, kind, **options)
    return file.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_of_each_kind_is_taken(kind: str) -> None:
    rgb = take_photo(saved(kind))
    assert rgb.shape == (120, 200, 3)
    assert np.abs(rgb[20:40, 20:80].astype(int) - (200, 30, 30)).max() < 30
    assert np.abs(rgb[80:100, 120:180].astype(int) - (30, 30, 200)).max() < 30


def test_lossless_grey_and_transparent_pictures_are_taken() -> None:
    assert (take_photo(saved("WEBP", lossless=True)) == QUADRANTS).all()
    assert take_photo(saved("PNG", QUADRANTS[..., 0])).shape == (120, 200, 3)
    assert take_photo(saved("PNG", np.dstack([QUADRANTS, np.full((120, 200), 90, np.uint8)]))).shape == (
        120,
        200,
        3,
    )
    assert take_photo(saved("WEBP", np.dstack([QUADRANTS, QUADRANTS[..., 0]]))).shape == (120, 200, 3)


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 3), (8, 1)])
def test_a_photo_stands_upright_as_its_camera_said(orientation: int, turns: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    rgb = take_photo(saved("JPEG", exif=exif, quality=98))
    expected = np.rot90(QUADRANTS, turns)
    assert rgb.shape == expected.shape
    assert np.abs(rgb.astype(int) - expected).mean() < 3


def test_a_kept_photo_tells_nothing_of_its_camera(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    data = saved("JPEG", exif=exif)
    assert b"SECRETCAMERA" in data
    (tmp_path / "photo.webp").write_bytes(packed_photo(take_photo(data)))
    kept = (tmp_path / "photo.webp").read_bytes()
    assert b"SECRETCAMERA" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert unpacked_photo(tmp_path / "photo.webp").shape == (120, 200, 3)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"hello", "no JPEG"),
        (b"GIF89a" + bytes(50), "no JPEG"),
        (b"<svg xmlns='x'/>", "no JPEG"),
        (bytes(LARGEST_PHOTO + 1), "larger"),
        (png_claiming(60_000, 60_000), "too many"),
        (png_claiming(2**31 - 1, 1000), "too many"),
        (png_claiming(800, 800), "broken"),
        (png_claiming(20, 800), "too few"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"\xff\xd8\xff", "broken"),
        (b"\xff\xd8\xff\xe0\x00\x00" * 9, "broken"),
        (b"RIFF\x00\x00\x00\x00WEBP", "broken"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "broken"),
        (saved("JPEG")[:400], "broken"),
        (saved("PNG")[:-40], "broken"),
        (saved("WEBP")[:-30], "broken"),
    ],
    ids=range(17),
)
def test_what_is_no_photo_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(RealTalkError, match=why):
        take_photo(data)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    frames = [Image.fromarray(np.roll(QUADRANTS, n * 20, axis=1)) for n in range(3)]
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(RealTalkError, match="animated"):
        take_photo(file.getvalue())


@given(st.sampled_from(["PNG", "JPEG", "WEBP"]), st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
@examples(max_examples=60, deadline=None)
def test_damage_is_refused_or_harmless(kind: str, at: int, junk: bytes) -> None:
    data = bytearray(saved(kind))
    at %= len(data)
    data[at : at + len(junk)] = junk
    try:
        rgb = take_photo(bytes(data))
    except RealTalkError:
        return
    assert rgb.ndim == 3
    assert rgb.dtype == np.uint8


def test_a_kept_voice_is_the_same_to_the_last_bit(tmp_path: Path) -> None:
    pcm = np.random.default_rng(0).normal(0, 0.4, 50_001).clip(-1.2, 1.2).astype(np.float32)
    path = tmp_path / "voice.flac"
    path.write_bytes(packed_voice(pcm))
    back = unpacked_voice(path)
    assert (sixteen_bits(back) == sixteen_bits(pcm)).all()
    assert sound_hash(back) == sound_hash(pcm)
    assert len(path.read_bytes()) < 2.2 * len(pcm)
    path.write_bytes(b"fLaC" + bytes(100))
    with pytest.raises(RealTalkError, match="damaged"):
        unpacked_voice(path)
    (tmp_path / "photo.webp").write_bytes(b"no")
    with pytest.raises(RealTalkError, match="damaged"):
        unpacked_photo(tmp_path / "photo.webp")


def in_tiny_blocks(samples: int) -> bytes:
    """Silence as FLAC whose blocks are the smallest there may be: 16 samples."""
    file = io.BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=16_000, layout="mono", options={"frame_size": "16"})
        assert isinstance(stream, av.AudioStream)
        stream.format = "s16"
        frame = av.AudioFrame.from_ndarray(np.zeros((1, samples), np.int16), format="s16", layout="mono")
        frame.sample_rate = 16_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def test_a_voice_in_many_small_blocks_takes_no_longer_for_each() -> None:
    def seconds(samples: int) -> float:
        data, begun = in_tiny_blocks(samples), time.perf_counter()
        assert len(unpacked_voice(data)) == samples
        return time.perf_counter() - begun

    assert seconds(16 * 30_000) < 40 * seconds(16 * 3_000)


def test_a_voice_longer_than_any_that_is_kept_is_refused() -> None:
    longest = round(LONGEST * 16_000)
    assert len(unpacked_voice(packed_voice(np.zeros(longest, np.float32)))) == longest
    with pytest.raises(RealTalkError, match="damaged"):
        unpacked_voice(packed_voice(np.zeros(longest + 1, np.float32)))


def test_sound_of_a_film_is_taken_without_its_pictures(tmp_path: Path) -> None:
    clip = astronaut_clip(tmp_path / "film.mp4", 3.0, fps=10, size=(320, 240))
    pcm = take_sound(clip)
    assert abs(len(pcm) / 16_000 - 3.0) < 0.15
    assert np.abs(pcm).max() > 0.01
    assert (take_sound(clip.read_bytes()) == pcm).all()
    with pytest.raises(RealTalkError, match="too little speech"):
        take_voice(clip)


def test_a_long_recording_is_taken_only_as_far_as_needed(tmp_path: Path) -> None:
    path = tmp_path / "long.flac"
    path.write_bytes(packed_voice(np.random.default_rng(0).normal(0, 0.1, 16_000 * 140).astype(np.float32)))
    assert len(take_sound(path)) == LONGEST * 16_000


def test_what_is_no_recording_is_refused_in_words(tmp_path: Path) -> None:
    silent = astronaut_clip(tmp_path / "silent.mp4", 1.0, fps=10, size=(160, 120), sound=False)
    with pytest.raises(UnreadableMedia, match="no sound"):
        take_voice(silent)
    for data in (b"", b"text", b"\x00" * 5000, saved("PNG"), b"#EXTM3U\n/etc/passwd\n"):
        with pytest.raises(UnreadableMedia, match="the recording"):
            take_voice(data)
    with pytest.raises(UnreadableMedia, match="not there"):
        take_voice(tmp_path / "none.wav")


def test_only_speech_counts_as_speech() -> None:
    tone = np.sin(np.arange(16_000 * 5) * 0.2).astype(np.float32) * 0.3
    assert speech_seconds(tone) < 0.5
    assert speech_seconds(np.zeros(0, np.float32)) == 0
    assert len(speech_in(np.zeros(0, np.float32))) == 0


def test_opencv_and_this_reader_agree_on_turned_photos() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved("JPEG", exif=exif)
    assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).shape[:2] == (200, 120)
