"""The conversions that some published weights need, by the name the manifest gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path


def _speaker_encoder(source: Path, target: Path) -> None:
    from realtalk.weights import speaker_encoder  # onnx takes a while to load; few starts convert

    speaker_encoder.convert(source, target)


CONVERSIONS: Mapping[str, Callable[[Path, Path], None]] = {
    "speaker_encoder": _speaker_encoder,
}
