"""Train RealTalk's ear for hesitations anew: um, uh, er and hmm from what Whisper's encoder makes of a sound.

    python models/training/fillers/train.py DATA --cache FOLDER

DATA holds fillers/, speech_emotion/ravdess/ and speech_emotion/emodb/. Writes models/fillers.npz: `weights`
(512, 2) and `bias` (2,), the first column for a hesitation, the second for the hummed part of one. The same
data give the same file; what was heard is kept in the cache, and the same command goes on from there.
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
Frames = NDArray[np.float32]
Labels = NDArray[np.int8]
Sources = NDArray[np.str_]

SEED = 7
CASES = 320
"""Of which half have a recorded hesitation and half one of the synthetic voice, whose er and hmm the
recordings lack."""

SAID = ("Um.", "Uh.", "Er.", "Erm.", "Hmm.", "Um...", "Uhh.", "Mmm.")
SYNTHETIC_VOICES = ((5, 4), (9, 8), (1, 1), (8, 9), (4, 5))
JOINED = (1, 2, 3, 4)
"""Cases in a row: the encoder hears phrases of 2 to 28 s."""

ROOM = 14.0
"""Seconds from which a row is long enough: with one case more it must stay under 28."""

STRENGTH = 0.003
"""Of the ridge penalty. Chosen by leaving each source of hesitations out in turn."""

STEPS = 120
"""Of the minimiser; later ones change no decision."""

GERMAN = 60
"""Sentences of EmoDB, for vowels that the English speakers of RAVDESS do not say."""

EDGE = 0.05
"""Seconds around a label's ends that teach nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="where encoded sound is kept")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "fillers.npz")
    arguments = parser.parse_args()
    arguments.cache.mkdir(parents=True, exist_ok=True)
    frames, truth, source = _encoded(arguments.data, arguments.cache)
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


def _left_out(frames: Frames, truth: Labels, source: Sources) -> dict[str, object]:
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

    start = np.zeros(frames.shape[1] + 1)
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    layer = found[:-1] / spread
    return layer.astype(np.float32), float(found[-1] - layer @ mean)


def _encoded(data: Path, cache: Path) -> tuple[Frames, Labels, Sources]:
    """Frames `(n, 512)`, what each is (0 none, 1 hesitation, 2 its hum, -1 unsure), and of what source."""
    model = resident_whisper(weights.path("whisper"))
    parts: list[tuple[Frames, Labels, Sources]] = []
    for number, row in enumerate(_rows(data)):
        kept = cache / f"{number:03d}.npy"
        if not kept.exists():
            np.save(kept, _heard(model, np.concatenate([case.pcm for case in row])).astype(np.float16))
        frames = np.load(kept).astype(np.float32)
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
    whisper = model._model  # pyright: ignore[reportPrivateUsage]
    whisper.frames = len(pcm) * 100 // SAMPLE_RATE
    encoding = np.array(whisper.encode(pad_or_trim(whisper.feature_extractor(pcm))), dtype=np.float32)
    return encoding[0, : -(-len(pcm) * ENCODED_RATE // SAMPLE_RATE)]


def _rows(data: Path) -> Iterator[list[Case]]:
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
    german = sorted((data / "speech_emotion" / "emodb").glob("*.flac"))
    chosen = random.Random(SEED).sample(german, min(GERMAN, len(german)))
    plain += [Case(path.stem, "", "", sound(path), Span(0, 0)) for path in chosen]
    row = []
    for case in plain:
        row.append(_in_a_room(case, rng))
        if sum(len(each.pcm) for each in row) > ROOM * SAMPLE_RATE:
            yield row
            row = []
    if row:
        yield row


def _in_a_room(case: Case, rng: random.Random) -> Case:
    """The case at some level, with some noise."""
    loudness = 10 ** rng.uniform(-4.5, -2.7)
    noise = np.random.default_rng(rng.randrange(2**31)).normal(0, loudness, len(case.pcm))
    heard = ((case.pcm + noise) * 10 ** rng.uniform(-0.6, 0.3)).clip(-1, 1)
    return replace(case, pcm=heard.astype(np.float32))


def _synthetic() -> list[tuple[Labelled, Pcm]]:
    """The hesitations of a synthetic voice, without the silence around them."""
    speak = Hibari()
    found: list[tuple[Labelled, Pcm]] = []
    for text in SAID:
        said = np.asarray(speak(text), np.float32).ravel()
        pcm = resample_poly(said, SAMPLE_RATE, 24_000).astype(np.float32)
        loud = np.flatnonzero(np.abs(pcm) > 0.06 * np.abs(pcm).max())
        pcm = pcm[loud[0] : loud[-1] + 1]
        word = text.lower().strip(".").replace("uhh", "uh")
        found.append((Labelled("synthetic", Span(0, len(pcm) / SAMPLE_RATE), word, "tune"), pcm))
    return found


if __name__ == "__main__":
    main()
