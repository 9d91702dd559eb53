"""Whisper on this machine, kept loaded, behind SpeechRecognition."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import speech_recognition as sr
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim
from faster_whisper.transcribe import Segment
from faster_whisper.transcribe import Word as Piece
from numpy.typing import NDArray
from speech_recognition.recognizers.whisper_local.base import (
    TranscribeOutputBase,
    WhisperCompatibleRecognizer,
)

from realtalk import weights
from realtalk.in_turn import InTurn
from realtalk.media import SAMPLE_RATE, Span
from realtalk.observations import LanguageObservation, Word
from realtalk.perception.fillers import gone_on, reaching, resident_hesitations
from realtalk.perception.phrases import MARGIN, Phrase
from realtalk.perception.transcription import audio_data
from realtalk.perception.wordless import SLACK, wordless
from realtalk.settings import Settings

FILLER_PROMPT = "Um, uh, so, like, you know, er... Umm, let me think, uh, hmm."
"""Said to Whisper beforehand, since it writes in the manner of its prompt: without one it leaves fillers
out."""

PROMPTED_LANGUAGE = "en"

LOOPING = 2.4
"""Compression ratio above which a text goes round in circles, as Whisper's own default has it."""

SHORTEST_IN_LOOP = 0.1
"""Seconds a word must take to be believed in such a text: the circling words are heaped on one instant."""

HARDLY_BELIEVED = 0.15
"""Probability below which the last words of a phrase are taken as made up of the silence after it. House
rule: the made-up ones of our sample had 0.01 to 0.12, real last words 0.5 and more."""

CERTAIN_LANGUAGE = 0.8
"""Probability from which a phrase is in another language than the rest: an accent alone reaches less."""

SHORTEST_WORD = 0.04
"""Seconds given to a word that Whisper put at a single instant: two of its time steps."""


LEAST_FRAMES, ROOM_FRAMES = 1500, 500
"""Hundredths of a second that the encoder works on at least, and beyond the sound's end. Whisper was trained
on 30 s with silence at the end, but works on less: with these, short phrases cost half, and on 34 labelled
recordings the word error rate was 47.8% against 49.4% with all 30 s, 13 of 15 hesitations found against 11
(docs/benchmarks.md); with 10 s in all words are made up now and then."""

ENCODED_RATE = 50
"""Vectors a second that the encoder gives."""

ROOM_ALONE = 50
"""Hundredths of a second beyond the sound's end that `ResidentWhisper.encoded` works on: nothing is to be
recognised there."""


class _Brief(WhisperModel):
    """Whisper that works on no more silence after a phrase than it needs, and keeps the first encoding of a
    transcription, which tells the language for next to nothing.
    """

    encoded: Any = None
    frames = 3000
    """Hundredths of a second of sound in what is transcribed now."""

    def encode(self, features: NDArray[np.float32]) -> Any:
        encoded = super().encode(features[..., : max(LEAST_FRAMES, self.frames + ROOM_FRAMES)])
        if self.encoded is None:
            self.encoded = encoded
        return encoded

    def encode_alone(self, features: NDArray[np.float32]) -> Any:
        """The encoding of these features and nothing more; the one that is kept stays."""
        return super().encode(features)


class Transcript(TranscribeOutputBase[Segment]):
    """What SpeechRecognition hands on of a phrase.

    `language` is the one it was heard in, `detected` the one it sounds most like, `probability` how sure
    that is. `encoded` is what the encoder made of the phrase, `(n, 512)` for Whisper base.
    """

    detected: str
    probability: float
    encoded: NDArray[np.float32]


