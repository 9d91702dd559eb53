"""What the page asks to be put right in the words of a rundown, and what it is told of it."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import RLock, Thread
from typing import TYPE_CHECKING, Any, cast

from realtalk.errors import RealTalkError
from realtalk.importing import ONE_AT_A_TIME
from realtalk.media import Span
from realtalk.store import sessions

if TYPE_CHECKING:
    from realtalk.session.correction_keeping import Kept

logger = logging.getLogger(__name__)

UNDO = "undo"


@dataclass
class WordCorrections:
    """One browser tab's corrections of the open rundown: `heard` is the number of the last that was worked
    off, `told` why one did not count, `undoable` whether one can be taken back.

    The browser sends everything again that it has not been told was heard, so each counts once. A page may be
    drawn anew while a correction is still being worked on, in another thread: it waits by `changing`.
    """

    heard: int = 0
    told: str = ""
    undoable: bool = False
    changing: RLock = field(default_factory=RLock, repr=False, compare=False)

    def told_of(self) -> dict[str, Any]:
        """What the page shows of it."""
        return {"heard": self.heard, "told": self.told, "undo": self.undoable}

    def opened(self, stored: sessions.Stored) -> sessions.Stored:
        """A session as its words were put right before."""
        self.told, self.undoable = "", False
        if not stored.edition:
            return stored
        with ONE_AT_A_TIME:
            from realtalk.session.correction_keeping import mended

        return self._took(mended(stored))

    def deleted(self) -> None:
        """Let nothing of a deleted session stay in memory."""
        with ONE_AT_A_TIME:
            from realtalk.session.correction_keeping import forget

        forget()

    def correct(self, stored: sessions.Stored, asked: object) -> sessions.Stored:
        """The session with everything put right that the page asks for, and that has not been heard yet."""
        with ONE_AT_A_TIME:
            from realtalk.session import correction_keeping

        if isinstance(asked, Mapping) and cast("Mapping[str, object]", asked).get("opened"):
            Thread(target=correction_keeping.make_ready, args=(stored.id,), daemon=True).start()
        for number, change in _changes(asked, stored.id, self.heard):
            self.told = ""
            try:
                stored = self._took(change())
            except RealTalkError as error:
                self.told = f"{error.what} {error.remedy}"
                stored = self._as_kept(stored)
            except Exception:
                logger.exception("a word could not be put right")
                self.told = "This could not be put right. What you had before is kept: try it once more."
            self.heard = number
        return stored

    def _as_kept(self, stored: sessions.Stored) -> sessions.Stored:
        """The session as it is on the disk now; as it was shown, where it is not there any more."""
        with ONE_AT_A_TIME:
            from realtalk.session.correction_keeping import mended

        try:
            return self._took(mended(sessions.load(stored.id)))
        except RealTalkError:
            return stored

    def _took(self, kept: Kept) -> sessions.Stored:
        self.undoable = kept.undoable
        return kept.stored


def _changes(asked: object, session: str, heard: int) -> Iterator[tuple[int, Callable[[], Kept]]]:
    """What is asked for and was not heard yet, by its number; what no page of ours would send is passed
    over.
    """
    with ONE_AT_A_TIME:
        from realtalk.session.correcting import Kind, WordCorrection
        from realtalk.session.correction_keeping import correct, undo

    listed = cast("Mapping[str, object]", asked).get("asked") if isinstance(asked, Mapping) else None
    for each in cast("Sequence[object]", listed) if isinstance(listed, list) else ():
        if not isinstance(each, Mapping):
            continue
        one = cast("Mapping[str, Any]", each)
        try:
            number, kind = int(one["serial"]), str(one["kind"])
            if kind == UNDO:
                change = partial(undo, session)
            else:
                span = Span(float(one["start"]), float(one["end"]))
                if not (math.isfinite(span.start) and math.isfinite(span.end)):
                    continue
                wanted = WordCorrection(Kind(kind), span, str(one["text"]), str(one.get("put") or ""))
                change = partial(correct, session, wanted)
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
        if number > heard:
            yield number, change
