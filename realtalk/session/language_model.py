"""Which language model writes: as the environment says, or as the Settings page keeps it; none leaves this
machine unless its user said so.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit, urlunsplit

from realtalk import weights
from realtalk.errors import DiskFull, MissingWeights, RealTalkError, disk_full
from realtalk.language.client import LanguageModel, ServedModel, here
from realtalk.language.embedded import EmbeddedModel
from realtalk.settings import settings

log = logging.getLogger(__name__)

OFF, EMBEDDED, OPENAI, GEMINI, OLLAMA, CUSTOM = "off", "embedded", "openai", "gemini", "ollama", "custom"

WEIGHTS = "language_model"
"""The embedded model's name among the model files."""

FILE = "language_model.json"
"""Where the choice is kept, in `settings().home`; only its owner may read it, for it may hold a key."""

_LOADING = 60.0
"""Seconds to the first sign where a server on this machine may have to load its model first."""


@dataclass(frozen=True, slots=True)
class Service:
    """Something that speaks the OpenAI protocol: what people call it, where it is, which of its models is
    taken where none is named, whether it wants a key, and how much its models may think (tokens).
    """

    title: str
    address: str
    model: str
    wants_key: bool = False
    thinking: int | None = None


SERVICES: Mapping[str, Service] = MappingProxyType(
    {
        OPENAI: Service("OpenAI", "https://api.openai.com/v1", "gpt-5.4-mini", True, thinking=1024),
        GEMINI: Service(
            "Gemini",
            "https://generativelanguage.googleapis.com/v1beta/openai",
            "gemini-flash-latest",
            True,
            thinking=1024,
        ),
        OLLAMA: Service("Ollama", "http://127.0.0.1:11434/v1", "llama3.2"),
        CUSTOM: Service("", "", ""),
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What writes: a kind, and for a service its model, its address and the key; "" is what it usually is."""

    kind: str
    model: str = ""
    address: str = ""
    key: str = field(default="", repr=False)

    def completed(self) -> Choice:
        """With what is usual in the place of what is left open, and an address as it is asked.

        Raises `RealTalkError` for an address or a key that cannot be one.
        """
        if self.kind not in SERVICES:
            return Choice(self.kind)
        usual = SERVICES[self.kind]
        return Choice(
            self.kind,
            self.model.strip() or usual.model,
            _address(self.address) if self.address.strip() else usual.address,
            _key(self.key),
        )

    @property
    def title(self) -> str:
        """What people call it."""
        return SERVICES[self.kind].title or urlsplit(self.place).netloc

    @property
    def goes_to(self) -> str:
        """The host that words go to; "" where they stay on this machine, or nothing can be reached at all."""
        if self.kind in (OFF, EMBEDDED):
            return ""
        if self.kind == OLLAMA and self.model.endswith(("-cloud", ":cloud")):
            return "ollama.com"
        address = self.place
        return "" if here(address) else urlsplit(address).netloc

    @property
    def place(self) -> str:
        """The address as it will be used, however it is written; empty where it is none."""
        try:
            return _address(self.address) if self.address.strip() else SERVICES[self.kind].address
        except RealTalkError:
            return ""


_KEYS: dict[tuple[str, str], str] = {}
"""Keys for as long as the app runs, by kind and address."""


def language_model() -> LanguageModel | None:
    """The model that the settings choose; None where there is none or it lacks what it needs. It starts when
    it is first asked something, and is the same object as long as the settings are the same.
    """
    try:
        return model_of(chosen())
    except RealTalkError:
        return None


def chosen() -> Choice:
    """What the environment or the Settings page chose; otherwise the model on this machine, if it is here."""
    told = settings()
    if told.language_model:
        return Choice(
            told.language_model,
            told.language_model_name,
            told.language_model_address,
            told.language_model_key,
        )
    kept = _kept()
    if kept is None:
        return Choice(EMBEDDED if fetched() else OFF)
    return kept if kept.key else replace(kept, key=_KEYS.get((kept.kind, kept.address), ""))


def model_of(choice: Choice) -> LanguageModel | None:
    """The model of a choice, None for none. Raises `RealTalkError` for what it lacks: its file, its key, its
    name or its address.
    """
    if choice.kind == OFF:
        return None
    if choice.kind == EMBEDDED:
        weights.path(WEIGHTS)
        return embedded()
    choice = choice.completed()
    if not choice.address:
        raise RealTalkError("This language model has no address.", "Put its address in under Settings.")
    if not choice.model:
        raise RealTalkError("Which model to use is not set.", "Name one under Settings.")
    if SERVICES[choice.kind].wants_key and not choice.key:
        raise RealTalkError(f"{choice.title} wants a key.", "Put your key in under Settings.")
    return _served(choice)


@lru_cache(maxsize=8)
def _served(choice: Choice) -> ServedModel:
    service, local = SERVICES[choice.kind], not choice.goes_to
    model = ServedModel(
        f"{choice.model} on this computer" if local else f"{choice.model} at {choice.title}",
        local,
        choice.model,
        choice.address,
        choice.key,
        service=service.title,
        thinking=service.thinking,
    )
    if local:
        model = replace(model, first_sign=_LOADING)
    return replace(model, tokens_option="max_completion_tokens") if choice.kind == OPENAI else model


def models_at(choice: Choice) -> tuple[str, ...]:
    """The names of the models that the service of a choice has. Raises `RealTalkError`."""
    complete = replace(choice, model=choice.model or "any").completed()
    found = model_of(complete)
    return found.models() if isinstance(found, ServedModel) else ()


@cache
def embedded() -> EmbeddedModel:
    """The one model of this process that runs on this machine."""
    return EmbeddedModel(lambda: weights.path(WEIGHTS))


def fetched() -> bool:
    """Whether the file of the model on this machine is here."""
    try:
        weights.path(WEIGHTS)
    except MissingWeights:
        return False
    return True


def remove() -> None:
    """Take the embedded model off the disk. Raises `RealTalkError`."""
    embedded().stop()
    weights.remove(WEIGHTS)


def by_environment() -> bool:
    """Whether the environment decides, so that the page cannot."""
    return bool(settings().language_model)


def choose(choice: Choice, *, keep_key: bool = True) -> None:
    """Keep a choice from now on; without `keep_key` its key is for as long as the app runs.

    Raises `RealTalkError` for a choice that cannot work, `DiskFull`.
    """
    choice = choice.completed()
    if choice.kind != EMBEDDED:
        model_of(choice)
        embedded().stop()
    _KEYS.clear()
    if choice.key and not keep_key:
        _KEYS[choice.kind, choice.address] = choice.key
    shown = {"kind": choice.kind, "model": choice.model, "address": choice.address}
    _keep(shown | ({"key": choice.key} if choice.key and keep_key else {}))


def key_is_kept() -> bool:
    """Whether a key of the page's choice stands in the file."""
    kept = _kept()
    return kept is not None and bool(kept.key)


def forget() -> None:
    """Drop the choice, and its key with it."""
    _KEYS.clear()
    _served.cache_clear()
    with suppress(FileNotFoundError, NotADirectoryError):
        _file().unlink()


def _file() -> Path:
    return settings().home / FILE


def _kept() -> Choice | None:
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        choice = Choice(*(str(kept.get(name, "")) for name in ("kind", "model", "address", "key")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, AttributeError) as error:
        log.warning("the choice of a language model could not be read: %s", type(error).__name__)
        return None
    return choice if choice.kind in (OFF, EMBEDDED, *SERVICES) else None


def _keep(kept: dict[str, str]) -> None:
    file = _file()
    fresh = file.with_name(f"{FILE}.{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as target:
            json.dump(kept, target)
        os.replace(fresh, file)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        if disk_full(error):
            raise DiskFull("There is no room left on the disk.", "Free some space, then try again.") from None
        raise RealTalkError(
            f"RealTalk could not write to {file.parent}: {error.strerror}.", "Make that folder writable."
        ) from None


def _address(text: str) -> str:
    text = text.strip().rstrip("/").removesuffix("/chat/completions").rstrip("/")
    try:
        if "://" not in text:
            text = f"{'http' if here(f'http://{text}') else 'https'}://{text}"
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        known = known and "@" not in parts.netloc and not (parts.query or parts.fragment)
    except ValueError:
        known = False
    if not known or re.search(r"\s", text):
        raise RealTalkError(
            "That is no address of a language model.",
            "It looks like https://example.org/v1, with no key in it.",
        )
    return urlunsplit(urlsplit(text))  # writes the scheme in small letters


def _key(text: str) -> str:
    text = text.strip()
    if not re.fullmatch(r"[!-~]*", text):
        raise RealTalkError(
            "That is no key: it has signs in it that no key has.",
            "Copy it again, without anything around it.",
        )
    return text
