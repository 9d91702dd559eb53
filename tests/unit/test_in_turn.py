from __future__ import annotations

import threading
import time

import pytest

from realtalk.in_turn import InTurn


def test_who_asks_in_between_is_next_however_greedy_the_other_is() -> None:
    one, asked, ended = InTurn(), threading.Event(), threading.Event()
    after = 0

    def greedy() -> None:
        nonlocal after
        while not ended.is_set():
            with one:
                after += asked.is_set()
                time.sleep(0.002)

    thread = threading.Thread(target=greedy)
    thread.start()
    try:
        for _ in range(20):
            after = 0
            asked.set()
            with one:
                assert after <= 2  # the one that held it, and one that stood in line before
                asked.clear()
            time.sleep(0.003)
    finally:
        ended.set()
        thread.join(10)
    assert not thread.is_alive()


def test_a_failure_gives_it_back() -> None:
    one = InTurn()
    with pytest.raises(ValueError, match="no"), one:
        raise ValueError("no")
    with one:
        pass


def test_who_no_longer_waits_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    one = InTurn()

    def interrupted(*_args: object, **_more: object) -> bool:
        raise KeyboardInterrupt

    with one, monkeypatch.context() as patch:
        patch.setattr(threading.Condition, "wait", interrupted)
        with pytest.raises(KeyboardInterrupt), one:
            pass
    with one:
        pass
