"""Help with an answer after its rundown: the parts found, a tighter version, the next question, the drill.

It is made by rules at once and, where somebody asks for it, by a language model, in a thread of its own; what
comes of it is kept in the session's folder.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import secrets
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from realtalk.coaching.rundown import Rundown
from realtalk.errors import Cancelled, RealTalkError
from realtalk.language import followup, rewrite, shrink
from realtalk.language.client import LanguageModel
from realtalk.language.shrink import Shorter
from realtalk.language.structure import LONGEST, answer_parts, kind_of
from realtalk.language.structure_model import answer_parts_with
from realtalk.media import Span
from realtalk.metrics.metric import Reading
from realtalk.observations import AnswerPart, Word
from realtalk.session.job import Line

logger = logging.getLogger(__name__)

FILE = "answer.json"
VERSION = 1
"""The help's file in a session's folder, and the version of its writing."""

LEAST_WORDS = 6
"""Words from which there is something to help with. House rule: a sentence."""

EASY_PACE = 150.0
"""Words a minute where the speaker's own pace is not known: the middle of what is easy to follow."""

LINE, MODEL_LINE = Line(1), Line(1)
"""One help by rules at a time, since spaCy takes one thread at once; and one by a language model, which takes
a whole core and minutes, for which nobody's rules shall wait.
"""


@dataclass(frozen=True, slots=True)
class AnswerHelp:
    """What helps with one answer.

    `of` names the words that it was made of, `story` says that a story of the speaker's own past was asked
    for or told, so that its `parts` are to be complete. `said` is the answer without fillers, `tighter` the
    same in fewer words, `question` the one to expect (empty where there is none). `by_model` names what a
    language model wrote: "parts", "question", "tighter", or a number of seconds; `model` is its name, empty
    where rules wrote all, and `local` says that no word left the machine. `not_taken` names what it wrote and
    did not pass the checks.
    """

    of: str
    story: bool
    parts: tuple[AnswerPart, ...]
    said: str
    tighter: str
    question: str
    shorter: tuple[Shorter, ...]
    by_model: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()
    model: str = ""
    local: bool = True


@dataclass(frozen=True, slots=True)
class HelpState:
    """A look at a job: what it does now, the text as it is being written, how many are before it in line;
    at its end what came of it.
    """

    stage: str = ""
    text: str = ""
    ahead: int = 0
    over: bool = False
    help: AnswerHelp | None = None
    error: RealTalkError | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the help is about: the speaker's words, the question or name it was kept under, pace, seconds."""

    words: tuple[Word, ...]
    title: str
    pace: float
    duration: float

    @property
    def key(self) -> str:
        """Changes when a word does, or what was asked."""
        said = json.dumps([self.title, [(w.text, w.filler, w.span.start) for w in self.words]])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def question(self) -> str:
        """What was asked; empty for the name of a file."""
        return self.title.removeprefix("Again: ") if kind_of(self.title) else ""


def answer_of(rundown: Rundown) -> Answer | None:
    """What a rundown's speaker said as one answer; None where it is too short or too long for one, or not
    English.
    """
    count = sum(not word.filler for word in rundown.words)
    if rundown.language not in (None, "en") or not LEAST_WORDS <= count <= LONGEST:
        return None
    rates = (r.value for m, r in rundown.results if m.key == "speech_rate" and isinstance(r, Reading))
    start, end = rundown.words[0].span.start, max(word.span.end for word in rundown.words)
    return Answer(rundown.words, rundown.file, next(rates, EASY_PACE), end - start)


def by_rules(answer: Answer) -> AnswerHelp:
    """Help without a language model."""
    parts = answer_parts(answer.words)
    there = {part.part for part in parts}
    kind = kind_of(answer.title)
    asked = followup.followed_up(answer.words)
    tighter = rewrite.tightened(answer.words)
    return AnswerHelp(
        of=answer.key,
        story=kind == "story" or (kind is None and {"action", "result"} <= there),
        parts=parts,
        said=" ".join(" ".join(w.text.split()) for w in answer.words),
        tighter=tighter,
        question=asked.text if asked else "",
        shorter=shrink.shrunk(answer.words, answer.pace, answer.duration),
    )


def with_model(
    answer: Answer,
    rules: AnswerHelp,
    model: LanguageModel,
    *,
    told: Callable[[str, str], None],
    cancelled: Callable[[], bool],
) -> AnswerHelp:
    """The same with what a language model writes better and rightly; the rules' where it does not.

    `told` gets what is being done and the text so far. Raises `Cancelled`, and what the model raises.
    """
    taken: list[str] = []
    failed: list[str] = []
    made = replace(rules, model=model.name, local=model.local)

    def keep(what: str, wrote: object) -> bool:
        (taken if wrote else failed).append(what)
        return bool(wrote)

    if rules.story:
        told("Looking for the parts of your story", "")
        parts = answer_parts_with(answer.words, model, cancelled=cancelled)
        if parts != rules.parts:
            made, taken = replace(made, parts=parts), [*taken, "parts"]
    there = sorted({part.part for part in made.parts})
    stage = "Thinking of the next question"
    told(stage, "")
    asked = followup.asked(
        rules.tighter, model, there, question=answer.question,
        told=lambda text: told(stage, text), cancelled=cancelled,
    )  # fmt: skip
    if keep("question", asked) and asked is not None:
        made = replace(made, question=asked.text)
    tightening = "Saying it in fewer words"
    told(tightening, "")
    tighter = rewrite.rewritten(
        rules.tighter, model, question=answer.question,
        told=lambda text: told(tightening, text), cancelled=cancelled,
    )  # fmt: skip
    if keep("tighter", tighter) and tighter is not None:
        made = replace(made, tighter=tighter.text)
    shorter: list[Shorter] = []
    for one in rules.shorter:
        shrinking = f"Saying it in {one.seconds} seconds"
        told(shrinking, "")
        wrote = shrink.written_shorter(
            rules.tighter, one, model, question=answer.question,
            told=lambda text, stage=shrinking: told(stage, text), cancelled=cancelled,
        )  # fmt: skip
        keep(str(one.seconds), wrote)
        shorter.append(wrote or one)
    return replace(made, shorter=tuple(shorter), by_model=tuple(taken), not_taken=tuple(failed))


