"""What a voice sounds like, stretch by stretch: neutral, happy or nervous (Whisper's encoder and a linear
layer of RealTalk's own).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from realtalk import weights
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import VOICE_EMOTIONS, VoiceEmotionObservation
from realtalk.perception.phrases import Phrase
from realtalk.perception.speech import SHORTEST_PAUSE
from realtalk.perception.whisper import ENCODED_RATE, ResidentWhisper, resident_whisper
from realtalk.weights.manifest import MODELS

LAYER = MODELS / "voice_emotion.npz"
"""What models/training/voice_emotion/train.py learned: `weights` `(512, 3)`."""

ENOUGH, MOST = 2.0, 4.5
"""Seconds of speech that make a stretch, and that it has at most: about what the layer was trained on."""

PART = 3.0
"""Seconds of the parts that longer speech without a pause is cut into; a rest has 1.5 s at least."""

APART = 1.0
"""Seconds of silence that no stretch goes across. House rule: the next sentence may sound otherwise."""

LEAST = 0.6
"""Seconds of speech under which nothing is said of a voice. House rule: two syllables."""

MARGIN = 0.2
"""Seconds of sound around a stretch, so that it does not begin and end with a click."""

LEVEL = 0.05
"""Root mean square that speech is brought to, -26 dB of full scale: a microphone's level says nothing."""


class Stretches:
    """Speech in stretches of two to four seconds. They follow from when somebody speaks alone, whatever
    blocks the sound comes in.
    """

    def __init__(self) -> None:
        self._sound: list[AudioChunk] = []
        self._spans: list[Span] = []
        self._cut_until = -np.inf

    def add(self, block: AudioChunk, ended: Sequence[Span], open_since: float | None) -> Iterator[Phrase]:
        """The stretches that are complete now.

        `ended` are the spans of speech that ended in this block, `open_since` the start of the one that goes
        on.
        """
        self._sound.append(block)
        for span in ended:
            start = max(span.start, self._cut_until)
            yield from self._parts(start, span.end)
            yield from self._join(Span(max(start, self._cut_until), span.end))
        quiet_since = block.end
        if open_since is not None:
            quiet_since = open_since
            yield from self._parts(max(open_since, self._cut_until), block.end - SHORTEST_PAUSE)
        if self._spans and quiet_since - self._spans[-1].end > APART:
            yield from self._complete()
        self._forget(block.end if open_since is None else max(open_since, self._cut_until))

    def finish(self) -> Iterator[Phrase]:
        """What is left at the end of the sound."""
        yield from self._complete()
        self._sound = []

    def _parts(self, start: float, end: float) -> Iterator[Phrase]:
        """Speech that is too long for one stretch, but for its end."""
        while end - start > MOST:
            yield from self._complete()
            self._spans = [Span(start, start + PART)]
            yield from self._complete()
            start = self._cut_until = start + PART

    def _join(self, span: Span) -> Iterator[Phrase]:
        if self._spans and (
            span.start - self._spans[-1].end > APART or span.end - self._spans[0].start > MOST
        ):
            yield from self._complete()
        self._spans.append(span)
        if sum(each.duration for each in self._spans) >= ENOUGH:
            yield from self._complete()

    def _complete(self) -> Iterator[Phrase]:
        spans, self._spans = tuple(self._spans), []
        if sum(each.duration for each in spans) < LEAST:
            return
        sound = np.concatenate([chunk.pcm for chunk in self._sound])
        origin = self._sound[0].t
        first = max(0, round((spans[0].start - MARGIN - origin) * SAMPLE_RATE))
        pcm = sound[first : round((spans[-1].end + MARGIN - origin) * SAMPLE_RATE)]
        start = origin + first / SAMPLE_RATE
        yield Phrase(pcm, (Span(start, start + len(pcm) / SAMPLE_RATE),), spans)

    def _forget(self, now: float) -> None:
        needed = (self._spans[0].start if self._spans else now) - MARGIN
        while self._sound and self._sound[0].end < needed:
            self._sound.pop(0)


class VoiceEmotion:
    """How the stretches of speech sound, as they are complete.

    Each is encoded by itself at one level, so that a live talk, its recording and a baseline give the same
    scores: the encoding of a recogniser's phrase depends on all that the phrase holds.
    """

    def __init__(self) -> None:
        self._stretches = Stretches()
        self._whisper = resident_whisper(weights.path("whisper"))
        self._weights = _layer(LAYER)

    def add(
        self, block: AudioChunk, ended: Sequence[Span], open_since: float | None
    ) -> Iterator[VoiceEmotionObservation]:
        """Those of the stretches that are complete with this block; see `Stretches.add`."""
        for stretch in self._stretches.add(block, ended, open_since):
            yield self._heard(stretch)

    def finish(self) -> Iterator[VoiceEmotionObservation]:
        """Those of what is left at the end of the sound."""
        for stretch in self._stretches.finish():
            yield self._heard(stretch)

    def whole(self, sound: AudioChunk) -> VoiceEmotionObservation:
        """Of a whole sound of at most 29 s, whether or not there is speech in it."""
        span = Span(sound.t, sound.end)
        return self._heard(Phrase(sound.pcm, (span,), (span,)))

    def _heard(self, stretch: Phrase) -> VoiceEmotionObservation:
        scores = features(self._whisper, stretch) @ self._weights
        neutral, happy, nervous = (float(score) for score in scores)
        span = Span(stretch.speech[0].start, stretch.speech[-1].end)
        return VoiceEmotionObservation(span, (neutral, happy, nervous))


def features(whisper: ResidentWhisper, stretch: Phrase) -> NDArray[np.float32]:
    """The mean of what the encoder makes of the speech in a stretch, `(512,)`."""
    (heard,) = stretch.pieces
    sounding = np.concatenate([_part(stretch.pcm, each, heard, SAMPLE_RATE) for each in stretch.speech])
    level = float(np.sqrt(np.mean(sounding.astype(np.float64) ** 2)))
    encoded = whisper.encoded((stretch.pcm * (LEVEL / max(level, 1e-6))).astype(np.float32))
    return np.concatenate([_part(encoded, each, heard, ENCODED_RATE) for each in stretch.speech]).mean(axis=0)


def _part(rows: NDArray[np.float32], span: Span, within: Span, rate: int) -> NDArray[np.float32]:
    first = int((span.start - within.start) * rate + 1e-6)
    return rows[first : max(first + 1, round((span.end - within.start) * rate))]


@cache
def _layer(path: Path) -> NDArray[np.float32]:
    with np.load(path, allow_pickle=False) as kept:
        layer = kept["weights"].astype(np.float32)
    assert layer.shape[1:] == (len(VOICE_EMOTIONS),)
    return layer
