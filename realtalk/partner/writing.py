"""A persona's turn written by a language model, checked sentence by sentence, with the rules' words in
reserve.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from realtalk.errors import Cancelled, RealTalkError
from realtalk.language.client import LanguageModel, Message, answered
from realtalk.language.embedded import EmbeddedModel
from realtalk.language.facts import novelty, stems
from realtalk.partner import prompt
from realtalk.partner.about import own_words
from realtalk.partner.move import Move
from realtalk.partner.persona import Fact, Persona
from realtalk.partner.recall import recall
from realtalk.partner.said import Exchange, Said
from realtalk.partner.spoken_check import Check
from realtalk.partner.streaming import sentences_of, split

log = logging.getLogger(__name__)

LATE = 8.0
"""Seconds to a model's first sentence, after which the rules speak. House rule: nobody waits longer in a
talk."""

LATE_ANSWER = 5.0
"""The same where nothing was said yet and the rules know little. House rule: an acknowledgement bridges
it."""

WHOLE = 25.0
"""Seconds for all of a turn: while one sentence is spoken the next one is written."""

READING = 90.0
"""Seconds that reading ahead may take."""

STEP = 6
"""New words from which on it is worth while to read ahead. House rule: two seconds of speech; every reading
also reads the template's end."""

UNTOLD = 0.4
"""The share of a sentence's words with matter that a fact lacks, from which on it does not tell that fact.
House rule: most of what is said must stand in the source that is shown for it."""

QUESTION = {
    "type": "object",
    "properties": {
        "question": {
            "type": "string",
            "pattern": "^(What|How|Why|Who|Which|When|Where|Did|Could|Can|Would|Was|Were|Have|Do) "
            '[a-z][^?.!"]{8,110}\\?$',
        }
    },
    "required": ["question"],
    "additionalProperties": False,
}
"""What a model on this machine is held to when it is to ask: a small one often answers or retells instead."""

WARMTH = 0.4
"""House rule: at none a small model begins every turn with the same words."""


