"""The list of everything that is measured, for whoever wants to read about it before or after a rundown."""

from __future__ import annotations

from dataclasses import dataclass

from realtalk.metrics.catalogue import METRICS
from realtalk.report.markup import ideal_in_words


@dataclass(frozen=True, slots=True)
class Measure:
    """One metric in words; `ideal` is empty where nothing is judged."""

    title: str
    definition: str
    ideal: str
    source: str


def groups() -> tuple[tuple[str, tuple[Measure, ...]], ...]:
    """Every metric under its heading, in the order in which people see them."""
    found: dict[str, list[Measure]] = {}
    for metric in METRICS:
        ideal = ideal_in_words(metric.ideal, metric.unit) if metric.ideal is not None else ""
        found.setdefault(metric.group, []).append(
            Measure(metric.title, metric.definition, ideal, metric.source)
        )
    return tuple((group, tuple(measures)) for group, measures in found.items())
