"""How right a layer is on labelled speakers, in each way of finding their neutral voice."""

from __future__ import annotations

from typing import Any

import numpy as np
from fitting import Array, Labelled

from realtalk.evaluation.figures import balanced_accuracy, calibration_error, confusion, named
from realtalk.metrics.voice_neutral import EVEN, Geometry, at, balanced, neutral, probabilities
from realtalk.observations import VOICE_EMOTIONS

CLEAR = 0.6
"""The probability from which RealTalk names what it hears."""


def figures(found: Array, data: Labelled, lie: Geometry) -> dict[str, Any]:
    """Balanced accuracy in each way, the confusion by the speaker's own files, and talks of one kind."""
    ways = {
        "without_normalisation": _each(found, data, lie, lambda mine, i: at(lie.population)),
        "own_files": _each(found, data, lie, lambda mine, i: balanced(found[mine], lie)),
        "neutral_baseline": _each(found, data, lie, lambda mine, i: at(_neutral(found, data, mine, i))),
    }
    told: dict[str, Any] = {"n": len(data.truth), "speakers": len(np.unique(data.speaker))}
    for name, likely in ways.items():
        counts = confusion(data.truth, likely.argmax(axis=1), len(VOICE_EMOTIONS))
        told[name] = round(balanced_accuracy(counts) or 0.0, 4)
        told[f"{name}, calibration error"] = round(calibration_error(likely, data.truth), 4)
        if name == "own_files":
            told["confusion"] = named(counts, VOICE_EMOTIONS)
    told["talks of one kind"] = _talks(found, data, lie, baseline=False)
    told["talks of one kind, after a neutral sentence"] = _talks(found, data, lie, baseline=True)
    return told


def _each(found: Array, data: Labelled, lie: Geometry, zero: Any) -> Array:
    likely = np.zeros((len(found), len(VOICE_EMOTIONS)))
    for i in range(len(found)):
        mine = np.flatnonzero(data.speaker == data.speaker[i])
        likely[i] = probabilities(found[i : i + 1], zero(mine, i), lie, EVEN)[0]
    return likely


def _neutral(found: Array, data: Labelled, mine: Array, i: int) -> Array:
    """The middle of a speaker's neutral recordings, the one in question left out."""
    return found[[j for j in mine if data.truth[j] == 0 and j != i]].mean(axis=0)


def _talks(found: Array, data: Labelled, lie: Geometry, *, baseline: bool) -> dict[str, dict[str, float]]:
    """Of talks that are one kind throughout: the share said to be each, and the share left unclear."""
    told: dict[str, dict[str, float]] = {}
    for kind, name in enumerate(VOICE_EMOTIONS):
        likely: list[Array] = []
        for one in np.unique(data.speaker):
            mine = data.speaker == one
            known = np.flatnonzero(mine & (data.truth == 0))[0]
            talk = np.flatnonzero(mine & (data.truth == kind))
            talk = talk[talk != known]
            zero = neutral(found[talk], np.ones(len(talk)), lie, found[known] if baseline else None)
            likely.append(probabilities(found[talk], zero, lie))
        every = np.concatenate(likely)
        clear = every.max(axis=1) >= CLEAR
        shares = {other: float((clear & (every.argmax(axis=1) == i)).mean())
                  for i, other in enumerate(VOICE_EMOTIONS)}  # fmt: skip
        told[name] = {key: round(value, 3) for key, value in {**shares, "unclear": 1 - clear.mean()}.items()}
    return told
