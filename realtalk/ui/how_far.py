"""How far a job is that runs beside the page, in words."""

from __future__ import annotations

from realtalk.coaching.wording import counted, length
from realtalk.session.job import JobState, Phase


def how_far(state: JobState, what: str) -> str:
    """What is being done, how far it is and how long it takes; `what` is made, such as "review"."""
    if state.phase is Phase.WAITING:
        if state.ahead:
            ahead = f"One {what} is" if state.ahead == 1 else f"{counted(state.ahead, what)} are"
            return f"{ahead} ahead of yours. It starts by itself."
        return "Getting ready"
    left = f", {_left(state.left)} left" if state.left is not None else ""
    return f"{state.stage}: {state.done:.0%}{left}" if state.done else state.stage


def _left(seconds: float) -> str:
    """The time left, no finer than it is known."""
    if seconds < 10:
        return "a few seconds"
    return "about " + length(round(seconds / 5) * 5 if seconds < 60 else seconds)
