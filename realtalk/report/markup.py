"""The rundown as HTML, for the page and for the report: one set of templates, everything escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from realtalk.coaching.rundown import Advice, Rundown
from realtalk.coaching.wording import clock, in_words, length, number
from realtalk.media import Span
from realtalk.metrics.metric import Band, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.pace import QUIET as EITHER_WAY
from realtalk.report.slides import slide_table
from realtalk.report.sparkline import scale, sparkline
from realtalk.report.transcript import paragraphs
from realtalk.timeline import Speaker

BANDS = {Band.GOOD: "Good", Band.WATCH: "Keep an eye on it", Band.WORK: "Worth some work"}

STEADY = ("speech_rate", "fillers", "pauses", "eye_contact", "posture")
"""What stands side by side as "How steady you came across". House rule: shown together, never fused, since
how much each weighs depends on who listens."""

FINE = "Fine as it is"
NOT_JUDGED = "Not judged"
"""Instead of a band, where there is none though the metric has an ideal."""

NO_WORDS = "No words were recognised in this recording."


@dataclass(frozen=True, slots=True)
class Row:
    """One metric as it is shown: in words, drawn, and with what lies behind it."""

    metric: Metric
    reading: Reading | None
    why: str
    words: str
    band: Band | None
    unjudged: str
    spark: Markup
    scale: Markup
    ideal: str
    details: tuple[tuple[str, str], ...]
    moments: tuple[Moment, ...]
    coverage: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A face or a voice that the rundown could be about; `at` is a moment that shows or sounds it."""

    name: str
    label: str
    person: int | None
    voice: int | None
    chosen: bool
    at: float | None


