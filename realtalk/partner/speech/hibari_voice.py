"""Voices made from hibari's network by bending its spectrum."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from hibari import dsp
from numpy.typing import NDArray

from realtalk.media import Span
from realtalk.partner.speech.hibari_network import FRAME, Frames, resident_network
from realtalk.partner.speech.level import levelled
from realtalk.partner.speech.pace import hurried, pace
from realtalk.partner.speech.reading import Reading, reading, runs, word_times
from realtalk.partner.speech.shape import Shape, shaped
from realtalk.partner.speech.speech import RATE, Phone, Speech
from realtalk.partner.speech.timing import phones
from realtalk.partner.speech.written import speakable

SILENCE = 0.25
"""Seconds of silence that stand for a text without anything to say."""

MOST_SYMBOLS = 400
"""Symbols spoken in one go. House rule: a long sentence has about 300, and beyond that the memory the network
takes grows to gigabytes, as a few sums of money in figures are thousands of symbols."""

Sounding = tuple[Sequence[tuple[Phone, int]], NDArray[np.float32]]
"""Phones from 0 to the end of a sound, each with its chunk or -1, and the sound at `RATE`."""

_LEAD, _TAIL = 4, 20
"""Frames of silence kept before and after a sentence: 50 ms, for the mouth to open, and 250 ms, a short
breath. The network itself gives 350 and 300 ms."""

_SLOWEST, _FASTEST = 0.5, 1.7
"""Paces beyond which nobody follows."""


@dataclass(frozen=True, slots=True)
class HibariVoice:
    """A voice of this shape. Safe for several threads; the same call gives the same sound."""

    id: str
    shape: Shape

    def say(self, text: str, *, speed: float = 1.0, pitch: float = 0.0) -> Speech:
        """One sentence spoken: see `Voice.say`."""
        network = resident_network()
        read = reading(network.tokens(speakable(text)))
        if read.silent:
            return nothing(text)
        told, hurry = pace(min(_FASTEST, max(_SLOWEST, speed * self.shape.speed)))
        shape = replace(self.shape, pitch=self.shape.pitch * 2 ** (pitch / 12))
        rng = np.random.default_rng(zlib.crc32(text.encode("utf-8", "replace")))

        def said(run: Reading) -> Sounding:
            frames = network.frames(run.symbols, told)
            timed = phones(run, frames)
            if abs(hurry - 1) > 0.01:
                frames = hurried(frames, hurry)
                timed = [(_sooner(phone, hurry), owner) for phone, owner in timed]
            return timed, sound(frames, shape, rng)

        return spoken(text, read, [said(run) for run in runs(read, MOST_SYMBOLS)])


def _sooner(phone: Phone, by: float) -> Phone:
    return replace(phone, span=Span(phone.span.start / by, phone.span.end / by))


def sound(frames: Frames, shape: Shape, rng: np.random.Generator) -> NDArray[np.float32]:
    """The frames as sound at `RATE`, in a voice of that shape, at any level."""
    bent = frames if shape.plain else shaped(frames, shape, rng)
    return dsp.synth(
        bent.harmonic, bent.harmonic_phase, bent.noise, bent.free, bent.free_phase, bent.pitch, rng
    )


def spoken(text: str, read: Reading, runs: Sequence[Sounding]) -> Speech:
    """Sound and the times of all that is in it, one of the `runs` of a reading after the other, with the
    silence at both ends of each cut short.
    """
    timed: list[tuple[Phone, int]] = []
    sounds: list[NDArray[np.float32]] = []
    samples = 0
    for run in runs:
        moved, pcm = _trimmed(*run)
        for phone, owner in moved:
            span = Span(phone.span.start + samples / RATE, phone.span.end + samples / RATE)
            if timed and not phone.symbol and not timed[-1][0].symbol:
                timed[-1] = (Phone("", Span(timed[-1][0].span.start, span.end)), -1)
            else:
                timed.append((replace(phone, span=span), owner))
        sounds.append(pcm)
        samples += len(pcm)
    words = word_times(text.split(), read.chunks, timed)
    return Speech(text, levelled(np.concatenate(sounds)), tuple(phone for phone, _ in timed), words)


def _trimmed(timed: Sequence[tuple[Phone, int]], pcm: NDArray[np.float32]) -> Sounding:
    first, last = timed[0][0], timed[-1][0]
    start = max(0.0, first.span.end - _LEAD * FRAME / RATE) if not first.symbol else 0.0
    end = min(last.span.end, last.span.start + _TAIL * FRAME / RATE) if not last.symbol else last.span.end
    cut = pcm[round(start * RATE) : round(end * RATE)]
    moved = [(_moved(phone, start, len(cut) / RATE), owner) for phone, owner in timed]
    moved[-1] = (replace(moved[-1][0], span=Span(moved[-1][0].span.start, len(cut) / RATE)), moved[-1][1])
    return moved, cut


def _moved(phone: Phone, by: float, end: float) -> Phone:
    span = Span(max(0.0, phone.span.start - by), min(end, phone.span.end - by))
    return replace(phone, span=span)


def nothing(text: str) -> Speech:
    """A short silence, for a text without anything to say."""
    return Speech(text, np.zeros(round(SILENCE * RATE), np.float32), (Phone("", Span(0.0, SILENCE)),), ())
