from __future__ import annotations

import dataclasses
import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Band, Metric, Range, Reading, Unmeasured
from realtalk.observations import (
    BLENDSHAPES,
    Body,
    Box,
    EmotionObservation,
    FaceObservation,
    Gap,
    GazeObservation,
    Hand,
    HandsObservation,
    Point,
    PostureObservation,
    VoiceObservation,
    Word,
)
from realtalk.store.codec import TYPES, VERSION, Unreadable, decode, encode
from realtalk.timeline import Calibration, Speaker, Timeline
from tests.rundowns import rundown

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SPANS = st.builds(Span, NUMBERS, NUMBERS)
WORDS = st.builds(Word, st.text(), SPANS, NUMBERS, st.booleans(), st.booleans())
GAZES = st.builds(GazeObservation, NUMBERS, st.integers(), NUMBERS, NUMBERS)
EMOTIONS = st.builds(EmotionObservation, NUMBERS, st.integers(), st.tuples(*[NUMBERS] * 7))
POINTS = st.builds(Point, NUMBERS, NUMBERS)
HANDS = st.builds(
    HandsObservation,
    NUMBERS,
    st.lists(st.builds(Hand, st.text(), POINTS, POINTS, NUMBERS), max_size=2).map(tuple),
)
BODIES = st.builds(Body, *[POINTS] * 3, *[st.none() | POINTS] * 6)
POSTURES = st.builds(PostureObservation, NUMBERS, st.none() | BODIES)
GAPS = st.builds(Gap, SPANS, st.text())
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(Band)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner), max_leaves=20
)


def alike(left: Any, right: Any) -> bool:
    """Equal in every field, arrays bit for bit, NaN like NaN."""
    if type(left) is not type(right):
        return False
    if isinstance(left, np.ndarray):
        return left.dtype == right.dtype and left.shape == right.shape and left.tobytes() == right.tobytes()
    if isinstance(left, Timeline):
        return alike(tuple(left.observations()), tuple(right.observations())) and alike(
            (left.calibration, left.speaker, left.window), (right.calibration, right.speaker, right.window)
        )
    if isinstance(left, tuple):
        return len(left) == len(right) and all(map(alike, left, right))
    if dataclasses.is_dataclass(left) and not isinstance(left, Metric):
        return all(alike(getattr(left, f.name), getattr(right, f.name)) for f in dataclasses.fields(left))
    if isinstance(left, float) and math.isnan(left):
        return math.isnan(right)
    return left == right


def face(t: float) -> FaceObservation:
    rng = np.random.default_rng(int(t * 10))
    shapes = rng.random(len(BLENDSHAPES), dtype=np.float32) if t != 3 else None
    return FaceObservation(t, 0, Box(0.1, 0.2, 0.3, 0.4), 0.9, shapes, 1.5, None, -0.1, 0.02, 0.5, 123.4)


def voice(t: float) -> VoiceObservation:
    pitch = np.array([110.0, np.nan, 220.1, np.inf], dtype=np.float32)
    return VoiceObservation(t, 0.01, np.array([-100, -20.5, -3.25, np.nan], dtype=np.float32), pitch)


def test_a_rundown_comes_back_exactly():
    kept = rundown()
    assert decode(encode(kept)) == kept


def test_a_timeline_comes_back_bit_for_bit():
    neutral = np.linspace(0, 1, 52, dtype=np.float32)
    kept = Timeline(
        [face(1), face(2), face(3), voice(0), voice(1), Word("née", Span(0.1, 1 / 3), 0.5)],
        calibration=Calibration(1.0, None, neutral, 0.6, -20.0, None, -61.5),
        speaker=Speaker(0, None),
    )
    assert alike(decode(encode(kept)), kept)
    cut = kept.between(Span(0.5, 2.5))
    assert alike(decode(encode(cut)), cut)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, GAZES, EMOTIONS, HANDS, POSTURES, GAPS), max_size=12))
def test_any_observations_come_back_in_order(observations: list[Any]):
    kept = Timeline(observations)
    assert alike(decode(encode(kept)), kept)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_any_plain_value_comes_back(value: Any):
    def same(a: Any, b: Any) -> bool:
        if isinstance(a, dict):
            return isinstance(b, dict) and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
        return alike(a, b) if not isinstance(a, tuple) else len(a) == len(b) and all(map(same, a, b))

    assert same(value, decode(encode(value)))


def test_metrics_are_those_of_the_catalogue():
    assert decode(encode(METRICS)) == METRICS
    assert all(a is b for a, b in zip(decode(encode(METRICS)), METRICS, strict=True))


def test_a_metric_that_was_dropped_is_still_described():
    old = Metric(
        "gone",
        "Gone",
        "Voice",
        "dB",
        "What it was.",
        Range(1, None),
        Range(0, 9),
        "house",
        METRICS[0].measure,
    )
    back = decode(encode((old, Reading("gone", 2.0, Span(0, 1), 1.0, Band.GOOD))))
    assert (back[0].title, back[0].ideal, back[1].value) == ("Gone", Range(1, None), 2.0)
    assert isinstance(back[0].measure(Timeline()), Unmeasured)


def test_a_newer_field_is_passed_over_and_an_older_one_takes_its_default():
    document = json.loads(encode(Word("so", Span(0, 1), 0.5)))
    document["content"]["colour"] = "blue"
    del document["content"]["timed"]
    assert decode(json.dumps(document)) == Word("so", Span(0, 1), 0.5)


def test_a_calibration_from_before_a_rooms_noise_was_kept_is_read():
    document = json.loads(encode(Calibration(gaze_yaw=1.5, noise=-60.0)))
    del document["content"]["noise"]
    old = decode(json.dumps(document))
    assert (old.gaze_yaw, old.noise) == (1.5, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "{",
        '{"version": 99, "content": null}',
        '{"version": 1, "content": {"$": "Popen", "args": "ls"}}',
        '{"version": 1, "content": {"$": "Span", "start": 1}}',
        '{"version": 1, "content": {"$": "array", "dtype": "O", "shape": [1], "data": "AAAA"}}',
        '{"version": 1, "content": {"$": "array", "dtype": "<f4", "shape": [7], "data": "AAAA"}}',
        '{"version": 1, "content": {"$": "Timeline", "tracks": {}}}',
        '{"version": 1, "content": {"no": "kind"}}',
        '{"version": 1, "content": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
)
def test_other_text_is_refused(text: str):
    with pytest.raises(Unreadable):
        decode(text)


def test_what_is_no_part_of_a_session_is_not_written():
    for stranger in (object(), [1], {1, 2}, b"x", np.array([object()])):
        with pytest.raises(TypeError):
            encode(stranger)


def test_only_data_can_be_named():
    assert VERSION == 1
    assert {"Rundown", "Word", "VoiceObservation", "Calibration", "Advice"} <= TYPES.keys()
    assert all(dataclasses.is_dataclass(kind) for kind in TYPES.values())
