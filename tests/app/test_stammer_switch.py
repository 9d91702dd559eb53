"""The switch of who stammers, on both pages."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from realtalk.store import baselines
from realtalk.timeline import Calibration
from realtalk.ui import review_session, stammer_switch
from tests.app.practising import tab, to_talk

REVIEW = Path(__file__).parents[2] / "pages" / "review.py"


def test_what_somebody_told_is_planned_and_found_again(page, monkeypatch):
    monkeypatch.setattr(stammer_switch, "_owner", lambda: "this browser")
    page.run()
    assert not page.toggle(key=stammer_switch.KEY).value
    page.toggle(key=stammer_switch.KEY).set_value(True).run()
    assert to_talk(page).plan.calibration.stammers
    again = tab()
    assert again.toggle(key=stammer_switch.KEY).value
    again.toggle(key=stammer_switch.KEY).set_value(False).run()
    assert baselines.known("this browser", stammer_switch.TOLD) is None


def test_a_review_is_told_of_it_too(monkeypatch):
    baselines.remember("that browser", stammer_switch.TOLD, Calibration(stammers=True))
    monkeypatch.setattr(stammer_switch, "_owner", lambda: "that browser")
    asked = []

    class Job:
        def __init__(self, *_where, **how):
            asked.append(how["stammers"])
            raise RuntimeError("no review is made here")

    monkeypatch.setattr(review_session, "ReviewJob", Job)
    page = AppTest.from_file(str(REVIEW), default_timeout=30).run()
    next(each for each in page.button if each.label == "Try it with a sample").click().run()
    assert asked == [True]
    baselines.forget("that browser", stammer_switch.TOLD)
