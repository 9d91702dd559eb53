from __future__ import annotations

import pytest

from realtalk.coaching.wording import in_words
from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.disruptions import absences, disruptions, intrusions, noises, restarts, visits
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.observations import Observation, PictureObservation, SpeechSpan, VoiceTurn
from realtalk.timeline import Speaker, Timeline
from tests.timelines import ASPECT, english, face, said, seen, speech_of, talk, voice


def read(key: str, timeline: Timeline) -> Reading:
    result = metric(key).measure(timeline)
    assert isinstance(result, Reading), result
    return result


def dialogue(*stretches: tuple[float, float, int]) -> Timeline:
    found: list[Observation] = [VoiceTurn(Span(a, b), who) for a, b, who in stretches]
    found += [SpeechSpan(Span(a, b)) for a, b, _ in stretches]
    return Timeline([*found, *voice(stretches[-1][1])]).focus(Speaker(None, 0))


def test_the_share_of_a_conversation():
    assert read("talk_share", dialogue((0, 30, 0), (31, 41, 1), (42, 72, 0))).value == pytest.approx(
        100 * 60 / 70
    )


def test_one_voice_is_no_conversation():
    result = metric("talk_share").measure(dialogue((0, 30, 0), (31, 60, 0)))
    assert isinstance(result, Unmeasured)


def test_the_longest_turn_is_judged_in_a_conversation_only():
    alone = read("longest_turn", dialogue((0, 150, 0), (151, 200, 0)))
    assert (alone.value, alone.band) == (200, None)
    assert alone.note
    shared = read("longest_turn", dialogue((0, 130, 0), (131, 140, 1), (141, 150, 0)))
    assert (shared.value, shared.band) == (130, Band.WATCH)
    assert shared.moments[0].span == Span(0, 130)
    assert read("longest_turn", dialogue((0, 90, 0), (91, 99, 1))).band == Band.GOOD


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I want I want to say this", 1),
        ("the the plan", 1),
        ("we should um we should go", 1),
        ("the pro- the project", 1),
        ("very very good and no no no", 0),
        ("I know. I know it well", 0),
        ("a plan for a bridge", 0),
        ("we need to we need to we need to act", 2),
    ],
)
def test_restarts(text, count):
    words = said(text, fillers={"um"})
    assert len(restarts(Timeline(speech_of(words)))) == count


def test_a_word_repeated_later_is_no_restart():
    words = [*said("we waited"), *said("waited long", start=10)]
    assert restarts(Timeline(speech_of(words))) == []


def test_leaving_the_picture_and_coming_back():
    gone = Timeline(seen(60, of=lambda t: None if 20 <= t < 25 or t >= 55 else face(t)))
    assert [(round(s.start), round(s.end)) for s in absences(gone)] == [(20, 25)]


def test_a_visitor_in_the_picture():
    def pictures(visited):
        return [
            PictureObservation(o.t, ASPECT, 0.5, 2 if visited(o.t) else 1)
            if isinstance(o, PictureObservation)
            else o
            for o in seen(60)
        ]

    assert len(visits(Timeline(pictures(lambda t: 20 <= t < 25)))) == 1
    assert visits(Timeline(pictures(lambda t: True))) == ()


def test_a_single_call_from_outside_breaks_in_and_a_partner_does_not():
    assert len(intrusions(dialogue((0, 60, 0), (61, 62.5, 1), (63, 120, 0)))) == 1
    assert not intrusions(dialogue((0, 30, 0), (31, 60, 1), (61, 120, 0)))


def test_a_partner_who_cuts_a_sentence_short():
    def cut(mark: str) -> Timeline:
        words = [*said(f"we could try to{mark}", rate=150), *said("as I said", start=12)]
        turns = [VoiceTurn(Span(0, 1.6), 0), VoiceTurn(Span(1.8, 11), 1), VoiceTurn(Span(12, 13.2), 0)]
        return Timeline([*speech_of(words), *turns, SpeechSpan(Span(1.8, 11))]).focus(Speaker(None, 0))

    assert len(intrusions(cut(""))) == 1
    assert intrusions(cut(".")) == []


