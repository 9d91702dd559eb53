"""The user's answers in a conversation, one by one, before the rundown of the whole."""

from __future__ import annotations

import streamlit as st

from realtalk.coaching.answers import Answer, answers
from realtalk.coaching.wording import clock, counted
from realtalk.store.sessions import Stored
from realtalk.ui.literal_text import literal


def show(stored: Stored) -> None:
    """Nothing where nothing was asked."""
    found = answers(stored.timeline.focus(stored.rundown.speaker))
    if not found:
        return
    title = f"Your answers, one by one ({len(found)})"
    with st.expander(title, icon=":material/format_list_numbered:", expanded=True):
        for answer in found:
            st.markdown(f"**{literal(answer.question)}**  \n{_facts(answer)}{_parts(answer)}")


def _facts(answer: Answer) -> str:
    pace = f", {answer.pace:.0f} words a minute" if answer.pace is not None else ""
    fillers = f", {counted(answer.fillers, 'filler')}" if answer.fillers else ", no fillers"
    when = f"From {clock(answer.span.start)} to {clock(answer.span.end)}"
    return f"{when}: {counted(answer.words, 'word')}{pace}{fillers}."


def _parts(answer: Answer) -> str:
    if answer.told is None or answer.missing is None:
        return ""
    if not answer.missing:
        return "  \nYou told the whole story: situation, task, what you did, the result."
    told = f"You told {_listed(answer.told)}. " if answer.told else ""
    return f"  \n{told}Not found: {_listed(answer.missing)}."


_NAMES = {"situation": "the situation", "task": "your task", "action": "what you did", "result": "the result"}


def _listed(parts: tuple[str, ...]) -> str:
    names = [_NAMES[part] for part in parts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
