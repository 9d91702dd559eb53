"""Setting a service up on the Settings page: its address, model and key, and what becomes of words there."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from realtalk.errors import RealTalkError
from realtalk.session import language_model as models
from realtalk.session.language_model import CUSTOM, OLLAMA, SERVICES, Choice
from realtalk.ui.literal_text import literal
from realtalk.ui.settings_session import take, trouble

_SENT = (
    "What is sent is text: what you said in the answer you ask about, and the question it belongs to. "
    "Never your picture, your voice or your recordings."
)


def show(kind: str, choice: Choice) -> None:
    """Draw what a service needs, and the button that takes it into use."""
    service, ours = SERVICES[kind], choice if choice.kind == kind else Choice(kind)
    with st.container(key="rt-service"):
        address = ours.address
        if kind in (OLLAMA, CUSTOM):
            address = st.text_input(
                "Address",
                value=ours.address or service.address,
                placeholder="https://example.org/v1",
                key=f"language-address-{kind}",
            )
        if Choice(kind, address=address).place != Choice(kind, address=ours.address).place:
            ours = Choice(kind, ours.model, address)  # another place's key is not for this one
        key = _key(kind, ours)
        model = _model(kind, Choice(kind, ours.model, address, key))
        keep = _keep(kind, bool(key), kept=models.key_is_kept() if ours.key else True)
        given = Choice(kind, model, address, key)
        _leaves(given)
        _use(kind, given, choice, keep=keep)
    if choice.kind == kind:
        st.button(
            "Forget this choice and its key" if choice.key else "Forget this choice",
            icon=":material/delete:",
            type="tertiary",
            key="language-forget",
            on_click=_forget,
        )


def _key(kind: str, ours: Choice) -> str:
    label = "Key" if SERVICES[kind].wants_key else "Key, if it wants one"
    typed = st.text_input(
        label,
        type="password",
        placeholder="Yours is known. Type another to replace it." if ours.key else "",
        key=f"language-key-{kind}",
        autocomplete="off",
    )
    return typed.strip() or ours.key


def _keep(kind: str, has_key: bool, *, kept: bool) -> bool:
    """Whether the key is to outlast RealTalk. It stands there without one too: what appears between typing a
    key and pressing the button would move the button from under the pointer.
    """
    keep = st.toggle(
        "Keep the key on this computer", value=kept, disabled=not has_key, key=f"language-keep-{kind}"
    )
    st.caption(
        "A key is kept in a file that only your own account can read. The file is not encrypted."
        if keep
        else "RealTalk forgets the key when it ends."
    )
    return keep and has_key


def _model(kind: str, ours: Choice) -> str:
    """The model's name: typed, or one of those that the service says it has."""
    usual, listed = ours.model or SERVICES[kind].model, f"language-models-{kind}-{ours.place}"
    names: tuple[str, ...] = st.session_state.get(listed, ())
    if names:
        model = st.selectbox(
            "Model",
            names,
            index=names.index(usual) if usual in names else 0,
            key=f"language-model-of-{kind}",
        )
    else:
        model = st.text_input("Model", value=usual, key=f"language-model-{kind}")
    if st.button(
        "Show which models it has", icon=":material/list:", type="tertiary", key=f"language-list-{kind}"
    ):
        try:
            st.session_state[listed] = models.models_at(ours)
        except RealTalkError as error:
            trouble(error)
        else:
            st.rerun()
    return model.strip()


def _leaves(choice: Choice) -> None:
    """Say plainly, before it is taken into use, that words leave this computer, and where they go."""
    host = choice.goes_to
    if not host:
        if choice.address and choice.place:
            st.caption(f"Your words stay on this computer: {literal(urlsplit(choice.place).netloc)} is here.")
        return
    with st.container(key="rt-leaves"):
        st.markdown(f"**Your words leave this computer and go to {literal(host)}.**")
        st.markdown(_SENT)
        if choice.place.startswith("http://"):
            st.markdown("They go unencrypted, and the key too: others on the way can read both.")


def _use(kind: str, given: Choice, choice: Choice, *, keep: bool) -> None:
    name = SERVICES[kind].title or "this address"
    if choice.kind == kind:
        label = "Keep these changes"
    else:
        label = f"Send my words to {name}" if given.goes_to else f"Use {name}"
    if st.button(label, type="primary", key=f"language-use-{kind}"):
        take(given, keep_key=keep)


def _forget() -> None:
    models.forget()
    for key in list(st.session_state):
        if str(key).startswith("language-"):
            del st.session_state[key]
