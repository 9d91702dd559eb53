"""`python -m realtalk evaluate`: how right RealTalk is on labelled data."""

from __future__ import annotations

import argparse
import json
import math
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from realtalk.errors import RealTalkError

WHAT = {
    "emotion": "facial emotion, on an .npz with images and labels as FER2013 has them",
    "voice-emotion": "neutral, happy, nervous, on a folder of FLAC files with RAVDESS names or a labels.tsv",
    "fillers": "um and uh, on a folder of FLAC files with a transcripts.tsv",
    "gaze": "looking at the camera, on a folder of pictures with a labels.tsv",
    "grammar": "corrections, on a folder with NAME.src and NAME.ref0 to NAME.ref3",
}
"""What can be evaluated, and the data it takes. `realtalk/evaluation/WHAT.py` has `evaluate(path)`, which
gives plain values for JSON, None where there is too little to tell."""


def add_evaluate_command(commands: Any) -> None:
    """Add `evaluate` to an argparse parser's sub-commands; it sets `run`, which gives the exit code."""
    evaluate = commands.add_parser(
        "evaluate",
        help="how right RealTalk is on labelled data",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="\n".join(f"{what:14} {data}" for what, data in WHAT.items()),
    )
    evaluate.add_argument("what", choices=WHAT, metavar="WHAT", help=", ".join(WHAT))
    evaluate.add_argument("path", type=Path, metavar="PATH", help="the labelled data")
    evaluate.add_argument("--json", metavar="PATH", help="write the figures as JSON; - for standard output")
    evaluate.set_defaults(run=_evaluate)


def _evaluate(arguments: argparse.Namespace) -> int:
    if not arguments.path.exists():
        raise RealTalkError(f"There is no {arguments.path}.", f"Name the data: {WHAT[arguments.what]}.")
    if arguments.json not in (None, "-"):
        _write(Path(arguments.json), "")  # where nothing can be written, that is told before the work
    module = import_module(f"realtalk.evaluation.{arguments.what.replace('-', '_')}")
    figures: dict[str, Any] = module.evaluate(arguments.path)
    text = json.dumps(figures, allow_nan=False)
    if arguments.json == "-":
        print(text)
    elif arguments.json:
        _write(Path(arguments.json), text + "\n")
    else:
        _show(figures)
    return 0


def _write(path: Path, text: str) -> None:
    try:
        with path.open("w" if text else "a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise RealTalkError(
            f"RealTalk could not write {path}: {error.strerror}.", "Name a place that can be written."
        ) from error


def _show(figures: dict[str, Any], indent: str = "") -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{indent}{name}:")
            _show(value, indent + "  ")
        else:
            print(f"{indent}{name}: {_plain(value)}", file=sys.stdout)


def _plain(value: object) -> object:
    return f"{value:.4g}" if isinstance(value, float) and math.isfinite(value) else value
