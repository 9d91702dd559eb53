"""How right the reading of words is: corrections on our own sentences and on JFLEG, feelings, phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realtalk.errors import RealTalkError
from realtalk.evaluation import grammar
from realtalk.evaluation.figures import interval
from realtalk.language.client import LanguageModel
from realtalk.language.grammar import applied
from realtalk.language.grammar_model import combined, corrections_by_model
from realtalk.language.transcript import understand
from realtalk.media import Span
from realtalk.metrics.phrases import Found as Phrase
from realtalk.metrics.phrases import empty_phrases, exclusions, hedges, jargon, weak_openings
from realtalk.metrics.sentiment import NEGATIVE, POSITIVE
from realtalk.observations import Correction, Word
from tests.benchmark.grammar_sentences import (
    LAST_RIGHT,
    LAST_WRONG,
    MORE_RIGHT,
    MORE_WRONG,
    RIGHT,
    WRONG,
)
from tests.benchmark.phrase_sentences import DECOYS, TELLING
from tests.benchmark.sentiment_sentences import FELT, LAST_FELT, MORE_FELT

SAMPLE = 100
"""Sentences of JFLEG that a language model reads: all of them would take it an hour."""

Found = list[tuple[Correction, ...]]
Corrected = Callable[[Sequence[Sequence[Word]]], Found]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as said, with the indices of its slip's words and whole sentences that are right."""

    words: tuple[Word, ...]
    slip: range
    right: frozenset[str]


def spoken(text: str) -> tuple[Word, ...]:
    return tuple(Word(t, Span(i * 0.4, i * 0.4 + 0.3), 0.9) for i, t in enumerate(text.split()))


def marked(line: str) -> Marked:
    """A line of `grammar_sentences`.

    >>> marked("She {don't|doesn't} know.").right
    frozenset({"she doesn't know"})
    """
    found = re.search(r"\{([^|]*)\|([^}]*)\}", line)
    if found is None:
        return Marked(spoken(line), range(0), frozenset())
    before, after = line[: found.start()], line[found.end() :]
    first = len(before.split())
    slip = range(first, first + len(found[1].split()))
    right = frozenset(bare(f"{before}{better}{after}") for better in found[2].split("/"))
    return Marked(spoken(f"{before}{found[1]}{after}"), slip, right)


def bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'").replace(" 've", "'ve")).split())


def put_right(words: Sequence[Word], slips: Sequence[Correction]) -> str:
    texts = [word.text for word in words]
    for slip in slips:
        inside = [i for i, word in enumerate(words) if slip.span.overlap(word.span) > 0]
        for i in inside:
            texts[i] = ""
        if inside:
            texts[inside[0]] = slip.suggestion
    return bare(" ".join(texts))


def on_own_sentences(
    wrong: Sequence[Marked], right: Sequence[Marked], corrected: Corrected
) -> dict[str, Any]:
    """Slips found and put right, and sentences with a correction where nothing is wrong."""
    found = corrected([each.words for each in (*wrong, *right)])
    hits = fixed = beside = 0
    for each, slips in zip(wrong, found, strict=False):
        at = [s for s in slips if any(s.span.overlap(each.words[i].span) > 0 for i in each.slip)]
        hits += bool(at)
        fixed += put_right(each.words, at) in each.right
        beside += len(at) < len(slips)
    false = sum(bool(slips) for slips in found[len(wrong) :])
    return {
        "wrong": len(wrong),
        "found": hits,
        "found_interval": interval(hits, len(wrong)),
        "put_right": fixed,
        "put_right_interval": interval(fixed, len(wrong)),
        "beside": beside,
        "right": len(right),
        "false": false,
        "false_interval": interval(false, len(right)),
    }


def by_harper_alone(sentences: Sequence[Sequence[Word]]) -> Found:
    """Harper as it comes, without its complaints about capitals."""
    from harper import Linter

    linter = Linter()
    found: Found = []
    for words in sentences:
        texts = [word.text for word in words]
        text = " ".join(texts)
        starts = [sum(len(t) + 1 for t in texts[:i]) for i in range(len(texts))]
        slips: list[Correction] = []
        for lint in linter.lint(text):
            if lint.lint_kind == "Capitalization" or not lint.suggestions:
                continue
            begin, end = lint.span.start, lint.span.end
            inside = [i for i, s in enumerate(starts) if s < end and s + len(texts[i]) > begin]
            if inside:
                first, last = inside[0], inside[-1]
                better = re.sub(r"\s+", " ", applied(text, lint))
                tail = len(text) - starts[last] - len(texts[last])
                suggestion = better[starts[first] : len(better) - tail]
                span = Span(words[first].span.start, words[last].span.end)
                slips.append(Correction(span, "", suggestion, lint.message))
        found.append(tuple(slips))
    return found


