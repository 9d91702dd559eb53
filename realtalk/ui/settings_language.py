"""The group "Language model" of the Settings page: which one writes, whether it works, where words go."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from realtalk.errors import RealTalkError
from realtalk.language.client import LanguageModel, Message
from realtalk.session import language_model as models
from realtalk.session.language_model import CUSTOM, EMBEDDED, GEMINI, OFF, OLLAMA, OPENAI, Choice
from realtalk.ui import settings_fetch, settings_service
from realtalk.ui.literal_text import literal
from realtalk.ui.settings_session import take, trouble

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        OFF: ("None", "Fixed rules and ready-made sentences take its place."),
        EMBEDDED: ("On this computer", "A small model, fetched once. Your words stay here."),
        OLLAMA: ("Ollama", "A model that you run with Ollama, on this computer unless you say otherwise."),
        OPENAI: ("OpenAI", "With your key. Your words leave this computer."),
        GEMINI: ("Gemini", "With your key. Your words leave this computer."),
        CUSTOM: ("Another address", "Anything that speaks as OpenAI does."),
    }
)
"""Each kind's name and what it means, in the order of the page."""

TEST = (Message("user", "Say one short, friendly sentence to somebody who is about to give a talk."),)
_PATIENCE = 120.0
"""Seconds that a test may take: a busy computer needs one minute to start the model on it."""


def show() -> None:
    """Draw the group."""
    st.subheader("Language model", anchor="language-model")
    st.markdown(
        "It words things for you: a shorter answer, a question to follow it, a better sentence. All the rest "
        "of RealTalk works without one."
    )
    choice = models.chosen()
    _state(choice)
    if models.by_environment():
        st.caption(
            "This is set where RealTalk was started, by REALTALK\\_LANGUAGE\\_MODEL. To choose here, unset "
            "it there."
        )
        return
    _choose(choice)


def _state(choice: Choice) -> None:
    """What writes now, where words go, and the button that tries it."""
    model, lacking = None, None
    try:
        model = models.model_of(choice)
    except RealTalkError as error:
        lacking = error
    with st.container(key="rt-state"):
        if model is not None:
            st.markdown(f":material/check_circle: **In use: {literal(model.name)}**  \n{_where(choice)}")
            _test(model)
        elif lacking is None:
            st.markdown(":material/radio_button_unchecked: **Off**  \nNo language model is in use.")
        else:
            st.markdown(f":material/info: **{literal(lacking.what)}**  \n{_to_do(choice, lacking)}")


def _where(choice: Choice) -> str:
    if not choice.goes_to:
        return "Your words stay on this computer."
    return f"Your words leave this computer and go to **{literal(choice.goes_to)}**."


def _to_do(choice: Choice, lacking: RealTalkError) -> str:
    if models.by_environment():
        return literal(lacking.remedy)
    return "Fetch it below." if choice.kind == EMBEDDED else "Put it in below."


def _test(model: LanguageModel) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        tried = st.button("Say one sentence", icon=":material/play_arrow:", key="language-test")
        stop = st.empty()
    if not tried:
        return
    stop.button("Stop", icon=":material/stop_circle:", type="tertiary", key="language-test-stop")
    with st.container(key="rt-sentence"):
        words = st.empty()
    note = st.empty()
    waiting, began, first, said = _waiting(model), time.monotonic(), None, ""
    shown = -1

    def beat() -> bool:
        """Count the seconds; whatever is drawn is also when a press of Stop ends this run of the page."""
        nonlocal shown
        if int(time.monotonic() - began) > shown:
            shown = int(time.monotonic() - began)
            note.caption(f"{waiting} {shown} s" if first is None else f"{shown} s")
        return False

    try:
        for piece in model.write(TEST, most_tokens=60, seconds=_PATIENCE, cancelled=beat):
            first = time.monotonic() - began if first is None else first
            said += piece
            words.markdown(literal(said))
    except RealTalkError as error:
        note.empty()
        trouble(error)
        return
    finally:
        stop.empty()
    whole = time.monotonic() - began
    note.caption(
        f"It works. First word after {first or whole:.1f} s, the whole sentence after {whole:.1f} s."
    )


def _waiting(model: LanguageModel) -> str:
    if model is not models.embedded():
        return "Asking."
    if ahead := models.embedded().waiting:
        return f"{'One answer is' if ahead == 1 else f'{ahead} answers are'} ahead of this one."
    return "Thinking." if models.embedded().running else "Starting. The first time takes some seconds."


def _choose(choice: Choice) -> None:
    with st.container(key="rt-kinds"):
        kind = st.radio(
            "Which one to use",
            list(KINDS),
            index=list(KINDS).index(choice.kind),
            format_func=lambda kind: KINDS[kind][0],
            captions=[caption for _, caption in KINDS.values()],
            key="language-kind",
        )
    if kind == OFF:
        if choice.kind != OFF and st.button("Use none", type="primary", key="language-use-off"):
            take(Choice(OFF))
        return
    with st.container(border=True):
        st.markdown(f"**{KINDS[kind][0]}**")
        if kind != EMBEDDED:
            settings_service.show(kind, choice)
            return
        settings_fetch.show()
        ready = models.fetched() and choice.kind != EMBEDDED
        if ready and st.button("Use it", type="primary", key="language-use-embedded"):
            take(Choice(EMBEDDED))
