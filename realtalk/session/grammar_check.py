"""A closer look at a kept session's grammar with a language model, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from realtalk.errors import Cancelled, RealTalkError
from realtalk.language.client import LanguageModel
from realtalk.language.grammar import bare, merged
from realtalk.language.grammar_model import corrections_by_model
from realtalk.media import Span
from realtalk.observations import Correction, Sentence, Word
from realtalk.session.assessment import reworded
from realtalk.session.job import Line
from realtalk.store import sessions
from realtalk.store.put_right import PutRight, words_of
from realtalk.timeline import Timeline

logger = logging.getLogger(__name__)

LINE = Line(1)
"""One closer look at a time: a model on this machine takes a whole core."""


@dataclass(frozen=True, slots=True)
class CheckState:
    """A look at a check: the share done, 0 to 1, how many are before it in line; at its end how many
    corrections came to those of before, or what went wrong.
    """

    done: float = 0.0
    ahead: int = 0
    over: bool = False
    added: int | None = None
    error: RealTalkError | None = None


class GrammarCheck:
    """A session's sentences on their way through a language model; what it finds is kept in the session.

    `model` gives the model and may take a while, None where none is set.
    """

    def __init__(self, session: str, model: Callable[[], LanguageModel | None], line: Line = LINE) -> None:
        self.session = session
        self._model = model
        self._line = line
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._state = CheckState()
        line.join(self)
        self._thread = threading.Thread(target=self._run, name="grammar-check", daemon=True)
        self._thread.start()

    def state(self) -> CheckState:
        """A look at it now."""
        with self._lock:
            state = self._state
        return state if state.over else replace(state, ahead=self._line.ahead(self))

    def cancel(self) -> None:
        """Stop it as soon as it can; the session stays as it was."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> CheckState:
        """Wait until it is over, or for at most some seconds."""
        self._thread.join(seconds)
        return self.state()

    def _run(self) -> None:
        added: int | None = None
        error: RealTalkError | None = None
        try:
            try:
                self._line.wait(self, self._stop.is_set)
                added = self._check()
            finally:
                self._line.leave(self)
        except Cancelled:
            pass
        except RealTalkError as trouble:
            error = trouble
        except Exception:
            logger.exception("a closer look at grammar broke")
            error = RealTalkError(
                "Something went wrong inside RealTalk, and the grammar stays as it was checked before.",
                "Try it once more. If it happens again, please report it with the lines that the terminal "
                "shows.",
                retryable=True,
            )
        with self._lock:
            self._state = CheckState(done=1.0, over=True, added=added, error=error)

    def _check(self) -> int:
        rundown = sessions.load(self.session).rundown
        said = by_sentence(rundown.words, rundown.sentences)
        if self._stop.is_set():
            raise Cancelled
        model = self._model()
        if model is None:
            raise RealTalkError(
                "No language model is chosen, so there is no closer look.", "Choose one on the Settings page."
            )
        found: list[tuple[Correction, ...]] = []
        trouble: RealTalkError | None = None
        try:
            for slips in corrections_by_model(model, said, self._stop.is_set, self._tell):
                found.append(slips)
        except RealTalkError as error:
            if not any(found):
                raise
            trouble = error
        if self._stop.is_set():
            raise Cancelled
        added = keep(self.session, [slip for slips in found for slip in slips])
        if trouble is not None:
            raise RealTalkError(
                f"{trouble.what} It had read {len(found)} of {len(said)} sentences; what it found is kept.",
                trouble.remedy,
                retryable=True,
            )
        return added

    def _tell(self, done: float) -> None:
        with self._lock:
            self._state = CheckState(done=done)


def by_sentence(words: Sequence[Word], sentences: Sequence[Sentence]) -> list[list[Word]]:
    """The words of each sentence, by their times."""
    return [
        [word for word in words if sentence.span.contains(word.span.middle)]
        for sentence in sorted(sentences, key=lambda sentence: sentence.span)
    ]


def keep(session: str, slips: Sequence[Correction]) -> int:
    """Add corrections to a session and measure it anew; how many were new.

    Left out are those whose words were put right meanwhile, and those where there is a correction already.
    Raises `RealTalkError` where the session is gone or there is no room.
    """
    with sessions.changing(session):
        stored = sessions.load(session)
        observed = stored.observed
        before = stored.put_right or PutRight(words_of(observed))
        timeline = before.over(observed)
        old = timeline.track(Correction)
        new = merged([*old, *(slip for slip in slips if _still_said(timeline, slip))])
        if len(new) <= len(old):
            return 0
        after = before.changed(timeline.replaced(Correction, new))
        sessions.correct(session, reworded(after.over(observed), stored.rundown), after)
    return len(new) - len(old)


def _still_said(timeline: Timeline, slip: Correction) -> bool:
    span = Span(slip.span.start, slip.span.end)
    said = [bare(w.text) for w in timeline.track(Word) if span.contains(w.span.middle) and not w.filler]
    return bool(said) and set(bare(slip.text).split()) <= set(" ".join(said).split())
