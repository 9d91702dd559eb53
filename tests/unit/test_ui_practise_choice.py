import pytest

from realtalk.language.questions import ROLES, Kind, openers, presentations, questions
from realtalk.ui.practise_choice import LONGEST, TARGETS, Choice, Occasion


def question(id):
    return next(each for each in questions() if each.id == id)


def test_without_a_job_the_question_is_one_that_anybody_may_be_asked():
    assert {question(Choice().prompt.id).roles for _ in range(40)} == {()}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_question_fits_the_job_and_the_kind(kind):
    choice = Choice(role=ROLES[0], kind=kind)
    fitting = {each.id for each in questions(ROLES[0], kind)}
    for _ in range(30):
        assert choice.prompt.id in fitting
        choice.another()


def test_the_question_stays_until_another_is_asked_for():
    choice = Choice()
    first = choice.prompt
    assert choice.prompt is first
    choice.another()
    assert choice.prompt.id != first.id


def test_a_question_that_fits_no_more_is_exchanged():
    choice = Choice(kind=Kind.HR)
    assert question(choice.prompt.id).kind is Kind.HR
    choice.kind = Kind.BEHAVIOURAL
    assert question(choice.prompt.id).kind is Kind.BEHAVIOURAL


def test_each_occasion_keeps_its_own():
    choice = Choice()
    asked = choice.text
    choice.occasion = Occasion.PRESENTATION
    assert choice.prompt in presentations()
    choice.own[Occasion.PRESENTATION] = "  My thesis  "
    assert (choice.text, choice.title) == ("My thesis", "My thesis")
    choice.occasion = Occasion.INTERVIEW
    assert choice.text == asked


def test_own_words_are_cut_where_no_title_could_hold_them_and_give_way_to_another_question():
    choice = Choice(own={Occasion.INTERVIEW: "why " * 1000})
    assert len(choice.title) == LONGEST
    choice.another()
    assert choice.title == choice.prompt.text


def test_a_free_talk_is_called_one_whatever_was_proposed():
    choice = Choice(occasion=Occasion.FREE)
    assert choice.prompt in openers()
    assert choice.title == "Free talk"
    assert choice.target is None


def test_the_length_follows_the_question_until_one_is_chosen():
    choice = Choice(kind=Kind.HR)
    assert (choice.prompt.seconds, choice.target) == (90, 120.0)
    choice.kind = Kind.TECHNICAL
    choice.role = ROLES[0]
    assert (choice.prompt.seconds, choice.target) == (150, 180.0)
    choice.aim(None)
    assert choice.target is None
    choice.aim(60.0)
    choice.another()
    assert choice.target == 60.0


def test_every_proposal_has_a_length_that_can_be_chosen():
    for occasion in (Occasion.INTERVIEW, Occasion.PRESENTATION):
        choice = Choice(occasion=occasion)
        for _ in range(30):
            assert choice.target in TARGETS
            choice.another()
