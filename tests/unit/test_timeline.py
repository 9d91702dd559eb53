import itertools
import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from realtalk.media import Span, merge, total
from realtalk.observations import (
    Body,
    Box,
    EmotionObservation,
    FaceObservation,
    GazeObservation,
    Hand,
    HandsObservation,
    Point,
    PostureObservation,
    SpeechSpan,
    VoiceObservation,
    VoiceTurn,
    Word,
)
from realtalk.timeline import Speaker, Timeline


def word(text: str, start: float) -> Word:
    return Word(text, Span(start, start + 0.2), 1.0)


def gaze(t: float, person: int = 0) -> GazeObservation:
    return GazeObservation(t, person, 0.0, 0.0)


def second(t: float) -> VoiceObservation:
    return VoiceObservation(t, 0.1, np.full(10, -20.0, np.float32), np.full(10, 120.0, np.float32))


@given(st.permutations(range(12)))
def test_tracks_are_in_time_order_whatever_order_they_came_in(order: list[int]) -> None:
    timeline = Timeline()
    for t in order:
        timeline.add([gaze(float(t))])
    assert [o.t for o in timeline.track(GazeObservation)] == list(map(float, range(12)))


@given(st.floats(0, 10), st.floats(0, 10))
def test_two_halves_hold_everything_once(a: float, middle: float) -> None:
    whole = Timeline([*(word(str(i), i * 0.7) for i in range(14)), *(second(float(t)) for t in range(10))])
    parts = [whole.between(Span(0, middle)), whole.between(Span(middle, 20))]
    assert sum(len(part.track(Word)) for part in parts) == 14
    assert sum(len(o.level) for part in parts for o in part.track(VoiceObservation)) == 100


def test_a_stretch_is_cut_at_the_edges_of_a_window() -> None:
    timeline = Timeline([SpeechSpan(Span(1.0, 5.0))])
    assert timeline.between(Span(2.0, 3.0)).track(SpeechSpan) == [SpeechSpan(Span(2.0, 3.0))]
    assert timeline.last(1.0).track(SpeechSpan) == [SpeechSpan(Span(4.0, 5.0))]


def conversation() -> Timeline:
    return Timeline(
        [
            *(VoiceTurn(Span(a, b), v) for a, b, v in ((0, 2, 0), (3, 5, 1), (6, 8, 0))),
            *(SpeechSpan(Span(a, b)) for a, b in ((0, 2), (3, 5), (6, 8))),
            *(word(f"{t}", t) for t in (0.5, 2.05, 2.75, 3.5, 5.1, 5.7, 7.0)),
            *(second(float(t)) for t in range(8)),
            gaze(1.0, 0),
            gaze(1.0, 1),
            EmotionObservation(1.0, 1, (0, 0, 0, 1, 0, 0, 0)),
        ]
    )


def test_a_speaker_gets_what_they_said_and_words_beside_their_turn() -> None:
    mine = conversation().focus(Speaker(person=0, voice=0))
    assert [w.text for w in mine.track(Word)] == ["0.5", "2.05", "5.7", "7.0"]
    assert total(s.span for s in mine.track(SpeechSpan)) == 4
    assert len(mine.track(VoiceTurn)) == 3
    assert [o.person for o in mine.track(GazeObservation)] == [0]
    assert mine.track(EmotionObservation) == []
    levels = np.concatenate([o.level for o in mine.track(VoiceObservation)])
    assert np.isnan(levels[30:50]).all()
    assert np.isfinite(levels[:30]).all()


def person(t: float, who: int, x: float) -> FaceObservation:
    return FaceObservation(t, who, Box(x, 0.3, 0.2, 0.2), 1.0, None, None, None, None, None, 0.5, 100.0)


def body(t: float, x: float) -> PostureObservation:
    joints = Point(x, 0.4), Point(x + 0.2, 0.8), Point(x - 0.2, 0.8)
    return PostureObservation(t, Body(*joints, None, None, None, None, None, None))


def hand(x: float) -> Hand:
    return Hand("left", Point(x, 0.9), Point(x, 0.85), 0.1)


def test_a_body_and_hands_belong_to_the_face_they_are_near() -> None:
    two = Timeline(
        [
            person(1.0, 0, 0.2),
            person(1.0, 1, 1.2),
            body(1.1, 1.3),
            HandsObservation(1.1, (hand(0.2), hand(1.4))),
        ]
    )
    left, right = two.focus(Speaker(0, None)), two.focus(Speaker(1, None))
    assert [o.body is None for o in left.track(PostureObservation)] == [True]
    assert [o.body is None for o in right.track(PostureObservation)] == [False]
    assert [h.centre.x for o in left.track(HandsObservation) for h in o.hands] == [0.2]
    assert [h.centre.x for o in right.track(HandsObservation) for h in o.hands] == [1.4]


def test_who_is_alone_keeps_every_body_and_hand() -> None:
    alone = Timeline([person(1.0, 0, 0.2), body(1.1, 1.3), HandsObservation(1.1, (hand(1.4),))])
    kept = alone.focus(Speaker(0, None))
    assert kept.track(PostureObservation) == alone.track(PostureObservation)
    assert kept.track(HandsObservation) == alone.track(HandsObservation)


def test_hours_of_conversation_are_focused_in_a_moment() -> None:
    turns = [VoiceTurn(Span(4.0 * i, 4.0 * i + 3), i % 2) for i in range(2700)]
    spans = [SpeechSpan(turn.span) for turn in turns]
    whole = Timeline([*turns, *spans, *(second(float(t)) for t in range(10_800))])
    started = time.perf_counter()
    mine = whole.focus(Speaker(0, 0))
    assert time.perf_counter() - started < 3
    assert len(mine.track(SpeechSpan)) == 1350


def test_every_word_belongs_to_exactly_one_voice() -> None:
    whole = conversation()
    said = [whole.focus(Speaker(0, voice)).track(Word) for voice in (0, 1)]
    assert sorted(w.text for words in said for w in words) == sorted(w.text for w in whole.track(Word))


def test_focus_leaves_the_whole_as_it_was() -> None:
    whole = conversation()
    whole.focus(Speaker(0, 1))
    assert len(whole.track(Word)) == 7
    assert len(whole.track(GazeObservation)) == 2


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 5)), max_size=12))
def test_merged_spans_are_apart_and_cover_the_same(pairs: list[tuple[float, float]]) -> None:
    spans = [Span(a, a + length) for a, length in pairs]
    joined = merge(spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(joined))
    assert all(any(j.start <= s.start and s.end <= j.end for j in joined) for s in spans)


@given(
    st.lists(st.tuples(st.floats(0, 50), st.floats(0.1, 40)), max_size=8), st.floats(0, 50), st.floats(1, 30)
)
def test_a_window_keeps_every_stretch_that_reaches_into_it(
    stretches: list[tuple[float, float]], start: float, length: float
) -> None:
    spans = [Span(at, at + lasts) for at, lasts in stretches]
    window = Span(start, start + length)
    cut = Timeline(map(SpeechSpan, spans)).between(window)
    expected = sorted(part for span in spans if (part := span.clip(window)).duration > 0)
    assert sorted(piece.span for piece in cut.track(SpeechSpan)) == expected
