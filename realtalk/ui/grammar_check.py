"""The section "Look at my grammar more closely" below a rundown: one button, its progress, a way to stop."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from realtalk.coaching.wording import counted
from realtalk.session.grammar_check import GrammarCheck
from realtalk.session.language_model import language_model
from realtalk.store.sessions import Stored
from realtalk.ui.literal_text import literal

EVERY = 0.5
"""Seconds between two looks at a check on its way."""


def show(stored: Stored, reopen: Callable[[str], None]) -> None:
    """The section for an open rundown; nothing where no English was spoken. `reopen` opens it anew."""
    rundown = stored.rundown
    if not rundown.sentences or rundown.language not in (None, "en"):
        return
    key = f"grammar-check-{stored.id}"
    check: GrammarCheck | None = st.session_state.get(key)
    with st.container(key="rt-grammar-check"):
        if check is not None and not (state := check.state()).over:
            _busy(check)
            return
        st.subheader("Your grammar", anchor=False)
        told = f"grammar-check-told-{stored.id}"
        if check is not None:
            state = check.state()
            del st.session_state[key]
            if state.added:
                reopen(stored.id)
            if state.error is not None:
                st.session_state[told] = f"{literal(state.error.what)} {literal(state.error.remedy)}"
            elif state.added is not None:
                st.session_state[told] = (
                    f"{counted(state.added, 'correction')} more, marked in the words above."
                    if state.added
                    else "Nothing more was found."
                )
            st.rerun()
        if text := st.session_state.get(told):
            st.markdown(text)
        model = language_model()
        if model is None:
            st.caption(
                "RealTalk checked it by rules. A language model finds more; choose one on the Settings page."
            )
            return
        where = "on this computer" if model.local else f"by sending your sentences to {literal(model.name)}"
        st.caption(
            f"RealTalk checked it by rules. {literal(model.name)} can read each sentence once more, {where}. "
            "It takes a few seconds a sentence."
        )
        st.button(
            "Look at my grammar more closely", icon=":material/spellcheck:", key=f"{key}-begin",
            on_click=_begin, args=(stored.id, key, told),
        )  # fmt: skip


def _begin(session: str, key: str, told: str) -> None:
    st.session_state.pop(told, None)
    st.session_state[key] = GrammarCheck(session, language_model)


@st.fragment(run_every=EVERY)
def _busy(check: GrammarCheck) -> None:
    state = check.state()
    if state.over:
        st.rerun()
    st.subheader("Your grammar", anchor=False)
    if state.ahead:
        st.markdown("Another rundown is being looked at first. Yours starts by itself.")
    else:
        st.progress(min(1.0, state.done), text=f"Reading your sentences: {state.done:.0%}")
    st.button("Stop", icon=":material/stop_circle:", key="grammar-check-stop", on_click=check.cancel)
