"""Which analyzers watch and listen, and how often: for a recording and for a live talk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from realtalk.importing import ONE_AT_A_TIME
from realtalk.media import AudioChunk, Frame
from realtalk.observations import Observation
from realtalk.perception.analyzer import Analyzer
from realtalk.perception.rate import Rate
from realtalk.settings import settings

if TYPE_CHECKING:
    from realtalk.perception.phrases import Phrasing
    from realtalk.session.canvas import Canvas

PICTURES = 5.0
"""Pictures a second that are analysed: a glance away lasts longer than 0.3 s, a hand's stroke about half a
second."""

EMOTION_PICTURES = 2.0
"""Pictures a second whose emotion is read: an expression lasts half a second and more."""

POSTURE_PICTURES = 1.0
"""Pictures a second whose posture is read: its findings last 3 s and more."""

EVERY = 1000.0
"""Pictures a second that no camera reaches: every one is analysed."""


class Thinned:
    """An analyzer that looks at every picture, for who watches live, and keeps as many observations a second
    as a recording's would: what is measured afterwards is the same.
    """

    def __init__(self, analyzer: Analyzer, per_second: float) -> None:
        self._analyzer = analyzer
        self._rate = Rate(per_second)
        self.newest: tuple[Observation, ...] = ()
        """What the newest picture showed, kept or not."""

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        self.newest = tuple(self._analyzer.feed(media))
        return self.newest if self._rate.due(media.t) else ()

    def finish(self) -> Iterable[Observation]:
        return self._analyzer.finish()


class Abreast:
    """Rows of analyzers that look at each picture at the same time: it takes no longer than the slowest row.

    Within a row they look in order.
    """

    def __init__(self, *rows: Sequence[Analyzer]) -> None:
        self._first, *self._others = rows
        self._threads = ThreadPoolExecutor(max(1, len(self._others)), "realtalk-your picture")

    def feed(self, media: Frame | AudioChunk) -> Iterable[Observation]:
        others = [self._threads.submit(_fed, row, media) for row in self._others]
        try:
            found = _fed(self._first, media)
        finally:
            wait(others)
        return [*found, *(each for other in others for each in other.result())]

    def finish(self) -> Iterable[Observation]:
        self._threads.shutdown()
        rows = (self._first, *self._others)
        return [each for row in rows for analyzer in row for each in analyzer.finish()]


def _fed(row: Sequence[Analyzer], media: Frame | AudioChunk) -> list[Observation]:
    return [each for analyzer in row for each in analyzer.feed(media)]


def watch_faces(emotion: bool) -> Sequence[Analyzer]:
    """Faces, and what they look like, of a recording."""
    with ONE_AT_A_TIME:
        from realtalk.perception.face import FaceAnalyzer

    faces = FaceAnalyzer(PICTURES)
    if not emotion:
        return (faces,)
    with ONE_AT_A_TIME:
        from realtalk.perception.emotion import EmotionAnalyzer

    return faces, EmotionAnalyzer(faces, EMOTION_PICTURES)


def watch_body() -> Sequence[Analyzer]:
    """Hands and posture of a recording."""
    with ONE_AT_A_TIME:
        from realtalk.perception.hands import HandsAnalyzer
        from realtalk.perception.posture import PostureAnalyzer

    return HandsAnalyzer(PICTURES), PostureAnalyzer(POSTURE_PICTURES)


def watch_live(emotion: bool, canvas: Canvas) -> Sequence[Analyzer]:
    """Everything that is seen of a live talk, on every picture; `canvas` gets what is to be drawn."""
    with ONE_AT_A_TIME:
        from realtalk.perception.emotion import EmotionAnalyzer
        from realtalk.perception.face import FaceAnalyzer
        from realtalk.perception.hands import HandsAnalyzer
        from realtalk.perception.posture import PostureAnalyzer

    faces, hands = FaceAnalyzer(EVERY), HandsAnalyzer(EVERY, idle_per_second=EVERY)
    posture = PostureAnalyzer(EVERY)
    head: list[Analyzer] = [Thinned(faces, PICTURES)]
    emotions = Thinned(EmotionAnalyzer(faces, EVERY), EMOTION_PICTURES) if emotion else None
    if emotions is not None:
        head.append(emotions)
    body = (Thinned(hands, PICTURES), Thinned(posture, POSTURE_PICTURES))
    canvas.follow(faces, emotions, hands, posture)
    return [Abreast(head, body), canvas]


def measure_voice() -> Sequence[Analyzer]:
    """Level and pitch."""
    with ONE_AT_A_TIME:
        from realtalk.perception.voice import VoiceAnalyzer

    return (VoiceAnalyzer(),)


def listen() -> Sequence[Analyzer]:
    """Speech, words and voices of a recording."""
    with ONE_AT_A_TIME:
        from realtalk.perception.phrases import THOROUGH

    return _hearing(THOROUGH)


def listen_live(
    stammers: bool = False, conversing: bool = False, waiting: Callable[[], float] = lambda: 0.0
) -> Sequence[Analyzer]:
    """The same of a live talk, with words as soon as a phrase has ended: at once where a partner waits for
    them, and with more patience for somebody who `stammers`. `waiting` tells how many seconds of sound wait.
    """
    with ONE_AT_A_TIME:
        from realtalk.perception.phrases import AT_ONCE, PATIENT, SOON

    return _hearing(PATIENT if stammers else AT_ONCE if conversing else SOON, waiting)


def listen_for_speech() -> Sequence[Analyzer]:
    """When somebody speaks and what the voice sounds like, and nothing of what is said."""
    with ONE_AT_A_TIME:
        from realtalk.perception.hearing import HearingAnalyzer
        from realtalk.perception.phrases import SOON
        from realtalk.perception.voice_emotion import VoiceEmotion

    return (HearingAnalyzer(None, None, SOON, VoiceEmotion()),)


def load_words() -> None:
    """Load what recognises and reads words, so that the talk that follows a look at the camera starts at
    once.
    """
    with ONE_AT_A_TIME:
        from realtalk.language.transcript import load
        from realtalk.perception.transcription import transcriber
        from realtalk.perception.voices import resident_encoder

    transcriber(settings())
    resident_encoder()
    load()


def _hearing(phrasing: Phrasing, waiting: Callable[[], float] = lambda: 0.0) -> Sequence[Analyzer]:
    with ONE_AT_A_TIME:
        from realtalk.perception.hearing import HearingAnalyzer
        from realtalk.perception.transcription import transcriber
        from realtalk.perception.voice_emotion import VoiceEmotion
        from realtalk.perception.voices import Voices, resident_encoder

    words, voices = transcriber(settings()), Voices(resident_encoder())
    return (HearingAnalyzer(words, voices, phrasing, VoiceEmotion(), waiting),)
