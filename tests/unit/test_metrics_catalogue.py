from __future__ import annotations

import re
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.metrics.calibration import calibrate
from realtalk.metrics.catalogue import METRICS, measure_all, metric
from realtalk.metrics.describe import describe
from realtalk.metrics.metric import Reading, Unmeasured
from realtalk.metrics.speaker import choose
from realtalk.timeline import Timeline
from tests.timelines import body, face, postures, seen, session, speech_of, talk, voice

KEYS = {
    "speech_rate", "articulation_rate", "pauses", "fillers", "pitch_variation", "loudness", "eye_contact",
    "face_visible", "expressiveness", "smile", "emotion", "gestures", "posture", "movement", "vocabulary",
    "sentiment", "voice_emotion", "vocal_tone", "grammar", "longest_turn", "talk_share", "interruptions",
    "picture", "structure",
}  # fmt: skip


@cache
def whole(seconds: float = 60.0, **made) -> Timeline:
    timeline = Timeline(session(seconds, **made))
    timeline = timeline.focus(choose(timeline))
    return timeline.calibrated(calibrate(timeline))


def test_the_catalogue_is_complete_and_begins_with_what_moves_listeners_most():
    assert {m.key for m in METRICS} == KEYS
    assert len(METRICS) == len(KEYS)
    assert METRICS[0].key == "eye_contact"
    assert METRICS[-1].key == "emotion"


def test_a_metric_is_found_by_its_key():
    assert metric("smile").title == "Smile"
    with pytest.raises(KeyError):
        metric("charm")


@pytest.mark.parametrize("one", METRICS, ids=lambda m: m.key)
def test_each_metric_describes_itself(one):
    assert one.definition.endswith(".")
    assert one.definition[0].isupper()
    assert {"you", "your", "yours"} & set(re.findall(r"\w+", one.definition.lower()))
    assert "!" not in one.definition
    assert one.unit
    assert one.group
    assert any(
        sign in one.source
        for sign in ("20", "House rule", "house rule", "OpenOPAF", "Edwards", "guidance", "Yoodli")
    )
    assert one.plausible.low is not None
    if one.ideal is not None:
        assert one.ideal.low is None or one.ideal.low in one.plausible
        assert one.ideal.high is None or one.ideal.high in one.plausible


@pytest.mark.parametrize("one", METRICS, ids=lambda m: m.key)
def test_a_reading_of_a_whole_session_is_plausible(one):
    timeline = whole(120)
    result = one.measure(timeline)
    assert result.metric == one.key
    if one.key in ("talk_share", "structure"):
        assert isinstance(result, Unmeasured)
        return
    assert isinstance(result, Reading), result
    assert result.value in one.plausible
    assert np.isfinite(result.value)
    assert 0.5 < result.coverage <= 1
    assert result.span == timeline.span
    for moment in result.moments:
        assert timeline.span.start - 1e-6 <= moment.span.start < moment.span.end <= timeline.span.end + 1e-6
        assert moment.note
    for detail in result.details:
        assert np.isfinite(detail.value), detail
    if result.series:
        assert len(result.series.times) == len(result.series.values)
        assert all(v is None or np.isfinite(v) for v in result.series.values)


@pytest.mark.parametrize("one", METRICS, ids=lambda m: m.key)
@pytest.mark.parametrize(
    "observations",
    [
        [],
        session(0.5),
        session(1.5),
        seen(60, of=lambda t: None),
        voice(60, level=-100.0, pitch=float("nan")),
    ],
    ids=["nothing", "half a second", "a second and a half", "an empty chair", "silence"],
)
def test_thin_evidence_gives_a_sentence_and_never_a_made_up_nought(one, observations):
    result = one.measure(Timeline(observations))
    assert isinstance(result, Unmeasured), result
    assert result.metric == one.key
    assert result.why[0].isupper()
    assert result.why.endswith(".")


