"""Two takes of the same words side by side: both to play, and what has changed."""

from __future__ import annotations

import time
from functools import lru_cache
from html import escape

import streamlit as st

from realtalk.coaching.comparison import Difference, compare
from realtalk.errors import RealTalkError
from realtalk.media import Span
from realtalk.metrics.calibration import calibrate
from realtalk.report.markup import between
from realtalk.store import sessions
from realtalk.timeline import Speaker, Timeline
from realtalk.ui import answer_help
from realtalk.ui.literal_text import literal
from realtalk.ui.media_route import COOKIE, grant
from realtalk.ui.practise_again import Again, said
from realtalk.ui.review_session import RENEWED

KEPT = 8
"""Comparisons kept in memory: each takes two timelines from the disk, and a page is drawn anew at every
click."""

WAYS = {True: ("arrow_upward", "Better"), False: ("arrow_downward", "Worse"), None: ("remove", "")}
"""The sign before a difference, and the word."""


def show(retake: Again, after: sessions.Stored) -> None:
    """Both takes and their differences, in place of a comparison where the first take is gone."""
    st.subheader("Before and after", anchor=False)
    try:
        before = sessions.load(retake.before)
        editions = before.edition, after.edition
        changes = differences(retake.before, retake.part.span, before.rundown.speaker, after.id, editions)
    except RealTalkError as error:
        st.markdown(f"{literal(error.what)} {literal(error.remedy)}")
        return
    span, whole = retake.part.span, Span(0.0, after.rundown.duration)
    st.html(
        '<div class="rt-takes">'
        + take(f"Before, {between(span)}", before, span)
        + take("After", after, whole)
        + "</div>"
    )
    answer_help.points_kept(retake, after)
    if not changes:
        st.markdown("Too little was seen and heard to compare the two. Say it a little longer.")
    for change in changes:
        icon, word = WAYS[change.better]
        title, _, text = change.text.partition(": ")
        judged = f" **{word}**" if word else ""
        st.markdown(f":material/{icon}:{judged} **{literal(title)}**: {literal(text)}")


@lru_cache(maxsize=KEPT)
def differences(
    before: str, span: Span, speaker: Speaker, after: str, editions: tuple[int, int]
) -> tuple[Difference, ...]:
    """What changed from that part of one kept session to the whole of another; `editions` are others once
    words were put right in them.
    """
    first = _of_speaker(sessions.load(before).timeline, speaker)
    second = sessions.load(after)
    return compare(first.between(span), _of_speaker(second.timeline, second.rundown.speaker))


def _of_speaker(timeline: Timeline, speaker: Speaker) -> Timeline:
    focused = timeline.focus(speaker)
    return focused.calibrated(calibrate(focused))


def take(name: str, stored: sessions.Stored, span: Span) -> str:
    """One take as HTML: its player, which plays that stretch alone, and its words."""
    words = said(span, stored.rundown.words)
    quote = f"<blockquote>{escape(words)}</blockquote>" if words else ""
    return f"<figure><figcaption>{escape(name)}</figcaption>{player(name, stored, span)}{quote}</figure>"


def player(name: str, stored: sessions.Stored, span: Span) -> str:
    """A player of one stretch of a recording as HTML, or a line that says that there is none."""
    if stored.media is None:
        return "<p>This take was not recorded.</p>"
    kind = "video" if stored.rundown.has_video else "audio"
    # The same for hours, so that a click elsewhere does not begin the player anew.
    now = time.time() // RENEWED * RENEWED
    address = grant(stored.media, st.context.cookies.get(COOKIE, ""), now=now)
    clip = f"{address}#t={span.start:.2f},{span.end:.2f}"
    return f'<{kind} controls preload="metadata" src="{escape(clip)}" aria-label="{escape(name)}"></{kind}>'
