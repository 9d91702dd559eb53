"""How right the corrections of grammar are: sentences that people corrected too, and GLEU."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from realtalk.errors import RealTalkError
from realtalk.evaluation.figures import interval
from realtalk.evaluation.gleu import gleu, gleu_interval
from realtalk.language.transcript import understand
from realtalk.media import Span
from realtalk.observations import Correction, Word

REFERENCES = 4
Corrected = Callable[[Sequence[Sequence[Word]]], list[tuple[Correction, ...]]]
"""What finds the slips: words of each sentence, to slips of each."""

_ATTACHED = re.compile(r"[.,;:!?%)\]}…]+|''|\.\.\.")
_CONTRACTED = re.compile(r"n't|'(?:s|m|d|re|ve|ll)", re.IGNORECASE)
_ENDINGS = re.compile(r"(?<=\w)(n['’]t|['’](?:s|m|d|re|ve|ll))\b|(?<=\w)([.,;:!?]+)$", re.IGNORECASE)


def evaluate(path: Path, corrected: Corrected | None = None, sample: int | None = None) -> dict[str, Any]:
    """The figures for a folder with NAME.src and NAME.ref0 to NAME.ref3, tokenised, a sentence a line.

    `n` sentences; `all`, `some` and `none`: of those that all, some and none of the references change, how
    many there are (`sentences`) and were `flagged`, with the share and its interval; `heard` has the same
    where changes of capitals and punctuation do not count; `gleu` and `gleu_source`, 0 to 1, with intervals.
    With `sample` only so many sentences, the same ones every time. Raises `RealTalkError` where a file is
    missing or lines do not match.
    """
    sources, references = _read(path)
    if sample is not None and sample < len(sources):
        drawn = sorted(np.random.default_rng(0).permutation(len(sources))[:sample].tolist())
        sources, references = [sources[i] for i in drawn], [references[i] for i in drawn]
    corrected = corrected or by_rules
    pairs = [joined(source) for source in sources]
    slips = corrected([words for words, _ in pairs])
    texts = [applied(*pair, found) for pair, found in zip(pairs, slips, strict=True)]
    flagged = [bool(found) for found in slips]
    figures: dict[str, Any] = {"n": len(sources)}
    figures |= _by_changes(sources, references, flagged)
    figures["heard"] = _by_changes(
        [_heard(source) for source in sources], [[_heard(r) for r in each] for each in references], flagged
    )
    figures["gleu"] = gleu(sources, texts, references)
    figures["gleu_source"] = gleu(sources, sources, references)
    figures["gleu_interval"] = gleu_interval(sources, texts, references)
    figures["gleu_source_interval"] = gleu_interval(sources, sources, references)
    return figures


def by_rules(sentences: Sequence[Sequence[Word]]) -> list[tuple[Correction, ...]]:
    """The slips that RealTalk finds without a language model."""
    return [understand(words).corrections for words in sentences]


def joined(tokens: Sequence[str]) -> tuple[list[Word], list[list[str]]]:
    """Tokenised text as spoken words, and the tokens that each word is made of.

    >>> [word.text for word in joined("I do n't know , sir .".split())[0]]
    ['I', "don't", 'know,', 'sir.']
    """
    parts: list[list[str]] = []
    opened = False
    for token in tokens:
        attached = _ATTACHED.fullmatch(token) or _CONTRACTED.fullmatch(token)
        if parts and (attached or opened):
            parts[-1].append(token)
        else:
            parts.append([token])
        opened = token in {"(", "[", "``", "{"}
    words = [Word("".join(part), Span(float(i), i + 0.9), 1.0, timed=True) for i, part in enumerate(parts)]
    return words, parts


def applied(words: Sequence[Word], parts: Sequence[Sequence[str]], slips: Sequence[Correction]) -> list[str]:
    """The tokens with the slips put right; all others are kept as they were."""
    parts = [list(part) for part in parts]
    for slip in slips:
        inside = [i for i, word in enumerate(words) if slip.span.overlap(word.span) > 0]
        if not inside:
            continue
        first, last = inside[0], inside[-1]
        marks = [t for t in parts[last] if _ATTACHED.fullmatch(t)]
        better = tokenised(slip.suggestion)
        if parts[first][0][:1].isupper() and better:
            better[0] = better[0][:1].upper() + better[0][1:]
        for i in inside:
            parts[i] = []
        parts[first] = better
        parts[last] = parts[last] + marks
    return [token for part in parts for token in part]


def tokenised(text: str) -> list[str]:
    """Words as JFLEG has them, with contractions and marks apart.

    >>> tokenised("doesn't know, it's")
    ['does', "n't", 'know', ',', 'it', "'s"]
    """
    return [token for word in text.split() for token in _ENDINGS.sub(r" \1\2", word).split()]


def _read(path: Path) -> tuple[list[list[str]], list[list[list[str]]]]:
    found = sorted(path.glob("*.src"))
    if not found:
        raise RealTalkError(
            f"There is no file with sentences in {path}.", "Name a folder with NAME.src and NAME.ref0."
        )
    sources: list[list[str]] = []
    references: list[list[list[str]]] = []
    for source in found:
        lines = _lines(source)
        others = [each for n in range(REFERENCES) if (each := source.with_suffix(f".ref{n}")).is_file()]
        if not others:
            raise RealTalkError(
                f"There are no corrections of {source.name}.", f"Put {source.stem}.ref0 beside it."
            )
        texts = [_lines(each) for each in others]
        for other, each in zip(others, texts, strict=True):
            if len(each) != len(lines):
                raise RealTalkError(
                    f"{other.name} has {len(each)} lines, {source.name} has {len(lines)}.",
                    "Give each sentence one line in both.",
                )
        sources += lines
        references += [list(each) for each in zip(*texts, strict=True)]
    return sources, references


def _lines(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RealTalkError(f"{path} cannot be read.", "It must be text in UTF-8.") from error
    return [line.split() for line in text.removesuffix("\n").split("\n")] if text else []


def _heard(tokens: Sequence[str]) -> list[str]:
    return [token.lower() for token in tokens if any(c.isalnum() for c in token)]


def _by_changes(
    sources: Sequence[Sequence[str]],
    references: Sequence[Sequence[Sequence[str]]],
    flagged: Sequence[bool],
) -> dict[str, dict[str, Any]]:
    counts = {kind: [0, 0] for kind in ("all", "some", "none")}
    for source, each, flag in zip(sources, references, flagged, strict=True):
        changed = sum(list(reference) != list(source) for reference in each)
        kind = "all" if changed == len(each) else "some" if changed else "none"
        counts[kind][0] += 1
        counts[kind][1] += flag
    return {
        kind: {
            "sentences": n,
            "flagged": hits,
            "share": hits / n if n else None,
            "interval": interval(hits, n),
        }
        for kind, (n, hits) in counts.items()
    }
