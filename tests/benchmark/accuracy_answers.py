"""How right the help with an answer is: the parts of a story, and what fewer words keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from realtalk.evaluation.figures import interval, share
from realtalk.language import followup, rewrite, shrink
from realtalk.language.clauses import without_fillers
from realtalk.language.client import LanguageModel
from realtalk.language.facts import invented, lost
from realtalk.language.structure import Found, found
from realtalk.language.structure_model import opinions
from realtalk.language.transcript import understand
from realtalk.media import Span
from realtalk.observations import ANSWER_PARTS, Word
from realtalk.session.language_model import embedded, fetched
from tests.benchmark.answer_stories import FRESH, STORIES

ASKED = 12
"""Fresh answers on which a model is asked, and how many of the longest it words anew: about 40 exchanges,
since the smallest model takes seconds for each."""
WORDED = 4

PACE = 150.0


def measured(data: Path, model: LanguageModel | None = None) -> dict[str, Any]:
    """The figures by rules, and with a model: the given one, or the one on this machine where it is fetched.
    Our own answers are all it takes of data.
    """
    model = model or (embedded() if fetched() else None)
    read = [(letters, _words(text)) for letters, text in FRESH]
    figures: dict[str, Any] = {
        "n": len(read),
        "parts": _counted(read, [found(words) for _, words in read]),
        "parts_unpunctuated": _unpunctuated(),
        "parts_tuned_on": _counted(
            tuned := [(letters, _words(text)) for letters, text in STORIES],
            [found(words) for _, words in tuned],
        ),
        "tightened": _tightened(),
        "tightened_stumbling": _tightened(_stumbling),
        "questions": _questions(read),
    }
    if model is not None:
        figures["model"] = model.name
        asked = read[:ASKED]
        rules = [found(words) for _, words in asked]
        figures["asked"] = len(asked)
        figures["parts_model_rules"] = _counted(asked, rules)
        figures["parts_model"] = _counted(
            asked,
            [
                (*known, *opinions(words, model, _open(known), known))
                for (_, words), known in zip(asked, rules, strict=True)
            ],
        )
        figures["worded"] = _worded(model)
    return figures


def _open(known: Sequence[Found]) -> list[str]:
    """The parts that a model is asked about: what the rules did not find, but for what was done."""
    there = {part.part for part in known}
    return [part for part in ("situation", "task", "result") if part not in there]


def _words(text: str) -> list[Word]:
    spoken = [Word(w, Span(i * 0.4, i * 0.4 + 0.35), 0.9) for i, w in enumerate(text.split())]
    return without_fillers(understand(spoken).words)


def _counted(
    read: Sequence[tuple[str, Sequence[Word]]], parts: Sequence[Sequence[Found]]
) -> dict[str, dict[str, int]]:
    """For each part: in how many answers it is there, was found, and both."""
    counts = {part: {"there": 0, "found": 0, "both": 0} for part in ANSWER_PARTS}
    for (letters, _), ours in zip(read, parts, strict=True):
        names = {p.part for p in ours}
        for part, count in counts.items():
            there = part[0].upper() in letters
            count["there"] += there
            count["found"] += part in names
            count["both"] += there and part in names
    return counts


def _unpunctuated() -> dict[str, dict[str, int]]:
    """The same answers as a recogniser without punctuation writes them."""
    read = [(letters, _words(text.lower().replace(",", "").replace(".", ""))) for letters, text in FRESH]
    return _counted(read, [found(words) for _, words in read])


def _stumbling(text: str) -> str:
    """The same answer as a nervous speaker says it: a filler after each sixth word, each ninth word twice."""
    said: list[str] = []
    for i, word in enumerate(text.split(), start=1):
        said.append(word)
        plain = word.isalpha() and word.islower()
        if i % 9 == 0 and plain:
            said.append(word)
        elif i % 6 == 0 and plain:
            said.append(("um,", "you know,", "uh,")[i // 6 % 3])
    return " ".join(said)


def _tightened(stumble: Callable[[str], str] = str) -> dict[str, int]:
    """Words before and after, and in how many answers a fact of what was meant was lost or made up, by
    rules.
    """
    texts = [text for _, text in (*FRESH, *STORIES)]
    counts = {"n": len(texts), "words": 0, "left": 0, "lost": 0, "invented": 0}
    for meant in texts:
        said = stumble(meant)
        spoken = [Word(w, Span(i * 0.4, i * 0.4 + 0.35), 0.9) for i, w in enumerate(said.split())]
        tight = rewrite.tightened(understand(spoken).words)
        counts["words"] += len(said.split())
        counts["left"] += len(tight.split())
        counts["lost"] += bool(lost(meant, tight))
        counts["invented"] += bool(invented(meant, tight))
    return counts


def _questions(read: Sequence[tuple[str, Sequence[Word]]]) -> dict[str, int]:
    """How often the rules have a question, and it passes the checks that a model's has to pass."""
    asked = [(words, followup.followed_up(words)) for _, words in read]
    there = [(words, one.text) for words, one in asked if one is not None]
    return {"n": len(read), "asked": len(there)}


