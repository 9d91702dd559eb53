"""The Practise page without a browser: what stands for the camera and for a talk, and how to use it."""

import threading
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from realtalk.session.slides import SlideLog
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.session.talk_time import TalkTime
from realtalk.session.workers import SharedTimeline
from realtalk.store import sessions
from realtalk.timeline import Timeline
from realtalk.ui.devices import Device, Devices
from tests.rundowns import rundown

PAGE = Path(__file__).parents[2] / "pages" / "practise.py"
BOTH = Devices((Device("c", "Front"),), (Device("m", "Headset"),), "c", "m")


class Talk:
    """Stands for a live session: its life is what a test says."""

    made: list["Talk"]
    refuse: Exception | None = None

    def __init__(self, plan, instead_of=None):
        if Talk.refuse is not None:
            raise Talk.refuse
        self.plan, self.owner, self.instead_of = plan, plan.owner, instead_of
        self.slides = SlideLog(plan.slides, TalkTime(), SharedTimeline())
        self.state = Snapshot(Phase.TALKING, t=12.0)
        self.discarded = False
        Talk.made.append(self)

    def snapshot(self):
        return self.state

    def now(self):
        return self.state.t

    def recent(self, _seconds):
        return Timeline()

    def pause(self):
        self.state = replace(self.state, phase=Phase.PAUSED)

    def resume(self):
        self.state = replace(self.state, phase=Phase.TALKING)

    def finish(self):
        self.state = replace(self.state, phase=Phase.FINISHING)

    def discard(self):
        self.discarded = True
        self.state = replace(self.state, phase=Phase.DONE)


def tab():
    return AppTest.from_file(PAGE, default_timeout=30).run()


def texts(page):
    found = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.get("html")]
    return "\n".join(getattr(each, "value", "") or each.proto.body for each in found).replace("\\", "")


def until(page, text):
    """Run the page until a text stands on it."""
    for _ in range(100):
        page.run()
        if text in texts(page):
            assert not page.exception
            return
        threading.Event().wait(0.05)
    raise AssertionError(texts(page))


def labels(page):
    return [button.label for button in page.button]


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def practise(page):
    return page.session_state["practise"]


def to_check(page, devices=BOTH):
    press(page, "Next: camera and microphone")
    practise(page).equipment.use(devices)
    page.run()


def to_talk(page, devices=BOTH):
    to_check(page, devices)
    press(page, "Start talking")
    return Talk.made[-1]


def ended(talk, made=None):
    kept = sessions.save(sessions.new_folder(), made or rundown(file=talk.plan.title), Timeline())
    talk.state = Snapshot(Phase.DONE, session=kept)
    return kept


def through(page, made=None):
    talk = to_talk(page)
    press(page, "Stop")
    kept = ended(talk, made)
    page.run()
    press(page, "Skip this")
    return kept
