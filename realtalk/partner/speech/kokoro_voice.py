"""The voices of Kokoro-82M: slower and more natural than the others, where its files were fetched."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from realtalk import weights
from realtalk.errors import MissingWeights, RealTalkError
from realtalk.importing import ONE_AT_A_TIME
from realtalk.partner.speech.hibari_network import resident_network, vocabulary
from realtalk.partner.speech.hibari_voice import Sounding, nothing, spoken
from realtalk.partner.speech.reading import Reading, reading, runs
from realtalk.partner.speech.speech import Speech
from realtalk.partner.speech.timing import phones_by_ear
from realtalk.partner.speech.written import speakable

WEIGHT = "kokoro"
_MODEL = "model.onnx"
_STYLE = (510, 256)
"""A style has a row of numbers for each count of phonemes."""

MOST_SYMBOLS = 508
"""Symbols the model reads in one go: of its 510 places, the first and the last are silence."""

_STYLE_BYTES = 4 * _STYLE[0] * _STYLE[1]
_DURATIONS = "/encoder/Clip_output_0"
_SLOWEST, _FASTEST = 0.5, 2.0
_FINEST = 200
"""Greatest denominator of a change of pitch: within a hundredth of a semitone."""


@dataclass(frozen=True, slots=True)
class Style:
    """A voice of Kokoro: `file` is its name in the folder of styles."""

    id: str
    file: str
    title: str
    sex: Literal["female", "male"]
    description: str


STYLES = (
    Style("bella", "af_bella.bin", "Bella", "female", "lively and full, very natural"),
    Style("sarah", "af_sarah.bin", "Sarah", "female", "composed and friendly, very natural"),
    Style("emma", "bf_emma.bin", "Emma", "female", "British, clear and courteous, very natural"),
    Style("michael", "am_michael.bin", "Michael", "male", "relaxed and warm, very natural"),
    Style("fenrir", "am_fenrir.bin", "Fenrir", "male", "strong and direct, very natural"),
    Style("george", "bm_george.bin", "George", "male", "British, measured and dry, very natural"),
)


def present() -> tuple[Style, ...]:
    """The styles that can be used: none unless the model is here, and each only with its own file."""
    try:
        folder = weights.path(WEIGHT)
    except MissingWeights:
        return ()
    return tuple(style for style in STYLES if _size(folder / "voices" / style.file) == _STYLE_BYTES)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


class _Kokoro:
    """The loaded model."""

    def __init__(self, folder: Path) -> None:
        graph = onnx.load(str(folder / _MODEL))
        graph.graph.output.append(onnx.helper.make_empty_tensor_value_info(_DURATIONS))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._ids = vocabulary()
        self._folder = folder
        self._styles: dict[str, NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def pcm(self, symbols: str, file: str, speed: float) -> tuple[NDArray[np.float32], tuple[int, ...]]:
        """The sound of phonemes, and their durations in units of 25 ms."""
        ids = [0, *(self._ids[symbol] for symbol in symbols), 0]
        row = min(len(ids) - 2, _STYLE[0] - 1)
        given = {
            "tokens": np.array([ids], np.int64),
            "style": self._style(file)[row][None],
            "speed": np.array([speed], np.float32),
        }
        pcm, units = (np.asarray(each) for each in self._session.run(None, given))
        return pcm.ravel().astype(np.float32), tuple(int(unit) for unit in units.ravel())

    def _style(self, file: str) -> NDArray[np.float32]:
        with self._lock:
            if file not in self._styles:
                values = np.fromfile(self._folder / "voices" / file, "<f4")
                if values.size != _STYLE[0] * _STYLE[1] or not np.isfinite(values).all():
                    raise RealTalkError("The file of this voice is damaged.", "Choose another voice.")
                self._styles[file] = values.reshape(_STYLE)
            return self._styles[file]


@cache
def _resident(folder: Path) -> _Kokoro:
    return _Kokoro(folder)


@dataclass(frozen=True, slots=True)
class KokoroVoice:
    """One of Kokoro's voices. Safe for several threads; two calls may differ by the model's own noise."""

    id: str
    file: str

    def say(self, text: str, *, speed: float = 1.0, pitch: float = 0.0) -> Speech:
        """One sentence spoken: see `Voice.say`. A change of pitch changes the resonances with it."""
        read = reading(resident_network().tokens(speakable(text)))
        if read.silent:
            return nothing(text)
        higher = Fraction(2 ** (pitch / 12)).limit_denominator(_FINEST)
        pace = min(_FASTEST, max(_SLOWEST, speed / float(higher)))
        model = _resident(weights.path(WEIGHT))

        def said(run: Reading) -> Sounding:
            pcm, units = model.pcm(run.symbols, self.file, pace)
            if higher != 1:
                with ONE_AT_A_TIME:
                    from scipy.signal import resample_poly  # a second to load, which few voices need

                pcm = np.asarray(resample_poly(pcm, higher.denominator, higher.numerator), np.float32)
            return phones_by_ear(run, units, pcm), pcm

        return spoken(text, read, [said(run) for run in runs(read, MOST_SYMBOLS)])
