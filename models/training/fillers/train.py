"""Train RealTalk's ear for hesitations anew: um, uh, er and hmm from what Whisper's encoder makes of a sound.

    python models/training/fillers/train.py DATA --cache FOLDER [--emodb FOLDER]

DATA holds fillers/ and speech_emotion/ravdess/. Writes models/fillers.npz: `weights` (512, 2), `bias` (2,), the
first column for a hesitation, the second for the hummed part of one. The same data give the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.signal import resample_poly

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT)]

from faster_whisper.audio import pad_or_trim  # noqa: E402
from hibari import Hibari  # noqa: E402

from realtalk import weights  # noqa: E402
from realtalk.media import SAMPLE_RATE, Span  # noqa: E402
from realtalk.perception.whisper import ENCODED_RATE, ResidentWhisper, resident_whisper  # noqa: E402
from tests.benchmark.fillers_spliced import (  # noqa: E402
    Case,
    Labelled,
    found_in,
    hosts,
    labelled,
    put_in,
    sound,
)

Pcm = NDArray[np.float32]

SEED = 7
CASES = 480
"""Of which half have a recorded hesitation and half one of the synthetic voice, whose er and hmm the recordings
lack."""

SAID = ("Um.", "Uh.", "Er.", "Erm.", "Hmm.", "Um...", "Uhh.", "Mmm.")
SYNTHETIC_VOICES = ((5, 4), (9, 8), (1, 1), (8, 9), (4, 5))
JOINED = (1, 2, 3, 4)
"""Cases in a row: the encoder hears phrases of 2 to 28 s."""

ROOM = 14.0
"""Seconds from which a row is long enough: with one case more it must stay under 28."""

STRENGTH = 0.003
"""Of the ridge penalty. Chosen by leaving each source of hesitations out in turn."""

EDGE = 0.05
"""Seconds around a label's ends that teach nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="where encoded sound is kept")
    parser.add_argument("--emodb", type=Path, help="EmoDB: speech without hesitations, of another language")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "fillers.npz")
    arguments = parser.parse_args()
    arguments.cache.mkdir(parents=True, exist_ok=True)
    kept = arguments.cache / "frames.npz"
    if not kept.exists():
        frames, truth, source = _encoded(arguments.data, arguments.emodb)
        np.savez(kept, frames=frames.astype(np.float16), truth=truth, source=source)
    with np.load(kept) as found:
        frames, truth, source = found["frames"].astype(np.float32), found["truth"], found["source"]
    print(json.dumps(_left_out(frames, truth, source), indent=1))
    heard = truth >= 0
    hesitation, bias = fit(frames[heard], truth[heard] > 0)
    inside = truth > 0
    hummed, hummed_bias = fit(frames[inside], truth[inside] == 2)
    np.savez(
        arguments.out,
        weights=np.stack([hesitation, hummed], axis=1).astype(np.float32),
        bias=np.array([bias, hummed_bias], dtype=np.float32),
    )


def _left_out(
    frames: NDArray[np.float32], truth: NDArray[np.int8], source: NDArray[np.str_]
) -> dict[str, object]:
    """The share of frames found of each recording's hesitations that was left out of the training."""
    report: dict[str, object] = {"frames": len(truth), "of hesitations": int((truth > 0).sum())}
    plain = truth == 0
    for name in sorted(set(source[truth > 0])):
        if name == "synthetic":
            continue
        other, own = (truth > 0) & (source != name), (truth > 0) & (source == name)
        wanted = plain | other
        layer, bias = fit(frames[wanted], truth[wanted] > 0)
        scores = frames @ layer + bias
        for rate in (0.01, 0.003):
            bar = np.quantile(scores[plain], 1 - rate)
            report[f"{name} at {rate}"] = round(float((scores[own] > bar).mean()), 3)
    return report


