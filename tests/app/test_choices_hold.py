"""Every choice counts, and says in each run how it stands, on the pages where one prepares something."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from realtalk.ui.practise_choice import Occasion
from tests.app.choices import choices
from tests.app.practising import to_talk

REVIEW = Path(__file__).parents[2] / "pages" / "review.py"


def test_what_is_practised(page) -> None:
    page.run()
    assert choices(page)["Record it, to watch afterwards"] is True
    page.segmented_control(key="practise-occasion").set_value(Occasion.PRESENTATION).run()
    page.toggle(key="practise-emotion").set_value(False).run()
    page.text_area[0].set_value("My bridge").run()
    page.run()
    held = choices(page)
    assert held["What you practise"] is Occasion.PRESENTATION
    assert held["Record it, to watch afterwards"] is True
    assert held["Look at facial emotions"] is False
    assert "My bridge" in held.values()


def test_what_was_chosen_right_before_going_on(page) -> None:
    page.run()
    page.segmented_control(key="practise-occasion").set_value(Occasion.FREE)
    page.toggle(key="practise-record").set_value(False)
    page.toggle(key="practise-emotion").set_value(False)
    page.toggle(key="i-stammer").set_value(True)
    plan = to_talk(page).plan
    assert (plan.title, plan.record, plan.emotion) == (Occasion.FREE.value, False, False)
    assert plan.calibration.stammers


def test_what_a_review_looks_at(stand_ins) -> None:
    page = AppTest.from_file(REVIEW, default_timeout=30).run()
    page.run()
    assert choices(page)["Look at facial emotions"] is True
    page.toggle(key="look-at-emotions").set_value(False).run()
    page.run()
    assert choices(page)["Look at facial emotions"] is False
