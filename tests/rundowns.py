"""Rundowns made up for tests of what shows them: every metric read, words, pauses, emotions, tracks."""

from __future__ import annotations

import math
import random

from realtalk.coaching.rundown import Advice, Rundown, Suggestion
from realtalk.media import Span
from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Band, Detail, Metric, Moment, Reading, Series, Unmeasured
from realtalk.metrics.speaker import Person, Voice
from realtalk.observations import Correction, EmotionObservation, Sentence, Word
from realtalk.timeline import Speaker

ANSWER = (
    "So, um, last spring our team had, uh, three weeks to move the whole booking system to a new place. "
    "I was leading the migration, and on the second day we found that nobody had written down which services "
    "talk to each other. I think that was, like, the moment when I had to decide. "
    "I asked everyone to stop for one morning and draw what they knew on one big sheet of paper. "
    "Um, we found eleven connections that nobody had in their plan. "
    "After that we moved one service a day, tested it with real bookings, and finished two days early."
)


def rundown(
    duration: float = 60.0,
    *,
    file: str = "interview answer.mp4",
    text: str = ANSWER,
    has_video: bool = True,
    unmeasured: tuple[str, ...] = ("grammar",),
    people: int = 1,
    voices: int = 1,
) -> Rundown:
    """A plausible rundown of a talk of some length; the same arguments give the same one."""
    rng = random.Random(7)
    words = _words(text, duration)
    results = tuple((m, _result(m, duration, unmeasured, rng)) for m in METRICS)
    return Rundown(
        file=file,
        duration=duration,
        has_video=has_video,
        has_audio=True,
        language="en",
        speaker=Speaker(0 if has_video else None, 0),
        people=tuple(
            Person(n, 0.9 / (n + 1), duration * 0.2 * (n + 1)) for n in range(people if has_video else 0)
        ),
        voices=tuple(Voice(n, duration / (n + 2), Span(n, n + 3)) for n in range(voices)),
        strength=Advice(
            "You spoke at an easy pace",
            "148 words a minute leaves room to think. From 0:20 it is at its best.",
            "speech_rate",
            Span(duration * 0.33, duration * 0.45),
        ),
        priority=Advice(
            "Look into the camera more",
            "You looked at the camera 62% of the time. From 0:10 to 0:15 you read from the screen.",
            "eye_contact",
            Span(duration * 0.17, duration * 0.25),
        ),
        drill=Advice(
            "Answer to a dot",
            "Stick a dot beside the lens and tell it the first two sentences of your answer, three times.",
            "eye_contact",
            Span(duration * 0.0, duration * 0.08),
        ),
        results=results,
        suggestions=(
            Suggestion(
                "Begin with the result, then tell how you got there.",
                "structure",
                "So, um, last spring our team had",
                Span(0.5, 4.0),
            ),
            Suggestion(
                "Let the pause stand where you now say um.",
                "fillers",
                "Um, we found eleven connections",
                Span(38.0, 41.0),
            ),
        ),
        words=words,
        others=(),
        sentences=(Sentence(Span(0, duration), text, 0.3),),
        corrections=(Correction(words[8].span, words[8].text, "has", "The verb does not agree."),),
        pauses=(Span(duration * 0.3, duration * 0.3 + 0.5), Span(duration * 0.6, duration * 0.6 + 2.1)),
        emotions=_emotions(duration, rng) if has_video else (),
        tracks=_tracks(duration, has_video, rng),
        notes=(),
    )


def _words(text: str, duration: float) -> tuple[Word, ...]:
    parts = text.split()
    step = duration * 0.95 / max(1, len(parts))
    return tuple(
        Word(
            part,
            Span(0.5 + i * step, 0.5 + (i + 0.85) * step),
            0.9,
            part.strip(",.").lower() in ("um", "uh", "like"),
        )
        for i, part in enumerate(parts)
    )


def _result(
    metric: Metric, duration: float, unmeasured: tuple[str, ...], rng: random.Random
) -> Reading | Unmeasured:
    if metric.key in unmeasured:
        return Unmeasured(metric.key, "fewer than 50 words were heard.")
    low, high = (
        metric.plausible.low or 0.0,
        metric.plausible.high if metric.plausible.high is not None else 100.0,
    )
    ideal = metric.ideal
    value = low + (high - low) * 0.4
    if ideal is not None:
        edges = [edge for edge in (ideal.low, ideal.high) if edge is not None]
        value = min(high, max(low, sum(edges) / len(edges) * rng.choice((0.8, 1.0, 1.1))))
    bands = (Band.GOOD, Band.WATCH, Band.WORK)
    return Reading(
        metric.key,
        value,
        Span(0, duration),
        0.93,
        None if ideal is None else rng.choice(bands),
        tuple(
            Moment(Span(duration * at, duration * (at + 0.06)), "here it shows best") for at in (0.2, 0.55)
        ),
        (Detail("at its highest", value * 1.1, metric.unit), Detail("changes", 4, "")),
        _wave(duration, value, max(abs(value) * 0.1, 0.01), rng),
    )


def _wave(duration: float, middle: float, size: float, rng: random.Random, step: float = 1.0) -> Series:
    count = max(4, int(duration / step))
    times = tuple(i * duration / count for i in range(count))
    return Series(
        times,
        tuple(
            None if 0.48 < i / count < 0.52 else middle + size * (math.sin(i / 5) + rng.uniform(-0.6, 0.6))
            for i in range(count)
        ),
    )


def _tracks(duration: float, has_video: bool, rng: random.Random) -> dict[str, Series]:
    tracks = {
        "pace": _wave(duration, 148, 18, rng),
        "pitch": _wave(duration, 0, 2.5, rng, 0.25),
        "loudness": _wave(duration, 0, 3, rng, 0.25),
    }
    if has_video:
        tracks["eye_contact"] = _wave(duration, 60, 25, rng)
    return tracks


def _emotions(duration: float, rng: random.Random) -> tuple[EmotionObservation, ...]:
    found = []
    for i in range(int(duration * 2)):
        happy = 0.5 + 0.45 * math.sin(i / 9)
        rest = [rng.uniform(0, 0.05) for _ in range(5)]
        spread = 1 - happy - sum(rest)
        found.append(
            EmotionObservation(
                i / 2, 0, (rest[0], rest[1], rest[2], max(0, happy), rest[3], rest[4], max(0, spread))
            )
        )
    return tuple(found)
