"""What to change about slides, in sentences, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from realtalk.capture.slides import Deck, Slide
from realtalk.coaching.wording import counted, length, listed
from realtalk.media import Span
from realtalk.metrics.metric import Band
from realtalk.metrics.slides import (
    ESTIMATED,
    MANY_WORDS,
    SEEN,
    SMALL,
    TOO_MANY_WORDS,
    Presented,
    ShownSlide,
    font_band,
    words_band,
)

BY_WORDS = "Duarte 2008, slide:ology: a script from 50 words a slide, a document over 75."
BY_FONT = "Microsoft's advice for slides that everybody can read: 18 points or larger."
BY_TIME = "Reading rate: Brysbaert 2019, 238 words a minute."
BY_PICTURES = "Mayer 2009, Multimedia Learning: words with pictures are remembered better than words alone."
BY_PACE = "Naegle 2021, ten simple rules for slides: about a minute each."
HOUSE = "House rule."

NAMED = 5
"""Slides that a sentence names at most. House rule: the table below has them all."""

FEW_SLIDES = 3
"""Slides under which nothing is said of pictures. House rule."""


@dataclass(frozen=True, slots=True)
class SlideAdvice:
    """One thing to change about the slides. `clip` is the moment that shows it, None without."""

    text: str
    source: str
    band: Band
    clip: Span | None = None


def of_deck(deck: Deck) -> tuple[SlideAdvice, ...]:
    """What to change before anybody sees the slides, the most telling first; empty where all is well."""
    return tuple(_ranked([*_words(deck.slides), *_letters(deck.slides), *_pictures(deck)]))


def of_talk(presented: Presented) -> tuple[SlideAdvice, ...]:
    """What to change after a talk with them: what `of_deck` says, and how long each was shown."""
    return tuple(_ranked([*_times(presented), *of_deck(presented.deck)]))


def how_timed(presented: Presented) -> str:
    """How the times of the slides are known, in a sentence; empty where RealTalk saw them change."""
    if presented.timing == SEEN:
        return ""
    if presented.timing == ESTIMATED:
        return (
            "RealTalk did not see when you changed slides. The times are estimated from what you said beside "
            "what stands on them; some are several seconds off."
        )
    return "How long you showed each could not be measured: RealTalk did not see when you changed slides."


def _ranked(found: Sequence[SlideAdvice]) -> list[SlideAdvice]:
    return sorted(found, key=lambda each: each.band != Band.WORK)


def _words(slides: Sequence[Slide]) -> Iterator[SlideAdvice]:
    full = [slide for slide in slides if words_band(slide) == Band.WORK]
    many = [slide for slide in slides if words_band(slide) == Band.WATCH]
    if full:
        most = max(full, key=lambda slide: slide.words)
        over = "" if len(full) == 1 else f", slide {most.number} even {most.words}"
        count = f"{most.words} words" if len(full) == 1 else f"over {TOO_MANY_WORDS} words{over}"
        yield SlideAdvice(
            f"{_named(full)} {_has(full)} {count}: people read it and stop listening. Keep what you will not "
            "say aloud, or make several slides of it.",
            BY_WORDS,
            Band.WORK,
        )
    if many:
        yield SlideAdvice(
            f"{_named(many)} {_has(many)} {MANY_WORDS} words or more, as much as a script. Say some of it, "
            "and show less.",
            BY_WORDS,
            Band.WATCH,
        )


def _letters(slides: Sequence[Slide]) -> Iterator[SlideAdvice]:
    small = [slide for slide in slides if font_band(slide) in (Band.WATCH, Band.WORK)]
    if not small:
        return
    sizes = {slide.number: slide.smallest_font or 0.0 for slide in small}
    least = min(small, key=lambda slide: sizes[slide.number])
    what = (
        f"The smallest letters on slide {least.number} have {sizes[least.number]:g} points."
        if len(small) == 1
        else f"{_named(small)} have letters under {SMALL:g} points, slide {least.number} even "
        f"{sizes[least.number]:g}."
    )
    band = Band.WORK if any(font_band(slide) == Band.WORK for slide in small) else Band.WATCH
    yield SlideAdvice(f"{what} From {SMALL:g} points on, people at the back can read them.", BY_FONT, band)


def _pictures(deck: Deck) -> Iterator[SlideAdvice]:
    # A PDF's charts are drawings, which cannot be told from lines and boxes.
    shown = sum(slide.pictures + (slide.charts or 0) for slide in deck.slides)
    if deck.kind == "pptx" and len(deck.slides) >= FEW_SLIDES and not shown:
        yield SlideAdvice(
            f"None of the {len(deck.slides)} slides has a picture or a chart. One that shows what you mean "
            "is remembered longer than a line of text.",
            BY_PICTURES,
            Band.WATCH,
        )


def _times(presented: Presented) -> Iterator[SlideAdvice]:
    brief = [each for each in presented.slides if each.time == Band.WORK]
    long = [each for each in presented.slides if each.time == Band.WATCH]
    for each in sorted(brief, key=lambda shown: shown.seconds - shown.slide.reading_time)[:NAMED]:
        yield SlideAdvice(
            f"Slide {each.slide.number} was there for {_about(presented)}{length(each.seconds)}; its "
            f"{counted(each.slide.words, 'word')} take {length(each.slide.reading_time)} to read.",
            BY_TIME,
            Band.WORK,
            _longest(each),
        )
    for each in sorted(long, key=lambda shown: -shown.seconds)[:NAMED]:
        yield SlideAdvice(
            f"Slide {each.slide.number} stood there for {_about(presented)}{length(each.seconds)}. A second "
            "slide would give people something new to look at.",
            BY_PACE,
            Band.WATCH,
            _longest(each),
        )
    unseen = [each.slide for each in presented.slides if not each.spans]
    if presented.timing == SEEN and unseen:
        yield SlideAdvice(
            f"You did not show {_named(unseen, start=False)}. Leave out what you have no time for.",
            HOUSE,
            Band.WATCH,
        )


def _about(presented: Presented) -> str:
    return "about " if presented.timing == ESTIMATED else ""


def _longest(shown: ShownSlide) -> Span:
    return max(shown.spans, key=lambda span: span.duration)


def _has(slides: Sequence[Slide]) -> str:
    return "has" if len(slides) == 1 else "have"


def _named(slides: Sequence[Slide], *, start: bool = True) -> str:
    """The slides by their numbers: "Slides 3, 5 and 9"."""
    numbers = [str(slide.number) for slide in slides]
    word = "Slide" if len(numbers) == 1 else "Slides"
    if len(numbers) > NAMED:
        return f"{len(numbers)} {word.lower()}"
    return f"{word if start else word.lower()} {listed(numbers)}"
