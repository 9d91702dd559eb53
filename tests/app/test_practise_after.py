"""The Practise page's script run without a browser: guessing, the rundown, saying a part again."""

from realtalk.errors import DiskFull, RealTalkError
from realtalk.session.ending import TooShort
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.store import sessions
from realtalk.ui.practise_session import Step
from tests.app.practising import BOTH, Talk, ended, labels, practise, press, texts, through, to_talk
from tests.rundowns import rundown


def test_guesses_come_before_the_rundown_and_stand_over_it(page):
    talk = to_talk(page)
    press(page, "Stop")
    assert page.title[0].value == "How do you think it went?"
    assert [slider.value for slider in page.select_slider] == [None] * 4
    page.select_slider[0].set_value(160).run()
    press(page, "See how it went")
    assert page.title[0].value == "Your rundown is on its way"
    kept = ended(talk)
    page.run()
    assert page.title[0].value.replace("\\", "") == talk.plan.title
    assert "How you thought it went" in texts(page)
    assert "You guessed 160 words a minute" in texts(page)
    assert [guess.value for guess in sessions.load(kept).rundown.guesses] == [160]


def test_the_rundown_waits_for_who_is_still_guessing(page):
    talk = to_talk(page)
    press(page, "Stop")
    ended(talk)
    page.run()
    assert page.title[0].value == "How do you think it went?"
    assert "Your rundown is ready" in texts(page)
    press(page, "Skip this")
    assert "How you thought it went" not in texts(page)
    assert "Take it with you" in texts(page)


def test_a_talk_that_ends_by_itself_leads_on(page):
    talk = to_talk(page)
    ended(talk)
    page.run()
    assert page.title[0].value == "How do you think it went?"


def test_a_rundown_that_cannot_be_saved_yet_says_what_it_waits_for(page):
    talk = to_talk(page)
    press(page, "Stop")
    talk.state = Snapshot(Phase.UNSAVED, error=DiskFull("There is no room left.", "Make some room."))
    page.run()
    assert "Nothing is lost" in texts(page)
    assert "Make some room" in texts(page)


def test_a_talk_that_was_too_short_leads_back_with_a_word(page):
    talk = to_talk(page)
    press(page, "Stop")
    talk.state = Snapshot(Phase.FAILED, error=TooShort())
    page.run()
    assert "nothing was kept" in texts(page)
    assert "Start talking" in labels(page)
    press(page, "Start talking")
    assert "nothing was kept" not in texts(page)


def test_trouble_with_the_talk_and_with_its_rundown_are_told_side_by_side(page):
    through(page)
    practise(page).trouble = RealTalkError("The talk stumbled.", "Begin again.", retryable=True)
    practise(page).again = practise(page).review.again = lambda: None
    practise(page).review.trouble = RealTalkError("The rundown stumbled.", "Try again.", retryable=True)
    page.run()
    assert "The talk stumbled." in texts(page)
    assert "The rundown stumbled." in texts(page)
    assert "Take it with you" in texts(page)


def test_the_same_can_be_practised_again_and_something_else(page):
    through(page)
    title = practise(page).choice.title
    press(page, "Practise again")
    assert practise(page).step is Step.CHECK
    press(page, "Start talking")
    assert Talk.made[-1].plan.title == title
    press(page, "Stop")
    ended(Talk.made[-1])
    page.run()
    press(page, "Skip this")
    press(page, "Another question")
    assert practise(page).choice.title != title


def test_a_part_is_said_again_and_both_takes_stand_side_by_side(page):
    first = through(page, rundown(file="Free talk"))
    assert "Say this part again" in texts(page)
    press(page, "Say this part again")
    retake = practise(page).retake
    assert retake.before == first
    press(page, "Start talking")
    talk = Talk.made[-1]
    assert talk.plan.title == "Again: Free talk"
    assert talk.plan.target == max(5.0, retake.part.span.duration)
    assert retake.says[:30] in texts(page)
    press(page, "Stop")
    ended(talk)
    page.run()
    assert "Before and after" in texts(page)
    assert "How do you think it went?" not in texts(page)
    press(page, "Back to the whole talk")
    assert page.title[0].value == "Free talk"
    assert "Before and after" not in texts(page)


def test_another_part_can_be_chosen(page):
    through(page, rundown(file="Free talk"))
    other = page.selectbox[0].options[1]
    page.selectbox[0].select_index(1).run()
    press(page, "Say this part again")
    assert practise(page).retake.part.label == other


def test_where_the_first_take_is_gone_the_second_one_is_still_shown(page):
    first = through(page)
    press(page, "Say this part again")
    sessions.delete(first)
    press(page, "Start talking")
    press(page, "Stop")
    ended(Talk.made[-1])
    page.run()
    assert "not on this machine" in texts(page)
    assert "Take it with you" in texts(page)


def found(page, phase):
    talk = Talk(Plan("Free talk"))
    talk.state = Snapshot(phase, t=40.0)
    practise(page).found = talk
    page.run()
    return talk


def test_a_talk_that_ended_unseen_is_offered(page):
    talk = found(page, Phase.FINISHING)
    assert "Your last talk has ended: Free talk" in texts(page)
    press(page, "See how it went")
    ended(talk)
    page.run()
    press(page, "Skip this")
    assert page.title[0].value == "Free talk"


def test_a_talk_that_is_still_open_can_be_ended_from_here(page):
    talk = found(page, Phase.TALKING)
    assert "Your talk is still open: Free talk" in texts(page)
    press(page, "End it and see how it went")
    assert talk.state.phase is Phase.FINISHING
    assert practise(page).step is Step.GUESS


def test_a_talk_that_is_still_open_can_be_gone_on_with_here(page):
    talk = found(page, Phase.AWAY)
    press(page, "Go on here")
    assert practise(page).step is Step.TALK
    assert practise(page).live is talk
    practise(page).equipment.use(BOTH)
    page.run()
    assert not page.exception
    assert "Stop" in labels(page)
