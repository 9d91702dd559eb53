from __future__ import annotations

import pytest

from realtalk.metrics.catalogue import metric
from realtalk.metrics.fillers import fillers
from realtalk.metrics.metric import Band, Reading, Unmeasured
from realtalk.timeline import Timeline
from tests.timelines import said, speech_of, talk, voice


def minute(extra: str, marked: set[str], *, times: int = 1, timed: bool = True) -> Timeline:
    """A minute of talk in which something is said some times in place of other words."""
    texts = [w.text for w in talk(1)]
    for i in range(times):
        at = (i + 1) * len(texts) // (times + 1)
        texts[at : at + len(extra.split())] = extra.split()
    words = said(" ".join(texts), fillers=marked, timed=timed)
    return Timeline([*speech_of(words), *voice(60)])


def read(timeline: Timeline) -> Reading:
    result = metric("fillers").measure(timeline)
    assert isinstance(result, Reading)
    return result


def test_ums_count_in_full():
    reading = read(minute("um,", {"um"}, times=6))
    assert reading.value == pytest.approx(6, rel=0.02)
    assert next(d.value for d in reading.details if d.label == "“um”") == 6


def test_words_used_as_fillers_count_half():
    assert read(minute("like,", {"like"}, times=6)).value == pytest.approx(3, rel=0.02)


def test_you_know_counts_once():
    timeline = minute("you know,", {"you", "know"}, times=4)
    assert [f.text for f in fillers(timeline)] == ["you know"] * 4
    assert read(timeline).value == pytest.approx(2, rel=0.02)


def test_words_that_are_not_marked_do_not_count():
    assert read(minute("like", set(), times=6)).value == 0


@pytest.mark.parametrize(
    ("times", "band"), [(0, Band.GOOD), (4, Band.GOOD), (8, Band.WATCH), (14, Band.WORK)]
)
def test_bands(times, band):
    assert read(minute("uh", {"uh"}, times=times)).band == band


def test_fillers_close_together_are_one_moment_and_the_densest_comes_first():
    words = said("um we go um and um then on " + "plain word " * 50 + "um again we end", fillers={"um"})
    reading = read(Timeline([*speech_of(words), *voice(60)]))
    assert reading.moments[0].note == "“um”, “um”, “um”"
    assert len(reading.moments) == 2


def test_untimed_fillers_have_no_moments():
    reading = read(minute("um", {"um"}, times=6, timed=False))
    assert reading.value == pytest.approx(6, rel=0.02)
    assert reading.moments == ()


def test_a_minute_in_a_longer_talk_shows_in_the_series():
    words = [*talk(1), *said("um so " * 75, start=60, fillers={"um"})]
    reading = read(Timeline([*speech_of(words), *voice(120)]))
    assert reading.series is not None
    assert reading.series.values[0] == 0
    assert reading.series.values[-1] == pytest.approx(75, rel=0.1)


@pytest.mark.parametrize(("seconds", "band"), [(12, None), (29, None), (31, Band.WATCH)])
def test_the_rate_is_judged_from_half_a_minute(seconds, band):
    words = said(
        "um um um um " + "plain words " * seconds, fillers={"um"}, rate=60 * (2 * seconds + 4) / seconds
    )
    assert read(Timeline([*speech_of(words), *voice(seconds)])).band == band


def test_a_few_words_tell_no_rate():
    assert isinstance(
        metric("fillers").measure(Timeline([*speech_of(said("um yes")), *voice(2)])), Unmeasured
    )
