"""Slips of grammar that a listener would hear, each with its better form."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from realtalk.importing import ONE_AT_A_TIME
from realtalk.language import grammar_nouns, grammar_verbs
from realtalk.language.agreement import disagreements
from realtalk.language.grammar_articles import bare_nouns
from realtalk.language.grammar_pattern import Matcher, Slip
from realtalk.language.grammar_tense import wrong_times
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

EVERYDAY = frozenset(
    {("says", "say"), ("find out", "find"), ("whom", "who"), ("you", "your"), ("might could", "might")}
)
"""Findings on what nobody minds ("so I says to him" tells a story), or that were mostly wrong."""

LONGEST_RESTART = 3
"""Words that a restart repeats at most ("I went I went home"). House rule: longer repeats are rhetoric."""

SOUND_ALIKE = tuple(
    frozenset(alike.split())
    for alike in (
        "there their they're", "its it's", "your you're", "to too two", "then than", "whose who's",
        "were we're", "of have 've", "affect effect", "lose loose", "advice advise", "quiet quite",
        "passed past", "here hear", "by buy bye", "no know", "right write", "piece peace", "week weak",
        "break brake", "may maybe", "principal principle", "wear where", "threw through", "led lead",
        "new knew",
    )
)  # fmt: skip
"""Words that the recogniser chooses between by itself, since they sound (nearly) the same."""

_linting = threading.Lock()


_MATCHERS = tuple(Matcher(each.PATTERNS, each.LISTS) for each in (grammar_verbs, grammar_nouns))


def corrections(words: Sequence[Word], tokens: Sequence[Token] = ()) -> tuple[Correction, ...]:
    """The slips in one sentence; its fillers and restarts are passed over.

    `tokens` are those of the whole sentence, counting its words from 0.
    """
    meant = _meant(words, tokens)
    slips = (*_patterns(meant), *disagreements(meant), *wrong_times(meant), *bare_nouns(meant))
    found = [placed for slip in slips if (placed := _in_words(words, meant, slip))]
    return merged([*found, *_linted(words)])


def merged(slips: Iterable[Correction]) -> tuple[Correction, ...]:
    """Slips in time order; where two overlap, the first that is given."""
    found: list[Correction] = []
    for slip in slips:
        if not any(slip.span.overlap(other.span) > 0 for other in found):
            found.append(slip)
    return tuple(sorted(found, key=lambda slip: slip.span))


def as_meant(words: Sequence[Word]) -> list[Word]:
    """The words of a sentence without fillers, restarts and words that break off."""
    said = [word for word in words if not word.filler and not word.text.strip().endswith("-")]
    return [said[i] for i in _kept(said)]


def _patterns(tokens: Sequence[Token]) -> Iterator[Slip]:
    for matcher in _MATCHERS:
        yield from matcher.slips(tokens)


def _in_words(words: Sequence[Word], tokens: Sequence[Token], slip: Slip) -> Correction | None:
    """A slip of tokens in whole words: the rest of a contraction belongs to it."""
    slip = _without_subject(tokens, slip)
    first, last = tokens[slip.first].word, tokens[slip.last].word
    inside = [t for t in tokens if first <= t.word <= last and t.tag not in _MARKS]
    before = [t for t in tokens[: slip.first] if t.word == first and t.tag not in _MARKS]
    after = [t for t in tokens[slip.last + 1 :] if t.word == last and t.tag not in _MARKS]
    said, better = _text(inside), _text([*before, slip.suggestion, *after])
    if said.lower() == better.lower() or sounds_alike(said, better):
        return None
    if said[:1].isupper() and better:
        better = better[0].upper() + better[1:]
    return Correction(Span(words[first].span.start, words[last].span.end), said, better, slip.message)


def _without_subject(tokens: Sequence[Token], slip: Slip) -> Slip:
    """The slip without a pronoun before it that stays and is a word of its own: "was" of "they was"."""
    subject, *rest = slip.suggestion.split(maxsplit=1)
    token = tokens[slip.first]
    own = slip.first < slip.last and token.word != tokens[slip.first + 1].word
    if own and rest and token.tag == "PRP" and token.text == subject:
        return replace(slip, first=slip.first + 1, suggestion=rest[0])
    return slip


_MARKS = frozenset([",", ".", ":", "``", "''", "-LRB-", "-RRB-"])


def _text(pieces: Sequence[Token | str]) -> str:
    """Pieces joined as they are written: contractions and hyphens without a space."""
    text = ""
    for piece in pieces:
        each = piece if isinstance(piece, str) else piece.text
        close = not text or text.endswith("-") or each.startswith(("'", "’", "n't", "n’t", "-"))
        text += each if close else f" {each}"
    return text


def _meant(words: Sequence[Word], tokens: Sequence[Token]) -> list[Token]:
    """The tokens without fillers and restarts, their heads counted anew."""
    said = [i for i, word in enumerate(words) if not word.filler and not word.text.strip().endswith("-")]
    left = {said[i] for i in _kept([words[i] for i in said])}
    kept = [i for i, token in enumerate(tokens) if token.word in left]
    places = {i: place for place, i in enumerate(kept)}
    return [replace(tokens[i], head=places.get(tokens[i].head, places[i])) for i in kept]


def _linted(words: Sequence[Word]) -> tuple[Correction, ...]:
    kept = as_meant(words)
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
        if slip is not None and (slip.text.lower(), slip.suggestion.lower()) in EVERYDAY:
            continue
        if slip is not None and not any(slip.span.overlap(other.span) > 0 for other in found):
            found.append(slip)
    return tuple(found)


@cache
def _linter() -> Any:
    with ONE_AT_A_TIME:
        from harper import Linter

    linter = Linter()
    # This rule prints to standard output; ours of the same sense is in grammar_verbs.
    linter.set_lint_config(linter.get_lint_config() | {"LookingForwardTo": False})
    return linter


def _slip(
    words: Sequence[Word], texts: Sequence[str], starts: Sequence[int], text: str, lint: Any
) -> Correction | None:
    """The finding in whole words; None where saying it right would sound the same."""
    begin, end = lint.span.start, lint.span.end
    inside = [i for i, start in enumerate(starts) if start < end and start + len(texts[i]) > begin]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    better = applied(text, lint)
    before, after = text[: starts[first]], text[starts[last] + len(texts[last]) :]
    if not better.startswith(before) or not better.endswith(after):
        return None
    suggestion = better[len(before) : len(better) - len(after)].strip()
    said = " ".join(texts[first : last + 1])
    if not suggestion and last + 1 < len(texts):
        last += 1
        said, suggestion = " ".join(texts[first : last + 1]), texts[last]
    if not suggestion or sounds_alike(said, suggestion):
        return None
    span = Span(words[first].span.start, max(words[last].span.end, words[first].span.start))
    message = re.sub(r"`([^`]*)`", r"“\1”", lint.message)
    return Correction(span, bare(said), bare(suggestion), message)


def applied(text: str, lint: Any) -> str:
    """The text with the first suggestion of one of Harper's findings put in."""
    suggestion = lint.suggestions[0]
    begin, end = lint.span.start, lint.span.end
    match suggestion.kind.name:
        case "REMOVE":
            return text[:begin] + text[end:]
        case "INSERT_AFTER":
            return text[:end] + suggestion.replacement_text + text[end:]
        case _:
            return text[:begin] + suggestion.replacement_text + text[end:]


def sounds_alike(said: str, suggestion: str) -> bool:
    """Whether a listener could not tell the two apart, or a recogniser might have mixed them up."""
    if _letters(said) == _letters(suggestion):
        return True
    left, right = said.lower().split(), suggestion.lower().split()
    if len(left) != len(right):
        return False
    changed = [(bare(a), bare(b)) for a, b in zip(left, right, strict=True) if bare(a) != bare(b)]
    return all(any(a in alike and b in alike for alike in SOUND_ALIKE) for a, b in changed)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def bare(text: str) -> str:
    """Text without the marks around it."""
    return text.strip().strip('.,;:!?…"“”')


def _kept(words: Sequence[Word]) -> list[int]:
    """The words as meant, by index: of "I went I went home" the second "I went" is kept."""
    kept: list[int] = []
    for i in range(len(words)):
        kept.append(i)
        for size in range(LONGEST_RESTART, 0, -1):
            tail = [_letters(words[j].text) for j in kept[-2 * size :]]
            if len(tail) == 2 * size and tail[:size] == tail[size:]:
                del kept[-2 * size : -size]
                break
    return kept
