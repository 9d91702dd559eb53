"""The timeline of a session as a Plotly figure: lanes above one another on one time axis."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.wording import clock
from realtalk.metrics.metric import Range
from realtalk.report.lanes import JUDGED, LANES, Lane, bounds, draw, present, result_of
from realtalk.report.palette import GRID, HUES, INK, PAGE, QUIET

FONT = '"Source Sans", "Source Sans 3", system-ui, -apple-system, "Segoe UI", sans-serif'
TITLE_ROOM = 27
AXIS_ROOM = 30
"""Pixels above a lane for its title, and below the last one for the time."""

ROOMY = 520
"""Pixels of width from which a lane's title has room for its unit."""


def timeline(rundown: Rundown) -> go.Figure:
    """The lanes that this session has evidence for; a mark's `customdata` is [start, end] of its clip.

    `layout.meta["narrow"]` holds the annotations' texts for a chart that is narrower than
    `layout.meta["width"]` pixels.
    """
    lanes = [lane for lane in LANES if present(lane, rundown)]
    height = sum(lane.height + TITLE_ROOM for lane in lanes) + AXIS_ROOM
    figure = go.Figure()
    top = float(height)
    narrow: list[str] = []
    for index, lane in enumerate(lanes, start=1):
        high = top - TITLE_ROOM
        low = high - lane.height
        draw(figure, lane, f"y{index if index > 1 else ''}", rundown)
        figure.update_layout(
            {f"yaxis{index if index > 1 else ''}": _value_axis(lane, low / height, high / height, rundown)}
        )
        narrow += _title(figure, lane, high / height, rundown)
        top = low
    values = _ticks(rundown.duration)
    figure.update_layout(
        height=height,
        margin={"l": 54, "r": 12, "t": 0, "b": 0, "pad": 0},
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        bargap=0,
        xaxis={
            "range": [0, max(rundown.duration, 1.0)],
            "fixedrange": True,
            "tickvals": values,
            "ticktext": [clock(value) for value in values],
            "anchor": f"y{len(lanes) if len(lanes) > 1 else ''}" if lanes else "y",
            "zeroline": False,
        },
        template=template("light"),
        meta={"width": ROOMY, "narrow": narrow},
    )
    return figure


def template(mode: str) -> go.layout.Template:
    """The look that all charts share, for a "light" or a "dark" page."""
    axis = {
        "gridcolor": GRID[mode],
        "linecolor": GRID[mode],
        "zerolinecolor": GRID[mode],
        "tickfont": {"size": 11, "color": QUIET[mode]},
        "ticks": "",
        "ticklabelstandoff": 6,
        "showline": False,
        "gridwidth": 1,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": INK[mode]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": axis,
            "yaxis": axis,
            "annotationdefaults": {"font": {"size": 12, "color": QUIET[mode]}},
            "hoverlabel": {
                "bgcolor": INK[mode],
                "bordercolor": INK[mode],
                "font": {"family": FONT, "color": PAGE[mode], "size": 13},
            },
        }
    )


def _value_axis(lane: Lane, low: float, high: float, rundown: Rundown) -> dict[str, Any]:
    axis: dict[str, Any] = {"domain": [max(0.0, low), min(1.0, high)], "fixedrange": True, "zeroline": False}
    match lane.key:
        case "emotion" | "voice_emotion":
            return axis | {"autorange": "reversed", "showgrid": False, "tickfont": {"size": 10}}
        case "fillers" | "pauses" | "moments":
            return axis | {"range": [0, 1], "showticklabels": False, "showgrid": False}
        case _:
            bottom, top = bounds(lane, rundown)
            room = (top - bottom) * 0.06
            return axis | {"range": [bottom - room, top + room], "nticks": 3}


def _title(figure: go.Figure, lane: Lane, high: float, rundown: Rundown) -> list[str]:
    """Write what the lane shows and what is good in it; the same texts as they read where it is narrow."""
    metric, _ = result_of(rundown, lane.metric)
    narrow: list[str] = []
    if lane.key in JUDGED and metric is not None and metric.ideal is not None:
        means, briefly = JUDGED[lane.key]
        edges = _edges_in_words(metric.ideal, "%" if lane.unit.startswith("%") else "")
        figure.add_annotation(
            text=f"{means}: {edges}",
            xref="paper", yref="paper", x=1, y=high, xanchor="right", yanchor="bottom", yshift=1,
            showarrow=False,
        )  # fmt: skip
        narrow.append(f"{briefly}: {edges}")
    name = f'<span style="color:{HUES[lane.key]}">■</span> <b>{lane.title}</b>'
    figure.add_annotation(
        text=f"{name}  {lane.unit}",
        xref="paper", yref="paper", x=0, y=high, xanchor="left", yanchor="bottom", showarrow=False, yshift=1,
    )  # fmt: skip
    return [*narrow, name]


def _edges_in_words(ideal: Range, sign: str) -> str:
    if ideal.low is not None and ideal.high is not None:
        return f"{ideal.low:.0f} to {ideal.high:.0f}{sign}"
    return f"{ideal.low:.0f}{sign} or more" if ideal.low is not None else f"{ideal.high:.0f}{sign} or less"


def _ticks(duration: float) -> list[int]:
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
    step = next((s for s in steps if duration / s <= 8), 7200)
    return list(range(0, int(duration) + 1, step))
