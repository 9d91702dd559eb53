"""Voice emotion on speakers that were not learned from: RAVDESS by folds of actors, and EmoDB."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt

from realtalk import weights
from realtalk.evaluation.figures import balanced_accuracy, confusion
from realtalk.evaluation.voice_emotion import Clips, figures, over_speakers
from realtalk.media import SAMPLE_RATE, Span
from realtalk.metrics.voice_neutral import Geometry, of_own
from realtalk.observations import VOICE_EMOTIONS
from realtalk.perception.phrases import Phrase
from realtalk.perception.voice_emotion import features
from realtalk.perception.whisper import resident_whisper

TRAINING = Path(__file__).parents[2] / "models" / "training" / "voice_emotion"
CACHE = Path(tempfile.gettempdir()) / "realtalk-voice-emotion"
"""What was heard of the recordings, so that a second run takes seconds."""

Sound = NDArray[np.float32]


def _telephone(pcm: Sound, index: int) -> Sound:
    band = butter(4, (300, 3400), "band", fs=SAMPLE_RATE, output="sos")
    return np.asarray(sosfilt(band, pcm), np.float32)


def _noise(pcm: Sound, index: int) -> Sound:
    rng = np.random.default_rng(index)
    loud = np.sqrt(np.mean(np.sort(pcm**2)[-len(pcm) // 2 :]))
    return (pcm + rng.normal(0.0, loud * 10 ** (-15 / 20), len(pcm))).astype(np.float32)


def _room(pcm: Sound, index: int) -> Sound:
    t = np.arange(int(0.5 * SAMPLE_RATE)) / SAMPLE_RATE
    tail = np.random.default_rng(0).normal(0.0, 0.03, len(t)) * np.exp(-6.9 * t / 0.5)
    tail[0] = 1.0
    return fftconvolve(pcm, tail)[: len(pcm)].astype(np.float32)


def _quiet(pcm: Sound, index: int) -> Sound:
    return (np.round(pcm * 0.03 * 32768) / 32768).astype(np.float32)


def _higher(pcm: Sound, index: int) -> Sound:
    return resample_poly(pcm, 8, 9).astype(np.float32)


CONDITIONS: Mapping[str, Callable[[Sound, int], Sound]] = {
    "telephone (300 to 3400 Hz)": _telephone,
    "noise 15 dB under the voice": _noise,
    "a room that rings for half a second": _room,
    "a microphone 30 dB too quiet": _quiet,
    "every voice two semitones higher and an eighth faster": _higher,
}


def measured(data: Path) -> dict[str, Any]:
    """The figures of both corpora and both mappings, of bad sound, of the sexes, and the cost.

    The first run hears 83 minutes of sound, most of them twice.
    """
    sys.path.insert(0, str(TRAINING))
    hear, fit, tell = (import_module(f"voice_{name}") for name in ("features", "fitting", "report"))
    speech = data / "speech_emotion"
    ravdess = hear.corpus(speech / "ravdess", hear.RAVDESS_WIDE, CACHE, ravdess=True)
    emodb = hear.corpus(speech / "emodb", hear.EMODB_WIDE, CACHE, ravdess=False)
    own = fit.labelled(ravdess, hear.RAVDESS, ravdess=True)
    learned = fit.learn(own)
    there = fit.labelled(emodb, hear.EMODB, ravdess=False)
    return {
        "headline": tell.both(ravdess, hear.RAVDESS, emodb, hear.EMODB),
        "wide": tell.both(ravdess, hear.RAVDESS_WIDE, emodb, hear.EMODB_WIDE),
        "intervals": {
            "ravdess": over_speakers(
                Clips(learned.held_out, own.truth, own.speaker), _own(learned.held_out, own, learned.without)
            ),
            "emodb": figures(Clips(learned.layer.points(there), there.truth, there.speaker))[
                "balanced_accuracy_interval"
            ],
        },
        "sexes": _sexes(learned.held_out, own, learned.without),
        "conditions": _conditions(speech / "ravdess", own, hear, fit),
        "cost": cost(),
    }


def _own(points: NDArray[np.float64], data: Any, without: Mapping[int, Geometry]) -> NDArray[np.float64]:
    """How likely each recording is each kind, normalised by its speaker's own."""
    likely = np.zeros((len(points), len(VOICE_EMOTIONS)))
    for one, lie in without.items():
        likely[data.of(one)] = of_own(points[data.of(one)], lie)
    return likely


def _balanced(truth: Any, likely: NDArray[np.float64]) -> float:
    return balanced_accuracy(confusion(truth, likely.argmax(axis=1), len(VOICE_EMOTIONS))) or 0.0


def _sexes(points: NDArray[np.float64], data: Any, without: Mapping[int, Geometry]) -> dict[str, Any]:
    """Balanced accuracy and mean probability of nervous by sex: the labels are the same for both."""
    likely, told = _own(points, data, without), dict[str, Any]()
    for name, odd in (("male", 1), ("female", 0)):
        mine = data.speaker % 2 == odd
        told[name] = {
            "n": int(mine.sum()),
            "balanced_accuracy": _balanced(data.truth[mine], likely[mine]),
            "nervous": float(likely[mine, 2].mean()),
            "happy": float(likely[mine, 1].mean()),
        }
    return told