def fit(frames: NDArray[np.float32], truth: NDArray[np.bool_]) -> tuple[NDArray[np.float32], float]:
    """Ridge logistic regression, both sides weighing the same: the layer and its bias."""
    mean, spread = frames.mean(axis=0), frames.std(axis=0) + 1e-6
    scaled = (frames - mean) / spread
    sign = np.where(truth, -1.0, 1.0)
    share = np.where(truth, 0.5 / truth.sum(), 0.5 / (~truth).sum())

    def cost(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = sign * (scaled @ at[:-1].astype(np.float32) + at[-1])
        slope = share * sign / (1 + np.exp(-scores))
        value = float((share * np.logaddexp(0, scores)).sum() + 0.5 * STRENGTH * at[:-1] @ at[:-1])
        return value, np.r_[scaled.T @ slope.astype(np.float32) + STRENGTH * at[:-1], slope.sum()]

    found = minimize(
        cost, np.zeros(frames.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    ).x
    layer = found[:-1] / spread
    return layer.astype(np.float32), float(found[-1] - layer @ mean)


def _encoded(
    data: Path, emodb: Path | None
) -> tuple[NDArray[np.float32], NDArray[np.int8], NDArray[np.str_]]:
    """Frames `(n, 512)`, what each is (0 none, 1 hesitation, 2 its hum, -1 unsure), and of what source."""
    model = resident_whisper(weights.path("whisper"))
    parts: list[tuple[NDArray[np.float32], NDArray[np.int8], NDArray[np.str_]]] = []
    for row in _rows(data, emodb):
        pcm = np.concatenate([case.pcm for case in row])
        frames = _heard(model, pcm)
        at = (np.arange(len(frames)) + 0.5) / ENCODED_RATE
        truth, source = np.zeros(len(frames), np.int8), np.full(len(frames), "", dtype="<U40")
        offset = 0.0
        for case in row:
            span = Span(case.span.start + offset, case.span.end + offset)
            offset += len(case.pcm) / SAMPLE_RATE
            if span.duration <= 0:
                continue
            truth[(at > span.start - EDGE) & (at < span.end + EDGE)] = -1
            inside = (at > span.start + 0.01) & (at < span.end - 0.01)
            nasal = 0.0 if case.word in ("hmm", "mmm") else 0.55 if case.word in ("um", "erm") else 1.0
            truth[inside] = np.where(at[inside] > span.start + nasal * span.duration, 2, 1)
            source[inside] = case.source
        parts.append((frames, truth, source))
    frames, truths, sources = zip(*parts, strict=True)
    return np.concatenate(frames), np.concatenate(truths), np.concatenate(sources)


def _heard(model: ResidentWhisper, pcm: Pcm) -> NDArray[np.float32]:
    """What Whisper's encoder makes of a phrase when it recognises it."""
    whisper = model._model
    whisper.frames = len(pcm) * 100 // SAMPLE_RATE
    encoding = np.array(whisper.encode(pad_or_trim(whisper.feature_extractor(pcm))), dtype=np.float32)
    return encoding[0, : -(-len(pcm) * ENCODED_RATE // SAMPLE_RATE)]


def _rows(data: Path, emodb: Path | None) -> Iterator[list[Case]]:
    """Cases to be heard one after the other, then speech without any hesitation."""
    rng = random.Random(SEED)
    among = hosts(data, "tune")
    recorded = [each for each in labelled() if each.half == "tune" and found_in(data, each.file).exists()]
    synthetic = _synthetic()
    row: list[Case] = []
    length = rng.choice(JOINED)
    for number in range(CASES):
        host = rng.choice(among)
        if number % 2:
            hesitation, pcm = synthetic[number // 2 % len(synthetic)]
            case = put_in(host, hesitation, pcm, rng, voices=SYNTHETIC_VOICES)
        else:
            hesitation = recorded[number // 2 % len(recorded)]
            case = put_in(host, hesitation, sound(found_in(data, hesitation.file)), rng)
        row.append(_in_a_room(case, rng))
        if len(row) == length or sum(len(each.pcm) for each in row) > ROOM * SAMPLE_RATE:
            yield row
            row, length = [], rng.choice(JOINED)
    plain = [Case(host.name, "", "", host.pcm, Span(0, 0)) for host in among]
    if emodb is not None:
        files = random.Random(SEED).sample(sorted(emodb.glob("*.flac")), 60)
        plain += [Case(path.stem, "", "", sound(path), Span(0, 0)) for path in files]
    for i in range(0, len(plain), 2):
        yield [_in_a_room(case, rng) for case in plain[i : i + 2]]


def _in_a_room(case: Case, rng: random.Random) -> Case:
    """The case at some level, with some noise."""
    noise = np.random.default_rng(rng.randrange(2**31)).normal(
        0, 10 ** rng.uniform(-4.5, -2.7), len(case.pcm)
    )
    return replace(
        case, pcm=((case.pcm + noise) * 10 ** rng.uniform(-0.6, 0.3)).clip(-1, 1).astype(np.float32)
    )


def _synthetic() -> list[tuple[Labelled, Pcm]]:
    """The hesitations of a synthetic voice, without the silence around them."""
    speak = Hibari()
    found: list[tuple[Labelled, Pcm]] = []
    for text in SAID:
        pcm = resample_poly(np.asarray(speak(text), np.float32).ravel(), SAMPLE_RATE, 24_000).astype(
            np.float32
        )
        loud = np.flatnonzero(np.abs(pcm) > 0.06 * np.abs(pcm).max())
        pcm = pcm[loud[0] : loud[-1] + 1]
        word = text.lower().strip(".").replace("uhh", "uh")
        found.append((Labelled("synthetic", Span(0, len(pcm) / SAMPLE_RATE), word, "tune"), pcm))
    return found


if __name__ == "__main__":
    main()
