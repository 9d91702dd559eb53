"""Learn how each phoneme looks in the spectra of the network that speaks for the partner.

    python -m models.training.phone_looks.train [OUT]

The network says its own phonemes' rough times; laying them over the spectra and learning afresh, a few times
over, finds the exact ones. The texts are RealTalk's own questions; nothing is downloaded.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from realtalk.partner.speech.alignment import ANY, SILENCE, Look, features, laid
from realtalk.partner.speech.hibari_network import resident_network
from realtalk.partner.speech.reading import reading
from realtalk.partner.speech.sentences import sentences
from realtalk.partner.speech.timing import slots
from realtalk.partner.speech.written import speakable

ROOT = Path(__file__).parents[3]
OUT = ROOT / "realtalk" / "partner" / "speech" / "phone_looks.npz"
ROUNDS = 6
MOST = 260
PACES = (1.0, 0.85, 1.2)
LEAST_VARIANCE = 4.0
LEAST_SILENCE = 8


def texts() -> list[str]:
    found: list[str] = []
    for path in sorted((ROOT / "realtalk" / "language" / "question_bank").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) > 6:
                found += sentences(speakable(node.value))
    rng = np.random.default_rng(0)
    return [found[i] for i in rng.permutation(len(found))[:MOST]]


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    network = resident_network()
    heard = []
    for index, text in enumerate(texts()):
        read = reading(network.tokens(text))
        frames = network.frames(read.symbols, PACES[index % len(PACES)])
        heard.append((slots(read, frames.units), features(frames)))
    bounds = [_first(s, seen) for s, seen in heard]
    looks: dict[str, Look] = {}
    for _ in range(ROUNDS):
        looks = _learn(heard, bounds)
        fresh = [laid(s, seen, looks) for s, seen in heard]
        moved = np.concatenate(
            [np.abs(np.array(a) - np.array(b)).ravel() for a, b in zip(bounds, fresh, strict=True)]
        )
        bounds = fresh
        print(f"boundaries moved by {moved.mean():.3f} frames")
    names = sorted(looks)
    np.savez_compressed(
        out,
        symbols=np.array(names),
        mean=np.stack([looks[n].mean for n in names]),
        variance=np.stack([looks[n].variance for n in names]),
    )
    print(f"{len(names)} phonemes, {out.stat().st_size} bytes")


def _first(expected, seen):
    """The phonemes where the durations put them, and silence where they leave 100 ms for it."""
    bounds, at = [], 0
    for slot, following in zip(expected, [*expected[1:], None], strict=True):
        end = len(seen) if following is None else min(len(seen), max(at, following.start))
        if not slot.symbol and end - at < LEAST_SILENCE:
            end = at
        bounds.append((at, end))
        at = end
    return bounds


def _learn(heard, bounds) -> dict[str, Look]:
    found = defaultdict(lambda: ([], []))
    for (expected, seen), places in zip(heard, bounds, strict=True):
        for slot, (start, end) in zip(expected, places, strict=True):
            if end <= start:
                continue
            middle = max(start + 1, (start + end) // 2) if slot.symbol else end
            for half, part in enumerate((seen[start:middle], seen[min(middle, end - 1) : end])):
                found[slot.symbol][half].append(part)
                if slot.symbol:
                    found[ANY][half].append(part)
    looks = {}
    for symbol, halves in found.items():
        if len(halves[0]) < 8 and symbol not in (SILENCE, ANY):
            continue
        parts = [np.concatenate(half) for half in halves]
        looks[symbol] = Look(
            np.stack([part.mean(axis=0) for part in parts]).astype(np.float32),
            np.stack([part.var(axis=0) + LEAST_VARIANCE for part in parts]).astype(np.float32),
        )
    return looks


if __name__ == "__main__":
    main()
