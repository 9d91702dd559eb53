from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import jsonschema

from realtalk.coaching.rundown import Rundown
from realtalk.metrics.metric import Series
from realtalk.report.charts import timeline
from realtalk.report.exports import as_document
from tests.rundowns import rundown

VOICE = {
    "voice_neutral": Series((1.0, 4.0), (0.7, 0.1)),
    "voice_happy": Series((1.0, 4.0), (0.2, 0.1)),
    "voice_nervous": Series((1.0, 4.0), (0.1, 0.8)),
}


def heard():
    made = rundown()
    return replace(made, tracks={**made.tracks, **VOICE})


def traces(made: Rundown) -> list[Any]:
    return list(cast(Any, timeline(made).data))


def test_what_the_voice_sounded_like_has_a_lane_where_it_was_heard():
    (lane,) = [trace for trace in traces(heard()) if trace.name == "voice_emotion"]
    assert list(lane.y) == ["Neutral", "Happy", "Nervous"]
    assert [list(row) for row in lane.z] == [[0.7, 0.1], [0.2, 0.1], [0.1, 0.8]]
    assert lane.hovertemplate.startswith("sounded")
    assert all(trace.name != "voice_emotion" for trace in traces(rundown()))


def test_what_the_voice_sounded_like_is_one_track_of_the_export():
    document = as_document(heard())
    rows = document["tracks"]["voice_emotion"]
    assert rows == [
        {"t": 1.0, "neutral": 0.7, "happy": 0.2, "nervous": 0.1},
        {"t": 4.0, "neutral": 0.1, "happy": 0.1, "nervous": 0.8},
    ]
    schema = json.loads((Path(__file__).parents[2] / "docs" / "rundown.schema.json").read_text())
    jsonschema.validate(document, schema)
    assert as_document(rundown())["tracks"]["voice_emotion"] == []
