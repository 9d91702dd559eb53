"""One strength, one priority, one drill and a few suggestions, picked from the readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from realtalk.coaching.clips import at_its_best, clip_around, quote
from realtalk.coaching.drills import drill_for
from realtalk.coaching.phrasebook import LINES
from realtalk.coaching.wording import clock, counted, in_words, number
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Band, Metric, Moment, Reading
from realtalk.observations import Correction, Word

MOST_INFLUENCE, STEP = 0.45, 0.015
"""The catalogue's order is that of influence on listeners. It begins with eye contact's correlation with
ratings (.45, Martin-Raugh 2023, 63 studies); the even step down is a house rule that keeps the order."""

INFLUENCE = {metric.key: MOST_INFLUENCE - STEP * place for place, metric in enumerate(METRICS)}
"""How much each metric moves listeners."""

NEED = {Band.WORK: 1.0, Band.WATCH: 0.6}
"""How much a band calls for work. House rule: a strong influence to watch outranks a weak one to work on."""

PRESENT = frozenset({"smile", "gestures"})
"""Metrics whose moments show the thing itself, so that they illustrate a strength."""

ASIDES = ("vocabulary", "expressiveness")
"""Metrics that are not judged but whose moments are worth a hint."""

SEEN = frozenset({"Eyes and face", "Body", "Picture"})
"""The groups of what is seen, whose coverage is the share of the time in which it could be."""

MOSTLY = 0.5
"""The share of the time that a strength or a priority of what is seen must rest on. House rule: a headline
speaks of the session, not of a part of it."""

MOST_SUGGESTIONS = 6
"""House rule: more than one remembers helps nobody."""

RUSH = 25.0
"""Words a minute by which a start or an end is faster than the middle. House rule: one hears it."""

STRETCH_OF_PACE = 8.0
"""Seconds that are played of a fast start or end."""

BRISK = 165.0
"""Words a minute from which a faster start or end is worth a hint. House rule: over an easy pace."""

Judged = tuple[Metric, Reading]


@dataclass(frozen=True, slots=True)
class Advice:
    """One of the three cards. `clip` is the stretch to play, None where no single moment shows it."""

    title: str
    text: str
    metric: str
    clip: Span | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to try next time, quoting the speaker's own moment."""

    text: str
    metric: str
    quote: str | None
    clip: Span | None


def strength(readings: Sequence[Judged], words: Sequence[Word], duration: float) -> Advice | None:
    """What to keep: the good reading that matters most and lies deepest in its ideal; None without one. What
    could be seen for a small part of the time only is no headline.

    Where nothing is good yet, the nearest to it, said as such.
    """
    known = [(m, r) for m, r in readings if m.key in LINES and _throughout(m, r)]
    good = [(m, r) for m, r in known if r.band == Band.GOOD]
    if good:
        metric, reading = max(good, key=_shine)
        lines = LINES[metric.key]
        return Advice(
            lines.praise,
            f"{_sentence(in_words(metric, reading))} {lines.why}",
            metric.key,
            _shown(metric, reading, words, duration),
        )
    near = [(m, r) for m, r in known if r.band == Band.WATCH]
    if near:
        metric, reading = max(near, key=lambda pair: INFLUENCE.get(pair[0].key, 0.0))
        return Advice(
            "You are close",
            f"{_sentence(in_words(metric, reading))} That is within reach of good.",
            metric.key,
            _shown(metric, reading, words, duration),
        )
    return None


def priority(readings: Sequence[Judged], duration: float) -> tuple[Judged, Advice] | None:
    """What to work on first, with its reading: what would move listeners most among what is not good yet.
    What could be seen for a small part of the time only is no headline.
    """
    ranked = [(m, r) for m, r in in_need(readings) if _throughout(m, r)]
    if not ranked:
        return None
    metric, reading = ranked[0]
    lines, low = LINES[metric.key], is_low(metric, reading)
    aim, effect = (low and lines.low_aim) or lines.aim, (low and lines.low_effect) or lines.effect
    shown = ((m, c) for m in _troubles(metric, reading) if (c := clip_around(m.span, duration)))
    moment, clip = next(shown, (None, None))
    text = f"{_sentence(in_words(metric, reading))} {effect}"
    if moment is not None:
        text = f"{text} {_at(moment)}"
    return (metric, reading), Advice(aim, text, metric.key, clip)


def drill(metric: Metric, reading: Reading) -> Advice | None:
    """The exercise for the priority: the same one every time for the same need."""
    if reading.band is None or reading.band == Band.GOOD:
        return None
    exercise = drill_for(metric.key, reading.band, low=is_low(metric, reading))
    if exercise is None:
        return None
    return Advice(
        exercise.title, f"{exercise.text} ({counted(exercise.minutes, 'minute')})", metric.key, None
    )