def with_model(model: LanguageModel) -> Corrected:
    """The rules and a model together, as after a closer look."""

    def corrected(sentences: Sequence[Sequence[Word]]) -> Found:
        read = [understand(words) for words in sentences]
        slips = list(corrections_by_model(model, [each.words for each in read]))
        return [combined(each.corrections, more) for each, more in zip(read, slips, strict=True)]

    return corrected


def measured(data: Path, model: LanguageModel | None = None) -> dict[str, Any]:
    """All figures as plain JSON; without `model`, the one that the settings choose takes part, if any."""
    ways: dict[str, Corrected] = {"harper": by_harper_alone, "rules": grammar.by_rules}
    model = model or _chosen()
    if model is not None:
        ways["model"] = with_model(model)
    tuned = (
        [*map(marked, [*_lines(WRONG)[0::2], *_lines(MORE_WRONG)])],
        [*map(marked, [*_lines(RIGHT)[0::2], *_lines(MORE_RIGHT)])],
    )
    held = ([*map(marked, _lines(WRONG)[1::2])], [*map(marked, _lines(RIGHT)[1::2])])
    last = ([*map(marked, _lines(LAST_WRONG))], [*map(marked, _lines(LAST_RIGHT))])
    figures: dict[str, Any] = {
        "model": model.name if model else None,
        "own": {
            kind: {name: on_own_sentences(*each, way) for name, way in ways.items()}
            for kind, each in (("tuned", tuned), ("held", held), ("last", last))
        },
        "jfleg": {},
        "sentiment": {
            "tuned": feelings([*_lines(FELT)[0::2], *_lines(MORE_FELT)]),
            "held": feelings(_lines(FELT)[1::2]),
            "last": feelings(_lines(LAST_FELT)),
        },
        "phrases": {
            "tuned": on_phrases(_lines(TELLING)[0::2], _lines(DECOYS)[0::2]),
            "held": on_phrases(_lines(TELLING)[1::2], _lines(DECOYS)[1::2]),
        },
    }
    if (data / "grammar").is_dir():
        figures["jfleg"] = {
            name: grammar.evaluate(data / "grammar", way) for name, way in ways.items() if name != "model"
        }
        if model is not None:
            sampled = {name: way for name, way in ways.items() if name != "harper"}
            figures["jfleg_sample"] = {
                name: grammar.evaluate(data / "grammar", way, sample=SAMPLE) for name, way in sampled.items()
            }
    return figures


def _lines(block: str) -> list[str]:
    return block.strip().splitlines()


def _chosen() -> LanguageModel | None:
    from realtalk.session.language_model import language_model

    try:
        return language_model()
    except RealTalkError:
        return None


def feelings(lines: Sequence[str]) -> dict[str, Any]:
    """How many sentences are felt as they are labelled, by VADER as it comes and by ours."""
    plain = _vader()
    alone = sum(_sign(plain(line[2:])) == line[0] for line in lines)
    right = sum(_sign(understand(spoken(line[2:])).sentences[0].sentiment) == line[0] for line in lines)
    return {
        "n": len(lines),
        "vader": alone,
        "vader_interval": interval(alone, len(lines)),
        "right": right,
        "interval": interval(right, len(lines)),
    }


def _sign(score: float) -> str:
    return "+" if score >= POSITIVE else "-" if score <= NEGATIVE else "="


