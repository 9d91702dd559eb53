"""How a person looks and sounds at rest, kept for each browser and camera so that nobody repeats it.

`home/baselines/NAME.json` holds one; the name is a hash of the browser's cookie and the camera's id, so that
neither can be read from it. A baseline that is lost or damaged is only taken anew: nothing here raises.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from realtalk.settings import settings
from realtalk.store import codec
from realtalk.timeline import Calibration

logger = logging.getLogger(__name__)

MOST = 48
"""Baselines kept on one machine; the oldest make room. House rule: a family with several cameras each."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How somebody looked into one camera, and when (UTC)."""

    made: datetime
    calibration: Calibration


def remember(owner: str, camera: str, calibration: Calibration, *, now: datetime | None = None) -> bool:
    """Keep a baseline in the place of an earlier one; whether that could be done.

    `owner` is the browser's cookie, `camera` the camera's id. Of a browser without a cookie nothing is kept.
    """
    if not owner:
        return False
    path = _path(owner, camera)
    draft = path.with_name(f".{path.stem}-{secrets.token_hex(4)}")
    made = (now or datetime.now(UTC)).isoformat()
    text = codec.encode({"made": made, "calibration": calibration})
    try:
        settings().home.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True, mode=0o700)
        with open(draft, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as to:
            to.write(text)
        draft.replace(path)
    except OSError as error:
        logger.warning("a baseline could not be kept: %s", error.strerror)
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return False
    _make_room(path.parent)
    return True


def known(owner: str, camera: str) -> Baseline | None:
    """The baseline of this browser and camera; None where there is none that can be read."""
    if not owner:
        return None
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = cast("dict[str, Any]", codec.decode(_path(owner, camera).read_text(encoding="utf-8")))
        made, calibration = datetime.fromisoformat(kept["made"]), kept["calibration"]
        if isinstance(calibration, Calibration) and made.tzinfo is not None:
            return Baseline(made, calibration)
    return None


def forget(owner: str, camera: str) -> None:
    """Remove the baseline of this browser and camera."""
    with suppress(OSError):
        _path(owner, camera).unlink(missing_ok=True)


def _path(owner: str, camera: str) -> Path:
    name = hashlib.sha256(f"{owner}\n{camera}".encode(errors="replace")).hexdigest()[:32]
    return settings().home / "baselines" / f"{name}.json"


def _make_room(folder: Path) -> None:
    """Remove the oldest baselines, and drafts that were cut off."""
    with suppress(OSError):
        newest_first = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest_first[MOST:]:
            path.unlink(missing_ok=True)
