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


def understand(
    words: Sequence[Word], *, opening: bool = True, punctuated: bool | None = None
) -> Understanding:
    """Read a speaker's words, in time order, as English. Other languages are the caller's to keep away.

    What was put right by hand stays as it is. Where the words are some sentences of a longer transcript,
    `opening` says whether it begins with them, and `punctuated` whether it has full stops.
    """
    marked: list[Word] = []
    read: list[Sentence] = []
    slips: list[Correction] = []
    for parsed in sentences(words, punctuated=punctuated):
        heard = fillers(parsed.tokens, opening=opening and parsed.first == 0)
        found = {
            i
            for i in range(parsed.first, parsed.last)
            if (words[i].filler if words[i].by_hand else i in heard)
        }
        said = [
            replace(word, filler=i in found)
            for i, word in enumerate(words[parsed.first : parsed.last], start=parsed.first)
        ]
        marked += said
        text = " ".join(" ".join(word.text.split()) for word in said).strip()
        if not text:
            continue
        span = Span(min(w.span.start for w in said), max(w.span.end for w in said))
        read.append(Sentence(span, text, sentiment(parsed.tokens, found)))
        inside = [replace(token, word=token.word - parsed.first) for token in parsed.tokens]
        slips += corrections(said, inside)
    return Understanding(tuple(marked), tuple(read), tuple(slips))


def load() -> None:
    """Load what reading needs, so that the first `understand` need not wait for it: the checker of grammar
    alone takes seconds, in which no other thread runs.
    """
    understand([Word(word, Span(i, i + 1.0), 1.0) for i, word in enumerate(("I", "am", "ready."))])