def _vader() -> Callable[[str], float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer: Any = SentimentIntensityAnalyzer()
    return lambda text: float(analyzer.polarity_scores(text)["compound"])


KINDS: dict[str, Callable[[Sequence[Word]], list[Phrase]]] = {
    "hedge": hedges,
    "exclusion": exclusions,
    "jargon": jargon,
    "empty": empty_phrases,
    "opening": weak_openings,
}


def on_phrases(telling: Sequence[str], decoys: Sequence[str]) -> dict[str, Any]:
    """Phrases found as what they are, and findings that are wrong: elsewhere, or in a decoy."""
    hits = wrong = 0
    for line in telling:
        kind, text = line.split(" ", 1)
        wanted = text[text.index("{") + 1 : text.index("}")].lower()
        words = spoken(text.replace("{", "").replace("}", ""))
        hits += any(found.text in wanted or wanted in found.text for found in KINDS[kind](words))
        wrong += sum(
            found.text not in wanted and wanted not in found.text
            for look in KINDS.values()
            for found in look(words)
        )
    found_in_decoys = sum(len(look(spoken(line))) for line in decoys for look in KINDS.values())
    said = hits + wrong + found_in_decoys
    return {
        "n": len(telling),
        "found": hits,
        "recall_interval": interval(hits, len(telling)),
        "decoys": len(decoys),
        "wrong": wrong + found_in_decoys,
        "precision": hits / said if said else None,
        "precision_interval": interval(hits, said),
    }


_NAMES = {"harper": "Harper alone", "rules": "RealTalk's rules with Harper", "model": "the same with {}"}
_SETS = {"tuned": "own, tuned on", "held": "own, held out", "last": "own, written last"}


def table(figures: dict[str, Any]) -> str:
    """The figures as tables in Markdown, with how they were measured and what they do not show."""
    model = figures["model"] or "a language model"
    rows = ["| sentences | with | wrong: found | put right | right: flagged |", "|---|---|---|---|---|"]
    for kind, ways in figures["own"].items():
        for name, each in ways.items():
            rows.append(
                f"| {_SETS[kind]} | {_NAMES[name].format(model)} | "
                f"{_of(each['found'], each['wrong'], each['found_interval'])} | "
                f"{each['put_right']} of {each['wrong']} | "
                f"{_of(each['false'], each['right'], each['false_interval'])} |"
            )
    rows += [
        "",
        "| JFLEG | with | all changed: flagged | some changed: flagged | none changed: flagged | GLEU |",
    ]
    rows += ["|---|---|---|---|---|---|"]
    for place, label in (("jfleg", "all"), ("jfleg_sample", "a sample")):
        for name, each in figures.get(place, {}).items():
            shares = [
                _of(each[kind]["flagged"], each[kind]["sentences"], each[kind]["interval"])
                for kind in ("all", "some", "none")
            ]
            low, high = each["gleu_interval"]
            rows.append(
                f"| {label}, {each['n']} | {_NAMES[name].format(model)} | {' | '.join(shares)} | "
                f"{100 * each['gleu']:.1f} ({100 * low:.1f} to {100 * high:.1f}), "
                f"source {100 * each['gleu_source']:.1f} |"
            )
    rows += ["", "| sentences of our own | VADER | RealTalk |", "|---|---|---|"]
    for kind, each in figures["sentiment"].items():
        rows.append(
            f"| feeling, {_SETS[kind]} | {_of(each['vader'], each['n'], each['vader_interval'])} | "
            f"{_of(each['right'], each['n'], each['interval'])} |"
        )
    for kind, each in figures["phrases"].items():
        low, high = each["precision_interval"]
        rows.append(
            f"| phrases, {_SETS[kind]} | - | found {_of(each['found'], each['n'], each['recall_interval'])}; "
            f"precision {each['precision']:.0%} ({low:.0%} to {high:.0%}), {each['wrong']} wrong with "
            f"{each['decoys']} decoys |"
        )
    return "\n".join(rows) + "\n\n" + NOTE


NOTE = """Our own sentences were written by the author of the rules. Those tuned on and held out came
before or between the rules; whoever writes both knows both, so the held-out half flatters. Those written
last came when the rules were finished, and are the figure to go by (with a model 23 of 30 were found and
4 of 30 flagged wrongly, before the checks of its answers learned from those). JFLEG (essays of learners,
typed, with much that no listener hears: spelling, marks, rewording) shows how many slips of another kind
are missed. Feelings are of three classes, by one labeller; VADER is as it comes."""


def _of(hits: int, n: int, bounds: tuple[float, float] | None) -> str:
    if bounds is None:
        return "-"
    return f"{hits} of {n} ({bounds[0]:.0%} to {bounds[1]:.0%})"
