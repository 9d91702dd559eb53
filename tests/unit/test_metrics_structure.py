from __future__ import annotations

from collections.abc import Sequence

import pytest

from realtalk.coaching.wording import in_words
from realtalk.media import Span
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.metrics.structure import STRUCTURE, talk_parts
from realtalk.observations import ANSWER_PARTS, TALK_PARTS, AnswerPart, Asked
from realtalk.timeline import Timeline
from tests.timelines import said, sentences_of, speech_of

STORY = "I moved the service and tested it with real bookings until it worked as we wanted. " * 4
TALK = (
    "Good morning everybody. Today I want to tell you three things about bees. First, they dance. "
    + "They fly far and they come back to the hive with what they found out there. " * 8
    + "Second, they sleep. So remember the bees and thank you."
)


def timeline(text: str, kind: str | None, parts: Sequence[str] = ()) -> Timeline:
    words = said(text)
    end = words[-1].span.end
    asked = [Asked(Span(0, end), "What did you do?", kind)] if kind else []
    found = [AnswerPart(Span(i, i + 1.0), part) for i, part in enumerate(parts)]
    return Timeline([*speech_of(words), *sentences_of(words), *asked, *found])


@pytest.mark.parametrize(("count", "band"), [(4, Band.GOOD), (3, Band.WATCH), (2, Band.WORK), (0, Band.WORK)])
def test_the_parts_of_a_story_that_was_asked_for_are_counted_and_judged(count: int, band: Band):
    reading = STRUCTURE.measure(timeline(STORY, "story", ANSWER_PARTS[:count]))
    assert isinstance(reading, Reading)
    assert (reading.value, reading.band) == (count, band)
    assert all(moment.praise for moment in reading.moments)


def test_what_is_missing_is_named():
    reading = STRUCTURE.measure(timeline(STORY, "story", ("situation", "action")))
    assert isinstance(reading, Reading)
    assert in_words(STRUCTURE, reading) == "2 of the 4 parts of a good answer; not found: task, result"


def test_a_story_that_nobody_asked_for_is_a_hint_and_never_judged():
    reading = STRUCTURE.measure(timeline(STORY, None, ("action", "result")))
    assert isinstance(reading, Reading)
    assert reading.band is None
    assert reading.note.startswith("A hint only")


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [(STORY, "other", ANSWER_PARTS), (STORY, None, ("action",)), ("I did it.", "story", ("action",))],
)
def test_what_is_no_story_is_not_measured(text: str, kind: str | None, parts: Sequence[str]):
    assert isinstance(STRUCTURE.measure(timeline(text, kind, parts)), Unmeasured)


def test_a_presentation_is_led_by_opening_preview_signposts_and_close():
    made = timeline(TALK, "presentation")
    reading = STRUCTURE.measure(made)
    assert isinstance(reading, Reading)
    assert (reading.value, reading.band) == (4.0, Band.GOOD)
    assert {part.part for part in talk_parts(sentences_of(said(TALK)))} == set(TALK_PARTS)  # type: ignore[arg-type]


def test_a_talk_that_only_begins_and_stops_has_none_of_them():
    flat = "They fly far and they come back to the hive with what they found out there. " * 9
    reading = STRUCTURE.measure(timeline(flat, "presentation"))
    assert isinstance(reading, Reading)
    assert (reading.value, reading.band) == (0.0, Band.WORK)


def conversation(*answers: tuple[str, Sequence[str]]) -> Timeline:
    """Questions of these kinds, each answered with the story and these parts."""
    observations: list = []
    start = 0.0
    for kind, parts in answers:
        words = said(STORY, start=start)
        end = words[-1].span.end + 1.0
        observations += [*speech_of(words), *sentences_of(words), Asked(Span(start, end), "And then?", kind)]
        observations += [AnswerPart(Span(start + i, start + i + 1.0), part) for i, part in enumerate(parts)]
        start = end
    return Timeline(observations)


def test_the_stories_of_a_conversation_are_looked_at_one_by_one():
    made = conversation(("story", ANSWER_PARTS), ("other", ()), ("story", ANSWER_PARTS[:3]))
    reading = STRUCTURE.measure(made)
    assert isinstance(reading, Reading)
    assert (reading.value, reading.band) == (3.5, Band.WATCH)
    counts = {detail.label: detail.value for detail in reading.details}
    assert counts == {"Stories": 2, "Situation": 2, "Task": 2, "Action": 2, "Result": 1}


def test_a_conversation_without_stories_has_none_to_judge():
    found = STRUCTURE.measure(conversation(("other", ANSWER_PARTS), ("other", ())))
    assert isinstance(found, Unmeasured)
