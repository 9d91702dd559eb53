import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import SAMPLE_RATE, AudioChunk, Span, total
from realtalk.perception.phrases import ARREARS, CAUGHT_UP, LONGEST, MARGIN, SOON, THOROUGH, Phrase, Phrases


def heard(spans: list[Span], seconds: float, target: float = 22.0) -> list[Phrase]:
    """Phrases of a session whose sound says which sample it is."""
    phrases, given = Phrases(replace(THOROUGH, target=target)), []
    for second in range(int(seconds)):
        start, end = float(second), second + 1.0
        pcm = np.arange(second * SAMPLE_RATE, (second + 1) * SAMPLE_RATE, dtype=np.float32)
        ended = [span for span in spans if start < span.end <= end]
        running = next((span.start for span in spans if span.start < end < span.end), None)
        given += phrases.add(AudioChunk(start, pcm), ended, running)
    return given + list(phrases.finish())


@st.composite
def speeches(draw: st.DrawFn) -> list[Span]:
    now, spans = 0.0, []
    for _ in range(draw(st.integers(1, 12))):
        start = now + draw(st.integers(25, 900)) / 100
        now = start + draw(st.integers(10, 7000)) / 100
        spans.append(Span(start, now))
    return spans


@settings(max_examples=60, deadline=None)
@given(speeches())
def test_all_speech_comes_once_in_phrases_that_a_recogniser_can_hear(spans: list[Span]) -> None:
    phrases = heard(spans, spans[-1].end + 3)
    said = [speech for phrase in phrases for speech in phrase.speech]
    assert abs(total(said) - total(spans)) < 0.01
    assert said == sorted(said)
    for phrase in phrases:
        assert len(phrase.pcm) <= LONGEST * SAMPLE_RATE + 1
        assert abs(len(phrase.pcm) / SAMPLE_RATE - sum(p.duration for p in phrase.pieces)) < 0.01


@settings(max_examples=40, deadline=None)
@given(speeches(), st.floats(0, 1))
def test_a_place_in_a_phrase_is_found_in_the_session(spans: list[Span], where: float) -> None:
    for phrase in heard(spans, spans[-1].end + 3):
        index = int(where * (len(phrase.pcm) - 1))
        place = phrase.place(index / SAMPLE_RATE, (index + 160) / SAMPLE_RATE)
        assert abs(place.start * SAMPLE_RATE - phrase.pcm[index]) <= 2


@settings(max_examples=40, deadline=None)
@given(speeches(), st.floats(0, 1), st.floats(0, 1))
def test_a_part_of_a_phrase_holds_its_own_sound(spans: list[Span], a: float, b: float) -> None:
    for phrase in heard(spans, spans[-1].end + 3):
        ends = sorted(phrase.span.start + share * phrase.span.duration for share in (a, b))
        part = phrase.part(Span(*ends))
        if not part.pieces or len(part.pcm) < 200:
            continue
        place = part.place(0.0, 0.01)
        assert abs(place.start * SAMPLE_RATE - part.pcm[0]) <= 2
        assert abs(len(part.pcm) / SAMPLE_RATE - sum(p.duration for p in part.pieces)) < 0.01


def test_silence_between_is_left_out_but_margins_stay() -> None:
    (phrase,) = heard([Span(1.0, 2.0), Span(10.0, 11.0)], 13)
    assert phrase.pieces == (Span(1 - MARGIN, 2 + MARGIN), Span(10 - MARGIN, 11 + MARGIN))


def test_silence_after_a_few_words_is_not_kept() -> None:
    phrases = Phrases()
    given = []
    for second in range(600):
        block = AudioChunk(float(second), np.zeros(SAMPLE_RATE, np.float32))
        given += phrases.add(block, [Span(1.0, 1.8)] if second == 1 else [], None)
    assert [phrase.speech for phrase in given] == [(Span(1.0, 1.8),)]
    assert len(phrases._sound) < 5


def test_a_short_target_gives_words_sooner() -> None:
    spans = [Span(1.0, 3.0), Span(4.0, 6.0), Span(7.0, 9.0)]
    assert [phrase.speech for phrase in heard(spans, 11, target=0.5)] == [(span,) for span in spans]


def heard_soon(
    spans: list[Span], blocks: int, waiting: Callable[[float], float] = lambda now: 0.0
) -> list[tuple[float, Phrase]]:
    """Phrases and when they came, of speech whose end is known a quarter of a second later, while more sound
    may be waiting.
    """
    phrases, given = Phrases(SOON), []
    for i in range(blocks):
        start, end = i * SOON.block, (i + 1) * SOON.block
        sound = AudioChunk(start, np.zeros(round(SOON.block * SAMPLE_RATE), np.float32))
        ended = [span for span in spans if start < span.end + 0.25 <= end]
        running = next((span.start for span in spans if span.start < end < span.end + 0.25), None)
        given += [(end, phrase) for phrase in phrases.add(sound, ended, running, waiting(end))]
    return given


def test_soon_means_that_a_short_answer_does_not_wait_for_a_longer_one() -> None:
    [(at, phrase)] = heard_soon([Span(0.5, 1.5)], blocks=20)
    assert phrase.speech == (Span(0.5, 1.5),)
    assert at - 1.5 <= SOON.patience + 2 * SOON.block


def test_soon_means_that_speech_without_a_pause_is_cut() -> None:
    phrases = Phrases(SOON)
    given: list[Phrase] = []
    for i in range(160):
        sound = AudioChunk(i * SOON.block, np.ones(round(SOON.block * SAMPLE_RATE), np.float32))
        given += phrases.add(sound, (), 0.0)
    assert len(given) >= 3
    assert all(len(phrase.pcm) <= SOON.longest * SAMPLE_RATE for phrase in given)


def test_soon_means_that_what_has_ended_waits_little_for_speech_that_goes_on() -> None:
    [(at, phrase)] = heard_soon([Span(0.5, 1.2), Span(1.5, math.inf)], blocks=26)
    assert phrase.speech == (Span(0.5, 1.2),)
    assert phrase.span.end <= 1.5
    assert at - 1.2 <= SOON.at_most + 2 * SOON.block


BREATHLESS = [Span(2.6 * i, 2.6 * i + 2.2) for i in range(12)]


def test_what_waits_anyway_is_heard_in_longer_phrases() -> None:
    at_ease = heard_soon(BREATHLESS, blocks=130, waiting=lambda now: ARREARS)
    in_arrears = heard_soon(BREATHLESS, blocks=130, waiting=lambda now: ARREARS + 0.1)
    assert len(at_ease) == len(BREATHLESS)
    assert len(in_arrears) <= len(BREATHLESS) / 3
    for phrases in (at_ease, in_arrears):
        assert [speech for _, phrase in phrases for speech in phrase.speech] == BREATHLESS


def test_who_has_caught_up_does_not_wait_for_a_longer_phrase() -> None:
    first, *others = heard_soon(BREATHLESS, blocks=130, waiting=lambda now: max(0.0, 7.0 - now))
    assert len(first[1].speech) == 2
    assert 7.0 - CAUGHT_UP <= first[0] <= 7.0 - CAUGHT_UP + SOON.block
    assert all(len(phrase.speech) == 1 for _, phrase in others)
    assert all(at - phrase.speech[-1].end < 0.25 + 2 * SOON.block for at, phrase in others)
