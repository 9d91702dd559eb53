"""Slides beside a talk: read in a process of their own, followed, kept, and found again after a crash."""

import time
from dataclasses import replace

import cv2
import pytest

from realtalk.capture.slides import UnreadableSlides, read_slides
from realtalk.errors import DiskFull, RealTalkError
from realtalk.media import Span
from realtalk.metrics.slides import SEEN, UNKNOWN
from realtalk.observations import SlideShown, SpeechSpan
from realtalk.session import slides as session_slides
from realtalk.session.slides import (
    SlideLog,
    WithSlides,
    add_slides,
    kept_file,
    logged,
    open_slides,
    read,
    recovered,
    remove_slides,
)  # fmt: skip
from realtalk.session.talk_time import TalkTime
from realtalk.session.workers import SharedTimeline
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.decks import DECK
from tests.rundowns import rundown
from tests.slide_files import BRIDGE, Made, pdf, pptx

FEW = BRIDGE[:3]


class Clock(TalkTime):
    """A talk's time that stands where a test puts it."""

    at_now = 0.0

    @property
    def now(self):
        return self.at_now


@pytest.fixture
def opened(tmp_path):
    file = pptx(tmp_path / "slides", FEW)
    return session_slides.OpenSlides("bridge.pptx", file, read_slides(file), 1)


@pytest.fixture
def followed(opened, home):
    shared, clock = SharedTimeline(), Clock()
    log = SlideLog(opened, clock, shared)
    folder = sessions.new_folder()
    log.keep_in(folder)

    def at(t, number):
        clock.at_now = t
        log.turn(number)

    return log, clock, shared, folder, at


def seen(shared):
    return [(o.slide, o.span) for o in shared.timeline.track(SlideShown)]


def test_every_change_stands_in_the_timeline_when_the_next_comes(followed):
    log, clock, shared, _, at = followed
    at(4.0, 2)
    assert seen(shared) == [(1, Span(0, 4))]
    at(9.0, 1)
    at(9.0, 3)
    shared.timeline.add([SpeechSpan(Span(0, 20))])
    clock.at_now = 12.0
    log.close()
    assert seen(shared) == [(1, Span(0, 4)), (2, Span(4, 9)), (3, Span(9, 12))]


def test_a_number_that_no_slide_has_and_what_comes_after_the_end_are_passed_over(followed):
    log, _, shared, _, at = followed
    for number in (0, 7, -1, 1):
        at(3.0, number)
    assert log.number == 1
    log.close()
    at(5.0, 2)
    assert seen(shared) == []


def test_the_last_slide_was_shown_no_longer_than_anything_was_seen_or_heard(followed):
    log, clock, shared, _, at = followed
    at(4.0, 2)
    shared.timeline.add([SpeechSpan(Span(2, 10))])
    clock.at_now = 25.0
    log.close()
    assert seen(shared)[-1] == (2, Span(4, 10))


def test_a_talk_without_slides_has_none(home):
    log = SlideLog(None, TalkTime(), SharedTimeline())
    log.keep_in(sessions.new_folder())
    log.turn(2)
    log.close()
    assert log.number == 0


def test_what_was_shown_is_on_the_disk_before_the_talk_ends(followed):
    _, _, _, folder, at = followed
    at(4.0, 2)
    at(9.5, 3)
    assert kept_file(folder) == folder / "slides.pptx"
    shown = [(o.slide, o.span) for o in logged(folder, 12.0, DECK)]
    assert shown == [(1, Span(0, 4)), (2, Span(4, 9.5)), (3, Span(9.5, 12))]
    with (folder / sessions.SLIDE_LOG).open("a") as file:
        file.write('{"t": 11, "sl')
    assert [(o.slide, o.span) for o in logged(folder, 12.0, DECK)] == shown
    assert logged(folder.parent, 12.0, DECK) == []


