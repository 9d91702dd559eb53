from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import Span, total
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Reading
from realtalk.metrics.pauses import pauses
from realtalk.observations import Gap, SpeechSpan, VoiceTurn
from realtalk.timeline import Speaker, Timeline
from tests.timelines import said, speech_of, voice


def phrases(gaps: list[float], ends: str = ".") -> Timeline:
    """Phrases of five words with silences between them; each ends with a mark."""
    words, t = [], 0.0
    for gap in [*gaps, 0.0]:
        part = said(f"here come five plain words{ends}", start=t, rate=150)
        words += part
        t = part[-1].span.end + gap
    return Timeline([*speech_of(words), *voice(t + 1)])


def read(timeline: Timeline) -> Reading:
    result = metric("pauses").measure(timeline)
    assert isinstance(result, Reading)
    return result


def figure(reading: Reading, label: str) -> float:
    return next(d.value for d in reading.details if d.label == label)


def test_silences_are_counted_by_length():
    reading = read(phrases([0.1, 0.3, 0.6, 0.7, 1.6, 3.0]))
    assert figure(reading, "Pauses") == 5
    assert figure(reading, "Short, under 0.5 s") == 1
    assert figure(reading, "Medium, from 0.5 s") == 2
    assert figure(reading, "Long, from 1.5 s") == 2


def test_the_share_is_that_of_the_speaking_time():
    timeline = phrases([1.0] * 5)
    assert read(timeline).value == pytest.approx(100 * 5 / (5 + 6 * 2), rel=0.01)


def test_long_pauses_between_sentences_are_fine():
    assert read(phrases([3.0, 4.0, 3.0])).band == Band.GOOD


def test_only_over_two_and_a_half_seconds_in_mid_sentence_is_flagged():
    assert read(phrases([2.4, 2.4, 2.4], ends="")).band == Band.GOOD
    reading = read(phrases([0.4, 2.6, 0.4, 0.4], ends=","))
    assert reading.band == Band.WATCH
    assert figure(reading, "Over 2.5 s in mid-sentence") == 1
    assert reading.moments[0].span.duration == pytest.approx(2.6, abs=0.01)
    assert "mid-sentence" in reading.moments[0].note


def test_a_sentence_that_trails_off_is_not_over():
    assert figure(read(phrases([3.0, 0.4, 0.4], ends="...")), "Over 2.5 s in mid-sentence") == 1


def test_often_stuck_is_work():
    assert read(phrases([3.0] * 6, ends="")).band == Band.WORK


def test_without_words_pauses_are_counted_and_not_judged():
    timeline = Timeline([*(SpeechSpan(Span(3.0 * i, 3.0 * i + 2)) for i in range(5)), *voice(15)])
    reading = read(timeline)
    assert figure(reading, "Pauses") == 4
    assert reading.band is None


def test_untimed_words_cannot_place_a_stall():
    words = [*said("one two three four", timed=False), *said("five six seven eight", start=6, timed=False)]
    extra = SpeechSpan(Span(8, 14))
    reading = read(Timeline([*speech_of(words), extra, *voice(15)]))
    assert reading.band is None
    assert "Over 2.5 s in mid-sentence" not in {d.label for d in reading.details}


@pytest.mark.parametrize(
    ("gaps", "band"),
    [
        ([0.1] * 6, None),
        ([0.6, 0.6, 0.1, 0.1, 0.1], None),
        ([0.3, 0.3, 0.4, 0.3, 0.3], None),
        ([0.3, 0.3, 0.5, 0.3, 0.3], Band.GOOD),
    ],
)
def test_who_hardly_pauses_is_not_praised_for_it(gaps, band):
    assert read(phrases(gaps)).band == band


def test_missing_sound_is_no_pause():
    speech = [SpeechSpan(Span(0, 5)), SpeechSpan(Span(8, 13))]
    assert pauses(Timeline([*speech, *voice(13)])) == (Span(5, 8),)
    assert pauses(Timeline([*speech, *voice(13), Gap(Span(5, 8), "The sound is missing.")])) == ()


def test_the_time_that_others_speak_is_no_pause():
    spans = [Span(0, 5), Span(5.5, 8), Span(8.4, 12), Span(13, 14)]
    turns = [VoiceTurn(span, voice) for span, voice in zip(spans, [0, 1, 0, 0], strict=True)]
    timeline = Timeline([*(SpeechSpan(s) for s in spans), *turns]).focus(Speaker(None, 0))
    assert pauses(timeline) == (Span(12, 13),)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(0.05, 4.0), min_size=3, max_size=10))
def test_pauses_are_the_silences_put_in(gaps):
    found = pauses(phrases(gaps))
    expected = [gap for gap in gaps if gap >= 0.2501]
    assert total(found) == pytest.approx(sum(expected), abs=0.3)
    assert all(pause.duration >= 0.2499 for pause in found)
