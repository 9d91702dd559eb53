"""What stands in for the browser of a conversation: it hears every sentence as fast as it is told to."""

from __future__ import annotations

import threading
import time
from typing import Any

from realtalk.session.stage import Stage


class HearingBrowser:
    """Watches a stage and tells what it has heard. `pace` is how much faster than speech it hears; at 0 it
    begins to hear and never ends.
    """

    def __init__(self, talk: Any, pace: float = 20.0) -> None:
        self.events: list[dict[str, Any]] = []
        self._talk, self._pace = talk, pace
        self._stage: Stage = talk.stage
        self._gone = threading.Event()
        self._stopped = False
        self._stage.watched(1)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def __enter__(self) -> HearingBrowser:
        return self

    def __exit__(self, *_: object) -> None:
        self._gone.set()
        self._thread.join(5)
        self._stage.watched(-1)
        self._talk.finish()

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["kind"] == kind]

    def said(self) -> list[str]:
        return [event["text"] for event in self.of("say")]

    def until_turn(self, turn: str, count: int = 1, seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while sum(event["turn"] == turn for event in self.of("turn")) < count:
            assert time.monotonic() < end, self.events[-5:]
            time.sleep(0.01)

    def _watch(self) -> None:
        number = 0
        while not self._gone.wait(0.005):
            for event in self._stage.after(number):
                number = event["n"]
                self.events.append(event)
                if event["kind"] == "say":
                    self._talk.told("began", event["clip"], 0.0)
                    if self._pace:
                        time.sleep(event["seconds"] / self._pace)
                        self._talk.told("ended", event["clip"], event["seconds"])
