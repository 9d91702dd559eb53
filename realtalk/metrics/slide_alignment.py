"""When each slide was probably shown, found by the words that were said, where nobody saw the slides change.

Words that stand on a few slides tell which one is being talked about (TF-IDF). Slides follow one another, so
the best path through them that never goes back is taken (dynamic programming). The same is done with the
slides in other orders: where those fit as well, the words tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from realtalk.capture.slides import Slide
from realtalk.media import Span
from realtalk.observations import Word

LEAST_SLIDES = 3
"""House rule: with two, either order fits too often by chance."""

LEAST_WORDS = 60
"""Words said under which nothing is estimated. House rule: half a minute."""

FOUND = 0.6
"""The share of the slides with text of which at least `TELLING` words must have been said while they were
shown. House rule: of fewer, too many changes are mere guesses."""

TELLING = 2

SHUFFLES = 20
"""Other orders of the slides that are tried: with none of them as good, chance is under one in twenty."""

ADVANTAGE = 1.03
"""How much better than the best other order the true one must fit. House rule, set on two talks and checked
on a third (`tests/benchmark/accuracy_slides.py`)."""

SKIPPED = 0.5
"""What it costs to pass over a slide, in words that would have told it."""

SOON = 12.0
"""Seconds from the change to the first word that stands on the new slide at most, as a rule: people begin
with what it is about. House rule, set on the same two talks."""

_COMMON = """a about all also am an and any are as at be because been but by can could did do does for from
    get go going had has have he her here him his how i if in into is it its just know like make many me more
    most my no not now of on one only or our out over own same said say see she should so some such than that
    the their them then there these they thing things this those through to too up us very want was way we
    well were what when where which who why will with would you your"""

COMMON = frozenset(_COMMON.split())
"""Words that stand on slides of any subject."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Estimate:
    """When each slide was probably shown, None for one that was passed over. `found` is the share of them
    that words speak for, `advantage` how much better the order fits than the best of others.
    """

    spans: tuple[Span | None, ...]
    found: float
    advantage: float

    @property
    def good(self) -> bool:
        """Whether it may be told at all."""
        return self.found >= FOUND and self.advantage >= ADVANTAGE


def align(slides: Sequence[Slide], words: Sequence[Word], end: float) -> Estimate | None:
    """When each slide was probably shown in a talk that ends at `end`; None where there is too little to say
    anything. The first slide is taken to stand there from the beginning, the last one until the end.
    """
    if len(slides) < LEAST_SLIDES or sum(not word.filler for word in words) < LEAST_WORDS:
        return None
    texts = [terms(" ".join(slide.lines)) for slide in slides]
    written = {root for text in texts for root in text}
    spoken = [(root, word.span) for word in words if not word.filler for root in terms(word.text)]
    said = [(root, span) for root, span in spoken if root in written]
    if len(said) < LEAST_SLIDES * TELLING:
        return None
    gains = _gains(texts, [root for root, _ in said])
    score, path = _best(gains)
    rng = np.random.default_rng(len(slides))
    others = max(_best(gains[:, rng.permutation(len(slides))])[0] for _ in range(SHUFFLES))
    told = [bool(slide.words) for slide in slides]
    matched = _matched(gains, path, [root for root, _ in said])
    found = sum(count >= TELLING for count in matched) / max(1, sum(told))
    all_spans = [word.span for word in words]
    spans = _spans(path, gains, [span for _, span in said], all_spans, len(slides), end)
    return Estimate(tuple(spans), found, score / others if others > 0 else 0.0)


def terms(text: str) -> list[str]:
    """The words of a text that tell what it is about, cut to what their forms share.

    >>> terms("The bridges cost nine million")
    ['bridge', 'cost', 'nine', 'million']
    """
    found = (match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))
    return [_root(word) for word in found if word not in COMMON and (len(word) > 1 or word.isdigit())]


def _root(word: str) -> str:
    """A word without the endings of English that matter least. It need not be a word itself."""
    word = word.removesuffix("'s")
    for ending, left in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: len(word) - len(ending)] + left
    return word


