"""A closer look at the grammar of a kept session."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from realtalk.errors import RealTalkError
from realtalk.media import Span
from realtalk.metrics.metric import Reading
from realtalk.observations import Correction
from realtalk.session.assessment import Source, assess, read_words
from realtalk.session.correcting import Kind, WordCorrection
from realtalk.session.correction_keeping import correct, forget, undo
from realtalk.session.grammar_check import GrammarCheck, keep
from realtalk.session.job import Line
from realtalk.store import sessions
from realtalk.timeline import Timeline
from tests.scripted_model import Scripted
from tests.timelines import said, speech_of

SAID = "We built a bridge there. It took us summer and half of work. She don't like it now. " * 2
OBSERVED = read_words(Timeline(speech_of(said(SAID))))
SOURCE = Source("talk.mp3", 60.0, has_video=False, has_audio=True, notes=())
ANSWERS = (
    "We built a bridge there.",
    "It took us a summer and half of work.",
    "She doesn't like it now.",
    "We built a bridge there.",
    "It took us summer and half of work.",
    "She doesn't like it now.",
)


@pytest.fixture
def kept(home: Path) -> str:
    forget()
    return sessions.save(sessions.new_folder(), assess(OBSERVED, SOURCE), OBSERVED)


def score(session: str) -> float:
    results = sessions.load(session).rundown.results
    return next(r.value for m, r in results if m.key == "grammar" and isinstance(r, Reading))


def test_what_the_model_finds_is_kept_and_counts(kept: str):
    before, old = score(kept), sessions.load(kept).rundown.corrections
    state = GrammarCheck(kept, lambda: Scripted(*ANSWERS), Line(1)).wait(20)
    assert state.over
    assert state.error is None
    assert state.added == 1
    told = sessions.load(kept)
    assert len(told.rundown.corrections) == len(old) + 1
    assert ("summer", "a summer") in [(c.text, c.suggestion) for c in told.rundown.corrections]
    assert told.timeline.track(Correction) == list(told.rundown.corrections)
    assert score(kept) < before
    assert undo(kept).stored.rundown.corrections == old


def test_nothing_new_changes_nothing(kept: str):
    state = GrammarCheck(kept, lambda: Scripted("Nothing of the kind was ever said by me."), Line(1)).wait(20)
    assert state.added == 0
    assert sessions.load(kept).put_right is None


def test_a_word_that_was_put_right_meanwhile_is_left_alone(kept: str):
    word = next(w for w in sessions.load(kept).rundown.words if w.text == "summer")
    correct(kept, WordCorrection(Kind.REWORD, word.span, word.text, "winter"))
    assert keep(kept, [Correction(word.span, "summer", "a summer", "")]) == 0


def test_without_a_model_and_without_a_session_it_is_said(kept: str):
    state = GrammarCheck(kept, lambda: None, Line(1)).wait(20)
    assert state.error is not None
    assert "Settings" in state.error.remedy
    sessions.delete(kept)
    with pytest.raises(RealTalkError):
        keep(kept, [Correction(Span(0, 1), "a", "b", "")])


def test_stopping_leaves_the_session_as_it_was(kept: str):
    asked = threading.Event()

    def slow() -> Scripted:
        asked.set()
        return Scripted(" ".join(["word"] * 100_000))

    check = GrammarCheck(kept, slow, Line(1))
    assert asked.wait(20)
    check.cancel()
    state = check.wait(20)
    assert state.over
    assert (state.added, state.error) == (None, None)
    assert sessions.load(kept).put_right is None


def test_a_model_that_breaks_is_told(kept: str):
    trouble = RealTalkError("The model is gone.", "Start it.", retryable=True)
    assert GrammarCheck(kept, lambda: Scripted(trouble), Line(1)).wait(20).error is trouble
