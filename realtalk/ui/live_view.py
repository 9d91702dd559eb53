"""A talk while it goes on: cue, time, captions, and everything that is measured for who wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from streamlit.components.v2 import component

from realtalk.coaching.gauges import Gauge
from realtalk.metrics.metric import Range, Series
from realtalk.observations import EMOTIONS
from realtalk.report.charts import template
from realtalk.report.palette import EMOTION_HUES, hue
from realtalk.session.plan import Plan
from realtalk.session.snapshot import Phase, Snapshot
from realtalk.ui import feed
from realtalk.ui.assets_route import PLOTLY_ADDRESS

LATE = 3.0
"""Seconds that words may lag before that is told. House rule: nobody notices less."""

COUNTED = 2.0
"""Seconds of talk after which pictures have been counted for a whole second and more."""

UNITS = {
    "speech_rate": "words a minute",
    "fillers": "a minute",
    "loudness": "dB from your own level",
    "pitch_variation": "semitones of ups and downs",
    "eye_contact": "% of the time",
}
"""What the charts count, in the order of the dials."""

WORDS_TO_COME = "Your words will stand here."
NO_WORDS = "Without a microphone there are no words."
UNREAD = "Your face cannot be read just now."
NO_EMOTIONS = "Facial emotions are switched off for this talk."
NO_PICTURE = "Without a camera there is no face to look at."


def payload(
    plan: Plan, snapshot: Snapshot, *, everything: bool, charts: bool, seconds_left: int | None = None
) -> dict[str, Any]:
    """What the browser shows of a talk at this moment.

    `everything` opens the panel, `charts` sends its charts anew. `seconds_left` is when a talk whose
    connection is lost will end by itself.
    """
    cue = snapshot.cue
    return {
        "t": round(snapshot.t, 2),
        "counting": snapshot.phase is Phase.TALKING,
        "target": plan.target,
        "seen": plan.has_video,
        "state": state(snapshot.phase, seconds_left) or (None if plan.has_video else _listening(plan)),
        "cue": {"text": cue.text, "praise": cue.praise} if cue is not None else None,
        "captions": [[word.text, word.filler] for word in snapshot.captions],
        "quiet": "Your words will stand here."
        if plan.has_audio
        else "Without a microphone there are no words.",
        "status": status(plan, snapshot),
        "troubles": list(snapshot.troubles),
        "open": everything,
        "plotly": PLOTLY_ADDRESS,
        **(_panel(plan, snapshot, charts) if everything else {}),
    }


def state(phase: Phase, seconds_left: int | None = None) -> tuple[str, str] | None:
    """What stands over the picture, and a sentence on it; None while the talk simply goes on."""
    match phase:
        case Phase.WARMING:
            return "Getting ready", "Your talk begins in a moment. Nothing counts yet."
        case Phase.PAUSED:
            return "Paused", "Nothing is counted or recorded until you go on."
        case Phase.AWAY:
            soon = "soon" if seconds_left is None else f"in {max(1, seconds_left)} s"
            return (
                "Nothing comes from your camera and microphone",
                f"Your talk so far is kept. It ends by itself {soon}, unless they come back.",
            )
        case Phase.FINISHING:
            return "That was it", "Your last words are being read."
        case _:
            return None


def _listening(plan: Plan) -> tuple[str, str]:
    return "Just talk", "RealTalk listens; there is no picture." if plan.has_audio else ""


def status(plan: Plan, snapshot: Snapshot) -> str:
    """One quiet line: whether it is recorded, and whether the machine keeps up."""
    parts = ["Recording" if plan.record else "Not recording"]
    if plan.has_video and snapshot.phase is Phase.TALKING and snapshot.t >= COUNTED:
        parts.append(f"analysing {snapshot.analysed:.0f} of {snapshot.shown:.0f} pictures a second")
    if snapshot.behind > LATE:
        parts.append(f"words {snapshot.behind:.0f} s behind")
    return " · ".join(parts)


def _panel(plan: Plan, snapshot: Snapshot, charts: bool) -> dict[str, Any]:
    shares = zip(EMOTIONS, snapshot.emotions or (), strict=False)
    return {
        "emotions": [[name.capitalize(), round(100 * share), EMOTION_HUES[name]] for name, share in shares]
        or None,
        "unread": NO_PICTURE if not plan.has_video else UNREAD if plan.emotion else NO_EMOTIONS,
        "gauges": [_dial(gauge) for gauge in snapshot.gauges],
        "charts": _charts(snapshot) if charts else None,
    }


def _dial(gauge: Gauge) -> dict[str, Any]:
    return {
        "title": gauge.metric.title,
        "text": gauge.text,
        "value": gauge.value,
        "low": gauge.scale.low,
        "high": gauge.scale.high,
        "ideal": _edges(gauge.ideal),
        "band": gauge.band.value if gauge.band is not None else None,
        "hue": hue(gauge.metric.key),
    }


def _edges(ideal: Range | None) -> list[float | None] | None:
    return [ideal.low, ideal.high] if ideal is not None else None


def _charts(snapshot: Snapshot) -> dict[str, Any] | None:
    dials = {gauge.metric.key: gauge for gauge in snapshot.gauges}
    lines = [
        _line(dials[key], unit, snapshot.charts[key])
        for key, unit in UNITS.items()
        if key in dials and key in snapshot.charts
    ]
    faces = _faces(snapshot.charts)
    if not lines and faces is None:
        return None
    return {"lines": lines, "faces": faces, "end": round(snapshot.t, 1), "templates": _templates()}


def _line(gauge: Gauge, unit: str, series: Series) -> dict[str, Any]:
    return {
        "title": gauge.metric.title,
        "unit": unit,
        "hue": hue(gauge.metric.key),
        "range": _edges(gauge.scale),
        "ideal": _edges(gauge.ideal),
        "x": [round(t, 1) for t in series.times],
        "y": [None if value is None else round(value, 1) for value in series.values],
    }


def _faces(charts: Mapping[str, Series]) -> dict[str, Any] | None:
    lines = [(name, charts.get(f"emotion: {name}")) for name in EMOTIONS]
    times = next((line.times for _, line in lines if line is not None), None)
    if times is None:
        return None
    return {
        "title": "How your face looked",
        "unit": "% likely, one on the other",
        "names": [name.capitalize() for name in EMOTIONS],
        "hues": [EMOTION_HUES[name] for name in EMOTIONS],
        "x": [round(t, 1) for t in times],
        "rows": [_percent(line.values if line is not None else (None,) * len(times)) for _, line in lines],
    }


def _percent(shares: Sequence[float | None]) -> list[int | None]:
    return [None if share is None else round(100 * share) for share in shares]


@cache
def _templates() -> dict[str, Any]:
    return {mode: template(mode).to_plotly_json() for mode in ("light", "dark")}


def show(data: dict[str, Any], key: str) -> None:
    """Draw what `payload` made, with the page."""
    _component()(key=key, data=data)


def update(data: dict[str, Any], key: str) -> None:
    """Hand newer data to what `show` drew, from a fragment."""
    feed.send("realtalk-live", data, key)


@cache
def _component() -> Any:
    assets = files("realtalk.ui") / "assets"
    html, css, js = (
        (assets / f"live_view.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")
    )
    return component("realtalk_live", html=html, css=css, js=js, isolate_styles=False)
