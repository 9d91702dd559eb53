"""Who is speaking: turns told apart by the sound of the voice (a GE2E speaker encoder, Wan et al. 2018)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.signal import stft

from realtalk import weights
from realtalk.media import SAMPLE_RATE, Span
from realtalk.observations import VoiceTurn
from realtalk.perception.phrases import Phrase

WINDOW, STEP = 1.6, 0.8
"""Seconds the encoder was trained on, and half of it between two looks."""

SHORTEST = 0.6
"""Seconds of speech below which a stretch says too little about its voice and joins its neighbour."""

ALIKE, SAME_VOICE = 0.62, 0.72
"""Average cosine of windows from which they form a group, and cosine of two groups' means from which they
are one voice. On RAVDESS these split none of 10 calm speakers and 2 of 10 who also shout and laugh, found
both of two voices in 19 of 22 pairs, and gave 93% of all speech to the right voice (docs/benchmarks.md)."""

LEAST_EVIDENCE = 3.0
"""Seconds below which a voice of its own is not believed: a laugh or a cough sounds like a stranger."""

MOST_CENTRES = 600
"""Windows clustered at once; more are first joined with the most similar of these, to bound memory."""

MEL_BANDS, FFT, HOP = 40, 400, 160
LOUDNESS = -30.0
"""dB of full scale that the encoder's training sounds were raised to."""


@dataclass(frozen=True, slots=True, eq=False)
class _Window:
    span: Span
    embedding: NDArray[np.float32]


class VoiceEncoder:
    """A loaded encoder: 1.6 s of speech to a direction in 256 dimensions, near for one voice. Stateless."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self._filters = FeatureExtractor.get_mel_filters(SAMPLE_RATE, FFT, n_mels=MEL_BANDS)

    def embed(self, sounds: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """The voice of each of `n` sounds of about 1.6 s, `(n, 256)` of length 1; many at once cost less."""
        mels = np.stack([self._mel(pcm) for pcm in sounds])
        (embeddings,) = self._session.run(None, {self._input: mels})
        return np.asarray(embeddings, np.float32)

    def _mel(self, pcm: NDArray[np.float32]) -> NDArray[np.float32]:
        level = 10 * np.log10(np.mean(pcm**2) + 1e-12)
        louder = pcm * 10 ** (max(0.0, LOUDNESS - level) / 20)
        _, _, spectrum = stft(
            louder,
            window="hann",
            nperseg=FFT,
            noverlap=FFT - HOP,
            boundary="zeros",
            padded=False,
            scaling="psd",
        )
        mel = (self._filters @ (np.abs(spectrum) ** 2 * _stft_scale())).T.astype(np.float32)
        wanted = round(WINDOW * SAMPLE_RATE / HOP)
        return np.pad(mel[:wanted], ((0, max(0, wanted - len(mel))), (0, 0)))


@cache
def _stft_scale() -> float:
    """What undoes scipy's density scaling, so that power is that of a plain windowed transform."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FFT) / FFT)
    return float((window**2).sum())


@cache
def resident_encoder() -> VoiceEncoder:
    """The one encoder of this process."""
    return VoiceEncoder(weights.path("speaker_encoder"))


class Voices:
    """Listens to phrases, and says at the end which stretches were spoken by the same voice."""

    def __init__(self, encoder: VoiceEncoder) -> None:
        self._encoder = encoder
        self._windows: list[_Window] = []
        self._speech: list[Span] = []

    def listen(self, phrase: Phrase) -> None:
        """Take in a phrase's speech."""
        self._speech.extend(phrase.speech)
        spans: list[Span] = []
        sounds: list[NDArray[np.float32]] = []
        passed = 0.0
        for piece in phrase.pieces:
            for speech in phrase.speech:
                for window in _windows(speech.clip(piece)):
                    start = passed + window.start - piece.start
                    spans.append(window)
                    sounds.append(
                        phrase.pcm[
                            round(start * SAMPLE_RATE) : round((start + window.duration) * SAMPLE_RATE)
                        ]
                    )
            passed += piece.duration
        if sounds:
            self._windows += map(_Window, spans, self._encoder.embed(sounds))

    def turns(self) -> Iterator[VoiceTurn]:
        """Each stretch of speech with its voice: voice 0 speaks first. One voice where nothing tells two
        apart.
        """
        labels = _labels(self._windows)
        changes = [(w.span, label) for w, label in zip(self._windows, labels, strict=True)]
        position = 0
        previous = 0
        for speech in self._speech:
            while position < len(changes) and changes[position][0].middle < speech.start:
                position += 1
            inside: list[tuple[Span, int]] = []
            while position < len(changes) and changes[position][0].middle < speech.end:
                inside.append(changes[position])
                position += 1
            for turn in _turns(speech, inside, previous):
                previous = turn.voice
                yield turn


