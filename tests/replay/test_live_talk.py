import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import av
import numpy as np
import pytest

from realtalk.errors import DiskFull
from realtalk.media import AudioChunk, Frame
from realtalk.observations import FaceObservation, Gap, LanguageObservation, Observation, Word
from realtalk.perception.phrases import Phrase
from realtalk.perception.transcription import transcriber as real_transcriber
from realtalk.session import connection, keeping, live
from realtalk.session.live import LiveSession
from realtalk.session.places import Busy, Places
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.session.studio import Studio
from realtalk.session.talks import running, told
from realtalk.settings import Settings
from realtalk.store import sessions
from tests.browser.fake_media import hurried
from tests.replaying import Replay, pictures_of, sound_of, video_frame

pytestmark = pytest.mark.usefixtures("home")

SAMPLE = Path(live.__file__).parent.parent / "ui" / "sample" / "sample.mp4"


@pytest.fixture(scope="module")
def pictures():
    return pictures_of(SAMPLE, 15.0)[:450]


@pytest.fixture(scope="module")
def sound():
    return sound_of(SAMPLE)[: 48_000 * 30]


def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def talk(
    plan: Plan, pictures, sound, seconds: float, during: Callable[[LiveSession], None] | None = None
) -> tuple[LiveSession, Snapshot]:
    """A talk of some seconds, to its end."""
    studio = Studio()
    session = LiveSession(plan)
    studio.attend(session)
    with Replay(studio, pictures if plan.has_video else None, sound if plan.has_audio else None):
        until(lambda: session.snapshot().phase is Phase.TALKING)
        if during:
            during(session)
        until(lambda: session.now() >= seconds or not session.snapshot().phase.running, seconds + 30)
        session.finish()
        ended = session.wait(60)
    told(session)
    return session, ended


def test_a_talk_becomes_a_kept_session_with_its_words_and_its_recording(pictures, sound) -> None:
    looks: list[Snapshot] = []

    def watch(session: LiveSession) -> None:
        while session.now() < 10:
            looks.append(session.snapshot())
            time.sleep(0.5)

    _, ended = talk(Plan("Tell me about yourself", target=60), pictures, sound, 11, watch)
    assert ended.phase is Phase.DONE
    stored = sessions.load(ended.session or "")
    assert stored.rundown.file == "Tell me about yourself"
    assert stored.rundown.duration == pytest.approx(11, abs=1.0)
    assert len(stored.rundown.words) > 12
    assert stored.timeline.track(FaceObservation)
    assert stored.media is not None
    with av.open(str(stored.media)) as file:
        assert (file.duration or 0) / 1e6 == pytest.approx(11, abs=1.0)
        assert {stream.type for stream in file.streams} == {"video", "audio"}
    assert any(look.captions for look in looks)
    last = looks[-1]
    assert last.shown == pytest.approx(15, abs=4)
    assert 0 < last.analysed <= 16
    assert any(look.emotions is not None for look in looks)
    assert {gauge.metric.key for gauge in last.gauges} >= {"speech_rate", "eye_contact"}
    assert last.charts["eye_contact"].times


def test_a_pause_is_cut_out_of_the_talk_and_of_its_recording(pictures, sound) -> None:
    def pause(session: LiveSession) -> None:
        until(lambda: session.now() >= 2)
        session.pause()
        assert session.snapshot().phase is Phase.PAUSED
        time.sleep(1.5)
        assert session.now() < 2.5
        session.resume()

    _, ended = talk(Plan("Free talk"), pictures, sound, 4.5, pause)
    stored = sessions.load(ended.session or "")
    assert stored.rundown.duration == pytest.approx(4.5, abs=0.8)
    assert any("paused" in note for note in stored.rundown.notes)
    assert stored.media is not None
    with av.open(str(stored.media)) as file:
        assert (file.duration or 0) / 1e6 == pytest.approx(4.5, abs=0.8)


def test_a_lost_connection_ends_the_talk_and_keeps_it(pictures, sound, monkeypatch) -> None:
    monkeypatch.setattr(connection, "AWAY", 0.6)
    monkeypatch.setattr(connection, "GIVEN_UP", 2.0)
    session = LiveSession(Plan("Free talk", owner="somebody"))
    studio = Studio()
    studio.attend(session)
    with Replay(studio, pictures, sound):
        until(lambda: session.now() >= 4)
    until(lambda: session.snapshot().phase is Phase.AWAY)
    ended = session.wait(30)
    assert ended.phase is Phase.DONE
    assert running("somebody") is session
    told(session)
    assert running("somebody") is None
    notes = sessions.load(ended.session or "").rundown.notes
    assert any("connection" in note and "ended" in note for note in notes)


