"""Speech packed into phrases for the recogniser, with long silences left out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realtalk.media import SAMPLE_RATE, AudioChunk, Span, merge

MARGIN = 0.4
"""Seconds of sound kept on both sides of speech: a recogniser wants to hear words begin and end."""

LONGEST = 28.0
"""Seconds a phrase may have: Whisper hears 30 at a time."""

ROOM_TO_CUT = 3.0
"""Seconds before the longest phrase in which speech without a pause is cut, at its quietest moment."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How soon speech is handed to the recogniser: after about `target` seconds of it and a `pause`, after
    `patience` seconds of silence however little it is, and at the latest when it has `longest` seconds. What
    has ended waits `at_most` so many seconds for speech that follows.

    `block` is how many seconds of sound are looked at at once; it bounds how late a pause is seen.
    """

    target: float
    pause: float
    patience: float
    longest: float
    at_most: float
    block: float


THOROUGH = Phrasing(target=25.0, pause=MARGIN, patience=20.0, longest=LONGEST, at_most=math.inf, block=1.024)
"""For recordings: a long phrase gives the recogniser the most to go by. The patience bounds how much silence
is kept."""

SOON = Phrasing(target=2.0, pause=0.25, patience=0.6, longest=8.0, at_most=2.0, block=0.256)
"""For captions while somebody speaks: words stand there within three seconds of a phrase's end, of which the
recogniser needs half a second to one. House rule: two seconds are about five words, enough to go by; a
pause of 0.6 s is longer than a breath inside a phrase."""


AT_ONCE = replace(SOON, patience=0.35, block=0.128)
"""The same while somebody waits for an answer: the last words are recognised before a silence is long
enough to end the turn."""

PATIENT = replace(SOON, target=3.0, pause=0.5, patience=1.5, at_most=3.0)
"""The same for somebody who stammers: a block ends no phrase, so that what is said around it is understood
together. House rule: most blocks are over within a second and a half; captions come that much later."""


ARREARS, CAUGHT_UP = 2.0, 0.5
"""Seconds of sound that may wait for the recogniser before it catches up, and that may be left then. House
rule: captions within three; a phrase takes half a second to one, and what waits costs least with the rest."""


def catching_up(phrasing: Phrasing) -> Phrasing:
    """The same for a recogniser in arrears: longer phrases of what waits anyway.

    A phrase costs little less for being short: 33 s of fast speech cost 15.1 s of CPU in phrases of 2 s and
    more, 8.0 s in these.
    """
    return replace(
        phrasing,
        target=max(8.0, phrasing.target),
        patience=max(4.0, phrasing.patience),
        longest=max(10.0, phrasing.longest),
        at_most=max(4.0, phrasing.at_most),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """Speech to be recognised: `pcm` is the sound of `pieces`, one after the other.

    `speech` are the stretches inside it in which somebody speaks.
    """

    pcm: NDArray[np.float32]
    pieces: tuple[Span, ...]
    speech: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return Span(self.pieces[0].start, self.pieces[-1].end)

    def place(self, start: float, end: float) -> Span:
        """Where a stretch of `pcm`, in seconds of it, lies in the session; never across two pieces."""
        passed = 0.0
        for piece in self.pieces:
            if start < passed + piece.duration or piece is self.pieces[-1]:
                first = min(piece.end, piece.start + max(0.0, start - passed))
                return Span(first, max(first, min(piece.end, piece.start + end - passed)))
            passed += piece.duration
        raise AssertionError("a phrase has pieces")

    def part(self, span: Span) -> Phrase:
        """What of the phrase lies in a span of the session that it shares speech with."""
        sounds: list[NDArray[np.float32]] = []
        passed = 0.0
        for piece in self.pieces:
            shared = piece.clip(span)
            start = passed + shared.start - piece.start
            sounds.append(
                self.pcm[round(start * SAMPLE_RATE) : round((start + shared.duration) * SAMPLE_RATE)]
            )
            passed += piece.duration
        return Phrase(np.concatenate(sounds), _within(self.pieces, span), _within(self.speech, span))


class Phrases:
    """Collects speech until a phrase is full."""

    def __init__(self, phrasing: Phrasing = THOROUGH) -> None:
        self._usual, self._hurried = phrasing, catching_up(phrasing)
        self._phrasing = phrasing
        self._sound: list[AudioChunk] = []
        self._spans: list[Span] = []
        self._given_until = -np.inf

    def add(
        self, block: AudioChunk, ended: Sequence[Span], open_since: float | None, waiting: float = 0.0
    ) -> Iterator[Phrase]:
        """Phrases that are full now.

        `ended` are the stretches of speech that ended in this block, `open_since` the start of the one that
        goes on, `waiting` the seconds of sound that have come after it already.
        """
        allowed = ARREARS if self._phrasing is self._usual else CAUGHT_UP
        self._phrasing = self._hurried if waiting > allowed else self._usual
        self._sound.append(block)
        for span in ended:
            yield from self._cut_endless(max(span.start, self._given_until), span.end)
            rest = Span(max(span.start, self._given_until), span.end)
            if self._spans and _packed([*self._spans, rest]) > self._phrasing.longest:
                yield self._phrase(until=rest.start)
            if rest.duration > 0:
                self._spans.append(rest)
        if open_since is not None:
            yield from self._cut_endless(max(open_since, self._given_until), block.end)
        if self._spans and self._full(block.end, open_since):
            yield self._phrase(until=np.inf if open_since is None else open_since)
        self._forget(block.end if open_since is None else open_since)

    def finish(self) -> Iterator[Phrase]:
        """What is left at the end of the sound."""
        if self._spans:
            yield self._phrase(until=np.inf)
        self._sound = []

    def _full(self, now: float, open_since: float | None) -> bool:
        silent = now - self._spans[-1].end
        if silent > (self._phrasing.patience if open_since is None else self._phrasing.at_most):
            return True
        return silent >= self._phrasing.pause and _packed(self._spans) >= self._phrasing.target

    def _cut_endless(self, start: float, now: float) -> Iterator[Phrase]:
        """Speech that goes on for longer than a phrase may be, cut at its quietest moment."""
        longest = self._phrasing.longest - 2 * MARGIN
        while now - start > longest:
            if self._spans:
                yield self._phrase(until=start)
            cut = self._quietest(Span(start + longest - ROOM_TO_CUT, start + longest))
            self._spans = [Span(start, cut)]
            yield self._phrase(until=cut)
            start = cut

    def _phrase(self, *, until: float) -> Phrase:
        heard = Span(max(self._sound[0].t, self._given_until), min(self._sound[-1].end, until))
        pieces = merge(Span(s.start - MARGIN, s.end + MARGIN).clip(heard) for s in self._spans)
        sound = self._sound_held()
        pcm = np.concatenate([self._between(piece, sound) for piece in pieces])
        phrase = Phrase(pcm, pieces, tuple(self._spans))
        self._given_until, self._spans = self._spans[-1].end, []
        return phrase

    def _sound_held(self) -> NDArray[np.float32]:
        return np.concatenate([chunk.pcm for chunk in self._sound])

    def _between(self, span: Span, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        origin = self._sound[0].t
        return sound[round((span.start - origin) * SAMPLE_RATE) : round((span.end - origin) * SAMPLE_RATE)]

    def _quietest(self, span: Span) -> float:
        step = SAMPLE_RATE // 50
        piece = self._between(span, self._sound_held())
        energy = (piece[: len(piece) // step * step].reshape(-1, step) ** 2).sum(axis=1)
        return span.start + (int(np.argmin(energy)) + 0.5) * step / SAMPLE_RATE

    def _forget(self, now: float) -> None:
        """Let go of sound that no phrase will need."""
        needed = (self._spans[0].start if self._spans else now) - MARGIN
        while self._sound and self._sound[0].end < needed:
            self._sound.pop(0)


def _within(spans: Sequence[Span], span: Span) -> tuple[Span, ...]:
    return tuple(part for each in spans if (part := each.clip(span)).duration > 0)


def _packed(spans: Sequence[Span]) -> float:
    return sum(piece.duration for piece in merge(Span(s.start - MARGIN, s.end + MARGIN) for s in spans))
