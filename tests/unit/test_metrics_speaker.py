from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from realtalk.media import Span
from realtalk.metrics.speaker import NO_MATCH, choose, match, people, voices
from realtalk.observations import Box, FaceObservation, Observation, PictureObservation, SpeechSpan, VoiceTurn
from realtalk.timeline import Speaker, Timeline
from tests.timelines import ASPECT, face, times

BIG, SMALL = Box(0.2, 0.3, 0.3, 0.4), Box(0.9, 0.3, 0.2, 0.27)


def somebody(
    person: int, *, box: Box = BIG, talks=lambda t: False, there=lambda t: True
) -> list[FaceObservation]:
    """A face whose lips move when it talks."""
    random = np.random.default_rng(person)
    return [
        face(t, person=person, box=box, lips=float(random.uniform(0, 0.15 if talks(t) else 0.01)))
        for t in times(60, 10)
        if there(t)
    ]


def pictures() -> list[Observation]:
    return [PictureObservation(t, ASPECT, 0.5, 1) for t in times(60, 10)]


def first_half(t: float) -> bool:
    return t < 30


def second_half(t: float) -> bool:
    return t >= 30


TURNS: list[Observation] = [
    VoiceTurn(Span(0, 30), 0), VoiceTurn(Span(30, 60), 1), SpeechSpan(Span(0, 60)),
]  # fmt: skip


def test_nobody_is_chosen_where_there_is_nobody():
    assert choose(Timeline()) == Speaker(None, None)


def test_the_only_face_and_the_only_voice():
    found = [*pictures(), *somebody(4), VoiceTurn(Span(5, 40), 2), SpeechSpan(Span(5, 40))]
    assert choose(Timeline(found)) == Speaker(4, 2)


def test_the_face_whose_lips_move_with_what_is_heard():
    found = [*pictures(), *somebody(0), *somebody(1, box=SMALL, talks=lambda t: t % 10 < 6)]
    found += [SpeechSpan(Span(10.0 * i, 10.0 * i + 6)) for i in range(6)]
    assert choose(Timeline(found)).person == 1


def test_the_voice_that_the_lips_move_with_and_not_the_one_that_talks_most():
    turns = [VoiceTurn(Span(0, 40), 0), VoiceTurn(Span(40, 60), 1), SpeechSpan(Span(0, 60))]
    found = [*pictures(), *somebody(0, talks=lambda t: t >= 40), *turns]
    assert choose(Timeline(found)) == Speaker(0, 1)


@pytest.mark.parametrize(("larger", "speaker"), [(0, Speaker(0, 0)), (1, Speaker(1, 1))])
def test_of_two_who_talk_the_larger_is_followed(larger, speaker):
    found = [
        *pictures(),
        *somebody(0, box=BIG if larger == 0 else SMALL, talks=first_half),
        *somebody(1, box=BIG if larger == 1 else SMALL, talks=second_half),
        *TURNS,
    ]
    assert choose(Timeline(found)) == speaker


def test_a_large_passer_by_is_not_followed():
    found = [*pictures(), *somebody(0, box=SMALL), *somebody(1, there=lambda t: 20 <= t < 25)]
    assert choose(Timeline(found)).person == 0


@pytest.mark.parametrize("seconds", [20, 60])
@pytest.mark.parametrize("bouts", [False, True], ids=["restless lips", "lips that move in bouts"])
def test_lips_that_have_nothing_to_do_with_it_hardly_ever_choose_the_wrong_voice(seconds, bouts):
    cuts = [c for c in (0.0, 4.0, 7.0, 12.0, 14.0, 20.0, 26.0, 29.0, 37.0, 40.0, 51.0, 60.0) if c <= seconds]
    turns = [VoiceTurn(Span(a, b), i % 2) for i, (a, b) in enumerate(pairwise(cuts))]
    wrong = 0
    for seed in range(100):
        random = np.random.default_rng(seed)
        moving = np.repeat(random.random(seconds) < 0.5, 5) if bouts else np.ones(5 * seconds, dtype=bool)
        looks = [
            face(t, lips=float(random.uniform(0, 0.15 if moves else 0.01)))
            for t, moves in zip(times(seconds, 5), moving, strict=True)
        ]
        wrong += choose(Timeline([*looks, *turns])).voice != 0
    assert wrong <= 2


@pytest.mark.parametrize("seconds", [20, 60])
def test_lips_that_move_with_the_quieter_half_are_found_at_five_looks_a_second(seconds):
    turns = [VoiceTurn(Span(5.0 * i, 5.0 * i + (3 if i % 2 == 0 else 2)), i % 2) for i in range(seconds // 5)]
    theirs = [turn.span for turn in turns if turn.voice == 1]
    found = 0
    for seed in range(30):
        random = np.random.default_rng(seed)
        looks = [
            face(t, lips=float(random.uniform(0, 0.15 if any(s.contains(t) for s in theirs) else 0.02)))
            for t in times(seconds, 5)
        ]
        found += choose(Timeline([*looks, *turns])).voice == 1
    assert found >= 28


def test_few_looks_over_many_seconds_and_many_over_few_tell_nothing():
    on = np.arange(60) % 20 < 10
    lips = np.where(on, 1.0, 0.0) + 0.1 * np.sin(np.arange(60))
    assert match(np.arange(60) / 10, lips, on) == NO_MATCH
    assert match(np.arange(60) / 5, lips, on).value > 0.9


def test_without_a_face_the_voice_that_talks_most():
    turns = [VoiceTurn(Span(0, 10), 0), VoiceTurn(Span(10, 60), 1)]
    assert choose(Timeline(turns)) == Speaker(None, 1)


def test_people_and_voices_are_listed_by_presence():
    found = [*pictures(), *somebody(3, there=first_half), *somebody(7), *TURNS, VoiceTurn(Span(60, 65), 1)]
    seen = people(Timeline(found))
    assert [p.person for p in seen] == [7, 3]
    assert [p.share for p in seen] == pytest.approx([1.0, 0.5], abs=0.02)
    assert first_half(seen[1].best_at)
    heard = voices(Timeline(found))
    assert [(v.voice, v.seconds) for v in heard] == [(1, 35), (0, 30)]
    assert heard[0].sample == Span(30, 35)
