"""The lanes of the timeline: what each draws, and when there is enough to draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.wording import clock
from realtalk.media import Span
from realtalk.metrics.metric import Metric, Moment, Reading, Series
from realtalk.metrics.pauses import LONG
from realtalk.observations import EMOTIONS, VOICE_EMOTIONS
from realtalk.report.palette import HUES, METRIC_LANE

MOST_POINTS = 700
"""Points drawn in one lane: about one a pixel; more cannot be seen and slow a phone down."""

EMOTION_BINS = 240

VOICE_LANES = tuple(f"voice_{name}" for name in VOICE_EMOTIONS)
"""The tracks behind the lane of what the voice sounded like."""

JUDGED = {"pace": ("easy to follow", "easy"), "eye_contact": ("viewers feel spoken to", "good")}
"""Lanes in the unit of their metric, so that its ideal can be drawn behind them: what the ideal means, and
in a word where there is no room."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: the key of its track, its title and unit, its height in pixels, the metric behind it."""

    key: str
    title: str
    unit: str
    height: int
    metric: str
    floor: tuple[float, float] | None = None


LANES = (
    Lane("pace", "Pace", "words a minute", 62, "speech_rate", floor=(80, 200)),
    Lane("pitch", "Pitch", "semitones from your own middle", 62, "pitch_variation", floor=(-6, 6)),
    Lane("loudness", "Loudness", "dB from your own level", 62, "loudness", floor=(-9, 9)),
    Lane("eye_contact", "Eye contact", "% of the time", 50, "eye_contact", floor=(0, 100)),
    Lane("emotion", "How your face looked", "stronger is more likely", 98, "emotion"),
    Lane("voice_emotion", "How your voice sounded", "stronger is more likely", 50, "voice_emotion"),
    Lane("fillers", "Fillers", "um, uh, like", 16, "fillers"),
    Lane("pauses", "Pauses", "seconds of silence", 16, "pauses"),
    Lane("moments", "Other moments", "posture, hands, picture and more", 16, ""),
)


def present(lane: Lane, rundown: Rundown) -> bool:
    match lane.key:
        case "emotion":
            return bool(rundown.emotions)
        case "voice_emotion":
            return all(name in rundown.tracks for name in VOICE_LANES)
        case "fillers":
            return bool(rundown.words)
        case "pauses":
            return bool(rundown.pauses)
        case "moments":
            return bool(_other_moments(rundown))
        case key:
            series = rundown.tracks.get(key)
            return series is not None and any(value is not None for value in series.values)


def draw(figure: go.Figure, lane: Lane, axis: str, rundown: Rundown) -> None:
    match lane.key:
        case "emotion":
            times, rows = _emotion_grid(rundown)
            _draw_grid(figure, lane, axis, EMOTIONS, times, rows)
        case "voice_emotion":
            found = [downsample(rundown.tracks[name], EMOTION_BINS) for name in VOICE_LANES]
            _draw_grid(figure, lane, axis, VOICE_EMOTIONS, found[0][0], [values for _, values in found])
        case "fillers":
            spans = [(word.span, word.text) for word in rundown.words if word.filler]
            _draw_marks(figure, lane, axis, spans, "line-ns-open", 14)
        case "pauses":
            _draw_pauses(figure, lane, axis, rundown.pauses)
        case "moments":
            found = [(m.span, f"{metric.title}: {m.note}") for metric, m in _other_moments(rundown)]
            _draw_marks(figure, lane, axis, found, "triangle-down", 11)
        case _:
            _draw_line(figure, lane, axis, rundown)


def _draw_line(figure: go.Figure, lane: Lane, axis: str, rundown: Rundown) -> None:
    metric, reading = result_of(rundown, lane.metric)
    ideal = metric.ideal if metric is not None and lane.key in JUDGED else None
    low, high = bounds(lane, rundown)
    if ideal is not None:
        edges = (low if ideal.low is None else ideal.low, high if ideal.high is None else ideal.high)
        figure.add_shape(
            type="rect", xref="x domain", yref=axis, x0=0, x1=1, y0=edges[0], y1=edges[1],
            fillcolor=HUES[lane.key], opacity=0.13, line_width=0, layer="below",
        )  # fmt: skip
    times, values = downsample(rundown.tracks[lane.key])
    figure.add_trace(
        go.Scatter(
            x=times,
            y=[None if v is None else round(v, 2) for v in values],
            yaxis=axis,
            mode="lines",
            line={"color": HUES[lane.key], "width": 1.6},
            connectgaps=False,
            name=lane.title,
            hovertemplate=f"%{{y:.0f}} {lane.unit}<extra></extra>",
        )
    )
    if reading is None:
        return
    for moment in reading.moments:
        figure.add_shape(
            type="rect", xref="x", yref=f"{axis} domain", x0=moment.span.start,
            x1=max(moment.span.end, moment.span.start + 0.2),
            y0=0, y1=1, line={"color": HUES[lane.key], "width": 1, "dash": "dot"}, layer="below",
        )  # fmt: skip
    marks = [(m.span, m.note) for m in reading.moments]
    _draw_marks(figure, lane, axis, marks, "triangle-down", 11, y=high)


