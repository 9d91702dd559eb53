import threading
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from realtalk.capture.recording import open_recording
from realtalk.errors import Cancelled, UnreadableMedia
from realtalk.media import AudioChunk, Frame
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.observations import EmotionObservation, Observation, SpeechSpan, Word
from realtalk.report.exports import to_json
from realtalk.session.inbox import Queue
from realtalk.session.upload import Progress, Review, remeasure, review
from realtalk.session.workers import SharedTimeline, Worker
from realtalk.timeline import Speaker
from tests.builders import Audio, Video, astronaut_clip, build_clip, plain, speech, tone

SECONDS = 12.0


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return astronaut_clip(tmp_path_factory.mktemp("clips") / "talk.mp4", SECONDS, fps=15)


@pytest.fixture(scope="module")
def told() -> list[Progress]:
    return []


@pytest.fixture(scope="module")
def reviewed(clip: Path, told: list[Progress]) -> Review:
    return review(clip, proxy=clip.with_name("player.mp4"), on_progress=told.append)


def result(reviewed: Review, key: str) -> Reading | Unmeasured:
    return {metric.key: result for metric, result in reviewed.rundown.results}[key]


def test_a_recording_becomes_a_rundown(reviewed: Review) -> None:
    rundown = reviewed.rundown
    assert rundown.file == "talk.mp4"
    assert rundown.duration == pytest.approx(SECONDS, abs=0.2)
    assert (rundown.has_video, rundown.has_audio, rundown.language) == (True, True, "en")
    assert [word.text.strip(".,").lower() for word in rundown.words[:4]] == [
        "ever",
        "tried",
        "ever",
        "failed",
    ]
    face = result(reviewed, "face_visible")
    assert isinstance(face, Reading)
    assert face.value > 95
    assert len(rundown.people) == len(rundown.voices) == 1
    assert reviewed.timeline.track(EmotionObservation)


def test_the_copy_for_the_player_is_whole(reviewed: Review, clip: Path) -> None:
    with open_recording(clip.with_name("player.mp4")) as copy:
        assert copy.info.duration == pytest.approx(SECONDS, abs=0.3)
        assert copy.info.has_video
        assert copy.info.has_audio


def test_progress_rises_to_the_end_and_says_what_is_done(reviewed: Review, told: list[Progress]) -> None:
    shares = [progress.done for progress in told]
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert len({progress.stage for progress in told}) == 3


def test_the_same_file_twice_gives_the_same_result(reviewed: Review, clip: Path) -> None:
    assert to_json(review(clip).rundown) == to_json(reviewed.rundown)


def test_emotion_is_left_alone_when_asked(clip: Path) -> None:
    without = review(clip, emotion=False)
    assert not without.timeline.track(EmotionObservation)
    assert isinstance(result(without, "emotion"), Unmeasured)


def test_sound_alone_is_reviewed_and_the_face_is_not_made_up(tmp_path: Path) -> None:
    voice = speech()
    path = build_clip(tmp_path / "voice.m4a", 8.0, audio=Audio(voice.pcm, voice.rate), container="mp4")
    reviewed = review(path)
    assert not reviewed.rundown.has_video
    assert isinstance(result(reviewed, "eye_contact"), Unmeasured)
    assert isinstance(result(reviewed, "face_visible"), Unmeasured)
    assert reviewed.rundown.words


def test_pictures_alone_are_reviewed_and_no_word_is_made_up(tmp_path: Path) -> None:
    reviewed = review(astronaut_clip(tmp_path / "silent.mp4", 6.0, fps=10, sound=False))
    assert not reviewed.rundown.has_audio
    assert reviewed.rundown.words == ()
    assert isinstance(result(reviewed, "speech_rate"), Unmeasured)
    assert isinstance(result(reviewed, "eye_contact"), Reading)


def test_nobody_and_nothing_said_gives_no_number(tmp_path: Path) -> None:
    hum = 0.01 * tone(100, 6.0)
    path = build_clip(
        tmp_path / "room.mp4", 6.0, video=Video(plain((320, 240)), (320, 240)), audio=Audio(hum)
    )
    reviewed = review(path)
    measured = {metric.key: r for metric, r in reviewed.rundown.results if isinstance(r, Reading)}
    assert set(measured) <= {"face_visible", "picture"}
    assert reviewed.rundown.strength is None
    assert all(r.why for _, r in reviewed.rundown.results if isinstance(r, Unmeasured))


