"""Timelines with known contents: what perception would observe of a session made to measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from realtalk.media import Span, merge
from realtalk.observations import (
    BLENDSHAPES,
    Body,
    Box,
    EmotionObservation,
    FaceObservation,
    GazeObservation,
    Hand,
    HandsObservation,
    LanguageObservation,
    Observation,
    PictureObservation,
    Point,
    PostureObservation,
    Sentence,
    SpeechSpan,
    VoiceEmotionObservation,
    VoiceObservation,
    Word,
)

ASPECT = 4 / 3
SENTENCE = "today we talk about the plan for a new bridge over our river."
VARIED = (
    "Good morning and thank you for coming. Our team spent this spring mapping every bus stop in town. "
    "We walked, counted benches and asked drivers where people wait in the rain. Two results surprised "
    "us. First, half of all shelters stand where nobody boards. Second, moving only nine of them would "
    "keep three thousand riders dry each week. That costs less than one new bus. Today I will show the "
    "map, explain our method and ask for your vote."
)

At = Callable[[float], float]


def times(duration: float, rate: float, start: float = 0.0) -> list[float]:
    """Evenly spaced moments at a rate a second."""
    return [start + (i + 0.5) / rate for i in range(int(duration * rate))]


def said(
    text: str, *, start: float = 0.0, rate: float = 150.0, fillers: Iterable[str] = (), timed: bool = True
) -> list[Word]:
    """The words of a text, evenly spaced at a rate a minute without a break between them."""
    step, marked = 60.0 / rate, set(fillers)
    return [
        Word(w, Span(start + i * step, start + (i + 1) * step), 0.9, w.strip(".,?!").lower() in marked, timed)
        for i, w in enumerate(text.split())
    ]


def talk(minutes: float = 1.0, *, rate: float = 150.0, start: float = 0.0) -> list[Word]:
    """Words of plain sentences for some minutes."""
    count = round(minutes * rate)
    text = (SENTENCE.split() * (count // len(SENTENCE.split()) + 1))[:count]
    return said(" ".join(text), start=start, rate=rate)


def speech_of(words: Sequence[Word]) -> list[Observation]:
    """Words with their speech spans."""
    return [*words, *(SpeechSpan(span) for span in merge((w.span for w in words), gap=0.2499))]


def voice(
    duration: float,
    *,
    level: At | float = -25.0,
    pitch: At | float = 120.0,
    start: float = 0.0,
    hop: float = 0.02,
) -> list[Observation]:
    """Blocks of a second of level in dB and pitch in hertz."""
    found: list[Observation] = []
    size = round(1 / hop)
    for first in range(0, round(duration / hop), size):
        at = start + hop * np.arange(first, min(first + size, round(duration / hop)))
        levels = [level(float(t)) if callable(level) else level for t in at]
        pitches = [pitch(float(t)) if callable(pitch) else pitch for t in at]
        found.append(
            VoiceObservation(
                float(at[0]), hop, np.array(levels, dtype=np.float32), np.array(pitches, dtype=np.float32)
            )
        )
    return found


def shapes(**moves: float) -> np.ndarray:
    """Blendshapes `(52,)` with some movements, the others at rest."""
    values = np.zeros(len(BLENDSHAPES), dtype=np.float32)
    for name, value in moves.items():
        values[BLENDSHAPES.index(name)] = value
    return values


def face(
    t: float,
    *,
    person: int = 0,
    box: Box | None = None,
    blendshapes: np.ndarray | None = None,
    read: bool = True,
    yaw: float = 0.0,
    pitch: float = 0.0,
    lips: float = 0.02,
    light: float = 0.5,
    sharpness: float = 200.0,
) -> FaceObservation:
    """One face in the middle of the picture, a third of its height."""
    box = box or Box(ASPECT / 2 - 0.13, 0.25, 0.26, 0.34)
    if not read:
        return FaceObservation(t, person, box, 0.9, None, None, None, None, None, light, sharpness)
    values = shapes() if blendshapes is None else blendshapes
    return FaceObservation(t, person, box, 0.9, values, yaw, pitch, 0.0, lips, light, sharpness)


def seen(
    duration: float,
    *,
    rate: float = 10.0,
    start: float = 0.0,
    of: Callable[[float], FaceObservation | None] = face,
    gaze: Callable[[float], tuple[float, float] | None] | None = lambda t: (0.0, 0.0),
) -> list[Observation]:
    """Pictures with a face, or without one, and its gaze, where the eyes are open."""
    found: list[Observation] = []
    for t in times(duration, rate, start):
        one = of(t)
        found.append(PictureObservation(t, ASPECT, 0.5, int(one is not None)))
        if one is None:
            continue
        found.append(one)
        look = gaze(t) if gaze else None
        if look is not None and one.blendshapes is not None:
            found.append(GazeObservation(t, one.person, *look))
    return found


def body(
    *, nose: float = 0.42, tilt: float = 0.0, wrists: tuple[Point, Point] | None = None, x: float = 0.66
) -> Body:
    """Shoulders 0.4 apart at height 0.7; `nose` is its distance from the top, `tilt` in degrees."""
    drop = 0.2 * float(np.tan(np.radians(tilt)))
    left, right = wrists or (Point(x + 0.35, 1.3), Point(x - 0.35, 1.3))
    return Body(
        nose=Point(x, nose),
        left_shoulder=Point(x + 0.2, 0.7 + drop),
        right_shoulder=Point(x - 0.2, 0.7 - drop),
        left_elbow=None,
        right_elbow=None,
        left_wrist=left,
        right_wrist=right,
        left_hip=Point(x + 0.15, 1.4),
        right_hip=Point(x - 0.15, 1.4),
    )


def postures(
    duration: float,
    of: Callable[[float], Body | None] = lambda t: body(),
    *,
    rate: float = 2.5,
    start: float = 0.0,
) -> list[Observation]:
    """The body over time."""
    return [PostureObservation(t, of(t)) for t in times(duration, rate, start)]


def hands(
    duration: float, of: Callable[[float], Point | None], *, rate: float = 5.0, start: float = 0.0
) -> list[Observation]:
    """The right hand over time."""
    found: list[Observation] = []
    for t in times(duration, rate, start):
        at = of(t)
        found.append(HandsObservation(t, (Hand("right", at, at, 0.1),) if at else ()))
    return found


def emotions(
    duration: float, of: Callable[[float], Sequence[float]], *, rate: float = 2.0, start: float = 0.0
) -> list[Observation]:
    """The seven probabilities over time."""
    return [EmotionObservation(t, 0, tuple(of(t))) for t in times(duration, rate, start)]


def sentences_of(words: Sequence[Word], sentiment: float = 0.0) -> list[Observation]:
    """The words' sentences, by their full stops."""
    found: list[Observation] = []
    first = 0
    for index, word in enumerate(words):
        if word.text.endswith((".", "?", "!")) or index == len(words) - 1:
            part = words[first : index + 1]
            span = Span(part[0].span.start, part[-1].span.end)
            found.append(Sentence(span, " ".join(w.text for w in part), sentiment))
            first = index + 1
    return found


