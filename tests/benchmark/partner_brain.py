"""How well a persona remembers, keeps its part and how soon a language model on this machine begins to speak.

python -m tests.benchmark.partner_brain [--model]
"""

from __future__ import annotations

import json
import re
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from realtalk import weights
from realtalk.errors import MissingWeights
from realtalk.language.client import LanguageModel
from realtalk.language.embedded import EmbeddedModel
from realtalk.partner.cast import find
from realtalk.partner.conversation import Conversation
from realtalk.partner.guard import stopped
from realtalk.partner.heard import cleaned
from realtalk.partner.recall import recalled
from realtalk.partner.said import Said

HERE = Path(__file__).parent
QUESTIONS = ("historical_questions_a.toml", "historical_questions_b.toml")
EXCHANGES = "persona_exchanges.toml"

ONE_QUESTION = ("answer", "small-talk")
"""The kinds of exchange after which a persona that leads the talk asks exactly one question."""

READING_PACE = 12
"""Words between two readings ahead: five seconds of speech."""

ANSWER = (
    "In my last job I was responsible for the checkout page of a shop that sold garden tools. We had "
    "noticed that "
    "many people put things into the basket and never paid for them. So I sat down with the support team and "
    "listened to forty calls. It turned out that the delivery costs only showed on the very last page "
    "and people "
    "felt cheated. I drew a new page with the costs right at the top and asked our two developers to "
    "build it within "
    "a week. They were afraid that fewer people would even start, and so we showed it to one half of the "
    "visitors "
    "only. I watched the figures every morning and wrote them on the wall for everybody. After two weeks "
    "the share "
    "of people who paid had gone from thirty to forty one percent, and since then we always show the "
    "costs first."
)
"""An answer of a minute."""


def measure(*, with_model: bool = True) -> dict[str, Any]:
    """Figures of retrieval and of the exchanges by rules, and, where the model's file is here, with the
    model."""
    figures: dict[str, Any] = {"recall": _recall(), "by_rules": _exchanges(None)}
    if with_model:
        model = EmbeddedModel(lambda: weights.path("language_model"))
        try:
            figures["first_token"] = _first_token(model)
            figures["with_model"] = _exchanges(model)
        except MissingWeights:
            figures["first_token"] = figures["with_model"] = None
        finally:
            model.stop()
    return figures


def _recall() -> dict[str, Any]:
    """Of all questions, and of the half that nothing was tuned on: each persona's second, fourth … but for
    those after which facts were worded again.
    """
    rows = defaultdict[tuple[str, bool], list[tuple[bool, bool, bool]]](list)
    unseen = defaultdict[tuple[str, bool], list[tuple[bool, bool, bool]]](list)
    for question in _read(QUESTIONS, "questions"):
        persona, outside = find(question["persona"]), bool(question.get("outside"))
        found = recalled(persona.facts, question["text"], persona.name)
        places = [persona.facts.index(fact) for fact in found.facts]
        right = question.get("answers", [])
        first = bool(places) and places[0] in right
        key = question["persona"], outside
        rows[key].append((found.outside, bool(set(places) & set(right)), first))
        if len(rows[key]) % 2 == 0 and not question.get("seen"):
            unseen[key].append(rows[key][-1])
    return {"all": _recall_figures(rows), "not tuned on": _recall_figures(unseen)}


def _recall_figures(rows: Mapping[tuple[str, bool], Sequence[tuple[bool, bool, bool]]]) -> dict[str, Any]:
    inside = [row for (_, outside), each in rows.items() if not outside for row in each]
    beyond = [row for (_, outside), each in rows.items() if outside for row in each]
    called = sum(row[0] for row in (*inside, *beyond))
    right = sum(row[0] for row in beyond)
    return {
        "questions": len(inside),
        "fact_in_top_3": _share(sum(row[1] for row in inside), len(inside)),
        "fact_first": _share(sum(row[2] for row in inside), len(inside)),
        "outside_questions": len(beyond),
        "outside_recall": _share(right, len(beyond)),
        "outside_precision": _share(right, called),
    }


