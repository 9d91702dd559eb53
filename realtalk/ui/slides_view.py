"""The slides of a talk beside the own picture, to leaf through with buttons, keys or a presenter's remote."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from realtalk.capture.slides import Slide
from realtalk.coaching.wording import counted
from realtalk.session.live import LiveSession
from realtalk.session.slides import PICTURES, OpenSlides
from realtalk.ui.media_route import COOKIE
from realtalk.ui.slides_route import grant

MOST_LINES, LONGEST = 12, 160
"""Lines of a slide that is shown as text, and characters of each: what fits on a card."""


def payload(slides: OpenSlides, number: int, browser: str) -> dict[str, Any]:
    """What the browser shows of the slides, beginning with the one of that number."""
    drawn = slides.deck.kind == "pdf"
    address = grant(slides.file.parent / PICTURES, browser) if drawn and browser else None
    return {"slide": number, "name": slides.name, "slides": [_card(s, address) for s in slides.deck.slides]}


def _card(slide: Slide, address: str | None) -> dict[str, Any]:
    """A slide as text, and where its picture is found."""
    lines = [line for line in slide.lines if line != slide.title][:MOST_LINES]
    there = ((slide.pictures, "picture"), (slide.charts, "chart"), (slide.tables, "table"))
    also = [counted(count, noun) for count, noun in there if count]
    return {
        "number": slide.number,
        "title": slide.title or f"Slide {slide.number}",
        "lines": [line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…" for line in lines],
        "also": ", ".join(also),
        "picture": None if address is None else f"{address}{slide.number}",
    }


def chosen(state: object, slides: OpenSlides) -> int | None:
    """The number of the slide that the browser tells, checked; None where it tells none of these."""
    told = getattr(state, "slide", None)
    if isinstance(told, bool) or not isinstance(told, int | float) or told != told // 1:
        return None
    return int(told) if slides.deck.slide(int(told)) is not None else None


@st.fragment
def show(live: LiveSession) -> None:
    """Draw the slides of a talk that has some. Leafing runs this part of the page alone."""
    slides = live.slides.slides
    if slides is None:
        return
    key = f"slide-deck-{id(live)}"

    def turned() -> None:
        number = chosen(st.session_state.get(key), slides)
        if number is not None:
            live.slides.turn(number)

    data = payload(slides, live.slides.number, st.context.cookies.get(COOKIE, ""))
    _component()(key=key, data=data, on_slide_change=turned)


@cache
def _component() -> Any:
    assets = files("realtalk.ui") / "assets"
    html, css, js = (
        (assets / f"slides_view.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")
    )
    return component("realtalk_slides", html=html, css=css, js=js, isolate_styles=False)
