"""What went wrong in an action of a page, kept for the page to show."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager

from realtalk.errors import RealTalkError

logger = logging.getLogger(__name__)


class Telling:
    """What a page remembers of its last trouble, and what to do once more."""

    trouble: RealTalkError | None
    again: Callable[[], None] | None

    @contextmanager
    def telling(self, again: Callable[[], None] | None = None) -> Generator[None, None, None]:
        """Keep an error for the page to show instead of letting it end the run; `again` is what to retry."""
        self.trouble, self.again = None, again
        try:
            yield
        except RealTalkError as error:
            self.trouble = error
        except Exception:
            logger.exception("an action of the page broke")
            self.trouble = unexpected()


def unexpected() -> RealTalkError:
    """What to say of an error that nobody foresaw."""
    return RealTalkError(
        "Something went wrong inside RealTalk.",
        "Try it once more. If it happens again, please report it with the lines that the terminal shows.",
        retryable=True,
    )
