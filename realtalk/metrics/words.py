"""The words the speaker said, as metrics count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from realtalk.hesitation import is_hesitation
from realtalk.language.sentences import ENDS_SENTENCE
from realtalk.observations import Word
from realtalk.timeline import Timeline

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")

_STUTTERED = re.compile(r"^(\W*)(\w{1,4})-(?:\2-)*(?=\2)", re.IGNORECASE)
"""Before what a word with repeated sounds comes to: "I-I-I", "b-b-but"."""

LONGEST_REPEAT = 3
"""Words that are repeated together at most. House rule, as for restarts."""

REPEATED_WITHIN = 4.0
"""Seconds within which a repeated word comes again, a block between the two included. House rule."""


def plain(text: str) -> str:
    """A word in lower case without its punctuation.

    >>> plain("Don’t,")
    "don't"
    """
    return _EDGES.sub("", text.strip().replace("’", "'").lower())


def ends_sentence(word: Word) -> bool:
    """Whether a word closes a sentence, by its punctuation."""
    return ENDS_SENTENCE.search(word.text.strip()) is not None


def spoken(timeline: Timeline) -> list[Word]:
    """The speaker's words without hesitations and, of somebody who stammers, each repeated word once."""
    words = timeline.track(Word)
    if timeline.calibration.stammers:
        words = once(words)
    return [w for w in words if plain(w.text) and not is_hesitation(w.text)]


def once(words: Sequence[Word]) -> list[Word]:
    """The words without repeats of words and of sounds: "the the s-s-sea" is "the sea"."""
    again = repeats(words)
    return [
        replace(word, text=_STUTTERED.sub(r"\1", word.text.strip()))
        for i, word in enumerate(words)
        if i not in again
    ]


def repeats(words: Sequence[Word]) -> set[int]:
    """The words that come again at once, whole or broken off, all but the last time.

    >>> from realtalk.media import Span
    >>> said = "I I want to want to go ho- home".split()
    >>> sorted(repeats([Word(text, Span(i, i + 0.5), 1.0) for i, text in enumerate(said)]))
    [0, 2, 3, 7]
    """
    texts = [plain(word.text) for word in words]
    found: set[int] = set()
    for i in range(len(words)):
        for length in range(1, LONGEST_REPEAT + 1):
            second = i + length
            if second + length > len(words) or texts[i:second] != texts[second : second + length]:
                continue
            soon = words[second].span.start - words[second - 1].span.end <= REPEATED_WITHIN
            if soon and not any(ends_sentence(word) for word in words[i:second]):
                found.update(range(i, second))
        broken = words[i].text.strip().endswith(("-", "–", "—"))
        if broken and i + 1 < len(words) and texts[i + 1].startswith(texts[i]):
            found.add(i)
    return found


def timed(words: Sequence[Word]) -> bool:
    """Whether most of the words have times of their own, so that findings can be placed in time."""
    return 2 * sum(word.timed for word in words) > len(words)
