"""What a first review would wait for, imported while nobody waits."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from importlib import import_module

from realtalk.session.memory import share_heaps, sweep

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds before it begins: imports hold up other threads, and the first page comes first."""

MODULES = ("face", "hands", "posture", "voice", "hearing", "whisper", "voices")


def warm_up(patience: float = PATIENCE) -> threading.Thread:
    """Begin to import what sees and hears, in a thread of its own. What fails here fails again in a review,
    which says what to do about it.
    """
    share_heaps()
    thread = threading.Thread(target=_warm, args=(patience,), name="realtalk-warming", daemon=True)
    thread.start()
    return thread


def _warm(patience: float) -> None:
    time.sleep(patience)
    steps: list[Callable[[], object]] = [lambda: import_module("realtalk.session.upload")]
    steps += [lambda name=name: import_module(f"realtalk.perception.{name}") for name in MODULES]
    for step in [*steps, _emotion]:
        try:
            step()
        except Exception as error:
            logger.debug("not ready yet: %s", type(error).__name__)
    sweep()


def _emotion() -> None:
    from realtalk.perception.emotion import deepface

    deepface()
