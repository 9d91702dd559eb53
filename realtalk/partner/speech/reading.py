"""A sentence as it is read aloud: its phonemes, and which of its words each of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from realtalk.media import Span
from realtalk.partner.speech.hibari_network import Token
from realtalk.partner.speech.speech import Phone, SpokenWord

PAUSES = frozenset(';:,.!?—…"“”()')
"""Symbols of misaki's alphabet that are heard as a pause, or not at all."""

_STRESS, _LENGTH = "ˈˌ", "ː\u0303ʰʲ"
"""Marks that belong to the symbol after them, and to the one before."""

_NOT_SAID = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """`symbols` are phonemes, stress marks, spaces and pauses; `owners[i]` is the index in `chunks` of the
    spoken word that symbol `i` is part of, or -1. `chunks` are the spoken words' spellings.
    """

    symbols: str
    owners: tuple[int, ...]
    chunks: tuple[str, ...]

    @property
    def silent(self) -> bool:
        """Whether there is nothing to say."""
        return all(owner < 0 for owner in self.owners)


def reading(tokens: Sequence[Token]) -> Reading:
    """The tokens of a sentence put in a row; those that no space parts are one spoken word."""
    symbols: list[str] = []
    owners: list[int] = []
    chunks: list[str] = []
    fresh = True
    for token in tokens:
        said = any(symbol not in PAUSES and not symbol.isspace() for symbol in token.phonemes)
        if said and fresh:
            chunks.append("")
            fresh = False
        if said:
            chunks[-1] += token.text
        for symbol in token.phonemes:
            symbols.append(symbol)
            owners.append(-1 if symbol in PAUSES or symbol.isspace() or not said else len(chunks) - 1)
        if token.spaced:
            fresh = True
            if symbols and symbols[-1] != " ":
                symbols.append(" ")
                owners.append(-1)
    while symbols and symbols[-1] == " ":
        symbols.pop()
        owners.pop()
    return Reading("".join(symbols), tuple(owners), tuple(chunks))


def runs(read: Reading, most: int) -> tuple[Reading, ...]:
    """A reading cut into ones of at most `most` symbols (at least 4) that are said one after the other, at
    a pause or a space where there is any; those without anything to say are left out.

    All have the `chunks` of the whole, so that `owners` mean the same in each.
    """
    found: list[Reading] = []
    start = 0
    while start < len(read.symbols):
        end = _end(read.symbols, start, most)
        found.append(Reading(read.symbols[start:end], read.owners[start:end], read.chunks))
        start = end
    return tuple(run for run in found if not run.silent)


def _end(symbols: str, start: int, most: int) -> int:
    """Where a run ends that begins at `start`: in its second half, after a pause, else after a space, else
    before a stressed syllable, else anywhere but between a mark and its phoneme.
    """
    if len(symbols) - start <= most:
        return len(symbols)
    ends = range(start + most, start + most // 2, -1)
    fits: tuple[Callable[[int], bool], ...] = (
        lambda end: symbols[end - 1] == " " and symbols[end - 2] in PAUSES,
        lambda end: symbols[end - 1] == " ",
        lambda end: symbols[end] in _STRESS and symbols[end - 1] not in _STRESS,
        lambda end: symbols[end] not in _LENGTH and symbols[end - 1] not in _STRESS,
    )
    return next((end for fit in fits for end in ends if fit(end)), start + most)


def word_times(
    written: Sequence[str], chunks: Sequence[str], phones: Sequence[tuple[Phone, int]]
) -> tuple[SpokenWord, ...]:
    """When each written word is said, in order, without overlaps; those that nothing is said of are left out.

    `phones` come with the index of the chunk they belong to, or -1. Where words were written otherwise than
    they are said ("$5" for "five dollars"), they share the time of what is said instead by their length.
    """
    spans = _chunk_spans(chunks, phones)
    times: list[SpokenWord] = []
    matcher = SequenceMatcher(None, [_key(w) for w in written], [_key(c) for c in chunks], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        heard = [span for span in spans[start:end] if span is not None]
        if kind == "equal" or last - first == end - start:
            pairs = zip(written[first:last], spans[start:end], strict=True)
            times += [SpokenWord(text, span) for text, span in pairs if span is not None]
        elif heard and first == last and times:
            times[-1] = SpokenWord(times[-1].text, Span(times[-1].span.start, heard[-1].end))
        elif heard:
            times += _shared(written[first:last], Span(heard[0].start, heard[-1].end))
    return tuple(times)


def _chunk_spans(chunks: Sequence[str], phones: Sequence[tuple[Phone, int]]) -> list[Span | None]:
    spans: list[Span | None] = [None] * len(chunks)
    for phone, owner in phones:
        if owner >= 0:
            known = spans[owner]
            spans[owner] = Span(known.start if known else phone.span.start, phone.span.end)
    return spans


def _shared(words: Sequence[str], span: Span) -> list[SpokenWord]:
    said = [(word, len(_key(word))) for word in words if _key(word)]
    ends = list(accumulate(length for _, length in said))
    if not ends:
        return []
    times = [span.start, *(span.start + span.duration * end / ends[-1] for end in ends)]
    return [SpokenWord(word, Span(*times[i : i + 2])) for i, (word, _) in enumerate(said)]


def _key(word: str) -> str:
    return _NOT_SAID.sub("", word).lower()
