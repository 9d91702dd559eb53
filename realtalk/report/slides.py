"""Slides as rows of a table: how much there is on each, and how long it was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.slide_advice import SlideAdvice, how_timed, of_talk
from realtalk.coaching.wording import counted, length
from realtalk.media import Span
from realtalk.metrics.metric import Band
from realtalk.metrics.slides import ESTIMATED, UNKNOWN, Presented, ShownSlide

DIGITS = 3
"""Decimals of a second in files for other programs."""


@dataclass(frozen=True, slots=True)
class SlideRow:
    """One slide in words. `share` and `read` are the time that it was shown and that it takes to read, in
    hundredths of the longest of all; `clip` plays what was said to it.
    """

    number: int
    title: str
    words: str
    words_band: Band | None
    font: str
    font_band: Band | None
    inside: str
    reading: str
    shown: str
    time_band: Band | None
    share: float
    read: float
    clip: Span | None


@dataclass(frozen=True, slots=True)
class SlideTable:
    """The section of the rundown. `how` says how the times are known where they were not seen."""

    lead: str
    how: str
    timed: bool
    rows: tuple[SlideRow, ...]
    advice: tuple[SlideAdvice, ...]
    notes: tuple[str, ...]


def slide_table(presented: Presented | None) -> SlideTable | None:
    """The section on slides; None where none were shown."""
    if presented is None:
        return None
    deck = presented.deck
    longest = max([each.seconds for each in presented.slides] + [s.reading_time for s in deck.slides] + [1.0])
    hidden = [f"{counted(len(deck.hidden), 'hidden slide')} left out."] if deck.hidden else []
    words = sum(slide.words for slide in deck.slides)
    return SlideTable(
        f"{counted(len(deck.slides), 'slide')} with {counted(words, 'word')} in all, "
        f"{length(sum(slide.reading_time for slide in deck.slides))} to read.",
        how_timed(presented),
        presented.timing != UNKNOWN,
        tuple(_row(each, presented, longest) for each in presented.slides),
        of_talk(presented),
        (*deck.notes, *hidden),
    )


def _row(each: ShownSlide, presented: Presented, longest: float) -> SlideRow:
    slide = each.slide
    inside = [counted(slide.pictures, "picture")] if slide.pictures else []
    inside += [counted(slide.charts, "chart")] if slide.charts else []
    inside += [counted(slide.tables, "table")] if slide.tables else []
    about = "about " if presented.timing == ESTIMATED else ""
    shown = (
        "" if presented.timing == UNKNOWN else "not shown" if not each.spans else about + _short(each.seconds)
    )
    return SlideRow(
        slide.number,
        slide.title or "No title",
        str(slide.words),
        each.words,
        "" if slide.smallest_font is None else f"{slide.smallest_font:g} pt",
        each.font,
        ", ".join(inside),
        _short(slide.reading_time) if slide.words else "",
        shown,
        each.time,
        100 * each.seconds / longest,
        100 * slide.reading_time / longest,
        max(each.spans, key=lambda span: span.duration) if each.spans else None,
    )


def _short(seconds: float) -> str:
    """A time for a narrow column: 8 s, 1:05."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02} min"


def as_plain(rundown: Rundown) -> dict[str, Any] | None:
    """The slides as plain values, ready for JSON: times in seconds, spans as [start, end]."""
    if rundown.slides is None:
        return None
    return {
        "title": rundown.slides.deck.title,
        "timing": rundown.slides.timing,
        "slides": [
            {
                "slide": each.slide.number,
                "title": each.slide.title,
                "words": each.slide.words,
                "smallest_font": each.slide.smallest_font,
                "pictures": each.slide.pictures,
                "charts": each.slide.charts,
                "tables": each.slide.tables,
                "reading_time": round(each.slide.reading_time, DIGITS),
                "notes_words": each.slide.notes,
                "shown": [[round(span.start, DIGITS), round(span.end, DIGITS)] for span in each.spans],
                "seconds": None if rundown.slides.timing == UNKNOWN else round(each.seconds, DIGITS),
            }
            for each in rundown.slides.slides
        ],
        "advice": [each.text for each in of_talk(rundown.slides)],
    }
