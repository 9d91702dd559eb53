"""A word put right by its speaker: what it was, that it is a filler or none, that it was not said."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from realtalk.errors import RealTalkError
from realtalk.media import Span
from realtalk.metrics.fillers import PHRASES
from realtalk.metrics.words import ends_sentence, plain
from realtalk.observations import SpeechSpan, Word
from realtalk.session.rereading import read_again
from realtalk.timeline import Timeline

LONGEST_TEXT = 40
"""Characters that may stand in a word's place. House rule: what was misheard as one word was a few short
ones at most, and hardly a word of English has 29 letters."""

LONGEST_ADDED = 0.5
"""Seconds that an added word lasts at most. House rule: a long "um"."""

SHORTEST_ADDED = 0.05
"""Seconds of silence from which an added word has room between its neighbours. House rule: less is a
consonant's closing."""

FAR = 60.0
"""Seconds after a word in which what was said after it is looked for. House rule: later it belongs to the
next word."""

SAME = 0.0006
"""Seconds by which the times of a word on a page may be off: they stand there in milliseconds."""

_STOP = re.compile(r"[.,;:?!…]+[\"'”’)\]]*$")
_JOINERS = "\u200c\u200d"


class Kind(Enum):
    """What is put right about a word."""

    REWORD = "reword"
    FILLER = "filler"
    NO_FILLER = "no filler"
    REMOVE = "remove"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class WordCorrection:
    """What a speaker puts right about the word that was said at `span` and reads `text`.

    `put` is what was really said there, or after it for `Kind.ADD`.
    """

    kind: Kind
    span: Span
    text: str
    put: str = ""


def corrected(timeline: Timeline, correction: WordCorrection) -> Timeline:
    """The session as its speaker put it right, the sentences around it read again; every other word keeps
    its text and its time.

    A word that ended a sentence leaves its full stop to what takes its place. `timeline` holds everybody, as
    read by `assessment.read_words`. Raises `RealTalkError` where there is no such word (any more), or no
    word in what is put.
    """
    voice, words = _told_apart(timeline, correction)
    index = _find(words, correction)
    first, last = index, index + 1
    old = words[index]
    match correction.kind:
        case Kind.FILLER | Kind.NO_FILLER:
            wanted = correction.kind is Kind.FILLER
            first, last = _phrase(words, index, wanted)
            put = [replace(word, filler=wanted, by_hand=True) for word in words[first:last]]
            fixed = set(range(len(put)))
        case Kind.REWORD:
            texts = cleaned(correction.put)
            texts = (*texts[:-1], _stopped(texts[-1], old.text))
            if texts == (" ".join(old.text.split()),):
                return timeline
            end = min([old.span.end, *(word.span.start for word in words[last : last + 1])])
            room = Span(old.span.start, max(old.span.start, end))
            put = _spread(texts, room if len(texts) > 1 else old.span, old)
            fixed = set(range(len(put)))
        case Kind.REMOVE:
            put = []
            if index and ends_sentence(old) and not ends_sentence(words[index - 1]):
                first = index - 1
                before = words[first]
                stop = _STOP.search(old.text.strip())
                text = _STOP.sub("", before.text.rstrip()) + (stop.group() if stop else "")
                put = [replace(before, text=text)]
            fixed = set[int]()
        case Kind.ADD:
            texts = cleaned(correction.put)
            room = _room(timeline, old, voice, len(texts))
            put = [old, *_spread(texts, room, old)]
            fixed = set(range(1, len(put)))
    return read_again(timeline, voice, range(first, last), put, fixed)


def cleaned(text: str) -> tuple[str, ...]:
    r"""What somebody typed as words: one line, `LONGEST_TEXT` characters at most, nothing that cannot be
    seen. Raises `RealTalkError` where no word is left.

    >>> cleaned("  I\nmean\u202e, ")
    ('I', 'mean,')
    """
    text = unicodedata.normalize("NFC", text[: 10 * LONGEST_TEXT])
    kept = "".join(
        " " if c.isspace() or unicodedata.category(c) == "Cc" else c
        for c in text
        if c.isspace() or c in _JOINERS or unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    line = " ".join(kept.split())[:LONGEST_TEXT]
    found = tuple(part for part in line.split() if any(c.isalnum() for c in part))
    if not found:
        raise RealTalkError(
            "There is no word in that.", "Write what you said there, or choose “Remove this word”."
        )
    return found


def _told_apart(timeline: Timeline, correction: WordCorrection) -> tuple[int | None, list[Word]]:
    """The voice that said the word, and everything that it said."""
    voice = timeline.voice_at(correction.span.middle)
    return voice, [w for w in timeline.track(Word) if timeline.voice_at(w.span.middle) == voice]


def _find(words: Sequence[Word], correction: WordCorrection) -> int:
    wanted, text = correction.span, correction.text.strip()
    at = bisect_left(words, wanted.start - SAME, key=lambda word: word.span.start)
    while at < len(words) and words[at].span.start <= wanted.start + SAME:
        if abs(words[at].span.end - wanted.end) <= SAME and words[at].text.strip() == text:
            return at
        at += 1
    raise RealTalkError(
        "This word has changed since your page was drawn.",
        "You see it now as it is. If it is still wrong, correct it again.",
    )


def _phrase(words: Sequence[Word], index: int, filler: bool) -> tuple[int, int]:
    """The words that are a filler together, such as "you know", or are none together; else the word."""
    for first in (index, index - 1):
        both = words[first : first + 2] if first >= 0 else ()
        known = len(both) == 2 and tuple(plain(word.text) for word in both) in PHRASES
        if known and (filler or all(word.filler for word in both)):
            return first, first + 2
    return index, index + 1


def _stopped(text: str, old: str) -> str:
    """The new text with the punctuation that the old one ended with, where it has none of its own."""
    stop = _STOP.search(old.strip())
    return text if stop is None or _STOP.search(text) else text + stop.group()


def _spread(texts: Sequence[str], room: Span, like: Word) -> list[Word]:
    step = room.duration / len(texts)
    edges = [room.start + step * i for i in range(len(texts))] + [room.end]
    spans = [Span(start, end) for start, end in pairwise(edges)]
    return [Word(text, span, 1.0, timed=like.timed) for text, span in zip(texts, spans, strict=True)]


def _room(timeline: Timeline, word: Word, voice: int | None, count: int) -> Span:
    """Where words said after another one are put: in the speech without words that follows, or else in the
    silence that follows, or else in the word's own second half.
    """
    later = timeline.track(Word)
    after = bisect_left(later, word.span.start, key=lambda each: each.span.start)
    following = next((w for w in later[after:] if w.span >= word.span and w is not word), None)
    longest = LONGEST_ADDED * count
    end = min(following.span.start, word.span.end + FAR) if following else word.span.end + longest
    gap = Span(word.span.end, max(word.span.end, end))
    voiced = [speech.span.clip(gap) for speech in timeline.track(SpeechSpan)]
    spoken = max(voiced, key=lambda span: span.duration, default=gap)
    for room in (spoken, gap):
        room = Span(room.start, min(room.end, room.start + longest))
        if room.duration >= SHORTEST_ADDED * count and timeline.voice_at(room.middle) == voice:
            return room
    own = Span(word.span.middle, max(word.span.middle, min(word.span.end, gap.start)))
    return own if timeline.voice_at(own.middle) == voice else Span(word.span.middle, word.span.middle)
