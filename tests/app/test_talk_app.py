"""The Talk page without a browser: whom one can talk with, how, and what happens when it cannot be."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from realtalk.partner import own_personas, tuning
from realtalk.partner.cast import find, ready_made
from realtalk.partner.persona import Persona
from realtalk.session.duet_talk import DuetTalk
from realtalk.session.partner_talk import Turn
from realtalk.session.partner_talks import PARTNER_PLACES
from realtalk.ui import talk_session
from tests.app.choices import choices
from tests.app.practising import labels, press, texts, until
from tests.partner_browser import HearingBrowser
from tests.unit.test_partner_own_personas import MAYA

PAGE = Path(__file__).parents[2] / "pages" / "talk.py"

pytestmark = pytest.mark.usefixtures("home", "flat_faces")


@pytest.fixture
def flat_faces(monkeypatch):
    """A face takes seconds, and this page draws none of it."""
    monkeypatch.setattr(talk_session, "rig_of", lambda _persona: None)
    monkeypatch.setattr(talk_session, "get_ready", lambda _persona: None)


def tab() -> AppTest:
    return AppTest.from_file(PAGE, default_timeout=60).run()


def talk_of(page: AppTest) -> talk_session.TalkSession:
    return page.session_state["talk"]


def choose(page: AppTest, persona: Persona) -> None:
    page.button(key=f"talk-with-{persona.id}").click().run()
    assert not page.exception


def typed(page: AppTest) -> None:
    page.segmented_control(key="talk-means").set_value("Type").run()


@pytest.fixture
def stranger() -> Persona:
    return next(each for each in ready_made() if each.id == "friendly-stranger")


def test_everybody_ready_made_can_be_chosen() -> None:
    page = tab()
    assert not page.exception
    shown = texts(page)
    for persona in ready_made():
        assert persona.name in shown
    assert labels(page).count("Talk") == len(ready_made())


def test_history_shows_those_of_the_past_alone() -> None:
    page = tab()
    page.session_state["talk-group"] = "History"
    page.run()
    historical = [each for each in ready_made() if each.kind == "historical"]
    assert labels(page).count("Talk") == len(historical) >= 8


def test_nobody_of_ones_own_says_how_to_make_one() -> None:
    page = tab()
    page.session_state["talk-group"] = "Yours"
    page.run()
    assert "You have made nobody yet" in texts(page)
    press(page, "Make your own")
    assert "Make somebody to talk with" in texts(page)


def test_a_random_person_is_somebody_to_talk_with() -> None:
    page = tab()
    press(page, "Surprise me: a random person")
    persona = talk_of(page).persona
    assert persona is not None
    assert persona.name in texts(page)


def test_without_a_microphone_one_may_type_and_read_what_was_said(stranger) -> None:
    page = tab()
    choose(page, stranger)
    assert next(b for b in page.button if b.label == "Start the conversation").disabled
    typed(page)
    press(page, "Start the conversation")
    talk = talk_of(page).talk
    assert talk is not None
    with HearingBrowser(talk) as browser:
        browser.until_turn(Turn.LISTENING.value)
        page.chat_input[0].set_value("I am on my way to Porto to see my sister.").run()
        browser.until_turn(Turn.LISTENING.value, 2)
        press(page, "End the conversation")
    assert "You typed your answers" in texts(page)
    assert "Porto" in texts(page)
    assert PARTNER_PLACES.taken == 0
    press(page, "Somebody else")
    assert "Who would you like to talk with?" in texts(page)


def test_a_conversation_that_ends_by_itself_is_read(stranger) -> None:
    page = tab()
    choose(page, stranger)
    typed(page)
    press(page, "Start the conversation")
    talk = talk_of(page).talk
    assert talk is not None
    talk.finish()
    until(page, "That was it")


def test_a_crowded_machine_says_so_and_can_be_tried_again(stranger, monkeypatch) -> None:
    page = tab()
    choose(page, stranger)
    typed(page)
    others = [object() for _ in range(PARTNER_PLACES.most)]
    for other in others:
        PARTNER_PLACES.take(other)
    try:
        press(page, "Start the conversation")
        assert "as many as this machine can carry" in texts(page)
    finally:
        for other in others:
            PARTNER_PLACES.leave(other)
    press(page, "Try again")
    assert talk_of(page).step is talk_session.Step.TALK
    press(page, "End the conversation")


def test_a_mock_interview_is_planned_for_the_job(stranger) -> None:
    interviewer = next(each for each in ready_made() if each.id == "hiring-manager")
    page = tab()
    choose(page, interviewer)
    typed(page)
    page.segmented_control(key="talk-mode-of-3").set_value(talk_session.Mode.INTERVIEW).run()
    assert [box.label for box in page.selectbox][:3] == ["For which job", "At which level", "How long"]
    talk_of(page).role = talk_session.interview.ROLES[2]
    press(page, "Start the conversation")
    talk = talk_of(page)
    assert talk.talk is not None
    with HearingBrowser(talk.talk) as browser:
        browser.until_turn(Turn.LISTENING.value)
    assert talk.persona == interviewer
    assert talk.role is talk_session.interview.ROLES[2]


def test_a_conversations_choices_say_in_each_run_how_they_stand() -> None:
    page = tab()
    choose(page, next(each for each in ready_made() if each.id == "hiring-manager"))
    page.run()
    assert choices(page)["How you answer"] == "Speak"
    typed(page)
    page.segmented_control(key="talk-mode-of-3").set_value(talk_session.Mode.INTERVIEW).run()
    page.run()
    held = choices(page)
    assert (held["How you answer"], held["What kind of conversation"]) == (
        "Type",
        talk_session.Mode.INTERVIEW,
    )


def test_what_was_chosen_right_before_the_start_is_what_begins() -> None:
    page = tab()
    choose(page, next(each for each in ready_made() if each.id == "hiring-manager"))
    typed(page)
    page.segmented_control(key="talk-mode-of-3").set_value(talk_session.Mode.DUET)
    press(page, "Start the conversation")
    assert isinstance(talk_of(page).talk, DuetTalk)
    press(page, "End the conversation")


def test_two_personas_talk_while_one_listens_and_steps_in(stranger) -> None:
    page = tab()
    choose(page, stranger)
    page.segmented_control(key="talk-mode-of-2").set_value(talk_session.Mode.DUET).run()
    press(page, "Listen to them")
    talk = talk_of(page).talk
    assert talk is not None
    with HearingBrowser(talk, pace=40.0) as browser:
        end = time.monotonic() + 20
        while len({event["who"] for event in browser.of("say")}) < 2:
            assert time.monotonic() < end
            time.sleep(0.05)
        page.chat_input[0].set_value("What about the weather?").run()
        while not browser.of("user"):
            assert time.monotonic() < end
            time.sleep(0.05)
    press(page, "End the conversation")
    assert "What about the weather?" in texts(page)
    assert isinstance(talk, DuetTalk)
    offered = page.selectbox(key="clip-part").options
    assert {label.split(":")[0] for label in offered if ":" in label} == {each.name for each in talk.people}


def test_ones_own_and_the_fine_tuned_are_there_as_the_second_of_two(stranger) -> None:
    maya = own_personas.keep(MAYA)
    tuning.tune("hiring-manager", speed=1.3)
    page = tab()
    choose(page, stranger)
    page.segmented_control(key="talk-mode-of-2").set_value(talk_session.Mode.DUET).run()
    second = next(each for each in page.selectbox if each.label == "And with whom do they talk?")
    assert not any(stranger.name in label for label in second.options)
    (label,) = (each for each in second.options if maya.name in each)
    second.select(label).run()
    assert talk_of(page).second == maya
    (label,) = (each for each in second.options if find("hiring-manager").name in each)
    second.select(label).run()
    chosen = talk_of(page).second
    assert chosen is not None
    assert chosen.voice.speed == 1.3


def test_fine_tuning_is_kept_and_can_be_undone(stranger) -> None:
    page = tab()
    choose(page, stranger)
    page.slider(key=f"tune-{stranger.id}-speed").set_value(1.2).run()
    assert talk_of(page).persona.voice.speed == 1.2
    fresh = tab()
    choose(fresh, stranger)
    assert talk_of(fresh).persona.voice.speed == 1.2
    press(fresh, "As they were")
    assert talk_of(fresh).persona.voice.speed == stranger.voice.speed
