from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtalk.coaching.guess import Guess
from realtalk.coaching.rundown import make_rundown
from realtalk.coaching.wording import in_words
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Reading, Series, Unmeasured
from realtalk.observations import EMOTIONS, EmotionObservation, Word
from realtalk.report.exports import to_csv, to_json
from realtalk.timeline import Timeline
from tests.rundowns import rundown

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "rundown.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

NOTHING = tuple((metric, Unmeasured(metric.key, "Nothing was heard.")) for metric in METRICS)
EMPTY = make_rundown(
    file="silence.wav", duration=0.0, has_video=False, has_audio=True,
    timeline=Timeline(), full_timeline=Timeline(), people=(), voices=(),
    results=NOTHING, tracks={}, pauses=(), notes=(),
)  # fmt: skip


def document(kept: Any) -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    parsed = json.loads(to_json(kept), parse_constant=refuse)
    VALIDATOR.validate(parsed)
    return parsed


def table(kept: Any, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(kept)[name])))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kept", [rundown(), rundown(has_video=False), rundown(people=3, voices=2), EMPTY])
def test_a_rundown_fits_the_schema(kept: Any):
    found = document(kept)
    assert list(found["readings"]) == [m.key for m in METRICS]
    assert {"emotion", "gaze", "face", "voice", "pace"} <= found["tracks"].keys()


def test_a_reading_is_given_in_full():
    kept = rundown()
    metric, reading = next((m, r) for m, r in kept.results if m.key == "eye_contact")
    assert isinstance(reading, Reading)
    found = document(kept)["readings"]["eye_contact"]
    assert found["value"] == round(reading.value, 4)
    assert found["unit"] == metric.unit
    assert found["band"] == (reading.band.value if reading.band else None)
    assert found["in_words"] == in_words(metric, reading)
    assert found["moments"] == [[round(m.span.start, 3), round(m.span.end, 3)] for m in reading.moments]
    assert len(found["moment_notes"]) == len(found["moments"])


def test_what_could_not_be_measured_says_why():
    found = document(rundown(unmeasured=("grammar",)))["readings"]["grammar"]
    assert found["value"] is None
    assert found["why"]
    assert "band" not in found


def test_words_emotions_and_cards():
    kept = rundown()
    found = document(kept)
    assert [w["text"] for w in found["words"]] == [w.text for w in kept.words]
    assert [w["filler"] for w in found["words"]] == [w.filler for w in kept.words]
    assert list(found["tracks"]["emotion"][0]) == ["t", *EMOTIONS]
    assert found["priority"]["metric"] == "eye_contact"
    assert found["strength"]["clip"] == [19.8, 27.0]


def test_words_without_times_of_their_own_say_so():
    heard, spread = Word("Hello", Span(0.0, 0.4), 0.9), Word("there", Span(0.4, 0.9), 0.9, timed=False)
    kept = replace(rundown(), words=(heard, spread), others=(spread, heard))
    found = document(kept)
    assert [w["timed"] for w in found["words"]] == [True, False]
    assert [w["timed"] for w in found["others"]] == [False, True]
    assert [row["timed"] for row in table(kept, "words.csv")] == ["True", "False"]


def test_lanes_are_joined_by_time():
    lanes = {
        "gaze_yaw": Series((0.0, 1.0), (2.0, None)),
        "gaze_pitch": Series((1.0, 2.0), (3.0, 4.0)),
        "pitch": Series((0.0,), (1.5,)),
        "pace": Series((5.0,), (150.0,)),
    }
    tracks = document(replace(rundown(), tracks=lanes))["tracks"]
    assert tracks["gaze"] == [
        {"t": 0.0, "yaw": 2.0, "pitch": None},
        {"t": 1.0, "yaw": None, "pitch": 3.0},
        {"t": 2.0, "yaw": None, "pitch": 4.0},
    ]
    assert tracks["voice"] == [{"t": 0.0, "speaking": None, "pitch": 1.5, "level": None}]
    assert tracks["pace"] == [{"t": 5.0, "value": 150.0}]
    assert tracks["face"] == []


