"""Every choice says in each run how it stands, on the pages where one prepares something."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from realtalk.ui.practise_choice import Occasion
from tests.app.choices import choices

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


def test_what_a_review_looks_at(stand_ins) -> None:
    page = AppTest.from_file(REVIEW, default_timeout=30).run()
    page.run()
    assert choices(page)["Look at facial emotions"] is True
    page.toggle(key="look-at-emotions").set_value(False).run()
    page.run()
    assert choices(page)["Look at facial emotions"] is False
