from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from realtalk.errors import Cancelled, RealTalkError
from realtalk.language.transcript import understand
from realtalk.session.answer_help import (
    FILE,
    Answer,
    AnswerHelpJob,
    answer_of,
    by_rules,
    keep,
    saved,
    with_model,
)
from realtalk.session.job import Line
from tests.rundowns import ANSWER, rundown
from tests.scripted_model import Scripted
from tests.timelines import said

TITLE = "Tell me about a mistake that was yours."
SHORT = Answer(
    understand(said("So I I had 12 days. I called Anna twice. In the end she said yes.")).words,
    TITLE, 150.0, 20.0,
)  # fmt: skip


def nothing(*_told: str) -> None:
    return None


def test_an_answer_is_read_whole_by_the_rules():
    answer = answer_of(replace(rundown(duration=100.0, file=TITLE), words=understand(said(ANSWER)).words))
    assert answer is not None
    made = by_rules(answer)
    assert made.story
    assert made.local
    assert {part.part for part in made.parts} >= {"situation", "action", "result"}
    assert len(made.tighter.split()) < len(made.said.split())
    assert made.question.endswith("?")


def test_what_is_too_short_too_long_or_foreign_is_no_answer():
    made = rundown()
    assert answer_of(replace(made, words=made.words[:3])) is None
    assert answer_of(replace(made, words=made.words * 20)) is None
    assert answer_of(replace(made, language="de")) is None


def test_help_is_kept_for_exactly_these_words(tmp_path: Path):
    made = by_rules(SHORT)
    keep(tmp_path, made)
    assert saved(tmp_path, SHORT) == made
    changed = replace(SHORT, words=(replace(SHORT.words[0], text="Well"), *SHORT.words[1:]))
    assert saved(tmp_path, changed) is None
    (tmp_path / FILE).write_text("{")
    assert saved(tmp_path, SHORT) is None


def test_a_session_that_is_gone_is_no_error(tmp_path: Path):
    keep(tmp_path / "gone", by_rules(SHORT))
    assert saved(tmp_path / "gone", SHORT) is None


def test_the_model_writes_what_passes_and_the_rules_the_rest(tmp_path: Path):
    model = Scripted("How did you reach Anna on those calls?", "No facts here.", "Nor are there any here.")
    made = AnswerHelpJob(SHORT, tmp_path, lambda: model, Line(1)).wait(20).help
    assert made is not None
    assert made.by_model == ("question",)
    assert made.not_taken == ("tighter",)
    assert made.question == "How did you reach Anna on those calls?"
    assert made.tighter == by_rules(SHORT).tighter
    assert (made.model, made.local) == ("Test model", True)
    assert saved(tmp_path, SHORT) == made


def test_what_the_model_writes_is_shown_while_it_grows():
    seen: list[tuple[str, str]] = []
    with_model(
        SHORT, by_rules(SHORT), Scripted("How did you reach Anna?"),
        told=lambda stage, text: seen.append((stage, text)), cancelled=lambda: False,
    )  # fmt: skip
    assert ("Thinking of the next question", "How did ") in seen


def test_trouble_with_the_model_leaves_the_rules_help(tmp_path: Path):
    model = Scripted(RealTalkError("It did not answer.", "Try again.", retryable=True))
    state = AnswerHelpJob(SHORT, tmp_path, lambda: model, Line(1)).wait(20)
    assert state.error is not None
    assert state.help == by_rules(SHORT)


def test_a_help_that_is_stopped_keeps_what_was_there(tmp_path: Path):
    keep(tmp_path, by_rules(SHORT))
    began = threading.Event()

    class Endless(Scripted):
        def write(self, *_messages: object, cancelled: Any = None, **_options: object) -> Iterator[str]:  # type: ignore[override]
            yield "and "
            began.set()
            while not cancelled():
                time.sleep(0.01)
            raise Cancelled

    job = AnswerHelpJob(SHORT, tmp_path, lambda: Endless(), Line(1))
    assert began.wait(20)
    job.cancel()
    state = job.wait(20)
    assert state.over
    assert state.error is None
    assert saved(tmp_path, SHORT) == by_rules(SHORT)


def test_two_at_once_wait_for_each_other(tmp_path: Path):
    line, go = Line(1), threading.Event()

    def slow() -> None:
        go.wait(20)

    first = AnswerHelpJob(SHORT, tmp_path / "a", slow, line)
    second = AnswerHelpJob(SHORT, tmp_path / "b", slow, line)
    assert second.state().ahead == 1
    go.set()
    assert first.wait(20).over
    assert second.wait(20).over
    assert second.state().help == by_rules(SHORT)


def test_what_nobody_foresaw_is_told_in_a_sentence(tmp_path: Path):
    def broken() -> None:
        raise ZeroDivisionError

    state = AnswerHelpJob(SHORT, tmp_path, broken, Line(1)).wait(20)
    assert state.error is not None
    assert "Something went wrong" in state.error.what
