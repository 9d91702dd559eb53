from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from realtalk.media import Span
from realtalk.observations import Sentence
from realtalk.ui.practise_again import LONGEST, Again, Part, parts, said, whole_sentences
from tests.rundowns import rundown
from tests.timelines import said as spoken

SENTENCES = tuple(Sentence(Span(10.0 * i, 10.0 * i + 9.0), f"Sentence {i}.", 0.0) for i in range(6))


def test_a_clip_is_widened_to_the_sentences_that_it_cuts():
    assert whole_sentences(Span(15.0, 25.0), SENTENCES) == Span(10.0, 29.0)


def test_a_clip_between_sentences_stays_as_it_is():
    assert whole_sentences(Span(9.2, 9.8), SENTENCES) == Span(9.2, 9.8)


def test_a_part_does_not_grow_into_a_whole_talk():
    endless = (Sentence(Span(0.0, 300.0), "On and on.", 0.0),)
    assert whole_sentences(Span(50.0, 60.0), endless) == Span(50.0, 60.0)


@given(st.floats(0, 55), st.floats(0.1, 20))
def test_the_clip_is_always_in_its_part(start, duration):
    clip = Span(start, start + duration)
    whole = whole_sentences(clip, SENTENCES)
    assert whole.start <= clip.start
    assert whole.end >= clip.end
    assert whole.duration <= max(LONGEST, clip.duration)


def test_what_is_said_again_has_no_fillers():
    words = spoken("So um we like moved it, uh, by ferry.", fillers=("um", "uh"))
    assert said(Span(0.0, 60.0), words) == "So we like moved it, by ferry."


def test_the_part_of_the_priority_comes_first():
    made = rundown()
    first = parts(made)[0]
    assert first.why == made.priority.title
    assert first.span.start <= made.priority.clip.start
    assert first.span.end >= made.priority.clip.end


def test_every_sentence_can_be_said_again_and_no_line_of_the_list_stands_twice():
    made = replace(rundown(), sentences=SENTENCES)
    labels = [part.label for part in parts(made)]
    assert len(labels) == len(set(labels))
    assert sum("“" in label for label in labels) == len(SENTENCES)


def test_where_no_word_was_heard_there_is_nothing_to_say_again():
    assert parts(replace(rundown(), words=(), sentences=())) == ()


def test_a_take_of_a_take_is_called_a_take_once():
    part = Part("Slower", Span(3.0, 4.0), "we moved it")
    assert Again("id", "Free talk", part).title == "Again: Free talk"
    assert Again("id", "Again: Free talk", part).title == "Again: Free talk"


def test_the_new_take_aims_at_the_length_of_the_old_one():
    assert Again("id", "Free talk", Part("", Span(3.0, 15.0), "")).target == 12.0
    assert Again("id", "Free talk", Part("", Span(3.0, 4.0), "")).target == 5.0
