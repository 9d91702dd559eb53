"""The partner in a live talk: what of their voice was heard when, in its recording and in its timeline."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from realtalk.capture.webrtc import Heard
from realtalk.language.structure import kind_of
from realtalk.media import AudioChunk, Span, merge
from realtalk.observations import Asked, Observation, PersonaVoice, SpeechSpan, VoiceTurn, Word
from realtalk.partner.speech.speech import RATE, Speech, SpokenWord
from realtalk.timeline import Timeline

VOICE = 1000
"""The partner's number among the voices of a talk: the microphone's are counted from 0."""

LOUDNESS = 0.7
"""How loud the partner is in the recording, beside the microphone. House rule: clear, and never the
louder."""

KEPT = 12
"""Pieces whose sound may still be wanted: more than a reply has sentences."""

LATE = 5.0
"""Seconds by which the microphone's sound may lag behind what the partner said."""

ECHO = 1.5
"""Seconds around the partner's words within which the same words from the microphone are their echo: echo
cancelling leaves scraps, and a room holds sound back for a moment."""


@dataclass(eq=False)
class _Piece:
    start: float
    words: tuple[SpokenWord, ...]
    question: str
    heard: float
    pcm: NDArray[np.float32] | None
    aside: bool = False
    rate: int = RATE

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + self.heard)


class Company:
    """What the partner said in one live talk. Any thread may call anything.

    `listen` is handed each piece of the microphone's sound; `name` is the partner's.
    """

    def __init__(self, listen: Callable[[AudioChunk], None] | None = None, name: str = "") -> None:
        self._listen, self._name = listen, name
        self._pieces: list[_Piece] = []
        self._lock = threading.Lock()

    def hear(self, chunk: AudioChunk) -> None:
        """Take in what the microphone gives."""
        if self._listen is not None:
            self._listen(chunk)

    def began(self, t: float, speech: Speech, question: str = "", *, aside: bool = False) -> None:
        """The partner is heard from `t` on; `question` is what this asks the user, if it does. What is said
        `aside`, a listener's "mm-hm", takes no turn.
        """
        with self._lock:
            self._pieces.append(_Piece(t, speech.words, question, speech.duration, speech.pcm, aside))

    def stopped(self, t: float) -> None:
        """Whatever is still to be heard of the partner at `t` is heard no more."""
        with self._lock:
            for piece in self._pieces:
                piece.heard = min(piece.heard, max(0.0, t - piece.start))

    def mixed(self, t: float, heard: Heard) -> NDArray[np.float32]:
        """The microphone's sound `(n,)`, whose first sample is at `t` of the talk, with what the partner said
        meanwhile, for the recording.
        """
        pcm, rate = heard.pcm, heard.rate
        with self._lock:
            span = Span(t, t + len(pcm) / rate)
            for piece in self._pieces[-KEPT:]:
                if piece.start + piece.heard < t - LATE:
                    piece.pcm = None
            there = [piece for piece in self._pieces[-KEPT:] if piece.span.overlap(span) > 0]
        if not there:
            return pcm
        both = pcm.astype(np.float32, copy=True)
        for piece in there:
            if piece.pcm is None:
                continue
            if piece.rate != rate:
                pcm_then = np.asarray(resample_poly(piece.pcm, rate, piece.rate), np.float32)
                piece.pcm, piece.rate = pcm_then, rate
            sound = piece.pcm[: round(piece.heard * rate)]
            first = round((t - piece.start) * rate)
            begin, end = max(0, first), min(len(sound), first + len(both))
            if end > begin:
                both[begin - first : end - first] += LOUDNESS * sound[begin:end]
        return np.clip(both, -1.0, 1.0)

    def alone(self, timeline: Timeline) -> Timeline:
        """The talk as the microphone heard it, without the partner's echo."""
        with self._lock:
            pieces = [piece for piece in self._pieces if piece.heard > 0]
        theirs = [word for piece in pieces for word in _words(piece)]
        own = [word for word in timeline.track(Word) if not _echo(word, theirs)]
        said = merge(piece.span for piece in pieces)
        speech = [each for each in timeline.track(SpeechSpan) if not _only_echo(each.span, said, own)]
        turns = [each for each in timeline.track(VoiceTurn) if not _only_echo(each.span, said, own)]
        turns = turns or [VoiceTurn(each.span, 0) for each in speech]
        return timeline.replaced(Word, own).replaced(SpeechSpan, speech).replaced(VoiceTurn, turns)

    def joined(self, alone: Timeline) -> Timeline:
        """That talk with the partner in it: their turns, words and questions. Where both talk at once, the
        floor is the user's, so that each word lies in one turn.
        """
        with self._lock:
            pieces = [piece for piece in self._pieces if piece.heard > 0 and not piece.aside]
        mine = merge(turn.span for turn in alone.track(VoiceTurn))
        said = _without(merge(piece.span for piece in pieces), mine)
        theirs = [word for piece in pieces for word in _words(piece)]
        theirs = [word for word in theirs if any(span.contains(word.span.middle) for span in said)]
        whole = alone.replaced(Word, (*alone.track(Word), *theirs))
        whole.add(VoiceTurn(span, VOICE) for span in said)
        if said and self._name:
            whole.add((PersonaVoice(Span(said[0].start, said[-1].end), VOICE, self._name),))
        whole.add(_asked(pieces, alone.span.end))
        return whole


def _without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What is left of the spans outside the others; both in order and without overlaps."""
    left: list[Span] = []
    for span in spans:
        start = span.start
        for other in others:
            if other.end > start and other.start < span.end:
                if other.start > start:
                    left.append(Span(start, other.start))
                start = other.end
        if start < span.end:
            left.append(Span(start, span.end))
    return left


def _words(piece: _Piece) -> Iterator[Word]:
    for word in piece.words:
        span = Span(piece.start + word.span.start, piece.start + word.span.end)
        if span.middle < piece.span.end:
            yield Word(word.text, replace(span, end=min(span.end, piece.span.end)), 1.0)


def _echo(word: Word, theirs: Sequence[Word]) -> bool:
    said = _plain(word.text)
    return any(
        _plain(other.text) == said
        and other.span.start - ECHO / 3 <= word.span.middle <= other.span.end + ECHO
        for other in theirs
    ) and any(other.span.overlap(Span(word.span.start - 0.3, word.span.end + 0.1)) > 0 for other in theirs)


def _only_echo(span: Span, said: Sequence[Span], own: Sequence[Word]) -> bool:
    """Whether a stretch of the microphone's sound is the partner alone: no word of the user's lies in it."""
    covered = sum(span.overlap(each) for each in said)
    return covered > 0.7 * span.duration and not any(span.contains(word.span.middle) for word in own)


def _plain(text: str) -> str:
    return re.sub(r"[^\w']", "", text.lower())


def _asked(pieces: Sequence[_Piece], end: float) -> Iterable[Observation]:
    """Each question with the time in which it was answered: until the next one."""
    questions = [piece for piece in pieces if piece.question]
    for piece, after in zip(questions, [*questions[1:], None], strict=False):
        until = after.start if after is not None else max(end, piece.span.end)
        span = Span(piece.span.end, max(until, piece.span.end))
        yield Asked(span, piece.question, kind_of(piece.question) or "other")
