"""What slides ask of those who look at them, and when each was shown."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.capture.slides import Deck, Slide
from realtalk.media import Span
from realtalk.metrics.metric import Band
from realtalk.metrics.slide_alignment import align, terms
from realtalk.metrics.slides import ESTIMATED, SEEN, UNKNOWN, font_band, presented, time_band, words_band
from realtalk.observations import SlideShown, Word
from realtalk.timeline import Timeline


def slide(number=1, text="", *, font=24.0, words=None):
    return Slide(number, text[:20], (text if words is None else "word " * words,), font, 0)


def deck(*slides):
    return Deck("A talk", "pdf", slides)


@pytest.mark.parametrize(
    ("words", "band"), [(0, None), (12, Band.GOOD), (49, Band.GOOD), (50, Band.WATCH), (76, Band.WORK)]
)
def test_many_words_are_told_apart_from_few(words, band):
    assert words_band(slide(words=words)) == band


@pytest.mark.parametrize(
    ("points", "band"),
    [(None, None), (24, Band.GOOD), (18, Band.GOOD), (17.5, Band.WATCH), (11.5, Band.WORK)],
)
def test_small_letters_are_told_apart_from_large(points, band):
    assert font_band(slide(words=5, font=points)) == band


def test_a_slide_that_goes_before_it_can_be_read_is_told_and_one_that_stays_for_minutes():
    wordy = slide(words=119)  # half a minute to read
    assert time_band(wordy, 29.0) == Band.WORK
    assert time_band(wordy, 31.0) == Band.GOOD
    assert time_band(wordy, 121.0) == Band.WATCH
    assert time_band(wordy, 29.0, leeway=5.0) == Band.GOOD


def test_the_time_of_each_slide_is_what_was_seen_however_often_it_came():
    shown = [SlideShown(Span(0, 10), 1), SlideShown(Span(10, 14), 2), SlideShown(Span(14, 20), 1)]
    found = presented(deck(slide(1, words=5), slide(2, words=60), slide(3, words=5)), Timeline(shown))
    assert found.timing == SEEN
    assert [each.seconds for each in found.slides] == [16, 4, 0]
    assert found.slides[0].spans == (Span(0, 10), Span(14, 20))
    assert [each.time for each in found.slides] == [Band.GOOD, Band.WORK, None]
    (moment,) = found.moments
    assert moment.span == Span(10, 14)
    assert "Slide 2 was there for 4 seconds" in moment.note


def test_a_slide_that_was_leafed_past_was_not_shown():
    shown = [SlideShown(Span(0, 9), 1), SlideShown(Span(9, 9.4), 2)]
    assert presented(deck(slide(1), slide(2)), Timeline(shown)).slides[1].spans == ()


def test_without_changes_and_without_words_nothing_is_known_of_the_time():
    found = presented(deck(slide(1, words=5)), Timeline())
    assert found.timing == UNKNOWN
    assert found.moments == ()
    assert found.slides[0].words == Band.GOOD


TOPICS = ("bridge river crossing", "budget euros treasury", "school children teachers", "forest birds trees")


def said(order=(0, 1, 2, 3)):
    """Half a minute on each topic, in some order."""
    words, t = [], 0.0
    for place in order:
        first, second, third = TOPICS[place].split()
        text = f"now we look at the {first} and that {second} is why many of us say {third} so well " * 3
        for word in text.split():
            words.append(Word(word, Span(t, t + 0.4), 0.9))
            t += 0.5
        t += 2.0
    return words, t


TOPIC_SLIDES = [slide(n, text) for n, text in enumerate(TOPICS, 1)]


def test_words_tell_when_slides_were_shown():
    words, end = said()
    found = presented(deck(*TOPIC_SLIDES), Timeline(words))
    assert found.timing == ESTIMATED
    changes = [each.spans[0].start for each in found.slides]
    assert changes == pytest.approx([0, end / 4 - 1, end / 2 - 1, 3 * end / 4 - 1], abs=3.0)


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (2, 0, 3, 1)])
def test_words_in_another_order_tell_nothing(order):
    words, _ = said(order)
    assert presented(deck(*TOPIC_SLIDES), Timeline(words)).timing == UNKNOWN


def test_words_of_another_subject_tell_nothing():
    words = [
        Word(text, Span(i / 2, i / 2 + 0.4), 0.9) for i, text in enumerate(("coffee cup spoon " * 60).split())
    ]
    assert presented(deck(*TOPIC_SLIDES), Timeline(words)).timing == UNKNOWN


def test_two_slides_or_a_few_words_are_too_little_for_an_estimate():
    words, end = said()
    assert align(TOPIC_SLIDES[:2], words, end) is None
    assert align(TOPIC_SLIDES, words[:20], end) is None


def test_a_slide_that_nobody_spoke_of_is_passed_over():
    words, end = said((0, 1, 3))
    found = align(TOPIC_SLIDES, words, end)
    assert found.spans[2] is None
    assert found.spans[3].end == end


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*"abcdefgh", "bridge", "river", "euros", "birds", "trees"]), max_size=90))
def test_estimated_slides_follow_one_another_and_fill_the_talk(texts):
    words = [Word(text, Span(i, i + 0.5), 0.9) for i, text in enumerate(texts)]
    found = align(TOPIC_SLIDES, words, 100.0)
    if found is None:
        return
    spans = [span for span in found.spans if span is not None]
    assert spans[0].start == 0.0
    assert spans[-1].end == 100.0
    assert all(one.end == other.start for one, other in pairwise(spans))


def test_forms_of_a_word_are_one():
    assert terms("Bridges, bridge's BRIDGE") == ["bridge"] * 3
    assert terms("The and of it") == []