def _windows(speech: Span) -> Iterator[Span]:
    if speech.duration < SHORTEST:
        return
    start = speech.start
    while True:
        yield Span(start, min(speech.end, start + WINDOW))
        if start + WINDOW >= speech.end:
            return
        start = min(start + STEP, max(start + STEP / 2, speech.end - WINDOW))


def _turns(speech: Span, inside: Sequence[tuple[Span, int]], previous: int) -> Iterator[VoiceTurn]:
    """A stretch of speech cut where its windows change voice."""
    if not inside:
        yield VoiceTurn(speech, previous)
        return
    start = speech.start
    for (window, label), (following, next_label) in pairwise(inside):
        if label != next_label:
            change = (window.middle + following.middle) / 2
            yield VoiceTurn(Span(start, change), label)
            start = change
    yield VoiceTurn(Span(start, speech.end), inside[-1][1])


def _labels(windows: Sequence[_Window]) -> list[int]:
    """A voice for each window, numbered in the order in which they are first heard."""
    if len(windows) < 2:
        return [0] * len(windows)
    embeddings = np.stack([window.embedding for window in windows])
    centres, member = _centres(embeddings)
    groups = fcluster(linkage(centres, "average", metric="cosine"), 1 - ALIKE, "distance")[member]
    groups = _joined(_believed(groups, windows, embeddings), embeddings)
    order = {group: number for number, group in enumerate(dict.fromkeys(groups.tolist()))}
    return [order[group] for group in groups.tolist()]


def _centres(embeddings: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """At most `MOST_CENTRES` directions, and which of them each embedding is nearest to."""
    if len(embeddings) <= MOST_CENTRES:
        return embeddings, np.arange(len(embeddings))
    centres = embeddings[np.linspace(0, len(embeddings) - 1, MOST_CENTRES).astype(int)]
    return centres, np.argmax(embeddings @ centres.T, axis=1)


def _believed(
    groups: NDArray[np.int32], windows: Sequence[_Window], embeddings: NDArray[np.float32]
) -> NDArray[np.int32]:
    """Groups with too little speech given to the most similar of the others."""
    seconds = {
        g: sum(w.span.duration for w, k in zip(windows, groups, strict=True) if k == g) for g in set(groups)
    }
    kept = [g for g, length in seconds.items() if length >= LEAST_EVIDENCE] or [
        max(seconds, key=seconds.__getitem__)
    ]
    means = np.stack([_direction(embeddings[groups == g]) for g in kept])
    nearest = np.array(kept)[np.argmax(embeddings @ means.T, axis=1)]
    return np.where(np.isin(groups, kept), groups, nearest)


def _joined(groups: NDArray[np.int32], embeddings: NDArray[np.float32]) -> NDArray[np.int32]:
    """Groups whose means point the same way made one: a voice that was raised for a while is no other
    voice.
    """
    while len(names := np.unique(groups)) > 1:
        means = np.stack([_direction(embeddings[groups == name]) for name in names])
        likeness = np.triu(means @ means.T, 1)
        one, other = np.unravel_index(int(np.argmax(likeness)), likeness.shape)
        if likeness[one, other] < SAME_VOICE:
            break
        groups = np.where(groups == names[other], names[one], groups)
    return groups


def _direction(embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
    mean = embeddings.mean(axis=0)
    return mean / np.linalg.norm(mean)
