"""Saying a part of a talk once more: which part, what was said in it, what the new take is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from realtalk.coaching.rundown import Rundown
from realtalk.coaching.wording import clock
from realtalk.media import Span
from realtalk.observations import Sentence, Word

LONGEST = 45.0
"""Seconds of a part. House rule: more than a few sentences is another talk."""

LEAST = 5.0
"""Seconds to aim at for the shortest part: nobody finds into their voice in less."""

SENTENCES = 60
"""Sentences to choose from at most: about ten minutes of talk."""

AGAIN = "Again: "


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a talk that can be said once more: why it is worth it, when it was, what was said."""

    why: str
    span: Span
    says: str

    @property
    def label(self) -> str:
        """As it stands in the list."""
        return f"{clock(self.span.start)}  {self.why}"


@dataclass(frozen=True, slots=True)
class Again:
    """A part of the kept session `before`, which is called `name`, being said once more; where it is to
    become shorter, in `seconds` and with `points` kept.
    """

    before: str
    name: str
    part: Part
    seconds: float | None = None
    points: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the new take is called."""
        return AGAIN + self.name.removeprefix(AGAIN)

    @property
    def says(self) -> str:
        return self.part.says

    @property
    def target(self) -> float:
        """Seconds to aim at: as long as it was, unless it is to become shorter."""
        return self.seconds or max(LEAST, self.part.span.duration)


def parts(rundown: Rundown) -> tuple[Part, ...]:
    """The parts that are worth another take, the priority's first, then every sentence in its order."""
    advised = [
        (card.title, card.clip)
        for card in (rundown.priority, rundown.drill, rundown.strength)
        if card is not None and card.clip is not None
    ]
    advised += [(said.text, said.clip) for said in rundown.suggestions if said.clip is not None]
    found = [*_advised(advised, rundown), *_sentences(rundown)]
    return tuple({part.label: part for part in found}.values())


def _advised(advised: Sequence[tuple[str, Span]], rundown: Rundown) -> Iterator[Part]:
    taken: set[Span] = set()
    for why, clip in advised:
        span = whole_sentences(clip, rundown.sentences)
        says = said(span, rundown.words)
        if says and span not in taken:
            taken.add(span)
            yield Part(why, span, says)


def _sentences(rundown: Rundown) -> Iterator[Part]:
    for sentence in rundown.sentences[:SENTENCES]:
        span = Span(sentence.span.start, min(sentence.span.end, sentence.span.start + LONGEST))
        says = said(span, rundown.words)
        if says:
            yield Part(f"“{says if len(says) <= 70 else says[:67].rstrip() + '…'}”", span, says)


def whole_sentences(clip: Span, sentences: Sequence[Sentence]) -> Span:
    """The clip widened to the sentences that it cuts, since nobody begins in the middle of one."""
    cut = [sentence.span for sentence in sentences if sentence.span.overlap(clip) > 0]
    start = min([clip.start, *(span.start for span in cut)])
    end = max([clip.end, *(span.end for span in cut)])
    return Span(start, end) if end - start <= LONGEST else clip


def said(span: Span, words: Sequence[Word]) -> str:
    """The words of a stretch without its fillers, as something to say again."""
    kept = [word.text for word in words if not word.filler and span.start <= word.span.middle <= span.end]
    return " ".join(kept).strip(" ,;")
