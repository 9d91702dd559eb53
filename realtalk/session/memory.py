"""Memory that models no longer need, given back to the system (glibc alone keeps so much of it), and the
search for garbage, which must not hold up a talk.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import gc
import sys
from functools import cache

GIVE_BACK = 30.0
"""Seconds of a recording or a talk after which free memory is handed back: pictures come and go between
observations that stay, and the holes they leave took 4 MB a minute."""

M_ARENA_MAX = -8
"""glibc's name for the number of heaps that threads may spread over."""

ARENAS = 2
"""Heaps for all threads. By default each thread may have its own, and what one review's threads freed was
of no use to the next one's: seven more reviews in one process held 320 MB more than the first. So they hold
nothing more.
"""


@cache
def share_heaps() -> None:
    """Let all threads share a few heaps; to be called before threads start. Does nothing without glibc."""
    if glibc := _glibc():
        glibc.mallopt(M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Hand free memory back to the system. Does nothing without glibc."""
    if glibc := _glibc():
        glibc.malloc_trim(0)


def sweep() -> None:
    """Free what nobody needs any more, and leave what is in use now out of searches until the next sweep.

    A search holds up every thread. Among all that the models' packages keep it takes 0.15 s on a quiet
    machine, among what came afterwards next to nothing; so this belongs where nobody waits, as before a talk
    begins.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@cache
def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(ctypes.util.find_library("c"))
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
