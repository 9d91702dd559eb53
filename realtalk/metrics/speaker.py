"""Who is in the recording, and whose session it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from realtalk.media import Span, merge, total
from realtalk.metrics.sampling import Array, Mask, seconds, within
from realtalk.observations import FaceObservation, PersonaVoice, PictureObservation, SpeechSpan, VoiceTurn
from realtalk.timeline import Speaker, Timeline

STEADY = 0.2
"""The share of the steadiest face's time that a face must be seen to be followed. House rule: no
passer-by."""

LIPS = 4.0
"""How much lips that move with the voice count for a face. House rule: a listener beside the speaker has a
correlation near 0 and a speaker about 0.3, which so beats a face of twice the size."""

SURE = 3.0
"""Standard errors by which the correlation of lips and voice must stand out: chance gets there once in 700
times."""

LEAST_LIPS = 10.0
LEAST_EITHER = 2.0
"""Seconds of lips that a correlation needs, and of them with the voice and without it. House rule: three or
four changes of sound and silence."""

NEXT = 0.5
"""Seconds within which looks at lips follow each other."""

MEMORY = 3.0
"""Seconds over which lips may go on as they are by themselves, such as in a smile or a bite. House rule."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody seen: `share` of the pictures they are in, and when they are seen best."""

    person: int
    share: float
    best_at: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody heard: the seconds they spoke, and a stretch to listen to."""

    voice: int
    seconds: float
    sample: Span


@dataclass(frozen=True, slots=True, eq=False)
class _Face:
    person: int
    share: float
    size: float
    best_at: float
    lip_times: Array
    lip_motion: Array


SAMPLE = 5.0
"""Seconds of a voice that suffice to know it again."""


def _faces(timeline: Timeline) -> list[_Face]:
    by_person: dict[int, list[FaceObservation]] = {}
    for observation in timeline.track(FaceObservation):
        by_person.setdefault(observation.person, []).append(observation)
    looked = np.array([o.t for o in timeline.track(PictureObservation)], dtype=np.float64)
    watched = float(seconds(looked, timeline.span, 0.5).sum())
    found: list[_Face] = []
    for person, track in sorted(by_person.items()):
        times = np.array([o.t for o in track], dtype=np.float64)
        area = np.array([o.box.width * o.box.height for o in track])
        seen = float(seconds(times, timeline.span).sum())
        good = area * np.array([o.score * (1.0 if o.blendshapes is not None else 0.3) for o in track])
        found.append(
            _Face(
                person,
                min(1.0, seen / watched) if watched > 0 else 1.0,
                float(np.sqrt(np.median(area))),
                float(times[int(np.argmax(good))]),
                *_lip_motion(track),
            )
        )
    return found


def _lip_motion(track: list[FaceObservation]) -> tuple[Array, Array]:
    """Times, and how fast the lips open or close, between looks that follow each other within half a
    second.
    """
    rows = np.array([(o.t, o.lips) for o in track if o.lips is not None], dtype=np.float64).reshape(-1, 2)
    if len(rows) < 2:
        return np.zeros(0), np.zeros(0)
    gaps = np.diff(rows[:, 0])
    near = (gaps > 0) & (gaps <= NEXT)
    motion = np.abs(np.diff(rows[:, 1]))[near] / gaps[near]
    return ((rows[1:, 0] + rows[:-1, 0]) / 2)[near], np.minimum(motion, 3.0)


@dataclass(frozen=True, slots=True)
class Match:
    """How far lips move with a voice, -1..1, and the standard error of that, by chance alone."""

    value: float
    error: float


NO_MATCH = Match(0.0, 1.0)


def match(times: Array, motion: Array, speaking: Mask) -> Match:
    """How far lips `(n,)` move with a voice; `NO_MATCH` where it cannot be told.

    Lips that move in bouts follow a voice by chance more often than the number of looks would say: Bartlett's
    formula tells how many independent looks they are worth.
    """
    stands = np.minimum(np.diff(times, prepend=times[:1]), NEXT)
    least = min(float(stands[speaking].sum()), float(stands[~speaking].sum()))
    if stands.sum() < LEAST_LIPS or least < LEAST_EITHER or motion.std() <= 0:
        return NO_MATCH
    voice = speaking - speaking.mean()
    lips = motion - motion.mean()
    value = float(np.corrcoef(lips, voice)[0, 1])
    rest = lips - voice * float(lips @ voice) / float(voice @ voice)
    if float(rest @ rest) <= 1e-12:
        return Match(value, 1.0 / np.sqrt(len(lips)))
    inflation = 1.0
    for lag in range(1, min(len(lips) // 4, round(MEMORY / float(np.median(stands)))) + 1):
        own = float(rest[lag:] @ rest[:-lag]) / float(rest @ rest)
        inflation += 2.0 * own * float(voice[lag:] @ voice[:-lag]) / float(voice @ voice)
    return Match(value, float(np.sqrt(max(1.0, inflation) / len(lips))))


def people(timeline: Timeline) -> tuple[Person, ...]:
    """Everybody seen, the one seen most first."""
    found = [Person(face.person, face.share, face.best_at) for face in _faces(timeline)]
    return tuple(sorted(found, key=lambda person: -person.share))


def voices(timeline: Timeline) -> tuple[Voice, ...]:
    """Everybody heard whose session it may be, the one who talks most first."""
    by_voice: dict[int, list[Span]] = {}
    made = {persona.voice for persona in timeline.track(PersonaVoice)}
    for turn in timeline.track(VoiceTurn):
        if turn.voice in made:
            continue
        by_voice.setdefault(turn.voice, []).append(turn.span)
    found: list[Voice] = []
    for voice, spans in sorted(by_voice.items()):
        longest = max(spans, key=lambda span: span.duration)
        sample = Span(longest.start, min(longest.end, longest.start + SAMPLE))
        found.append(Voice(voice, total(spans), sample))
    return tuple(sorted(found, key=lambda voice: -voice.seconds))


def choose(timeline: Timeline) -> Speaker:
    """Whose session it is, from a timeline that is not focused.

    The face that is large, steady, and whose lips move with what is heard; then the voice that talks most,
    unless its lips clearly move with another one.
    """
    faces, heard = _faces(timeline), voices(timeline)
    spoken: dict[int | None, tuple[Span, ...]] = {
        voice.voice: merge(turn.span for turn in timeline.track(VoiceTurn) if turn.voice == voice.voice)
        for voice in heard
    }
    if not spoken:
        spoken[None] = merge(observation.span for observation in timeline.track(SpeechSpan))
    most = heard[0].voice if heard else None
    if not faces:
        return Speaker(None, most)
    largest = max(face.size for face in faces)
    steadiest = max(face.share for face in faces)

    def moves(face: _Face) -> dict[int | None, Match]:
        return {
            v: match(face.lip_times, face.lip_motion, within(face.lip_times, spans))
            for v, spans in spoken.items()
        }

    def prominence(face: _Face) -> float:
        together = max(0.0, *(m.value - m.error for m in moves(face).values()))
        return face.share * (face.size / largest) * (1.0 + LIPS * together)

    followed = max((f for f in faces if f.share >= STEADY * steadiest), key=prominence)
    matches = moves(followed)
    voice = max(matches, key=lambda v: matches[v].value)
    found, usual = matches[voice], matches.get(most, NO_MATCH)
    clear = SURE * found.error
    sure = found.value > clear and found.value - usual.value > clear
    return Speaker(followed.person, voice if sure else most)
