"""What makes one voice another: how the spectrum of speech is bent before it becomes sound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft
from scipy.ndimage import uniform_filter1d

from realtalk.partner.speech.hibari_network import BINS, Frames

Spectrum: TypeAlias = NDArray[np.floating[Any]]

USUAL_PITCH = 195.0
"""Median hertz of the network's own voice over the sentences of the benchmark."""

VOICED = 60.0
"""Hertz from which a frame is voiced: the network says next to 0 elsewhere."""

_SPACING = 20.0
"""Hertz between two bins."""

_FREQUENCIES = np.arange(BINS, dtype=np.float32) * _SPACING
_OCTAVES = np.log2(np.maximum(_FREQUENCIES, 500.0) / 500.0)[:, None]
"""Octaves above 500 Hz, where a voice's tilt begins to tell."""

_DECIBEL = np.log(10.0) / 20
"""Natural logarithm of a magnitude's step of one decibel."""

BANDS = 700 * (10 ** (np.linspace(110, 3000, 20) / 2595) - 1)
"""Hertz at which an equaliser is given: 70 to 9,340, evenly on the mel scale."""

_LOWER_END, _UPPER_START = 1200.0, 3500.0

_DISPERSION = 0.004
"""Seconds by which 12 kHz lags behind 0: without it every pulse is one sharp peak, and there is no room for
loudness."""

_NONE = -30.0
"""The logarithm of a magnitude that nobody hears."""

_PURE, _MIXED = 2500.0, 5000.0
"""Hertz below which a voiced frame's phases of its own would keep the old pitch, and from which they are the
breath of consonants. House rule: read off the spectra."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a voice differs from the network's own, which is the shape of all defaults.

    `pitch` is its median in hertz and `range` how far it moves, as a factor of the usual (in semitones).
    `tract` is the factor on all resonances (a longer throat has a smaller one), `upper` one more on those
    above 3.5 kHz, and a part of it from 1.2 kHz on. `tilt` is decibels an octave
    above 500 Hz, `low` decibels on the first two harmonics' region below 350 Hz, `breath` the decibels of
    breath below the voice (-60: none), `rough` the irregularity of pitch as a factor of it, `tremor` its slow
    wavering likewise, `speed` a factor of the usual pace. `equaliser` is the decibels at `BANDS`, or empty.
    """

    pitch: float = USUAL_PITCH
    range: float = 1.0
    tract: float = 1.0
    upper: float = 1.0
    tilt: float = 0.0
    low: float = 0.0
    breath: float = -60.0
    rough: float = 0.0
    tremor: float = 0.0
    speed: float = 1.0
    equaliser: tuple[float, ...] = field(default=(), repr=False)

    @property
    def plain(self) -> bool:
        """Whether nothing but the pace differs from the network's own voice."""
        return replace(self, speed=1.0) == Shape()


def shaped(frames: Frames, shape: Shape, rng: np.random.Generator) -> Frames:
    """The same words in another voice, in as many frames.

    The phases of what is voiced are those of least delay: the network's own fit its own pitch alone.
    """
    voiced = frames.pitch > VOICED
    colour = _colour(shape)
    source = _source(shape)
    harmonic = _between_harmonics(frames, source) + colour
    free_envelope = uniform_filter1d(uniform_filter1d(frames.free, 13, axis=0), 13, axis=0)
    bent = _read(free_envelope, source[:, None]) + colour
    free = frames.free + (bent - free_envelope)
    mixed = np.clip((_FREQUENCIES[:, None] - _PURE) / (_MIXED - _PURE), 0, 1) * voiced + ~voiced
    kept = np.log(np.maximum(1 - mixed, 1e-6))
    harmonic = np.where(voiced, np.logaddexp(2 * harmonic, 2 * bent + kept) / 2, harmonic)
    free = free - (1 - mixed) * 40 * _DECIBEL
    noise = np.full_like(harmonic, _NONE)
    if shape.breath > -60.0:
        smooth = uniform_filter1d(harmonic, 21, axis=0)
        noise = np.where(voiced, smooth + shape.breath * _DECIBEL + _AIR, _NONE)
    return Frames(
        harmonic=harmonic.astype(np.float32),
        harmonic_phase=_least_delay(harmonic),
        noise=noise.astype(np.float32),
        free=free.astype(np.float32),
        free_phase=frames.free_phase,
        pitch=_pitch(frames.pitch, shape, rng),
        units=frames.units,
    )


