"""Small drawings beside a reading: its course over the session, and its value against the ideal."""

from __future__ import annotations

from markupsafe import Markup

from realtalk.metrics.metric import Metric, Range, Reading
from realtalk.report.lanes import downsample
from realtalk.report.palette import hue

WIDTH, HEIGHT = 132, 30
POINTS = 66


def sparkline(metric: Metric, reading: Reading) -> Markup:
    """The reading's series as an inline SVG, its ideal as a soft band; empty where there is no series."""
    series = reading.series
    if series is None or len([v for v in series.values if v is not None]) < 3:
        return Markup("")
    times, values = downsample(series, POINTS)
    seen = [v for v in values if v is not None]
    ideal = metric.ideal if metric.ideal is not None and _comparable(metric, seen) else None
    low, high = _bounds(seen, ideal)
    band = ""
    if ideal is not None:
        top = _y(high if ideal.high is None else min(ideal.high, high), low, high)
        bottom = _y(low if ideal.low is None else max(ideal.low, low), low, high)
        band = (
            f'<rect x="0" width="{WIDTH}" y="{top:.1f}" height="{max(bottom - top, 1):.1f}" class="ideal"/>'
        )
    path = _path(times, values, low, high)
    return Markup(
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" style="color:{hue(metric.key)}">{band}<path d="{path}"/></svg>'
    )


def scale(metric: Metric, reading: Reading) -> Markup:
    """A ruler with the ideal range on it and a mark at the value."""
    low, high = _ruler(metric, reading)
    parts = ['<line x1="0" x2="200" y1="8" y2="8" class="rule"/>']
    if metric.ideal is not None:
        left = 0.0 if metric.ideal.low is None else _x(metric.ideal.low, low, high)
        right = 200.0 if metric.ideal.high is None else _x(metric.ideal.high, low, high)
        parts.append(
            f'<rect x="{left:.1f}" width="{max(right - left, 2):.1f}" y="4" height="8" rx="4" class="ideal"/>'
        )
    parts.append(f'<circle cx="{_x(reading.value, low, high):.1f}" cy="8" r="5.5" class="mark"/>')
    return Markup(
        f'<svg class="scale" viewBox="-8 0 216 16" aria-hidden="true" style="color:{hue(metric.key)}">'
        + "".join(parts)
        + "</svg>"
    )


def _ruler(metric: Metric, reading: Reading) -> tuple[float, float]:
    edges = [reading.value]
    if metric.ideal is not None:
        edges += [edge for edge in (metric.ideal.low, metric.ideal.high) if edge is not None]
    plausible = metric.plausible
    if plausible.low == 0 and plausible.high in (1, 100):
        return 0.0, float(plausible.high)
    low, high = min(edges), max(edges)
    room = max(high - low, abs(high) * 0.3, 1e-6) * 0.6
    bottom, top = low - room, high + room
    if plausible.low is not None:
        bottom = max(bottom, plausible.low)
    return bottom, top


def _comparable(metric: Metric, seen: list[float]) -> bool:
    """Whether the series is in the metric's own unit, so that the ideal can be drawn behind it."""
    return all(value in _widened(metric.plausible) for value in seen)


def _widened(plausible: Range) -> Range:
    low, high = plausible.low, plausible.high
    return Range(None if low is None else low - 1e-9, None if high is None else high * 1.5)


def _bounds(seen: list[float], ideal: Range | None) -> tuple[float, float]:
    edges = [] if ideal is None else [edge for edge in (ideal.low, ideal.high) if edge is not None]
    low, high = min(seen + edges), max(seen + edges)
    room = (high - low) * 0.12 or 1.0
    return low - room, high + room


def _path(times: list[float], values: list[float | None], low: float, high: float) -> str:
    start, length = times[0], (times[-1] - times[0]) or 1.0
    path, pen = "", "M"
    for t, value in zip(times, values, strict=True):
        if value is None:
            pen = "M"
            continue
        path += f"{pen}{(t - start) / length * WIDTH:.1f},{_y(value, low, high):.1f}"
        pen = "L"
    return path


def _x(value: float, low: float, high: float) -> float:
    return min(200.0, max(0.0, (value - low) / ((high - low) or 1.0) * 200))


def _y(value: float, low: float, high: float) -> float:
    return (high - value) / ((high - low) or 1.0) * HEIGHT
