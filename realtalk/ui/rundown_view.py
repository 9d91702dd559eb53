"""The rundown on the page: player, timeline, transcript and readings in one component with one playhead."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from realtalk.coaching.rundown import Rundown
from realtalk.report.html import figure_data
from realtalk.report.markup import asset, chosen_speaker, view
from realtalk.report.subtitles import to_vtt
from realtalk.timeline import Speaker
from realtalk.ui.assets_route import PLOTLY_ADDRESS


@dataclass(frozen=True, slots=True)
class Prepared:
    """A rundown made ready for the browser once, whatever reruns follow."""

    version: str
    payload: dict[str, Any]


def prepare(rundown: Rundown, media: str | None) -> Prepared:
    """What the browser needs to show a rundown; `media` is the address of its recording."""
    words = sorted((*rundown.words, *rundown.others), key=lambda word: word.span)
    payload: dict[str, Any] = {
        "html": view(rundown),
        "chart": figure_data(rundown),
        "media": media,
        "video": rundown.has_video,
        "captions": to_vtt(words) if words else "",
        "language": rundown.language,
        "file": rundown.file,
        "duration": rundown.duration,
        "plotly": PLOTLY_ADDRESS,
    }
    version = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()[:16]
    return Prepared(version, payload | {"version": version})


def show(
    prepared: Prepared,
    key: str,
    *,
    answered: int = 0,
    words: Mapping[str, Any] | None = None,
    correct: Callable[[object], None] = lambda asked: None,
) -> Speaker | None:
    """Draw the rundown; the speaker that was chosen by a click just now, if one was.

    Whoever clicked sees that it is being counted until `answered` changes. `correct` is given what is asked
    to be put right, before the page is drawn again, and `words` says what came of it (`word_corrections`).
    """
    data = prepared.payload | {"answered": answered, "words": dict(words or {})}
    result = _component()(
        key=key,
        data=data,
        on_speaker_change=lambda: None,
        on_words_change=lambda: correct(st.session_state[key].get("words")),
    )
    chosen = result.speaker
    if not isinstance(chosen, dict):
        return None
    return chosen_speaker(str(chosen.get("person") or ""), str(chosen.get("voice") or ""))


@cache
def _component() -> Any:
    return component(
        "realtalk_rundown",
        html='<div class="rt"><div class="body"></div></div>',
        css=asset("rundown.css") + _own("word_corrections.css"),
        js=_own("rundown_view.js") + _own("word_corrections.js"),
    )


def _own(name: str) -> str:
    return (files("realtalk.ui") / "assets" / name).read_text(encoding="utf-8")