_AIR = (np.clip((_FREQUENCIES - 800.0) / 1600.0, 0, 1)[:, None] - 1) * 30 * _DECIBEL
"""Breath is heard from about 2 kHz on: below, the voice covers it."""


def _colour(shape: Shape) -> Spectrum:
    below = np.clip((500.0 - _FREQUENCIES) / 250.0, 0, 1)[:, None]
    decibels = shape.tilt * _OCTAVES + shape.low * below
    if shape.equaliser:
        decibels = decibels + np.interp(_FREQUENCIES, BANDS, shape.equaliser)[:, None]
    return (decibels * _DECIBEL).astype(np.float32)


def _pitch(pitch: NDArray[np.float32], shape: Shape, rng: np.random.Generator) -> NDArray[np.float32]:
    voiced = pitch > VOICED
    moved = shape.pitch * (np.maximum(pitch, VOICED) / USUAL_PITCH) ** shape.range
    if shape.tremor:
        time = np.arange(len(pitch)) / 80
        moved *= 1 + shape.tremor * np.sin(2 * np.pi * (5.1 * time + rng.random()))
    if shape.rough:
        moved *= 1 + shape.rough * rng.standard_normal(len(pitch))
    return np.where(voiced, np.clip(moved, shape.pitch / 2, shape.pitch * 2.2), 0).astype(np.float32)


def _source(shape: Shape) -> Spectrum:
    """For each bin the place, in bins, that it takes its resonance from, `(601,)`."""
    octaves = np.log(np.maximum(_FREQUENCIES, 1.0) / _LOWER_END) / np.log(_UPPER_START / _LOWER_END)
    share = np.clip(octaves, 0, 1)
    factor = shape.tract * shape.upper ** (share * share * (3 - 2 * share))
    return np.minimum(_FREQUENCIES / _SPACING / factor, BINS - 1).astype(np.float32)


def _between_harmonics(frames: Frames, source: Spectrum) -> Spectrum:
    """The envelope of what is voiced, its resonances moved; read off at the harmonics alone, since between
    them the network was never held to anything.
    """
    low, middle, high = frames.harmonic[:-2], frames.harmonic[1:-1], frames.harmonic[2:]
    clean = frames.harmonic.copy()
    clean[1:-1] = np.maximum(np.minimum(low, middle), np.minimum(np.maximum(low, middle), high))
    spacing = np.where(frames.pitch > VOICED, frames.pitch, 100.0).astype(np.float32)[None, :] / _SPACING
    position = source[:, None] / spacing
    below = np.maximum(np.floor(position), 1.0)
    share = np.clip(position - below, 0, 1)
    return (1 - share) * _read(clean, below * spacing) + share * _read(clean, (below + 1) * spacing)


def _read(spectrum: Spectrum, position: Spectrum) -> Spectrum:
    """Values of each frame at fractions of bins, `(601, frames)`."""
    position = np.clip(position, 0, BINS - 1.001)
    whole = position.astype(np.intp)
    part = (position - whole).astype(np.float32)
    low = np.take_along_axis(spectrum, whole, 0)
    return low + part * (np.take_along_axis(spectrum, whole + 1, 0) - low)


def _least_delay(log_magnitude: Spectrum) -> NDArray[np.float32]:
    """The phases of the minimum-phase filter of that magnitude, dispersed; in half turns before tanh."""
    rows = np.ascontiguousarray(log_magnitude.T, np.float32)
    cepstrum: NDArray[np.float32] = np.array(irfft(rows, axis=1))
    half = BINS - 1
    cepstrum[:, 1:half] *= 2
    cepstrum[:, half + 1 :] = 0
    spectrum: NDArray[np.complex64] = np.array(rfft(cepstrum, axis=1, overwrite_x=True))
    turns = (spectrum.imag / np.pi).T - _LAG
    return np.arctanh(np.clip((turns + 1) % 2 - 1, -0.99999, 0.99999)).astype(np.float32)


_LAG = (_DISPERSION * _FREQUENCIES**2 / _FREQUENCIES[-1])[:, None].astype(np.float32)