def english(duration: float, language: str = "en", probability: float = 0.95) -> LanguageObservation:
    """The language of a whole session."""
    return LanguageObservation(Span(0.0, duration), language, probability)


def lively(t: float) -> np.ndarray:
    """A face that smiles and raises its brows now and then."""
    return shapes(
        mouthSmileLeft=0.3 + 0.3 * float(np.sin(t / 2)),
        mouthSmileRight=0.3 + 0.3 * float(np.sin(t / 2)),
        browInnerUp=0.2 + 0.2 * float(np.sin(t)),
        jawOpen=0.1 + 0.1 * float(np.sin(9 * t)),
    )


def _melody(duration: float, start: float, spoken: Sequence[Span]) -> list[Observation]:
    """A lively voice in speech, and a quiet room around it."""
    hop = 0.02
    at = start + hop * np.arange(round(duration / hop))
    rise = np.searchsorted([s.start for s in spoken], at, side="right")
    level = np.where(rise > np.searchsorted([s.end for s in spoken], at, side="right"), -25.0, -60.0)
    level = (level + 5.0 * np.sin(at - start)).astype(np.float32)
    pitch = (120.0 * 2.0 ** (6.0 * np.sin(1.7 * (at - start)) / 12.0)).astype(np.float32)
    return [
        VoiceObservation(float(at[i]), hop, level[i : i + 50], pitch[i : i + 50])
        for i in range(0, len(at), 50)
    ]


def session(seconds: float = 60.0, *, rate: float = 10.0, start: float = 0.0) -> list[Observation]:
    """Everything observed of somebody who talks at ease in a good picture, with a pause every 12 words."""
    words: list[Word] = []
    t = start + 0.5
    source = VARIED.split()
    index = 0
    while t + 5.0 < start + seconds:
        part = " ".join(source[(index + i) % len(source)] for i in range(12))
        words += said(part, start=t, rate=180.0)
        index, t = index + 12, t + 12 / 3.0 + 0.8
    spoken = merge((w.span for w in words), gap=0.2499)
    look = np.random.default_rng(7).normal(0.0, 3.0, (int(seconds * rate) + 1, 2))
    return [
        *speech_of(words),
        *sentences_of(words, 0.2),
        english(start + seconds),
        *_melody(seconds, start, spoken),
        *(VoiceEmotionObservation(span, (0.0, 0.0, -3.0)) for span in spoken),
        *seen(
            seconds,
            rate=rate,
            start=start,
            of=lambda t: face(t, blendshapes=lively(t - start), lips=0.02 + 0.02 * float(np.sin(9 * t))),
            gaze=lambda t: (float(look[int((t - start) * rate)][0]), float(look[int((t - start) * rate)][1])),
        ),
        *postures(seconds, lambda t: body(x=0.66 + 0.03 * float(np.sin(t - start))), start=start),
        *hands(seconds, lambda t: Point(0.9, 0.9 + 0.1 * float(np.sin(3 * (t - start)))), start=start),
        *emotions(seconds, lambda t: (0.02, 0.02, 0.02, 0.2, 0.02, 0.02, 0.7), start=start),
    ]
