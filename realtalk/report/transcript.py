"""The transcript as paragraphs to read: words, fillers marked, long pauses with their seconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from realtalk.coaching.rundown import Rundown
from realtalk.metrics.pauses import LONG
from realtalk.observations import Correction, Word

NEW_PARAGRAPH = 2.5
"""Seconds of silence that start a new paragraph (house rule: a thought has ended)."""

WORDS_A_PARAGRAPH = 70
"""Words after which the next sentence starts a new paragraph (house rule: about five lines on a screen)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a long pause (`text` empty) of `seconds`; `slip` is the correction it belongs to.

    `by_hand` says that the speaker put it right.
    """

    text: str
    start: float
    end: float
    filler: bool = False
    seconds: float = 0.0
    slip: Correction | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences of one voice; `mine` is False for another person's, whose name is `by`, where it is
    known.
    """

    start: float
    mine: bool
    by: str
    pieces: tuple[Piece, ...]


def paragraphs(rundown: Rundown) -> tuple[Paragraph, ...]:
    """Everything said, in time order."""
    spoken = sorted(
        [(word, True, "") for word in rundown.words]
        + [(word, False, rundown.said_by(word)) for word in rundown.others],
        key=lambda pair: pair[0].span,
    )
    long = [pause for pause in rundown.pauses if pause.duration >= LONG]
    starts = [pause.start for pause in long]
    slips = sorted(rundown.corrections, key=lambda correction: correction.span)
    done: list[Paragraph] = []
    pieces: list[Piece] = []
    words = 0
    was_mine, was_by = True, ""
    last: Word | None = None
    for word, mine, by in spoken:
        if last is not None and pieces:
            silence = word.span.start - last.span.end
            full = words >= WORDS_A_PARAGRAPH and last.text.rstrip().endswith((".", "?", "!"))
            if (mine, by) != (was_mine, was_by) or silence >= NEW_PARAGRAPH or full:
                done.append(Paragraph(pieces[0].start, was_mine, was_by, tuple(pieces)))
                pieces, words = [], 0
            index = bisect_right(starts, word.span.middle) - 1
            if index >= 0 and mine and long[index].start >= last.span.middle:
                pause = long[index]
                pieces.append(Piece("", pause.start, pause.end, seconds=pause.duration))
        pieces.append(
            Piece(
                word.text,
                word.span.start,
                word.span.end,
                filler=mine and word.filler,
                slip=_slip(word, slips) if mine else None,
                by_hand=word.by_hand,
            )
        )
        words += 1
        last, was_mine, was_by = word, mine, by
    if pieces:
        done.append(Paragraph(pieces[0].start, was_mine, was_by, tuple(pieces)))
    return tuple(done)


def _slip(word: Word, slips: Sequence[Correction]) -> Correction | None:
    index = bisect_right(slips, word.span.middle, key=lambda slip: slip.span.start) - 1
    return slips[index] if index >= 0 and slips[index].span.contains(word.span.middle) else None