def test_progress_is_told_where_no_length_is_stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtalk.session.upload.TICK", 0.01)
    live = build_clip(
        tmp_path / "live.webm",
        6.0,
        video=Video(plain((160, 120)), (160, 120), codec="libvpx"),
        audio=Audio(0.1 * tone(200, 6.0), codec="libopus"),
        options={"live": "1"},
    )
    with open_recording(live) as recording:
        assert recording.info.duration is None
    told: list[Progress] = []
    review(live, on_progress=told.append)
    assert any(0.1 < progress.done < 0.99 for progress in told)


def test_a_copy_that_must_be_made_again_is_made(tmp_path: Path) -> None:
    rare = Video(plain((160, 120)), (160, 120), gop=1000)
    clip = build_clip(tmp_path / "rare.mp4", 8.0, video=rare, audio=Audio(0.1 * tone(200, 8.0)))
    review(clip, proxy=tmp_path / "player.mp4")
    assert (tmp_path / "player.mp4").exists()


def test_stopping_leaves_no_copy_and_no_thread(clip: Path, tmp_path: Path) -> None:
    before = threading.active_count()
    proxy = tmp_path / "player.mp4"
    with pytest.raises(Cancelled):
        review(clip, proxy=proxy, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threading.active_count() <= before


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a recording")
    with pytest.raises(UnreadableMedia):
        review(path)


def test_another_voice_can_be_chosen(reviewed: Review) -> None:
    nobody = remeasure(reviewed.timeline, reviewed.rundown, Speaker(person=None, voice=0))
    results = {metric.key: r for metric, r in nobody.results}
    assert isinstance(results["eye_contact"], Unmeasured)
    assert nobody.words == reviewed.rundown.words
    assert len(set(nobody.notes)) == len(nobody.notes)
    again = remeasure(reviewed.timeline, nobody, reviewed.rundown.speaker)
    assert to_json(again) == to_json(reviewed.rundown)


class Counting:
    def __init__(self, shared: list[float], pause: float = 0.0, fail_at: float | None = None) -> None:
        self.seen, self.pause, self.fail_at = shared, pause, fail_at
        self.finished = False

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if self.fail_at is not None and media.t >= self.fail_at:
            raise ValueError("broken")
        time.sleep(self.pause)
        self.seen.append(media.t)
        yield Word(str(media.t), _instant(media.t), 1.0)

    def finish(self) -> Iterable[Observation]:
        self.finished = True
        return (SpeechSpan(_instant(1000.0)),)


def _instant(t: float):
    from realtalk.media import Span

    return Span(t, t + 0.1)


def second(t: int) -> AudioChunk:
    return AudioChunk(float(t), np.zeros(16_000, np.float32))


def test_a_worker_works_through_everything_in_order() -> None:
    shared, seen = SharedTimeline(), []
    worker = Worker(lambda: (Counting(seen),), shared, Queue(1 << 20))
    for t in range(50):
        worker.feed(second(t))
    worker.close()
    assert worker.join(10)
    assert seen == [float(t) for t in range(50)]
    assert len(shared.timeline.track(Word)) == 50
    assert len(shared.timeline.track(SpeechSpan)) == 1


def test_a_worker_lets_no_more_wait_than_there_is_room() -> None:
    seen: list[float] = []
    worker = Worker(lambda: (Counting(seen, pause=0.02),), SharedTimeline(), Queue(2 * 64_000))
    for t in range(10):
        worker.feed(second(t))
        assert t - len(seen) <= 3
    worker.stop()


def test_what_breaks_in_a_worker_is_raised_where_it_is_fed() -> None:
    broken = Counting([], fail_at=2.0)
    worker = Worker(lambda: (broken,), SharedTimeline(), Queue(64_000))
    feed_all = lambda: [worker.feed(second(t)) for t in range(100)]  # noqa: E731
    with pytest.raises(ValueError, match="broken"):
        feed_all()
    worker.stop()
    assert broken.finished
