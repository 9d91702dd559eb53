"""Train RealTalk's voice emotion anew: neutral, happy, nervous from how a voice sounds.

    python models/training/voice_emotion/train.py RAVDESS_FOLDER --cache FOLDER [--emodb FOLDER] [--wide]

Writes models/voice_emotion.npz and realtalk/metrics/voice_geometry.py, and prints the figures. The same data
give the same files.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from voice_features import EMODB, EMODB_WIDE, RAVDESS, RAVDESS_WIDE, Heard, corpus  # noqa: E402
from voice_fitting import labelled, learn  # noqa: E402
from voice_report import both  # noqa: E402

from realtalk.metrics.voice_neutral import Geometry  # noqa: E402

GEOMETRY = ROOT / "realtalk" / "metrics" / "voice_geometry.py"
HEAD = '''"""How voices differ, learned from labelled speakers (written by models/training/voice_emotion)."""

from __future__ import annotations

import numpy as np

from realtalk.metrics.voice_neutral import Geometry

'''


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("ravdess", type=Path, help="a folder of FLAC files with RAVDESS names")
    parser.add_argument("--cache", type=Path, required=True, help="where what is heard is kept")
    parser.add_argument(
        "--emodb", type=Path, help="EmoDB, to see how it carries over; nothing is chosen by it"
    )
    parser.add_argument("--wide", action="store_true", help="also report nervous as every unpleasant emotion")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "voice_emotion.npz")
    arguments = parser.parse_args()
    wide: bool = arguments.wide
    ravdess = corpus(arguments.ravdess, RAVDESS_WIDE if wide else RAVDESS, arguments.cache, ravdess=True)
    emodb: Heard | None = None
    if arguments.emodb is not None:
        emodb = corpus(arguments.emodb, EMODB_WIDE if wide else EMODB, arguments.cache, ravdess=False)
    learned = learn(labelled(ravdess, RAVDESS, ravdess=True))
    np.savez(arguments.out, weights=learned.layer.weights.astype(np.float32))
    GEOMETRY.write_text(_module(learned.geometry), encoding="utf-8")
    print(json.dumps(both(ravdess, RAVDESS, emodb, EMODB), indent=1))
    if wide:
        print(json.dumps(both(ravdess, RAVDESS_WIDE, emodb, EMODB_WIDE), indent=1))


def _module(lie: Geometry) -> str:
    """The module of RealTalk that holds how speakers lie."""
    rows = [f"    {each.name}=np.array({getattr(lie, each.name).round(4).tolist()})," for each in fields(lie)]
    made = HEAD + "GEOMETRY = Geometry(\n" + "\n".join(rows) + "\n)\n"
    return subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", GEOMETRY.name, "-"],
        input=made, capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout  # fmt: skip


if __name__ == "__main__":
    main()
