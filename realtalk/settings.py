"""Facts of this installation, read once from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import platformdirs

from realtalk.errors import RealTalkError


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("realtalk", appauthor=False))


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept and which engines are used.

    `home` keeps the sessions (REALTALK_HOME), `weights` the model files (REALTALK_WEIGHTS, by default
    inside `home`). `engine` recognises speech (REALTALK_ENGINE): "whisper", or the name of a recogniser of
    SpeechRecognition; `whisper_model` is a folder with a larger Whisper model (REALTALK_WHISPER_MODEL).
    """

    home: Path = field(default_factory=_default_home)
    weights: Path = field(default_factory=lambda: _default_home() / "weights")
    engine: str = "whisper"
    whisper_model: Path | None = None

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
        return cls(
            home=home,
            weights=weights,
            engine=os.environ.get("REALTALK_ENGINE") or "whisper",
            whisper_model=Path(folder).expanduser() if folder else None,
        )


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.read()
