"""`python -m realtalk models`: list, fetch and verify the model files."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from realtalk import weights
from realtalk.weights.sources import Progress

_MEGABYTE = 1e6
_BETWEEN_LINES = 0.2
"""Seconds between two updates of the progress line."""


def add_models_command(commands: Any) -> None:
    """Add `models` to an argparse parser's sub-commands; it sets `run`, which gives the exit code."""
    models = commands.add_parser("models", help="list, fetch or verify the model files")
    actions = models.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="what each model is for, and whether it is here").set_defaults(run=_list)
    fetch = actions.add_parser("fetch", help="fetch the essential models, or those named")
    fetch.add_argument("names", nargs="*", metavar="NAME", help="a model of the list")
    fetch.add_argument("--all", action="store_true", help="the optional ones too")
    fetch.set_defaults(run=_fetch)
    actions.add_parser("verify", help="hash every byte of the models that are here").set_defaults(run=_verify)


def _list(_: argparse.Namespace) -> int:
    for status in weights.listing():
        weight = status.weight
        state = status.problem or "ready"
        kind = "essential" if weight.essential else "optional"
        print(f"{weight.name:16} {state:8} {kind:9} {weight.bytes / _MEGABYTE:8.1f} MB  {weight.licence}")
        print(f"{'':16} {weight.purpose}")
    return 0


def _fetch(arguments: argparse.Namespace) -> int:
    names = [status.weight.name for status in weights.listing()] if arguments.all else arguments.names
    line = _ProgressLine()
    try:
        fetched = weights.fetch(names or None, line.show)
    finally:
        line.end()
    print(f"Fetched: {', '.join(fetched)}." if fetched else "Every model asked for is here.")
    return 0


def _verify(_: argparse.Namespace) -> int:
    wrong = 0
    for status in weights.verify():
        print(f"{status.weight.name:16} {status.problem or 'verified'}")
        wrong += status.problem is not None
    if wrong:
        print("Put it right with: python -m realtalk models fetch", file=sys.stderr)
    return 2 if wrong else 0


class _ProgressLine:
    """One line on stderr that is written over on a terminal; a line a source elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._source = ""
        self._shown = 0.0

    def show(self, progress: Progress) -> None:
        fresh, now = progress.source != self._source, time.monotonic()
        if not fresh and (not self._terminal or now - self._shown < _BETWEEN_LINES):
            return
        self._source, self._shown = progress.source, now
        of = f" of {progress.total / _MEGABYTE:.0f} MB" if progress.total else ""
        count = f": {progress.done / _MEGABYTE:.0f}{of}" if progress.done or of else ""
        text = f"{progress.weight} from {progress.source}{count}"
        sys.stderr.write(f"\r\033[K{text}" if self._terminal else f"{text}\n")
        sys.stderr.flush()

    def end(self) -> None:
        if self._terminal and self._source:
            sys.stderr.write("\r\033[K")