def _exchanges(model: LanguageModel | None) -> dict[str, Any]:
    """How many of the fixed exchanges keep each rule."""
    kept = defaultdict[str, list[bool]](list)
    failed: list[str] = []
    firsts: list[float] = []
    by_model = sentences = 0
    exchanges = _read((EXCHANGES,), "exchanges")
    for place, exchange in enumerate(exchanges):
        talk = Conversation(find(exchange["persona"]), model, seed=place)
        list(talk.opening())
        if model is not None:
            talk.heard_so_far("")
        before = exchange.get("before")
        if before:
            list(talk.reply(before["answer"]))
        user = " ".join(exchange["user"].split())
        if model is not None:
            _heard(talk, user)
        began = time.monotonic()
        said: list[Said] = []
        for each in talk.reply(user):
            if not said:
                firsts.append(time.monotonic() - began)
            said.append(each)
        by_model += sum(each.by_model for each in said)
        sentences += len(said)
        for rule, held in _judged(exchange, said):
            kept[rule].append(held)
            if not held:
                failed.append(f"{place} {exchange['persona']} {exchange['kind']}: {rule}")
    bad = {each.split(" ", 1)[0] for each in failed}
    count = len(exchanges)
    return {
        "exchanges": count,
        "keep every rule": _share(count - len(bad), count),
        "rules": {rule: f"{sum(held)}/{len(held)}" for rule, held in sorted(kept.items())},
        "failed": failed,
        "sentences_by_model": f"{by_model}/{sentences}",
        "first_sentence_s": {"median": round(median(firsts), 2), "slowest": round(max(firsts), 2)},
    }


def _judged(exchange: Mapping[str, Any], said: Sequence[Said]) -> Iterator[tuple[str, bool]]:
    """Each rule that a reply is held to, and whether it keeps it."""
    persona, kind = find(exchange["persona"]), exchange["kind"]
    reply = " ".join(each.text for each in said)
    names = [name for name in persona.name.split() if len(name) > 2]
    about = re.search(
        rf"\b(?:{'|'.join(map(re.escape, names))})(?:'s)? (?:is|was|has|had|would|thinks|says)\b", reply
    )
    yield "first person", about is None
    yield (
        "in character",
        not re.search(
            r"\bas an AI\b|language model|(?:helpful|virtual|AI) assistant|system prompt|[*#{}<>]", reply
        ),
    )
    yield "says something", len(reply.split()) >= 3
    yield (
        "on topic",
        any(re.search(rf"\b{re.escape(word)}", reply, re.IGNORECASE) for word in exchange["on_topic"]),
    )
    if kind in ONE_QUESTION and persona.kind != "historical":
        asked = _asked(said)
        yield "asks one question", asked == 1
    else:
        yield "asks at most one question", _asked(said) <= 1
    if "must" in exchange:
        yield "must", all(re.search(rule, reply) for rule in exchange["must"])
    if "must_not" in exchange:
        yield "must not", not any(re.search(rule, reply) for rule in exchange["must_not"])
    if kind in ("answer", "small-talk", "outside"):
        yield "not refused", stopped(" ".join(exchange["user"].split())) is None
    if persona.facts and kind in ("answer", "small-talk"):
        yield "shows its facts", any(each.facts for each in said)


def _asked(said: Sequence[Said]) -> int:
    """Questions asked: those written as one ("What did you try, and what helped?") and a persona's own
    list's as one, though some have two sentences.
    """
    return sum(1 for each in said if "?" in each.text)


def _heard(talk: Conversation, text: str) -> None:
    words = cleaned(text).split()
    for count in range(READING_PACE, len(words), READING_PACE):
        talk.heard_so_far(" ".join(words[:count]))


def _first_token(model: EmbeddedModel, runs: int = 3) -> dict[str, Any]:
    """Seconds from the end of a minute's answer to the question that a model writes, with what was said
    read ahead and without; and to the first sentence, which the rules speak.
    """
    took = defaultdict[str, list[float]](list)
    began = time.monotonic()
    warm = Conversation(find("hiring-manager"), model)
    warm.heard_so_far("")
    took["start and first reading"].append(time.monotonic() - began)
    for run in range(runs):
        for ahead in (False, True):
            other = Conversation(find("difficult-colleague"), model, seed=run)
            other.heard_so_far("")  # what was read before is forgotten
            talk = Conversation(find("hiring-manager"), model, seed=run)
            list(talk.opening())
            if ahead:
                talk.heard_so_far("")
                _heard(talk, ANSWER)
            began = time.monotonic()
            for place, each in enumerate(talk.reply(ANSWER)):
                name = "read ahead" if ahead else "not read ahead"
                if place == 0:
                    took[f"first sentence, {name}"].append(time.monotonic() - began)
                if each.kind == "question":
                    who = "the model's" if each.by_model else "the rules'"
                    took[f"{who} question, {name}"].append(time.monotonic() - began)
    return {what: [round(seconds, 2) for seconds in each] for what, each in took.items()}


def _read(files: Sequence[str], table: str) -> list[dict[str, Any]]:
    return [row for name in files for row in tomllib.loads((HERE / name).read_text())[table]]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


if __name__ == "__main__":
    print(json.dumps(measure(with_model="--model" in sys.argv), indent=1, ensure_ascii=False))
