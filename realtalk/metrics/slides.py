"""What slides ask of those who look at them, and how long each was there to be read."""

from __future__ import annotations

from dataclasses import dataclass

from realtalk.capture.slides import Deck, Slide
from realtalk.media import Span, merge, total
from realtalk.metrics.metric import Band, Moment
from realtalk.metrics.slide_alignment import align
from realtalk.observations import SlideShown, Word
from realtalk.timeline import Timeline

MANY_WORDS, TOO_MANY_WORDS = 50, 75
"""Words from which a slide is a speaker's script, and over which it is a document: Duarte 2008, slide:ology,
page 7."""

SMALL, TOO_SMALL = 18.0, 12.0
"""Points under which letters are hard to read from the back, after Microsoft's advice for accessible slides,
and under which not even a footnote should be. The latter is a house rule."""

LONG = 120.0
"""Seconds from which one slide stands there for long. House rule: twice the minute for a slide that
Naegle 2021 advises, doi 10.1371/journal.pcbi.1009554."""

GLIMPSE = 1.0
"""Seconds under which a slide was only leafed past. House rule."""

GRACE = 2.0
"""Seconds by which a slide may be gone too soon without a word. House rule: nobody notices less."""

LEEWAY = 10.0
"""Seconds by which an estimated time may be off and still say that a slide was there too briefly or too long:
more than the usual error (`tests/benchmark/accuracy_slides.py`)."""

SEEN, ESTIMATED, UNKNOWN = "seen", "estimated", "unknown"
"""How the times are known: RealTalk saw the slides change, the words tell it, or nothing does."""


@dataclass(frozen=True, slots=True)
class ShownSlide:
    """A slide, when it was shown, and what of it is worth changing.

    `spans` are empty where nothing is known of when, and for a slide that was never shown. A band is None
    where nothing is judged: no text, no time.
    """

    slide: Slide
    spans: tuple[Span, ...]
    words: Band | None
    font: Band | None
    time: Band | None

    @property
    def seconds(self) -> float:
        """How long it was shown altogether."""
        return total(self.spans)


@dataclass(frozen=True, slots=True)
class Presented:
    """The slides of one talk. `timing` is `SEEN`, `ESTIMATED` or `UNKNOWN`."""

    deck: Deck
    timing: str
    slides: tuple[ShownSlide, ...]

    @property
    def moments(self) -> tuple[Moment, ...]:
        """When slides were shown too briefly or for long, the most telling first."""
        told = [(each, each.time) for each in self.slides if each.time not in (None, Band.GOOD)]
        ranked = sorted(told, key=lambda pair: (pair[1] != Band.WORK, -abs(_excess(pair[0]))))
        return tuple(
            Moment(max(each.spans, key=lambda span: span.duration), _note(each)) for each, _ in ranked
        )


def presented(deck: Deck, timeline: Timeline) -> Presented:
    """The slides with their times: as they were seen to change, else as the speaker's words tell, if those
    tell it well. What was seen of other slides does not count.
    """
    seen = [each for each in timeline.track(SlideShown) if each.deck in ("", deck.mark)]
    if seen:
        spans = {
            slide.number: merge(o.span for o in seen if o.slide == slide.number) for slide in deck.slides
        }
        return _judged(deck, SEEN, {number: tuple(each) for number, each in spans.items()})
    estimate = align(deck.slides, timeline.track(Word), timeline.span.end)
    if estimate is not None and estimate.good:
        pairs = zip(deck.slides, estimate.spans, strict=True)
        return _judged(deck, ESTIMATED, {slide.number: (span,) if span else () for slide, span in pairs})
    return _judged(deck, UNKNOWN, {})


def _judged(deck: Deck, timing: str, spans: dict[int, tuple[Span, ...]]) -> Presented:
    leeway = LEEWAY if timing == ESTIMATED else GRACE
    made: list[ShownSlide] = []
    for slide in deck.slides:
        shown = spans.get(slide.number, ())
        if total(shown) < GLIMPSE:
            shown = ()
        made.append(
            ShownSlide(
                slide,
                shown,
                words_band(slide),
                font_band(slide),
                time_band(slide, total(shown), leeway) if shown else None,
            )
        )
    return Presented(deck, timing, tuple(made))


def words_band(slide: Slide) -> Band | None:
    """How a slide's number of words compares with what people take in while they listen."""
    if not slide.words:
        return None
    if slide.words > TOO_MANY_WORDS:
        return Band.WORK
    return Band.WATCH if slide.words >= MANY_WORDS else Band.GOOD


def font_band(slide: Slide) -> Band | None:
    """How a slide's smallest letters compare with what can be read from the back of a room."""
    if slide.smallest_font is None:
        return None
    if slide.smallest_font < TOO_SMALL:
        return Band.WORK
    return Band.WATCH if slide.smallest_font < SMALL else Band.GOOD


def time_band(slide: Slide, seconds: float, leeway: float = 0.0) -> Band:
    """Whether a slide was there long enough to be read, and not for so long that it grew stale."""
    if seconds + leeway < slide.reading_time:
        return Band.WORK
    return Band.WATCH if seconds - leeway > LONG else Band.GOOD


def _excess(shown: ShownSlide) -> float:
    """Seconds by which a slide was shown too long; negative where it was too short."""
    if shown.time == Band.WORK:
        return shown.seconds - shown.slide.reading_time
    return shown.seconds - LONG


def _note(shown: ShownSlide) -> str:
    number = shown.slide.number
    if shown.time == Band.WORK:
        needs = f"it takes {shown.slide.reading_time:.0f} seconds to read"
        return f"Slide {number} was there for {shown.seconds:.0f} seconds; {needs}"
    return f"Slide {number} stood there for {shown.seconds / 60:.1f} minutes"
