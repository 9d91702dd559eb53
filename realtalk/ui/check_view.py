"""Camera, light, microphone and room before a talk: the own picture, and a line on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from streamlit.components.v2 import component

from realtalk.coaching.readiness import Check, State
from realtalk.observations import VoiceObservation
from realtalk.timeline import Timeline
from realtalk.ui import feed

BANDS = {State.FINE: ("good", "Fine"), State.FIX: ("watch", "To put right"), State.WAIT: ("quiet", "Not yet")}
"""How a check is drawn, and the word beside it."""

OF_A_FACE = ("light", "distance", "framing", "sharpness")
"""Checks that wait for a face, which its own line says already."""

QUIETEST, LOUDEST = -70.0, -10.0
"""Decibels of full scale at the two ends of the level bar: a quiet room, and a voice close to distortion."""

SILENT_SECONDS, SECONDS = 4.0, 10.0
"""Of looking at the camera: how long without a word, and how long in all."""

SENTENCE = "I am glad to be here today, and I look forward to our talk."
"""What is said then: easy to remember, so that nobody needs to read it off the screen, and long enough to
tell the usual level of a voice."""


def payload(
    checks: Sequence[Check], *, seen: bool, level: float | None, connecting: bool, looking: float | None
) -> dict[str, Any]:
    """What the browser shows. `level` is that of the microphone, 0..100; `looking` the seconds since the
    look at the camera began, None where nobody was asked for one.
    """
    return {
        "seen": seen,
        "state": state(seen, connecting),
        "look": look(looking, seen) if looking is not None else None,
        "checks": [_line(check, level if check.key == "microphone" else None) for check in checks],
    }


def state(seen: bool, connecting: bool) -> tuple[str, str] | None:
    """What stands over the picture while there is none."""
    if connecting:
        return ("Connecting", "Your picture comes in a moment.") if seen else ("Connecting", "")
    return None if seen else ("Listening", "RealTalk works with your sound alone.")


def look(seconds: float, seen: bool = True) -> tuple[str, str]:
    """What to do that many seconds into the look at the camera, and how long it still takes; without a
    camera, into the silence.
    """
    left = max(0, round(SECONDS - seconds))
    remaining = f"{left} s left" if left else "Done"
    if seconds < SILENT_SECONDS:
        return "Look into the lens of your camera, and be silent" if seen else "Be silent", remaining
    return f"{'Keep looking there, and say' if seen else 'Now say'}: “{SENTENCE}”", remaining


def level(timeline: Timeline) -> float | None:
    """How loud the newest sound is, 0..100 of the bar; None without any."""
    newest = timeline.track(VoiceObservation)[-1:]
    levels = newest[0].level[np.isfinite(newest[0].level)] if newest else np.empty(0)
    if not len(levels):
        return None
    loud = float(np.percentile(levels, 90))
    return round(100 * min(1.0, max(0.0, (loud - QUIETEST) / (LOUDEST - QUIETEST))))


def _line(check: Check, level: float | None) -> dict[str, Any]:
    band, word = BANDS[check.state]
    told = check.state is State.FIX or (check.state is State.WAIT and check.key not in OF_A_FACE)
    return {
        "key": check.key,
        "title": check.title,
        "band": band,
        "word": word,
        "text": check.text if told else "",
        "remedy": check.remedy if told else "",
        "level": level,
    }


def show(data: dict[str, Any], key: str) -> None:
    """Draw what `payload` made, with the page."""
    _component()(key=key, data=data)


def update(data: dict[str, Any], key: str) -> None:
    """Hand newer data to what `show` drew, from a fragment."""
    feed.send("realtalk-check", data, key)


@cache
def _component() -> Any:
    assets = files("realtalk.ui") / "assets"
    html, css, js = (
        (assets / f"check_view.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")
    )
    return component("realtalk_check", html=html, css=css, js=js, isolate_styles=False)
