"""The section "Your answer" below a rundown: its parts, the question to expect, fewer words, less time."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from realtalk.coaching.wording import clock, counted, length, listed
from realtalk.importing import ONE_AT_A_TIME
from realtalk.language.rewrite import changes
from realtalk.language.shrink import Shorter, kept
from realtalk.language.structure import LONGEST, missing
from realtalk.media import Span
from realtalk.observations import ANSWER_PARTS
from realtalk.session import answer_help as helping
from realtalk.session.answer_help import Answer, AnswerHelp, AnswerHelpJob, HelpState
from realtalk.session.language_model import language_model
from realtalk.store.sessions import Stored
from realtalk.ui import theme
from realtalk.ui.literal_text import literal
from realtalk.ui.practise_again import Again, Part, said

EVERY = 0.5
"""Seconds between two looks at a help on its way."""

NEARLY = 1.1
"""How far over the aim a shorter take may be. House rule: three seconds in thirty are within the time."""

NAMES = {"situation": "Situation", "task": "Task", "action": "Action", "result": "Result"}

TO_ADD = {
    "situation": "Set the scene in one sentence: where it was, when, and who was there.",
    "task": "Say what had to be reached, and why it was yours to do.",
    "action": "Say what you did yourself, step by step.",
    "result": "Say how it ended, with a number if there is one.",
}
"""What to do about a part that was not found."""

GoSay = Callable[[Again], None]


def show(stored: Stored, say_again: GoSay) -> None:
    """The section for an open rundown; nothing where no English was spoken. `say_again` leads to Practise."""
    rundown = stored.rundown
    count = sum(not word.filler for word in rundown.words)
    if not count or rundown.language not in (None, "en"):
        return
    theme.add("answer.css")
    with st.container(key="rt-answer"):
        st.subheader("Your answer", anchor=False)
        answer = helping.answer_of(rundown)
        if answer is None:
            st.caption(
                f"At {counted(count, 'word')} this is a talk rather than an answer. RealTalk helps with "
                f"the words "
                "of what takes up to six minutes."
                if count > LONGEST
                else "Say two or three sentences, and RealTalk helps you with their words."
            )
            return
        job = _job(stored, answer)
        state = job.state() if job is not None else None
        if job is not None and state is not None and not state.over:
            _busy(job)
            return
        made = (state.help if state is not None else None) or helping.saved(stored.folder, answer)
        if state is not None and state.error is not None:
            st.warning(f"{literal(state.error.what)} {literal(state.error.remedy)}")
        if made is None:
            st.button("Read my answer", on_click=_begin, args=(stored, answer, False))
            return
        _parts(stored, made)
        _question(made)
        _tighter(made)
        _drill(stored, made, say_again)
        _written_by(stored, answer, made, state)


def _key(stored: Stored) -> str:
    return f"answer-help-{stored.id}"


def _job(stored: Stored, answer: Answer) -> AnswerHelpJob | None:
    """The help on its way or just made; begun by itself where none was kept for these words."""
    job: AnswerHelpJob | None = st.session_state.get(_key(stored))
    if job is not None and job.answer.key == answer.key:
        return job
    if helping.saved(stored.folder, answer) is None:
        _begin(stored, answer, with_model=False)
        return st.session_state[_key(stored)]
    return None


def _begin(stored: Stored, answer: Answer, with_model: bool) -> None:
    before: AnswerHelpJob | None = st.session_state.get(_key(stored))
    if before is not None:
        before.cancel()
    model = language_model if with_model else None
    st.session_state[_key(stored)] = AnswerHelpJob(answer, stored.folder, model)


@st.fragment(run_every=EVERY)
def _busy(job: AnswerHelpJob) -> None:
    state = job.state()
    if state.over:
        st.rerun()
    if state.ahead:
        st.markdown(f"Waiting for {counted(state.ahead, 'other answer')} to be read first.")
    else:
        st.markdown(f":material/hourglass_top: {state.stage} …")
    if state.text:
        st.html(f'<p class="rt-tighter">{escape(state.text)}</p>')
    if job.asked_model:
        st.button("Stop", key="answer-stop", icon=":material/stop:", on_click=job.cancel)


def _parts(stored: Stored, made: AnswerHelp) -> None:
    there = {part.part for part in made.parts}
    if not made.story:
        return
    st.markdown("#### The parts of your story")
    chips = "".join(
        f'<li class="{"there" if part in there else "missing"}">{NAMES[part]}'
        f"<small>{'found' if part in there else 'not found'}</small></li>"
        for part in ANSWER_PARTS
    )
    st.html(f'<ul class="rt-parts" aria-label="The parts of your story">{chips}</ul>')
    lacking = missing(made.parts)
    for part in lacking:
        st.markdown(f"**{NAMES[part]}:** {TO_ADD[part]}")
    if not lacking:
        st.markdown("All four parts are there. Whoever listens knows where it began and how it ended.")
    chosen = st.segmented_control(
        "Show me", [part for part in ANSWER_PARTS if part in there], format_func=NAMES.__getitem__,
        key=f"answer-part-{stored.id}",
    )  # fmt: skip
    if chosen:
        _shown(stored, made, chosen)


def _shown(stored: Stored, made: AnswerHelp, chosen: str) -> None:
    """The words that show a part, and their stretch of the recording to play."""
    with ONE_AT_A_TIME:
        from realtalk.ui.practise_takes import player

    spans = [part.span for part in made.parts if part.part == chosen]
    words = stored.rundown.words
    quotes = "".join(
        f"<blockquote>{clock(span.start)}&ensp;“{escape(said(span, words))}”</blockquote>" for span in spans
    )
    whole = Span(spans[0].start, spans[-1].end) if len(spans) == 1 else spans[0]
    clip = player(NAMES[chosen], stored, whole) if stored.media is not None else ""
    st.html(f'<div class="rt-said">{quotes}{clip}</div>')


def _question(made: AnswerHelp) -> None:
    st.markdown("#### A question to expect")
    if made.question:
        st.html(f'<p class="rt-asked-next">{escape(made.question)}</p>')
    else:
        st.markdown("There was nothing yet to ask about. Tell of one time, and what you did.")


def _tighter(made: AnswerHelp) -> None:
    before, after = len(made.said.split()), len(made.tighter.split())
    st.markdown("#### In fewer words")
    if after >= before:
        st.markdown("There is nothing to leave out: every word of yours says something.")
        return
    st.caption(f"{counted(before, 'word')} as you said it, {after} here. Nothing that you told is lost.")
    if st.toggle("Show what changed", key=f"answer-diff-{made.of}"):
        tags = {"same": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}
        text = " ".join(tags[c.kind].format(escape(c.text)) for c in changes(made.said, made.tighter))
    else:
        text = escape(made.tighter)
    st.html(f'<p class="rt-tighter">{text}</p>')


def _drill(stored: Stored, made: AnswerHelp, say_again: GoSay) -> None:
    st.markdown("#### The same in less time")
    if not made.shorter:
        st.markdown("This answer is short already. The drill waits for one that takes longer.")
        return
    lengths = {one.seconds: one for one in made.shorter}
    chosen = st.segmented_control(
        "How long", list(lengths), format_func=lambda seconds: length(seconds),
        key=f"answer-length-{stored.id}", default=max(lengths), label_visibility="collapsed",
    )  # fmt: skip
    one = lengths[chosen or max(lengths)]
    st.markdown(f"At your pace that is about {one.words} words. Keep these points:")
    points = "".join(f"<li>{escape(point)}</li>" for point in one.points)
    st.html(f'<ul class="rt-points">{points}</ul>')
    with st.expander("One way to say it"):
        st.html(f'<p class="rt-tighter">{escape(one.text)}</p>')
    if st.button(
        f"Say it in {length(one.seconds)}", type="primary", icon=":material/timer:",
        key=f"answer-say-{stored.id}",
    ):  # fmt: skip
        say_again(retake(stored, one))


def retake(stored: Stored, one: Shorter) -> Again:
    """The whole answer to be said again in less time, with its points."""
    words = stored.rundown.words
    span = Span(words[0].span.start, max(word.span.end for word in words))
    told = ". ".join(point.rstrip(".") for point in one.points)
    says = f"in {length(one.seconds)}, with these points: {told}."
    part = Part(f"In {length(one.seconds)}", span, says)
    return Again(stored.id, stored.rundown.file, part, float(one.seconds), one.points)


def points_kept(again: Again, after: Stored) -> None:
    """After a shorter take: how long it was, and which points it kept; nothing after any other take."""
    if again.seconds is None:
        return
    theme.add("answer.css")
    words = after.rundown.words
    text = " ".join(word.text for word in words if not word.filler)
    took = max(word.span.end for word in words) - words[0].span.start if words else 0.0
    aim = length(again.seconds)
    if not words:
        st.markdown("No words were recognised in this take, so the points could not be found.")
        return
    inside = took <= NEARLY * again.seconds
    st.markdown(f"You spoke for {length(took)}; {aim} was the aim. " + ("Well kept." if inside else
                "A little more can go."))  # fmt: skip
    found = [kept(point, text) for point in again.points]
    st.markdown(f"{sum(found)} of {counted(len(found), 'point')} found again:")
    rows = "".join(
        f'<li class="{"kept" if there else "gone"}">{escape(point)}{"" if there else " (not found)"}</li>'
        for point, there in zip(again.points, found, strict=True)
    )
    st.html(f'<ul class="rt-points">{rows}</ul>')


def _written_by(stored: Stored, answer: Answer, made: AnswerHelp, state: HelpState | None) -> None:
    """Who wrote it and whether words left the machine; the way to a model where one is set."""
    if made.model:
        st.caption(literal(_credit(made)))
    else:
        st.caption("RealTalk's own rules wrote this, on this machine.")
    model = language_model()
    if model is None:
        st.caption("A language model can word it more freely. You can choose one under Settings.")
        return
    where = "It runs on this machine; no word leaves it." if model.local else (
        f"The words of this answer are then sent to {model.name}."
    )  # fmt: skip
    again = made.model == model.name and (state is None or state.error is None)
    label = f"Ask {model.name} again" if again else f"Let {model.name} word it"
    st.button(
        literal(label), icon=":material/edit_note:", key=f"answer-model-{stored.id}", help=literal(where),
        on_click=_begin, args=(stored, answer, True),
    )  # fmt: skip
    st.caption(literal(f"{where} What it writes is checked against what you said."))


def _credit(made: AnswerHelp) -> str:
    """Who wrote what, in a sentence or two."""
    wrote = [_what(name) for name in made.by_model]
    failed = [_what(name) for name in made.not_taken]
    left = "No word left this machine." if made.local else f"Your words were sent to {made.model}."
    if not wrote:
        told = f"Nothing that {made.model} wrote passed the checks; RealTalk's own rules wrote all of this. "
        return told + left
    told = f"{made.model} wrote {listed(wrote)}; RealTalk checked that nothing you said is lost or invented. "
    if failed:
        told += f"What it wrote for {listed(failed)} did not pass, so RealTalk's own rules stand in there. "
    return told + left


def _what(name: str) -> str:
    known = {"parts": "a part of your story", "question": "the question", "tighter": "the tighter version"}
    return known.get(name) or f"the version in {length(float(name))}"