def test_a_connection_that_comes_back_leaves_a_gap(pictures, sound, monkeypatch) -> None:
    monkeypatch.setattr(connection, "AWAY", 0.6)
    session, studio = LiveSession(Plan("Free talk")), Studio()
    studio.attend(session)
    with Replay(studio, pictures, sound):
        until(lambda: session.now() >= 3)
    until(lambda: session.snapshot().phase is Phase.AWAY)
    with Replay(studio, pictures, sound):
        until(lambda: session.snapshot().phase is Phase.TALKING)
        time.sleep(2)
        session.finish()
        ended = session.wait(30)
    told(session)
    [gap] = sessions.load(ended.session or "").timeline.track(Gap)
    assert 0.6 <= gap.span.duration <= 4


class Breaking:
    """Sees nothing, and breaks at its third picture."""

    made = 0

    def __init__(self) -> None:
        Breaking.made += 1
        self.looks = 0

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        self.looks += 1
        if self.looks == 3:
            raise ValueError("broken on purpose")
        return ()

    def finish(self) -> Iterable[Observation]:
        return ()


def test_a_part_that_breaks_is_tried_once_more_and_then_left_out(pictures, sound, monkeypatch) -> None:
    Breaking.made = 0
    monkeypatch.setattr(live, "watch_live", lambda emotion, canvas: (Breaking(),))
    troubles: list[str] = []

    def watch(session: LiveSession) -> None:
        until(lambda: bool(session.snapshot().troubles))
        troubles.extend(session.snapshot().troubles)

    _, ended = talk(Plan("Free talk"), pictures, sound, 8, watch)
    assert Breaking.made == 2
    assert any("your picture" in trouble and "goes on" in trouble for trouble in troubles)
    assert ended.phase is Phase.DONE
    stored = sessions.load(ended.session or "")
    assert stored.timeline.track(Word)
    assert any("stumbled" in note for note in stored.rundown.notes)


class Slow:
    """A recogniser on a machine that has little to spare: three seconds for any phrase, however short."""

    def __init__(self, settings: Settings) -> None:
        self._real = real_transcriber(settings)

    def words(self, phrase: Phrase) -> Iterable[Word | LanguageObservation]:
        time.sleep(3.0)
        return self._real.words(phrase)


def test_who_talks_too_fast_is_told_though_words_come_late(monkeypatch) -> None:
    monkeypatch.setattr("realtalk.perception.transcription.transcriber", Slow)
    lags: list[float] = []

    def watch(session: LiveSession) -> None:
        def told_so() -> bool:
            look = session.snapshot()
            lags.append(look.behind)
            return look.cue is not None and look.cue.text == "Slower"

        until(told_so, 45)

    _, ended = talk(Plan("Free talk", has_video=False), None, hurried(sound_of(SAMPLE)), 0, watch)
    assert ended.phase is Phase.DONE
    assert max(lags) > 3


class Held:
    """A listener who is held up at the first sound, and knows how much more of it has come."""

    def __init__(self, waiting: Callable[[], float]) -> None:
        self.waiting, self.go = waiting, threading.Event()

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        self.go.wait(60)
        return ()

    def finish(self) -> Iterable[Observation]:
        return ()


def test_who_listens_knows_how_much_sound_waits(sound, monkeypatch) -> None:
    held: list[Held] = []

    def listen(stammers: bool, conversing: bool, waiting: Callable[[], float]) -> tuple[Held]:
        held.append(Held(waiting))
        return (held[-1],)

    monkeypatch.setattr(live, "listen_live", listen)

    def watch(session: LiveSession) -> None:
        until(lambda: held[0].waiting() > 2.0)
        held[0].go.set()
        until(lambda: held[0].waiting() < 0.5)

    _, ended = talk(Plan("Free talk", has_video=False), None, sound, 0, watch)
    assert ended.phase is Phase.DONE


