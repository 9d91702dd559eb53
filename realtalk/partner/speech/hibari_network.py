"""The network that hibari brings: phonemes become the spectrum of speech, in parts that can be shaped."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import hibari.tts
import numpy as np
import onnx
import onnxruntime
from hibari.g2p import G2P
from hibari.g2p.normalize import normalize
from numpy.typing import NDArray

FRAME = 300
"""Samples from one frame of the network to the next: 12.5 ms."""

UNIT = 600
"""Samples in one unit of its durations: two frames, at any speed (measured, and held by a test)."""

BINS = 601
"""Frequencies of a frame, 20 Hz apart."""

_DURATIONS = "/Clip_output_0"
"""The value inside the graph that holds each phoneme's units; as published, the graph keeps it to itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """What the network says of a sentence, in frames of 12.5 ms.

    `harmonic`, `noise` and `free` are natural logarithms of magnitudes, `(601, n)` float32: what is voiced,
    what is random, and what has phases of its own (`free_phase`, radians). `harmonic_phase` is in half turns
    before tanh. `pitch` is `(n,)` in hertz, near 0 where nothing is voiced. `units` are the durations of the
    phonemes, the silence before and after them included, which add up to `n / 2`.
    """

    harmonic: NDArray[np.float32]
    harmonic_phase: NDArray[np.float32]
    noise: NDArray[np.float32]
    free: NDArray[np.float32]
    free_phase: NDArray[np.float32]
    pitch: NDArray[np.float32]
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence and how it is pronounced; `spaced` is true where a space follows it."""

    text: str
    phonemes: str
    spaced: bool


class Network:
    """Loaded once and used by any number of threads."""

    def __init__(self) -> None:
        graph = onnx.load(str(Path(hibari.tts.ASSETS) / "hibari.onnx"))
        graph.graph.output.append(onnx.helper.make_empty_tensor_value_info(_DURATIONS))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._reader: Any = G2P()
        self._reading = threading.Lock()
        self._ids: dict[str, int] = vocabulary()

    def tokens(self, text: str) -> tuple[Token, ...]:
        """How a sentence is pronounced, piece by piece; numbers and the like have become words."""
        with self._reading:
            reader = self._reader
            tokens = reader.phonemize_tokens(reader.tokenize(normalize(text)))
        return tuple(
            Token(each.text, self._known(each.phonemes or ""), bool(each.whitespace)) for each in tokens
        )

    def _known(self, phonemes: str) -> str:
        return "".join(symbol for symbol in phonemes if symbol in self._ids)

    def frames(self, phonemes: Sequence[str], speed: float) -> Frames:
        """The spectrum of phonemes that the network knows; one more silence is put before and after them."""
        ids = [0, *(self._ids[symbol] for symbol in phonemes), 0]
        given = {"ids": np.array([ids], np.int64), "speed": np.array([speed], np.float32)}
        *parts, units = (np.asarray(each) for each in self._session.run(None, given))
        harmonic, phase, noise, free, free_phase, pitch = (part[0] for part in parts)
        lengths = tuple(int(unit) for unit in units.ravel())
        return Frames(harmonic, phase, noise, free, free_phase, pitch, lengths)


def vocabulary() -> dict[str, int]:
    """The symbols that the network knows, with their numbers."""
    return dict(json.loads((Path(hibari.tts.ASSETS) / "vocab.json").read_text(encoding="utf-8")))


@cache
def resident_network() -> Network:
    """The one network of this process."""
    return Network()
