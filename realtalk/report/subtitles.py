"""Captions: the speaker's words as WebVTT, for a video player."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from realtalk.observations import Word

LINE = 42
"""Characters a line, two lines a caption (Netflix timed text style guide, English)."""

LONGEST, SHORTEST = 6.0, 1.0
"""Seconds a caption stays. House rule: two full lines are read in 6 s, and under 1 s nobody sees them."""

PAUSE = 0.7
"""Seconds of silence that end a caption. House rule: longer than a breath inside a phrase."""

SENTENCE_ENDS, CLAUSE_ENDS = (".", "?", "!", "…"), (",", ";", ":")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Caption:
    pieces: tuple[_Piece, ...]
    start: float
    end: float

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


def to_vtt(words: Sequence[Word]) -> str:
    """WebVTT captions of two lines at most, broken at sentences and pauses; without words, no captions."""
    captions = _timed(_captions(_pieces(words)))
    blocks = ["WEBVTT\n"]
    for caption in captions:
        lines = "\n".join(_escaped(line) for line in _lines(caption.text))
        blocks.append(f"{_stamp(caption.start)} --> {_stamp(caption.end)}\n{lines}\n")
    return "\n".join(blocks)


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    """The words in time order, without line breaks and control characters, at most `LONGEST` long."""
    pieces: list[_Piece] = []
    for word in words:
        start, end = word.span.start, word.span.end
        text = " ".join("".join(c if c.isprintable() else " " for c in word.text).split())
        if not text or not math.isfinite(start) or not math.isfinite(end):
            continue
        start = max(0.0, start)
        pieces.append(_Piece(text, start, min(max(start, end), start + LONGEST)))
    return sorted(pieces, key=lambda piece: piece.start)


def _captions(pieces: Sequence[_Piece]) -> list[_Caption]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and _fits(groups[-1], piece) and not _ends(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_Caption(tuple(group), group[0].start, max(p.end for p in group)) for group in _joined(groups)]


def _fits(group: Sequence[_Piece], piece: _Piece) -> bool:
    text = " ".join(p.text for p in [*group, piece])
    return len(_lines(text)) <= 2 and piece.end - group[0].start <= LONGEST


def _ends(group: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether the caption is complete before this word."""
    last = group[-1]
    if piece.start - last.end >= PAUSE or last.text.endswith(SENTENCE_ENDS):
        return True
    return last.text.endswith(CLAUSE_ENDS) and sum(len(p.text) + 1 for p in group) > LINE


def _joined(groups: Sequence[list[_Piece]]) -> list[list[_Piece]]:
    """Captions too short to be read, joined with the next one where both fit."""
    joined: list[list[_Piece]] = []
    for group in groups:
        previous = joined[-1] if joined else None
        if (
            previous
            and group[0].start - previous[0].start < SHORTEST
            and len(_lines(" ".join(p.text for p in [*previous, *group]))) <= 2
            and group[-1].end - previous[0].start <= LONGEST
        ):
            previous.extend(group)
        else:
            joined.append(list(group))
    return joined


def _timed(captions: Sequence[_Caption]) -> list[_Caption]:
    """Each caption shown for at least `SHORTEST` where the next one leaves room, none over another."""
    timed: list[_Caption] = []
    for i, caption in enumerate(captions):
        start = round(max(caption.start, timed[-1].end if timed else 0.0), 3)
        end = min(max(caption.end, start + SHORTEST), start + LONGEST)
        if i + 1 < len(captions):
            end = min(end, captions[i + 1].start)
        timed.append(_Caption(caption.pieces, start, round(max(end, start + 0.001), 3)))
    return timed


def _lines(text: str) -> list[str]:
    """The text in lines of at most `LINE` characters, two of like length; a longer word has its own line."""
    if len(text) <= LINE:
        return [text]
    words = text.split(" ")
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    fitting = [half for half in halves if max(map(len, half)) <= LINE]
    if fitting:
        return list(min(fitting, key=lambda half: abs(len(half[0]) - len(half[1]))))
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float) -> str:
    """A WebVTT time: hours, minutes, seconds and milliseconds."""
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
