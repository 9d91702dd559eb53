"""Facts of this installation, read once from the environment."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import platformdirs

from realtalk.errors import RealTalkError

PICTURES = 15.0
"""Pictures of a live talk analysed a second at most: as many as its camera is asked for."""

LANGUAGE_MODELS = ("off", "embedded", "openai", "gemini", "ollama", "custom")
"""What may write: nothing, the model on this machine, a service, or any address of the same protocol."""

_SERVER = re.compile(r"(stun|stuns|turn|turns):[^\s/@]+")


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("realtalk", appauthor=False))


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept and which engines are used.

    `home` keeps the sessions (REALTALK_HOME), `weights` the model files (REALTALK_WEIGHTS, by default
    inside `home`). `engine` recognises speech (REALTALK_ENGINE): "whisper", or the name of a recogniser of
    SpeechRecognition; `whisper_model` is a folder with a larger Whisper model (REALTALK_WHISPER_MODEL).

    For live talks: `ice` are the STUN and TURN servers by which a browser elsewhere finds this machine
    (REALTALK_ICE, apart by spaces or commas; none are asked by default), `turn_user` and `turn_password`
    what the TURN servers want (REALTALK_TURN_USER, REALTALK_TURN_PASSWORD). `record` is whether a talk is
    recorded unless its speaker says otherwise (REALTALK_RECORD), `pictures` how many pictures a second are
    analysed at most (REALTALK_PICTURES), `live` how many may talk at once (REALTALK_LIVE), None for as
    many as the machine carries; `conversations` is the same for talks with personas (REALTALK_CONVERSATIONS).

    `language_model` is what writes (REALTALK_LANGUAGE_MODEL): one of `LANGUAGE_MODELS`, or "" where the
    Settings page decides. It alone gives a meaning to `language_model_name` (REALTALK_LANGUAGE_MODEL_NAME),
    `language_model_address` and `language_model_key` (..._ADDRESS, ..._KEY): which model, where, and the key.
    """

    home: Path = field(default_factory=_default_home)
    weights: Path = field(default_factory=lambda: _default_home() / "weights")
    engine: str = "whisper"
    whisper_model: Path | None = None
    ice: tuple[str, ...] = ()
    turn_user: str = ""
    turn_password: str = field(default="", repr=False)
    record: bool = True
    pictures: float = PICTURES
    live: int | None = None
    conversations: int | None = None
    language_model: str = ""
    language_model_name: str = ""
    language_model_address: str = ""
    language_model_key: str = field(default="", repr=False)

    @classmethod
    def read(cls) -> Settings:
        """The settings of the environment. Raises `RealTalkError` for a value that makes no sense."""
        home = Path(os.environ.get("REALTALK_HOME") or _default_home()).expanduser()
        weights = Path(os.environ.get("REALTALK_WEIGHTS") or home / "weights").expanduser()
        folder = os.environ.get("REALTALK_WHISPER_MODEL")
        if folder and not Path(folder).expanduser().is_dir():
            raise RealTalkError(
                f"REALTALK_WHISPER_MODEL names {folder}, which is not a folder.",
                "Set it to a folder with a faster-whisper model, or unset it.",
            )
        live = _number("REALTALK_LIVE", "people who may talk at once")
        conversations = _number("REALTALK_CONVERSATIONS", "conversations that may go on at once")
        return cls(
            home=home,
            weights=weights,
            engine=os.environ.get("REALTALK_ENGINE") or "whisper",
            whisper_model=Path(folder).expanduser() if folder else None,
            ice=_servers("REALTALK_ICE"),
            turn_user=os.environ.get("REALTALK_TURN_USER", ""),
            turn_password=os.environ.get("REALTALK_TURN_PASSWORD", ""),
            record=_yes("REALTALK_RECORD", default=True),
            pictures=_number("REALTALK_PICTURES", "pictures a second") or PICTURES,
            live=None if live is None else max(1, int(live)),
            conversations=None if conversations is None else max(1, int(conversations)),
            language_model=_one_of("REALTALK_LANGUAGE_MODEL", LANGUAGE_MODELS),
            language_model_name=os.environ.get("REALTALK_LANGUAGE_MODEL_NAME", "").strip(),
            language_model_address=os.environ.get("REALTALK_LANGUAGE_MODEL_ADDRESS", "").strip(),
            language_model_key=os.environ.get("REALTALK_LANGUAGE_MODEL_KEY", "").strip(),
        )


def _number(name: str, of_what: str) -> float | None:
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        raise RealTalkError(
            f"{name} is {text}, which is no number above zero.",
            f"Set it to the number of {of_what}, or unset it.",
        )
    return value


def _yes(name: str, *, default: bool) -> bool:
    text = os.environ.get(name, "").strip().lower()
    if text in ("1", "yes", "true", "on"):
        return True
    if text in ("0", "no", "false", "off"):
        return False
    if text:
        raise RealTalkError(
            f"{name} is {text}, which is neither yes nor no.", "Set it to yes or no, or unset it."
        )
    return default


def _one_of(name: str, choices: tuple[str, ...]) -> str:
    text = os.environ.get(name, "").strip().lower()
    if text and text not in choices:
        raise RealTalkError(
            f"{name} is {text}, which RealTalk does not know.",
            f"Set it to one of {', '.join(choices)}, or unset it.",
        )
    return text


def _servers(name: str) -> tuple[str, ...]:
    servers = tuple(re.split(r"[\s,]+", os.environ.get(name, "").strip(" ,\n\t")))
    for server in filter(None, servers):
        if not _SERVER.fullmatch(server):
            raise RealTalkError(
                f"{name} names {server}, which is no address of a STUN or TURN server.",
                "Set it to addresses such as stun:stun.example.org:3478, or unset it.",
            )
    return tuple(filter(None, servers))


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.read()
