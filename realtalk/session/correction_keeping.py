"""Words put right in a kept session: its rundown is made again, and both are kept together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from realtalk.errors import RealTalkError
from realtalk.language.transcript import load
from realtalk.session.assessment import reworded
from realtalk.session.correcting import WordCorrection, corrected
from realtalk.store import sessions
from realtalk.store.put_right import PutRight, words_of
from realtalk.timeline import Timeline

logger = logging.getLogger(__name__)

REMEMBERED = 2
"""Sessions whose observations stay in memory once a word was corrected in them: reading them from the disk
takes longer than all the rest of a correction."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as it is kept, and whether a correction of it can be taken back."""

    stored: sessions.Stored
    undoable: bool


def correct(session: str, correction: WordCorrection) -> Kept:
    """The session as it is kept from now on, with a word put right and measured anew.

    Where another tab was quicker, its corrections count too. Raises `RealTalkError` where there is no such
    word or session any more, or no room; then what was kept stays as it was.
    """
    return _change(session, partial(_put_right, correction))


def undo(session: str) -> Kept:
    """The session without its last correction; as it is where none can be taken back."""
    return _change(session, lambda observed, words: words.undone())


def mended(stored: sessions.Stored) -> Kept:
    """A session whose rundown tells of its words as they were put right, where a crash left an older one."""
    words = stored.put_right
    if words is None:
        return Kept(stored, undoable=False)
    if not sessions.behind(stored, words):
        return Kept(stored, bool(words.steps))
    return _change(stored.id, lambda observed, words: PutRight(words.words, words.steps))


def make_ready(session: str) -> None:
    """Load what a first correction would wait for. What fails here fails again then, and is told."""
    try:
        _observed(session)
        load()
    except RealTalkError as error:
        logger.debug("not ready to correct: %s", error.what)


def forget() -> None:
    """Let go of what is remembered of sessions, as when one was deleted."""
    _observed.cache_clear()


def _put_right(correction: WordCorrection, observed: Timeline, words: PutRight) -> PutRight:
    return words.changed(corrected(words.over(observed), correction))


def _change(session: str, change: Callable[[Timeline, PutRight], PutRight]) -> Kept:
    with sessions.changing(session):
        stored = sessions.load(session)
        observed = _observed(session)
        before = stored.put_right or PutRight(words_of(observed))
        after = change(observed, before)
        if after is before:
            return Kept(stored, bool(before.steps))
        rundown = reworded(after.over(observed), stored.rundown)
        sessions.correct(session, rundown, after)
    return Kept(replace(stored, rundown=rundown), bool(after.steps))


@lru_cache(maxsize=REMEMBERED)
def _observed(session: str) -> Timeline:
    """Nobody may change it: the next correction begins with it too."""
    return sessions.load(session).observed
