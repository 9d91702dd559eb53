"""What a stammer adds to speech, for who told us that they stammer: it is left out, never judged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from realtalk.hesitation import is_hesitation
from realtalk.media import Span, meeting, merge
from realtalk.metrics.language import foreign
from realtalk.metrics.turns import BREAK, speech, turns
from realtalk.metrics.words import plain, repeats, timed
from realtalk.observations import Word
from realtalk.timeline import Timeline

SHORTEST_BLOCK = 0.25
"""Seconds of silence in mid-phrase that may be a block: shorter ones belong to consonants."""

NOTE = "You told RealTalk that you stammer: repeated words and blocks are left out."
"""What a reading says that leaves them out."""

_CLOSED = re.compile(r"(?<!\.)[.,;:!?][\"'”’)\]]*$")
"""After a word that closes a phrase: a pause there is chosen. Three dots are how a recogniser writes that
somebody is held up."""


_VOWELS = "aeiou"


def note(timeline: Timeline) -> str:
    """`NOTE` for who stammers, else nothing."""
    return NOTE if timeline.calibration.stammers else ""


def blocks(timeline: Timeline) -> tuple[Span, ...]:
    """The silences in mid-phrase of somebody who stammers; none for anybody else, nor where there are no
    words, with times, to tell where phrases end.
    """
    words = timeline.track(Word)
    if not timeline.calibration.stammers or foreign(timeline) or not timed(words):
        return ()
    middles = [word.span.middle for word in words]
    found: list[Span] = []
    for before, after in pairwise(speech(timeline)):
        silence = Span(before.end, after.start)
        if not SHORTEST_BLOCK - 1e-6 <= silence.duration < BREAK:
            continue
        index = bisect_right(middles, silence.middle) - 1
        if 0 <= index < len(words) - 1 and not _CLOSED.search(words[index].text.strip()):
            found.append(silence)
    return tuple(found)


def stammered(timeline: Timeline) -> tuple[Span, ...]:
    """The time that blocks and repeated words took; none for who does not stammer."""
    words = timeline.track(Word)
    if not timeline.calibration.stammers:
        return ()
    again = [Span(words[i].span.start, words[i + 1].span.start) for i in sorted(repeats(words))]
    return merge((*blocks(timeline), *again))


def without_sounds(words: Sequence[Word]) -> list[Word]:
    """The words without hesitations that are the next word's first sound, drawn out: "mm my", "uh under"."""
    return [
        word
        for i, word in enumerate(words)
        if i + 1 == len(words) or not (is_hesitation(word.text) and _begins(word, words[i + 1]))
    ]


def _begins(sound: Word, word: Word) -> bool:
    if word.span.start - sound.span.end > SHORTEST_BLOCK or is_hesitation(word.text):
        return False
    first, hummed = plain(word.text)[:1], plain(sound.text)[0] not in _VOWELS
    return first == "m" if hummed else first != "" and first in _VOWELS


def floor(timeline: Timeline) -> tuple[Span, ...]:
    """The stretches in which the speaker held the floor, without what a stammer took of them."""
    return fluent(turns(timeline), timeline)


def fluent(spans: tuple[Span, ...], timeline: Timeline) -> tuple[Span, ...]:
    """The stretches without what a stammer took of them."""
    taken = stammered(timeline)
    if not taken:
        return spans
    left: list[Span] = []
    for span in spans:
        start = span.start
        for hole in meeting(taken, span):
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = max(start, hole.end)
        if span.end > start:
            left.append(Span(start, span.end))
    return tuple(left)
