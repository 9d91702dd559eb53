import pytest

from realtalk.coaching.answers import answers
from realtalk.media import Span
from realtalk.observations import Asked, SpeechSpan
from realtalk.timeline import Timeline
from tests.timelines import said

STORY = (
    "Last year our warehouse lost power for a day. I had to keep the deliveries going. So I called every "
    "driver and wrote the lists by hand. In the end all but two parcels arrived on time."
)


def test_each_answer_is_measured_by_itself() -> None:
    first = said(STORY, start=3.0, rate=150.0)
    second = said("um Yes I would like that", start=30.0, fillers=("um",))
    asked = [
        Asked(Span(2.0, 28.0), "Tell me about a time it went wrong?", "story"),
        Asked(Span(29.0, 40.0), "Would you come back?", "other"),
        Asked(Span(41.0, 50.0), "Anything else?", "other"),
    ]
    speech = [SpeechSpan(Span(words[0].span.start, words[-1].span.end)) for words in (first, second)]
    story, short = answers(Timeline([*first, *second, *asked, *speech]))
    assert story.pace == pytest.approx(150, rel=0.01)
    assert (story.words, story.fillers) == (len(first), 0)
    assert story.span == Span(first[0].span.start, first[-1].span.end)
    assert story.told is not None
    assert {"action", "result"} <= set(story.told)
    assert set(story.told) | set(story.missing or ()) == {"situation", "task", "action", "result"}
    assert (short.words, short.fillers, short.pace, short.told) == (5, 1, None, None)


def test_nothing_was_asked() -> None:
    assert answers(Timeline(said(STORY))) == ()