@cache
def environment() -> Environment:
    """The templates of the report, with escaping on for every one of them."""
    made = Environment(
        loader=PackageLoader("realtalk.report", "assets"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    own: dict[str, Any] = {"clock": clock, "between": between, "BANDS": BANDS}
    made.globals.update(own)
    return made


def asset(name: str) -> str:
    """The text of one of our own style sheets or scripts."""
    return (files("realtalk.report") / "assets" / name).read_text(encoding="utf-8")


def view(rundown: Rundown) -> str:
    """The rundown as a piece of HTML for the page; the player and the chart are put into its slots there."""
    return environment().get_template("view.html.jinja").render(context(rundown, playable=True))


def context(rundown: Rundown, *, playable: bool) -> dict[str, Any]:
    """What the templates read; `playable` where a click can play a clip."""
    rows = [_row(m, r) for m, r in rundown.results]
    by_key = {row.metric.key: row for row in rows}
    order = {group: place for place, group in enumerate(dict.fromkeys(row.metric.group for row in rows))}
    ranked = sorted(rows, key=lambda row: order[row.metric.group])
    faces, heard = speakers(rundown)
    return {
        "rundown": rundown,
        "playable": playable,
        "three": three_cards(rundown),
        "steady": [by_key[key] for key in STEADY if key in by_key],
        "groups": [
            (group, list(members)) for group, members in groupby(ranked, key=lambda row: row.metric.group)
        ],
        "paragraphs": paragraphs(rundown),
        "put_right": any(word.by_hand for word in (*rundown.words, *rundown.others)),
        "no_words": NO_WORDS
        if rundown.has_audio
        else "This recording has no sound, so there is nothing to read.",
        "choices": [("Faces", faces), ("Voices", heard)],
        "chosen": " and ".join(choice.name for choice in (*faces, *heard) if choice.chosen) or "you",
        "facts": facts(rundown),
        "slide_table": slide_table(rundown.slides),
        "slides_css": Markup(asset("slides.css")),
    }


def three_cards(rundown: Rundown) -> list[tuple[str, str, Advice, Span | None]]:
    """Strength, priority and drill, each with its clip; a drill without one plays what it is to change."""
    cards = (
        ("strength", "Your strength", rundown.strength),
        ("priority", "Your priority", rundown.priority),
        ("drill", "Your drill", rundown.drill),
    )
    behind = rundown.priority.clip if rundown.priority is not None else None
    return [
        (kind, name, advice, advice.clip or (behind if kind == "drill" else None))
        for kind, name, advice in cards
        if advice is not None
    ]


def facts(rundown: Rundown) -> str:
    """The recording in a line: "2 minutes, picture and sound, in English"."""
    parts = [length(rundown.duration)]
    media = [name for name, there in (("picture", rundown.has_video), ("sound", rundown.has_audio)) if there]
    parts.append(" and ".join(media) if len(media) == 2 else f"{media[0] if media else 'nothing'} only")
    return ", ".join(parts)


def between(span: Span) -> str:
    """A clip's times: "1:10 to 1:34", or one time where they read the same."""
    start, end = clock(span.start), clock(span.end)
    return start if start == end else f"{start} to {end}"


def speakers(rundown: Rundown) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The faces and the voices to choose from, the current ones marked; none where there is no choice."""
    now = rundown.speaker
    faces = tuple(
        Choice(
            f"face {place}", f"Face {place}, seen {person.share:.0%} of the time",
            person.person, now.voice, person.person == now.person, person.best_at,
        )
        for place, person in enumerate(rundown.people, start=1)
    )  # fmt: skip
    heard = tuple(
        Choice(
            f"voice {place}", f"Voice {place}, heard for {length(voice.seconds)}",
            now.person, voice.voice, voice.voice == now.voice, voice.sample.start,
        )
        for place, voice in enumerate(rundown.voices, start=1)
    )  # fmt: skip
    return faces if len(faces) > 1 else (), heard if len(heard) > 1 else ()


def chosen_speaker(person: str, voice: str) -> Speaker:
    """The speaker that a button of `speakers` names; empty means none."""
    return Speaker(int(person) if person else None, int(voice) if voice else None)


def _row(metric: Metric, result: Reading | Unmeasured) -> Row:
    if isinstance(result, Unmeasured):
        return Row(metric, None, result.why, "", None, "", Markup(""), Markup(""), "", (), (), "")
    return Row(
        metric=metric,
        reading=result,
        why="",
        words=in_words(metric, result),
        band=result.band,
        unjudged=unjudged(metric, result),
        spark=sparkline(metric, result),
        scale=scale(metric, result),
        ideal=ideal_in_words(metric.ideal, metric.unit) if metric.ideal is not None else "",
        details=tuple((detail.label, amount(detail.value, detail.unit)) for detail in result.details),
        moments=result.moments,
        coverage="" if result.coverage >= 0.995 else f"Measured over {result.coverage:.0%} of the time.",
    )


def unjudged(metric: Metric, reading: Reading) -> str:
    """What stands in a band's place: empty where there is a band, or never one."""
    if reading.band is not None or metric.ideal is None:
        return ""
    return FINE if metric.key == "speech_rate" and reading.value in EITHER_WAY else NOT_JUDGED


def ideal_in_words(ideal: Range, unit: str) -> str:
    """The good values in words: "140 to 160 words per minute", "up to 5 per minute"."""
    if ideal.low is not None and ideal.high is not None:
        reach = amount(ideal.high, unit)
        return f"up to {reach}" if ideal.low == 0 else f"{number(ideal.low)} to {reach}"
    if ideal.low is not None:
        return f"{amount(ideal.low, unit)} or more"
    return "" if ideal.high is None else f"{amount(ideal.high, unit)} or less"


def amount(value: float, unit: str) -> str:
    """A figure with its unit.

    >>> amount(62.0, "% of the time"), amount(3.0, "words"), amount(1.0, "")
    ('62% of the time', '3 words', '1')
    """
    unit = unit.strip()
    return f"{number(value)}{unit}" if unit.startswith("%") else f"{number(value)} {unit}".strip()
