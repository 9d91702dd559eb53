"""The measured tables of docs/benchmarks.md, between the marks that name them."""

from __future__ import annotations

import re
from typing import Any


def replace_tables(text: str, report: dict[str, Any]) -> str:
    """The document with each table that the report has figures for exchanged."""
    tables = {
        "machine": _machine(report),
    }
    if "review" in report:
        tables |= {"review": _review(report["review"]), "stages": _stages(report["stages"])}
    if "live" in report:
        tables |= {"live": _live(report["live"]["one"]), "together": _together(report["live"])}
    if "peers" in report:
        tables["peers"] = _peers(report["peers"])
    if "truth" in report:
        tables["truth"] = _truth(report["truth"])
    for name, table in tables.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
        text, count = re.subn(pattern, lambda m, t=table: f"{m[1]}{t}\n{m[2]}", text, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"docs/benchmarks.md wants one place for the table {name}, not {count}")
    return text


def _table(head: list[str], rows: list[list[Any]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)])


def _machine(report: dict[str, Any]) -> str:
    machine = report["machine"]
    return f"{report['date']}, {machine['cores']} cores ({machine['cpu']}), Python {machine['python']}."


def _review(rows: list[dict[str, Any]]) -> str:
    head = ["length", "time", "share of length", "CPU a second", "peak memory", "first progress"]
    return _table(
        head,
        [
            [
                f"{row['minutes']} min",
                f"{row['wall_s']:.1f} s",
                f"1/{1 / row['share_of_length']:.1f}",
                f"{row['cpu_per_second']:.3f} s",
                f"{row['peak_mb']:.0f} MB",
                f"{row['first_tick_s']:.1f} s",
            ]
            for row in rows
        ],
    )


def _stages(stages: dict[str, dict[str, float]]) -> str:
    rows = [[name, f"{1000 * s['cpu_per_second']:.1f} ms", f"{s['share']:.0%}"] for name, s in stages.items()]
    return _table(["stage", "CPU a second of recording", "share"], rows)


def _live(one: dict[str, Any]) -> str:
    rows = [
        ["pictures a second shown", one["shown_per_second"]],
        ["pictures a second analysed (face, gaze, emotion, hands, pose)", one["analysed_per_second"]],
        ["a callback takes, median and 95 of 100", _both(one["callback_ms"], "ms")],
        ["from a picture's callback to its findings drawn", _both(one["callback_to_drawn_ms"], "ms")],
        ["words behind speech, median and most", _both(one["behind_s"], "s")],
        ["the rundown after Stop", f"{one['rundown_after_stop_s']} s"],
        ["memory, settled and at the end", _both(one["memory_mb"], "MB")],
        ["cores used in all", one["cores"]],
        *([f"of them: {name}", share] for name, share in one["cores_by_thread"].items() if share >= 0.005),
    ]
    return _table([f"one talk of {one['seconds'] / 60:.0f} min", ""], rows)


def _both(pair: dict[str, float], unit: str) -> str:
    return ", ".join(f"{value} {unit}" for value in pair.values())


def _together(live: dict[str, Any]) -> str:
    rows = [
        [
            row["talks"],
            row["analysed_per_second"],
            f"{row['behind_s']['most']} s",
            f"{row['callback_to_drawn_ms']['p95']} ms",
            row["cores"],
        ]
        for row in live["together"]
    ]
    head = ["talks at once", "pictures a second of all", "words behind at most", "drawn after (p95)", "cores"]
    return _table(head, rows)


def _peers(peers: dict[str, Any]) -> str:
    ratios = peers["ours_over_theirs"]
    rows = [
        [name, f"{rate:.1f}", f"{ratios[name]:.1f} times" if name in ratios else ""]
        for name, rate in peers["pictures_per_second"].items()
    ]
    return _table(["", "pictures a second", "RealTalk (face, gaze, emotion) is"], rows)


def _truth(truth: dict[str, dict[str, Any]]) -> str:
    rows = [
        [name, key.replace("_", " "), f"{value:.1%}" if isinstance(value, float) else value]
        for name, figures in truth.items()
        for key, value in figures.items()
    ]
    return _table(["what", "figure", "value"], rows)