def suggestions(
    readings: Sequence[Judged], words: Sequence[Word], corrections: Sequence[Correction], duration: float
) -> tuple[Suggestion, ...]:
    """What to try next time, at the speaker's own moments, the most useful first.

    The priority gets two, every other metric in need one, and so does what is worth a hint though it is not
    judged; the first two corrections close the list.
    """
    found: list[Suggestion] = []
    hints = [(m, r) for m, r in readings if m.key in ASIDES and r.band is None]
    for place, (metric, reading) in enumerate([*in_need(readings), *hints]):
        if metric.key == "grammar":
            continue
        for moment in _troubles(metric, reading)[: 2 if place == 0 and reading.band else 1]:
            clip = clip_around(moment.span, duration)
            if clip is not None:
                text = _at(moment, _remedy(metric, reading))
                found.append(Suggestion(text, metric.key, quote(words, moment.span), clip))
    found += _rushes(readings, words, duration)
    slips = [
        Suggestion(
            f"At {clock(slip.span.start)}, instead of “{slip.text.strip()}” you could say"
            f" “{slip.suggestion.strip()}”.",
            "grammar",
            quote(words, slip.span) or slip.text,
            clip_around(slip.span, duration),
        )
        for slip in corrections
        if slip.suggestion.strip()
    ][:2]
    return tuple(found[: MOST_SUGGESTIONS - len(slips)] + slips)


def _rushes(readings: Sequence[Judged], words: Sequence[Word], duration: float) -> list[Suggestion]:
    """A start or an end that was faster than the rest, where the pace on the whole was fine."""
    reading = next((r for m, r in readings if m.key == "speech_rate" and r.band not in NEED), None)
    series = reading.series if reading is not None else None
    if series is None:
        return []
    known = [(t, v) for t, v in zip(series.times, series.values, strict=True) if v is not None]
    if len(known) < 4:
        return []
    usual = median(value for _, value in known[1:-1])
    for (at, value), where, remedy in (
        (known[0], "began", "Take one breath before your first sentence."),
        (known[-1], "ended", "Let the last sentence take as long as the first."),
    ):
        clip = clip_around(Span(max(0.0, at - STRETCH_OF_PACE / 2), at + STRETCH_OF_PACE / 2), duration)
        if value >= max(BRISK, usual + RUSH) and clip is not None:
            text = f"You {where} at {number(value)} words a minute, where {number(usual)} is your own pace. "
            return [Suggestion(text + remedy, "speech_rate", quote(words, clip), clip)]
    return []


def _troubles(metric: Metric, reading: Reading) -> list[Moment]:
    """The moments that show what to change, the most telling first."""
    low = is_low(metric, reading)
    kept = [m for m in reading.moments if not m.praise]
    if metric.key == "speech_rate":
        pace = "slow" if low else "fast"
        kept = [m for m in kept if pace in m.note.lower()]
    return kept


def _remedy(metric: Metric, reading: Reading) -> str:
    lines = LINES[metric.key]
    return (is_low(metric, reading) and lines.low_remedy) or lines.remedy


def _at(moment: Moment, remedy: str = "") -> str:
    """When, what was found there, and what to do."""
    note = moment.note.strip().rstrip(".")
    if note.startswith("“"):
        note = f"you said {note}" if ":" not in note and " hedges" not in note else note
    elif note.startswith(("You", "A ", "Another ", "Too ", "Light ", "Off ", "Blurred")):
        note = note[:1].lower() + note[1:]
    told = f"At {clock(moment.span.start)}, {note}." if note else f"It shows at {clock(moment.span.start)}."
    return f"{told} {remedy}".strip()


def in_need(readings: Sequence[Judged]) -> list[Judged]:
    """The readings that are not good yet, those that move listeners most first."""
    needy = [(m, r) for m, r in readings if r.band in NEED and m.key in LINES]
    return sorted(needy, key=_urgency, reverse=True)


def _throughout(metric: Metric, reading: Reading) -> bool:
    return metric.group not in SEEN or reading.coverage >= MOSTLY


def depth(metric: Metric, reading: Reading) -> float:
    """How deep a value lies inside its ideal, 0 at the edge to 1; a half without an ideal to compare with."""
    ideal, plausible, value = metric.ideal, metric.plausible, reading.value
    if ideal is None:
        return 0.5
    low = ideal.low if ideal.low is not None else plausible.low
    high = ideal.high if ideal.high is not None else plausible.high
    if low is None or high is None or high <= low:
        return 0.5
    if ideal.low is None:
        inside = (high - value) / (high - low)
    elif ideal.high is None:
        inside = (value - low) / (high - low)
    else:
        inside = 1 - abs(value - (low + high) / 2) / ((high - low) / 2)
    return min(1.0, max(0.0, inside))


def is_low(metric: Metric, reading: Reading) -> bool:
    """Whether a value lies under its ideal."""
    return metric.ideal is not None and metric.ideal.low is not None and reading.value < metric.ideal.low


def _shine(judged: Judged) -> float:
    return INFLUENCE.get(judged[0].key, 0.0) * (0.5 + depth(*judged) / 2)


def _urgency(judged: Judged) -> float:
    metric, reading = judged
    return INFLUENCE.get(metric.key, 0.0) * (NEED[reading.band] if reading.band else 0.0)


def _shown(metric: Metric, reading: Reading, words: Sequence[Word], duration: float) -> Span | None:
    if metric.key in PRESENT and reading.moments:
        return clip_around(reading.moments[0].span, duration)
    return at_its_best(metric, reading, words, duration)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
