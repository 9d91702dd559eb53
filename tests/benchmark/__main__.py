"""Everything that is measured, in one run: JSON of it all, and the tables of docs/benchmarks.md.

python -m tests.benchmark [--minutes 1 10 60] [--live 10] [--no-peers] [--no-truth]
python -m tests.benchmark accuracy [PART ...]
python -m tests.benchmark partner [PART ...]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import venv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmark import accuracy, live, partner, peers, review, truth
from tests.benchmark.clips import base_clip
from tests.benchmark.tables import replace_tables

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).parent / "results"
DOCS = ROOT / "docs" / "benchmarks.md"
PEER_ENVIRONMENT = ROOT / ".venv-peers"
PEER_PACKAGES = (
    "tensorflow-cpu==2.21.0",
    "opencv-contrib-python<5",
    "pandas",
    "requests",
    "tqdm",
    "moviepy<2",
)
PEER_EXTRAS = ("ffmpeg-python", "Pillow", "matplotlib", "setuptools")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, nargs="+", default=[1, 10, 60])
    parser.add_argument("--runs", type=int, default=3, help="of the one-minute recording")
    parser.add_argument("--live", type=float, default=10.0, help="minutes of the live talk; 0 for none")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--no-truth", action="store_true")
    parser.add_argument("what", nargs="*", help="accuracy or partner, and the parts of it, by default all")
    arguments = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    if arguments.what:
        return _part(parser, *arguments.what)
    started = datetime.now(UTC)
    report: dict[str, Any] = {
        "date": started.date().isoformat(),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "cpu": _processor()},
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = base_clip(folder / "base.mp4")
        report["stages"] = review.stages(base)
        report["review"] = [
            review.whole(base, folder, minutes, arguments.runs if minutes == 1 else 1)
            for minutes in arguments.minutes
        ]
        if arguments.live:
            report["live"] = live.measured(base, arguments.live, [1, 2, 3, 4])
        if not arguments.no_peers:
            clip = base_clip(folder / "short.mp4", peers.PICTURES / 30)
            report["peers"] = peers.compared(clip, _peer_python())
    if not arguments.no_truth:
        report["truth"] = truth.against_the_truth()
    out = RESULTS / f"{started:%Y%m%d-%H%M%S}.json"
    out.write_text(json.dumps(report, indent=1) + "\n")
    DOCS.write_text(replace_tables(DOCS.read_text(), report))
    print(json.dumps(report, indent=1))
    print(f"Written to {out.relative_to(ROOT)} and {DOCS.relative_to(ROOT)}.", file=sys.stderr)


def _part(parser: argparse.ArgumentParser, what: str, *names: str) -> None:
    if what == "partner" and set(names) <= set(partner.PARTS):
        return partner.run(RESULTS, names)
    if what != "accuracy" or not set(names) <= set(accuracy.PARTS):
        known = {"accuracy": accuracy.PARTS, "partner": partner.PARTS}
        parser.error("; ".join(f"after {name} come {', '.join(parts)}" for name, parts in known.items()))
    accuracy.run(RESULTS, names)


def _peer_python() -> Path | None:
    """The Python of an environment with the peers, made at the first time; None where they cannot be had."""
    python = PEER_ENVIRONMENT / "bin" / "python"
    if not (PEER_ENVIRONMENT / "ready").exists():
        venv.create(PEER_ENVIRONMENT, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        try:
            # Its declared facenet-pytorch is for a face detector that is not used here.
            subprocess.run([*pip, "--no-deps", "fer==25.10.3"], check=True)
            subprocess.run([*pip, *PEER_PACKAGES], check=True)
        except subprocess.CalledProcessError:
            print("The peers could not be installed; they are left out.", file=sys.stderr)
            return None
        (PEER_ENVIRONMENT / "ready").touch()
    return python


def _processor() -> str:
    if Path("/proc/cpuinfo").exists():
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()


if __name__ == "__main__":
    main()