class AnswerHelpJob:
    """Help on its way, in a thread of its own; what comes of it is kept in `folder`. Without a `model` by
    rules alone. `model` may be a function that starts one, which may take a while.
    """

    def __init__(
        self,
        answer: Answer,
        folder: Path,
        model: Callable[[], LanguageModel | None] | None = None,
        line: Line = LINE,
    ) -> None:
        self.answer = answer
        self.folder = folder
        self.asked_model = model is not None
        self._model = model
        self._line = line
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._state = HelpState("Reading your answer")
        line.join(self)
        self._thread = threading.Thread(target=self._run, name="answer-help", daemon=True)
        self._thread.start()

    def state(self) -> HelpState:
        """A look at it now."""
        with self._lock:
            state = self._state
        return state if state.over else replace(state, ahead=self._line.ahead(self))

    def cancel(self) -> None:
        """Stop it as soon as it can; what was kept before stays."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> HelpState:
        """Wait until it is over, or for at most some seconds."""
        self._thread.join(seconds)
        return self.state()

    def _run(self) -> None:
        made: AnswerHelp | None = None
        error: RealTalkError | None = None
        try:
            with self._turn(self._line):
                made = saved(self.folder, self.answer) or by_rules(self.answer)
                if self._model is not None and made.model:
                    made = by_rules(self.answer)
            if self._model is not None:
                MODEL_LINE.join(self)
                with self._turn(MODEL_LINE):
                    made = self._improved(made)
            self._check()
            keep(self.folder, made)
        except Cancelled:
            made = None
        except RealTalkError as trouble:
            error = trouble
        except Exception:
            logger.exception("help with an answer broke")
            error = RealTalkError(
                "Something went wrong inside RealTalk, and there is no more help with this answer.",
                "Try it once more. If it happens again, please report it with the lines that the terminal "
                "shows.",
                retryable=True,
            )
        with self._lock:
            self._state = HelpState(over=True, help=made, error=error)

    def _improved(self, made: AnswerHelp) -> AnswerHelp:
        assert self._model is not None
        self._tell("Starting the language model", "")
        model = self._model()
        self._check()
        if model is None:
            return made
        return with_model(self.answer, made, model, told=self._tell, cancelled=self._stop.is_set)

    @contextmanager
    def _turn(self, line: Line) -> Generator[None, None, None]:
        """Wait for its turn in a line, and leave the line whatever comes."""
        self._line = line
        try:
            line.wait(self, self._stop.is_set)
            self._check()
            yield
        finally:
            line.leave(self)

    def _check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _tell(self, stage: str, text: str) -> None:
        self._check()
        with self._lock:
            self._state = HelpState(stage, text)


def saved(folder: Path, answer: Answer) -> AnswerHelp | None:
    """The help kept for exactly these words; None where there is none, or it cannot be read."""
    try:
        plain: dict[str, Any] = json.loads((folder / FILE).read_bytes())
        if plain.pop("version") != VERSION or plain["of"] != answer.key:
            return None
        parts = tuple(AnswerPart(Span(*part["span"]), str(part["part"])) for part in plain.pop("parts"))
        shorter = tuple(
            Shorter(
                int(one["seconds"]), int(one["words"]), tuple(map(str, one["points"])), str(one["text"]),
                bool(one["by_model"]),
            )
            for one in plain.pop("shorter")
        )  # fmt: skip
        lists: dict[str, Any] = {name: tuple(map(str, plain.pop(name))) for name in ("by_model", "not_taken")}
        return AnswerHelp(**plain, **lists, parts=parts, shorter=shorter)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep(folder: Path, made: AnswerHelp) -> None:
    """Keep the help in a session's folder. A session that is gone, or a full disk, is no error: it is made
    anew.
    """
    plain = dataclasses.asdict(made) | {
        "version": VERSION,
        "parts": [{"span": [p.span.start, p.span.end], "part": p.part} for p in made.parts],
    }
    beside = folder / f".{FILE}.{secrets.token_hex(4)}"
    try:
        beside.write_text(json.dumps(plain), encoding="utf-8")
        beside.replace(folder / FILE)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def words_of(part: AnswerPart, words: Sequence[Word]) -> str:
    """What was said in a part, fillers left out."""
    said = [w.text.strip() for w in words if not w.filler and part.span.contains(w.span.middle)]
    return " ".join(said).strip(" ,;")