def test_a_door_that_slams():
    spoken = [SpeechSpan(Span(5.0 * i, 5.0 * i + 3)) for i in range(12)]

    def level(t: float) -> float:
        return -25.0 if t % 5 < 3 else -15.0 if 23.6 <= t < 24.2 else -60.0

    found = noises(Timeline([*spoken, *voice(60, level=level)]))
    assert [(round(s.start, 1), round(s.end, 1)) for s in found] == [(23.6, 24.2)]


def test_everything_that_breaks_a_talk_is_counted_in_ten_minutes():
    words = [*said("we should we should stop here now", rate=150), *talk(1, start=8)]
    timeline = Timeline(
        [
            *speech_of(words),
            *voice(120),
            *seen(120, of=lambda t: None if 90 <= t < 95 else face(t)),
            english(120),
        ]
    )
    reading = read("interruptions", timeline)
    figures = {d.label: d.value for d in reading.details}
    assert figures["Restarts"] == 1
    assert figures["Breaks in mid-sentence"] == 1
    assert figures["Leaving the picture"] == 1
    noise = figures["Loud noise"]
    assert reading.value == pytest.approx((3 + noise) * 5)


def test_restarts_are_not_told_of_another_language():
    words = said("das das geht " * 60)
    timeline = Timeline([*speech_of(words), *voice(72), english(72, "de")])
    assert not {"Restarts", "Breaks in mid-sentence"} & disruptions(timeline).keys()
    assert "German" in read("interruptions", timeline).note


def test_what_could_not_be_looked_for_is_left_out():
    spoken = [SpeechSpan(Span(5.0 * i, 5.0 * i + 3)) for i in range(14)]
    assert set(disruptions(Timeline([*spoken, *voice(70)]))) == {"Loud noise"}
    words = said("plain words here again " * 40, timed=False)
    assert set(disruptions(Timeline([*speech_of(words), *seen(70)]))) == {
        "Leaving the picture",
        "Another person",
    }


@pytest.mark.parametrize(
    ("observations", "why"),
    [
        ([], "There is no sound to listen to."),
        ([*seen(60, of=lambda t: None), *voice(60, level=-60.0)], "No speech was heard."),
        (seen(600), "There is no sound to listen to."),
        ([*speech_of(talk(0.05)), *voice(300)], "You spoke for less than 5 seconds."),
        (
            [*speech_of(said("we we start here now " * 12)), *voice(25)],
            "You were seen or heard for less than 60 seconds.",
        ),
    ],
    ids=["nothing", "an empty room", "a silent film", "a word", "25 seconds"],
)
def test_breaks_are_not_counted_where_hardly_anybody_was_there(observations, why):
    assert metric("interruptions").measure(Timeline(observations)) == Unmeasured("interruptions", why)


def broken(times: int, seconds: float = 66.0) -> Timeline:
    """A talk in which some sentences begin twice."""
    found = []
    for i in range(int(seconds / 6)):
        text = (
            "we should we should stop here for it now." if i < times else "we should all stop here for now."
        )
        found += said(text, start=6.0 * i, rate=100)
    return Timeline([*speech_of(found), *voice(seconds, level=lambda t: -25.0 if t % 6 < 4.2 else -60.0)])


@pytest.mark.parametrize(
    ("times", "band"), [(0, Band.GOOD), (1, Band.GOOD), (2, Band.WATCH), (3, Band.WORK), (8, Band.WORK)]
)
def test_two_breaks_are_never_work(times, band):
    reading = read("interruptions", broken(times))
    assert len(reading.moments) == times
    assert reading.band == band


def test_two_breaks_in_a_minute_are_told_as_such():
    def said_of(times: int) -> str:
        return in_words(metric("interruptions"), read("interruptions", broken(times)))

    assert said_of(0) == "0 breaks in 1 minute 4 seconds, a smooth run"
    assert said_of(1) == "1 break in 1 minute 4 seconds, a smooth run"
    assert said_of(2) == "2 breaks in 1 minute 4 seconds, enough for listeners to notice"


def test_time_without_the_speaker_does_not_dilute_the_breaks():
    alone, longer = broken(3), Timeline([*broken(3).observations(), *voice(600, start=66, level=-60.0)])
    assert read("interruptions", longer).value == pytest.approx(read("interruptions", alone).value, rel=0.05)
    assert read("interruptions", longer).coverage == pytest.approx(0.1, abs=0.01)