def _gains(slides: Sequence[Sequence[str]], said: Sequence[str]) -> NDArray[np.float64]:
    """How much each word said speaks for each slide, `(words, slides)`: its TF-IDF there, over a slide's
    whole, and less for what is said again and again.
    """
    on = Counter(root for slide in slides for root in set(slide))
    weights = {root: np.log((len(slides) + 1) / (count + 0.5)) for root, count in on.items()}
    counts = [Counter(slide) for slide in slides]
    norms = [np.sqrt(sum((n * weights[root]) ** 2 for root, n in count.items())) or 1.0 for count in counts]
    rows = {
        root: np.array([c[root] * weights[root] / norm for c, norm in zip(counts, norms, strict=True)])
        / np.sqrt(times)
        for root, times in Counter(said).items()
    }
    return np.array([rows[root] for root in said])


def _best(gains: NDArray[np.float64]) -> tuple[float, NDArray[np.intp]]:
    """The best path through the slides that never goes back: what it gains, and the slide at each word."""
    count = gains.shape[1]
    cost = SKIPPED * float(gains.max(initial=0.0))
    scores = gains[0] - cost * np.arange(count)
    came: list[NDArray[np.intp]] = [np.arange(count)]
    for row in gains[1:]:
        # From the best of all earlier slides, less what the ones between cost, or from the slide before.
        lifted = scores + cost * np.arange(count)
        best = np.maximum.accumulate(lifted)
        at = np.maximum.accumulate(np.where(lifted >= best, np.arange(count), 0))
        moved = np.concatenate(([-np.inf], best[:-1] - cost * np.arange(count - 1)))
        from_before = np.concatenate(([0], at[:-1]))
        stays = scores >= moved
        came.append(np.where(stays, np.arange(count), from_before))
        scores = np.where(stays, scores, moved) + row
    ends = scores - cost * (count - 1 - np.arange(count))
    last = int(ends.argmax())
    path = np.empty(len(gains), np.intp)
    for place in range(len(gains) - 1, -1, -1):
        path[place] = last
        last = int(came[place][last])
    return float(ends.max()), path


def _matched(gains: NDArray[np.float64], path: NDArray[np.intp], said: Sequence[str]) -> list[int]:
    """How many different words of each slide were said while it was shown."""
    found: list[set[str]] = [set() for _ in range(gains.shape[1])]
    for root, row, slide in zip(said, gains, path, strict=True):
        if row[slide] > 0:
            found[slide].add(root)
    return [len(each) for each in found]


def _spans(
    path: NDArray[np.intp],
    gains: NDArray[np.float64],
    at: Sequence[Span],
    words: Sequence[Span],
    count: int,
    end: float,
) -> list[Span | None]:
    """From when to when each slide was shown: a change lies in the longest pause between the last word that
    speaks for one slide and the first that speaks for the next.
    """
    shown = list(dict.fromkeys(int(slide) for slide in path))
    telling = gains[np.arange(len(path)), path] > 0
    edges = [0.0]
    for one, other in pairwise(shown):
        before = np.flatnonzero((path == one) & telling)
        after = np.flatnonzero((path == other) & telling)
        last = int(before[-1] if len(before) else np.flatnonzero(path == one)[0])
        first = int(after[0] if len(after) else np.flatnonzero(path == other)[-1])
        edges.append(max(edges[-1], _change(at[last], at[max(first, last + 1)], words)))
    edges.append(max(end, edges[-1]))
    spans: list[Span | None] = [None] * count
    for slide, (start, stop) in zip(shown, pairwise(edges), strict=True):
        spans[slide] = Span(start, stop)
    return spans


def _change(last: Span, first: Span, words: Sequence[Span]) -> float:
    """When somebody most likely went on to the next slide between two words."""
    between = [span for span in words if last.start <= span.start <= first.start]
    gaps = [Span(one.end, max(one.end, other.start)) for one, other in pairwise(between)]
    near = [gap for gap in gaps if first.start - gap.end <= SOON] or gaps
    return max(near, key=lambda gap: gap.duration).middle if near else last.end
