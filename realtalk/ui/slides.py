"""Adding slides: beside a presentation that is about to be practised, or beside a session that is kept."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from realtalk.capture.slides import Deck
from realtalk.coaching.slide_advice import of_deck
from realtalk.coaching.wording import counted, length
from realtalk.session.slides import add_slides, remove_slides
from realtalk.store import sessions
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_session import PractiseSession
from realtalk.ui.review_session import ReviewSession
from realtalk.ui.upload_spill import Uploaded, claim

KINDS = "PDF or PowerPoint (PPTX). They stay on this computer."


def choose(practise: PractiseSession) -> None:
    """The slides to present with: add them, or see how they are before anybody else does."""
    slides = practise.slides
    if slides is None:
        key = f"slides-{practise.slide_uploads}"
        # Taken in before the page is drawn: to draw it anew from here would reset the switches below.
        st.file_uploader(
            "Your slides, if you have some", key=key, help=KINDS,
            on_change=lambda: _given(key, practise.add_slides),
        )  # fmt: skip
        return
    with st.container(border=True, key="rt-slides"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container():
                st.markdown(f"**{literal(slides.name)}**  \n{facts(slides.deck)}")
            st.button("Without slides", icon=":material/close:", on_click=practise.remove_slides)
        advise(slides.deck)
        if slides.deck.kind != "pdf":
            st.caption("While you talk you see their text. Save them as a PDF to see them as they are.")


def advise(deck: Deck) -> None:
    """What to change about slides, and each of them in a line."""
    advice = of_deck(deck)
    for each in advice:
        st.markdown(f":material/lightbulb: {literal(each.text)}  \n:small[{literal(each.source)}]")
    if not advice and any(slide.words for slide in deck.slides):
        st.markdown(":material/check: Few words and large letters: people can listen while they look.")
    for note in deck.notes:
        st.markdown(f":material/info: {literal(note)}")
    with st.expander("Each slide"):
        st.html(table(deck))


def facts(deck: Deck) -> str:
    """Slides in a line: "12 slides, 340 words, 1 minute 26 seconds to read"."""
    words = sum(slide.words for slide in deck.slides)
    seconds = sum(slide.reading_time for slide in deck.slides)
    parts = [counted(len(deck.slides), "slide")]
    parts += [counted(words, "word"), f"{length(seconds)} to read"] if words else []
    parts += [f"{counted(len(deck.hidden), 'hidden slide')} left out"] if deck.hidden else []
    return ", ".join(parts)


def table(deck: Deck) -> str:
    """Each slide in a row of HTML: its title, words, smallest letters, pictures."""
    rows = "".join(
        f"<tr><td>{slide.number}</td><th scope='row'>{escape(slide.title) or 'No title'}</th>"
        f"<td>{slide.words}</td>"
        f"<td>{'' if slide.smallest_font is None else f'{slide.smallest_font:g} pt'}</td>"
        f"<td>{slide.pictures + (slide.charts or 0) or ''}</td></tr>"
        for slide in deck.slides
    )
    heads = ("", "Slide", "Words", "Smallest letters", "Pictures")
    return (
        '<table class="rt-slide-list"><thead><tr>'
        + "".join(f"<th scope='col'>{head}</th>" for head in heads)
        + f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def beside(review: ReviewSession) -> None:
    """Slides for the open rundown: add them, or take them away."""
    stored = review.stored
    if stored is None:
        return
    there = stored.rundown.slides is not None
    with st.expander("Other slides" if there else "Add the slides you showed", icon=":material/slideshow:"):
        st.markdown(
            f"RealTalk tells how much there is to read on each, and compares it with what you said. {KINDS}"
        )
        key, session = f"slides-beside-{stored.id}-{review.uploads}", stored.id
        st.file_uploader(
            "Slides", key=key, label_visibility="collapsed",
            on_change=lambda: _given(key, lambda uploaded: _add(review, session, uploaded)),
        )  # fmt: skip
        if there:
            st.button("Show none", icon=":material/close:", on_click=_remove, args=(review, stored.id))


def _given(key: str, take: Callable[[Uploaded], None]) -> None:
    uploaded = st.session_state.get(key)
    if uploaded is not None:
        take(uploaded)


def _add(review: ReviewSession, session: str, uploaded: Uploaded) -> None:
    review.uploads += 1
    with review.telling():
        folder = sessions.new_folder()
        try:
            add_slides(session, claim(uploaded, folder), uploaded.name)
        finally:
            sessions.discard(folder)
        review.open(session)


def _remove(review: ReviewSession, session: str) -> None:
    with review.telling():
        remove_slides(session)
        review.open(session)
