"""How positive a sentence is by its words."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any

from realtalk.language.sentences import Token


def sentiment(tokens: Sequence[Token]) -> float:
    """VADER's compound score of a sentence, -1 (negative) to 1 (positive); 0 where no word carries feeling.

    Leave fillers out before. Words whose feeling belongs to another use of theirs are left out here: "like a
    bird" is a comparison, "a kind of bird" a sort, "pretty late" a degree.
    """
    text = " ".join(token.text for i, token in enumerate(tokens) if not _another_use(tokens, i))
    return float(_analyzer().polarity_scores(text)["compound"]) if text.strip() else 0.0


def _another_use(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    match token.lower:
        case "like":
            return not token.tag.startswith("VB")
        case "kind" | "sort":
            return i + 1 < len(tokens) and tokens[i + 1].lower == "of"
        case "pretty":
            return token.tag == "RB"
        case "well":
            return i == 0 or (i + 1 < len(tokens) and tokens[i + 1].lower == "as")
        case _:
            return False


@cache
def _analyzer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        return SentimentIntensityAnalyzer()