def test_what_was_seen_of_other_slides_does_not_count(followed, tmp_path):
    log, clock, shared, folder, at = followed
    at(4.0, 2)
    shared.timeline.add([SpeechSpan(Span(0, 10))])
    clock.at_now = 10.0
    log.close()
    session = sessions.save(folder, rundown(), shared.timeline)
    add_slides(session, pdf(tmp_path / "others", BRIDGE[2:]), "others.pdf")
    assert sessions.load(session).rundown.slides.timing == UNKNOWN
    add_slides(session, pptx(tmp_path / "own", FEW), "own.pptx")
    found = sessions.load(session).rundown.slides
    assert (found.timing, [each.seconds for each in found.slides]) == (SEEN, [4, 6, 0])


def test_slides_that_cannot_be_told_of_leave_the_old_ones(home, tmp_path, monkeypatch):
    session = sessions.save(sessions.new_folder(), rundown(), Timeline())
    add_slides(session, pptx(tmp_path / "a", FEW), "a.pptx")
    before = sessions.load(session)

    def refuse(*_):
        raise DiskFull("There is no room left on the disk.", "Free some space.")

    monkeypatch.setattr(sessions, "update", refuse)
    with pytest.raises(DiskFull):
        add_slides(session, pdf(tmp_path / "b", FEW), "b.pdf")
    assert sessions.load(session).rundown == before.rundown
    assert [path.name for path in before.folder.iterdir() if "slides" in path.name] == ["slides.pptx"]


def test_a_talk_that_was_cut_off_gets_its_slides_back(followed):
    _, _, _, folder, at = followed
    at(4.0, 2)
    made = WithSlides(Timeline([SpeechSpan(Span(0, 10))]), rundown())
    new = sessions.new_folder()
    found = recovered(folder / sessions.MEDIA, new, made)
    assert found.rundown.slides.timing == SEEN
    assert [each.seconds for each in found.rundown.slides.slides] == [4, 6, 0]
    assert kept_file(new) is not None
    empty = sessions.new_folder()
    assert recovered(empty / sessions.MEDIA, new, made) is made


def test_slides_are_kept_with_the_session_and_the_log_is_not(followed):
    _, _, _, folder, _ = followed
    kept = sessions.load(sessions.save(folder, rundown(), Timeline()))
    assert kept_file(kept.folder) is not None
    assert not (kept.folder / sessions.SLIDE_LOG).exists()


def test_slides_read_in_a_process_of_their_own_are_the_same(tmp_path):
    file = pptx(tmp_path / "any", (*FEW, Made("Hidden", hidden=True)))
    assert read(file, "any") == read_slides(file, "any")
    (tmp_path / "none").write_bytes(b"nothing")
    with pytest.raises(UnreadableSlides, match="neither"):
        read(tmp_path / "none", "no\0ne")


def test_a_file_that_breaks_its_reader_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(session_slides, "PATIENCE", 0.01)
    with pytest.raises(UnreadableSlides, match="could not be read"):
        read(pptx(tmp_path / "any", FEW), "any")


def test_the_pages_of_a_pdf_are_drawn_as_they_are(tmp_path):
    slides = open_slides(pdf(tmp_path / "slides", FEW), "bridge.pdf")
    until = time.monotonic() + 60
    while not slides.picture(3).is_file() and time.monotonic() < until:
        time.sleep(0.05)
    picture = cv2.imread(str(slides.picture(2)))
    assert picture is not None
    assert picture.shape == (900, 1600, 3)
    # White where nothing stands, noise where the picture lies.
    assert picture[:80].min() > 250
    assert picture[500:700, 150:500].std() > 30


def test_slides_are_put_beside_a_kept_session_in_the_place_of_others(home, tmp_path):
    session = sessions.save(sessions.new_folder(), rundown(), Timeline())
    add_slides(session, pptx(tmp_path / "a", FEW), "a.pptx")
    add_slides(session, pdf(tmp_path / "b", FEW), "b.pdf")
    stored = sessions.load(session)
    assert stored.rundown.slides.deck.kind == "pdf"
    assert [path.name for path in stored.folder.glob("slides.*")] == ["slides.pdf"]
    remove_slides(session)
    assert sessions.load(session).rundown == replace(stored.rundown, slides=None)
    with pytest.raises(RealTalkError):
        add_slides("20200101-000000-00000000", tmp_path / "b", "b.pdf")
