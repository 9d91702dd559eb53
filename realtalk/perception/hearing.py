"""Everything that starts from speech: when there is some, what is said, and whose voice says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from realtalk.media import SAMPLE_RATE, AudioChunk, Frame, Span
from realtalk.observations import Observation, SpeechSpan
from realtalk.perception.blocks import Blocks
from realtalk.perception.phrases import THOROUGH, Phrase, Phrases, Phrasing
from realtalk.perception.speech import WINDOW, VoiceActivity
from realtalk.perception.transcription import Transcriber
from realtalk.perception.voice_emotion import VoiceEmotion
from realtalk.perception.voices import Voices


class HearingAnalyzer:
    """Speech, words and turns, from one voice activity detector.

    The detector cuts the sound into phrases; the transcriber and the voices get the same phrases. Turns come
    with `finish`, since telling voices apart needs all of them. What the voice sounds like is heard in
    stretches of its own. `waiting` tells how many seconds of sound have come that it was not fed yet.
    """

    def __init__(
        self,
        transcriber: Transcriber | None,
        voices: Voices | None,
        phrasing: Phrasing = THOROUGH,
        voice_emotion: VoiceEmotion | None = None,
        waiting: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._blocks = Blocks(round(phrasing.block * SAMPLE_RATE / WINDOW) * WINDOW)
        self._activity = VoiceActivity()
        self._phrases = Phrases(phrasing)
        self._transcriber = transcriber
        self._voices = voices
        self._voice_emotion = voice_emotion
        self._waiting = waiting
        self._end = 0.0

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        if isinstance(media, AudioChunk):
            for block in self._blocks.add(media):
                yield from self._hear(block)

    def finish(self) -> Iterable[Observation]:
        rest = self._blocks.rest()
        if rest is not None:
            yield from self._hear(rest)
        silence = AudioChunk(self._end, np.zeros(0, np.float32))
        ended = tuple(self._activity.finish(self._end))
        yield from self._take(silence, ended)
        for phrase in self._phrases.finish():
            yield from self._understand(phrase)
        if self._voice_emotion is not None:
            yield from self._voice_emotion.finish()
        if self._voices is not None:
            yield from self._voices.turns()

    def _hear(self, block: AudioChunk) -> Iterable[Observation]:
        self._end = block.end
        yield from self._take(block, tuple(self._activity.add(block)))

    def _take(self, block: AudioChunk, ended: Sequence[Span]) -> Iterable[Observation]:
        for span in ended:
            yield SpeechSpan(span)
        for phrase in self._phrases.add(block, ended, self._activity.open_since, self._waiting()):
            yield from self._understand(phrase)
        if self._voice_emotion is not None:
            yield from self._voice_emotion.add(block, ended, self._activity.open_since)

    def _understand(self, phrase: Phrase) -> Iterable[Observation]:
        if self._voices is not None:
            self._voices.listen(phrase)
        if self._transcriber is not None:
            yield from self._transcriber.words(phrase)
