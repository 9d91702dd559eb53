"""How right RealTalk is, part by part, on labelled data: fills in docs/accuracy.md."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmark import clips

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "accuracy.md"
PARTS = ("emotion", "voice", "fillers", "seen", "grammar", "answers", "language", "slides")
"""Each is `accuracy_PART.py`, with `measured(data)` and `table(figures)`."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part's measurement, and how its figures become a table."""

    name: str
    measured: Callable[[Path], dict[str, Any]]
    table: Callable[[dict[str, Any]], str]


def parts(names: tuple[str, ...]) -> list[Part]:
    """The named parts, in the order of the document."""
    modules = {name: import_module(f"tests.benchmark.accuracy_{name}") for name in PARTS if name in names}
    return [Part(name, module.measured, module.table) for name, module in modules.items()]


def against_the_labels(names: tuple[str, ...] = PARTS) -> dict[str, Any]:
    """Measure the named parts and write their tables; the figures of all of them. A part whose data are not
    here is left as it stands, and said so.
    """
    data = clips.data()
    report: dict[str, Any] = {}
    for part in parts(names):
        started = time.monotonic()
        try:
            report[part.name] = part.measured(data)
        except FileNotFoundError as error:
            print(f"{part.name}: not measured, {error.filename} is not here", file=sys.stderr)
            continue
        print(f"{part.name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
        table = part.table(report[part.name])
        print(table)
        DOCS.write_text(replaced(DOCS.read_text(), part.name, table))
    return report


def replaced(text: str, name: str, table: str) -> str:
    """The document with one part's table exchanged."""
    pattern = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
    text, count = re.subn(pattern, lambda m: f"{m[1]}{table}\n{m[2]}", text, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"docs/accuracy.md wants one place for the table {name}, not {count}")
    return text


def run(results: Path, names: tuple[str, ...]) -> None:
    """Measure, and keep the figures as JSON beside the other benchmarks'."""
    report = against_the_labels(names or PARTS)
    out = results / f"accuracy-{time.strftime('%Y%m%d-%H%M%S')}.json"
    out.write_text(json.dumps(report, indent=1) + "\n")
    print(f"Written to {out.relative_to(ROOT)} and {DOCS.relative_to(ROOT)}.", file=sys.stderr)
