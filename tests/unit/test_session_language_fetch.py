"""What a fetch of the language model tells while it runs, and how it ends."""

import itertools
import threading

import pytest

from realtalk.errors import DiskFull, RealTalkError
from realtalk.session import language_fetch
from realtalk.session.language_fetch import Fetch, size
from realtalk.weights import Progress


class Source:
    """Stands for `weights.fetch`: reports what a test says, and waits until it may go on."""

    def __init__(self, *reports, error=None):
        self.reports, self.error = reports, error
        self.told, self.go_on = threading.Event(), threading.Event()

    def __call__(self, names, progress):
        assert names == ["language_model"]
        for report in self.reports:
            progress(Progress("language_model", *report))
        self.told.set()
        while not self.go_on.wait(0.02):
            progress(Progress("language_model", *self.reports[-1]))
        if self.error is not None:
            raise self.error


def running(source):
    fetch = Fetch(source)
    assert source.told.wait(5)
    return fetch


def finished(source):
    source.go_on.set()
    return Fetch(source).wait(5)


def test_the_model_is_as_large_as_the_manifest_says():
    assert size() == 1117320768


def test_parts_add_up():
    source = Source(("a==1", 0, None), ("a==1", 50, 50), ("b==1", 20, 50))
    fetch = running(source)
    assert fetch.state().done == 70
    assert not fetch.state().over
    source.go_on.set()
    state = fetch.wait(5)
    assert (state.over, state.error) == (True, None)


def test_a_source_that_has_it_all_counts_alone():
    fetch = running(source := Source(("a==1", 50, 50), ("a.example", 30, size())))
    assert fetch.state().done == 30
    source.go_on.set()


def test_the_time_left_comes_from_the_pace_of_what_arrives_now():
    seconds = itertools.count(0, 10)
    half, quarter = size() // 2, size() // 4
    source = Source(("kept", half, half), ("b", 0, None), ("b", quarter, half))
    lefts = []

    def bring(names, progress):
        for report in source.reports:
            progress(Progress("language_model", *report))
            lefts.append(fetch.state().left)

    begun = threading.Event()
    fetch = Fetch(lambda *given: begun.wait(5) and bring(*given), clock=lambda: next(seconds))
    begun.set()
    fetch.wait(5)
    assert lefts == [None, None, pytest.approx(20, rel=0.01)]


def test_all_that_arrived_is_checked_before_it_counts():
    fetch = running(source := Source(("a", size(), size())))
    assert fetch.state().checking
    source.go_on.set()
    assert not fetch.wait(5).checking


def test_a_stop_is_no_trouble():
    fetch = running(Source(("a", 1, 50)))
    fetch.stop()
    state = fetch.wait(5)
    assert (state.over, state.error) == (True, None)


@pytest.mark.parametrize(
    ("error", "what", "remedy"),
    [
        (DiskFull("full", "in a terminal"), "not enough room", "go on"),
        (RealTalkError("lost", "in a terminal", retryable=True), "connection was lost", "go on"),
        (RealTalkError("No source has it.", "Report it."), "No source has it.", "Report it."),
        (ZeroDivisionError(), "Something went wrong inside RealTalk", "report it"),
    ],
)
def test_trouble_says_what_to_do_on_the_page(error, what, remedy):
    state = finished(Source(("a", 1, 50), error=error))
    assert state.over
    assert what in state.error.what
    assert remedy in state.error.remedy
    assert "terminal" not in state.error.what + state.error.remedy or "report" in state.error.remedy


def test_two_starts_are_one_fetch(monkeypatch):
    source = Source(("a", 1, 50))
    monkeypatch.setattr(language_fetch, "Fetch", lambda: Fetch(source))
    language_fetch._LAST.clear()
    first = language_fetch.start()
    assert language_fetch.start() is first
    first.stop()
    first.wait(5)
    assert language_fetch.latest() is first
    language_fetch._LAST.clear()