def test_a_full_disk_keeps_the_rundown_until_there_is_room(pictures, sound, monkeypatch) -> None:
    monkeypatch.setattr(keeping, "AGAIN", 0.2)
    real, refused = sessions.save, []

    def full(*args):
        if len(refused) < 3:
            refused.append(1)
            raise DiskFull("There is no room left on the disk.", "Make some room.")
        return real(*args)

    monkeypatch.setattr(sessions, "save", full)
    phases: set[Phase] = set()
    session, studio = LiveSession(Plan("Free talk", has_video=False)), Studio()
    studio.attend(session)
    with Replay(studio, None, sound):
        until(lambda: session.now() >= 4)
        session.finish()
        while not session.snapshot().phase.over:
            phases.add(session.snapshot().phase)
            time.sleep(0.02)
    told(session)
    assert Phase.UNSAVED in phases
    assert session.snapshot().phase is Phase.DONE
    assert session.snapshot().error is None


@pytest.mark.parametrize("missing", ["picture", "sound"])
def test_one_of_camera_and_microphone_is_enough(missing: str, pictures, sound) -> None:
    plan = Plan("Free talk", has_video=missing != "picture", has_audio=missing != "sound")
    _, ended = talk(plan, pictures, sound, 4)
    stored = sessions.load(ended.session or "")
    assert stored.rundown.has_video == plan.has_video
    assert stored.rundown.has_audio == plan.has_audio
    assert stored.media is not None


def test_without_recording_there_is_a_rundown_and_no_recording(pictures, sound) -> None:
    _, ended = talk(Plan("Free talk", record=False), pictures, sound, 4)
    assert sessions.load(ended.session or "").media is None


def test_a_camera_that_goes_silent_is_told_while_the_talk_goes_on(pictures, sound, monkeypatch) -> None:
    monkeypatch.setattr(connection, "UNPLUGGED", 1.0)
    session, studio = LiveSession(Plan("Free talk")), Studio()
    studio.attend(session)
    with Replay(studio, None, sound):
        until(lambda: any("picture" in trouble for trouble in session.snapshot().troubles))
        assert session.snapshot().phase is Phase.TALKING
        session.discard()
        session.wait(20)


def test_what_is_discarded_or_too_short_leaves_nothing_behind(pictures, sound, home: Path) -> None:
    session = LiveSession(Plan("Free talk"))
    session.discard()
    session.wait(30)
    short = LiveSession(Plan("Free talk"))
    until(lambda: short.snapshot().phase is Phase.TALKING)
    short.finish()
    ended = short.wait(30)
    assert ended.phase is Phase.FAILED
    assert ended.error is not None
    assert "nothing was kept" in ended.error.what
    assert not list((home / "unfinished").iterdir())
    assert not sessions.listing()


def test_the_look_before_a_talk_sees_and_hears_and_keeps_nothing(pictures, sound, home: Path) -> None:
    session, studio = LiveSession(Plan("Check", keep=False)), Studio()
    studio.attend(session)
    with Replay(studio, pictures, sound):
        until(lambda: session.now() >= 4)
        recent = session.recent(3)
        session.finish()
        session.wait(30)
    assert recent.track(FaceObservation)
    assert not recent.track(Word)
    assert not (home / "sessions").exists()
    assert running("") is None


def test_no_more_people_talk_at_once_than_this_machine_can_follow(monkeypatch) -> None:
    monkeypatch.setattr(live, "PLACES", Places(most=1))
    first = LiveSession(Plan("Free talk", owner="one"))
    with pytest.raises(Busy, match="Somebody else"):
        LiveSession(Plan("Free talk", owner="two"))
    first.discard()
    first.wait(30)
    second = LiveSession(Plan("Free talk", owner="two"))
    assert running("one") is None
    assert running("two") is second
    second.discard()
    second.wait(30)


def test_a_callback_that_meets_nonsense_shows_the_picture_all_the_same() -> None:
    class Stumbling:
        overlay = None

        def picture(self, seen):
            raise ValueError("broken on purpose")

    studio = Studio()
    studio.attend(Stumbling())
    frame = av.VideoFrame(16, 16, "rgb24")
    assert studio.on_video(frame) is frame
    assert studio.trouble is not None
    assert studio.flowing()


def test_the_own_picture_is_mirrored(pictures) -> None:
    studio = Studio()
    half = np.zeros((48, 64, 3), np.uint8)
    half[:, :32] = 255
    shown = studio.on_video(video_frame(half, 0.0)).to_ndarray(format="rgb24")
    assert shown[:, 40:].mean() > 250
    assert shown[:, :24].mean() < 5


def test_sessions_opened_and_closed_leave_no_thread_behind(pictures, sound) -> None:
    before = None
    for _ in range(4):
        talk(Plan("Free talk"), pictures, sound, 2.5)
        names = [thread.name for thread in threading.enumerate() if thread.name.startswith("realtalk")]
        before = before if before is not None else len(names)
        assert len(names) <= before
