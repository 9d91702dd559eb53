"""Text of others, shown as it stands."""

from __future__ import annotations


def literal(text: str | None) -> str:
    """Text from a file name or an error as Markdown that shows it letter for letter."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-!|~$:&" else c for c in text or "").replace("\n", " ")