def _worded(model: LanguageModel) -> dict[str, int]:
    """How many of a model's texts pass the checks, of those on the longest fresh answers."""
    counts = {"n": 0, "question": 0, "tighter": 0, "shorter": 0, "shorter_of": 0}
    for _, text in sorted(FRESH, key=lambda one: -len(one[1]))[:WORDED]:
        words = _words(text)
        tight = rewrite.tightened(words)
        there = [part.part for part in found(words)]
        counts["n"] += 1
        counts["question"] += followup.asked(tight, model, there) is not None
        counts["tighter"] += rewrite.rewritten(tight, model) is not None
        for one in shrink.shrunk(words, PACE / 2, 60.0):
            counts["shorter_of"] += 1
            counts["shorter"] += shrink.written_shorter(tight, one, model) is not None
    return counts


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown."""
    kinds = [
        ("rules", "parts"),
        ("rules, without punctuation", "parts_unpunctuated"),
        ("rules, on the answers they were tuned on", "parts_tuned_on"),
    ]
    if "model" in figures:
        first = f"first {figures['asked']}"
        kinds += [(f"rules, {first}", "parts_model_rules"), (f"rules and {figures['model']}, {first}",
                  "parts_model")]  # fmt: skip
    lines = ["| parts of a story found by | part | precision | recall |", "|---|---|---|---|"]
    for name, key in kinds:
        for part, count in figures[key].items():
            lines.append(
                f"| {name} | {part} | {_of(count['both'], count['found'])} | "
                f"{_of(count['both'], count['there'])} |"
            )
    lines += ["", "| help with words | n | figure |", "|---|---|---|"]
    for name, key in (
        ("own answers", "tightened"),
        ("the same with fillers and restarts", "tightened_stumbling"),
    ):
        one = figures[key]
        saved = share(one["words"] - one["left"], one["words"]) or 0.0
        lines.append(
            f"| tightened by rules, {name} | {one['n']} | {saved:.0%} of words left out; a fact lost in "
            f"{_of(one['lost'], one['n'])}, made up in {_of(one['invented'], one['n'])} |"
        )
    asked = figures["questions"]
    lines.append(f"| next question by rules | {asked['n']} | {_of(asked['asked'], asked['n'])} have one |")
    if "worded" in figures:
        one = figures["worded"]
        for name, key, of in (
            ("question", "question", one["n"]),
            ("tighter version", "tighter", one["n"]),
            ("version in half the time", "shorter", one["shorter_of"]),
        ):
            told = _of(one[key], of)
            lines.append(f"| {name} by {figures['model']} that passed the checks | {of} | {told} |")
    lines += [
        "",
        f"The {figures['n']} answers are our own, written and labelled after the rules were tuned on "
        f"{len(STORIES)} others by the same author, so that real answers may fare worse; 95% intervals "
        "(Wilson). Whether a rewritten text reads well is not measured: the checks are on numbers, names, "
        "dates and denials alone. What does not pass is never shown; the rules' text stands there. In the "
        "row with fillers "
        "and restarts each ninth word is said twice, numbers too; a number said twice by mistake stays twice "
        "(“twenty twenty companies”), since it may be meant so, and these are all that is lost or made up "
        "there. "
        "A model of 1.5 billion parameters adds few parts or none: asked what the rules did not find, it "
        "says no, "
        "or quotes what was not said, which is not taken.",
    ]
    return "\n".join(lines)


def _of(right: int, n: int) -> str:
    """A share with its count and interval."""
    bounds = interval(right, n)
    if bounds is None:
        return "none"
    return f"{right}/{n}, {right / n:.0%} ({bounds[0]:.0%} to {bounds[1]:.0%})"
