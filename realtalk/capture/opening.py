"""Opening a file that a person chose: only local media, and one clear sentence where it cannot be read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.codec.context import ThreadType
from av.container import InputContainer
from av.error import FFmpegError
from av.error import PermissionError as MediaPermissionError
from av.stream import Disposition
from av.video.stream import VideoStream

from realtalk.errors import UnreadableMedia

FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi", "mpeg", "mpegts", "mpegvideo", "asf", "flv", "mp3",
    "aac", "wav", "w64", "aiff", "caf", "amr", "au", "flac", "ogg", "ac3", "eac3", "dv", "mxf", "m4v", "h264",
    "hevc",
)  # fmt: skip
"""The only demuxers FFmpeg may use: none of them follows a name in the file to another file or address."""

LARGEST_PICTURE = 8192 * 8192
"""Pixels; a picture that claims more is damage or malice, not a camera."""

CHOOSE = "Choose a video or sound recording, such as an mp4, mov, webm, mp3 or wav file."
EXPORT = "Open it in the app that made it, export it again as mp4, and choose that file."

_LOCKED_TAGS = {"encv", "enca", "drmi", "drms", "drmv", "drma"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"8BPS")
_PICTURE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_DOCUMENTS = (
    b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf",
    b"\x7fELF", b"MZ",
)  # fmt: skip


def display_name(path: Path) -> str:
    """The file's name without its folder, on one line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path.name) or "the file"


def unreadable(path: Path, why: str, remedy: str = CHOOSE) -> UnreadableMedia:
    """The error for a file, in the one form in which people see all of them."""
    return UnreadableMedia(f"RealTalk could not read {display_name(path)}: {why}.", remedy)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file and the streams of it that are reviewed: the default ones, never a cover picture."""

    container: InputContainer
    video: VideoStream | None
    audio: AudioStream | None

    def only(self, *, video: bool, audio: bool) -> Opened:
        """The same file, without the streams that turned out to hold nothing."""
        return Opened(self.container, self.video if video else None, self.audio if audio else None)


def open_media(path: Path) -> Opened:
    """Open a local recording. Raises `UnreadableMedia`."""
    _look(path)
    try:
        # An absolute path cannot be taken for a protocol ("concat:…") or an option ("-rf").
        container = av.open(
            os.path.abspath(path),
            metadata_errors="replace",
            container_options={
                "protocol_whitelist": "file",
                "format_whitelist": ",".join(FORMATS),
                "enable_drefs": "0",
            },
        )
    except MediaPermissionError as error:
        raise _forbidden(path) from error
    except (FFmpegError, ValueError, OSError, UnicodeError) as error:
        if path.suffix.lower() in (".mp4", ".mov", ".m4a", ".m4v", ".3gp"):
            raise unreadable(
                path,
                "it is damaged or cut off, and its table of contents is missing",
                "Copy it again from the camera or phone, or record it again.",
            ) from error
        raise unreadable(path, "there is no video or sound in it that RealTalk knows") from error
    try:
        return _choose(path, container)
    except BaseException:
        container.close()
        raise


def _look(path: Path) -> None:
    """Refuse what can be told without FFmpeg."""
    try:
        if path.is_dir():
            raise unreadable(path, "it is a folder", "Choose a recording inside it.")
        with open(path, "rb") as file:
            if not os.path.isfile(path):
                raise unreadable(path, "it is not a file on this computer")
            head = file.read(4096)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise unreadable(path, "it is not there", "Check the name, or choose the file again.") from error
    except PermissionError as error:
        raise _forbidden(path) from error
    except OSError as error:
        raise unreadable(
            path, "the disk did not give it", "Check that the disk is connected, or copy the file first."
        ) from error
    if not head:
        raise unreadable(path, "it is empty", "Copy it again from the camera or phone, or record it again.")
    kind = _not_media(head)
    if kind:
        raise unreadable(path, f"it is {kind}, not a recording")


def _not_media(head: bytes) -> str | None:
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "a picture"
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return "a picture"
    if head.startswith(_DOCUMENTS):
        return "a document, an archive or a program"
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return None
        text = head[: error.start].decode("utf-8")
    if text.lstrip().startswith("#EXTM3U"):
        return "a playlist"
    return "text" if all(c.isprintable() or c.isspace() for c in text) else None


def _forbidden(path: Path) -> UnreadableMedia:
    return unreadable(
        path,
        "this computer does not allow it",
        "Allow reading it, or copy it to a folder of yours, and try again.",
    )


def _choose(path: Path, container: InputContainer) -> Opened:
    video = max(filter(_shows, container.streams.video), key=_video_rank, default=None)
    audio = max(filter(_decodable, container.streams.audio), key=_audio_rank, default=None)
    locked = any(
        _codec_tag(stream) in _LOCKED_TAGS for stream in (*container.streams.video, *container.streams.audio)
    )
    if locked:
        raise locked_error(path)
    if video is None and audio is None:
        if any(_pictures_only(stream) for stream in container.streams.video) and not container.streams.audio:
            raise unreadable(path, "it is a picture, not a recording")
        if container.streams.video or container.streams.audio:
            raise unreadable(path, "its video and sound are in a form that RealTalk does not know", EXPORT)
        raise unreadable(path, "there is no video and no sound in it")
    if video is not None and video.width * video.height > LARGEST_PICTURE:
        raise unreadable(
            path,
            f"its picture of {video.width} by {video.height} points is too large",
            "Export it again at 4K or less, and choose that file.",
        )
    for stream in (video, audio):
        if stream is not None:
            stream.codec_context.thread_type = ThreadType.AUTO
            stream.codec_context.thread_count = min(4, os.cpu_count() or 1)
    return Opened(container, video, audio)


def locked_error(path: Path) -> UnreadableMedia:
    """The error for a file that is protected against copying or by a password."""
    return unreadable(path, "it is encrypted", "Choose a recording without copy protection or a password.")


def _codec_tag(stream: VideoStream | AudioStream) -> str:
    try:
        return stream.codec_context.codec_tag
    except (AttributeError, UnicodeDecodeError):
        return ""


def _decodable(stream: VideoStream | AudioStream) -> bool:
    return getattr(stream, "codec_context", None) is not None


def _pictures_only(stream: VideoStream) -> bool:
    still = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
    return bool(stream.disposition & still)


def _shows(stream: VideoStream) -> bool:
    return _decodable(stream) and not _pictures_only(stream)


def _video_rank(stream: VideoStream) -> tuple[bool, int, int]:
    return bool(stream.disposition & Disposition.default), stream.width * stream.height, -stream.index


def _audio_rank(stream: AudioStream) -> tuple[bool, bool, int]:
    described = Disposition.visual_impaired | Disposition.comment | Disposition.dub
    plain = not stream.disposition & described
    return bool(stream.disposition & Disposition.default), plain, -stream.index
