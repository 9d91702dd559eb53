"""The conversions that some published weights need, by the name the manifest gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path


def _emotion(source: Path, target: Path) -> None:
    from realtalk.weights import emotion  # onnx and h5py take half a second to load; few starts convert

    emotion.convert(source, target)


def _speaker_encoder(source: Path, target: Path) -> None:
    from realtalk.weights import speaker_encoder

    speaker_encoder.convert(source, target)


CONVERSIONS: Mapping[str, Callable[[Path, Path], None]] = {
    "emotion": _emotion,
    "speaker_encoder": _speaker_encoder,
}
