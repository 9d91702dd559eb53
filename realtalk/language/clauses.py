"""What is said in an answer, clause by clause: who did it, when, and whether it was done at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from realtalk.language.sentences import Parsed, Token, sentences
from realtalk.observations import Word

FIRST_PERSON = frozenset({"i", "we"})

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_BESIDE = frozenset({"aux", "auxpass"})
_ENDS = (".", "?", "!")

_PAST = frozenset({
    "rewrote", "wrote", "built", "rebuilt", "drew", "ran", "began", "spoke", "chose", "rang", "sent", "spent",
    "led", "taught", "found", "kept", "sold", "held",
})  # fmt: skip
"""Past forms that the tagger now and then takes for the present."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One finite verb with its own words, from `first` to `last` (included, both places in the words).

    `sentence` counts the sentences. `subject` is in lower case, empty where there is none; `whole_subject`
    with what belongs to it. `lemma` is the verb's plain form, `word` its place, `role` its part in the
    sentence. `tense` is "past", "perfect", "present" or
    "modal". `object` is the lemma of what the verb acts on.
    `ongoing` marks "was doing", `inherits` a subject that was said before another verb.
    """

    sentence: int
    first: int
    last: int
    word: int
    lemma: str
    role: str
    subject: str
    tense: str
    negated: bool
    passive: bool
    object: str
    object_tag: str
    ongoing: bool
    inherits: bool

    @property
    def own(self) -> bool:
        """Whether the speaker did it, alone or with others."""
        return self.subject in FIRST_PERSON and not self.passive

    @property
    def main(self) -> bool:
        """Whether it stands by itself rather than inside another clause."""
        return self.role in {"ROOT", "conj"}


def without_fillers(words: Sequence[Word]) -> list[Word]:
    """What was meant to be said: no fillers, nothing broken off, and none of the commas that set these
    apart. A sentence that ended on a filler ends on the word before it.
    """
    kept: list[Word] = []
    for word in words:
        text = word.text.strip()
        if not word.filler and text and not text.endswith(("-", "—", "…")):
            kept.append(word)
        elif kept and text.endswith((",", "-", "—", "…")) and kept[-1].text.rstrip().endswith(","):
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip().rstrip(","))
        elif kept and text.endswith(_ENDS) and not kept[-1].text.rstrip().endswith(_ENDS):
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip().rstrip(",;:") + text[-1])
    return kept


def clauses(words: Sequence[Word]) -> tuple[tuple[Parsed, ...], tuple[Clause, ...]]:
    """The sentences of the words, which hold no fillers, and their clauses in order."""
    read = tuple(sentences(words))
    return read, tuple(clause for place, parsed in enumerate(read) for clause in _of(parsed, place))


def _of(parsed: Parsed, place: int) -> Iterator[Clause]:
    tokens = parsed.tokens
    verbs = {i: tense for i in range(len(tokens)) if (tense := _tense(tokens, i)) is not None}
    owner = [_owner(tokens, i, verbs) for i in range(len(tokens))]
    for verb, tense in verbs.items():
        first = last = verb
        while first and owner[first - 1] == verb:
            first -= 1
        while last + 1 < len(tokens) and owner[last + 1] == verb:
            last += 1
        subject = _subject(tokens, verb)
        children = [t for t in tokens if t.head == verb]
        objects = [t for t in children if t.role in {"dobj", "attr", "acomp", "oprd"}]
        yield Clause(
            place,
            tokens[first].word,
            tokens[last].word,
            tokens[verb].word,
            tokens[verb].lemma,
            tokens[verb].role,
            subject,
            tense,
            any(t.role == "neg" or t.lower == "never" for t in children),
            any(t.role == "auxpass" or t.role == "nsubjpass" for t in children),
            objects[0].lemma if objects else "",
            objects[0].tag if objects else "",
            tokens[verb].tag == "VBG",
            not any(t.role in _SUBJECTS for t in children),
        )


def _tense(tokens: Sequence[Token], i: int) -> str | None:
    """Of a finite verb that carries a clause; None for any other token."""
    token = tokens[i]
    if not (token.tag.startswith("VB") or token.tag == "MD") or token.role in _BESIDE:
        return None
    beside = [t for j, t in enumerate(tokens) if t.head == i and t.role in _BESIDE and j < i]
    if any(t.tag == "MD" for t in beside):
        return "modal"
    if any(t.tag == "VBD" for t in beside):
        return "past"
    if any(t.lower in {"'ve", "have", "has"} or (t.lower == "'s" and t.lemma == "have") for t in beside):
        return "perfect"
    if beside and any(t.tag in {"VBP", "VBZ"} for t in beside):
        return "present"
    if token.tag == "VBD" or token.lower in _PAST:
        return "past"
    if token.role == "conj" and token.tag in {"VBN", "VB", "VBG"} and token.head != i:
        head = _tense(tokens, token.head)
        return head if head != "present" else None
    if token.tag in _FINITE:
        return "present"
    if token.role == "ROOT" and token.tag == "VBN" and any(t.head == i for t in tokens):
        return "past"
    return None


def _owner(tokens: Sequence[Token], i: int, verbs: dict[int, str]) -> int:
    """The verb whose clause a token is in; -1 for none."""
    seen: set[int] = set()
    while i not in verbs:
        if i in seen or tokens[i].head == i:
            return -1
        seen.add(i)
        i = tokens[i].head
    return i


def _subject(tokens: Sequence[Token], verb: int) -> str:
    """Who or what does it: the verb's own subject, or that of the verb it is joined to; "we" for somebody and
    the speaker.
    """
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = [i for i, t in enumerate(tokens) if t.head == verb and t.role in _SUBJECTS]
        if own:
            with_me = any(t.head == own[0] and t.role == "conj" and t.lower in {"i", "me"} for t in tokens)
            return "we" if with_me else tokens[own[0]].lower
        if tokens[verb].role != "conj" or tokens[verb].head == verb:
            return ""
        verb = tokens[verb].head
    return ""
