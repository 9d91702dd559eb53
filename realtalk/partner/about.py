"""What a persona says of themselves: what is written about them, turned into the first person."""

from __future__ import annotations

import re
from functools import lru_cache

from realtalk.language.sentences import Token, sentences
from realtalk.language.word_set import word_set
from realtalk.media import Span
from realtalk.observations import Word
from realtalk.partner.persona import Fact, Persona

_SUBJECTS = frozenset({"he", "she"})
_MINE = {"his": "my", "her": "my", "himself": "myself", "herself": "myself", "hers": "mine"}
_BE = {"is": "am", "'s": "'m", "are": "am", "was": "was", "were": "was", "has": "have", "does": "do"}
_LEANS = re.compile(r"(?:It|They|So|But|That|This|These|Those|With that|Each|Then|There|Nobody|One|Both)\b")
"""How a sentence begins that cannot stand without the one before it."""

_FINITE = frozenset({"VBZ", "VBP", "VBD", "VBN", "NNS"})

_JOINED = word_set(
    "likes keeps asks tells waits thinks says wants knows hates loves notices reads speaks works takes "
    "makes gives "
    "writes listens believes remembers helps finds means lets trusts distrusts prefers enjoys"
)
"""Verbs that the tagger takes for nouns after a comma or a joining word."""


@lru_cache(maxsize=64)
def own_words(persona: Persona) -> tuple[Fact, ...]:
    """The sentences of a persona's background as they would say them, their role first. "She leads a team"
    becomes "I lead a team".
    """
    told = [_role(persona)]
    words = [Word(w, Span(i, i + 1.0), 1.0) for i, w in enumerate(persona.background.split())]
    if words:
        spoken = list(sentences(words))
        for parsed in spoken:
            text = " ".join(w.text for w in words[parsed.first : parsed.last])
            spoken_of = _first_person(text, parsed.tokens, persona)
            if len(told) > 1 and _LEANS.match(text):
                told[-1] = f"{told[-1]} {spoken_of}"
            else:
                told.append(spoken_of)
    return tuple(Fact(text, "") for text in told)


def _role(persona: Persona) -> str:
    role = persona.role.strip().rstrip(".")
    if re.match(r"(?:a|an|the)\b", role, re.IGNORECASE):
        return f"I am {role[0].lower()}{role[1:]}."
    lower = role if re.match(r"[A-Z]{2}", role) else role[0].lower() + role[1:]
    several = re.match(
        r"[A-Z][a-z]+'s\b|your\b|my\b|head of\b|chief\b|director of\b|vice\b", role, re.IGNORECASE
    )
    article = "" if several else ("an " if lower[0] in "aeiouH" and not lower.startswith("uni") else "a ")
    return f"I am {article}{lower}."


def _first_person(text: str, tokens: tuple[Token, ...], persona: Persona) -> str:
    names = {word.lower() for word in re.findall(r"[\w-]+", persona.name)} - {"the", "of"}
    out: list[str] = []
    changed: set[int] = set()
    skip = False
    for i, token in enumerate(tokens):
        lower = token.lower
        named = lower in names and token.tag.startswith("NNP")
        if named and skip:
            continue
        skip = named
        after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        if named and after in {"'s", "’s"}:
            out.append("my")
            continue
        if lower in {"'s", "’s"} and out and out[-1] == "my":
            continue
        if named or (lower in _SUBJECTS and token.role in {"nsubj", "nsubjpass"}):
            last = i
            while named and last + 1 < len(tokens) and tokens[last + 1].lower in names:
                last += 1
            subject = tokens[last].role in {"nsubj", "nsubjpass"} or lower in _SUBJECTS
            out.append("I" if subject else "me")
            if subject:
                changed |= _verbs(tokens, tokens[last].head)
        elif lower == "his" and after in {"and", "but", ",", ".", ""}:
            out.append("mine")
        elif lower in _MINE and (token.tag == "PRP$" or lower not in {"her"}):
            out.append(_MINE[lower])
        elif lower in {"him", "her"} and token.tag == "PRP":
            out.append("me")
        elif i in changed or (i and lower in _JOINED and tokens[i - 1].lower in {"and", "but", ",", "then"}):
            out.append(_agreed(token) if i in changed else _without_s(token.text))
        else:
            out.append(token.text)
    spoken = re.sub(r"\s+([.,;:?!%)’']|n't\b|'s\b|'m\b)", r"\1", " ".join(out))
    spoken = re.sub(r'" ([^"]*?) "', r'"\1"', spoken)
    spoken = re.sub(r"\s*-\s*(?=\w)", "-", spoken) if "-" in text else spoken
    spoken = re.sub(r"\bI'm\b|\bI 'm\b", "I am", spoken).replace("( ", "(").replace("can not", "cannot")
    return spoken[:1].upper() + spoken[1:]


def _verbs(tokens: tuple[Token, ...], head: int) -> set[int]:
    """The verb of a subject, what stands beside it, and the verbs joined to it without a subject of their
    own.
    """
    found = {head} | {i for i, t in enumerate(tokens) if t.head == head and t.role in {"aux", "auxpass"}}
    for i, token in enumerate(tokens):
        if token.role == "conj" and token.head in found and token.tag in _FINITE:
            own = any(t.head == i and t.role in {"nsubj", "nsubjpass"} for t in tokens)
            if not own:
                found |= {i} | {
                    j for j, t in enumerate(tokens) if t.head == i and t.role in {"aux", "auxpass"}
                }
    return found


def _agreed(token: Token) -> str:
    if token.lower in _BE:
        return _BE[token.lower]
    return _without_s(token.text) if token.tag in {"VBZ", "NNS"} else token.text


def _without_s(verb: str) -> str:
    """What I do, of what she does: "goes" to "go", "carries" to "carry", "hates" to "hate"."""
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    return verb[:-2] if re.search(r"(?:ss|sh|ch|x|zz|o)es$", verb) else verb.removesuffix("s")
