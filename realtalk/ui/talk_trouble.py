"""What stands in the way of a conversation, and what to do about it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from realtalk.ui import trouble_notice
from realtalk.ui.talk_session import TalkSession


def show(talk: TalkSession) -> None:
    """What happened, where something did."""
    trouble_notice.of(talk, talk.try_again)


@contextmanager
def guarded(talk: TalkSession) -> Generator[None, None, None]:
    """Show the trouble state for what nobody foresaw, in place of a traceback."""
    with trouble_notice.guarded(
        lambda: trouble_notice.back_to_start(talk.to_choose), kept="What you said is kept."
    ):
        yield
