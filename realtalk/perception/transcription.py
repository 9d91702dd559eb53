"""Speech to words, with SpeechRecognition in front of whichever engine is set.

Whisper base on this machine is the default: see `whisper.py`. Any other recogniser of SpeechRecognition can
be named; those give no word times, so their words are spread over the stretches of speech and marked as such.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np
import speech_recognition as sr

from realtalk.errors import RealTalkError
from realtalk.importing import ONE_AT_A_TIME
from realtalk.media import SAMPLE_RATE, Span
from realtalk.observations import LanguageObservation, Word
from realtalk.perception.phrases import Phrase
from realtalk.settings import Settings

ASSUMED_PROBABILITY = 1.0
"""For words of a recogniser that does not say how sure it is."""


class Transcriber(Protocol):
    """Turns phrases, in time order, into words and the language they are in."""

    def words(self, phrase: Phrase) -> Iterable[Word | LanguageObservation]: ...


def transcriber(settings: Settings) -> Transcriber:
    """The recogniser that the settings name. Raises `RealTalkError` for one that does not exist."""
    if settings.engine == "whisper":
        with ONE_AT_A_TIME:
            from realtalk.perception.whisper import WhisperTranscriber

        return WhisperTranscriber(settings)
    names = tuple(_engines())
    if settings.engine not in names:
        raise RealTalkError(
            f"REALTALK_ENGINE names {settings.engine!r}, which is no recogniser.",
            f"Choose whisper, or one of: {', '.join(names)}.",
        )
    return NamedRecogniser(settings.engine)


def _engines() -> Iterator[str]:
    """Recognisers of SpeechRecognition that need nothing but the sound: the others want keys as arguments."""
    for name in sorted(dir(sr.Recognizer)):
        if not name.startswith("recognize_"):
            continue
        _, _, *options = inspect.signature(getattr(sr.Recognizer, name)).parameters.values()
        if all(o.default is not o.empty or o.kind in (o.VAR_KEYWORD, o.VAR_POSITIONAL) for o in options):
            yield name.removeprefix("recognize_")


def audio_data(phrase: Phrase) -> sr.AudioData:
    """The phrase as SpeechRecognition takes it: 16-bit mono."""
    pcm = np.clip(phrase.pcm * 32768, -32768, 32767).astype("<i2")
    return sr.AudioData(pcm.tobytes(), SAMPLE_RATE, 2)


class NamedRecogniser:
    """One of SpeechRecognition's own recognisers, such as sphinx on this machine or google online."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._recognise = getattr(sr.Recognizer(), f"recognize_{engine}")

    def words(self, phrase: Phrase) -> Iterable[Word | LanguageObservation]:
        try:
            text = self._recognise(audio_data(phrase))
        except sr.UnknownValueError:
            return ()
        except Exception as error:  # each engine raises what it likes
            raise RealTalkError(
                f"The recogniser {self._engine} did not answer.",
                "Check its installation or your connection, or set REALTALK_ENGINE to whisper.",
                retryable=True,
            ) from error
        return tuple(spread(str(text).split(), phrase.speech))


def spread(texts: list[str], speech: tuple[Span, ...]) -> Iterator[Word]:
    """Words laid over stretches of speech by their length in letters, for want of real times."""
    letters = sum(len(text) + 1 for text in texts)
    whole = sum(span.duration for span in speech)
    passed = 0
    for text in texts:
        start = _after(passed / letters * whole, speech)
        passed += len(text) + 1
        end = _after(passed / letters * whole, speech)
        yield Word(text, Span(start, end), ASSUMED_PROBABILITY, timed=False)


def _after(spoken: float, speech: tuple[Span, ...]) -> float:
    for span in speech:
        if spoken <= span.duration:
            return span.start + spoken
        spoken -= span.duration
    return speech[-1].end
