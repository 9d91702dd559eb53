"""What a first review would wait for, imported while nobody waits."""

from __future__ import annotations

import logging
import threading
import time
from functools import partial
from importlib import import_module

from realtalk.importing import ONE_AT_A_TIME
from realtalk.session.memory import share_heaps, sweep

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds before it begins: imports hold up other threads, and the first page comes first."""

MODULES = (
    "realtalk.session.upload",
    "realtalk.perception.face",
    "realtalk.perception.hands",
    "realtalk.perception.posture",
    "realtalk.perception.voice",
    "realtalk.perception.hearing",
    "realtalk.perception.whisper",
    "realtalk.perception.voices",
)


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
    for step in [*(partial(_imported, module) for module in MODULES), _emotion]:
        try:
            step()
        except Exception as error:
            logger.debug("not ready yet: %s", type(error).__name__)
    sweep()


def _imported(module: str) -> None:
    with ONE_AT_A_TIME:
        import_module(module)


def _emotion() -> None:
    with ONE_AT_A_TIME:
        from realtalk.perception.emotion import deepface

    deepface()