class Writing:
    """One persona's model, with what it has read. Methods may be called from several threads."""

    def __init__(self, persona: Persona, model: LanguageModel, topic: str) -> None:
        self.persona, self.model, self._topic = persona, model, topic
        self.trouble: RealTalkError | None = None
        """Why the model wrote nothing for the newest turn that it was asked for; None where it did."""
        self._first = 0
        self._turn = 0
        self._read = ("", -1)
        self._reading = threading.Lock()
        size = prompt.tokens(prompt.system(persona, topic))
        self._room = max(0, min(prompt.HISTORY, prompt.MOST - size - 900))

    def read_ahead(self, history: Sequence[Exchange], said: str) -> None:
        """Have the model read what was said so far, if it is one of this machine's and worth while."""
        if not self.model.local or not self._reading.acquire(blocking=False):
            return
        try:
            turn = self._turn
            before, at = self._read
            if at == len(history) and (said == before or 0 < len(said.split()) - len(before.split()) < STEP):
                return
            messages = prompt.messages(self.persona, self._topic, self._kept(history), said, None)
            for _ in self.model.write(
                messages,
                most_tokens=1,
                seconds=READING,
                cancelled=lambda: self._turn != turn and self._ready(),
            ):
                break
            self._read = (said, len(history))
        except (RealTalkError, Cancelled):
            pass
        except Exception:
            log.exception("reading ahead broke")
        finally:
            self._reading.release()

    def written(
        self, move: Move, history: Sequence[Exchange], said: str, cancelled: Callable[[], bool]
    ) -> Iterator[Said]:
        """A turn, sentence by sentence; the rules' words where the model has none that can be spoken. Raises
        `Cancelled`.

        A model on this machine writes slowly, so that the rules speak first where they know what to say,
        and it writes the question meanwhile.
        """
        self._turn += 1
        if not self._ready():
            threading.Thread(
                target=self.read_ahead, args=(history, said), name="warming", daemon=True
            ).start()
            yield from move.all
            return
        spoken: list[Said] = []
        if self.model.local and (move.name != "answer" or move.sure):
            spoken += move.lead
            yield from move.lead
            if move.name != "follow" and not (move.sure and move.question and self.persona.facts):
                yield from [move.question] if move.question else ()
                return
            move = replace(move, name="question")
        try:
            for sentence in self._sentences(move, history, said, cancelled, spoken):
                spoken.append(sentence)
                self.trouble = None
                yield sentence
        except Cancelled:
            if cancelled():
                raise
            log.info("the language model was late")
        except RealTalkError as error:
            self.trouble = error
            log.info("the language model failed: %s", type(error).__name__)
        except Exception:
            log.exception("the language model broke")
        if not spoken:
            yield from move.lead
        if move.question is not None and not any(each.kind == "question" for each in spoken):
            yield move.question

    def _sentences(
        self,
        move: Move,
        history: Sequence[Exchange],
        said: str,
        cancelled: Callable[[], bool],
        before: Sequence[Said],
    ) -> Iterator[Said]:
        facts = self._facts(move)
        order = prompt.order(move, self.persona, facts)
        given = prompt.messages(self.persona, self._topic, self._kept(history), said, order)
        began, begun = time.monotonic(), False
        late = LATE_ANSWER if move.name == "answer" and self.model.local else LATE

        def stop() -> bool:
            return cancelled() or time.monotonic() - began > (WHOLE if begun else late)

        most = self._most(move)
        options: dict[str, Any] = {"most_tokens": 45 * most + 15, "seconds": WHOLE, "temperature": WARMTH}
        check = Check(
            self.persona,
            known=" ".join([
                prompt.system(self.persona, self._topic), said, *(turn.text for turn in history),
                *(f.text for f in facts), *(f.text for f in self.persona.facts), move.asked,
                move.question.text if move.question else "",
            ]),
            said=said,
            before=[*(s for t in history[-8:] if t.by == "partner" for s in split(t.text)),
                    *(s.text for s in before)],
            asks=move.name in ("follow", "question"),
        )  # fmt: skip
        count = 0
        for sentence in self._pieces(move, given, stop, options):
            text, wrong = check.checked(sentence)
            if wrong == "invented" and facts and move.name == "answer":
                text = next((f.text for f in facts if f.text not in check.before), "")
                wrong = "" if text else wrong
            if wrong or (move.name == "question" and not text.endswith("?")):
                log.debug("a sentence was not taken: %s", wrong or "no question")
                continue
            begun = True
            check.before.append(text)
            count += 1
            stands = tuple(f for f in facts if f.text == text) or _stands_on(text, facts)
            written = all(f.text != text for f in facts)
            kind = "question" if text.endswith("?") else "reply"
            yield Said(text, stands, written, kind, self.persona.id)
            if kind == "question" or count >= most:
                break

    def _pieces(
        self, move: Move, given: Sequence[Message], stop: Callable[[], bool], options: dict[str, Any]
    ) -> Iterator[str]:
        """The sentences that the model writes, as they come."""
        if move.name == "question" and self.model.local:
            yield from _asked(answered(self.model, given, cancelled=stop, schema=QUESTION, **options))
        else:
            yield from sentences_of(self.model.write(given, cancelled=stop, **options))

    def _most(self, move: Move) -> int:
        most = self.persona.answer_length.sentences
        if move.name in ("next", "question"):
            return 1
        return max(2, most) if move.name == "follow" else max(1, most - 1)

    def _facts(self, move: Move) -> tuple[Fact, ...]:
        """What an answer is to stand on."""
        if move.name != "answer":
            return ()
        told = tuple(fact for said in move.lead for fact in said.facts)
        if self.persona.facts:
            return tuple(dict.fromkeys((*told, *recall(self.persona, move.asked))))
        return tuple(f for f in own_words(self.persona) if any(f.text == said.text for said in move.lead))

    def _kept(self, history: Sequence[Exchange]) -> Sequence[Exchange]:
        self._first = prompt.first_kept(history, min(self._first, len(history)), self._room)
        return history[self._first :]

    def _ready(self) -> bool:
        """Whether the model stands; one on this machine takes half a minute to start."""
        return not isinstance(self.model, EmbeddedModel) or self.model.running


def _asked(written: str) -> list[str]:
    """The question in what was written as `QUESTION`, or the sentences of who could not be held to that."""
    try:
        return [str(json.loads(written)["question"])]
    except (ValueError, KeyError, TypeError):
        return list(sentences_of([written]))


def _stands_on(text: str, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The fact that a sentence tells, of those it was given: the one that has most of its words."""
    nearest = min((fact for fact in facts if fact.source), key=lambda f: novelty(f.text, text), default=None)
    if nearest is None or not stems(text) or novelty(nearest.text, text) >= UNTOLD:
        return ()
    return (nearest,)
