"""What the words say: the recognised words read as English sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from realtalk.language.fillers import fillers
from realtalk.language.grammar import corrections
from realtalk.language.sentences import sentences
from realtalk.language.sentiment import sentiment
from realtalk.media import Span
from realtalk.observations import Correction, Sentence, Word


@dataclass(frozen=True, slots=True)
class Understanding:
    """The words, in their order, with `filler` set; the sentences they make; the slips in these."""

    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    corrections: tuple[Correction, ...]


def understand(words: Sequence[Word]) -> Understanding:
    """Read a speaker's words, in time order, as English. Other languages are the caller's to keep away."""
    marked: list[Word] = []
    read: list[Sentence] = []
    slips: list[Correction] = []
    for parsed in sentences(words):
        found = fillers(parsed.tokens, opening=parsed.first == 0)
        said = [
            replace(word, filler=i in found)
            for i, word in enumerate(words[parsed.first : parsed.last], start=parsed.first)
        ]
        marked += said
        text = " ".join(" ".join(word.text.split()) for word in said).strip()
        if not text:
            continue
        meant = [token for token in parsed.tokens if token.word not in found]
        span = Span(min(w.span.start for w in said), max(w.span.end for w in said))
        read.append(Sentence(span, text, sentiment(meant)))
        inside = [replace(token, word=token.word - parsed.first) for token in parsed.tokens]
        slips += corrections(said, inside)
    return Understanding(tuple(marked), tuple(read), tuple(slips))


def load() -> None:
    """Load what reading needs, so that the first `understand` need not wait for it: the checker of grammar
    alone takes seconds, in which no other thread runs.
    """
    understand([Word(word, Span(i, i + 1.0), 1.0) for i, word in enumerate(("I", "am", "ready."))])
