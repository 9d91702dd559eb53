"""What went wrong between RealTalk and a language model, and what to do about it.

The words are all RealTalk's own: what a server says may repeat a key, or what somebody said.
"""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from realtalk.errors import RealTalkError

log = logging.getLogger(__name__)

_TOO_LONG = ("context_length", "context length", "context size", "exceed_context", "too many tokens")
_SETTINGS = "under Settings"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model is: its service's name ("" for an address of the user's own), its host and its own name;
    `has_key` is whether a key is sent, `here` whether the host is this machine.
    """

    service: str
    host: str
    model: str
    has_key: bool
    here: bool

    @property
    def named(self) -> str:
        """What people call it."""
        return self.service or self.host


def told(error: Exception, place: Place, *, begun: bool) -> RealTalkError:
    """An error of the openai package, or of what it stands on, in words; `begun` is whether pieces came."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _refusal(error.status_code, _said(error), place)
    if begun:
        return broken_off(place)
    if isinstance(error, openai.APITimeoutError):
        return unreachable(place)
    if isinstance(error, openai.APIConnectionError):
        return untrusted(place) if _certificate(error) else unreachable(place)
    if isinstance(
        error, (json.JSONDecodeError, UnicodeDecodeError, AttributeError, TypeError, openai.APIError)
    ):
        return garbled(place)
    log.warning("a language model could not be asked: %s", type(error).__name__)
    return RealTalkError(
        f"Something went wrong while RealTalk asked {place.named}.",
        f"Try again. If it happens again, test the model {_SETTINGS}.",
        retryable=True,
    )


def _refusal(status: int, said: str, place: Place) -> RealTalkError:
    who = place.named
    if status in (400, 413, 422) and any(sign in said for sign in _TOO_LONG):
        return too_long(place)
    if status == 401 or (status == 400 and "api key" in said):
        if not place.has_key:
            return RealTalkError(f"{who} wants a key.", f"Put your key in {_SETTINGS}.")
        return RealTalkError(
            f"{who} does not accept your key.",
            f"Copy it again from your account there, and put it in {_SETTINGS}.",
        )
    if status == 403:
        return RealTalkError(
            f"{who} does not let you use {place.model} with this key.",
            f"Choose another model {_SETTINGS}, or see in your account there what is allowed.",
        )
    if status == 404:
        return _unknown_model(place)
    if status == 429 and ("quota" in said or "billing" in said or "credit" in said):
        return RealTalkError(
            f"Your account with {who} has no credit left.",
            f"Add some there, or choose another model {_SETTINGS}.",
        )
    if status == 429:
        return RealTalkError(
            f"{who} takes no more questions from you just now.",
            "Wait a minute, then try again.",
            retryable=True,
        )
    if status >= 500:
        return RealTalkError(
            f"{who} has trouble of its own (error {status}).", "Try again in a few minutes.", retryable=True
        )
    if 300 <= status < 400:
        return RealTalkError(
            f"{place.host} sends on to another address, and RealTalk does not follow there with your words.",
            f"Put the right address in {_SETTINGS}.",
        )
    return RealTalkError(
        f"{who} refuses what RealTalk asked (error {status}).", f"Choose another model {_SETTINGS}."
    )


def _unknown_model(place: Place) -> RealTalkError:
    if place.service == "Ollama":
        remedy = f"Fetch it with: ollama pull {place.model}"
    else:
        remedy = f"Choose one that it has {_SETTINGS}."
        if not place.service:
            remedy += " If the model is right, so may the address not be: it usually ends in /v1."
    return RealTalkError(f"{place.named} has no model named {place.model}.", remedy)


def unreachable(place: Place) -> RealTalkError:
    """Nobody answers."""
    if place.here:
        start = f"Start {place.service}" if place.service else "Start the server there"
        return RealTalkError(f"Nothing answers at {place.host}.", f"{start}, then try again.", retryable=True)
    return RealTalkError(
        f"RealTalk could not reach {place.named}.",
        "Check the internet connection, then try again."
        if place.service
        else f"Check the internet connection and the address {_SETTINGS}, then try again.",
        retryable=True,
    )


def untrusted(place: Place) -> RealTalkError:
    """Somebody answers who cannot show that they are the right one."""
    return RealTalkError(
        f"{place.host} could not show that it is {place.named}, so RealTalk sent nothing.",
        "Check this computer's date and clock, and whether its network wants you to sign in first.",
    )


def late(place: Place, seconds: float, *, begun: bool) -> RealTalkError:
    """The answer, or its beginning, did not come in time."""
    what = "had not finished its answer" if begun else "gave no sign of an answer"
    return RealTalkError(
        f"{place.named} {what} after {seconds:.0f} seconds.",
        "Try again when less is going on. A shorter text is answered sooner.",
        retryable=True,
    )


def broken_off(place: Place) -> RealTalkError:
    """The stream ended in the middle."""
    return RealTalkError(f"The answer of {place.named} broke off.", "Try again.", retryable=True)


def garbled(place: Place) -> RealTalkError:
    """What answers is no language model."""
    return RealTalkError(
        f"What answers at {place.host} does not answer as a language model does.",
        f"Check the address {_SETTINGS}: it usually ends in /v1.",
    )


def empty(place: Place, *, thought: bool) -> RealTalkError:
    """An answer without a word; `thought` where it used up its length before."""
    if thought:
        return RealTalkError(
            f"{place.model} used up its time to think and gave no answer.",
            f"Choose a model that does not think first {_SETTINGS}.",
        )
    return RealTalkError(f"{place.named} gave an empty answer.", "Try again.", retryable=True)


def declined(place: Place) -> RealTalkError:
    """The service held its answer back."""
    return RealTalkError(f"{place.named} declined to answer this.", "Try it with other words.")


def too_long(place: Place) -> RealTalkError:
    """More text than the model can take."""
    return RealTalkError(f"This text is too long for {place.model}.", "Choose a shorter part of it.")


def refused_option(error: Any, options: Sequence[str]) -> str | None:
    """Which of the options a refusal (`openai.BadRequestError`) is about, None where it is about none."""
    said = _said(error)
    if any(sign in said for sign in _TOO_LONG):
        return None
    param = str(getattr(error, "param", None) or "")
    for option in options:
        if param.split(".")[0] == option or (option == "reasoning_effort" and param.startswith("reasoning")):
            return option
    places = {option: said.find(option) for option in options if option in said}
    if "response_format" in options and ("json_schema" in said or "structured output" in said):
        places.setdefault("response_format", 0)
    return min(places, key=lambda option: places[option], default=None)


def _said(error: Any) -> str:
    """What a server says of its refusal, to look for signs in; not to be shown."""
    return (
        f"{getattr(error, 'code', None) or ''} {getattr(error, 'type', None) or ''} {error.message}".lower()
    )


def _certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError) or "certificate" in str(cause).lower():
            return True
        cause = cause.__cause__ or cause.__context__
    return False
