"""Which words the speaker chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from realtalk.media import Span, total
from realtalk.metrics.evidence import no_words
from realtalk.metrics.metric import Detail, Metric, Moment, Range, Reading, Unmeasured
from realtalk.metrics.sampling import series
from realtalk.metrics.signals import coverage
from realtalk.metrics.terms import AFTER_GROUPS, COMMON, GROUPS, HEDGES, INCLUSIVE, WEAK_OPENINGS
from realtalk.metrics.turns import turns
from realtalk.metrics.words import ends_sentence, plain, spoken, timed
from realtalk.observations import Word
from realtalk.timeline import Timeline

STRETCH = 50
"""Words among which different ones are counted. House rule: a fixed stretch, since the longer a talk the
more words come again; half a minute of speech has one."""

PHRASE = 3
TIMES = 3
"""Words of a phrase, and how often it is said until it is a repetition. House rule: twice is emphasis."""

SHOWN = 8

Phrases = Mapping[str, list[tuple[tuple[str, ...], str]]]
"""By first word, phrases as words with what to say instead, the longest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a list as it was said; `instead` is empty where there is no list of better words."""

    text: str
    instead: str
    first: int
    last: int


def _index(phrases: Iterable[tuple[str, str]]) -> Phrases:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, instead in phrases:
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append((words, instead))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_HEDGES = _index((phrase, "") for phrase in HEDGES)
_OPENINGS = _index((phrase, "") for phrase in WEAK_OPENINGS)
_INCLUSIVE = _index(INCLUSIVE.items())


def _at(texts: Sequence[str], index: int, phrases: Phrases) -> Found | None:
    for words, instead in phrases.get(texts[index], ()):
        if tuple(texts[index : index + len(words)]) == words:
            return Found(" ".join(words), instead, index, index + len(words) - 1)
    return None


def _all(texts: Sequence[str], phrases: Phrases) -> list[Found]:
    found: list[Found] = []
    index = 0
    while index < len(texts):
        hit = _at(texts, index, phrases)
        if hit:
            found.append(hit)
        index = hit.last + 1 if hit else index + 1
    return found


def _beyond_fillers(words: Sequence[Word], found: Iterable[Found]) -> list[Found]:
    """Without what counts as a filler already."""
    return [f for f in found if not all(word.filler for word in words[f.first : f.last + 1])]


def hedges(words: Sequence[Word]) -> list[Found]:
    """Where the speaker takes back what they say; fillers are left out."""
    return _beyond_fillers(words, _all([plain(word.text) for word in words], _HEDGES))


def exclusions(words: Sequence[Word]) -> list[Found]:
    """Where a word may leave people out, with a neutral one instead.

    "The poor" and its like count where they stand for people, not before a noun: "the poor signal".
    """
    found = _all([plain(word.text) for word in words], _INCLUSIVE)
    return [f for f in found if f.text not in GROUPS or _stands_alone(words, f.last)]


def _stands_alone(words: Sequence[Word], last: int) -> bool:
    """Whether no noun can follow: a mark does, the end, or a word that begins something else."""
    if last + 1 >= len(words) or not words[last].text.strip()[-1:].isalnum():
        return True
    return plain(words[last + 1].text) in AFTER_GROUPS


def weak_openings(words: Sequence[Word]) -> list[Found]:
    """Sentences that begin by asking for leave; fillers are left out."""
    texts = [plain(word.text) for word in words]
    starts = [i for i in range(len(words)) if i == 0 or ends_sentence(words[i - 1])]
    return _beyond_fillers(words, (hit for i in starts if (hit := _at(texts, i, _OPENINGS))))


def repetitions(words: Sequence[Word]) -> dict[str, list[int]]:
    """Phrases of three words that come three times and more within sentences, with the indices of their
    first words.
    """
    texts = [plain(word.text) for word in words]
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - PHRASE + 1):
        phrase = tuple(texts[i : i + PHRASE])
        broken = any(ends_sentence(word) for word in words[i : i + PHRASE - 1])
        if broken or all(text in COMMON for text in phrase):
            continue
        at = places.setdefault(phrase, [])
        if not at or i - at[-1] >= PHRASE:
            at.append(i)
    often = sorted(
        (p for p in places if len(places[p]) >= TIMES), key=lambda p: (-len(places[p]), places[p][0])
    )
    kept: dict[str, list[int]] = {}
    covered: set[int] = set()
    for phrase in often:
        fresh = [i for i in places[phrase] if not covered & set(range(i, i + PHRASE))]
        if len(fresh) >= TIMES:
            kept[" ".join(phrase)] = fresh
            covered.update(j for i in fresh for j in range(i, i + PHRASE))
    return kept


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


def _moments(
    words: Sequence[Word],
    excluding: Sequence[Found],
    hedged: Sequence[Found],
    weak: Sequence[Found],
    repeated: Mapping[str, list[int]],
) -> tuple[Moment, ...]:
    def place(first: int, last: int) -> Span | None:
        sure = words[first].timed and words[last].timed
        return Span(words[first].span.start, words[last].span.end) if sure else None

    noted = [
        (place(f.first, f.last), f"“{f.text}” may leave people out: try “{f.instead}”") for f in excluding
    ]
    noted += [
        (place(i, i + PHRASE - 1), f"“{phrase}”, {len(at)} times in all")
        for phrase, at in repeated.items()
        for i in at
    ][: 2 * SHOWN]
    noted += [(place(f.first, f.last), f"“{f.text}” hedges") for f in hedged[:SHOWN]]
    noted += [(place(f.first, f.last), f"A sentence that begins with “{f.text}”") for f in weak[:SHOWN]]
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
    excluding, hedged = exclusions(words), hedges(words)
    weak, repeated = weak_openings(words), repetitions(words)
    middles = np.array([word.span.middle for word in words[STRETCH // 2 : STRETCH // 2 + len(counts)]])
    every = max(1, STRETCH // 5)
    return Reading(
        key,
        float(counts.mean()),
        timeline.span,
        coverage(total(turns(timeline)), timeline.span),
        moments=_moments(words, excluding, hedged, weak, repeated),
        details=(
            Detail("Different words in all", float(len(set(texts))), "words"),
            Detail("Repeated phrases", hundred * sum(len(at) for at in repeated.values()), "per 100 words"),
            Detail("Hedges", hundred * len(hedged), "per 100 words"),
            Detail("Weak openings", hundred * len(weak), "per 100 words"),
            Detail("Words that may leave people out", hundred * len(excluding), "per 100 words"),
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
