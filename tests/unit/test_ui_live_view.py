from dataclasses import replace

import pytest

from realtalk.coaching.cues import Cue
from realtalk.coaching.gauges import SCALES, Gauge
from realtalk.media import Span
from realtalk.metrics.catalogue import metric
from realtalk.metrics.metric import Band, Series
from realtalk.observations import EMOTIONS, Word
from realtalk.report.palette import EMOTION_HUES
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.ui.live_view import UNITS, payload, state, status

PLAN = Plan("Why us?", target=120.0)
SHARES = (0.0, 0.01, 0.02, 0.9, 0.03, 0.04, 0.0)
TIMES = (2.0, 4.0, 6.0)


def gauge(key: str, value: float | None = 150.0, band: Band | None = Band.GOOD) -> Gauge:
    of = metric(key)
    return Gauge(of, value, "said in words", SCALES[key], of.ideal, band)


TALKING = Snapshot(
    Phase.TALKING,
    t=42.126,
    captions=(Word("We", Span(1, 2), 0.9), Word("um", Span(2, 3), 0.9, filler=True)),
    analysed=12.4,
    shown=15.1,
    gauges=tuple(gauge(key) for key in SCALES),
    emotions=SHARES,
    charts={
        **{key: Series(TIMES, (1.04, None, 3.0)) for key in SCALES},
        **{f"emotion: {name}": Series(TIMES, (0.25, None, 0.5)) for name in EMOTIONS},
    },
)


def shown(snapshot=TALKING, plan=PLAN, everything=True, charts=True, **more):
    return payload(plan, snapshot, everything=everything, charts=charts, **more)


def test_time_target_words_and_fillers_are_shown():
    data = shown()
    assert (data["t"], data["target"], data["counting"]) == (42.13, 120.0, True)
    assert data["captions"] == [["We", False], ["um", True]]
    assert data["state"] is None


def test_a_cue_is_shown_with_its_tone():
    assert shown()["cue"] is None
    cue = Cue("Good pace", "speech_rate", True, 10.0, 13.5)
    assert shown(replace(TALKING, cue=cue))["cue"] == {"text": "Good pace", "praise": True}


def test_the_panel_is_sent_only_while_it_is_open_and_its_charts_only_when_due():
    closed = shown(everything=False)
    assert not {"gauges", "charts", "emotions"} & closed.keys()
    assert shown(charts=False)["charts"] is None
    assert shown(charts=False)["gauges"]


def test_seven_emotions_stand_in_their_order_with_whole_percentages():
    bars = shown()["emotions"]
    assert [hue for _, _, hue in bars] == list(EMOTION_HUES.values())
    assert [[name, percent] for name, percent, _ in bars] == [
        ["Angry", 0], ["Disgust", 1], ["Fear", 2], ["Happy", 90], ["Sad", 3], ["Surprise", 4], ["Neutral", 0],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (PLAN, "cannot be read just now"),
        (replace(PLAN, emotion=False), "switched off"),
        (replace(PLAN, has_video=False), "Without a camera"),
    ],
)
def test_where_no_emotion_is_shown_it_says_why(plan, says):
    data = shown(replace(TALKING, emotions=None), plan)
    assert data["emotions"] is None
    assert says in data["unread"]


def test_every_dial_has_its_chart_with_the_same_ends_and_ideal():
    assert tuple(UNITS) == tuple(SCALES)
    data = shown()
    assert [line["title"] for line in data["charts"]["lines"]] == [dial["title"] for dial in data["gauges"]]
    for line, dial in zip(data["charts"]["lines"], data["gauges"], strict=True):
        assert line["range"] == [dial["low"], dial["high"]]
        assert (line["ideal"], line["hue"]) == (dial["ideal"], dial["hue"])
        assert (line["x"], line["y"]) == ([2.0, 4.0, 6.0], [1.0, None, 3.0])
    faces = data["charts"]["faces"]
    assert faces["rows"] == [[25, None, 50]] * 7
    assert faces["hues"] == [colour for _, _, colour in data["emotions"]]


def test_a_chart_without_a_value_yet_is_left_out():
    assert shown(replace(TALKING, charts={}))["charts"] is None
    assert len(shown(replace(TALKING, charts={"fillers": Series(TIMES, (1, 2, 3))}))["charts"]["lines"]) == 1


def test_a_dial_without_a_value_keeps_its_reason():
    silent = replace(TALKING, gauges=(gauge("speech_rate", None, None),))
    dial = shown(silent)["gauges"][0]
    assert (dial["value"], dial["band"], dial["text"]) == (None, None, "said in words")


def test_the_status_says_whether_it_is_recorded_and_whether_the_machine_keeps_up():
    assert status(PLAN, TALKING) == "Recording · analysing 12 of 15 pictures a second"
    assert status(PLAN, replace(TALKING, t=1.0)) == "Recording"
    assert status(replace(PLAN, record=False), TALKING).startswith("Not recording")
    assert status(replace(PLAN, has_video=False), TALKING) == "Recording"
    assert "words 4 s behind" in status(PLAN, replace(TALKING, behind=4.2))
    assert "behind" not in status(PLAN, replace(TALKING, behind=2.9))


@pytest.mark.parametrize("phase", [Phase.WARMING, Phase.PAUSED, Phase.AWAY, Phase.FINISHING])
def test_while_nothing_counts_the_time_stands_still_and_the_page_says_why(phase):
    data = shown(replace(TALKING, phase=phase))
    assert not data["counting"]
    assert data["state"] == state(phase)
    assert data["state"] is not None


def test_a_lost_connection_tells_how_long_the_talk_waits():
    assert "in 7 s" in str(state(Phase.AWAY, 7))
    assert "in 1 s" in str(state(Phase.AWAY, 0))


def test_without_a_camera_the_picture_gives_way_to_a_word():
    data = shown(plan=replace(PLAN, has_video=False))
    assert not data["seen"]
    assert data["state"][0] == "Just talk"
