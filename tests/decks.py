"""Slides as rundowns hold them, made up for tests of what shows them."""

from __future__ import annotations

from dataclasses import replace

from realtalk.capture.slides import Deck, Slide
from realtalk.coaching.rundown import Rundown
from realtalk.media import Span
from realtalk.metrics.slides import presented
from realtalk.observations import SlideShown
from realtalk.timeline import Timeline

WORDY = "We looked at every stop in town and wrote down what we found there in the rain " * 5
TITLES = ("Dry shelters", "How we counted", "What we found", "<b>Costs</b>", "Thank you")

SLIDES = (
    Slide(1, TITLES[0], (TITLES[0], "A plan for the bus stops of our town"), 32.0, 1),
    Slide(2, TITLES[1], (TITLES[1], WORDY), 14.0, 0),
    Slide(3, TITLES[2], (TITLES[2], "Half of the roofs keep nobody dry"), 28.0, 2),
    Slide(4, TITLES[3], (TITLES[3], "Source: " + "report of the town " * 12), 9.0, 0),
    Slide(5, TITLES[4], (TITLES[4],), 40.0, 0),
)
DECK = Deck("Dry shelters", "pdf", SLIDES)


def shown(ends: tuple[float, ...] = (10.0, 18.0, 40.0, 58.0)) -> list[SlideShown]:
    """The first slides, each until its end."""
    starts = (0.0, *ends)
    return [SlideShown(Span(a, b), n) for n, (a, b) in enumerate(zip(starts, ends, strict=False), 1)]


def beside(rundown: Rundown, seen: list[SlideShown] | None = None, deck: Deck = DECK) -> Rundown:
    """A rundown with slides: seen to change as given, by default all but the last shown."""
    return replace(rundown, slides=presented(deck, Timeline(shown() if seen is None else seen)))
