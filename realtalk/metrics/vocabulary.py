"""Which words the speaker chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realtalk.media import Span, total
from realtalk.metrics.evidence import no_words
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.phrases import (
    PHRASE,
    Found,
    empty_phrases,
    exclusions,
    hedges,
    jargon,
    overused,
    repetitions,
    weak_openings,
)
from realtalk.metrics.sampling import series
from realtalk.metrics.signals import coverage
from realtalk.metrics.terms import ADVICE
from realtalk.metrics.turns import turns
from realtalk.metrics.words import plain, spoken, timed
from realtalk.observations import Word
from realtalk.timeline import Timeline

STRETCH = 50
"""Words among which different ones are counted. House rule: a fixed stretch, since the longer a talk the
more words come again; half a minute of speech has one."""

SHOWN = 8


def different(texts: Sequence[str], stretch: int = STRETCH) -> list[int]:
    """How many different words each stretch of so many words has, `(n - stretch + 1,)`."""
    counts: dict[str, int] = {}
    found: list[int] = []
    for i, text in enumerate(texts):
        counts[text] = counts.get(text, 0) + 1
        if i >= stretch:
            old = texts[i - stretch]
            counts[old] -= 1
            if not counts[old]:
                del counts[old]
        if i >= stretch - 1:
            found.append(len(counts))
    return found


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Everything found in the words, in the order in which it is worth telling."""

    excluding: list[Found]
    repeated: dict[str, list[int]]
    jargon: list[Found]
    empty: list[Found]
    hedged: list[Found]
    weak: list[Found]
    overused: dict[str, list[int]]


def _found(words: Sequence[Word]) -> _Phrases:
    hedged = hedges(words)
    taken = {f.first for f in hedged}
    return _Phrases(
        exclusions(words), repetitions(words), jargon(words), empty_phrases(words), hedged,
        [f for f in weak_openings(words) if f.first not in taken], overused(words),
    )  # fmt: skip


def _instead(found: Found) -> str:
    """What to do, or what to say."""
    return found.instead if found.instead in ADVICE else f"try “{found.instead}”"


def _moments(words: Sequence[Word], found: _Phrases) -> tuple[Moment, ...]:
    def place(first: int, last: int) -> Span | None:
        sure = words[first].timed and words[last].timed
        return Span(words[first].span.start, words[last].span.end) if sure else None

    def each(kind: Sequence[Found], note: str) -> list[tuple[Span | None, str]]:
        return [(place(f.first, f.last), note.format(f.text, _instead(f))) for f in kind]

    noted = each(found.excluding, "“{}” may leave people out: {}")
    noted += [
        (place(i, i + PHRASE - 1), f"“{phrase}”, {len(at)} times in all")
        for phrase, at in found.repeated.items()
        for i in at
    ][: 2 * SHOWN]
    noted += each(found.jargon[:SHOWN], "“{}” is jargon: {}")
    noted += each(found.empty[:SHOWN], "“{}” adds little: {}")
    noted += each(found.hedged[:SHOWN], "“{}” hedges: {}")
    noted += each(found.weak[:SHOWN], "A sentence that begins with “{}”: {}")
    noted += [
        (place(i, i), f"“{text}”, {len(at)} times in all") for text, at in found.overused.items() for i in at
    ][:SHOWN]
    return tuple(Moment(span, note) for span, note in noted if span is not None)


def _vocabulary(timeline: Timeline) -> Reading | Unmeasured:
    key = "vocabulary"
    if missing := no_words(key, timeline, STRETCH):
        return missing
    words = spoken(timeline)
    texts = [plain(word.text) for word in words]
    stems = [text.split("'")[0] for text in texts]
    hundred = 100.0 / len(words)
    counts = np.array(different(texts), dtype=np.float64) * 100.0 / STRETCH
    found = _found(words)
    middles = np.array([word.span.middle for word in words[STRETCH // 2 : STRETCH // 2 + len(counts)]])
    every = max(1, STRETCH // 5)
    return Reading(
        key,
        float(counts.mean()),
        timeline.span,
        coverage(total(turns(timeline)), timeline.span),
        moments=_moments(words, found),
        details=(
            Detail("Different words in all", float(len(set(texts))), "words"),
            Detail(
                "Repeated phrases", hundred * sum(len(at) for at in found.repeated.values()), "per 100 words"
            ),
            Detail("Hedges", hundred * len(found.hedged), "per 100 words"),
            Detail("Weak openings", hundred * len(found.weak), "per 100 words"),
            Detail("Jargon", hundred * len(found.jargon), "per 100 words"),
            Detail("Empty phrases", hundred * len(found.empty), "per 100 words"),
            Detail("Words that may leave people out", hundred * len(found.excluding), "per 100 words"),
            Detail("“We”, “us” and “our”", hundred * sum(stem in _WE for stem in stems), "per 100 words"),
            Detail("“I”, “me” and “my”", hundred * sum(stem in _I for stem in stems), "per 100 words"),
        ),
        series=series(middles[::every], counts[::every]) if timed(words) else None,
    )


_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})

VOCABULARY = Metric(
    key="vocabulary",
    title="Choice of words",
    group="Words",
    unit="% different",
    definition="How many of your words are different from each other within any fifty in a row, as a share.",
    ideal=None,
    plausible=Range(1.0, 100.0),
    source="Naim 2015: people with more unique words, and with “we” rather than “I”, were rated higher in "
    "interviews; your own trend, with no target.",
    measure=_vocabulary,
)
