import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtalk.media import Span
from realtalk.metrics.metric import Series
from realtalk.observations import Word
from realtalk.report.charts import template, timeline
from realtalk.report.emotions import without_emotions
from realtalk.report.html import figure_data
from realtalk.report.lanes import MOST_POINTS, downsample
from realtalk.report.palette import HUES, INK, PAGE, QUIET
from tests.rundowns import rundown


def titles(figure):
    return [a.text.split("<b>")[1].split("</b>")[0] for a in figure.layout.annotations if "<b>" in a.text]


def layout(figure) -> Any:
    return figure.layout


def trace(figure, name) -> Any:
    return next(t for t in figure.data if t.name == name)


def test_every_lane_that_has_evidence_is_drawn_in_order():
    assert titles(timeline(rundown())) == [
        "Pace", "Pitch", "Loudness", "Eye contact", "How your face looked", "Fillers", "Pauses",
        "Other moments",
    ]  # fmt: skip


def test_sound_alone_has_no_lanes_of_the_face():
    assert not {"Eye contact", "How your face looked"} & set(titles(timeline(rundown(has_video=False))))


def test_emotions_can_be_left_out():
    assert "How your face looked" not in titles(timeline(without_emotions(rundown())))


def test_a_recording_without_any_evidence_still_gives_a_figure():
    empty = replace(rundown(), tracks={}, words=(), pauses=(), emotions=(), results=(), duration=0.0)
    assert layout(timeline(empty)).height > 0


def test_marks_carry_the_clip_they_play():
    fillers = trace(timeline(rundown()), "Fillers")
    words = [word for word in rundown().words if word.filler]
    assert [list(clip) for clip in fillers.customdata] == [
        [round(w.span.start, 2), round(w.span.end, 2)] for w in words
    ]


def test_the_time_axis_reads_minutes_and_seconds():
    axis = layout(timeline(rundown(duration=600))).xaxis
    assert axis.ticktext[:3] == ("0:00", "2:00", "4:00")
    assert axis.range == (0, 600)


@pytest.mark.parametrize("duration", [0.5, 7, 61, 3600, 4 * 3600])
def test_there_are_never_more_time_marks_than_a_phone_has_room_for(duration):
    assert 1 <= len(layout(timeline(replace(rundown(), duration=duration))).xaxis.tickvals) <= 9


def test_an_hour_stays_small_enough_for_a_phone():
    data = figure_data(rundown(duration=3600))
    assert all(len(t.get("x", [])) <= MOST_POINTS for t in data["figure"]["data"] if t.get("mode") == "lines")
    assert len(json.dumps(data)) < 400_000


def test_the_ideal_is_said_in_words_and_briefly_where_the_chart_is_narrow():
    drawn = layout(timeline(rundown()))
    texts = [a.text for a in drawn.annotations]
    narrow = drawn.meta["narrow"]
    assert "easy to follow: 140 to 160" in texts
    assert any(text.startswith("viewers feel spoken to: ") and "%" in text for text in texts)
    assert len(narrow) == len(texts)
    pairs = zip(narrow, texts, strict=True)
    assert all(short in full or short.startswith(("easy: ", "good: ")) for short, full in pairs)
    assert not any("words a minute" in text for text in narrow)


def test_moments_are_outlined_and_only_the_ideal_is_filled():
    shapes = layout(timeline(rundown())).shapes
    moments = [s for s in shapes if s.yref.endswith(" domain")]
    assert moments
    assert all(s.fillcolor is None and s.line.width for s in moments)
    assert all(s.fillcolor for s in shapes if s not in moments)


def test_a_word_that_looks_like_markup_stays_text():
    hostile = Word("<img src=x>", Span(1, 2), 0.9, True)
    fillers = trace(timeline(replace(rundown(), words=(hostile,))), "Fillers")
    assert fillers.text == ("0:01 &lt;img src=x&gt;",)


@given(st.lists(st.one_of(st.none(), st.floats(-50, 50)), min_size=1, max_size=3000))
def test_downsampling_keeps_range_and_length(values):
    series = Series(tuple(float(i) for i in range(len(values))), tuple(values))
    times, drawn = downsample(series)
    assert len(times) == len(drawn) <= MOST_POINTS
    assert times == sorted(times)
    seen = [v for v in values if v is not None]
    kept = [v for v in drawn if v is not None]
    assert bool(seen) == bool(kept)
    if seen:
        assert min(seen) - 1e-6 <= min(kept)
        assert max(kept) <= max(seen) + 1e-6


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_stand_out_from_the_page(mode):
    assert all(contrast(colour, PAGE[mode]) >= 3 for colour in HUES.values())
    assert contrast(INK[mode], PAGE[mode]) >= 7
    assert contrast(QUIET[mode], PAGE[mode]) >= 4.5
    assert layout(template(mode)).font.color == INK[mode]
