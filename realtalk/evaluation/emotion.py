"""Facial emotion against labelled faces, read as the app reads them."""

from __future__ import annotations

import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtalk.errors import RealTalkError
from realtalk.evaluation.figures import balanced_accuracy, calibration_error, confusion, interval, named
from realtalk.observations import EMOTIONS
from realtalk.perception.emotion import emotions


def evaluate(path: Path) -> dict[str, Any]:
    """The figures for an .npz with `images` `(n, height, width)` grey or `(n, height, width, 3)`
    RGB uint8, and `labels` `(n,)` counting in `EMOTIONS`. `ms_per_face` is the median on this machine.
    """
    images, labels = _faces(path)
    probabilities = np.empty((len(images), len(EMOTIONS)))
    took = np.empty(len(images))
    for place, image in enumerate(images):
        crop = np.repeat(image[:, :, None], 3, axis=2) if image.ndim == 2 else image
        start = time.perf_counter()
        probabilities[place] = emotions(crop)
        took[place] = time.perf_counter() - start
    return figures(probabilities, labels) | {"ms_per_face": round(float(np.median(took)) * 1000, 3)}


def figures(probabilities: NDArray[np.float64], labels: NDArray[np.integer]) -> dict[str, Any]:
    """What `(n, 7)` probabilities are worth against `(n,)` true labels."""
    counts = confusion(labels.astype(np.int64), probabilities.argmax(axis=1), len(EMOTIONS))
    right = int(np.trace(counts))
    return {
        "n": len(labels),
        "accuracy": right / len(labels),
        "accuracy_interval": interval(right, len(labels)),
        "balanced_accuracy": balanced_accuracy(counts),
        "ece": calibration_error(probabilities, labels),
        "confusion": named(counts, EMOTIONS),
    }


def _faces(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.integer]]:
    remedy = "Give an .npz file with images (n, 48, 48) of uint8 and labels (n,) from 0 to 6."
    try:
        with np.load(path, allow_pickle=False) as arrays:
            images, labels = arrays["images"], arrays["labels"]
    except (OSError, EOFError, TypeError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise RealTalkError(f"{path.name} holds no labelled faces.", remedy) from error
    fits = images.dtype == np.uint8 and (images.ndim == 3 or (images.ndim == 4 and images.shape[3] == 3))
    if not (
        fits
        and images.size
        and labels.ndim == 1
        and labels.dtype.kind in "iu"
        and 0 < len(labels) == len(images)
    ):
        raise RealTalkError(f"{path.name} holds faces or labels of another shape.", remedy)
    if labels.min() < 0 or labels.max() >= len(EMOTIONS):
        raise RealTalkError(f"{path.name} holds labels other than 0 to 6.", remedy)
    return images, labels
