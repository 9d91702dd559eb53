"""The Practise page's script run without a browser: choosing, checking, talking."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

from realtalk.coaching.readiness import Baseline
from realtalk.session.places import Busy
from realtalk.session.snapshot import Phase
from realtalk.settings import settings
from realtalk.store import baselines
from realtalk.timeline import Calibration
from realtalk.ui import practise_equipment, practise_session
from realtalk.ui.devices import Devices
from realtalk.ui.practise_choice import Occasion
from realtalk.ui.practise_session import Step
from tests.app.practising import BOTH, Talk, ended, labels, practise, press, tab, texts, to_check, to_talk


def test_a_question_is_asked_at_once_and_another_one_on_demand(page):
    assert not page.exception
    assert page.title[0].value == "What would you like to practise?"
    first = practise(page).choice.text
    assert first in texts(page)
    press(page, "Another question")
    assert practise(page).choice.text != first
    assert practise(page).choice.text in texts(page)


def test_own_words_take_the_place_of_the_question(page):
    page.text_area[0].set_value("Why [this] $job$?").run()
    assert "Why [this] $job$?" in texts(page)
    assert to_talk(page).plan.title == "Why [this] $job$?"


def test_what_was_chosen_is_what_is_planned(page):
    page.segmented_control[0].set_value(Occasion.PRESENTATION).run()
    page.toggle(key="practise-record").set_value(False).run()
    assert "Not recording" in texts(page)
    page.toggle(key="practise-emotion").set_value(False).run()
    plan = to_talk(page).plan
    assert (plan.title, plan.record, plan.emotion) == (practise(page).choice.text, False, False)
    assert plan.target == practise(page).choice.target


def test_the_check_comes_before_the_talk_and_gives_its_place_up(page):
    to_check(page)
    check = Talk.made[0]
    assert not check.plan.keep
    assert "Start talking" in labels(page)
    press(page, "Start talking")
    assert check.discarded
    assert Talk.made[-1].plan.keep
    assert Talk.made[-1].instead_of is check
    assert practise(page).step is Step.TALK


def test_a_page_drawn_while_the_talk_begins_does_not_look_at_the_camera_again(page, monkeypatch):
    to_check(page)
    looks = []

    class Slow(Talk):
        def __init__(self, plan, instead_of=None):
            drawing = threading.Thread(target=lambda: looks.append(practise(page).checking()))
            drawing.start()
            drawing.join(0.2)
            super().__init__(plan, instead_of)

    monkeypatch.setattr(practise_session, "LiveSession", Slow)
    practise(page).begin()
    practise(page).begin()
    while not looks:
        time.sleep(0.01)
    assert looks == [None]
    assert [talk.plan.keep for talk in Talk.made] == [False, True]
    assert practise(page).equipment.studio._live is Talk.made[-1]


def test_the_stream_is_asked_for_with_the_chosen_devices_in_check_and_talk_alone(page, stand_ins):
    assert stand_ins == []
    talk = to_talk(page)
    assert set(stand_ins) == {("c", "m", True)}
    stand_ins.clear()
    press(page, "Stop")
    ended(talk)
    page.run()
    assert stand_ins == []


def test_going_back_ends_the_check(page):
    to_check(page)
    press(page, "Back")
    assert page.title[0].value == "What would you like to practise?"
    assert Talk.made[0].discarded


def test_where_the_browser_refuses_both_the_page_says_what_to_do(page):
    to_check(page, Devices(camera_error="NotAllowedError", microphone_error="NotAllowedError"))
    assert "camera sign in the address bar" in texts(page)
    assert "Start talking" not in labels(page)
    assert Talk.made == []


def test_with_sound_alone_the_practice_goes_on(page, stand_ins):
    to_check(page, replace(BOTH, camera=None, camera_error="NotFoundError"))
    assert "There is no camera on this computer" in texts(page)
    assert "Start talking" not in labels(page)
    press(page, "Go on with sound alone")
    assert "Let RealTalk hear you for 10 seconds" in labels(page)
    press(page, "Start talking")
    plan = Talk.made[-1].plan
    assert (plan.has_video, plan.has_audio) == (False, True)
    assert stand_ins[-1] == (None, "m", True)


def test_with_the_picture_alone_the_practice_goes_on(page):
    to_check(page, replace(BOTH, microphone=None, microphone_error="NotReadableError"))
    press(page, "Go on with the picture alone")
    press(page, "Start talking")
    assert (Talk.made[-1].plan.has_video, Talk.made[-1].plan.has_audio) == (True, False)


def test_on_a_busy_machine_the_page_says_so_and_can_be_tried_again(page):
    Talk.refuse = Busy(2)
    to_check(page)
    assert "as many as it can follow" in texts(page)
    assert "Start talking" not in labels(page)
    Talk.refuse = None
    press(page, "Try again")
    assert "Start talking" in labels(page)


def test_where_nothing_comes_the_page_stops_asking_and_says_what_to_do(page, stand_ins, monkeypatch):
    to_check(page)
    now = practise_equipment.time.monotonic()
    monkeypatch.setattr(practise_equipment.time, "monotonic", lambda: now + 16.0)
    page.run()
    assert stand_ins[-1][-1] is False
    assert "Nothing comes from your camera and microphone" in texts(page)
    press(page, "Try again")
    assert stand_ins[-1][-1] is True
    assert "Start talking" in labels(page)


def test_a_connection_that_does_not_come_about_is_asked_for_once_more(page, stand_ins, monkeypatch):
    to_check(page)
    began = practise_equipment.time.monotonic()
    asked = []
    for waited in (1.0, 5.0, 7.0, 8.0, 14.0):
        monkeypatch.setattr(practise_equipment.time, "monotonic", lambda waited=waited: began + waited)
        page.run()
        asked.append(stand_ins[-1][-1])
    assert asked == [True, True, False, True, True]


def test_a_baseline_is_taken_used_and_found_again(page):
    to_check(page)
    press(page, "Look at the camera for 10 seconds")
    assert "Skip this" in labels(page)
    Talk.made[0].state = replace(Talk.made[0].state, t=25.0)
    page.run()
    assert "Look at the camera once more" in labels(page)
    press(page, "Start talking")
    assert Talk.made[-1].plan.calibration is practise(page).equipment.calibration


def test_the_baseline_of_this_browser_and_camera_is_offered(page):
    equipment = practise(page).equipment
    equipment.owner = "me"
    baselines.remember("me", "c m", Calibration(level=-33.0), now=datetime(2026, 11, 3, 12, tzinfo=UTC))
    to_check(page)
    assert "you showed it on 3 November 2026" in texts(page)
    press(page, "Start talking")
    assert Talk.made[-1].plan.calibration.level == -33.0


def test_a_baseline_can_be_forgotten(page):
    practise(page).equipment.owner = "me"
    baselines.remember("me", "c m", Calibration(level=-33.0))
    to_check(page)
    press(page, "Forget it")
    assert "you showed it" not in texts(page)
    assert "Look at the camera for 10 seconds" in labels(page)
    press(page, "Start talking")
    assert Talk.made[-1].plan.calibration.level is None
    assert baselines.known("me", "c m") is None


def test_what_a_baseline_lacks_is_said(page):
    to_check(page)
    practise(page).equipment.looked(Baseline(Calibration(), ("There was no silence.",)))
    page.run()
    assert "There was no silence." in texts(page)


def test_a_look_into_the_lens_can_be_skipped(page):
    to_check(page)
    press(page, "Look at the camera for 10 seconds")
    press(page, "Skip this")
    assert practise(page).equipment.calibrated_at is None
    assert "Look at the camera for 10 seconds" in labels(page)


def test_a_talk_can_be_paused_and_goes_on(page):
    talk = to_talk(page)
    press(page, "Pause")
    assert talk.state.phase is Phase.PAUSED
    press(page, "Go on")
    assert talk.state.phase is Phase.TALKING
    assert "Pause" in labels(page)


def test_everything_is_shown_by_one_switch(page):
    to_talk(page)
    studio = practise(page).equipment.studio
    assert not studio.show_everything
    page.toggle(key="practise-everything").set_value(True).run()
    assert studio.show_everything


def test_two_tabs_know_nothing_of_each_other(page):
    other = tab()
    to_talk(page)
    assert practise(other).step is Step.CHOOSE
    assert practise(other).equipment.studio is not practise(page).equipment.studio
    assert practise(other).choice is not practise(page).choice


def test_what_is_recorded_by_default_is_set_for_the_machine(monkeypatch):
    monkeypatch.setenv("REALTALK_RECORD", "no")
    settings.cache_clear()
    try:
        page = tab()
        assert page.toggle(key="practise-record").value is False
    finally:
        settings.cache_clear()


def test_an_error_that_nobody_foresaw_gives_a_sentence_and_a_way_on(page, monkeypatch, caplog):
    monkeypatch.setattr(practise_session.PractiseSession, "settle", lambda _: 1 / 0)
    page.run()
    assert not page.exception
    assert "Something went wrong inside RealTalk" in texts(page)
    assert "ZeroDivisionError" in caplog.text
    assert "Back to the start" in labels(page)
