"""Finding the voice that comes nearest to a recording, and bending it nearer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from realtalk.errors import RealTalkError
from realtalk.media import SAMPLE_RATE, AudioChunk, Span
from realtalk.observations import VoiceObservation
from realtalk.partner.speech.catalogue import SHAPES
from realtalk.partner.speech.hibari_network import Frames, resident_network
from realtalk.partner.speech.hibari_voice import sound
from realtalk.partner.speech.matched_voice import MatchedVoice
from realtalk.partner.speech.reading import reading
from realtalk.partner.speech.shape import BANDS, Shape
from realtalk.partner.speech.speech import RATE
from realtalk.partner.voice_print import likeness, speech_in, voice_print
from realtalk.perception.phrases import Phrase
from realtalk.perception.voice import VoiceAnalyzer
from realtalk.perception.voices import Voices, resident_encoder

LEAST_SPEECH = 6.0
"""Seconds of speech that a voice is matched to. House rule: below, two halves of one recording differ as much
as two people do."""

CLIPPED, MOST_CLIPPED = 0.985, 0.002
"""From where a sample counts as cut off, and the share of the speech that may be. House rule: more is
heard."""

_LEAST_LEVEL = -55.0
"""Decibels of full scale below which speech is lost in the noise of a microphone."""

_HEARD = (
    "Thank you for coming in today, it is good to meet you.",
    "My grandfather kept bees behind the house for many years.",
    "Why would anybody choose this over what they already use?",
)
_HELD_BACK = (
    "Please walk me through the numbers on your second slide.",
    "The old harbour was quiet when the first boats came home.",
    "How did you feel about that decision a year later?",
)
"""Sentences that voices are fitted with, and those that the result is judged by."""

_STEPS: tuple[tuple[str, float, float, float], ...] = (
    ("tract", 0.04, 0.76, 1.2),
    ("upper", 0.05, 0.85, 1.18),
    ("tilt", 1.5, -6.0, 4.0),
    ("low", 2.5, -8.0, 8.0),
    ("range", 0.15, 0.5, 1.5),
    ("pitch", 0.05, 0.0, 0.0),
    ("breath", 6.0, -42.0, -10.0),
    ("rough", 0.012, 0.0, 0.04),
)
"""What is varied, by how much at first, and how far: beyond, speech stops sounding like a person."""

_PITCH_SLACK = 0.1
"""Share by which the pitch may leave the one measured: it is what people hear first, so it is kept close."""

_WAVES = 8
_WAVE_STEP = 2.0
_EQUALISER = 9.0
"""The equaliser is varied in this many cosines over the mel scale, by these decibels, and may reach these."""

_ROUNDS, _STRIDES = 2, 3
"""How often everything is varied, by half of the steps before; and steps taken one way while they help."""


@dataclass(frozen=True, slots=True)
class _Target:
    print: NDArray[np.float32]
    pitch: float
    spread: float
    envelope: NDArray[np.float64]


class _Candidate:
    """The sentences that are spoken again and again in different shapes, and how near they come."""

    def __init__(self, texts: tuple[str, ...], target: _Target) -> None:
        network = resident_network()
        self._frames = [network.frames(reading(network.tokens(text)).symbols, 1.0) for text in texts]
        self._target = target

    def sound(self, shape: Shape) -> NDArray[np.float32]:
        """What is said in that shape, at 16 kHz, without the silences around it."""
        rng = np.random.default_rng(7)
        return np.concatenate([_narrow(frames, shape, rng) for frames in self._frames])

    def score(self, shape: Shape) -> float:
        pcm = self.sound(shape)
        size = round(1.6 * SAMPLE_RATE)
        looks = resident_encoder().embed([pcm[at : at + size] for at in range(0, len(pcm) - size + 1, size)])
        mean = looks.mean(axis=0)
        return likeness(self._target.print, np.asarray(mean / np.linalg.norm(mean), np.float32))


def _narrow(frames: Frames, shape: Shape, rng: np.random.Generator) -> NDArray[np.float32]:
    pcm = sound(frames, shape, rng)
    heard = np.flatnonzero(np.abs(pcm) > 0.05 * np.abs(pcm).max())
    return np.asarray(resample_poly(pcm[heard[0] : heard[-1]], SAMPLE_RATE, RATE), np.float32)


def match(recording: NDArray[np.float32], progress: Callable[[float], None] | None = None) -> MatchedVoice:
    """The nearest voice bent towards a recording `(n,)` at 16 kHz; takes about half a minute.

    `progress` is called with 0..1, and what it raises ends the work. Raises `RealTalkError` with the reason
    for a recording that is too short, cut off by its own loudness, too quiet, or of two people.
    """
    target = _target(recording)
    candidate = _Candidate(_HEARD, target)
    total = 2 * len(SHAPES) + _ROUNDS * 5 * (len(_STEPS) + _WAVES) // 2
    done = 0

    def told(score: float) -> float:
        nonlocal done
        done += 1
        if progress:
            progress(min(0.99, done / total))
        return score

    plain = {id: told(candidate.score(shape)) for id, shape in SHAPES.items()}
    tuned = {id: _tuned(shape, candidate, target) for id, shape in SHAPES.items()}
    scores = {id: told(candidate.score(shape)) for id, shape in tuned.items()}
    preset = max(plain, key=plain.__getitem__)
    start = max(scores, key=scores.__getitem__)
    best, top = tuned[start], scores[start]
    for turn in range(_ROUNDS):
        for nearby in _neighbours(turn):
            for sign in (1, -1):
                before = top
                for _ in range(_STRIDES):
                    changed = nearby(best, sign, target)
                    score = told(candidate.score(changed)) if changed != best else top
                    if score <= top:
                        break
                    best, top = changed, score
                if top > before:
                    break
    judged = _Candidate(_HELD_BACK, target)
    before, after = judged.score(SHAPES[preset]), judged.score(best)
    if after <= before:
        best, after = SHAPES[preset], before
    if progress:
        progress(1.0)
    return MatchedVoice(best, preset, before, after)


def _target(recording: NDArray[np.float32]) -> _Target:
    if not np.isfinite(recording).all():
        raise RealTalkError("This recording is damaged.", "Record again.")
    speech = speech_in(recording)
    seconds = len(speech) / SAMPLE_RATE
    if seconds < LEAST_SPEECH:
        raise RealTalkError(
            f"There are only {seconds:.0f} seconds of speech in this recording.",
            f"Record at least {LEAST_SPEECH:.0f} seconds of one person speaking; 20 are better.",
        )
    if np.mean(np.abs(speech) >= CLIPPED) > MOST_CLIPPED:
        raise RealTalkError(
            "This recording is too loud: its peaks are cut off.", "Record again, further from the microphone."
        )
    if 10 * np.log10(np.mean(speech**2) + 1e-12) < _LEAST_LEVEL:
        raise RealTalkError("This recording is too quiet.", "Record again, closer to the microphone.")
    if _people(recording) > 1:
        raise RealTalkError("More than one person speaks in this recording.", "Record one person alone.")
    found = voice_print(recording)
    pitch = _pitch(speech)
    if found is None or len(pitch) < 50:
        raise RealTalkError(
            "There is no clear voice in this recording.", "Record again in a quiet place, speaking aloud."
        )
    return _Target(found, float(np.median(pitch)), _spread(pitch), _envelope(speech))


def _people(recording: NDArray[np.float32]) -> int:
    speech = speech_in(recording)
    whole = Span(0.0, len(speech) / SAMPLE_RATE)
    voices = Voices(resident_encoder())
    voices.listen(Phrase(speech, (whole,), (whole,)))
    return len({turn.voice for turn in voices.turns()})


def _pitch(pcm: NDArray[np.float32]) -> NDArray[np.float64]:
    """Hertz wherever the sound is voiced."""
    analyzer = VoiceAnalyzer()
    heard = [*analyzer.feed(AudioChunk(0.0, pcm)), *analyzer.finish()]
    values = [each.pitch.astype(np.float64) for each in heard if isinstance(each, VoiceObservation)]
    pitch = np.concatenate(values) if values else np.zeros(0)
    return pitch[np.isfinite(pitch)]


def _spread(pitch: NDArray[np.float64]) -> float:
    """How far the pitch moves, in octaves: half of what holds its middle two thirds."""
    low, high = np.percentile(np.log2(pitch), [17, 83])
    return float(high - low) / 2


def _envelope(pcm: NDArray[np.float32]) -> NDArray[np.float64]:
    """Decibels of speech at `BANDS` over its whole length, around 0."""
    size = 1024
    windows = np.lib.stride_tricks.sliding_window_view(pcm, size)[:: size // 2]
    power = np.abs(np.fft.rfft(windows * np.hanning(size), axis=1)) ** 2
    loud = power.sum(axis=1)
    mean = power[loud > np.percentile(loud, 40)].mean(axis=0)
    bins = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    heard = np.minimum(BANDS, SAMPLE_RATE / 2 * 0.95)
    width = np.maximum(100.0, 0.12 * heard)[:, None]
    weight = np.exp(-0.5 * ((bins[None, :] - heard[:, None]) / width) ** 2)
    level = 10 * np.log10(weight @ mean / weight.sum(axis=1) + 1e-12)
    return level - level.mean()


def _tuned(shape: Shape, candidate: _Candidate, target: _Target) -> Shape:
    """The shape at the pitch of the recording, and with the colour of its sound."""
    shape = replace(shape, pitch=target.pitch)
    spread = _spread(_pitch(candidate.sound(replace(shape, range=1.0))))
    shape = replace(shape, range=float(np.clip(target.spread / spread, 0.6, 1.3)))
    missing = target.envelope - _envelope(candidate.sound(shape))
    return _equalised(shape, 0.8 * missing)


def _equalised(shape: Shape, more: NDArray[np.float64]) -> Shape:
    now = np.array(shape.equaliser or np.zeros(len(BANDS)))
    return replace(shape, equaliser=tuple(np.clip(now + more, -_EQUALISER, _EQUALISER).tolist()))


def _neighbours(turn: int) -> Iterator[Callable[[Shape, int, _Target], Shape]]:
    """What to try in one round; each round's steps are half of those before."""
    smaller = 0.5**turn
    for name, step, low, high in _STEPS:
        if name == "pitch":
            yield lambda shape, sign, target: _moved_pitch(shape, sign * 0.05 * smaller, target)
        else:
            yield lambda shape, sign, target, n=name, s=step * smaller, lo=low, hi=high: replace(
                shape, **{n: float(np.clip(max(getattr(shape, n), lo) + sign * s, lo, hi))}
            )
    across = np.linspace(0, np.pi, len(BANDS))
    for wave in range(1, _WAVES + 1):
        bump = _WAVE_STEP * smaller * np.cos(wave * across)
        yield lambda shape, sign, target, b=bump: _equalised(shape, sign * b)


def _moved_pitch(shape: Shape, by: float, target: _Target) -> Shape:
    low, high = target.pitch * (1 - _PITCH_SLACK), target.pitch * (1 + _PITCH_SLACK)
    return replace(shape, pitch=float(np.clip(shape.pitch * (1 + by), low, high)))
