"""How well the partner talks, sounds, looks and how soon: one JSON of every part."""

from __future__ import annotations

import json
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

PARTS = ("talk", "users", "voice", "sync", "face", "brain", "consent", "portraits")
"""Each is `partner_PART.py`, with `measure()`."""


def run(results: Path, names: tuple[str, ...]) -> None:
    """Measure the named parts, by default all, and keep the figures; a part that fails says why."""
    report: dict[str, Any] = {}
    for name in names or PARTS:
        started = time.monotonic()
        try:
            report[name] = import_module(f"tests.benchmark.partner_{name}").measure()
        except Exception as error:
            traceback.print_exc()
            report[name] = {"failed": f"{type(error).__name__}: {error}"}
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    text = json.dumps(report, indent=1)
    out = results / f"partner-{time.strftime('%Y%m%d-%H%M%S')}.json"
    out.write_text(text + "\n")
    print(text)
    print(f"Written to {out.name}; docs/partner.md tells of the figures.", file=sys.stderr)
