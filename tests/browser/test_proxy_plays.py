"""The player's copy of what browsers cannot play, in a real browser, by range requests."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from realtalk.capture.recording import open_recording
from tests.builders import Audio, Video, build_clip, swaying, tone

pytestmark = pytest.mark.browser

PLAY = """async (source) => {
    const video = document.createElement("video");
    video.muted = true;
    document.body.replaceChildren(video);
    const when = (name) => new Promise((done, failed) => {
        video.addEventListener(name, done, {once: true});
        video.addEventListener("error", () => failed(new Error(video.error.message)), {once: true});
    });
    const ready = when("loadeddata");
    video.src = source;
    await ready;
    const start = video.currentTime;
    await video.play();
    while (video.currentTime < start + 0.4) await new Promise((done) => setTimeout(done, 20));
    const played = video.currentTime - start;
    video.pause();
    const seeked = when("seeked");
    video.currentTime = 4.2;
    await seeked;
    return {
        played, width: video.videoWidth, height: video.videoHeight, duration: video.duration,
        at: video.currentTime, ready: video.readyState, heard: video.webkitAudioDecodedByteCount,
        seen: video.webkitDecodedFrameCount,
    };
}"""


class RangeHandler(BaseHTTPRequestHandler):
    """Serves one file as `/media`, in ranges, and an empty page."""

    protocol_version = "HTTP/1.1"
    file: Path
    ranges: list[str]

    def do_GET(self) -> None:
        if self.path != "/media":
            self._answer(200, b"<!doctype html><title>player</title><body>", {"Content-Type": "text/html"})
            return
        data = self.file.read_bytes()
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked is None:
            self._answer(200, data, {"Content-Type": "video/mp4", "Accept-Ranges": "bytes"})
            return
        self.ranges.append(asked.group())
        first = int(asked[1])
        last = min(int(asked[2] or len(data) - 1), len(data) - 1)
        headers = {"Content-Type": "video/mp4", "Content-Range": f"bytes {first}-{last}/{len(data)}"}
        self._answer(206, data[first : last + 1], headers)

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(30_000)
    yield page
    page.close()


@pytest.fixture
def server() -> Iterator[tuple[str, type[RangeHandler]]]:
    handler = type("Handler", (RangeHandler,), {"ranges": []})
    served = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_address[1]}/", handler
    served.shutdown()
    served.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("name", "video", "audio", "size", "rotation"),
    [
        ("phone.mov", Video(swaying((320, 240)), (320, 240), codec="libx265"), "aac", (240, 320), 90),
        ("camera.mpg", Video(swaying((352, 288)), (352, 288), codec="mpeg1video"), "mp2", (352, 288), 0),
        (
            "disc.mpg",
            Video(swaying((352, 288)), (352, 288), codec="mpeg2video", aspect=Fraction(16, 11)),
            "ac3",
            (512, 288),
            0,
        ),
        ("web.webm", Video(swaying((320, 240)), (320, 240), codec="libvpx"), "libopus", (320, 240), 0),
        ("ready.mp4", Video(swaying((320, 240)), (320, 240)), "aac", (320, 240), 0),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_browsers_play_and_seek_the_copy(
    tmp_path: Path,
    page: Page,
    server: tuple[str, type[RangeHandler]],
    name: str,
    video: Video,
    audio: str,
    size: tuple[int, int],
    rotation: int,
) -> None:
    path = build_clip(
        tmp_path / name, 6.0, video=video, audio=Audio(tone(440, 6.0), codec=audio), rotation=rotation
    )
    with open_recording(path) as recording:
        for _ in recording.media(proxy=tmp_path / "proxy.mp4"):
            pass
    address, handler = server
    handler.file = tmp_path / "proxy.mp4"
    page.goto(address)
    seen = page.evaluate(PLAY, address + "media")
    assert (seen["width"], seen["height"]) == size
    assert seen["played"] >= 0.4
    assert seen["duration"] == pytest.approx(6.0, abs=0.15)
    assert seen["at"] == pytest.approx(4.2, abs=0.01)
    assert seen["ready"] >= 2
    assert seen["heard"] > 0
    assert handler.ranges


def test_browsers_play_the_copy_of_sound_alone(
    tmp_path: Path, page: Page, server: tuple[str, type[RangeHandler]]
) -> None:
    path = build_clip(tmp_path / "a.wav", 6.0, audio=Audio(tone(440, 6.0, 8000), 8000, "pcm_s16le"))
    with open_recording(path) as recording:
        for _ in recording.media(proxy=tmp_path / "proxy.mp4"):
            pass
    address, handler = server
    handler.file = tmp_path / "proxy.mp4"
    page.goto(address)
    heard = page.evaluate(PLAY, address + "media")
    assert heard["played"] >= 0.4
    assert heard["duration"] == pytest.approx(6.0, abs=0.1)
