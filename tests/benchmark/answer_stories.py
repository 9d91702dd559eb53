"""Answers of our own to interview questions, with the parts that a careful reader finds in them.

S: when, where, in what circumstances it was. T: what the speaker had to reach. A: what the speaker did, alone
or with others. R: how it ended, what came of it, what was learnt. The rules were tuned on `STORIES`; `FRESH`
were written and labelled afterwards, and nothing was changed for them.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def _read(name: str) -> tuple[tuple[str, str], ...]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return tuple((label.strip("-"), text) for label, text in (line.split("\t") for line in lines))


STORIES: tuple[tuple[str, str], ...] = _read("answer_stories.txt")
FRESH: tuple[tuple[str, str], ...] = _read("answer_fresh.txt")
"""The letters of the parts that are there, and the answer."""