@pytest.mark.parametrize("one", METRICS, ids=lambda m: m.key)
def test_the_last_half_minute_is_measured_the_same_way(one):
    result = one.measure(whole(120).last(30))
    assert isinstance(result, Unmeasured) or result.value in one.plausible
    if one.key not in ("talk_share", "vocabulary", "grammar", "interruptions", "structure"):
        assert isinstance(result, Reading), result


def _figures(timeline: Timeline) -> dict[str, float]:
    return {m.key: r.value for m, r in measure_all(timeline) if isinstance(r, Reading)}


@pytest.mark.parametrize("one", METRICS, ids=lambda m: m.key)
def test_every_number_is_a_plain_one(one):
    result = one.measure(whole(120))
    if isinstance(result, Unmeasured):
        return
    spans = [result.span, *(moment.span for moment in result.moments)]
    numbers = [result.value, result.coverage, *(d.value for d in result.details)]
    numbers += [edge for span in spans for edge in (span.start, span.end)]
    if result.series:
        numbers += [*result.series.times, *(v for v in result.series.values if v is not None)]
    assert {type(number) for number in numbers} == {float}


@pytest.mark.parametrize("one", METRICS, ids=lambda m: m.key)
@pytest.mark.parametrize("seconds", [3, 6, 9.5])
def test_a_few_seconds_are_never_judged(one, seconds):
    result = one.measure(Timeline(session(seconds)))
    assert isinstance(result, Unmeasured) or result.band is None


@pytest.mark.parametrize("key", ["eye_contact", "picture", "posture"])
def test_a_small_part_of_a_session_is_measured_and_not_judged(key):
    def of(seconds: float) -> Timeline:
        return Timeline(
            [*seen(200, of=lambda t: face(t) if t < seconds else None), *postures(seconds, lambda t: body())]
        )

    for seconds, judged in ((3, False), (30, False), (50, True)):
        result = metric(key).measure(of(seconds))
        assert (isinstance(result, Reading) and result.band is not None) is judged


@settings(deadline=None, max_examples=5)
@given(st.floats(0.0, 20_000.0))
def test_a_later_start_changes_nothing(start):
    assert _figures(whole(60, start=start)) == pytest.approx(_figures(whole(60)), abs=1.0, rel=0.02)


TOLERANCE = {"movement": 0.5, "expressiveness": 0.5}
"""By how much seven and thirty pictures a second may differ; three points of a percentage otherwise."""


def test_seven_and_thirty_pictures_a_second_agree():
    slow, fast = _figures(whole(60, rate=7)), _figures(whole(60, rate=30))
    assert slow.keys() == fast.keys()
    for key, value in slow.items():
        assert value == pytest.approx(fast[key], abs=TOLERANCE.get(key, 3.0)), key


def test_observations_in_any_order_give_the_same_readings():
    found = session(60)
    shuffled = [found[i] for i in np.random.default_rng(1).permutation(len(found))]
    assert _figures(Timeline(shuffled)) == pytest.approx(_figures(Timeline(found)))


def test_a_session_with_sound_alone_or_picture_alone():
    heard = _figures(Timeline([*speech_of(talk(1)), *voice(60)]))
    assert {"speech_rate", "pauses", "fillers", "pitch_variation", "loudness"} <= heard.keys()
    assert "eye_contact" not in heard
    watched = _figures(Timeline(seen(60)))
    assert {"eye_contact", "face_visible", "smile", "picture"} <= watched.keys()
    assert "speech_rate" not in watched


def test_an_hour_is_measured_in_seconds():
    timeline = Timeline(session(3600))
    started = time.process_time()
    timeline = timeline.focus(choose(timeline))
    measure_all(timeline.calibrated(calibrate(timeline)))
    assert time.process_time() - started < 9, "of one core; 3 s on a quiet machine"


def test_the_page_of_the_documentation_is_current():
    page = Path(__file__).parents[2] / "docs" / "metrics.md"
    assert page.read_text(encoding="utf-8") == describe(), (
        "run: python -m realtalk.metrics.describe > docs/metrics.md"
    )
