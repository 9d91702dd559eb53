"""What changed between a moment and the same said again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from realtalk.coaching.wording import number
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.loudness import QUIET, own_level
from realtalk.metrics.metric import Metric, Range, Reading, Unmeasured
from realtalk.timeline import Timeline

BY_CHANCE = 1.5
"""Fillers by which a rate must differ. House rule: one more or less is chance, however short the part."""

LOUDER = 3.0
"""Decibels by which a voice is louder on the whole. House rule: twice the power, a step that one hears."""

LEVEL = "Level against your usual one"
"""The detail of a loudness reading that says how loud it was on the whole."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric before and after; `better` is None where neither can be said, `text` tells it in words."""

    metric: Metric
    before: Reading | Unmeasured
    after: Reading | Unmeasured
    text: str
    better: bool | None


@dataclass(frozen=True, slots=True)
class _Way:
    """How a metric is compared: its value and unit in words, the smallest difference that counts, and what to
    say of more and of less; first where neither is better, then where it is better and where it is worse.
    """

    told: Callable[[float], str]
    unit: str
    least: float
    more: tuple[str, str, str]
    less: tuple[str, str, str]


def _percent(value: float) -> str:
    return f"{value:.0f}%"


_WAYS = {
    "eye_contact": _Way(
        _percent, "of the time on the camera", 10.0,
        ("more of it", "your viewers feel spoken to more", ""),
        ("less of it", "", "you look away more"),
    ),
    "fillers": _Way(
        number, "fillers a minute", 2.0,
        ("a few more", "", "more to listen past"),
        ("a few fewer", "less to listen past", ""),
    ),
    "pauses": _Way(
        _percent, "of your speaking time in pauses", 5.0,
        ("more time to think along", "", ""),
        ("less time to think along", "", ""),
    ),
    "speech_rate": _Way(
        number, "words a minute", 10.0,
        ("faster", "brisker and easier to follow", "harder to follow"),
        ("slower", "easier to follow", "slower than listeners expect"),
    ),
    "smile": _Way(
        _percent, "of the time smiling", 10.0,
        ("you smile more", "", ""),
        ("you smile less", "", ""),
    ),
    "expressiveness": _Way(
        number, "points of movement in your face", 2.0,
        ("livelier", "", ""),
        ("stiller", "", ""),
    ),
    "pitch_variation": _Way(
        number, "semitones of melody", 0.5,
        ("livelier", "livelier", "more up and down than is natural"),
        ("calmer", "calmer", "flatter"),
    ),
    "loudness": _Way(
        number, "decibels of change from phrase to phrase", 1.0,
        ("more stands out", "more stands out", ""),
        ("less stands out", "", "less stands out"),
    ),
    "gestures": _Way(
        number, "gestures a minute", 5.0,
        ("your hands join in more", "", ""),
        ("your hands rest more", "", ""),
    ),
    "posture": _Way(
        _percent, "of the time upright and open", 10.0,
        ("more upright", "more upright", ""),
        ("less upright", "", "less upright"),
    ),
}  # fmt: skip
"""What says something of a part of half a minute; rates per ten minutes and counts of words do not. House
rule for the differences: less is felt by nobody, and is within what chance does in so short a time."""


def compare(before: Timeline, after: Timeline) -> tuple[Difference, ...]:
    """What changed, in the catalogue's order; what could be measured neither time is left out.

    Both are focused on the speaker and calibrated; `before` is the moment that was said again, cut with
    `Timeline.between`. Loudness is measured against the same own level, that of before.
    """
    own = own_level(before)
    after = after.calibrated(replace(after.calibration, level=own)) if own is not None else after
    found: list[Difference] = []
    for metric in METRICS:
        if metric.key not in _WAYS:
            continue
        first, second = metric.measure(before), metric.measure(after)
        if isinstance(first, Reading) or isinstance(second, Reading):
            found.append(_difference(metric, first, second))
    return tuple(found)


def _difference(metric: Metric, before: Reading | Unmeasured, after: Reading | Unmeasured) -> Difference:
    way = _WAYS[metric.key]
    if not isinstance(before, Reading):
        assert isinstance(after, Reading)
        text = f"{way.told(after.value)} {way.unit} now; before, it could not be measured"
        return Difference(metric, before, after, f"{metric.title}: {text}", None)
    if not isinstance(after, Reading):
        text = f"{way.told(before.value)} {way.unit} before; now it could not be measured"
        return Difference(metric, before, after, f"{metric.title}: {text}", None)
    least = _least(way, before, after)
    better = _better(metric.ideal, before.value, after.value, least)
    text = _told(way, before.value, after.value, least, better)
    if metric.key == "loudness":
        text, better = _louder(text, better, _level(before), _level(after))
    return Difference(metric, before, after, f"{metric.title}: {text}", better)


def _least(way: _Way, before: Reading, after: Reading) -> float:
    if before.metric != "fillers":
        return way.least
    shorter = min(reading.coverage * reading.span.duration for reading in (before, after))
    return max(way.least, 60.0 * BY_CHANCE / shorter)


def _better(ideal: Range | None, before: float, after: float, least: float) -> bool | None:
    """By how far they are from the ideal; None without one, and where little of the difference is towards it
    or away from it.
    """
    if ideal is None or abs(after - before) < least:
        return None
    gain = _distance(ideal, before) - _distance(ideal, after)
    return None if abs(gain) < least / 2 else gain > 0


def _distance(ideal: Range, value: float) -> float:
    if ideal.low is not None and value < ideal.low:
        return ideal.low - value
    return value - ideal.high if ideal.high is not None and value > ideal.high else 0.0


def _told(way: _Way, before: float, after: float, least: float, better: bool | None) -> str:
    first, second = way.told(before), way.told(after)
    if first == second:
        return f"{second} {way.unit}, as before"
    if abs(after - before) < least:
        return f"{first} and {second} {way.unit}, about the same"
    meanings = way.more if after > before else way.less
    return f"{first} to {second} {way.unit}, {meanings[0 if better is None else 1 if better else 2]}"


def _level(reading: Reading) -> float:
    return next(detail.value for detail in reading.details if detail.label == LEVEL)


def _louder(text: str, better: bool | None, before: float, after: float) -> tuple[str, bool | None]:
    """How loud it was on the whole counts more than how much it changed, where one of them was lost."""
    if (before <= QUIET) != (after <= QUIET):
        better = before <= QUIET
    step = after - before
    if abs(step) < LOUDER:
        return text, better
    return f"{text}; {number(abs(step))} decibels {'louder' if step > 0 else 'softer'} on the whole", better
