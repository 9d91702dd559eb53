"""How right a layer is on labelled speakers, in each way of finding their neutral voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from voice_features import Heard
from voice_fitting import Array, Labelled, labelled, learn

from realtalk.evaluation.figures import balanced_accuracy, calibration_error, confusion, named
from realtalk.metrics.voice_neutral import EVEN, Geometry, at, neutral, of_own, probabilities
from realtalk.observations import VOICE_EMOTIONS

WAYS = ("without_normalisation", "own_files", "neutral_baseline")

CLEAR = 0.6
"""The probability from which RealTalk names what it hears."""


Lies = Mapping[int, Geometry]
"""How speakers lie, for each speaker as learned without them."""


def figures(found: Array, data: Labelled, lies: Lies) -> dict[str, Any]:
    """Balanced accuracy in each way, the confusion by the speaker's own files, and talks of one kind."""
    ways = {name: np.zeros((len(found), len(VOICE_EMOTIONS))) for name in WAYS}
    for one, lie in lies.items():
        mine = np.flatnonzero(data.of(one))
        ways["own_files"][mine] = of_own(found[mine], lie)
        for i in mine:
            others = [j for j in mine if data.truth[j] == 0 and j != i]
            zeros = {"without_normalisation": lie.population, "neutral_baseline": found[others].mean(axis=0)}
            for name, zero in zeros.items():
                ways[name][i] = probabilities(found[i : i + 1], at(zero), lie, EVEN)[0]
    told: dict[str, Any] = {"n": len(data.truth), "speakers": len(lies)}
    for name, likely in ways.items():
        counts = confusion(data.truth, likely.argmax(axis=1), len(VOICE_EMOTIONS))
        told[name] = round(balanced_accuracy(counts) or 0.0, 4)
        told[f"{name}, calibration error"] = round(calibration_error(likely, data.truth), 4)
        if name == "own_files":
            told["confusion"] = named(counts, VOICE_EMOTIONS)
    for baseline, name in ((False, ""), (True, ", after a neutral sentence")):
        told[f"talks of one kind{name}"] = _talks(found, data, lies, baseline=baseline)
    return told


def both(
    ravdess: Heard, kinds: dict[str, str], emodb: Heard | None, kinds_there: dict[str, str]
) -> dict[str, object]:
    """The figures on held-out speakers of RAVDESS, and on EmoDB of what is learned from all of RAVDESS."""
    data = labelled(ravdess, kinds, ravdess=True)
    learned = learn(data)
    report: dict[str, object] = {"ravdess": figures(learned.held_out, data, learned.without)}
    if emodb is not None:
        other = labelled(emodb, kinds_there, ravdess=False)
        everybody = {int(one): learned.geometry for one in np.unique(other.speaker)}
        report["emodb"] = figures(learned.layer.points(other), other, everybody)
    return report


def _talks(found: Array, data: Labelled, lies: Lies, *, baseline: bool) -> dict[str, dict[str, float]]:
    """Of talks that are one kind throughout: the share said to be each, and the share left unclear."""
    told: dict[str, dict[str, float]] = {}
    for kind, name in enumerate(VOICE_EMOTIONS):
        likely: list[Array] = []
        for one, lie in lies.items():
            known = np.flatnonzero(data.of(one) & (data.truth == 0))[0]
            talk = np.flatnonzero(data.of(one) & (data.truth == kind))
            talk = talk[talk != known]
            zero = neutral(found[talk], np.ones(len(talk)), lie, found[known] if baseline else None)
            likely.append(probabilities(found[talk], zero, lie))
        every = np.concatenate(likely)
        clear = every.max(axis=1) >= CLEAR
        shares = {
            other: float((clear & (every.argmax(axis=1) == i)).mean())
            for i, other in enumerate(VOICE_EMOTIONS)
        }
        told[name] = {key: round(value, 3) for key, value in {**shares, "unclear": 1 - clear.mean()}.items()}
    return told
