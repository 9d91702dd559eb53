import threading
from itertools import count

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange

from realtalk.errors import Cancelled, DiskFull, RealTalkError
from realtalk.partner.clip import filming
from realtalk.partner.clip.filming import BETWEEN, filmed, track
from realtalk.partner.clip.signing import verify
from realtalk.partner.face.motion import COLUMN, FPS, PARAMETERS, Motion
from realtalk.partner.face.speaking_motion import speaking
from realtalk.partner.persona import Manner
from realtalk.partner.speech.speech import RATE, Speech
from tests.spoken import spoken

resource = pytest.importorskip("resource", reason="limits on file sizes are those of Unix")


class Bar:
    """A picture as bright as the jaw is low."""

    size = (128, 96)

    def picture(self, row):
        width, height = self.size
        return np.full((height, width, 3), round(40 + 160 * float(row[COLUMN["jaw"]])), np.uint8)


def _flash(seconds: float, at: float) -> tuple[Speech, Motion]:
    """A tone and an open jaw for a fifth of a second, both from a row on, in silence and rest."""
    pcm = np.zeros(round(seconds * RATE), np.float32)
    rows = np.zeros((-(-len(pcm) * FPS // RATE), len(PARAMETERS)), np.float32)
    first = round(at * FPS)
    rows[first : first + 5, COLUMN["jaw"]] = 1
    part = pcm[first * RATE // FPS : (first + 5) * RATE // FPS]
    part[:] = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(len(part)) / RATE)
    return Speech("", pcm, (), ()), Motion(rows)


def _said(words: str = "hEˈlO ðɛɹ _ mI nˈAm ɪz mˈɑm") -> tuple[Speech, Motion]:
    speech = spoken(words)
    return speech, speaking(speech, Manner.NEUTRAL, 0.5)


def _seconds(stream) -> float:
    return float(stream.duration * stream.time_base)


def _decoded(path) -> tuple[list[float], np.ndarray, list[float]]:
    """Mean brightness of each picture, the sound at 48 kHz from time 0 on, and the times of the pictures."""
    with av.open(str(path)) as file:
        frames = [(frame.time, frame.to_ndarray(format="gray").mean()) for frame in file.decode(video=0)]
    with av.open(str(path)) as file:
        heard = [(round((frame.time or 0) * 48_000), frame.to_ndarray()[0]) for frame in file.decode(audio=0)]
    pcm = np.zeros(max(pts + len(part) for pts, part in heard), np.float32)
    for pts, part in heard:
        pcm[max(0, pts) : pts + len(part)] = part[max(0, -pts) :]
    return [light for _, light in frames], pcm, [t for t, _ in frames]


def test_a_clip_has_both_streams_as_long_as_what_is_said(home, tmp_path):
    pieces = [_said(), _said("gˈʊd bˈI")]
    out = filmed(Bar, pieces, tmp_path / "clip.mp4")
    seconds = sum(motion.duration for _, motion in pieces) + BETWEEN
    with av.open(str(out)) as file:
        (video,), (audio,) = file.streams.video, file.streams.audio
        assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
        assert (video.width, video.height) == Bar.size
        assert video.average_rate == FPS
        assert video.frames == round(seconds * FPS)
        assert _seconds(video) == pytest.approx(seconds, abs=0.01)
        assert _seconds(audio) == pytest.approx(seconds, abs=0.03)
        assert (audio.rate, audio.channels) == (48_000, 1)
        assert file.metadata["ai_generated"] == "true"
        assert file.metadata["comment"].startswith("AI-generated")
    assert list(tmp_path.glob("*.mp4*")) == [out]
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("at", [0.0, 1.0, 8.4])
def test_picture_and_sound_begin_at_the_same_moment(home, tmp_path, at):
    out = filmed(Bar, [_flash(9.03, at)], tmp_path / "clip.mp4")
    light, pcm, times = _decoded(out)
    seen = times[int(np.argmax(np.array(light) > 100))]
    level = np.abs(pcm) > 0.1
    heard = int(np.argmax(level)) / 48_000
    assert seen == pytest.approx(at, abs=0.001)
    assert heard == pytest.approx(seen, abs=0.005)
    assert len(light) == 226


def test_the_second_of_two_pieces_is_in_step_too(home, tmp_path):
    out = filmed(Bar, [_flash(1.013, 0.4), _flash(1.2, 0.6)], tmp_path / "clip.mp4", between=0.4)
    light, pcm, times = _decoded(out)
    lit = np.array(light) > 100
    second = next(times[row] for row in range(30, len(lit)) if lit[row])
    heard = 30 / FPS + int(np.argmax(np.abs(pcm[round(30 / FPS * 48_000) :]) > 0.1)) / 48_000
    assert second == pytest.approx(1.04 + 0.4 + 0.6, abs=0.001)
    assert heard == pytest.approx(second, abs=0.005)


def test_a_clip_that_cannot_be_signed_is_not_drawn(home, tmp_path):
    home.mkdir(parents=True, exist_ok=True)
    (home / "signing").write_text("in the way")
    asked: list[float] = []
    with pytest.raises(RealTalkError):
        filmed(lambda: pytest.fail("it was drawn"), [_said()], tmp_path / "clip.mp4", asked.append)
    assert asked == []
    assert not (tmp_path / "clip.mp4").exists()


def test_between_pieces_the_face_goes_over_without_a_jump():
    high, low = np.ones((10, len(PARAMETERS)), np.float32), np.zeros((10, len(PARAMETERS)), np.float32)
    silence = Speech("", np.zeros(10 * RATE // FPS, np.float32), (), ())
    rows, pcm = track([(silence, Motion(low)), (silence, Motion(high))], between=0.4)
    assert len(rows) == 30
    assert len(pcm) == 30 * RATE // FPS
    assert np.diff(rows[:, 0]).min() >= 0
    assert np.diff(rows[:, 0]).max() < 0.2


def test_a_motion_shorter_than_its_speech_is_held():
    speech, motion = _said()
    rows, pcm = track([(speech, Motion(motion.values[:10]))])
    assert len(rows) == len(motion.values)
    assert (rows[10:] == motion.values[9]).all()
    assert np.array_equal(pcm[: len(speech.pcm)], speech.pcm)


def test_progress_rises_to_one_and_every_thread_has_a_drawing_of_its_own(home, tmp_path):
    owners: dict[int, set[int]] = {}
    numbers = count()

    class Owned(Bar):
        def __init__(self):
            self.number = next(numbers)

        def picture(self, row):
            owners.setdefault(self.number, set()).add(threading.get_ident())
            return super().picture(row)

    heard: list[float] = []
    filmed(Owned, [_said()], tmp_path / "clip.mp4", progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    assert len(heard) > 20
    assert all(len(threads) == 1 for threads in owners.values())


def test_a_clip_that_is_stopped_leaves_nothing(home, tmp_path):
    calls = count()
    with pytest.raises(Cancelled, match="clip was stopped"):
        filmed(Bar, [_said()], tmp_path / "clip.mp4", cancelled=lambda: next(calls) > 20)
    assert [each for each in tmp_path.iterdir() if each != home] == []


def test_a_failed_drawing_leaves_the_clip_that_was_there(home, tmp_path):
    out = tmp_path / "clip.mp4"
    out.write_bytes(b"as it was")

    class Broken(Bar):
        def picture(self, row):
            raise RuntimeError("no picture")

    with pytest.raises(RuntimeError, match="no picture"):
        filmed(Broken, [_said()], out)
    assert out.read_bytes() == b"as it was"


def test_a_disk_that_fills_up_leaves_nothing(home, tmp_path):
    class Noise(Bar):
        def picture(self, row):
            return np.random.default_rng(abs(hash(row.tobytes()))).integers(0, 255, (96, 128, 3), np.uint8)

    out = tmp_path / "clip.mp4"
    filmed(Bar, [_flash(0.2, 0)], out)  # makes the certificate
    before = out.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(DiskFull):
            filmed(Noise, [_said()], out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert out.read_bytes() == before
    assert [each for each in tmp_path.iterdir() if each != home] == [out]


def test_too_little_room_is_said_before_the_work(home, tmp_path, monkeypatch):
    monkeypatch.setattr(filming, "_BYTES_A_SECOND", 1 << 60)

    class Never(Bar):
        def picture(self, row):
            raise AssertionError("drawn in vain")

    with pytest.raises(DiskFull, match="no room"):
        filmed(Never, [_said()], tmp_path / "clip.mp4")


def test_a_place_that_cannot_be_written_is_said(home, tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(RealTalkError, match="cannot write"):
            filmed(Bar, [_said()], folder / "clip.mp4")


def test_nothing_and_too_much_are_refused(home, tmp_path):
    with pytest.raises(RealTalkError, match="nothing to film"):
        filmed(Bar, [], tmp_path / "clip.mp4")
    hours = Motion(np.zeros((FPS * 3600, len(PARAMETERS)), np.float32))
    with pytest.raises(RealTalkError, match="60 minutes"):
        filmed(Bar, [(_said()[0], hours)], tmp_path / "clip.mp4")


def test_a_clip_keeps_its_colours(home, tmp_path):
    colours = np.zeros((96, 128, 3), np.uint8)
    colours[:, :64], colours[:, 64:] = (200, 120, 90), (60, 90, 160)

    class Skin(Bar):
        def picture(self, row):
            return colours

    out = filmed(Skin, [_flash(0.4, 0)], tmp_path / "clip.mp4")
    with av.open(str(out)) as file:
        frame = next(file.decode(video=0))
        shown = frame.reformat(
            format="rgb24", src_colorspace=frame.colorspace, dst_color_range=ColorRange.JPEG
        ).to_ndarray()
    assert np.abs(shown[48, 32].astype(int) - colours[48, 32]).max() <= 3
    assert np.abs(shown[48, 96].astype(int) - colours[48, 96]).max() <= 3
    assert verify(out).valid
    assert out.read_bytes().find(b"moov") < out.read_bytes().find(b"mdat")