def _conditions(folder: Path, data: Any, hear: Any, fit: Any) -> dict[str, Any]:
    """Recordings of the first fold's speakers, learned without them, as given and in bad conditions."""
    test = next(fit.folds(data.speaker, fit.FOLDS, fit.SEED))
    few = sorted({int(one) for one in data.speaker[test]})
    layer = fit.fit(data.where(~test), fit.STRENGTH, fit.PITCH_WEIGHT)
    lie = fit.geometry(layer.points(data.where(~test)), data.where(~test), layer)
    files = sorted(folder.rglob("*.flac"), key=lambda path: path.name)
    files = [path for path in files if int(path.stem[-2:]) in few and path.name[6:8] in hear.RAVDESS]
    told: dict[str, Any] = {"speakers": few}
    before: NDArray[np.float64] | None = None
    for name, change in {"as recorded": None, **CONDITIONS}.items():
        kept = re.sub(r"\W+", "-", f"few {name}")
        found = fit.labelled(hear.heard(files, CACHE, kept, change), hear.RAVDESS, ravdess=True)
        likely = _own(layer.points(found), found, dict.fromkeys(few, lie))
        before = likely if before is None else before
        told[name] = {
            "n": len(found.truth),
            "balanced_accuracy": _balanced(found.truth, likely),
            "same": float((likely.argmax(axis=1) == before.argmax(axis=1)).mean()),
            "nervous": float(likely[:, 2].mean()),
        }
    return told


def cost(seconds: float = 4.0, times: int = 5) -> float:
    """Processor seconds that a second of speech takes beyond recognition, one thread."""
    rng, span = np.random.default_rng(0), (Span(0.0, seconds),)
    whisper = resident_whisper(weights.path("whisper"))
    stretch = Phrase(rng.normal(0, 0.05, int(seconds * SAMPLE_RATE)).astype(np.float32), span, span)
    features(whisper, stretch)
    started = time.process_time()
    for _ in range(times):
        features(whisper, stretch)
    return (time.process_time() - started) / times / seconds


def table(figures: dict[str, Any]) -> str:
    """Both corpora and mappings, then whole talks of one kind, bad sound and the sexes."""
    lines = [
        "| balanced accuracy (chance 0.333) | recordings | speakers | own files | neutral baseline | none |",
        "|---|---|---|---|---|---|",
    ]
    for name, what in (("headline", ""), ("wide", ", nervous = every unpleasant or startled emotion")):
        for corpus, shown in (
            ("ravdess", "RAVDESS, held-out actors"),
            ("emodb", "EmoDB (German), never learned"),
        ):
            row = figures[name][corpus]
            between = figures["intervals"][corpus] if name == "headline" else None
            own = f"{row['own_files']:.3f}" + (f" ({between[0]:.3f} to {between[1]:.3f})" if between else "")
            lines.append(
                f"| {shown}{what} | {row['n']} | {row['speakers']} | {own} | "
                f"{row['neutral_baseline']:.3f} | {row['without_normalisation']:.3f} |"
            )
    lines += ["", *_talks(figures["headline"]), "", *_bad(figures["conditions"]), "", _said(figures)]
    return "\n".join(lines)


def _talks(headline: dict[str, Any]) -> list[str]:
    lines = [
        "| a talk that is one kind throughout | called neutral | happy | nervous | left unclear |",
        "|---|---|---|---|---|",
    ]
    for corpus in ("ravdess", "emodb"):
        for after in ("", ", after a neutral sentence"):
            for kind, shares in headline[corpus][f"talks of one kind{after}"].items():
                row = " | ".join(f"{100 * shares[name]:.0f}%" for name in (*VOICE_EMOTIONS, "unclear"))
                lines.append(f"| {kind}{after} ({'RAVDESS' if corpus == 'ravdess' else 'EmoDB'}) | {row} |")
    return lines


def _bad(conditions: dict[str, Any]) -> list[str]:
    actors = ", ".join(map(str, conditions["speakers"]))
    lines = [
        f"| sound, held-out actors {actors} | recordings | balanced accuracy | said the same as before |",
        "|---|---|---|---|",
    ]
    for name, row in conditions.items():
        if name != "speakers":
            lines.append(
                f"| {name} | {row['n']} | {row['balanced_accuracy']:.3f} | {100 * row['same']:.0f}% |"
            )
    return lines


def _said(figures: dict[str, Any]) -> str:
    sexes, headline = figures["sexes"], figures["headline"]
    errors = [headline[corpus]["own_files, calibration error"] for corpus in ("ravdess", "emodb")]
    return (
        "Neutral, happy and nervous are 01 and 02, 03, 06 in RAVDESS, N, F, A in EmoDB. Folds go by actor; "
        "the intervals are 95%, by drawing speakers anew. “Own files” takes each speaker's recordings to "
        "hold as much of each kind, “neutral baseline” knows the others of their neutral ones, “none” knows "
        f"nothing. The calibration error by own files is {errors[0]:.3f} on RAVDESS and {errors[1]:.3f} on "
        f"EmoDB. By sex: men {sexes['male']['balanced_accuracy']:.3f} (n {sexes['male']['n']}), women "
        f"{sexes['female']['balanced_accuracy']:.3f} (n {sexes['female']['n']}); the mean probability of "
        f"nervous is {sexes['male']['nervous']:.3f} and {sexes['female']['nervous']:.3f} for the same "
        f"labels. It costs {figures['cost']:.3f} of the length of the speech on one core.\n\n"
        "All of it is acted: two sentences in one studio, ten in another with their ends cut off. Real "
        "nerves are quieter, so that these figures are the best that can be hoped for. Nothing was learned "
        "from EmoDB, but it was looked at when pitch was added and when it was set how much the neutral "
        "voices of other microphones may differ, so its figures are a little too good. Without a sentence "
        "from before the talk much of it stays unclear."
    )
