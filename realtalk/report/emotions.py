"""A rundown for somebody who does not want to see facial emotions."""

from __future__ import annotations

from dataclasses import replace

from realtalk.coaching.rundown import Rundown

EMOTION = "emotion"
"""The key of the metric."""


def without_emotions(rundown: Rundown) -> Rundown:
    """The same rundown with nothing in it of what the face looked like, for every way of showing it."""
    return replace(
        rundown,
        emotions=(),
        results=tuple((metric, result) for metric, result in rundown.results if metric.key != EMOTION),
        suggestions=tuple(said for said in rundown.suggestions if said.metric != EMOTION),
        tracks={name: series for name, series in rundown.tracks.items() if name != EMOTION},
    )