def _draw_marks(
    figure: go.Figure,
    lane: Lane,
    axis: str,
    spans: Sequence[tuple[Span, str]],
    symbol: str,
    size: int,
    y: float = 0.5,
) -> None:
    figure.add_trace(
        go.Scatter(
            x=[round(span.start, 2) for span, _ in spans],
            y=[y] * len(spans),
            yaxis=axis,
            mode="markers",
            marker={
                "symbol": symbol,
                "size": size,
                "color": HUES[lane.key],
                "line": {"width": 2, "color": HUES[lane.key]},
            },
            customdata=[[round(span.start, 2), round(span.end, 2)] for span, _ in spans],
            text=[plain(f"{clock(span.start)} {text}") for span, text in spans],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
            name=lane.title,
        )
    )


def _draw_pauses(figure: go.Figure, lane: Lane, axis: str, pauses: Sequence[Span]) -> None:
    figure.add_trace(
        go.Bar(
            x=[round(p.middle, 2) for p in pauses],
            y=[1] * len(pauses),
            width=[round(p.duration, 2) for p in pauses],
            yaxis=axis,
            marker={
                "color": HUES[lane.key],
                "opacity": [1.0 if p.duration >= LONG else 0.45 for p in pauses],
                "line": {"width": 0},
            },
            customdata=[[round(p.start, 2), round(p.end, 2)] for p in pauses],
            text=[f"{clock(p.start)} {p.duration:.1f} s" for p in pauses],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
            name=lane.title,
        )
    )


def _draw_grid(
    figure: go.Figure,
    lane: Lane,
    axis: str,
    kinds: Sequence[str],
    times: list[float],
    rows: list[list[float | None]],
) -> None:
    names = [kind.capitalize() for kind in kinds]
    verb = "looked" if lane.key == "emotion" else "sounded"
    figure.add_trace(
        go.Heatmap(
            x=times,
            y=names,
            z=rows,
            yaxis=axis,
            zmin=0,
            zmax=1,
            colorscale=[[0, _clear(HUES[lane.key], 0.05)], [1, HUES[lane.key]]],
            showscale=False,
            ygap=2,
            hovertemplate=f"{verb} %{{y}}: %{{z:.0%}}<extra></extra>",
            name=lane.key,
        )
    )


def _emotion_grid(rundown: Rundown) -> tuple[list[float], list[list[float | None]]]:
    width = max(rundown.duration / EMOTION_BINS, 0.5)
    count = max(1, int(rundown.duration / width))
    sums = [[0.0] * count for _ in EMOTIONS]
    seen = [0] * count
    for observation in rundown.emotions:
        place = min(count - 1, max(0, int(observation.t / width)))
        seen[place] += 1
        for row, probability in zip(sums, observation.probabilities, strict=True):
            row[place] += probability
    rows = [[round(s / n, 3) if n else None for s, n in zip(row, seen, strict=True)] for row in sums]
    return [round((i + 0.5) * width, 2) for i in range(count)], rows


def downsample(series: Series, most: int = MOST_POINTS) -> tuple[list[float], list[float | None]]:
    """The series as at most `most` points: means of equal stretches of time, None where there is no value.

    Lone peaks are softened, the shape and the gaps stay.
    """
    if len(series.times) <= most:
        return [round(t, 2) for t in series.times], list(series.values)
    start, end = series.times[0], series.times[-1]
    width = (end - start) / most or 1.0
    sums, counts = [0.0] * most, [0] * most
    for t, value in zip(series.times, series.values, strict=True):
        if value is not None:
            place = min(most - 1, int((t - start) / width))
            sums[place] += value
            counts[place] += 1
    times = [round(start + (i + 0.5) * width, 2) for i in range(most)]
    return times, [s / n if n else None for s, n in zip(sums, counts, strict=True)]


def bounds(lane: Lane, rundown: Rundown) -> tuple[float, float]:
    values = [v for v in rundown.tracks[lane.key].values if v is not None]
    low, high = lane.floor or (min(values), max(values))
    if lane.key == "eye_contact":
        return low, high
    return min(low, *values), max(high, *values)


def result_of(rundown: Rundown, key: str) -> tuple[Metric | None, Reading | None]:
    for metric, result in rundown.results:
        if metric.key == key:
            return metric, result if isinstance(result, Reading) else None
    return None, None


def _other_moments(rundown: Rundown) -> list[tuple[Metric, Moment]]:
    drawn = {lane.key for lane in LANES if lane.key in rundown.tracks} | {
        "fillers",
        "pauses",
        "emotion",
        "voice_emotion",
    }
    return [
        (metric, moment)
        for metric, result in rundown.results
        if isinstance(result, Reading) and METRIC_LANE.get(metric.key) not in drawn
        for moment in result.moments
    ]


def plain(text: str) -> str:
    """Text for a Plotly label, which would otherwise read tags in it as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clear(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
