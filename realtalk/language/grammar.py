"""Slips of grammar that a listener would hear, each with its better form."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from realtalk.language.agreement import disagreements
from realtalk.language.sentences import Token
from realtalk.media import Span
from realtalk.observations import Correction, Word

HEARD = frozenset(
    {"Agreement", "Grammar", "Usage", "Miscellaneous", "BoundaryError", "WordChoice", "Redundancy"}
)
"""Harper's kinds of finding that concern speech. Spelling, capitals, punctuation and format are the
recogniser's doing, not the speaker's; repeated words are restarts; style, length and regional words are no
slips."""

MISLEADING = re.compile(r"^(Insert `to`|This number needs|English does not use words like)|is a mass noun\.$")
"""Findings that were wrong as often as right on corrected English (JFLEG's references)."""

LONGEST_RESTART = 3
"""Words that a restart repeats at most ("I went I went home"). House rule: longer repeats are rhetoric."""

SOUND_ALIKE = tuple(
    frozenset(alike.split())
    for alike in (
        "there their they're", "its it's", "your you're", "to too two", "then than", "whose who's",
        "were we're", "of have 've", "affect effect", "lose loose", "advice advise", "quiet quite",
        "passed past", "here hear", "by buy bye", "no know", "right write", "piece peace", "week weak",
        "break brake", "may maybe", "principal principle", "wear where", "threw through", "led lead",
    )
)  # fmt: skip
"""Words that the recogniser chooses between by itself, since they sound (nearly) the same."""

_linting = threading.Lock()


def corrections(words: Sequence[Word], tokens: Sequence[Token] = ()) -> tuple[Correction, ...]:
    """The slips in one sentence; its fillers and restarts are passed over.

    `tokens` are those of the whole sentence, counting its words from 0.
    """
    found = list(_linted(words))
    for slip in disagreements(_meant(words, tokens)):
        said = slip.said
        span = Span(words[slip.first].span.start, words[slip.last].span.end)
        if not any(span.overlap(other.span) > 0 for other in found):
            found.append(Correction(span, _bare(said), slip.suggestion, slip.message))
    return tuple(sorted(found, key=lambda slip: slip.span))


def _meant(words: Sequence[Word], tokens: Sequence[Token]) -> list[Token]:
    """The tokens without fillers, their heads counted anew."""
    kept = [i for i, token in enumerate(tokens) if not words[token.word].filler]
    places = {i: place for place, i in enumerate(kept)}
    return [replace(tokens[i], head=places.get(tokens[i].head, places[i])) for i in kept]


def _linted(words: Sequence[Word]) -> tuple[Correction, ...]:
    kept = _without_restarts(
        [word for word in words if not word.filler and not word.text.strip().endswith("-")]
    )
    texts = [" ".join(word.text.split()) for word in kept]
    text = " ".join(texts)
    if len(kept) < 2:
        return ()
    with _linting:
        lints = _linter().lint(text)
    starts = [sum(len(t) + 1 for t in texts[:i]) for i in range(len(texts))]
    found: list[Correction] = []
    for lint in lints:
        if lint.lint_kind not in HEARD or not lint.suggestions or MISLEADING.search(lint.message):
            continue
        if lint.lint_kind == "Redundancy" and "comparative" not in lint.message:
            continue
        slip = _slip(kept, texts, starts, text, lint)
        if slip is not None and not any(slip.span.overlap(other.span) > 0 for other in found):
            found.append(slip)
    return tuple(found)


@cache
def _linter() -> Any:
    from harper import Linter

    return Linter()


def _slip(
    words: Sequence[Word], texts: Sequence[str], starts: Sequence[int], text: str, lint: Any
) -> Correction | None:
    """The finding in whole words; None where saying it right would sound the same."""
    begin, end = lint.span.start, lint.span.end
    inside = [i for i, start in enumerate(starts) if start < end and start + len(texts[i]) > begin]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    better = _applied(text, lint)
    before, after = text[: starts[first]], text[starts[last] + len(texts[last]) :]
    if not better.startswith(before) or not better.endswith(after):
        return None
    suggestion = better[len(before) : len(better) - len(after)].strip()
    said = " ".join(texts[first : last + 1])
    if not suggestion and last + 1 < len(texts):
        last += 1
        said, suggestion = " ".join(texts[first : last + 1]), texts[last]
    if not suggestion or _sounds_alike(said, suggestion):
        return None
    span = Span(words[first].span.start, max(words[last].span.end, words[first].span.start))
    message = re.sub(r"`([^`]*)`", r"“\1”", lint.message)
    return Correction(span, _bare(said), _bare(suggestion), message)


def _applied(text: str, lint: Any) -> str:
    suggestion = lint.suggestions[0]
    begin, end = lint.span.start, lint.span.end
    match suggestion.kind.name:
        case "REMOVE":
            return text[:begin] + text[end:]
        case "INSERT_AFTER":
            return text[:end] + suggestion.replacement_text + text[end:]
        case _:
            return text[:begin] + suggestion.replacement_text + text[end:]


def _sounds_alike(said: str, suggestion: str) -> bool:
    if _letters(said) == _letters(suggestion):
        return True
    left, right = said.lower().split(), suggestion.lower().split()
    if len(left) != len(right):
        return False
    changed = [(_bare(a), _bare(b)) for a, b in zip(left, right, strict=True) if _bare(a) != _bare(b)]
    return all(any(a in alike and b in alike for alike in SOUND_ALIKE) for a, b in changed)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def _bare(text: str) -> str:
    return text.strip().strip('.,;:!?…"“”')


def _without_restarts(words: Sequence[Word]) -> list[Word]:
    """The words as meant: of "I went I went home" the second "I went" is kept."""
    kept: list[Word] = []
    for word in words:
        kept.append(word)
        for size in range(LONGEST_RESTART, 0, -1):
            tail = [_letters(w.text) for w in kept[-2 * size :]]
            if len(tail) == 2 * size and tail[:size] == tail[size:]:
                del kept[-2 * size : -size]
                break
    return kept
