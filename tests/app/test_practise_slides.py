"""Slides in Practise and beside a kept rundown, as the pages' scripts run without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.media import Span
from realtalk.observations import SlideShown
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.store import sessions
from realtalk.timeline import Timeline
from realtalk.ui.practise_choice import Occasion
from tests.app.practising import PAGE, Talk, practise, press, texts, to_talk
from tests.decks import beside
from tests.rundowns import rundown
from tests.slide_files import pdf


@pytest.fixture(scope="module")
def slides(tmp_path_factory):
    return pdf(tmp_path_factory.mktemp("slides") / "bridge.pdf").read_bytes()


@pytest.fixture(autouse=True)
def own_home(home):
    """Slides that no talk took stay for a day: none of another test's business."""


@pytest.fixture
def presenting(own_home, page):
    page.segmented_control[0].set_value(Occasion.PRESENTATION).run()
    return page


def add(page, content, name="bridge.pdf"):
    page.file_uploader[0].upload(name, content, "application/pdf").run()
    assert not page.exception


def test_slides_are_asked_for_beside_a_presentation_alone(page):
    assert len(page.file_uploader) == 0
    page.segmented_control[0].set_value(Occasion.PRESENTATION).run()
    assert page.file_uploader[0].label == "Your slides, if you have some"


def test_added_slides_are_told_of_shown_in_the_talk_and_can_be_taken_away(presenting, slides):
    add(presenting, slides)
    assert "bridge.pdf" in texts(presenting)
    assert "5 slides, 59 words, 15 seconds to read" in texts(presenting)
    assert "The smallest letters on slide 3 have 9 points." in texts(presenting)
    talk = to_talk(presenting)
    assert talk.plan.slides.deck.slides[0].title == "A new bridge over our river"
    talk.slides.turn(4)
    presenting.run()
    assert talk.slides.number == 4
    practise(presenting).to_choose()
    presenting.run()
    folder = practise(presenting).slides.file.parent
    press(presenting, "Without slides")
    assert not folder.exists()
    assert presenting.file_uploader[0].value is None
    assert to_talk(presenting).plan.slides is None


def test_an_interview_answer_shows_none(presenting, slides):
    add(presenting, slides)
    presenting.segmented_control[0].set_value(Occasion.INTERVIEW).run()
    assert to_talk(presenting).plan.slides is None


def test_a_file_that_holds_no_slides_is_told_of_and_nothing_is_kept(presenting):
    before = set(sessions.unfinished().glob("*"))
    add(presenting, b"no slides at all", "old.key")
    assert "old.key is neither a PDF nor a PowerPoint file" in texts(presenting)
    assert practise(presenting).slides is None
    assert set(sessions.unfinished().glob("*")) <= before


def test_a_part_said_again_begins_with_its_slide(presenting, slides):
    add(presenting, slides)
    talk = to_talk(presenting)
    press(presenting, "Stop")
    deck = talk.plan.slides.deck
    seen = [SlideShown(Span(0, 15), 1), SlideShown(Span(15, 60), 3)]
    made = beside(rundown(file=talk.plan.title), seen, deck)
    kept = sessions.save(sessions.new_folder(), made, Timeline(seen))
    talk.state = Snapshot(Phase.DONE, session=kept)
    presenting.run()
    press(presenting, "Skip this")
    choose = next(box for box in presenting.selectbox if box.label == "Which part")
    late = next(place for place, option in enumerate(choose.options) if option.startswith("0:19"))
    choose.select_index(late).run()
    press(presenting, "Say this part again")
    press(presenting, "Start talking")
    assert Talk.made[-1].plan.slides.first == 3


def test_slides_are_added_to_a_kept_rundown_and_taken_away_and_a_broken_file_changes_nothing(
    stand_ins, slides
):
    kept = sessions.save(sessions.new_folder(), rundown(), Timeline())
    page = AppTest.from_file(PAGE.with_name("review.py"), default_timeout=30).run()
    stored = sessions.load(kept)
    page.session_state["review"].open(kept)
    page.run()
    page.file_uploader[0].upload("talk.pdf", b"%PDF-1.7", "application/pdf").run()
    assert "talk.pdf is damaged" in texts(page)
    assert sessions.load(kept).rundown == stored.rundown
    page.file_uploader[0].upload("talk.pdf", slides, "application/pdf").run()
    assert not page.exception
    stored = sessions.load(kept)
    assert stored.rundown.slides.deck.title == "A new bridge over our river"
    assert (stored.folder / "slides.pdf").read_bytes() == slides
    press(page, "Show none")
    stored = sessions.load(kept)
    assert stored.rundown.slides is None
    assert not (stored.folder / "slides.pdf").exists()
