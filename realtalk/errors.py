"""Errors that a person reads: what happened, and what to do about it."""

from __future__ import annotations

import errno

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class RealTalkError(Exception):
    """Something RealTalk could not do, in two sentences a user understands.

    `what` says what happened, `remedy` what to do about it; `retryable` is true where the same
    action may succeed later without a change (a busy server, a lost connection).
    """

    def __init__(self, what: str, remedy: str, *, retryable: bool = False) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy
        self.retryable = retryable


class UnreadableMedia(RealTalkError):
    """A file that cannot be analysed at all: empty, not media, encrypted, without streams."""


class DiskFull(RealTalkError):
    """There was no room to write; nothing half-written is left behind."""


def disk_full(error: OSError) -> bool:
    """Whether a write failed for want of room: a full disk, a used-up quota, a file larger than may be."""
    return error.errno in _FULL


class MissingWeights(RealTalkError):
    """A model file is not on this machine yet."""


class Cancelled(RealTalkError):
    """The user stopped the work."""

    def __init__(self) -> None:
        super().__init__("The review was stopped.", "Nothing was kept. Start it again when you like.")
