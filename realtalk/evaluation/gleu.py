"""GLEU: how close corrected text comes to what people made of it, where leaving slips in costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ORDER = 4
"""Words of the longest phrases that are compared: Napoles 2015."""

DRAWS = 500
"""How often a reference is drawn for each sentence: Napoles 2016."""

RESAMPLED = 1000
"""Resamples of the sentences for an interval."""

Text = Sequence[str]


Counts = NDArray[np.float64]
"""`(sentences, references, 2 + 2 * ORDER)`: the lengths of text and reference, then for each order the
phrases that fit and all of the text; and how many references each sentence has, `(sentences,)`."""


def gleu(
    sources: Sequence[Text], texts: Sequence[Text], references: Sequence[Sequence[Text]]
) -> float | None:
    """The corpus's GLEU, 0 to 1: the mean over `DRAWS` draws of one reference for each sentence.

    All are tokenised; `references[i]` holds those of sentence i, one at least. Without tuning, after
    Napoles 2016 (arXiv 1605.02592); as in the scorer that JFLEG's figures come from, a phrase of the source
    counts as left in where the reference lacks it altogether. None for no text.
    """
    if not texts:
        return None
    table, numbers = counted(sources, texts, references)
    random = np.random.default_rng(0)
    rows = np.arange(len(texts))
    return float(
        np.mean([_score(table[rows, random.integers(0, numbers)].sum(axis=0)) for _ in range(DRAWS)])
    )


def gleu_interval(
    sources: Sequence[Text], texts: Sequence[Text], references: Sequence[Sequence[Text]]
) -> tuple[float, float] | None:
    """The 95% interval of GLEU over sentences (bootstrap) and draws of references; None for no text."""
    if not texts:
        return None
    table, numbers = counted(sources, texts, references)
    random = np.random.default_rng(1)
    scores: list[float] = []
    for _ in range(RESAMPLED):
        rows = random.integers(0, len(texts), len(texts))
        scores.append(_score(table[rows, random.integers(0, numbers[rows])].sum(axis=0)))
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)


def counted(
    sources: Sequence[Text], texts: Sequence[Text], references: Sequence[Sequence[Text]]
) -> tuple[Counts, NDArray[np.int64]]:
    """What the scores are summed from."""
    numbers = np.array([len(each) for each in references])
    table = np.zeros((len(texts), int(numbers.max()), 2 * ORDER + 2))
    for i, (source, text, each) in enumerate(zip(sources, texts, references, strict=True)):
        table[i, : len(each)] = [_counts(source, text, reference) for reference in each]
    return table, numbers


def _counts(source: Text, text: Text, reference: Text) -> list[float]:
    counts: list[float] = [len(text), len(reference)]
    for order in range(1, ORDER + 1):
        said, wanted, before = (_phrases(words, order) for words in (text, reference, source))
        left = Counter({phrase: count for phrase, count in before.items() if phrase not in wanted})
        counts += [max(0, (said & wanted).total() - (said & left).total()), said.total()]
    return counts


def _phrases(words: Text, order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + order]) for i in range(len(words) - order + 1))


def _score(counts: NDArray[np.float64]) -> float:
    length, wanted = counts[:2]
    fitting, all_of_it = counts[2::2], counts[3::2]
    there = all_of_it > 0
    if not there.any() or (fitting[there] == 0).any():
        return 0.0
    precision = np.log(fitting[there] / all_of_it[there]).mean()
    return float(np.exp(min(0.0, 1.0 - wanted / length) + precision))
