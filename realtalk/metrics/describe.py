"""The page of the documentation on what is measured: `python -m realtalk.metrics.describe >
docs/metrics.md`.
"""

from __future__ import annotations

from realtalk.metrics.catalogue import METRICS
from realtalk.metrics.metric import Range

_INTRODUCTION = """\
# What RealTalk measures

In the order in which the rundown shows them: what moves listeners most comes first. A metric that lacks
evidence says so and why; it never shows 0. Where a row says "House rule", the number is our own choice.

This page is made from the code: `python -m realtalk.metrics.describe > docs/metrics.md`.
"""


def _range(values: Range | None) -> str:
    if values is None:
        return "no target"
    if values.low is None:
        return f"up to {values.high:g}" if values.high is not None else "any"
    return f"{values.low:g} and more" if values.high is None else f"{values.low:g} to {values.high:g}"


def describe() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION]
    for metric in METRICS:
        parts.append(
            f"\n## {metric.title}\n\n{metric.definition}\n\n"
            f"- Key: `{metric.key}`, under {metric.group}\n"
            f"- Unit: {metric.unit}\n"
            f"- Good: {_range(metric.ideal)}\n"
            f"- Plausible: {_range(metric.plausible)}\n"
            f"- Source: {metric.source}\n"
        )
    return "".join(parts)


if __name__ == "__main__":
    print(describe(), end="")