def test_the_same_rundown_gives_the_same_text():
    assert to_json(rundown()) == to_json(rundown())
    shuffled = replace(rundown(), tracks=dict(reversed(rundown().tracks.items())))
    assert to_json(shuffled) == to_json(rundown())
    assert to_csv(shuffled) == to_csv(rundown())


def test_numbers_that_are_none_become_null_and_zero_has_no_sign():
    metric = METRICS[0]
    broken = Reading(metric.key, math.nan, Span(0, 1), 1.0)
    lanes = {"pace": Series((0.0, 1.0, math.inf), (math.nan, -0.0, 1.0))}
    found = document(replace(rundown(), results=((metric, broken),), tracks=lanes))
    assert found["readings"][metric.key]["value"] is None
    assert found["tracks"]["pace"] == [{"t": 0.0, "value": None}, {"t": 1.0, "value": 0.0}]
    assert "-0.0" not in to_json(replace(rundown(), tracks=lanes))


@settings(max_examples=40, deadline=None)
@given(
    file=st.text() | st.just("x\udcff"),
    texts=st.lists(st.text(), max_size=8),
    times=st.lists(st.floats(0, 1e6), min_size=8, max_size=8),
    probabilities=st.lists(st.floats(0, 1), min_size=7, max_size=7),
)
def test_any_words_make_valid_files(
    file: str, texts: list[str], times: list[float], probabilities: list[float]
):
    words = tuple(Word(text, Span(t, t + 0.2), 0.5) for text, t in zip(texts, times, strict=False))
    emotions = (EmotionObservation(times[0], 0, tuple(probabilities)),)
    kept = replace(EMPTY, file=file, words=words, emotions=emotions)
    found = document(kept)
    assert len(found["words"]) == len(words)
    to_json(kept).encode()
    for text in to_csv(kept).values():
        text.encode()
    assert len(table(kept, "words.csv")) == len(words)


def test_tables_hold_what_the_rundown_holds():
    kept = rundown()
    readings = {row["metric"]: row for row in table(kept, "readings.csv")}
    assert readings.keys() == {m.key for m in METRICS}
    assert readings["grammar"]["value"] == ""
    assert readings["grammar"]["why"]
    assert [row["text"] for row in table(kept, "words.csv")] == [w.text for w in kept.words]
    moments = sum(len(r.moments) for _, r in kept.results if isinstance(r, Reading))
    assert len(table(kept, "moments.csv")) == moments
    happy = [row for row in table(kept, "tracks.csv") if (row["track"], row["field"]) == ("emotion", "happy")]
    assert len(happy) == len(kept.emotions)


@pytest.mark.parametrize(
    "word",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "＝1",
        '=HYPERLINK("http://x")',
    ],
)
def test_no_cell_is_run_as_a_formula(word: str):
    kept = replace(EMPTY, words=(Word(word, Span(0, 1), 0.9),))
    cell = table(kept, "words.csv")[0]["text"]
    assert cell.startswith("'")
    assert word.strip() in cell.replace("'", "", 1)


def test_plain_cells_stay_as_they_are():
    kept = replace(EMPTY, words=(Word("don't", Span(0, 1), 0.9), Word('say "hi", twice', Span(1, 2), 0.9)))
    assert [row["text"] for row in table(kept, "words.csv")] == ["don't", 'say "hi", twice']
    lanes = {"pitch": Series((0.0,), (-2.5,))}
    assert table(replace(EMPTY, tracks=lanes), "tracks.csv")[1]["value"] == "-2.5"


def test_what_the_speaker_guessed_is_exported() -> None:
    kept = document(replace(rundown(), guesses=(Guess("fillers", 3.0), Guess("speech_rate", 150.0))))
    assert kept["guesses"] == {"fillers": 3.0, "speech_rate": 150.0}
