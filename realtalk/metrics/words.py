"""The words the speaker said, as metrics count them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from realtalk.language.fillers import is_hesitation
from realtalk.language.sentences import ENDS_SENTENCE
from realtalk.observations import Word
from realtalk.timeline import Timeline

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")


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
    """The speaker's words without hesitations."""
    return [w for w in timeline.track(Word) if plain(w.text) and not is_hesitation(w.text)]


def timed(words: Sequence[Word]) -> bool:
    """Whether most of the words have times of their own, so that findings can be placed in time."""
    return 2 * sum(word.timed for word in words) > len(words)
