"""An answer read by a language model while it is being given: less is left to read at its end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from realtalk.errors import Cancelled, RealTalkError

logger = logging.getLogger(__name__)

READ_AHEAD = 12
"""Words of an answer after which a language model reads what is there of it. House rule: four seconds of
speech, and less than a model needs to read them."""


class ReadingAlong:
    """Hands what is there of an answer to `read`, in a thread of its own, whenever enough is new."""

    def __init__(self, read: Callable[[str], None]) -> None:
        self._read_by = read
        self._words = 0
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """A new turn of the user's: what was said by now is read while they think."""
        self._words = 0
        self._start("")

    def go_on(self, said: str) -> None:
        """So much has been said of the turn."""
        count = len(said.split())
        busy = self._thread is not None and self._thread.is_alive()
        if busy or count - self._words < READ_AHEAD:
            return
        self._words = count
        self._start(said)

    def _start(self, said: str) -> None:
        self._thread = threading.Thread(
            target=self._read, args=(said,), name="realtalk-reading-along", daemon=True
        )
        self._thread.start()

    def _read(self, said: str) -> None:
        try:
            self._read_by(said)
        except (RealTalkError, Cancelled):
            logger.debug("a model could not read along")