class ResidentWhisper:
    """A loaded Whisper in the shape that `WhisperCompatibleRecognizer` takes. Safe for several threads."""

    def __init__(self, folder: Path) -> None:
        self._model = _Brief(
            str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )
        self._one = InTurn()

    def transcribe(self, audio_array: NDArray[np.float32], *, language: str, **options: Any) -> Transcript:
        """Segments with word times, greedily and without falling back to random sampling."""
        with self._one:
            self._model.encoded = None
            self._model.frames = len(audio_array) * 100 // SAMPLE_RATE
            found, _ = self._model.transcribe(
                audio_array,
                language=language,
                beam_size=1,
                temperature=0.0,
                condition_on_previous_text=False,
                word_timestamps=True,
                **options,
            )
            segments = list(found)
            encoded = _vectors(self._model.encoded, len(audio_array))
            detected, probability = self._detected(language)
        return {
            "text": "".join(segment.text for segment in segments),
            "segments": segments,
            "language": language,
            "detected": detected,
            "probability": probability,
            "encoded": encoded,
        }

    def encoded(self, pcm: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the encoder makes of some seconds of sound by themselves: `(n, 512)` for Whisper base,
        `ENCODED_RATE` a second.

        The sound may have 29 s. Four seconds of it cost 0.014 of their length on one core.
        """
        features = pad_or_trim(self._model.feature_extractor(pcm))
        frames = len(pcm) * 100 // SAMPLE_RATE
        with self._one:
            encoding = self._model.encode_alone(features[:, : frames + ROOM_ALONE])
        return _vectors(encoding, len(pcm))

    def _detected(self, language: str) -> tuple[str, float]:
        encoded, self._model.encoded = self._model.encoded, None
        if encoded is None or not self._model.model.is_multilingual:
            return language, 1.0
        token, probability = self._model.model.detect_language(encoded)[0][0]
        return token.removeprefix("<|").removesuffix("|>"), float(probability)


def _vectors(encoding: Any, samples: int) -> NDArray[np.float32]:
    """The encoder's vectors for so much sound, without those of the silence after it."""
    if encoding is None:
        return np.empty((0, 0), np.float32)
    return np.array(encoding, dtype=np.float32)[0, : -(-samples * ENCODED_RATE // SAMPLE_RATE)]


@cache
def resident_whisper(folder: Path) -> ResidentWhisper:
    """The one copy of a model in this process."""
    return ResidentWhisper(folder)


class WhisperRecogniser(sr.Recognizer):
    """SpeechRecognition's recogniser with a Whisper that stays loaded between calls."""

    def __init__(self, model: ResidentWhisper) -> None:
        super().__init__()
        self._whisper = WhisperCompatibleRecognizer(model)

    def recognize_resident_whisper(self, audio: sr.AudioData, **options: Any) -> Transcript:
        """A phrase's segments, with words, times and probabilities, and its language."""
        return cast(Transcript, self._whisper.recognize(audio, show_dict=True, **options))


class WhisperTranscriber:
    """Words with times, fillers kept, each phrase in its own language.

    A phrase whose language is uncertain is heard in the one spoken for longest so far.
    """

    def __init__(self, settings: Settings) -> None:
        model = resident_whisper(settings.whisper_model or weights.path("whisper"))
        self._recogniser = WhisperRecogniser(model)
        self._hesitations = None if settings.whisper_model else resident_hesitations()
        self._hesitating = -math.inf
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def words(self, phrase: Phrase) -> Iterable[Word | LanguageObservation]:
        transcript = self._transcript(audio_data(phrase))
        language = transcript["language"]
        self._seconds[language] += len(phrase.pcm) / SAMPLE_RATE
        same = language == transcript["detected"]
        probability = transcript["probability"] if same else 1 - transcript["probability"]
        words = self._completed(phrase, language, _words(transcript, phrase))
        words = gone_on(self._second_opinion(phrase, transcript, words), phrase, self._hesitating)
        self._hesitating = reaching(words, phrase)
        yield from words
        # Last, since it tells that the words of the phrase are all there.
        yield LanguageObservation(phrase.span, language, probability)

    def _second_opinion(self, phrase: Phrase, transcript: Transcript, words: list[Word]) -> list[Word]:
        """The words with the hesitations that the decoder passed over; it was made for Whisper base and
        English.
        """
        if self._hesitations is None or transcript["language"] != PROMPTED_LANGUAGE:
            return words
        return self._hesitations.heard(phrase, words, transcript["encoded"])

    def _completed(self, phrase: Phrase, language: str, words: list[Word]) -> list[Word]:
        """The words with those of speech that Whisper passed over, heard again on its own.

        It may end early and leave out the rest of a phrase, more often when it is told to keep fillers.
        """
        heard_again: set[Span] = set()
        while missed := [each for each in wordless(phrase.speech, words) if each not in heard_again]:
            heard_again.update(missed)
            found = [word for stretch in missed for word in self._again(phrase, language, stretch)]
            words = sorted([*words, *found], key=lambda word: word.span)
        return words

    def _again(self, phrase: Phrase, language: str, stretch: Span) -> list[Word]:
        part = phrase.part(Span(stretch.start - MARGIN, stretch.end + MARGIN))
        for prompt in dict.fromkeys((_prompt(language), None)):
            transcript = self._recogniser.recognize_resident_whisper(
                audio_data(part), language=language, initial_prompt=prompt
            )
            found = [word for word in _words(transcript, part) if stretch.contains(word.span.middle)]
            if found:
                return found
        return []

    def _transcript(self, audio: sr.AudioData) -> Transcript:
        """Heard in the usual language first; once more where it turns out to be another."""
        recognise = self._recogniser.recognize_resident_whisper
        usual = max(self._seconds, key=self._seconds.__getitem__, default=PROMPTED_LANGUAGE)
        heard = recognise(audio, language=usual, initial_prompt=_prompt(usual))
        detected = heard["detected"]
        if detected == usual or heard["probability"] < CERTAIN_LANGUAGE:
            return heard
        return recognise(audio, language=detected, initial_prompt=_prompt(detected))


def _prompt(language: str) -> str | None:
    return FILLER_PROMPT if language == PROMPTED_LANGUAGE else None


def _words(transcript: Transcript, phrase: Phrase) -> list[Word]:
    words: list[Word] = []
    for segment in transcript["segments"]:
        looping = segment.compression_ratio > LOOPING
        pieces = [
            piece
            for piece in segment.words or ()
            if not (looping and piece.end - piece.start < SHORTEST_IN_LOOP)
        ]
        for word in whole(pieces):
            text = word.word.strip()
            span = phrase.place(word.start, word.end)
            if text and _spoken(span, phrase):
                span = Span(span.start, max(span.end, span.start + SHORTEST_WORD))
                words.append(Word(text, span, float(word.probability)))
    while words and words[-1].probability < HARDLY_BELIEVED:
        words.pop()
    return words


def whole(pieces: Iterable[Piece]) -> list[Piece]:
    """Whisper's words, put together where it cuts one in front of a sign: "40" and ",000" are one number,
    "part" and "-time" one word. A stammered "w" and "-we" stay apart, to be counted as said twice. The
    likelier of two pieces does not make the whole likely: the least counts.
    """
    words: list[Piece] = []
    for piece in pieces:
        if words and _goes_on(words[-1].word.strip(" -"), piece.word):
            before = words.pop()
            piece = Piece(
                before.start, piece.end, before.word + piece.word, min(before.probability, piece.probability)
            )
        words.append(piece)
    return words


def _goes_on(before: str, piece: str) -> bool:
    if piece[:1].isalnum() or piece[:1].isspace():
        return False
    stammered = piece.startswith("-") and before.isalpha()
    return not (stammered and piece[1:].lower().startswith(before.lower()))


def _spoken(word: Span, phrase: Phrase) -> bool:
    """Whether anybody spoke then: in silence Whisper says things such as "Thank you"."""
    heard = Span(word.start - SLACK, word.end + SLACK)
    return any(heard.overlap(speech) > 0 for speech in phrase.speech)
