"""Lists of words as they are written in the rules."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text with spaces between them."""
    return frozenset(text.split())
