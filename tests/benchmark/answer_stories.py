"""Answers of our own to interview questions, with the parts that a careful reader finds in them.

They were written and labelled before any rule was tuned: every other one, from the first, is for tuning, the
rest is only ever reported. S: when, where, in what circumstances it was. T: what the speaker had to reach. A:
what the speaker did, alone or with others. R: how it ended, what came of it, what was learnt.
"""

from __future__ import annotations

from pathlib import Path


def _read() -> tuple[tuple[str, str], ...]:
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return tuple((label.strip("-"), text) for label, text in (line.split("\t") for line in lines))


STORIES: tuple[tuple[str, str], ...] = _read()
"""The letters of the parts that are there, and the answer."""
